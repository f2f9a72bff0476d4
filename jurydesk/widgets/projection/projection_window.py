"""The second screen: the candidate and the jury's decisions, readable from the back of the room.

Draws what :mod:`~jurydesk.deliberation.words.projection_content` worked out; every size is a share
of the screen's height, and its light or dark ground is its own.
"""

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QColor,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPalette,
    QResizeEvent,
    QScreen,
)
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from jurydesk.deliberation.words.projection_content import ProjectedCandidate, ProjectedScreen
from jurydesk.french.spaces import NBSP
from jurydesk.widgets.parts import theme
from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.style import empty
from jurydesk.widgets.projection.projected_row import ProjectedOutcome, ProjectedRow

_WINDOWED = QSize(1024, 576)
# How long a desktop takes to fade a window away, in milliseconds.
_FADING = 600
# Sizes of the letters, in hundredths of the screen's height.
_SMALL, _ROUTE, _NAME = 2.6, 3.8, 8.4
_NEUTRAL_HOUSE, _NEUTRAL_TITLE, _NEUTRAL_DAY = 3.8, 7.4, 4.6


class ProjectionWindow(QWidget):
    """What everyone in the room may see; Esc leaves full screen, F11 goes back to it."""

    closed = Signal()

    screens: QStackedWidget
    neutral_screen: QWidget
    candidate_screen: QWidget
    neutral_column: QVBoxLayout
    candidate_column: QVBoxLayout
    establishment_label: QLabel
    certification_label: QLabel
    day_label: QLabel
    heading_label: QLabel
    name_label: QLabel
    route_label: QLabel
    details_label: QLabel
    block_rows: QVBoxLayout
    outcome_band: ProjectedOutcome

    def __init__(self, look: theme.Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        load_form(self, "projection_window")
        self._look = look
        self._shown: ProjectedScreen | None = None
        self._rows: list[ProjectedRow] = []
        # The room's window, and whether the keyboard is still to be given back to it once.
        self._room: QWidget | None = None
        self._opening = False
        # The room's screen must not take the keyboard away from the sitting.
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setAutoFillBackground(True)
        self.resize(_WINDOWED)
        self._paint_ground()

        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenRemoved.connect(self._lose_screen)

    @property
    def unit(self) -> float:
        """A hundredth of the height, of a screen of 16 by 9 at most."""
        return min(self.height(), self.width() * 9 / 16) / 100

    def show_screen(self, shown: ProjectedScreen) -> None:
        """Show a candidate, or the « écran neutre »."""
        if shown != self._shown:
            self._shown = shown
            self._draw()

    def show_theme(self, look: theme.Theme) -> None:
        """Change the ground, light or dark."""
        self._look = look
        self._paint_ground()
        self._draw()

    def open_beside(self, window: QWidget) -> None:
        """Open full screen where ``window`` is not, as a window of its own when there is one."""
        self._room, self._opening = window, True
        other = other_screen(QGuiApplication.screens(), window.screen())
        if other is None:
            self.showNormal()
            return
        self.setScreen(other)
        self.move(other.geometry().topLeft())
        self.showFullScreen()

    def changeEvent(self, event: QEvent) -> None:
        """Give the keyboard back where a desktop gives it to what opens last, or is clicked."""
        super().changeEvent(event)
        activated = event.type() is QEvent.Type.ActivationChange and self.isActiveWindow()
        if activated and self._opening:
            self._opening = False
            self._give_back()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave full screen (Esc) or go back to it (F11); any other key is meant for the room.

        Some desktops (Wayland) leave the keyboard to the projection whatever is asked.
        """
        if event.key() == Qt.Key.Key_Escape and self.isFullScreen():
            self.showNormal()
        elif event.key() == Qt.Key.Key_F11:
            self._swap()
        else:
            self._pass_on(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Pass a key let go to the room, which was told of it."""
        self._pass_on(event)

    def _pass_on(self, event: QKeyEvent) -> None:
        room = self._room
        if room is None:
            event.ignore()
            return
        focused: QWidget | None = room.focusWidget()
        wanted = room if focused is None else focused
        if event.type() is QEvent.Type.KeyPress and _has_shortcut(room, event):
            return
        QCoreApplication.sendEvent(wanted, QKeyEvent(event))

    def _give_back(self) -> None:
        room = self._room
        if room is None or not room.isVisible():
            return
        room.activateWindow()

    def _come_back(self) -> None:
        """Show the room anew where closing the projection left nobody the keyboard (weston).

        Wayland lets no program take the keyboard; a window that comes is given it.
        """
        room = self._room
        # A dialog over the room would go away with it; it has the keyboard, or a click gives it.
        holders = (QGuiApplication.focusWindow(), QApplication.activeModalWidget())
        someone = any(each is not None for each in holders)
        if room is not None and not someone and not self.isVisible() and room.isVisible():
            focused = room.focusWidget()
            room.hide()
            room.show()
            if focused is not None:
                focused.setFocus()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go to full screen or leave it."""
        self._swap()
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Size every letter anew."""
        super().resizeEvent(event)
        self._draw()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell the menu that nothing is projected any more, and let the room have the keyboard."""
        event.accept()
        self.closed.emit()
        self._give_back()
        if QGuiApplication.platformName() == "wayland":
            QTimer.singleShot(_FADING, self._come_back)

    def _swap(self) -> None:
        self.showNormal() if self.isFullScreen() else self.showFullScreen()

    def _lose_screen(self) -> None:
        """Close when the projector is unplugged, rather than cover the sitting."""
        if self.isFullScreen() and len(QGuiApplication.screens()) < 2:
            self.close()

    def _paint_ground(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(self._look.surface))
        palette.setColor(QPalette.ColorRole.WindowText, QColor(self._look.text))
        self.setPalette(palette)

    def _draw(self) -> None:
        shown = self._shown
        if shown is None:
            return
        unit = self.unit
        for column in (self.neutral_column, self.candidate_column):
            side = round(5 * unit)
            column.setContentsMargins(side, round(3 * unit), side, round(3.5 * unit))
        if shown.candidate is None:
            self._draw_neutral(shown, unit)
        else:
            self._draw_candidate(shown, shown.candidate, unit)

    def _draw_neutral(self, shown: ProjectedScreen, unit: float) -> None:
        look = self._look
        self._write(self.establishment_label, shown.establishment, _NEUTRAL_HOUSE, look.muted)
        self._write(
            self.certification_label,
            shown.certification,
            _NEUTRAL_TITLE,
            look.text,
            weight=QFont.Weight.DemiBold,
        )
        self._write(self.day_label, shown.day, _NEUTRAL_DAY, look.accent)
        self.neutral_column.setSpacing(round(4 * unit))
        self.screens.setCurrentWidget(self.neutral_screen)
        self.setWindowTitle("Projection – JuryDesk")

    def _draw_candidate(
        self, shown: ProjectedScreen, candidate: ProjectedCandidate, unit: float
    ) -> None:
        look = self._look
        heading = f"{shown.certification}{NBSP}· {shown.day}"
        bold, half = QFont.Weight.Bold, QFont.Weight.DemiBold
        room = round(self.width() - 10 * unit)
        self._write(self.heading_label, heading, _SMALL, look.muted, room=room)
        self._write(self.name_label, candidate.name, _NAME, look.text, weight=bold, room=room)
        self._write(self.route_label, candidate.route, _ROUTE, look.accent, weight=half)
        self._write(self.details_label, candidate.details, _ROUTE, look.text, weight=half)
        self.details_label.setVisible(bool(candidate.details))
        self._draw_rows(candidate, unit)
        self.outcome_band.show_outcome(candidate, self._look, unit)
        self.candidate_column.setSpacing(round(0.8 * unit))
        self.screens.setCurrentWidget(self.candidate_screen)
        self.setWindowTitle("Projection – JuryDesk")

    def _draw_rows(self, candidate: ProjectedCandidate, unit: float) -> None:
        if len(self._rows) != len(candidate.blocks):
            empty(self.block_rows)
            self._rows = [ProjectedRow(self._look, self) for _ in candidate.blocks]
            for row in self._rows:
                self.block_rows.addWidget(row, 1)
        in_full = any(block.is_proposed for block in candidate.blocks)
        for row, block in zip(self._rows, candidate.blocks, strict=True):
            row.show_block(block, self._look, unit, in_full=in_full)

    def _write(
        self,
        label: QLabel,
        text: str,
        size: float,
        ink: str,
        *,
        weight: QFont.Weight = QFont.Weight.Normal,
        room: int = 0,
    ) -> None:
        """Write a text in a label, smaller where one line of ``room`` pixels asks for it."""
        font = QFont(self.font())
        font.setPixelSize(max(8, round(size * self.unit)))
        font.setWeight(weight)
        needed = QFontMetrics(font).horizontalAdvance(text)
        if 0 < room < needed:
            font.setPixelSize(max(8, round(font.pixelSize() * room / needed)))
        label.setFont(font)
        palette = label.palette()
        palette.setColor(QPalette.ColorRole.WindowText, QColor(ink))
        label.setPalette(palette)
        label.setText(text)


def _has_shortcut(room: QWidget, event: QKeyEvent) -> bool:
    """Trigger the room's action that a key is the shortcut of; return whether there is one."""
    pressed = QKeySequence(event.keyCombination())
    for action in room.findChildren(QAction):
        if action.isEnabled() and pressed in action.shortcuts():
            if not event.isAutoRepeat() or action.autoRepeat():
                action.trigger()
            return True
    return False


def other_screen(screens: list[QScreen], own: QScreen) -> QScreen | None:
    """Return the first screen that is not the sitting's, ``None`` when there is no other."""
    return next((screen for screen in screens if screen != own), None)
