"""A sitting in memory: it records acts as a session file does, without a file."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

from jurydesk.bundle import resource
from jurydesk.certification.rulebook_file import parse_rulebook
from jurydesk.certification.vocabulary import JurorCapacity
from jurydesk.cohort.candidate import BlockRecord, BlockRecordState, Candidate
from jurydesk.compliance.member import Attendance, JuryMember
from jurydesk.deliberation import acts
from jurydesk.deliberation.applying import state_of
from jurydesk.deliberation.facts import (
    DEFINITIONS,
    CohortImported,
    Fact,
    JuryImported,
    Part,
    SessionCreated,
    VoteCast,
)
from jurydesk.deliberation.state import Entry, SittingState
from jurydesk.storage.ledger import Ledger
from tests.builders import a_candidate, a_jury, a_member, at

BLOCKS = tuple(f"RNCP35609BC0{n}" for n in range(1, 8))
BC01, BC02, BC03, BC04, BC05, BC06, BC07 = BLOCKS

RNCP35609 = resource("rulebooks", "rncp35609.toml")
SECOND = Path(__file__).parents[1] / "certification" / "rulebooks" / "second.toml"


class MemorySession:
    """Records, undoes and folds as a session file does, minus the disk."""

    def __init__(
        self, candidates: Iterable[Candidate], members: Iterable[JuryMember], rulebook: str
    ) -> None:
        found = parse_rulebook(rulebook)
        created = SessionCreated(
            at=at("08:00"),
            certification=found.certification.code,
            session_date=date(2024, 4, 19),
            place="Toulouse, salle des thèses",
            reading=found.external_reading.value,
            rulebook=rulebook,
            rulebook_digest=sha256(rulebook.encode()).hexdigest(),
            minutes_number=f"{found.certification.code}-2024-04-19-01",
            definitions=DEFINITIONS,
        )
        self.ledger = Ledger.begin(
            (
                created,
                CohortImported(at("08:00"), "promotion.csv", "1" * 64, tuple(candidates)),
                JuryImported(at("08:00"), "jury.csv", "2" * 64, tuple(members)),
            )
        )

    @property
    def state(self) -> SittingState:
        return self.ledger.state

    @property
    def entries(self) -> list[Entry]:
        return self.ledger.entries

    @property
    def votes(self) -> list[VoteCast]:
        """The votes in progress, in the order they were cast."""
        return [held.vote for held in self.ledger.votes_in_order()]

    def record(self, *facts: Fact) -> SittingState:
        self.ledger.perform(facts)
        return self.state

    def undo(self, when: datetime | None = None, reason: str = "") -> SittingState:
        self.ledger.undo(when or self.state.last_at, reason)
        return self.state

    def redo(self, when: datetime | None = None) -> SittingState:
        self.ledger.redo(when or self.state.last_at)
        return self.state

    def refolded(self) -> SittingState:
        return state_of(self.entries, self.votes)


def a_record(block: str, proposed: int | None = None, state: str = "à voter") -> BlockRecord:
    return BlockRecord(block, BlockRecordState(state), proposed)


def proposed_levels(*levels: int | None) -> tuple[BlockRecord, ...]:
    """The file's proposals for BC01, BC02 and so on."""
    return tuple(a_record(block, level) for block, level in zip(BLOCKS, levels, strict=False))


def bc07_acquired(**details: object) -> dict[str, object]:
    """Details of a candidate who needs no defence: BC07 is acquis, the others proposed at 2."""
    blocks = (*proposed_levels(2, 2, 2, 2, 2, 2), a_record(BC07, state="acquis"))
    return {"blocks": blocks, **details}


def regular_jury() -> tuple[JuryMember, ...]:
    """The eight seats and one more external teacher, M9: 3/9 externals, nothing blocks."""
    return (*a_jury(), a_member("M9", "enseignant", external=True, employer="Onera"))


def prepared(
    *candidates: Candidate,
    members: Iterable[JuryMember] | None = None,
    rulebook: Path = RNCP35609,
) -> MemorySession:
    """A session in preparation; one FI candidate without need of a defence unless said."""
    cohort = candidates or (a_candidate(**bc07_acquired()),)
    jury = regular_jury() if members is None else members
    return MemorySession(cohort, jury, rulebook.read_text(encoding="utf-8"))


def sitting(
    *candidates: Candidate,
    members: Iterable[JuryMember] | None = None,
    rulebook: Path = RNCP35609,
) -> MemorySession:
    """The same, everyone present from 8:45, opened at 9:00."""
    session = prepared(*candidates, members=members, rulebook=rulebook)
    present = [m for m in session.state.members.values() if not m.substitute_for]
    arrive(session, *(member.identifier for member in present))
    session.record(*acts.open_sitting(session.state, at("09:00")))
    return session


def arrive(session: MemorySession, *members: str, clock: str = "08:45") -> None:
    session.record(*acts.attend(session.state, members, Attendance.PRESENT, at(clock)))


def leave(session: MemorySession, *members: str, clock: str = "09:30", how: str = "parti") -> None:
    session.record(*acts.attend(session.state, members, Attendance(how), at(clock)))


def recuse(session: MemorySession, member: str, candidate: str = "C01", clock="09:05") -> None:
    session.record(*acts.recuse(session.state, (member,), (candidate,), at(clock), "lien"))


def vote(
    session: MemorySession,
    votes: dict[str, int | None],
    block: str = "BC01",
    candidate: str = "C01",
    clock: str = "09:10",
) -> None:
    for member, level in votes.items():
        session.record(*acts.vote(session.state, member, candidate, block, level, at(clock)))


def consensus(
    session: MemorySession,
    block: str = "*",
    level: int | None = None,
    candidate: str = "C01",
    clock: str = "09:15",
) -> None:
    session.record(*acts.agree(session.state, candidate, block, level, at(clock)))


def tally(  # noqa: PLR0917 in the order of a sheet
    session: MemorySession,
    counts: dict[int, int],
    abstentions: int = 0,
    chair: int | None = None,
    block: str = "BC01",
    candidate: str = "C01",
    clock: str = "09:15",
) -> None:
    way = acts.BallotWay.TALLY
    session.record(
        *acts.count_tally(
            session.state, candidate, block, counts, abstentions, chair, way, at(clock)
        )
    )


def adopt(
    session: MemorySession,
    block: str = "*",
    reason: str = "",
    candidate: str = "C01",
    clock: str = "09:20",
) -> None:
    session.record(*acts.adopt(session.state, candidate, block, at(clock), reason))


def defend(
    session: MemorySession,
    marks: dict[str, tuple[str, str]],
    candidate: str = "C01",
    clock: str = "09:02",
) -> None:
    """Declare jurors, the first one for the company, and give their report and oral marks."""
    for rank, (juror, (report, oral)) in enumerate(marks.items()):
        capacity = JurorCapacity.TEACHER if rank else JurorCapacity.COMPANY
        session.record(
            *acts.appoint_jurors(session.state, candidate, (juror,), capacity, at(clock))
        )
        for part, mark in ((Part.REPORT, report), (Part.ORAL, oral)):
            session.record(
                *acts.mark_defence(session.state, candidate, juror, part, Decimal(mark), at(clock))
            )
