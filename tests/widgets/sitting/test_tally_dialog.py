"""The tally: figures that are seen, that add up, and a tie that asks the chair."""

from PySide6.QtWidgets import QSpinBox

from jurydesk.deliberation.facts import BallotWay
from jurydesk.widgets.sitting.tally_dialog import TallyDialog
from tests.widgets.room import BLOCKS, a_file, an_open_room


def a_tally(qtbot, tmp_path):
    """A tally on screen for six voters: the two advisory members have no voice here."""
    window = an_open_room(qtbot, tmp_path / "s.jury", a_file("222222a"))
    dialog = TallyDialog(window.bridge.state, "C01", BLOCKS[0], BallotWay.TALLY, window)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog, dialog.findChildren(QSpinBox)


def test_each_figure_has_room_to_be_seen(qtbot, tmp_path):
    _, boxes = a_tally(qtbot, tmp_path)
    assert len(boxes) == 5
    for box in boxes:
        line = box.lineEdit()
        assert line.width() > box.fontMetrics().horizontalAdvance("99")
        assert line.height() >= box.fontMetrics().height()


def test_tie_asks_the_chair_in_words_and_keeps_the_fields_as_tall(qtbot, tmp_path):
    dialog, boxes = a_tally(qtbot, tmp_path)
    height = boxes[0].height()
    boxes[1].setValue(3)
    boxes[2].setValue(3)
    assert dialog.chair_frame.isVisible()
    assert dialog.balance_label.text().startswith("Partage des voix")
    assert "choisissez" in dialog.balance_label.text()
    assert not dialog.accept_button.isEnabled()
    dialog.layout().activate()
    assert boxes[0].height() == height
    dialog.chair_box.setCurrentIndex(dialog.chair_box.findData(2))
    assert dialog.accept_button.isEnabled()
    assert dialog.tally.chair_level == 2


def test_votes_short_of_the_voters_are_not_accepted(qtbot, tmp_path):
    dialog, boxes = a_tally(qtbot, tmp_path)
    boxes[0].setValue(5)
    assert "1 voix" in dialog.balance_label.text().replace("\u00a0", " ")
    assert not dialog.accept_button.isEnabled()
    boxes[4].setValue(1)
    assert dialog.accept_button.isEnabled()
    assert not dialog.chair_frame.isVisible()
