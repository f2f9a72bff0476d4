"""Session files in the trade's words, for the tests of the storage."""

from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from jurydesk.bundle import resource
from jurydesk.certification.vocabulary import BlockStatus, Reading
from jurydesk.cohort.candidate import Candidate
from jurydesk.compliance.member import Attendance, JuryMember
from jurydesk.deliberation.facts import (
    AttendanceRecorded,
    BallotCounted,
    BallotWay,
    CohortImported,
    DecisionAdopted,
    Fact,
    JuryImported,
    SessionCreated,
    SittingOpened,
    VoteCast,
)
from jurydesk.storage.session_file import SessionFile
from tests.builders import a_candidate, a_jury, at

BC01 = "RNCP35609BC01"
BC02 = "RNCP35609BC02"
VOTERS = ("M1", "M2", "M3", "M4", "M5", "M6")


def the_jury() -> tuple[JuryMember, ...]:
    """The eight seats, the sixth held by an outside professional: nothing stops adoption."""
    return tuple(
        replace(member, external=True) if member.identifier == "M6" else member
        for member in a_jury()
    )


def names(folder: Path) -> list[str]:
    """The names of what is in a folder."""
    return sorted(path.name for path in folder.iterdir())


def preparation(
    candidates: tuple[Candidate, ...] = (), jury: tuple[JuryMember, ...] = ()
) -> tuple[Fact, ...]:
    """The facts that make a session: its creation, its cohort, its jury (3/8 external)."""
    rulebook = resource("rulebooks", "rncp35609.toml").read_text(encoding="utf-8")
    return (
        SessionCreated(
            at("08:00"),
            "RNCP35609",
            date(2024, 4, 19),
            "Toulouse",
            Reading.SEATS,
            rulebook,
            sha256(rulebook.encode()).hexdigest(),
            "RNCP35609-2024-04-19-01",
        ),
        CohortImported(at("08:00"), "promotion.csv", "1" * 64, candidates or (a_candidate("C01"),)),
        JuryImported(at("08:00"), "jury.csv", "2" * 64, jury or the_jury()),
    )


def a_new_session(path: Path, *candidates: Candidate) -> SessionFile:
    """A session in preparation."""
    return SessionFile.create(path, preparation(candidates))


def an_open_session(path: Path, *candidates: Candidate) -> SessionFile:
    """A session whose sitting is open, everyone of the jury present: acts 1 to 3."""
    session = a_new_session(path, *candidates)
    session.record(*arrivals())
    session.record(SittingOpened(at("09:05")))
    return session


def arrivals(jury: tuple[JuryMember, ...] = ()) -> tuple[AttendanceRecorded, ...]:
    """Everybody comes in at nine."""
    return tuple(
        AttendanceRecorded(at("09:00"), member.identifier, Attendance.PRESENT)
        for member in jury or the_jury()
    )


def a_vote(
    member: str, level: int | None = 2, block: str = BC01, candidate: str = "C01"
) -> VoteCast:
    """One member's vote at ten past nine."""
    return VoteCast(at("09:10"), member, candidate, block, level)


def a_count(
    block: str = BC01,
    candidate: str = "C01",
    moment: datetime | None = None,
    voters: tuple[str, ...] = VOTERS,
    way: BallotWay = BallotWay.TALLY,
) -> BallotCounted:
    """Six votes for level 2."""
    return BallotCounted(
        moment or at("09:20"),
        candidate,
        block,
        way,
        {1: 0, 2: 6, 3: 0, 4: 0},
        0,
        voters,
        voters[0],
        2,
        casting_vote=False,
    )


def an_adoption(
    block: str = BC01, candidate: str = "C01", moment: datetime | None = None
) -> DecisionAdopted:
    """Level 2, without a proposal to depart from."""
    return DecisionAdopted(moment or at("09:20"), candidate, block, 2, BlockStatus.VALIDATED, None)
