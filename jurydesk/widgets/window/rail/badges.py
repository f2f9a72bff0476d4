"""What waits on each page, beside its name in the rail: a number to see, words to hear.

Worked out after the act, when the window has nothing better to do: a key never waits for it.
"""

from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QLabel, QToolButton

from jurydesk.widgets.parts.session_bridge import SessionBridge
from jurydesk.widgets.parts.style import set_state
from jurydesk.widgets.window.rail import waiting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jurydesk.deliberation.state import SittingState
    from jurydesk.widgets.window.rail.waiting import Waiting

# After so many milliseconds without another act.
_AFTER = 120


class Badges(QObject):
    """Follows the session; ``buttons`` are those of the rail by the key of their page."""

    def __init__(self, bridge: SessionBridge, buttons: "Mapping[str, QToolButton]") -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self._buttons = buttons
        self._badges: dict[str, Badge] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER)
        self._timer.timeout.connect(self.show_now)
        bridge.changed.connect(self._follow)

    def show_now(self) -> None:
        """Show what waits in the session of now."""
        state = self._bridge.state
        found = {} if state is None else waiting.on_pages(state)
        if found and not self._badges:
            self._badges = {key: Badge(button) for key, button in self._buttons.items()}
        for key, badge in self._badges.items():
            badge.show_waiting(found.get(key))

    def _follow(self, state: "SittingState | None") -> None:
        if state is None:
            self._timer.stop()
            self.show_now()
        else:
            self._timer.start()


class Badge(QLabel):
    """A number at the corner of a button, whose name and tip say what it counts."""

    def __init__(self, button: QToolButton) -> None:
        super().__init__(button)
        self._button = button
        self._name, self._tip = button.accessibleName(), button.toolTip()
        self.setProperty("kind", "badge")
        # Heard with the button, and clicked through.
        self.setAccessibleName(" ")
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        button.installEventFilter(self)

    def show_waiting(self, found: "Waiting | None") -> None:
        """Show how many things wait, nothing for none."""
        words = f"{self._name}, {found.words}" if found else self._name
        if self._button.accessibleName() != words:
            self._button.setAccessibleName(words)
            self._button.setToolTip(f"{self._tip}\n{found.words}" if found else self._tip)
        self.setVisible(found is not None)
        if found is not None:
            self.setText(str(found.number) if found.number < 100 else "99+")
            set_state(self, found.tone)
            self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        self.adjustSize()
        self.move(self._button.width() - self.width() - 6, 3)
        self.raise_()
