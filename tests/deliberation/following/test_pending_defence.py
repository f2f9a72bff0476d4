"""A defence that was heard, and whose bloc waits for something else, is not lost the next time."""

from datetime import date
from decimal import Decimal

from jurydesk.certification.vocabulary import BlockStatus
from jurydesk.cohort.birth_date import BirthDate
from jurydesk.deliberation import acts
from jurydesk.deliberation.decisions import proposal
from jurydesk.deliberation.facts import SessionSealed
from jurydesk.deliberation.following.earlier import earlier_of
from jurydesk.deliberation.following.following_words import earlier_blocks
from jurydesk.deliberation.following.plan import FollowingPlan, gather
from jurydesk.deliberation.state import SittingState
from jurydesk.storage.preparation import SessionPlan, opening_facts
from jurydesk.storage.session_file import SessionFile
from jurydesk.transmission.earlier_export import read_earlier_export
from jurydesk.transmission.json_export import to_json
from tests.builders import a_candidate, at, the_rulebook
from tests.deliberation.builders import (
    BC07,
    RNCP35609,
    MemorySession,
    adopt,
    consensus,
    defend,
    proposed_levels,
    sitting,
)


def a_sealed_sitting() -> SittingState:
    """BC07 waits; its report is (12 + 15)/2 = 13.5, its oral (14 + 14.5)/2 = 14.25: 13.88."""
    file = a_candidate(blocks=proposed_levels(2, 2, 2, 2, 2, 2), birth_date=BirthDate(1999, 2, 14))
    session = sitting(file)
    defend(session, {"M7": ("12", "14"), "M3": ("15", "14.5")})
    session.record(
        *acts.set_aside(session.state, "C01", BC07, BlockStatus.PENDING, at("09:10"), "pièce")
    )
    consensus(session)
    adopt(session)
    session.record(*acts.close_sitting(session.state, at("10:00")))
    return sealed(session)


def sealed(session: MemorySession) -> SittingState:
    state = session.state
    return session.record(
        SessionSealed(at("10:05"), state.minutes_number, "a" * 64, len(session.entries), "b" * 64)
    )


def coming_back(earlier):
    return gather(FollowingPlan(date(2024, 9, 20), (earlier,)), the_rulebook())


def test_the_mark_comes_back_with_the_level_that_it_proposes():
    earlier = earlier_of(a_sealed_sitting())
    (file,) = coming_back(earlier).candidates
    assert file.record(BC07).proposed == 2
    assert not file.record(BC07).acquired_on
    (block,) = (each for each in earlier.people[0].blocks if each.block == BC07)
    assert block.defended == (Decimal("13.50"), Decimal("14.25"), Decimal("13.88"))


def test_the_file_of_the_next_session_tells_it(tmp_path):
    first = a_sealed_sitting()
    gathering = coming_back(earlier_of(first))
    plan = SessionPlan(RNCP35609, date(2024, 9, 20), "Toulouse", None)
    facts = opening_facts(plan, None, first.jury_source, at("12:00"), gathering)
    with SessionFile.create(tmp_path / "suite.jury", facts) as session:
        state = session.state
        told = earlier_blocks(state, "C01")[BC07].words.replace("\u00a0", " ")
        assert proposal(state, "C01", BC07) == 2
    assert told == "en attente ; soutenance notée 13,88 (rapport 13,5, oral 14,25)"


def test_the_export_of_the_session_says_as_much(tmp_path):
    first = a_sealed_sitting()
    path = tmp_path / "export.json"
    path.write_bytes(to_json(first))
    read = read_earlier_export(path, the_rulebook())
    assert read.people[0].blocks == earlier_of(first).people[0].blocks
