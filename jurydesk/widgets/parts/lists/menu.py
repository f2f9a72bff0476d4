"""The menu of a list, and its keys: copy, find, sort, print."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QMenu, QTextEdit, QWidget

from jurydesk.french.spaces import typeset
from jurydesk.widgets.parts import messages
from jurydesk.widgets.parts.lists import clipboard, printed
from jurydesk.widgets.parts.lists.at_hand import list_at_hand
from jurydesk.widgets.parts.lists.extract import Extract, chosen, text_of, whole
from jurydesk.widgets.parts.lists.find_bar import find
from jurydesk.widgets.parts.lists.heading_sort import HeadingSort, heading, sorting_of

Act = Callable[[QAbstractItemView], object]
COPY_ALL, PRINT = "Ctrl+Shift+C", "Ctrl+P"


def copy_chosen(view: QAbstractItemView) -> None:
    """Copy what is chosen in a list."""
    if view.model().rowCount():
        clipboard.copy(chosen(view))


def copy_all(view: QAbstractItemView) -> None:
    """Copy a whole list."""
    clipboard.copy(whole(view))


def print_list(view: QAbstractItemView) -> None:
    """Ask for a printer and print a whole list."""
    title = view.accessibleName() or "Liste"

    def act() -> None:
        printed.print_extract(whole(view), title, view)

    messages.attempt(view, act)


def act_of(event: QKeyEvent) -> Act | None:
    """Return what a key asks of the list that has the keyboard, ``None`` for the list's own."""
    if event.matches(QKeySequence.StandardKey.Copy):
        return copy_chosen
    pressed = QKeySequence(event.keyCombination())
    acts: dict[str, Act] = {COPY_ALL: copy_all, PRINT: print_list}
    return next((act for keys, act in acts.items() if QKeySequence(keys) == pressed), None)


def copy_from(scope: QWidget) -> None:
    """Copy what is chosen where the keyboard is: in a field or in a list."""
    focused = QApplication.focusWidget()
    if isinstance(focused, QLineEdit | QTextEdit):
        focused.copy()
    elif (view := list_at_hand(scope)) is not None:
        copy_chosen(view)


def list_menu(view: QAbstractItemView, entries: Sequence[Callable[[QMenu], object]] = ()) -> QMenu:
    """Return the menu of a list, what its page offers first."""
    menu = QMenu(view)
    for entry in entries:
        entry(menu)
    if not menu.isEmpty():
        menu.addSeparator()
    some = view.model().rowCount() > 0
    index = view.currentIndex()
    _add(menu, "&Copier", partial(copy_chosen, view), "Ctrl+C").setEnabled(index.isValid())
    if view.model().columnCount() > 1 and index.isValid() and text_of(index):
        cell = Extract((), ((text_of(index),),))
        _add(menu, "Copier la ca&se", partial(clipboard.copy, cell))
    _add(menu, "&Tout copier", partial(copy_all, view), COPY_ALL).setEnabled(some)
    menu.addSeparator()
    _add(menu, "&Rechercher…", partial(find, view.window(), view), "Ctrl+F").setEnabled(some)
    sorting = sorting_of(view)
    if sorting is not None and some:
        _add_sorting(menu, sorting, max(index.column(), 0), view)
    menu.addSeparator()
    _add(menu, "&Imprimer la liste…", partial(print_list, view), PRINT).setEnabled(some)
    return menu


def _add(menu: QMenu, words: str, act: Callable[[], object], keys: str = "") -> QAction:
    action = menu.addAction(words)
    # Shown only: the keys are heard elsewhere, and twice the same would be none.
    if keys:
        action.setText(f"{words}\t{_shown(keys)}")
    # Whether it is ticked is nothing to the act.
    action.triggered.connect(lambda _ticked: act())
    return action


def _shown(keys: str) -> str:
    return keys.replace("Shift", "Maj")


def _add_sorting(menu: QMenu, sorting: HeadingSort, current: int, view: QAbstractItemView) -> None:
    """Offer every heading: what a click on it does is done here without a mouse."""
    under = menu.addMenu("Trier &par")
    for column in range(view.model().columnCount()):
        words = heading(view.model(), column)
        if not words:
            continue
        for descending, way in ((False, "croissant"), (True, "décroissant")):
            if descending and column != current:
                continue
            shown = f"{words} ({way})" if column == current else words
            action = _add(
                under,
                typeset(shown).replace("&", "&&"),
                partial(sorting.sort, column, descending=descending),
            )
            action.setCheckable(True)
            action.setChecked((column, descending) == (sorting.column, sorting.descending))
    under.addSeparator()
    _add(under, "&Ordre de départ", partial(sorting.sort, -1)).setEnabled(sorting.column >= 0)
