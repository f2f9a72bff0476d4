"""The parts of a sitting's state: where it stands, its ballots, its defences, what it remembers.

Leaves changing them to :mod:`~jurydesk.deliberation.applying`.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from jurydesk.certification.vocabulary import AccessRoute, JurorCapacity, Outcome
from jurydesk.compliance.bench import Bench
from jurydesk.compliance.finding import Finding
from jurydesk.compliance.member import JuryMember
from jurydesk.compliance.situation import Situation
from jurydesk.deliberation.facts import (
    AccrochageNoted,
    ActUndone,
    BallotCounted,
    BlockSetAside,
    DecisionAdopted,
    DecisionReopened,
    Fact,
    FollowUpPlanned,
    TitlesIssued,
)


class Phase(StrEnum):
    """Where the sitting stands."""

    PREPARATION = "préparation"
    OPEN = "ouverte"
    SUSPENDED = "suspendue"
    CLOSED = "close"
    SEALED = "scellée"


class Entry(NamedTuple):
    """A fact and its place: ``number`` in the journal from 1, and the ``act`` it was part of.

    Facts recorded together share one act, which is undone as a whole. Act numbers only grow;
    a named vote has an act of its own and no journal row (``number`` 0).
    """

    number: int
    act: int
    fact: Fact


@dataclass(frozen=True, slots=True)
class FollowedHolder:
    """What was noted of a holder's accrochage, after how many corrections of civil status.

    Notes and corrections may be of one second: their order is that of the journal.
    """

    noted: AccrochageNoted
    amendments: int


@dataclass(frozen=True, slots=True)
class Issue:
    """Certificates delivered, after how many corrections of civil status."""

    fact: TitlesIssued
    amendments: int


@dataclass(frozen=True, slots=True)
class Reconsidered:
    """What was decided on a bloc, and why the jury took it up again.

    ``decided`` is ``None`` where the cohort's file alone had put the bloc « en attente ».
    """

    decided: DecisionAdopted | BlockSetAside | None
    count: BallotCounted | None
    reopened: DecisionReopened


@dataclass(frozen=True, slots=True)
class Undone:
    """An act that was undone and stays so: the fact that says it, and what the act had recorded."""

    by: ActUndone
    facts: tuple[Fact, ...]


@dataclass(slots=True)
class Ballot:
    """Everything about one candidate × one bloc (« mise aux voix »).

    ``votes`` are the named votes in progress, erased at adoption. ``earlier`` are tallies whose
    adoption was undone, or that no longer stood when the jury voted again; they are kept.
    ``undone`` are those among them that had been adopted. ``reconsidered`` is what the jury had
    decided before it took the bloc up again.
    """

    votes: dict[str, int | None] = field(default_factory=dict)
    count: BallotCounted | None = None
    earlier: tuple[BallotCounted, ...] = ()
    undone: tuple[BallotCounted, ...] = ()
    decision: DecisionAdopted | None = None
    set_aside: BlockSetAside | None = None
    follow_up: FollowUpPlanned | None = None
    reconsidered: tuple[Reconsidered, ...] = ()

    @property
    def tallies(self) -> tuple[BallotCounted, ...]:
        """Every tally ever counted on the bloc and not left out, the latest one last."""
        again = (each.count for each in self.reconsidered if each.count is not None)
        latest = () if self.count is None else (self.count,)
        return (*self.earlier, *again, *latest)


@dataclass(slots=True)
class Defence:
    """One candidate's defence while it is being recorded."""

    jurors: dict[str, JurorCapacity] = field(default_factory=dict)
    report: dict[str, Decimal] = field(default_factory=dict)
    oral: dict[str, Decimal] = field(default_factory=dict)


@dataclass(slots=True)
class Cache:
    """What readers worked out of a state; :meth:`SittingState.apply` empties what may be stale.

    Only :mod:`~jurydesk.deliberation.inspection` fills it, and
    :mod:`~jurydesk.deliberation.decisions` its outcomes, which only decisions and corrected files
    change.
    """

    people: Situation | None = None
    excused: Situation | None = None
    situation: Situation | None = None
    benches: dict[AccessRoute, Bench] = field(default_factory=dict)
    voters: dict[str, tuple[JuryMember, ...]] = field(default_factory=dict)
    session_findings: tuple[Finding, ...] | None = None
    candidate_findings: dict[str, tuple[Finding, ...]] = field(default_factory=dict)
    findings: tuple[Finding, ...] | None = None
    outcomes: dict[str, Outcome | None] = field(default_factory=dict)
    decided: int | None = None

    def forget_outcome(self, candidate: str) -> None:
        """Forget what a decision on one candidate changes."""
        self.outcomes.pop(candidate, None)
        self.decided = None

    def forget_findings(self) -> None:
        """Forget what the overrides change."""
        self.session_findings = None
        self.candidate_findings.clear()
        self.findings = None

    def forget_candidate(self, candidate: str) -> None:
        """Forget what one candidate's defence or blocs change."""
        self.situation = None
        self.candidate_findings.pop(candidate, None)
        self.findings = None

    def forget_voters(self, candidate: str) -> None:
        """Forget what a recusal changes: it is for one candidate only."""
        self.people = self.excused = None
        self.voters.pop(candidate, None)
        self.forget_candidate(candidate)

    def forget_all(self) -> None:
        """Forget everything: who sits or what is examined changed."""
        self.people = self.excused = None
        self.situation = None
        self.benches.clear()
        self.voters.clear()
        self.outcomes.clear()
        self.decided = None
        self.forget_findings()
