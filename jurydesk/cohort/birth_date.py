"""A day of birth, or only its month or its year; leaves what each paper makes of it to them.

Some civil registers know no day: a birth known by its year is legal (DOMAIN §7), and is never
completed by a first of January.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from jurydesk.french.days import MONTHS, plain_day
from jurydesk.french.spaces import NBSP

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_LAST_MONTH = 12


@dataclass(frozen=True, slots=True)
class BirthDate:
    """A birth: ``month`` and ``day`` are ``None`` when the register does not give them."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.month is None and self.day is not None:
            raise ValueError(f"{self.day} of no month")
        date(self.year, self.month or 1, self.day or 1)

    def __str__(self) -> str:
        return self.short

    @classmethod
    def on(cls, day: date) -> Self:
        """Return a birth known to the day."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def from_iso(cls, text: str) -> Self:
        """Read AAAA-MM-JJ, AAAA-MM or AAAA; raises ``ValueError`` for anything else."""
        match = _ISO.fullmatch(text)
        if match is None:
            raise ValueError(f"« {text} » n’est pas une date")
        return cls(*(int(part) if part else None for part in match.groups()))  # type: ignore[arg-type]

    def isoformat(self) -> str:
        """Return AAAA-MM-JJ, AAAA-MM or AAAA, as the session file keeps it."""
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @property
    def whole(self) -> date | None:
        """The day, ``None`` when only its month or its year is known."""
        return date(self.year, self.month, self.day) if self.month and self.day else None

    @property
    def short(self) -> str:
        """« 14/02/1999 », « 02/1999 » or « 1999 », as in tables."""
        parts = [f"{part:02}" for part in (self.day, self.month) if part is not None]
        return "/".join((*parts, f"{self.year:04}"))

    @property
    def plain(self) -> str:
        """« 14 février 1999 », « février 1999 » or « 1999 »."""
        if (day := self.whole) is not None:
            return plain_day(day)
        return f"{MONTHS[self.month - 1]} {self.year}" if self.month else str(self.year)

    @property
    def words(self) -> str:
        """« le 14 février 1999 », « en février 1999 » or « en 1999 », the date on one line."""
        return f"{'le' if self.whole else 'en'} {self.plain.replace(' ', NBSP)}"

    @property
    def earliest(self) -> date:
        """The first day it may be."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day it may be."""
        if (day := self.whole) is not None:
            return day
        month = self.month or _LAST_MONTH
        if month == _LAST_MONTH:
            return date(self.year, month, 31)
        return date(self.year, month + 1, 1) - timedelta(days=1)
