"""Turns what an ODS writes of one cell into its value; leaves finding cells to the reader."""

import math
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from jurydesk.tables.cell import Cell, Formatted, Loss, NumberKind
from jurydesk.tables.losses import (
    in_error,
    is_error_text,
    never_computed_zero,
    uncomputed,
    unreadable,
)
from jurydesk.tables.number_formats import plain_moment
from jurydesk.tables.xml_stream import Attributes

_BLANK = re.compile(r"[ \t\r\n]+")
_PERIOD = re.compile(
    r"(-?)P(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:[.,](\d+))?S)?)?"
)
_MOMENT = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2})?)(?:[.,](\d+))?)?(?:Z|[+-]\d\d:\d\d)?"
)
_AMOUNT = re.compile(r"[€$£¥]|\b(?:EUR|USD|GBP|CHF)\b")
_LETTER = re.compile(r"[^\W\d_]")
_EXPONENT = re.compile(r"[eE][+-]?\d+")
_MIDNIGHT = datetime(1, 1, 1)  # noqa: DTZ001 only its hour is kept
_ASIDE = frozenset(("text:note", "text:ruby-text", "text:bookmark", "office:annotation"))
_BREAKS = {"text:tab": "\t", "text:line-break": "\n"}


@dataclass(frozen=True, slots=True)
class WrittenCell:
    """One cell as written: its attributes, whether a merge hides it, how many it stands for."""

    attributes: Attributes
    is_covered: bool
    count: int


class SpokenText:
    """Gathers what one reads in a cell: its paragraphs, with their spaces, without its notes."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Begin a new cell."""
        self._paragraphs: list[str] = []
        self._parts: list[str] | None = None
        self._inside = self._aside = 0

    def start(self, name: str, attributes: Attributes) -> None:
        """Follow an opening tag inside the cell."""
        if self._aside or name in _ASIDE:
            self._aside += 1
        elif name in ("text:p", "text:h"):
            self._inside += 1
            self._parts = [] if self._parts is None else self._parts
        elif name == "text:s" and self._parts is not None:
            count = attributes.get("text:c", "1")
            self._parts.append("\0" * (min(int(count), 1000) if count.isdigit() else 1))
        elif name in _BREAKS and self._parts is not None:
            self._parts.append("\1" if name == "text:tab" else "\2")

    def end(self, name: str) -> None:
        """Follow a closing tag inside the cell."""
        if self._aside:
            self._aside -= 1
        elif name in ("text:p", "text:h") and self._parts is not None:
            self._inside -= 1
            if not self._inside:
                text = _BLANK.sub(" ", "".join(self._parts)).strip(" ")
                for mark, spoken in (("\0", " "), ("\1", "\t"), ("\2", "\n")):
                    text = text.replace(mark, spoken)
                self._paragraphs.append(text)
                self._parts = None

    def add(self, data: str) -> None:
        """Take the text between two tags."""
        if self._parts is not None and not self._aside:
            self._parts.append(data)

    def whole(self) -> str | None:
        """Return all that one reads; ``None`` where not even an empty paragraph stands."""
        return "\n".join(self._paragraphs) if self._paragraphs else None


def value_of(attributes: Attributes, spoken: str | None) -> tuple[Cell | Loss, Cell]:
    """Return a cell's value, or why it has none with what stands there all the same.

    A formula without a type and with an empty paragraph was computed: it gave an empty text.
    """
    text = spoken or ""
    kind = attributes.get("office:value-type", attributes.get("calcext:value-type", ""))
    has_formula = bool(attributes.get("table:formula"))
    if attributes.get("calcext:value-type") == "error" or kind == "error":
        return in_error(text), ""
    if is_error_text(text):
        return in_error(text), ""
    if not kind or kind == "void":
        return (uncomputed(), "") if has_formula and spoken is None else (text, "")
    value = _typed(kind, attributes, text)
    if isinstance(value, str) and is_error_text(value):
        return in_error(value), ""
    if value is None:
        return (uncomputed() if has_formula else unreadable(text or kind)), ""
    if has_formula and _is_nothing(value):
        return never_computed_zero(), (value if isinstance(value, float) else "")
    return value, ""


def _is_nothing(value: Cell) -> bool:
    if isinstance(value, bool | str):
        return False
    if isinstance(value, Formatted):
        return value.value == 0
    return value == 0 or (isinstance(value, date) and value.year < 1900)


def _typed(kind: str, attributes: Attributes, text: str) -> Cell | None:
    """Return the value of a cell that says its type; ``None`` when it does not give it."""
    if kind == "string":
        written = attributes.get("office:string-value")
        return text if written is None else written
    if kind == "boolean":
        return {"true": True, "1": True, "false": False, "0": False}.get(
            attributes.get("office:boolean-value", "").strip().lower()
        )
    if kind == "date":
        return _moment(attributes.get("office:date-value", ""))
    if kind == "time":
        return _period(attributes.get("office:time-value", ""))
    return _number(kind, attributes.get("office:value", ""), text)


def _number(kind: str, written: str, text: str) -> Cell | None:
    try:
        number = float(written)
    except ValueError:
        return None
    if not math.isfinite(number) or "_" in written:
        return None
    if kind == "percentage" or "%" in text:
        shown = text or f"{number * 100:g} %".replace(".", ",")
        return Formatted(number, shown, NumberKind.PERCENT)
    if kind == "currency" or _AMOUNT.search(text):
        shown = text or f"{number:g} €".replace(".", ",")
        return Formatted(number, shown, NumberKind.CURRENCY)
    if number >= 0 and number == int(number) and _is_padded(text, number):
        return Formatted(number, text, NumberKind.PADDED)
    if _LETTER.search(_EXPONENT.sub("", text)):
        return Formatted(number, text, NumberKind.DECORATED)
    return number


def _is_padded(text: str, number: float) -> bool:
    figures = re.sub(r"[ .\-\u00a0\u202f]", "", text)
    return (
        len(figures) > 1 and figures[0] == "0" and figures == str(int(number)).zfill(len(figures))
    )


def _moment(written: str) -> Cell | None:
    match = _MOMENT.fullmatch(written.strip())
    if match is None:
        return None
    try:
        found = datetime.fromisoformat(f"{match[1]}T{match[2] or '00:00'}")
    except ValueError:
        return None
    return plain_moment(found + timedelta(milliseconds=_milliseconds(match[3])))


def _period(written: str) -> Cell | None:
    match = _PERIOD.fullmatch(written.strip())
    if match is None or not any(match.groups()[1:]):
        return None
    days, hours, minutes, seconds = (int(part or 0) for part in match.groups()[1:5])
    try:
        found = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
        found += timedelta(milliseconds=_milliseconds(match[6]))
    except OverflowError:
        return None
    if match[1]:
        return -found
    return (_MIDNIGHT + found).time() if found < timedelta(days=1) else found


def _milliseconds(fraction: str | None) -> int:
    return int((fraction or "0").ljust(3, "0")[:3])
