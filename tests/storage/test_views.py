"""The views let other tools read a session with plain SQL, without any named vote."""

import sqlite3
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from jurydesk.certification.vocabulary import BlockStatus, JurorCapacity
from jurydesk.compliance.member import NominationAct
from jurydesk.deliberation.acts import override, reschedule
from jurydesk.deliberation.facts import (
    ActingChairNamed,
    BallotWay,
    BlockSetAside,
    CandidateCorrected,
    DefenceJurorAppointed,
    DefenceMarked,
    IncidentRecorded,
    MemberRecused,
    NominationDescribed,
    Part,
    RecommendationWritten,
    SittingOpened,
)
from jurydesk.storage.session_file import SessionFile
from jurydesk.storage.views import VIEWS
from tests.builders import a_candidate, a_jury, at
from tests.storage.builders import (
    BC01,
    BC02,
    VOTERS,
    a_count,
    a_new_session,
    a_vote,
    an_adoption,
    an_open_session,
    arrivals,
    preparation,
)


def _ask(path: Path, query: str) -> list[tuple[object, ...]]:
    tool = sqlite3.connect(path)
    try:
        return tool.execute(query).fetchall()
    finally:
        tool.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.jury"


def test_candidates_are_as_last_corrected(path: Path) -> None:
    with a_new_session(path, a_candidate("C01"), a_candidate("C02", "VAE")) as session:
        corrected = a_candidate("C01", birth_name="Lefebvre")
        session.record(
            CandidateCorrected(
                at("08:30"), corrected, "nom_naissance", "Lefèvre", "Lefebvre", "CNI"
            )
        )
    found = _ask(path, "SELECT identifier, birth_name, route FROM candidates ORDER BY identifier")
    assert found == [("C01", "Lefebvre", "FI"), ("C02", "Lefèvre", "VAE")]


def test_members_are_those_of_the_jury_file(path: Path) -> None:
    a_new_session(path).close()
    found = _ask(path, "SELECT identifier, role, external, employer, voice FROM members LIMIT 7")
    assert found[0] == ("M1", "president", 0, None, None)
    assert found[5][:3] == ("M6", "enseignant", 1)
    assert found[6] == ("M7", "employeur", 1, "Thalès", None)


def test_the_session_gives_its_head_and_count(path: Path) -> None:
    with a_new_session(path) as session:
        head = session.head
    assert _ask(
        path, "SELECT certification, session_date, reading, entries, head FROM session"
    ) == [("RNCP35609", "2024-04-19", "seats", 3, head)]


def test_the_sitting_and_its_attendance_are_timed(path: Path) -> None:
    an_open_session(path).close()
    assert _ask(path, "SELECT at, act FROM sitting") == [("2024-04-19T09:05:00+02:00", "ouverture")]
    found = _ask(path, "SELECT member, attendance, at FROM attendance ORDER BY number LIMIT 1")
    assert found == [("M1", "present", "2024-04-19T09:00:00+02:00")]


def test_an_undone_adoption_is_in_no_view(path: Path) -> None:
    with an_open_session(path, a_candidate("C01"), a_candidate("C02")) as session:
        session.record(a_count(), an_adoption())
        session.record(a_count(candidate="C02"), an_adoption(candidate="C02"))
        session.undo(at("09:30"))
    assert _ask(path, "SELECT candidate, block, level, status FROM decisions") == [
        ("C01", BC01, 2, "validé")
    ]
    assert _ask(
        path,
        "SELECT candidate, block, way, level_1, level_2, level_3, level_4, abstentions, voters,"
        " level, casting_vote FROM ballots",
    ) == [("C01", BC01, "decompte", 0, 6, 0, 0, 0, 6, 2, 0)]


def test_no_view_shows_a_named_vote(path: Path) -> None:
    with an_open_session(path) as session:
        for member in VOTERS:
            session.record(a_vote(member, 2))
        session.record(a_vote("M1", 3, BC02))
        session.record(a_count(way=BallotWay.NOMINAL), an_adoption())
    assert VIEWS
    for view in VIEWS:
        _ask(path, f"SELECT * FROM {view}")  # noqa: S608 our own names
    for name, sql in VIEWS.items():
        assert "vote" not in sql.replace("casting_vote", "").replace("voters", ""), name


