"""A name that looks like markup is shown letter for letter by every label and tool tip."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox

from jurydesk.bundle import forms
from jurydesk.widgets.parts import messages
from jurydesk.widgets.parts.elided_label import ElidedLabel
from jurydesk.widgets.parts.markup import plain, tip
from tests.widgets.room import an_open_room, clear_file, when_asked

_NAME = "<b>Gras</b><img src='file:///etc/passwd'>"
# Built by the program, every name in it escaped.
_RICH = {"recap_label", "certificate_label"}


def test_every_label_of_the_window_is_plain(qtbot, tmp_path):
    who = clear_file("C01", birth_name=_NAME, used_name="")
    window = an_open_room(qtbot, tmp_path / "s.jury", who)
    for page in ("certification", "cohort", "jury", "defence", "sitting", "minutes", "handover"):
        window.show_page(page)
    labels = [each for each in window.findChildren(QLabel) if each.objectName() not in _RICH]
    assert len(labels) > 60
    drawn = [
        each.objectName() or each.text()
        for each in labels
        if each.textFormat() is not Qt.TextFormat.PlainText and "<" in each.text()
    ]
    assert drawn == []
    named = [each for each in labels if each.objectName() and not isinstance(each, ElidedLabel)]
    formed = [each for each in named if each.textFormat() is Qt.TextFormat.PlainText]
    assert len(formed) > len(named) * 0.9


def test_tool_tips_are_escaped_where_qt_would_guess(qtbot):
    assert tip("Éloïse Lefèvre") == "Éloïse Lefèvre"
    assert tip(_NAME) == (
        "<span>&lt;b&gt;Gras&lt;/b&gt;&lt;img src=&#x27;file:///etc/passwd&#x27;&gt;</span>"
    )
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.setText(_NAME)
    assert "<b>" not in label.toolTip()
    assert plain(QLabel(_NAME)).textFormat() is Qt.TextFormat.PlainText


@pytest.mark.usefixtures("qtbot")
def test_messages_are_plain():
    def look(box):
        assert isinstance(box, QMessageBox)
        assert box.textFormat() is Qt.TextFormat.PlainText
        box.reject()

    when_asked(look)
    messages.show_done(None, "Fait", _NAME)


@pytest.mark.parametrize("path", sorted(forms().rglob("*.ui")), ids=lambda path: path.stem)
def test_only_known_labels_ask_for_markup(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("Qt::RichText") == sum(f'name="{name}"' in text for name in ("recap_label",))
