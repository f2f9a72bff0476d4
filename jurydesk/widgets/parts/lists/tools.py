"""What every list of the window gives: copy by Ctrl+C, print by Ctrl+P, a menu by right click.

A form gives them to each list it holds; what a key or a menu asks for is read when it is.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QDialog,
    QWidget,
)

from jurydesk.widgets.parts.lists import find_bar, menu
from jurydesk.widgets.parts.lists.at_hand import LISTED

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

_PRESS = QEvent.Type.KeyPress
# By its number: to name it would bring all the enums of Qt.
_ASKED_BY_SIGNAL = 3


class ListTools(QObject):
    """Listens to one list; ``entries`` are what its page puts at the head of the menu."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self.view = view
        self.entries: list[Callable[[QMenu], object]] = []
        view.setProperty(LISTED, True)  # noqa: FBT003 Qt’s own
        view.setProperty("contextMenuPolicy", _ASKED_BY_SIGNAL)
        view.customContextMenuRequested.connect(self._show_menu)
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of a list that no menu of a window has taken before."""
        if event.type() is _PRESS and isinstance(event, QKeyEvent):
            act = menu.act_of(event)
            if act is not None:
                act(self.view)
                return True
        return super().eventFilter(watched, event)

    def _show_menu(self, place: QPoint) -> None:
        shown = menu.list_menu(self.view, self.entries)
        # Not executed: whoever opens it goes on.
        shown.aboutToHide.connect(shown.deleteLater)
        shown.popup(self.view.viewport().mapToGlobal(place))


def give_tools(form: QWidget) -> None:
    """Give their tools to the lists of a form, and Ctrl+F to a dialog."""
    views = form.findChildren(QAbstractItemView)
    for view in views:
        if tools_of(view) is None:
            ListTools(view)
    if views and isinstance(form, QDialog):
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), form)
        shortcut.activated.connect(lambda: find_in(form))


def tools_of(view: QWidget) -> ListTools | None:
    """Return the tools of a list, ``None`` for what is none."""
    found = view.findChild(ListTools)
    return found if isinstance(found, ListTools) else None


def offer(view: QWidget, entry: "Callable[[QMenu], object]") -> None:
    """Put something of the page at the head of a list's menu."""
    tools = tools_of(view)
    if tools is None:
        raise LookupError(f"{view.objectName()} is no list of a form")
    tools.entries.append(entry)


def offer_buttons(view: QWidget, *buttons: QAbstractButton) -> None:
    """Put what the buttons of a page do to a list at the head of its menu, when they may be used.

    A right click chooses the row first: the buttons are those of that row.
    """

    def entry(at: "QMenu") -> None:
        for button in buttons:
            if button.isEnabled() and not button.isHidden():
                action = at.addAction(button.icon(), button.text())
                action.triggered.connect(button.click)

    offer(view, entry)


def find_in(scope: QWidget) -> None:
    """Go to the search field of a page, or open one over its list."""
    find_bar.find(scope)
