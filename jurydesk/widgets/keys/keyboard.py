"""The keyboard as the whole application hears it: a held key repeats moves and letters, never acts.

One filter on the application stands before every widget and every shortcut, so that no page and no
dialog has to remember it. It also knows Caps Lock, which Qt does not tell.
"""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from jurydesk.widgets.keys import held_keys

_PRESS, _RELEASE = QEvent.Type.KeyPress, QEvent.Type.KeyRelease
# Milliseconds; a key held repeats after 200 at the least.
_PAINTED = 150
_LISTENED = frozenset((_PRESS, _RELEASE, QEvent.Type.ShortcutOverride))


class Keyboard(QObject):
    """Listens on the application; ``caps_changed`` tells when Caps Lock is found on or off."""

    caps_changed = Signal(bool)

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.is_caps_on = False
        self._typed_into = 0
        self._heard = 0
        self._released = (0, 0, 0)
        # Told of what Qt makes for itself, PySide looks at every class there is, a tenth of the
        # start: that is left until the window is painted, and no key can be held so soon.
        QTimer.singleShot(_PAINTED, self.listen)

    def listen(self) -> None:
        """Hear every key from now on."""
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stop the repeats of a held key that is no move and no text."""
        if event.type() not in _LISTENED or not isinstance(event, QKeyEvent):
            return False
        if event.type() is _RELEASE:
            self._heard = 0
            self._released = (event.nativeScanCode(), event.key(), event.timestamp())
            return False
        if not self._is_repeat(event):
            if event.type() is _PRESS and isinstance(watched, QWidget):
                self._hear(watched, event)
            return False
        # The window that brings the key to its widget lets it through: the widget decides.
        if not isinstance(watched, QWidget) or held_keys.may_repeat(
            watched, event, self._typed_into
        ):
            return False
        # Accepted, the key is looked for among no shortcut.
        event.accept()
        return True

    def _is_repeat(self, event: QKeyEvent) -> bool:
        """Whether a key is still held: X11 tells it as let go and struck again at one instant.

        Qt sees it only when both have come by the time it looks; no hand is that fast.
        """
        now = (event.nativeScanCode(), event.key(), event.timestamp())
        return event.isAutoRepeat() or (event.timestamp() > 0 and now == self._released)

    def _hear(self, watched: QWidget, event: QKeyEvent) -> None:
        # What a widget does not want goes to the one around it: the same press, heard once.
        if self._heard == held_keys.address(event):
            return
        self._heard = held_keys.address(event)
        self._typed_into = held_keys.text_typed_into(watched)
        is_on = held_keys.caps_after(event, was_on=self.is_caps_on)
        if is_on != self.is_caps_on:
            self.is_caps_on = is_on
            self.caps_changed.emit(is_on)


def keyboard() -> Keyboard | None:
    """Return the application's keyboard, ``None`` where nothing listens."""
    app = QApplication.instance()
    return None if app is None else app.findChild(Keyboard)