def test_what_the_findings_look_at_can_be_read(path: Path) -> None:
    vae = replace(a_candidate("C02", "VAE"))
    with an_open_session(path, a_candidate("C01"), vae) as session:
        session.record(
            NominationDescribed(
                at("09:06"), NominationAct("2024-017", None, "Le directeur général")
            )
        )
        session.record(MemberRecused(at("09:10"), "M7", "C01", "lien privé"))
        session.record(
            DefenceJurorAppointed(at("09:11"), "C01", "M8", JurorCapacity.COMPANY),
            DefenceMarked(at("09:11"), "C01", "M8", Part.ORAL, Decimal("14.5")),
        )
        session.record(DefenceMarked(at("09:12"), "C01", "M8", Part.ORAL, Decimal(15)))
        session.record(
            BlockSetAside(at("09:14"), "C01", BC02, BlockStatus.PENDING, "pièce à fournir")
        )
        session.record(RecommendationWritten(at("09:15"), "C02", "Compléter le bloc 3."))
        session.record(ActingChairNamed(at("09:16"), "M2"))
        session.record(IncidentRecorded(at("09:17"), "Coupure."))
    assert _ask(path, "SELECT act, signatory FROM nomination_acts") == [
        ("2024-017", "Le directeur général")
    ]
    # Never why: the reason of a recusal is printed nowhere.
    assert _ask(path, "SELECT * FROM recusals") == [(14, "2024-04-19T09:10:00+02:00", "M7", "C01")]
    assert _ask(path, "SELECT candidate, juror, capacity FROM defence_jurors") == [
        ("C01", "M8", "entreprise")
    ]
    assert _ask(path, "SELECT juror, part, mark FROM defence_marks") == [("M8", "oral", "15")]
    assert _ask(path, "SELECT block, status, reason FROM set_aside") == [
        (BC02, "en attente", "pièce à fournir")
    ]
    assert _ask(path, "SELECT text FROM recommendations") == [("Compléter le bloc 3.",)]
    assert _ask(path, "SELECT member FROM acting_chairs") == [("M2",)]
    assert _ask(path, "SELECT text FROM incidents") == [("Coupure.",)]


def test_what_the_chair_passed_over_can_be_read(path: Path) -> None:
    # 2 external members of 8: short of the 30 % that the rulebook asks.
    with SessionFile.create(path, preparation(jury=a_jury())) as session:
        session.record(*arrivals(a_jury()), SittingOpened(at("09:05")))
        session.record(*override(session.state, "exterieurs", at("09:13"), "Membre souffrant."))
    found = _ask(path, "SELECT finding, candidate, reason, by FROM overrides")
    assert found == [("exterieurs", None, "Membre souffrant.", "PrénomM1 NOMM1")]


def test_the_views_agree_with_the_state(path: Path) -> None:
    with an_open_session(path, *(a_candidate(f"C{n}") for n in range(10, 20))) as session:
        for n in range(10, 20):
            session.record(a_count(candidate=f"C{n}"), an_adoption(candidate=f"C{n}"))
        session.undo(at("09:30"))
    with SessionFile.open(path, read_only=True) as again:
        decided = {
            (candidate, block, ballot.decision.level)
            for (candidate, block), ballot in again.state.ballots.items()
            if ballot.decision
        }
    assert set(_ask(path, "SELECT candidate, block, level FROM decisions")) == decided
    assert len(decided) == 9


def test_day_of_the_session_is_as_last_corrected(path: Path) -> None:
    with a_new_session(path, a_candidate("C01")) as session:
        for day in (25, 26):
            session.record(*reschedule(session.state, date(2024, 4, day), at("08:30")))
        session.undo(at("08:31"))
    assert _ask(path, "SELECT session_date FROM session") == [("2024-04-25",)]
