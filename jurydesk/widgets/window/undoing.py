"""« Annuler » and « Rétablir », named after the act; a notice tells each undo and takes it back."""

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from jurydesk.french.spaces import typeset
from jurydesk.widgets.parts.session_bridge import SessionBridge
from jurydesk.widgets.parts.style import child, set_state


class Undoing:
    """The two actions of the window, the button of its strip and that of its notice.

    ``go`` shows the candidate and the bloc that changed, which may not be those on screen;
    ``tell`` shows a notice.
    """

    def __init__(
        self,
        window: QWidget,
        bridge: SessionBridge,
        go: Callable[[str], None],
        tell: Callable[[str], None],
    ) -> None:
        self._bridge, self._go, self._told = bridge, go, tell
        self._undo_action = child(window, QAction, "undo_action")
        self._redo_action = child(window, QAction, "redo_action")
        self._undo_button = child(window, QPushButton, "undo_button")
        self._redo_button = child(window, QPushButton, "redo_button")
        self._undo_action.triggered.connect(self.undo)
        self._undo_button.clicked.connect(self.undo)
        self._redo_action.triggered.connect(self.redo)
        self._redo_button.clicked.connect(self.redo)
        self._redo_button.hide()
        self._notice = child(window, QFrame, "notice")

    def name(self) -> None:
        """Name both after what they would do now."""
        undo, redo = self._bridge.undo_words(), self._bridge.redo_words()
        for action, verb, words in (
            (self._undo_action, "Annuler", undo),
            (self._redo_action, "Rétablir", redo),
        ):
            text = f"{verb} : {words}" if words else verb
            action.setText(typeset(text).replace("&", "&&"))
            action.setEnabled(bool(words))
        self._undo_button.setToolTip(typeset(f"Annuler : {undo}" if undo else "Annuler"))
        self._undo_button.setEnabled(bool(undo))

    def undo(self) -> None:
        """Undo the last act, and say it where it can be taken back."""
        place, words = self._bridge.undo_place(), self._bridge.undo_words()
        if self._bridge.undo():
            self._go(place)
            self._told(f"Annulé : {words}.")
            # An undo is no refusal.
            set_state(self._notice, "warn")
            self._redo_button.setVisible(bool(self._bridge.redo_words()))

    def redo(self) -> None:
        """Give back the act undone last."""
        place = self._bridge.redo_place()
        if self._bridge.redo():
            self._go(place)
