"""The hours of a sitting: those of its own zone, Europe/Paris unless it says another."""

from datetime import UTC, date, datetime, time, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from jurydesk.deliberation.state import SittingState
from jurydesk.errors import ActRefusedError, JuryDeskError
from jurydesk.french.days import unbroken_day

DEFAULT_ZONE = "Europe/Paris"


def zone_name(state: SittingState) -> str:
    """Return the zone of a session, « Europe/Paris » in those that say none."""
    return state.created.timezone or DEFAULT_ZONE


def zone_of(state: SittingState) -> ZoneInfo:
    """Return the zone of a session."""
    return ZoneInfo(zone_name(state))


def local(state: SittingState, moment: datetime) -> datetime:
    """Return a moment at the hour of the session's zone, whatever clock it was read on."""
    return moment.astimezone(zone_of(state))


def check_zone(name: str) -> str:
    """Return a zone's name as it is written.

    Raises:
        JuryDeskError: There is no such zone.
    """
    if name not in _zones():
        raise JuryDeskError(
            f"Le fuseau « {name} » n’existe pas : écrivez-le Region/Ville, par exemple "
            "Europe/Paris ou Indian/Reunion."
        )
    return name


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(each for each in available_timezones() if "/" in each)


def moment_at(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """Return the moment of an hour in a zone; of an hour that occurs twice, the first.

    Raises:
        ActRefusedError: The hour does not exist that day, when summer time begins.
    """
    written = datetime.combine(day, clock, zone)
    shown = written.astimezone(UTC).astimezone(zone)
    if shown.replace(tzinfo=None) != written.replace(tzinfo=None):
        raise ActRefusedError(
            f"L’heure {clock:%H:%M} n’existe pas le {unbroken_day(day)} ({zone.key}), où l’on "
            "passe à l’heure d’été : corrigez-la."
        )
    offset = written.utcoffset()
    assert offset is not None  # noqa: S101 the zone gives one
    # Two hours of one zone compare by what their clocks show; of fixed offsets, by which is first.
    return written.replace(tzinfo=timezone(offset))
