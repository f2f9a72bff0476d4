"""Where the window stands and how large it is: never beyond the screen, and as it was left."""

from PySide6.QtCore import QByteArray, QMargins, QRect, QSettings, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow, QScrollArea, QVBoxLayout, QWidget

_GEOMETRY = "window/geometry"
_USUAL = QSize(1366, 768)
_LEAST = QSize(480, 320)
# What a title bar and borders take, on the desktops that do not say before the window is shown.
_FRAME = QMargins(2, 30, 2, 2)


class _Flat(QVBoxLayout):
    """Lays the window's content out at the least height it can have, not the one it would like.

    A layout whose texts wrap has a scrolling area give it all the height they would take.
    """

    def hasHeightForWidth(self) -> bool:
        """Say that the height asks for nothing of the width."""
        return False


def place(window: QMainWindow, settings: QSettings) -> None:
    """Give a window the size and the place it had, on a screen that there is; else the usual ones.

    A window kept larger than the screen of today, or on a screen unplugged since, comes back whole
    on the nearest one.
    """
    kept = settings.value(_GEOMETRY)
    if isinstance(kept, QByteArray) and window.restoreGeometry(kept):
        _bring_back(window)
        return
    window.resize(_USUAL.boundedTo(_room(window).size()))


def keep_place(window: QMainWindow, settings: QSettings) -> None:
    """Keep the size, the place and whether the window filled the screen."""
    settings.setValue(_GEOMETRY, window.saveGeometry())


def let_scroll(window: QMainWindow, area: QScrollArea) -> None:
    """Let a screen smaller than a page scroll it: every button stays within reach."""
    held = QWidget()
    layout = _Flat(held)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(area.takeWidget())
    area.setWidget(held)
    window.setMinimumSize(_LEAST)


def _bring_back(window: QMainWindow) -> None:
    """Keep a window within a screen that there is; one that fills its screen already does."""
    if window.isMaximized() or window.isFullScreen():
        return
    here = window.geometry()
    seen = [each for each in QGuiApplication.screens() if each.geometry().intersects(here)]
    room = _room(window) if not seen else seen[0].availableGeometry().marginsRemoved(_FRAME)
    size = here.size().boundedTo(room.size())
    left = min(max(here.left(), room.left()), room.right() - size.width() + 1)
    top = min(max(here.top(), room.top()), room.bottom() - size.height() + 1)
    window.setGeometry(QRect(left, top, size.width(), size.height()))


def _room(window: QMainWindow) -> QRect:
    return window.screen().availableGeometry().marginsRemoved(_FRAME)
