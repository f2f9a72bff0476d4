"""Reads the value of each act of a « bordereau de séance », once: ``None`` when it is not one."""

import re
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from jurydesk.certification.vocabulary import JurorCapacity
from jurydesk.compliance.member import Attendance
from jurydesk.deliberation.facts import Part
from jurydesk.french.folding import fold

ABSTENTION = "abstention"

_ATTENDANCE = {
    **{attendance.value: attendance for attendance in Attendance},
    "presente": Attendance.PRESENT,
    "a distance": Attendance.REMOTE,
    "distanciel": Attendance.REMOTE,
    "visio": Attendance.REMOTE,
    "absente": Attendance.ABSENT,
    "excusee": Attendance.EXCUSED,
    "partie": Attendance.LEFT,
    "depart": Attendance.LEFT,
}
_CAPACITIES = {
    **{capacity.value: capacity for capacity in JurorCapacity},
    "enseignante": JurorCapacity.TEACHER,
    "representant d entreprise": JurorCapacity.COMPANY,
}
_MARK = re.compile(r"(rapport|oral)\s*=\s*(\d+(?:[.,]\d+)?)")
# No jury counts beyond nine digits, and Python does not read a number of thousands of them.
_NUMBER = r"\d{1,9}"
_TALLY = re.compile(
    rf"(?P<counts>{_NUMBER}(?:\s*/\s*{_NUMBER})+)(?:\s+prep\s*=\s*(?P<chair>{_NUMBER}))?"
)
_WHOLE = re.compile(r"(?:niveau )?(\d{1,9})(?:[.,]0+)?")


@dataclass(frozen=True, slots=True)
class WrittenMoment:
    """An hour, and the day where one is written with it."""

    clock: time
    day: date | None = None


@dataclass(frozen=True, slots=True)
class WrittenMark:
    """A mark over 20 for one part of a defence."""

    part: Part
    mark: Decimal


@dataclass(frozen=True, slots=True)
class WrittenTally:
    """The numbers of a tally in the order of the levels, abstentions last, and the chair's level.

    Whether there are as many numbers as levels is for whoever knows the rulebook.
    """

    numbers: tuple[int, ...]
    chair: int | None = None


def attendance(text: str) -> Attendance | None:
    """Read a presence."""
    return _ATTENDANCE.get(fold(text))


def capacity(text: str) -> JurorCapacity | None:
    """Read the capacity of a defence juror."""
    return _CAPACITIES.get(fold(text))


def mark(text: str) -> WrittenMark | None:
    """Read « rapport=14,5 » or « oral=15 »."""
    match = _MARK.fullmatch(text.casefold().replace("note ", ""))
    return WrittenMark(Part(match[1]), Decimal(match[2].replace(",", "."))) if match else None


def level(text: str) -> int | None:
    """Read a level's number, as a spreadsheet may show it: « 2 », « niveau 2 », « 2,0 »."""
    match = _WHOLE.fullmatch(text.casefold())
    return int(match[1]) if match else None


def vote(text: str) -> int | str | None:
    """Read a level, or :data:`ABSTENTION`."""
    if fold(text) in ("abstention", "abst", "abstient"):
        return ABSTENTION
    return level(text)


def tally(text: str) -> WrittenTally | None:
    """Read « n1/n2/n3/n4/abst », with « prep=k » for the chair's own level."""
    match = _TALLY.fullmatch(" ".join(text.casefold().replace("prép", "prep").split()))
    if match is None:
        return None
    chair = match["chair"]
    numbers = tuple(int(number) for number in match["counts"].split("/"))
    return WrittenTally(numbers, None if chair is None else int(chair))


def finding(text: str) -> str | None:
    """Read a finding's identifier."""
    return fold(text).replace(" ", "_") or None
