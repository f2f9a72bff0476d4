"""A date as people type it: a line, a calendar beside it, and the day told in words under it.

Qt's own date field changes the day that was typed when a part of it is typed over; this one keeps
the text as it is, says what it understood, and holds no date when it understood none.
"""

from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from jurydesk.certification.title import Certification
from jurydesk.clock import now
from jurydesk.french.agreement import of
from jurydesk.french.days import day, short_day, unbroken_day
from jurydesk.french.spaces import capitalised, typeset
from jurydesk.tables.dates import NotADateError, parse_typed_date
from jurydesk.widgets.heard import announcing
from jurydesk.widgets.parts import icons
from jurydesk.widgets.parts.style import set_state

_FORM = "jj/mm/aaaa"


class Limit(NamedTuple):
    """A day that a field should not pass: what to say beyond it, and whether that stops."""

    day: date
    words: str
    stops: bool = False


# Titles are sanctioned since the law of 16 July 1971 (n° 71-577), and registered in the répertoire
# since that of 17 January 2002 (n° 2002-73): no act and no sitting is older.
FIRST_ACT = Limit(date(1971, 7, 16), "Avant 1971 : vérifiez l’année.", stops=True)
FIRST_SITTING = Limit(
    date(2002, 1, 17), "Le répertoire national date du 17 janvier 2002.", stops=True
)


class DateField(QWidget):
    """One date, or none; ``changed`` follows every keystroke.

    ``day`` is what was understood and allowed, ``problem`` why there is none (empty while an
    optional field is). A limit that does not stop is told in amber beside the day.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._earliest: tuple[Limit, ...] = ()
        self._latest: tuple[Limit, ...] = ()
        self._optional = False
        self.day: date | None = None
        self.problem = ""
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(_FORM)
        self.line.setMaxLength(40)
        self.button = QToolButton(self)
        self.button.setProperty("kind", "plain")
        self.button.setIcon(icons.icon("calendar"))
        self.button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.button.setToolTip(typeset("Calendrier (Alt + ↓)"))
        self.words_label = QLabel(self)
        self.words_label.setProperty("kind", "small")
        announcing.watch(self.words_label)
        self.words_label.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.words_label)
        self.setFocusProxy(self.line)
        self._read()

        self.line.textChanged.connect(self._read)
        self.button.clicked.connect(self.open_calendar)

    def set_day(self, value: date | None) -> None:
        """Show a date, or none."""
        self.line.setText("" if value is None else short_day(value))

    def set_optional(self, *, optional: bool) -> None:
        """Let the field stay empty, or not."""
        self._optional = optional
        self._read()

    def set_limits(
        self, *, earliest: tuple[Limit, ...] = (), latest: tuple[Limit, ...] = ()
    ) -> None:
        """Say before and after what the date is doubtful, or impossible."""
        self._earliest, self._latest = earliest, latest
        self._read()

    def showEvent(self, event: QShowEvent) -> None:
        """Give the line the name that the form gives the field."""
        super().showEvent(event)
        name = self.accessibleName()
        self.line.setAccessibleName(name)
        self.button.setAccessibleName(f"Calendrier, {name}" if name else "Calendrier")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the calendar (Alt+Down, F4)."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() == Qt.Key.Key_F4 or (event.key() == Qt.Key.Key_Down and alt):
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def open_calendar(self) -> None:
        """Show the calendar under the line; a click or Enter takes its day, Escape none."""
        popup = CalendarPopup(self)
        popup.calendar.setSelectedDate(_qt_day(self.day or now().date()))
        for limit in self._earliest:
            if limit.stops:
                popup.calendar.setMinimumDate(_qt_day(limit.day))
        for limit in self._latest:
            if limit.stops:
                popup.calendar.setMaximumDate(_qt_day(limit.day))
        popup.show_under(self.line)

    def take(self, chosen: QDate) -> None:
        """Take the day of the calendar."""
        self.set_day(date(chosen.year(), chosen.month(), chosen.day()))
        self.line.setFocus()
        self.line.selectAll()

    def _read(self) -> None:
        text = self.line.text().strip()
        found, self.problem = _understood(text)
        if not text and not self._optional:
            self.problem = f"Indiquez la date ({_FORM})."
        passed = None if found is None else self._passed(found)
        if passed is not None and passed.stops:
            found, self.problem = None, passed.words
        self.day = found
        doubt = passed.words if passed is not None else ""
        told = "" if found is None else capitalised(day(found))
        words = f"{told}. {doubt}" if told and doubt else told
        # An empty line shows the form it waits for: nothing more is to be said.
        self._say((self.problem if text else "") or words, doubt)
        self.changed.emit()

    def _passed(self, found: date) -> Limit | None:
        """Return the limit that a day passes, one that stops before one that is only told."""
        passed = [each for each in self._earliest if found < each.day]
        passed += [each for each in self._latest if found > each.day]
        return min(passed, key=lambda each: not each.stops, default=None)

    def _say(self, words: str, doubt: str) -> None:
        wrong = bool(self.problem) and bool(self.line.text().strip())
        look = "bad" if wrong else "warn" if doubt else ""
        self.words_label.setText(typeset(words))
        set_state(self.words_label, look)
        set_state(self.line, "bad" if wrong else "")
        # What a screen reader says when the line changes.
        self.line.setAccessibleDescription(typeset(words))


class CalendarPopup(QFrame):
    """A month to choose a day in, gone with the first click elsewhere."""

    def __init__(self, field: DateField) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("kind", "card")
        self._field = field
        self.calendar = QCalendarWidget(self)
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setHorizontalHeaderFormat(
            QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames
        )
        # Qt's own red for the week-end is not of the theme.
        plain = QTextCharFormat()
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(weekday, plain)
        self.calendar.setMinimumSize(300, 270)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self.calendar)

        self.calendar.clicked.connect(self._choose)
        self.calendar.activated.connect(self._choose)

    def show_under(self, widget: QWidget) -> None:
        """Open below a widget, above it where the screen ends."""
        self.adjustSize()
        below = widget.mapToGlobal(QPoint(0, widget.height() + 2))
        room = widget.screen().availableGeometry()
        if below.y() + self.height() > room.bottom():
            below = widget.mapToGlobal(QPoint(0, -self.height() - 2))
        self.move(min(below.x(), room.right() - self.width()), max(below.y(), room.top()))
        self.show()
        self.calendar.setFocus()

    def _choose(self, chosen: QDate) -> None:
        self.close()
        self._field.take(chosen)


def sitting_limit(title: Certification) -> Limit:
    """Return the day before which a title has no jury: its registration, or the répertoire's."""
    first = title.decision_date or title.registration_start
    if first is None:
        return FIRST_SITTING
    told = f"Avant l’enregistrement {of(title.code)}, du {unbroken_day(first)}."
    return Limit(first, told, stops=True)


def _understood(text: str) -> tuple[date | None, str]:
    """Return the date of a text, or why it is none."""
    if not text:
        return None, ""
    try:
        return parse_typed_date(text), ""
    except NotADateError as error:
        return None, f"« {text} » {error}."


def _qt_day(value: date) -> QDate:
    return QDate(value.year, value.month, value.day)
