"""A small number typed with the keys that vote in the room: any layout, Caps Lock, no Num Lock."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSpinBox

from jurydesk.widgets.keys.key_reading import digit


class NumberBox(QSpinBox):
    """A spin box that takes the same digits as the page."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type the digit that a key stands for."""
        number = digit(event)
        if number is not None:
            key = Qt.Key(Qt.Key.Key_0.value + number)
            none = Qt.KeyboardModifier.NoModifier
            event = QKeyEvent(QEvent.Type.KeyPress, key, none, str(number))
        super().keyPressEvent(event)
