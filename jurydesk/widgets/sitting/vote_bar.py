"""The vote of the member whose turn it is, by mouse or finger: a button a level, one to abstain."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from jurydesk.certification.rulebook import Level
from jurydesk.french.spaces import typeset
from jurydesk.widgets.parts import theme
from jurydesk.widgets.parts.elided_label import ElidedLabel
from jurydesk.widgets.parts.markup import tip
from jurydesk.widgets.parts.record_table import broken
from jurydesk.widgets.parts.style import empty

_NUMBER_POINTS, _WORDS_POINTS, _LEAST_POINTS = 13, 8.5, 7
_USUAL, _LOW, _TOUCH, _TOUCH_LOW = 36, 26, 60, 46
_MARGIN, _GAP = 7, 6
# A worn switch sends a second press that no hand would: it is nobody's vote.
_BOUNCE = 150


class LevelButton(QPushButton):
    """A level: its number, large, and as many of its words as fit."""

    def __init__(self, number: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number, self._words = number, words
        self._pressed_at, self._height = -_BOUNCE, _USUAL
        self.setProperty("kind", "level")
        whole = f"{number} – {words}" if number else words
        self.setToolTip(tip(whole))
        self.setAccessibleName(f"Niveau {whole}" if number else whole)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Ask for the number alone, and the height given."""
        return QSize(theme.TARGET if theme.is_touch() else 34, self._height)

    def minimumSizeHint(self) -> QSize:
        """Ask for the same."""
        return self.sizeHint()

    def set_height(self, height: int) -> None:
        """Give the button its height; a fixed one would be undone by the style sheet."""
        self._height = height
        self.updateGeometry()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a press, save one that comes too soon after the last to be meant."""
        self._press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take the second press of two as one more: two members often vote alike."""
        self._press(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button, its number, then its words on the lines there are."""
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        now = theme.current()
        painter.setPen(now.text if self.isEnabled() else now.strong_border)
        inside = self.rect().adjusted(_MARGIN, 2, -_MARGIN, -2)
        if self._number:
            inside = self._draw_number(painter, inside)
        self._draw_words(painter, inside)
        event.accept()

    def _press(self, event: QMouseEvent) -> None:
        is_switch = event.source() is Qt.MouseEventSource.MouseEventNotSynthesized
        soon = is_switch and 0 < event.timestamp() - self._pressed_at < _BOUNCE
        self._pressed_at = event.timestamp()
        if soon:
            event.accept()
        else:
            super().mousePressEvent(event)

    def _draw_number(self, painter: QPainter, inside: QRect) -> QRect:
        font = QFont(self.font())
        font.setPointSizeF(_NUMBER_POINTS * theme.zoom())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        width = QFontMetrics(font).horizontalAdvance(self._number)
        if inside.width() < width + 40:
            painter.drawText(inside, Qt.AlignmentFlag.AlignCenter, self._number)
            return QRect()
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, self._number)
        return inside.adjusted(width + _GAP, 0, 0, 0)

    def _draw_words(self, painter: QPainter, room: QRect) -> None:
        """Draw the words, smaller where they then fit whole."""
        if room.width() <= 0:
            return
        font, points = QFont(self.font()), _WORDS_POINTS
        while True:
            font.setPointSizeF(points * theme.zoom())
            metrics = QFontMetrics(font)
            lines = max(1, min(3, room.height() // metrics.height()))
            told = broken(self._words, metrics, room.width(), lines)
            if " ".join(told) == self._words or points <= _LEAST_POINTS:
                break
            points -= 0.5
        painter.setFont(font)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, "\n".join(told))


class VoteBar(QWidget):
    """Whose vote it is, then the levels; pressing one is the key of its digit."""

    level_given = Signal(int)
    abstained = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._levels: tuple[Level, ...] = ()
        self._low = False
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._label = ElidedLabel(self)
        self._label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._label.setProperty("kind", "small")
        self._row.addWidget(self._label, 4)
        self._levels_row = QHBoxLayout()
        self._levels_row.setSpacing(4)
        self._row.addLayout(self._levels_row, 20)
        self._abstain = LevelButton("", "Abstention", self)
        self._abstain.setObjectName("abstain_button")
        self._row.addWidget(self._abstain, 4)
        self._abstain.clicked.connect(self._refrain)
        self._fit()

    def show_levels(self, levels: Sequence[Level]) -> None:
        """Have a button for each level of the scale."""
        if tuple(levels) == self._levels:
            return
        self._levels = tuple(levels)
        empty(self._levels_row)
        for level in levels:
            words = typeset(level.words)
            button = LevelButton(str(level.number), words, self)
            button.setObjectName(f"level_{level.number}_button")
            button.clicked.connect(partial(self._give, level.number))
            self._levels_row.addWidget(button, 1)
        self._fit()
        self._order()

    def show_turn(self, name: str) -> None:
        """Say whose vote the next button is, nobody’s when the name is empty."""
        self._label.setText(typeset(f"{name} vote :") if name else "")
        self.setEnabled(bool(name))

    def set_low(self, low: bool) -> None:  # noqa: FBT001 a state, as Qt's setters
        """Give the buttons less height in a low window."""
        self._low = low
        self._fit()

    def _order(self) -> None:
        """Have Tab go through the levels in their order, then to the abstention."""
        before = self._abstain
        for place in range(self._levels_row.count()):
            item = self._levels_row.itemAt(place)
            button = None if item is None else item.widget()
            if isinstance(button, LevelButton):
                QWidget.setTabOrder(before, button)
                before = button
        QWidget.setTabOrder(before, self._abstain)

    def _give(self, level: int, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 a slot
        self.level_given.emit(level)

    def _refrain(self) -> None:
        self.abstained.emit()

    def _fit(self) -> None:
        low, usual = (_TOUCH_LOW, _TOUCH) if theme.is_touch() else (_LOW, _USUAL)
        for button in self.findChildren(LevelButton):
            button.set_height(low if self._low else usual)
