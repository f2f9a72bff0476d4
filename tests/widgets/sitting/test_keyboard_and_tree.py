"""Every control is named in the accessibility tree, has a role, and a key leads to it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QTabWidget,
    QWidget,
)
from shiboken6 import isValid

from tests.widgets.room import a_file, an_open_room, clear_file
from tests.widgets.window.test_window import PAGES, every_dialog

Role, State = QAccessible.Role, QAccessible.State
# What a person acts on; a name on a frame or a separator would only be noise.
ACTED_ON = {
    Role.PushButton,
    Role.CheckBox,
    Role.RadioButton,
    Role.ButtonMenu,
    Role.ButtonDropDown,
    Role.ComboBox,
    Role.EditableText,
    Role.SpinBox,
    Role.Slider,
    Role.List,
    Role.Table,
    Role.Tree,
    Role.PageTab,
    Role.MenuItem,
    Role.Link,
}


def tree(widget):
    """Every visible place of the accessibility tree under a widget, the cells of tables apart."""

    def walk(place):
        if place is None or not place.isValid() or place.state().invisible:
            return
        yield place
        if place.role() in (Role.List, Role.Table, Role.Tree):
            return
        for number in range(place.childCount()):
            yield from walk(place.child(number))

    yield from walk(QAccessible.queryAccessibleInterface(widget))


def words_of(place):
    return place.text(QAccessible.Text.Name).strip()


def control_of(place):
    """Return the widget of a place, ``None`` when it is no widget or is on its way out."""
    control = place.object()
    return control if isinstance(control, QWidget) and isValid(control) else None


def described(place):
    control = control_of(place)
    name = control.objectName() if control is not None else ""
    return f"{place.role().name} {name or type(control).__name__}"


def unnamed(widget):
    return [
        described(place)
        for place in tree(widget)
        if (place.role() in ACTED_ON or place.state().focusable)
        and place.role() not in (Role.Client, Role.StaticText)
        and not words_of(place)
        and not inside_another(control_of(place))
    ]


def roleless(widget):
    """Return what takes the keyboard without a role; « client » is one for a view of our own."""
    found = []
    for place in tree(widget):
        # A set of tabs gives the keyboard to its bar, which has a role.
        passes_on = isinstance(place.object(), QTabWidget)
        nothing = place.role() is Role.Client and not words_of(place)
        if place.state().focusable and not passes_on and (place.role() is Role.NoRole or nothing):
            found.append(described(place))
    return found


def inside_another(control):
    """Whether a control is a part of another one that carries the name: a spin box's own editor."""
    kinds = QAbstractSpinBox | QComboBox
    return control is not None and isinstance(control.parent(), kinds)


def out_of_reach(widget):
    """Return the buttons that neither Tab, a letter of theirs, nor a menu's key leads to."""
    actions = {action.text().replace("&", "") for action in widget.window().actions()}
    found = []
    for button in widget.findChildren(QAbstractButton):
        if not button.isVisibleTo(widget) or not button.isEnabled():
            continue
        by_tab = bool(button.focusPolicy() & Qt.FocusPolicy.TabFocus)
        by_letter = not QKeySequence.mnemonic(button.text()).isEmpty() or button.shortcut()
        own = button.objectName()
        if not by_tab and not by_letter and own and not own.startswith("qt_"):
            found.append(own)
    return [name for name in found if name not in actions]


def stops(widget):
    """Return the controls under a widget where Tab should stop."""
    return {
        control
        for control in widget.findChildren(QWidget)
        if control.isVisibleTo(widget)
        and control.isEnabled()
        and control.focusPolicy() & Qt.FocusPolicy.TabFocus
        and control.focusProxy() is None
        and not inside_another(control)
        and not control.objectName().startswith("qt_")
        and not is_other_choice(control)
    }


def is_other_choice(control):
    """Whether Tab goes to the choice checked instead, and the arrows from there to this one."""
    exclusive = isinstance(control, QAbstractButton) and control.autoExclusive()
    return exclusive and control.isCheckable() and not control.isChecked()


def visited(first, turns):
    """Press Tab again and again from a control; return where the keyboard went."""
    first.setFocus(Qt.FocusReason.TabFocusReason)
    seen = set()
    for _ in range(turns):
        here = QApplication.focusWidget()
        if here is None:
            break
        seen.add(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)
    return seen


@pytest.fixture
def room(qtbot, tmp_path):
    files = (a_file("2232224", "C01"), a_file("2222222", "C02", "VAE"), clear_file("C03"))
    window = an_open_room(qtbot, tmp_path / "s.jury", *files)
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    yield window
    if "minutes" in window._made:
        page = window.page("minutes")
        qtbot.waitUntil(lambda: not page._background.is_busy, timeout=20000)


@pytest.mark.parametrize("key", PAGES)
def test_every_control_of_a_page_is_named_and_has_a_role(room, key):
    room.show_page(key)
    QApplication.processEvents()
    page = room.page(key)
    assert unnamed(page) == []
    assert roleless(page) == []
    assert out_of_reach(page) == []


@pytest.mark.parametrize("key", PAGES)
def test_tab_goes_to_every_control_of_a_page(room, key):
    room.show_page(key)
    QApplication.processEvents()
    page = room.page(key)
    wanted = stops(page)
    # Once round the window, its rail and menus included.
    seen = visited(next(iter(wanted)), 3 * len(stops(room)) + 10)
    missed = sorted(each.objectName() or type(each).__name__ for each in wanted - seen)
    assert missed == []


def test_rail_and_bar_are_named_and_reached(room):
    for frame in (room.rail, room.session_bar):
        assert unnamed(frame) == []
        assert out_of_reach(frame) == []


def test_menus_name_every_entry(room):
    entries = [a for menu in room.menuBar().actions() for a in menu.menu().actions()]
    assert [a.objectName() for a in entries if not a.isSeparator() and not a.text()] == []


def test_start_page_is_named_and_reached(room):
    room.bridge.close()
    QApplication.processEvents()
    page = room.start_page
    assert unnamed(page) == []
    assert stops(page) <= visited(room.start_page.new_button, 40)


def test_every_control_of_every_dialog_is_named_and_reached(room):
    dialogs = list(every_dialog(room))
    assert dialogs
    for dialog in dialogs:
        dialog.show()
        QApplication.processEvents()
        assert unnamed(dialog) == [], dialog.objectName()
        assert roleless(dialog) == [], dialog.objectName()
        assert out_of_reach(dialog) == [], dialog.objectName()
        dialog.hide()


def test_projection_is_read_as_it_is_seen(room):
    room.show_page("sitting")
    QTest.keyClick(room, Qt.Key.Key_F5)
    projected = room.projection.window
    told = [words_of(place) for place in tree(projected) if words_of(place)]
    assert "LEFÈVRE Éloïse" in told
    blocks = [text for text in told if text.startswith("BC0")]
    assert len(blocks) == 7
    assert all(text.endswith("à décider") for text in (each.lower() for each in blocks))
    assert any("7\u00a0blocs à décider" in text for text in told)
    room.projection.close()


def test_labels_beside_fields_are_their_buddies_or_the_field_has_a_name(room):
    for dialog in every_dialog(room):
        for label in dialog.findChildren(QLabel):
            if "&" in label.text().replace("&&", ""):
                assert label.buddy() is not None, f"{dialog.objectName()}: {label.objectName()}"
