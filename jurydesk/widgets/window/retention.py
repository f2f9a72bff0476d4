"""How long the establishment keeps its sessions, and which have passed that time.

The choice is one for this computer; the day of each session opened is remembered beside its path,
since a protected one cannot be read from the start page. Nothing is ever erased by itself.
"""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QSettings

from jurydesk.french.days import short_day
from jurydesk.french.numbers import plural

_YEARS = "retention/years"


def chosen_years(settings: QSettings) -> int:
    """Return how many years sessions are kept, 0 when nothing was chosen."""
    kept = str(settings.value(_YEARS, "0"))
    return int(kept) if kept.isdecimal() else 0


def choose_years(settings: QSettings, years: int) -> None:
    """Remember how many years sessions are kept; 0 forgets it."""
    settings.setValue(_YEARS, str(years))


def remember_day(settings: QSettings, path: Path, held: date) -> None:
    """Remember the day of a session opened."""
    settings.setValue(_key(path), held.isoformat())


def end_of(held: date, years: int) -> date:
    """Return the last day of the time a session is kept."""
    try:
        return held.replace(year=held.year + years)
    except ValueError:
        # Held on a 29th of February.
        return held.replace(year=held.year + years, day=28)


def words_for(settings: QSettings, held: date, today: date) -> str:
    """Say until when a session is kept, or since when it need not be; nothing when not chosen."""
    years = chosen_years(settings)
    if not years:
        return ""
    end = end_of(held, years)
    told = plural(years, "an")
    if end < today:
        return f"durée de conservation ({told}) passée depuis le {short_day(end)}"
    return f"à conserver {told}, jusqu’au {short_day(end)}"


def over_words(settings: QSettings, path: Path, today: date) -> str:
    """Say that a session of the start page has passed its time; nothing otherwise."""
    kept = str(settings.value(_key(path), ""))
    try:
        held = date.fromisoformat(kept)
    except ValueError:
        return ""
    words = words_for(settings, held, today)
    return words if "passée" in words else ""


def _key(path: Path) -> str:
    """Return a settings key for a path: Qt reads a slash as a group."""
    return "held/" + str(path.absolute()).replace("/", "|").replace("\\", "|")
