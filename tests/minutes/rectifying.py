"""The day of the other tests, sealed, and the sitting of September that rectifies it."""

from dataclasses import replace
from datetime import date, datetime

from jurydesk.compliance.member import Attendance
from jurydesk.deliberation.facts import (
    AttendanceRecorded,
    Fact,
    SessionSealed,
    SittingClosed,
    SittingOpened,
)
from jurydesk.deliberation.rectification.plan import RectificationPlan, rectifying_facts
from jurydesk.deliberation.state import SittingState
from tests.builders import at
from tests.minutes.builders import BLOCKS, HEAD, Story, a_full_sitting, adopted, counted

SEPTEMBER = date(2024, 9, 2)
ALL = ("M1", "M2", "M3", "M4", "M5", "M6", "M7", "M8", "M9")


def the_first_minutes() -> SittingState:
    """The whole day, sealed at five o'clock on 120 entries."""
    story = a_full_sitting()
    story.tell(SessionSealed(at("17:00"), "RNCP35609-2024-04-19-01", HEAD, 120, "0" * 64))
    return story.state()


def september(clock: str) -> datetime:
    """A time of the second sitting."""
    return at(clock, SEPTEMBER)


def a_rectifying_session(**details: object) -> Story:
    """C04’s BC06 was another’s, and C02’s BC07 is put in question; nothing is voted yet."""
    plan = RectificationPlan(
        day=SEPTEMBER,
        reason="la grille du bloc BC06 de C04 était celle d’un autre candidat",
        candidates=("C04", "C02"),
        reviewed={"C02": frozenset({"BC07"})},
        place="Toulouse, salle du conseil",
    )
    story = Story()
    facts = rectifying_facts(the_first_minutes(), replace(plan, **details), september("08:00"))
    story.tell(*facts)
    return story


def a_rectifying_sitting() -> Story:
    """BC06 of C04 becomes validated, BC04 stays at 3, BC07 of C02 goes from 1 to 2."""
    story = a_rectifying_session()
    story.tell(
        *(AttendanceRecorded(september("08:50"), each, Attendance.PRESENT) for each in ALL),
    )
    story.tell(SittingOpened(september("09:00")))
    departs = (1, "une note d’oral avait été lue sur la mauvaise ligne")
    _adopt(story, "C02", BLOCKS[6], 2, departs)
    _adopt(story, "C04", BLOCKS[3], 3, (2, "écarts mineurs sur le plan de stockage"))
    _adopt(story, "C04", BLOCKS[5], 2, None)
    story.tell(SittingClosed(september("09:40")))
    return story


def _adopt(
    story: Story, candidate: str, block: str, level: int, departs: tuple[int, str] | None
) -> None:
    facts: tuple[Fact, ...] = (
        counted(candidate, block, {level: 6}, level=level),
        adopted(candidate, block, level, departure=departs),
    )
    story.tell(*(replace(fact, at=september("09:20")) for fact in facts))
