"""What sealed minutes decided on a candidate, as a session that comes after remembers it.

Leaves comparing it with what is decided now to :mod:`~jurydesk.deliberation.rectification.changes`,
and preparing the next session to :mod:`~jurydesk.deliberation.following.plan`.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jurydesk.certification.vocabulary import BlockStatus, Outcome


@dataclass(frozen=True, slots=True)
class BlockBefore:
    """One bloc in the first minutes; ``reviewed`` says it is deliberated again.

    ``level`` is ``None`` where no level was adopted; ``status`` where nothing was decided, which
    only a bloc beside a pending one may be.
    """

    block: str
    status: BlockStatus | None
    level: int | None
    reviewed: bool


@dataclass(frozen=True, slots=True)
class CandidateBefore:
    """A candidate touched by the error: outcome and every bloc of the certification, then."""

    candidate: str
    outcome: Outcome | None
    blocks: tuple[BlockBefore, ...]

    def block(self, code: str) -> BlockBefore | None:
        """Return what was decided on a bloc (full code)."""
        return next((each for each in self.blocks if each.block == code), None)


@dataclass(frozen=True, slots=True)
class BlockBroughtIn:
    """One bloc as an earlier session left it, for somebody who comes back.

    ``acquired_on`` is the day it was adopted, there or before; ``work`` and ``due_on`` what was
    asked of a bloc not validated, and by when. A bloc already ``acquis`` there has no level.
    ``defended`` are the report, oral and mark of a defence whose bloc was left pending, over the
    scale of that session, and ``proposed`` the level that its mark gave.
    """

    block: str
    status: BlockStatus | None
    level: int | None = None
    acquired_on: date | None = None
    work: str = ""
    due_on: date | None = None
    defended: tuple[Decimal, Decimal, Decimal] | None = None
    proposed: int | None = None


@dataclass(frozen=True, slots=True)
class CandidateBroughtIn:
    """Somebody who comes back: the identifier here, the one there, and what was decided there."""

    candidate: str
    earlier: str
    outcome: Outcome | None
    blocks: tuple[BlockBroughtIn, ...]

    def block(self, code: str) -> BlockBroughtIn | None:
        """Return what was decided on a bloc (full code)."""
        return next((each for each in self.blocks if each.block == code), None)
