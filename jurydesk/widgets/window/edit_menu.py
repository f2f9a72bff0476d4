"""The part of the menu « Édition » that goes to whatever is shown: copy, find, print."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QPushButton, QStackedWidget, QWidget

from jurydesk.widgets.parts.lists import at_hand, menu, tools
from jurydesk.widgets.parts.style import child


class EditMenu(QObject):
    """Looks for a list on the page shown."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._pages = child(window, QStackedWidget, "pages")
        child(window, QAction, "copy_action").triggered.connect(self._copy)
        child(window, QAction, "copy_all_action").triggered.connect(self._copy_all)
        child(window, QAction, "find_action").triggered.connect(self._find)
        child(window, QAction, "print_action").triggered.connect(self._print)

    def _shown(self) -> QWidget:
        return self._pages.currentWidget() or self._pages

    def _copy(self) -> None:
        menu.copy_from(self._shown())

    def _copy_all(self) -> None:
        if (view := self._list()) is not None:
            menu.copy_all(view)

    def _find(self) -> None:
        tools.find_in(self._shown())

    def _print(self) -> None:
        """Print the minutes where they are on screen, else the list."""
        pages = self._shown().findChild(QPushButton, "print_button")
        if pages is not None and pages.isVisible():
            pages.click()
        elif (view := self._list()) is not None:
            menu.print_list(view)

    def _list(self) -> QAbstractItemView | None:
        return at_hand.list_at_hand(self._shown())
