"""The accessibility tree as a screen reader works on it: places found by name, and acted on.

No widget is touched: only what the tree offers (press, toggle, select, set a value) is done.
"""

from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget

from jurydesk.french.aloud import aloud

Role, Text = QAccessible.Role, QAccessible.Text


def places(widget: QWidget) -> Iterator[QAccessibleInterface]:
    """Yield every visible place under a widget, parents first."""

    def walk(place: QAccessibleInterface | None) -> Iterator[QAccessibleInterface]:
        if place is None or not place.isValid() or place.state().invisible:
            return
        yield place
        for number in range(place.childCount()):
            yield from walk(place.child(number))

    yield from walk(QAccessible.queryAccessibleInterface(widget))


def front() -> QWidget:
    """Return the window in front: a dialog while there is one."""
    found = QApplication.activeModalWidget() or QApplication.activeWindow()
    assert found is not None
    return found


def named(name: str, *roles: Role) -> QAccessibleInterface:
    """Return the place in front whose name begins so, of these roles when some are given."""
    seen = []
    for place in places(front()):
        words = aloud(place.text(Text.Name))
        seen.append(f"{place.role().name} {words}")
        if words.startswith(name) and (not roles or place.role() in roles):
            return place
    told = "\n".join(seen)
    raise AssertionError(f"no « {name} » in front:\n{told}")


def press(name: str) -> None:
    """Press a button, or turn to a page, as assistive technology does."""
    place = named(name, Role.Button, Role.CheckBox, Role.RadioButton)
    assert not place.state().disabled, f"« {name} » cannot be pressed"
    offered = place.actionInterface().actionNames()
    place.actionInterface().doAction("Press" if "Press" in offered else "Toggle")


def select(table: str, name: str) -> None:
    """Select the item of a list or a table whose name begins so."""
    view = named(table, Role.List, Role.Table)
    for number in range(view.childCount()):
        item = view.child(number)
        if item is not None and aloud(item.text(Text.Name)).startswith(name):
            assert view.selectionInterface().select(item)
            return
    raise AssertionError(f"no « {name} » in « {table} »")


def focus(name: str) -> None:
    """Give a place the keyboard."""
    named(name).actionInterface().doAction("SetFocus")


def is_told(name: str) -> bool:
    """Whether some place in front has these words in its name."""
    return any(name in aloud(place.text(Text.Name)) for place in places(front()))
