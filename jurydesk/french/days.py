"""Days and hours in words."""

from datetime import date, datetime
from functools import lru_cache

from jurydesk.french.spaces import NBSP

MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def plain_day(value: date) -> str:
    """Return « 19 avril 2024 »; the first of a month is « 1er »."""
    number = "1er" if value.day == 1 else str(value.day)
    return f"{number} {MONTHS[value.month - 1]} {value.year}"


@lru_cache(maxsize=4096)
def short_day(value: date) -> str:
    """Return « 19/04/2024 », as in tables."""
    return f"{value.day:02}/{value.month:02}/{value.year:04}"


def day(value: date) -> str:
    """Return « vendredi 19 avril 2024 »; the first of a month is « 1er »."""
    return f"{WEEKDAYS[value.weekday()]} {unbroken_day(value)}"


def unbroken_day(value: date) -> str:
    """Return « 19 avril 2024 », kept on one line."""
    return plain_day(value).replace(" ", NBSP)


def clock(moment: datetime) -> str:
    """Return « 9 h 05 », at the hour kept with the moment's own offset."""
    return f"{moment.hour}{NBSP}h{NBSP}{moment.minute:02}"


def clock_on(moment: datetime, session_day: date) -> str:
    """Return the hour, with the day when it is not the session's."""
    if moment.date() == session_day:
        return clock(moment)
    return f"le {unbroken_day(moment.date())} à {clock(moment)}"


def hour_words(text: str) -> str:
    """Return « 14 h 05 » for an hour kept as « 14:05 », the text itself when it is none."""
    hour, colon, minute = text.partition(":")
    if not colon or not (hour.isdecimal() and minute.isdecimal()):
        return text
    return f"{int(hour)}{NBSP}h{NBSP}{int(minute):02}"
