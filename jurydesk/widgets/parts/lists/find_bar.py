"""Ctrl+F: the search field that a page has, else a small one over its list."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QWidget,
)

from jurydesk.french.folding import fold
from jurydesk.widgets.parts import icons
from jurydesk.widgets.parts.lists.at_hand import list_at_hand
from jurydesk.widgets.parts.lists.extract import is_hidden, text_of
from jurydesk.widgets.parts.record_table import choose_place

# What pages call the field that filters or searches their list.
_FIELDS = ("search_edit", "filter_edit")
_MARGIN = 6
_NOTHING = "Rien trouvé"


def find(scope: QWidget, view: QAbstractItemView | None = None) -> None:
    """Go to the search field of a page, or open one over the list given, or over its own."""
    if view is None:
        fields = (edit for edit in scope.findChildren(QLineEdit) if edit.objectName() in _FIELDS)
        field = next((edit for edit in fields if edit.isVisible() and edit.isEnabled()), None)
        if field is not None:
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            field.selectAll()
            return
        view = list_at_hand(scope)
    if view is not None and view.model().rowCount():
        known = view.findChild(FindBar)
        bar = known if isinstance(known, FindBar) else FindBar(view)
        bar.begin()


class FindBar(QFrame):
    """A field over the foot of a list; each letter goes to the next row that has the words."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self.setProperty("kind", "card")
        self.edit = QLineEdit(self)
        self.edit.setPlaceholderText("Rechercher dans la liste")
        self.edit.setAccessibleName("Rechercher dans la liste")
        self.told = QLabel(self)
        self.told.setProperty("kind", "small")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 6, 6, 6)
        layout.addWidget(self.edit, 1)
        layout.addWidget(self.told)
        for name, words, act in (
            ("previous", "Précédent (Maj+Entrée)", self.go_back),
            ("next", "Suivant (Entrée)", self.go_on),
            ("close", "Fermer la recherche (Échap)", self.end),
        ):
            button = QToolButton(self)
            button.setProperty("iconName", name)
            button.setToolTip(words)
            button.setAccessibleName(words)
            button.setAutoRaise(True)
            button.clicked.connect(act)
            layout.addWidget(button)
        icons.dress(self)
        self.edit.textChanged.connect(self._search)
        self.edit.installEventFilter(self)
        view.installEventFilter(self)

    def begin(self) -> None:
        """Show the field and take the keyboard."""
        self._place()
        self.show()
        self.raise_()
        self.edit.selectAll()
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def end(self) -> None:
        """Give the keyboard back to the list, on what was found."""
        self.hide()
        self._view.setFocus()

    def go_on(self) -> None:
        """Go to the next row that has the words."""
        self._go(1, 1)

    def go_back(self) -> None:
        """Go to the row before that has the words."""
        self._go(-1, -1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the list's size; take Enter, Shift+Enter and Escape from the field."""
        if watched is self._view:
            if event.type() is QEvent.Type.Resize and self.isVisible():
                self._place()
            return False
        pressed = event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
        if not pressed or not isinstance(event, QKeyEvent):
            return False
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            return False
        event.accept()
        if event.type() is QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.end()
            elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.go_back()
            else:
                self.go_on()
        return True

    def _search(self) -> None:
        self._go(0, 1)

    def _go(self, first: int, step: int) -> None:
        """Choose the nearest row that has the words, from some rows further on, and turn round."""
        words = fold(self.edit.text()).split()
        model = self._view.model()
        count, now = model.rowCount(), max(self._view.currentIndex().row(), 0)
        self._tell("")
        if not words or not count:
            return
        for away in range(count):
            row = (now + first + away * step) % count
            if not is_hidden(self._view, row) and self._has(row, words):
                choose_place(self._view, row, self._view.currentIndex().column())
                return
        self._tell(_NOTHING)

    def _has(self, row: int, words: list[str]) -> bool:
        model = self._view.model()
        columns = range(model.columnCount())
        told = fold(" ".join(text_of(model.index(row, column)) for column in columns))
        return all(word in told for word in words)

    def _tell(self, text: str) -> None:
        self.told.setText(text)
        self.edit.setAccessibleDescription(text)

    def _place(self) -> None:
        """Stand at the foot of the list, on the right, no wider than it."""
        room = self._view.viewport().geometry()
        width = min(380, room.width() - 2 * _MARGIN)
        height = self.sizeHint().height()
        self.setGeometry(
            room.right() - width - _MARGIN, room.bottom() - height - _MARGIN, width, height
        )
