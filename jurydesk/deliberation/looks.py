"""How each thing that stands somewhere looks, on the screen, on paper and in a terminal.

A look is a tone, a shape and a word, so that nothing is told by its colour alone. The tones are
``good``, ``warn``, ``bad``, ``muted``, ``accent`` and ``unknown``; a shape is the name of an icon.
"""

from dataclasses import dataclass
from enum import StrEnum

from jurydesk.certification.vocabulary import BlockStatus, Outcome
from jurydesk.compliance.finding import FindingStatus
from jurydesk.compliance.member import Attendance
from jurydesk.deliberation.records import Phase


@dataclass(frozen=True, slots=True)
class Look:
    """How one value looks; ``sign`` stands for its shape in a terminal."""

    tone: str
    shape: str
    word: str
    sign: str = ""


_GOOD, _WARN, _BAD = ("good", "check"), ("warn", "warning"), ("bad", "blocking")
_WAITS, _MUTED = ("warn", "clock"), ("muted", "unknown")

_LOOKS: dict[tuple[type[StrEnum], str], Look] = {
    **{
        (BlockStatus, status): Look(*look, status.value)
        for status, look in {
            BlockStatus.VALIDATED: _GOOD,
            BlockStatus.ACQUIRED: _GOOD,
            BlockStatus.IN_PROGRESS: _WARN,
            BlockStatus.NOT_ACQUIRED: _BAD,
            BlockStatus.PENDING: _WAITS,
            BlockStatus.NOT_PRESENTED: _MUTED,
        }.items()
    },
    **{
        (Outcome, outcome): Look(*look, outcome.words)
        for outcome, look in {
            Outcome.CERTIFIED: _GOOD,
            Outcome.PARTIAL: _WARN,
            Outcome.ADJOURNED: _BAD,
            Outcome.REFUSED: _BAD,
            Outcome.PENDING: _WAITS,
            Outcome.NOT_PRESENTED: _MUTED,
        }.items()
    },
    **{
        (Attendance, there): Look(*look, there.words)
        for there, look in {
            Attendance.PRESENT: _GOOD,
            Attendance.REMOTE: _GOOD,
            Attendance.ABSENT: _WARN,
            Attendance.EXCUSED: _WARN,
            Attendance.LEFT: _WARN,
        }.items()
    },
    (FindingStatus, FindingStatus.COMPLIANT): Look(*_GOOD, "conforme", "✓"),
    (FindingStatus, FindingStatus.RESERVE): Look(*_WARN, "réserve", "!"),
    (FindingStatus, FindingStatus.BLOCKING): Look(*_BAD, "bloquant", "✗"),
    (FindingStatus, FindingStatus.NOT_APPLICABLE): Look("muted", "info", "sans objet", "–"),
    (FindingStatus, FindingStatus.UNKNOWN): Look("unknown", "unknown", "inconnu", "?"),
    (Phase, Phase.PREPARATION): Look("accent", "info", "en préparation"),
    (Phase, Phase.OPEN): Look(*_GOOD, "séance ouverte"),
    (Phase, Phase.SUSPENDED): Look(*_WARN, "séance suspendue"),
    (Phase, Phase.CLOSED): Look("accent", "info", "séance close"),
    (Phase, Phase.SEALED): Look("accent", "info", "scellée"),
}


def look_of(value: BlockStatus | Outcome | FindingStatus | Attendance | Phase) -> Look:
    """Return how a status, an outcome, a finding, an attendance or a phase looks."""
    return _LOOKS[type(value), value]
