"""Undoing an act gives the state that folding the whole journal gives, whatever the act."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from jurydesk.certification.vocabulary import BlockStatus, JurorCapacity
from jurydesk.compliance.member import Attendance
from jurydesk.deliberation.facts import (
    ActingChairNamed,
    AttendanceRecorded,
    BallotWay,
    BlockSetAside,
    DefenceJurorAppointed,
    DefenceMarked,
    Fact,
    IncidentRecorded,
    MemberRecused,
    Part,
    RecommendationWritten,
    SittingResumed,
    SittingSuspended,
)
from jurydesk.errors import JuryDeskError
from jurydesk.storage.ledger import Ledger
from jurydesk.storage.session_file import SessionFile
from tests.builders import a_candidate, at
from tests.storage.builders import (
    BC01,
    BC02,
    VOTERS,
    a_count,
    a_vote,
    an_adoption,
    an_open_session,
)

_NOW = at("09:30")


def _acts(chance: random.Random) -> tuple[Fact, ...]:
    who, block = chance.choice(("C01", "C02")), chance.choice((BC01, BC02))
    member = chance.choice(VOTERS)
    counted = replace(a_count(candidate=who, block=block, way=BallotWay.CONSENSUS), at=_NOW)
    adopted = replace(an_adoption(candidate=who), block=block, at=_NOW)
    return chance.choice(
        (
            (counted, adopted),
            (counted,),
            (replace(a_vote(member, chance.randrange(1, 5), block), candidate=who, at=_NOW),),
            (BlockSetAside(_NOW, who, block, BlockStatus.PENDING, "pièce attendue"),),
            (IncidentRecorded(_NOW, f"Incident {chance.random()}"),),
            (AttendanceRecorded(_NOW, member, chance.choice(list(Attendance))),),
            (MemberRecused(_NOW, member, who, "lien"),),
            (RecommendationWritten(_NOW, who, f"Texte {chance.random()}"),),
            (SittingSuspended(_NOW, "pause"),),
            (SittingResumed(_NOW),),
            (ActingChairNamed(_NOW, member),),
            (DefenceJurorAppointed(_NOW, who, member, JurorCapacity.TEACHER),),
            (DefenceMarked(_NOW, who, member, chance.choice(list(Part)), 14),),
            (IncidentRecorded(_NOW, "Deux actes"), counted, adopted),
        )
    )


@pytest.mark.parametrize("seed", range(12))
def test_undoing_is_as_if_it_had_never_been(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 an order, not a secret
    people = (a_candidate("C01"), a_candidate("C02"))
    done = 0
    with an_open_session(tmp_path / "a.jury", *people) as session, session.rehearsal():
        for _ in range(70):
            try:
                if chance.random() < 0.35:
                    session.undo(_NOW)
                    done += 1
                elif chance.random() < 0.2:
                    session.redo(_NOW)
                else:
                    session.record(*_acts(chance))
            except JuryDeskError:
                continue
            ledger = session._ledger
            folded = Ledger.of(list(ledger.entries), ledger.votes_in_order(), ledger.head).state
            assert replace(session.state, revision=0) == replace(folded, revision=0)
            assert session.state.last_at == folded.last_at
    assert done > 5


def test_the_state_undone_is_the_one_read_again(tmp_path: Path) -> None:
    path = tmp_path / "a.jury"
    with an_open_session(path) as session:
        for member in VOTERS:
            session.record(a_vote(member))
        session.record(a_count(way=BallotWay.NOMINAL), an_adoption())
        session.undo(at("09:31"))
        with SessionFile.open(path, read_only=True) as again:
            assert session.state == again.state
