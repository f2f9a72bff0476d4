"""A hand without a keyboard: a mouse, or a finger that asks of each target to be large enough."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QMenu, QWidget

FINGER = 44


class Mouse:
    """Presses and lets go the left button."""

    def presses(self, widget: QWidget, place: QRect | None = None) -> None:
        """Press what is there to be pressed: shown, enabled, under nothing else."""
        area = place or widget.rect()
        assert widget.isVisible(), f"{widget.objectName()} is not on screen"
        assert widget.isEnabled(), f"{widget.objectName()} is grey"
        self._strike(widget, area.center())
        QApplication.processEvents()

    def presses_row(self, view: QAbstractItemView, row: int) -> None:
        """Press a row of a list or a table."""
        index = view.model().index(row, 0)
        view.scrollTo(index)
        self.presses(view.viewport(), view.visualRect(index))

    def chooses(self, menu_button: QAbstractButton, words: str) -> None:
        """Open a menu and choose the entry that begins with these words."""
        self.next(lambda menu: self._choose(menu, words), QApplication.activePopupWidget)
        self.presses(menu_button)

    def answers(self, answer: Callable[[QWidget], None]) -> None:
        """Do something in the dialog that comes next."""
        self.next(answer, QApplication.activeModalWidget)

    def next(self, answer: Callable[[QWidget], None], seen: Callable[[], QWidget | None]) -> None:
        """Wait for a window, then act in it."""

        def look() -> None:
            found = seen()
            if found is None:
                QTimer.singleShot(5, look)
                return
            try:
                answer(found)
            except BaseException:
                # A window left open would wait for ever.
                found.close()
                raise

        QTimer.singleShot(0, look)

    def _choose(self, menu: QWidget, words: str) -> None:
        assert isinstance(menu, QMenu)
        entry = next(each for each in menu.actions() if each.text().startswith(words))
        self.presses(menu, menu.actionGeometry(entry))

    def _strike(self, widget: QWidget, place: QPoint) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


class Finger(Mouse):
    """Touches a screen; Qt makes presses of touches that nobody takes."""

    def __init__(self) -> None:
        self._screen = QTest.createTouchDevice()

    def presses(self, widget: QWidget, place: QRect | None = None) -> None:
        """Touch a target that a finger can hit."""
        area = place or widget.rect()
        told = f"{widget.objectName() or widget} is {area.width()} × {area.height()}"
        assert min(area.width(), area.height()) >= FINGER, told
        super().presses(widget, place)

    def _strike(self, widget: QWidget, place: QPoint) -> None:
        window = widget.window().windowHandle()
        there = widget.mapTo(widget.window(), place)
        QTest.touchEvent(window, self._screen).press(0, there, window).commit()
        QTest.touchEvent(window, self._screen).release(0, there, window).commit()
