"""Reads dates as people write them in France; leaves where they stand to others.

The day always comes before the month, save in AAAA-MM-JJ. A date that does not exist is refused,
never moved to the next one, and an inverted one is shown in words so that a person sees it.
"""

import re
from datetime import date, datetime, timedelta

from jurydesk.french.days import MONTHS, WEEKDAYS, plain_day
from jurydesk.french.folding import fold

# Two-digit years up to this one are of this century.
_PIVOT = 40
_ABBREVIATIONS = {
    "jan": 1,
    "janv": 1,
    "fev": 2,
    "fevr": 2,
    "avr": 4,
    "juil": 7,
    "aou": 8,
    "sep": 9,
    "sept": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
MONTH_NUMBERS = _ABBREVIATIONS | {fold(month): n for n, month in enumerate(MONTHS, 1)}
_CLOCK = r"(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?"
_ISO = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_CLOCK}")
_DAY_FIRST = re.compile(rf"(\d{{1,2}})\s?[-/. ]\s?(\d{{1,2}})\s?[-/. ]\s?(\d{{4}}|\d{{2}}){_CLOCK}")
_IN_WORDS = re.compile(
    r"(?:(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?"
    r"(?:le )?(\d{1,2})(?:er)? ([a-z]+) (\d{4}|\d{2})"
)
# From this hour on, midnight of the next day in another zone is likely.
_LATE = 20
_RUN_TOGETHER = re.compile(r"(\d{2})(\d{2})(\d{4})")
_FIRST_SERIAL = date(1899, 12, 30)


class NotADateError(ValueError):
    """The text is no date; ``str`` is the rest of a sentence, « n’est pas une date… »."""


def parse_date(text: str) -> tuple[date, bool]:
    """Return the date written and whether its century was guessed from a two-digit year.

    Raises :class:`NotADateError` for anything that is not a date or does not exist.
    """
    text, weekday = " ".join(text.split()), None
    if match := _ISO.fullmatch(text):
        year, month, day = match.groups()
    elif match := _DAY_FIRST.fullmatch(text):
        day, month, year = match.groups()
    elif match := _IN_WORDS.fullmatch(fold(text)):
        weekday, day, word, year = match.groups()
        month = str(MONTH_NUMBERS.get(word, 0))
        if month == "0":
            raise NotADateError(f"n’est pas une date : le mois « {word} » est inconnu")
    else:
        raise NotADateError("n’est pas une date : écrivez JJ/MM/AAAA, par exemple 03/04/1998")
    found = _existing(int(day), int(month), year)
    if weekday and weekday != WEEKDAYS[found.weekday()]:
        raise NotADateError(
            f"ne va pas : le {plain_day(found)} est un {WEEKDAYS[found.weekday()]}, "
            f"non un {weekday}"
        )
    return found, len(year) == 2


def parse_typed_date(text: str) -> date:
    """Return a date typed in a field: as :func:`parse_date`, or JJMMAAAA run together.

    Raises :class:`NotADateError`, also for a year before 1900 or after 2199.
    """
    if match := _RUN_TOGETHER.fullmatch(text.strip()):
        text = "/".join(match.groups())
    found, _ = parse_date(text)
    if not 1900 <= found.year <= 2199:
        raise NotADateError(f"n’est pas possible : l’année {found.year}")
    return found


def _existing(day: int, month: int, written_year: str) -> date:
    year = int(written_year)
    if len(written_year) == 2:
        year += 2000 if year <= _PIVOT else 1900
    if not 1 <= month <= 12:
        raise NotADateError(
            f"n’est pas une date : il n’y a pas de mois {month}, écrivez JJ/MM/AAAA"
        )
    try:
        return date(year, month, day)
    except ValueError:
        raise NotADateError(
            f"n’existe pas : {MONTHS[month - 1]} {year} n’a pas de jour {day}"
        ) from None


def day_of(moment: date | datetime) -> tuple[date, str]:
    """Return the day of a spreadsheet's real date, and what to say when it bears an hour.

    Programs that write local midnight in another zone give the day before at 22:00 or 23:00: the
    day that stands in the file is taken, never moved, and the next one is named. Less than a
    minute after midnight is noise of another program, half a second before it a rounding.
    """
    if not isinstance(moment, datetime):
        return moment, ""
    rounded = moment + timedelta(milliseconds=500)
    if rounded.date() != moment.date() or (rounded.hour, rounded.minute) == (0, 0):
        return rounded.date(), ""
    day = moment.date()
    told = f"porte une heure, {moment:%H:%M} : lu {plain_day(day)}"
    if moment.hour >= _LATE:
        other = plain_day(day + timedelta(days=1))
        return (
            day,
            f"{told}, sauf si le fichier vient d’un autre fuseau : alors ce serait le {other}.",
        )
    return day, f"{told}."


def serial_date(number: float) -> date | None:
    """Return the date a bare number would be for a spreadsheet, to propose it, never to use it."""
    if 3654 <= number <= 80000 and number == int(number):
        return _FIRST_SERIAL + timedelta(days=int(number))
    return None
