"""Keeps the second screen in step with the room: what it shows, and the choices of its menu.

The choices last as long as the session stays open and are written nowhere; only the ground, light
or dark, is a taste of this computer and is kept.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QTimer
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from jurydesk.deliberation.words import projection_content
from jurydesk.widgets.parts import theme
from jurydesk.widgets.parts.session_bridge import SessionBridge
from jurydesk.widgets.parts.style import child
from jurydesk.widgets.projection import projection_window

if TYPE_CHECKING:
    from jurydesk.deliberation.state import SittingState
    from jurydesk.deliberation.words.projection_content import ProjectedScreen, ProjectionOptions
    from jurydesk.widgets.projection.projection_window import ProjectionWindow

_THEME = "projection_theme"
# How long the room reads an outcome before the page's next candidate takes its place.
_READING_TIME = 4_000


class Projection(QObject):
    """Follows the candidate before the jury; the second window is made when it is first wanted."""

    def __init__(self, room: QWidget, bridge: SessionBridge, settings: QSettings) -> None:
        super().__init__(room)
        self._room = room
        self._bridge = bridge
        self._settings = settings
        self._window: ProjectionWindow | None = None
        self._path: Path | None = None
        self._here = ("", "")
        self._next = ("", "")
        self._is_decided = False
        self._reading = QTimer(self)
        self._reading.setSingleShot(True)
        self._reading.setInterval(_READING_TIME)
        self._menu = child(room, QMenu, "projection_menu")
        self._project = child(room, QAction, "projection_action")
        self._neutral = child(room, QAction, "neutral_action")
        self._by_name = child(room, QAction, "by_name_action")
        self._by_number = child(room, QAction, "by_number_action")
        self._proposals = child(room, QAction, "proposals_action")
        self._mark = child(room, QAction, "mark_action")
        self._english = child(room, QAction, "english_projection_action")
        self._veil = child(room, QAction, "veil_action")
        self._light = child(room, QAction, "light_projection_action")
        self._dark = child(room, QAction, "dark_projection_action")
        self._group(self._by_name, self._by_number)
        self._group(self._light, self._dark)
        self._by_name.setChecked(True)
        is_dark = settings.value(_THEME) == theme.DARK.name
        (self._dark if is_dark else self._light).setChecked(True)
        self._enable(None)

        self._project.toggled.connect(self._open_or_close)
        self._neutral.triggered.connect(self._neutral_asked)
        for action in (*(self._by_number, self._proposals, self._mark, self._veil, self._english),):
            action.toggled.connect(self._show)
        self._dark.toggled.connect(self._dress)
        self._reading.timeout.connect(self._go_on)
        bridge.looked_at.connect(self._follow)
        bridge.changed.connect(self._hear)

    @property
    def window(self) -> "ProjectionWindow | None":
        """The second window, ``None`` until it was first wanted."""
        return self._window

    def close(self) -> None:
        """Take the projection off the screen."""
        if self._window is not None:
            self._window.close()

    def _open_or_close(self, wanted: bool) -> None:  # noqa: FBT001 a slot
        if not wanted:
            self.close()
            return
        if self._window is None:
            self._window = projection_window.ProjectionWindow(self._look)
            self._window.closed.connect(self._closed)
        self._here = self._next
        self._show()
        self._window.open_beside(self._room)

    def _closed(self) -> None:
        self._project.setChecked(False)

    def _neutral_asked(self) -> None:
        """Blank the second screen, opening it on the « écran neutre » when it is not there."""
        if self._neutral.isChecked():
            self._project.setChecked(True)
        self._show()

    def _follow(self, candidate: str, block: str) -> None:
        """Follow the page; give the room the time to read an outcome just adopted."""
        before, self._next = self._next, (candidate, block)
        if self._reading.isActive() and before[0] in (candidate, self._here[0]):
            return
        self._go_on()

    def _go_on(self) -> None:
        self._reading.stop()
        self._here = self._next
        self._show()

    def _hear(self, state: "SittingState | None") -> None:
        self._enable(state)
        if state is None or self._bridge.path != self._path:
            self._forget()
        if state is None:
            self.close()
        else:
            self._show_decision()

    def _show_decision(self) -> None:
        was_decided = self._is_decided
        self._show()
        if self._is_decided and not was_decided:
            self._reading.start()
        elif not self._is_decided and self._reading.isActive():
            self._go_on()

    def _forget(self) -> None:
        """Start another sitting with nothing private switched on."""
        self._path = self._bridge.path
        self._here = self._next = ("", "")
        self._reading.stop()
        self._by_name.setChecked(True)
        for action in (self._neutral, self._proposals, self._mark, self._english):
            action.setChecked(False)

    def _show(self) -> None:
        shown = self._screen()
        self._is_decided = bool(shown and shown.candidate and shown.candidate.is_decided)
        if shown is not None and self._window is not None:
            self._window.show_screen(shown)

    def _screen(self) -> "ProjectedScreen | None":
        """Return what to show, ``None`` while nothing is projected."""
        state = self._bridge.state
        if state is None or not self._project.isChecked():
            return None
        if self._neutral.isChecked():
            return projection_content.neutral_screen(state)
        return projection_content.candidate_screen(state, *self._here, self._options())

    def _options(self) -> "ProjectionOptions":
        may_show = not self._veil.isChecked()
        return projection_content.ProjectionOptions(
            by_number=self._by_number.isChecked(),
            proposals=may_show and self._proposals.isChecked(),
            mark=may_show and self._mark.isChecked(),
            english=self._english.isChecked(),
        )

    @property
    def _look(self) -> theme.Theme:
        return theme.DARK if self._dark.isChecked() else theme.LIGHT

    def _dress(self) -> None:
        self._settings.setValue(_THEME, self._look.name)
        if self._window is not None:
            self._window.show_theme(self._look)

    def _enable(self, state: "SittingState | None") -> None:
        self._menu.setEnabled(state is not None)
        for action in (self._project, self._neutral):
            action.setEnabled(state is not None)

    def _group(self, *actions: QAction) -> None:
        group = QActionGroup(self)
        for action in actions:
            group.addAction(action)
