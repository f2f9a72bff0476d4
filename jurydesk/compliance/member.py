"""A jury member, the act that appoints them, and their attendance; leaves the checks to others."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jurydesk.certification.vocabulary import Gender, Role, Voice


class Attendance(StrEnum):
    """Where a member is; remote counts as present."""

    PRESENT = "present"
    REMOTE = "distance"
    ABSENT = "absent"
    EXCUSED = "excuse"
    LEFT = "parti"

    @property
    def sits(self) -> bool:
        """Whether the member takes part now, in the room or from afar."""
        return self in (Attendance.PRESENT, Attendance.REMOTE)

    @property
    def words(self) -> str:
        """The attendance as a person reads it."""
        return _ATTENDANCE_WORDS[self]


_ATTENDANCE_WORDS = {
    Attendance.PRESENT: "présent",
    Attendance.REMOTE: "à distance",
    Attendance.ABSENT: "absent",
    Attendance.EXCUSED: "excusé",
    Attendance.LEFT: "parti",
}


@dataclass(frozen=True, slots=True)
class JuryMember:
    """A « membre du jury ». ``None`` in a yes/no field is unknown, never a no.

    ``voice`` overrides what the rulebook gives for role and route, on all routes.
    ``substitute_for`` names the titulaire this « suppléant » may replace; ``act`` is the number
    of the act of nomination.
    """

    identifier: str
    name: str
    first_name: str
    role: Role
    gender: Gender | None = None
    quality: str = ""
    external: bool | None = None
    teacher_researcher: bool | None = None
    employer: str = ""
    voice: Voice | None = None
    substitute_for: str = ""
    act: str = ""
    email: str = ""
    address: str = ""

    @property
    def full_name(self) -> str:
        """First name then name in capitals, as a sentence names them."""
        return f"{self.first_name} {self.name.upper()}".strip()


@dataclass(frozen=True, slots=True)
class NominationAct:
    """The « acte de nomination » by its number; a missing one gets the deliberation annulled."""

    number: str
    signed_on: date | None = None
    signatory: str = ""
    delegation: str = ""
