"""The establishment's settings, set once on screen: checked, kept, taken by the session."""

from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox

from jurydesk.minutes.house.pictures import pixels
from jurydesk.widgets.handover import house_file
from jurydesk.widgets.handover.establishment_dialog import EstablishmentDialog
from jurydesk.widgets.handover.letterhead_panel import painted
from jurydesk.widgets.parts.session_bridge import SessionBridge
from tests.widgets.room import a_session, clear_file, when_asked

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10">'
    b'<rect width="10" height="10" fill="#ff0000"/></svg>'
)


@pytest.fixture
def computer(tmp_path, monkeypatch):
    path = tmp_path / "poste" / "etablissement.json"
    monkeypatch.setattr(house_file, "settings_path", lambda: path)
    return path


@pytest.fixture
def dialog(qtbot, tmp_path, computer):
    del computer
    bridge = SessionBridge()
    bridge.open(a_session(tmp_path / "s.jury", clear_file("C01")))
    made = EstablishmentDialog(bridge)
    qtbot.addWidget(made)
    made.show()
    yield made
    bridge.close()


def test_what_is_set_goes_to_the_computer_and_to_the_session(dialog, computer):
    head = dialog.letterhead
    head.name_edit.setText("École des métiers")
    head.address_edit.setPlainText("10 avenue du Port\n\n 31000  Toulouse ")
    head.place_edit.setText("Toulouse")
    dialog.accept_button.click()
    house = dialog._bridge.state.establishment
    assert (house.name, house.address) == (
        *("École des métiers", ("10 avenue du Port", "31000 Toulouse")),
    )
    assert house_file.computer_settings() == house
    assert computer.stat().st_mode & 0o077 == 0


def test_nothing_changed_adds_nothing_to_the_journal(dialog):
    dialog.letterhead.name_edit.setText("École")
    dialog.accept_button.click()
    count = dialog._bridge.file.entries_count
    again = EstablishmentDialog(dialog._bridge)
    again.accept_button.click()
    again.deleteLater()
    assert dialog._bridge.file.entries_count == count


def test_a_logo_is_taken_from_a_file_and_needs_words(dialog, tmp_path, monkeypatch):
    Image.new("RGBA", (200, 100), (0, 0, 90, 99)).save(tmp_path / "logo.png")
    (tmp_path / "dessin.svg").write_bytes(SVG)
    field = dialog.letterhead.logo
    for name in ("logo.png", "dessin.svg"):
        chosen = (str(tmp_path / name), "")
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, chosen=chosen: chosen)
        dialog.letterhead.logo_button.click()
        assert field.picture.alternative == "Logo"
    assert pixels(field.picture)[:3] == (1200, 600, "DeviceRGB")
    dialog.letterhead.logo_edit.clear()
    dialog.accept_button.click()
    assert "Une image n’a pas de description" in dialog.problem_label.text()
    dialog.letterhead.logo_clear.click()
    assert field.picture is None


def test_an_image_that_cannot_be_used_is_told_and_changes_nothing(dialog, tmp_path):
    path = tmp_path / "note.png"
    path.write_text("bonjour")
    told = []

    def read(box):
        told.append(box.text() if isinstance(box, QMessageBox) else box.findChild(type(box)))
        box.close()

    when_asked(read)
    dialog.letterhead.logo.take(path)
    assert dialog.letterhead.logo.picture is None
    assert told


def test_a_drawing_is_painted_large_enough_for_paper():
    assert painted(SVG, "le logo").startswith(b"\x89PNG")


def test_signatories_are_entered_one_by_one(dialog):
    panel = dialog.signatories
    panel.add_button.click()
    panel.name_edit.setText("Jeanne Martin")
    panel.name_edit.textEdited.emit("Jeanne Martin")
    dialog.accept_button.click()
    assert "pas de nom ou pas de qualité" in dialog.problem_label.text()
    assert dialog.tabs.currentIndex() == 1
    panel.quality_edit.setText("directrice")
    panel.quality_edit.textEdited.emit("directrice")
    panel.paper_view.item(3).setCheckState(Qt.CheckState.Checked)
    dialog.accept_button.click()
    (who,) = dialog._bridge.state.establishment.signatories
    assert (who.name, who.quality, who.papers) == (
        *("Jeanne Martin", "directrice", ("certificats",)),
    )


def test_a_paragraph_is_worded_previewed_and_put_back(dialog):
    panel = dialog.wordings
    dialog.tabs.setCurrentIndex(2)
    panel.text_edit.setPlainText("Le {date_seance}, {prenom}")
    assert "le champ {prenom} n’existe pas" in panel.fault_label.text().replace("\xa0", " ")
    assert panel.preview_label.text() == ""
    panel.wording_view.setCurrentRow(2)
    dialog.accept_button.click()
    assert panel.wording_view.currentRow() == 0
    panel.text_edit.setPlainText("Séance du {date_seance}.")
    assert "vendredi 19 avril 2024" in panel.preview_label.text().replace("\xa0", " ")
    assert [each.key for each in panel.words] == ["notification-ouverture"]
    panel.restore_button.click()
    assert panel.words == ()
    assert not panel.restore_button.isEnabled()


def test_the_notice_is_confirmed_whole_or_not_at_all(dialog):
    panel = dialog.appeal
    assert "tribunal administratif" in panel.text_edit.toPlainText()
    panel.confirm_box.setChecked(True)
    dialog.accept_button.click()
    assert "qui a confirmé" in dialog.problem_label.text()
    assert dialog.tabs.currentIndex() == 3
    panel.by_edit.setText("direction juridique")
    panel.date_edit.set_day(date(2024, 2, 1))
    dialog.accept_button.click()
    appeal = dialog._bridge.state.establishment.appeal
    assert (appeal.adopted_by, appeal.adopted_on) == ("direction juridique", date(2024, 2, 1))


def test_settings_are_written_to_a_file_and_opened_again(dialog, tmp_path, monkeypatch):
    dialog.letterhead.name_edit.setText("École")
    out = tmp_path / "reglages.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    dialog.save_button.click()
    dialog.letterhead.name_edit.setText("Autre")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(out), ""))
    dialog.open_button.click()
    assert dialog.letterhead.name_edit.text() == "École"


def test_settings_of_a_computer_that_are_damaged_are_as_none(computer):
    computer.parent.mkdir()
    computer.write_text("{")
    assert house_file.computer_settings() is None
    assert isinstance(house_file.settings_path(), Path)
