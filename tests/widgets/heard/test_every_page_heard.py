"""Every page and every dialog as who hears them, or aims with a trembling hand, meets them."""

import re
import xml.etree.ElementTree as ET

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit

from jurydesk.bundle import forms
from tests.widgets.room import a_file, an_open_room, clear_file
from tests.widgets.window.test_window import PAGES, every_dialog

Text = QAccessible.Text
_TAG = re.compile(r"</?[a-z][^>]*>")
# WCAG 2.5.8: a target is 24 pixels wide and high, or has as much to itself.
TARGET = 24


def places(widget):
    """Yield every visible place of the tree under a widget."""

    def walk(place):
        if place is not None and place.isValid() and not place.state().invisible:
            yield place
            for number in range(min(place.childCount(), 60)):
                yield from walk(place.child(number))

    yield from walk(QAccessible.queryAccessibleInterface(widget))


def tagged(widget):
    kinds = (Text.Name, Text.Description)
    return [t for each in places(widget) for t in map(each.text, kinds) if _TAG.search(t)]


def small_targets(widget):
    return [
        (each.objectName() or each.text(), each.width(), each.height())
        for each in widget.findChildren(QAbstractButton)
        if each.isVisibleTo(widget) and each.text() and min(each.width(), each.height()) < TARGET
    ]


def questions_unasked(widget):
    """Return the boxes that would only say the choice they show: no label, no description."""
    return [
        box.objectName()
        for box in widget.findChildren(QComboBox)
        if not (box.accessibleDescription() or box.accessibleName())
        or (box.isEditable() and not box.findChild(QLineEdit).accessibleName())
    ]


@pytest.fixture
def room(qtbot, tmp_path):
    files = (a_file("2232224", "C01"), a_file("2222222", "C02", "VAE"), clear_file("C03"))
    return an_open_room(qtbot, tmp_path / "s.jury", *files)


@pytest.mark.parametrize("key", PAGES)
def test_a_page_speaks_no_tags_and_its_targets_are_large_enough(room, key):
    room.show_page(key)
    QTest.qWait(0)
    page = room.page(key)
    assert tagged(page) == []
    assert small_targets(page) == []
    assert questions_unasked(page) == []


def test_dialogs_speak_no_tags_and_their_targets_are_large_enough(room):
    for dialog in every_dialog(room):
        dialog.show()
        QApplication.processEvents()
        assert tagged(dialog) == [], dialog.objectName()
        assert small_targets(dialog) == [], dialog.objectName()
        assert questions_unasked(dialog) == [], dialog.objectName()
        dialog.hide()


def widgets_of_forms():
    """Yield the form, the class and the words of each widget of each form."""
    for path in forms().rglob("*.ui"):
        # Forms of ours.
        for widget in ET.parse(path).iter("widget"):  # noqa: S314
            given = {p.get("name"): p.findtext("string") or "" for p in widget.findall("property")}
            yield path.stem, widget.get("class", ""), given


def test_no_form_gives_a_label_a_name_that_hides_its_text():
    named = [
        f"{form}: {given['accessibleName']}"
        for form, kind, given in widgets_of_forms()
        if (kind.endswith("Label") or kind == "QTextBrowser") and "accessibleName" in given
    ]
    assert named == []


def test_a_named_button_keeps_a_word_that_it_shows():
    """WCAG 2.5.3: who speaks to the computer says what is written on the button."""
    unlike = []
    for form, kind, given in widgets_of_forms():
        shown, name = given.get("text", "").replace("&", ""), given.get("accessibleName", "")
        words = re.findall(r"\w{3,}", shown.lower())
        if kind in ("QPushButton", "QToolButton") and name and words:
            unlike += [f"{form}: {shown}"] if not any(w in name.lower() for w in words) else []
    assert unlike == []
