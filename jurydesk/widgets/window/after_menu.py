"""What is around sessions: rectifying, the next one, the register, the establishment's settings."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from jurydesk.widgets.handover import establishment_dialog
from jurydesk.widgets.parts.session_bridge import SessionBridge
from jurydesk.widgets.parts.style import child
from jurydesk.widgets.window import following_dialog, making, rectification_dialog, register_dialog


class AfterMenu(QObject):
    """What is done of a sealed session, and of all of them: « Registre… », « Établissement… »."""

    def __init__(
        self, window: QWidget, bridge: SessionBridge, opened: Callable[[Path], None]
    ) -> None:
        super().__init__(window)
        self._window, self._bridge, self._opened = window, bridge, opened
        self._rectify = child(window, QAction, "rectify_action")
        self._next = child(window, QAction, "next_action")
        self._register = child(window, QAction, "register_action")
        house = child(window, QAction, "establishment_action")
        self._show()

        bridge.changed.connect(self._show)
        self._rectify.triggered.connect(self.rectify)
        self._next.triggered.connect(self.follow)
        self._register.triggered.connect(self._show_register)
        house.triggered.connect(
            lambda: establishment_dialog.set_establishment(self._bridge, self._window)
        )

    def rectify(self) -> None:
        """Prepare the session that rectifies this sealed one, and open it."""
        path = making.ask(rectification_dialog.RectificationDialog, self._bridge, self._window)
        if path is not None:
            self._opened(path)

    def follow(self) -> None:
        """Prepare the session that follows this sealed one, and open it."""
        path = making.ask(following_dialog.FollowingDialog, self._bridge, self._window)
        if path is not None:
            self._opened(path)

    def _show(self) -> None:
        state = self._bridge.state
        for action in (self._rectify, self._next):
            action.setEnabled(state is not None and state.sealed is not None)

    def _show_register(self) -> None:
        register_dialog.show_register(self._bridge, self._window)
