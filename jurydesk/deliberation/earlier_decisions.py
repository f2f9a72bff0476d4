"""What sealed minutes decided on a candidate, as the session that rectifies them remembers it.

Leaves comparing it with what is decided now to :mod:`~jurydesk.deliberation.rectification.changes`.
"""

from dataclasses import dataclass

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
