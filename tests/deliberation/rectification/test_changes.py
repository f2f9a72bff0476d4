"""An error found after the seal: a new deliberation on the candidates touched, and only on them."""

from dataclasses import replace
from datetime import date

import pytest

from jurydesk.certification.rulebook import Adoption
from jurydesk.certification.vocabulary import BlockStatus, Outcome, Reading
from jurydesk.cohort.candidate import BlockRecordState
from jurydesk.compliance.finding import FindingStatus
from jurydesk.deliberation import acts
from jurydesk.deliberation.applying import apply_fact, state_of
from jurydesk.deliberation.decisions import block_status, open_blocks, outcome, proposal
from jurydesk.deliberation.facts import (
    BlockSetAside,
    CandidateCorrected,
    CivilStatusAmended,
    CohortImported,
    JuryImported,
    MemberCorrected,
    RectificationDeclared,
    RuleSet,
    SessionSealed,
)
from jurydesk.deliberation.inspection import findings
from jurydesk.deliberation.rectification.changes import change_of, changes, is_late, last_day
from jurydesk.deliberation.rectification.plan import (
    RectificationPlan,
    may_be_reviewed,
    proposed_number,
    rectifying_facts,
    voted_again,
)
from jurydesk.deliberation.state import Entry, SittingState
from jurydesk.deliberation.thesis import thesis_mark
from jurydesk.errors import ActRefusedError
from tests.builders import a_candidate, a_member, at
from tests.deliberation.builders import (
    BC01,
    BC02,
    BC03,
    BC04,
    BC07,
    MemorySession,
    bc07_acquired,
    regular_jury,
    sitting,
)
from tests.minutes.rectifying import a_rectifying_session, a_rectifying_sitting, the_first_minutes

JUNE = date(2024, 6, 3)
PLAN = RectificationPlan(JUNE, "niveau saisi pour un autre", ("C01",))


def a_sealed_session(*, sealed: bool = True) -> MemorySession:
    """C01: BC01 to BC03 at 2, BC04 at 3, BC05 non présenté, BC06 at 2, BC07 acquis before."""
    session = sitting(a_candidate("C01", **bc07_acquired()), a_candidate("C02", **bc07_acquired()))
    for who in ("C01", "C02"):
        for block in ("BC01", "BC02", "BC03", "BC06"):
            _adopt(session, who, block)
    _adopt(session, "C01", "BC04", 3)
    _adopt(session, "C02", "BC04")
    _adopt(session, "C02", "BC05")
    session.record(
        BlockSetAside(at("10:10"), "C01", f"{BC01[:-1]}5", BlockStatus.NOT_PRESENTED, "absence")
    )
    session.record(*acts.close_sitting(session.state, at("11:00")))
    if sealed:
        session.record(SessionSealed(at("12:00"), "RNCP35609-2024-04-19-01", "a" * 64, 40, "b"))
    return session


def _adopt(session: MemorySession, who: str, block: str, level: int = 2) -> None:
    session.record(*acts.agree(session.state, who, block, level, at("10:00")))
    reason = "" if level == 2 else "écart sur le plan de stockage"
    session.record(*acts.adopt(session.state, who, block, at("10:00"), reason))


def prepared(first: SittingState, plan: RectificationPlan = PLAN) -> SittingState:
    """The rectifying session, folded as its file would be."""
    facts = rectifying_facts(first, plan, at("08:00", JUNE))
    return state_of([Entry(number, 1, fact) for number, fact in enumerate(facts, start=1)])


def test_only_the_candidates_touched_are_deliberated_again() -> None:
    state = prepared(a_sealed_session().state)
    assert list(state.candidates) == ["C01"]
    assert state.session_date == JUNE
    assert state.minutes_number == "RNCP35609-2024-06-03-01-R"


def test_what_the_first_jury_validated_is_acquired_of_its_day() -> None:
    state = prepared(a_sealed_session().state)
    record = state.candidates["C01"].record(BC01)
    assert (record.state, record.acquired_on) == (BlockRecordState.ACQUIRED, date(2024, 4, 19))
    assert open_blocks(state, "C01") == (BC04, "RNCP35609BC05")


def test_blocs_not_validated_are_voted_again_on_what_the_cohort_proposed() -> None:
    state = prepared(a_sealed_session().state)
    # The jury had adopted 3 on a proposal of 2: the proposal comes back, never the decision.
    assert proposal(state, "C01", BC04) == 2
    assert block_status(state, "C01", BC04) is None


@pytest.mark.parametrize("said", [BlockRecordState.PENDING, BlockRecordState.NOT_PRESENTED])
def test_a_bloc_the_file_set_aside_is_for_the_jury_to_say_again(said: BlockRecordState) -> None:
    first = a_sealed_session().state
    candidate = first.candidates["C01"]
    blocks = tuple(
        replace(record, state=said) if record.block == BC04 else record
        for record in candidate.blocks
    )
    first.candidates["C01"] = replace(candidate, blocks=blocks)
    first.ballots.pop(("C01", BC04))
    state = prepared(first)
    assert BC04 in open_blocks(state, "C01")
    assert proposal(state, "C01", BC04) == 2


def test_a_validated_bloc_is_voted_again_when_it_is_put_in_question() -> None:
    plan = replace(PLAN, reviewed={"C01": frozenset({"BC02"})})
    state = prepared(a_sealed_session().state, plan)
    assert BC02 in open_blocks(state, "C01")
    assert proposal(state, "C01", BC02) == 2


def test_a_validated_bloc_of_which_the_file_said_nothing_is_put_in_question_too() -> None:
    # As the bloc of the thesis, whose column the cohort leaves empty.
    first = a_sealed_session().state
    candidate = first.candidates["C01"]
    kept = tuple(record for record in candidate.blocks if record.block != BC02)
    first.candidates["C01"] = replace(candidate, blocks=kept)
    state = prepared(first, replace(PLAN, reviewed={"C01": frozenset({"BC02"})}))
    assert BC02 in open_blocks(state, "C01")


def test_a_bloc_acquired_before_the_first_sitting_is_another_jurys() -> None:
    plan = replace(PLAN, reviewed={"C01": frozenset({"BC07"})})
    with pytest.raises(ActRefusedError, match="ce jury ne l’a pas voté"):
        prepared(a_sealed_session().state, plan)


def test_the_window_is_told_what_may_and_what_must_be_voted_again() -> None:
    first = a_sealed_session().state
    assert may_be_reviewed(first, "C01") == (BC01, BC02, BC03, "RNCP35609BC06")
    assert voted_again(first, "C01") == (BC04, "RNCP35609BC05")


def test_a_candidate_certified_in_full_needs_a_bloc_in_question() -> None:
    with pytest.raises(ActRefusedError, match="dites lesquels sont à revoir"):
        prepared(a_sealed_session().state, replace(PLAN, candidates=("C02",)))


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"reason": "  "}, "Indiquez le motif"),
        ({"candidates": ()}, "au moins un candidat"),
        ({"candidates": ("C09",)}, "Aucun candidat ne porte l’identifiant.+C09"),
        ({"day": date(2024, 4, 18)}, "précède celle qu’elle rectifie"),
        ({"reviewed": {"C02": frozenset({"BC01"})}}, "pas parmi les candidats touchés"),
        ({"reviewed": {"C01": frozenset({"BC12"})}}, "pas de bloc.+BC12"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_in_words(changed: dict[str, object], why: str) -> None:
    with pytest.raises(ActRefusedError, match=why):
        prepared(a_sealed_session().state, replace(PLAN, **changed))


def test_a_session_still_open_to_correction_is_not_rectified() -> None:
    with pytest.raises(ActRefusedError, match="n’est pas scellée"):
        prepared(a_sealed_session(sealed=False).state)


def test_the_sitting_starts_from_nothing_with_the_jury_proposed() -> None:
    state = prepared(a_sealed_session().state)
    assert len(state.members) == 9
    assert (state.attendance, state.recusals, state.overrides, state.ballots) == ({}, [], [], {})


def test_another_jury_and_another_reading_may_be_given() -> None:
    jury = JuryImported(at("08:00"), "jury_juin.csv", "0", regular_jury()[:8])
    state = prepared(a_sealed_session().state, replace(PLAN, jury=jury, reading=Reading.VOTING))
    assert (len(state.members), state.reading) == (8, Reading.VOTING)


def test_a_rectification_of_the_same_day_gets_the_next_number() -> None:
    plan = replace(PLAN, day=date(2024, 4, 19))
    story = prepared(a_sealed_session().state, plan)
    apply_fact(story, SessionSealed(at("18:00"), story.minutes_number, "c" * 64, 9, "d"))
    assert story.minutes_number == "RNCP35609-2024-04-19-01-R"
    assert proposed_number(story, date(2024, 4, 19)) == "RNCP35609-2024-04-19-02-R"
    assert proposed_number(story, JUNE) == "RNCP35609-2024-06-03-01-R"


def test_what_changed_is_told_once_the_jury_has_decided() -> None:
    waiting = change_of(a_rectifying_session().state(), "C04")
    assert waiting is not None
    assert (waiting.outcome, waiting.is_changed) == (None, None)
    assert [each.is_changed for each in waiting.blocks] == [None, None]
    c02, c04 = changes(a_rectifying_sitting().state())
    assert [(each.before.level, each.level) for each in c02.blocks] == [(1, 2)]
    assert c02.blocks[0].is_changed
    assert [(each.before.level, each.level, each.is_changed) for each in c04.blocks] == [
        (3, 3, False),
        (4, 2, True),
    ]
    assert (c04.before.outcome, c04.outcome, c04.is_changed) == (
        Outcome.PARTIAL,
        Outcome.PARTIAL,
        False,
    )
    assert [each.block[-4:] for each in c04.kept] == ["BC01", "BC02", "BC03", "BC05", "BC07"]


def test_an_ordinary_session_rectifies_nothing() -> None:
    state = a_sealed_session().state
    assert (changes(state), change_of(state, "C01")) == ((), None)


def test_a_bloc_wrongly_said_acquired_is_put_to_the_vote_by_correcting_the_file() -> None:
    session = a_sealed_session()
    state = prepared(session.state)
    candidate = state.candidates["C01"]
    blocks = tuple(
        replace(record, state=BlockRecordState.TO_VOTE) if record.block == BC07 else record
        for record in candidate.blocks
    )
    apply_fact(
        state,
        CandidateCorrected(
            at("08:30", JUNE), replace(candidate, blocks=blocks), "BC07", "acquis", "", "erreur"
        ),
    )
    told = change_of(state, "C01")
    assert told is not None
    assert BC07 in [each.before.block for each in told.blocks]


def test_the_defence_of_a_bloc_in_question_comes_along_as_it_stood() -> None:
    state = a_rectifying_session().state()
    # Report (17 + 16.5)/2, oral (16 + 17.25)/2 = 16.625 → 16.63; the mean of both → 16.69.
    mark = thesis_mark(state, "C02")
    assert mark is not None
    assert str(mark.mark) == "16.69"
    assert state.defences.keys() == {"C02"}


def test_a_defence_juror_who_left_the_jury_keeps_a_name() -> None:
    others = tuple(
        a_member(each.identifier, each.role.value, name="Neuf", act="2024-017")
        for each in the_first_minutes().members.values()
    )
    jury = JuryImported(at("08:00"), "jury.csv", "0", others)
    state = a_rectifying_session(jury=jury).state()
    assert set(state.defences["C02"].jurors) == {"Corinne DELMAS", "Paul TESSIER"}


def test_rules_adopted_and_acts_described_for_the_first_session_still_are() -> None:
    first, state = the_first_minutes(), a_rectifying_session().state()
    adoptions = [setting.adoption for setting in state.rulebook.settings()]
    assert adoptions == [setting.adoption for setting in first.rulebook.settings()]
    assert state.acts == first.acts
    assert state.cohort_name == "2023-2024"


def test_quotas_are_those_of_the_whole_cohort_and_were_counted_then() -> None:
    state = a_rectifying_session().state()
    (quotas,) = (each for each in findings(state) if each.id == "quotas")
    assert quotas.status is FindingStatus.NOT_APPLICABLE
    assert "procès-verbal rectifié" in quotas.message


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2024, 4, 19), date(2024, 8, 19)),
        (date(2023, 10, 31), date(2024, 2, 29)),
        (date(2022, 10, 31), date(2023, 2, 28)),
        (date(2024, 9, 1), date(2025, 1, 1)),
        (date(2024, 8, 31), date(2024, 12, 31)),
    ],
)
def test_four_months_are_calendar_months(first: date, last: date) -> None:
    assert last_day(first) == last
    assert not is_late(first, last)
    assert is_late(first, date.fromordinal(last.toordinal() + 1))


def recorded(plan: RectificationPlan = PLAN) -> MemorySession:
    """The rectifying session as a file holds it, every act checked."""
    first = a_sealed_session().state
    session = MemorySession([], [], first.created.rulebook)
    session.ledger = type(session.ledger).begin(rectifying_facts(first, plan, at("08:00", JUNE)))
    return session


def test_its_candidates_are_not_replaced_by_another_table() -> None:
    with pytest.raises(ActRefusedError, match="viennent du procès-verbal rectifié"):
        recorded().record(CohortImported(at("08:10", JUNE), "p.csv", "0", (a_candidate("C01"),)))


def test_a_session_rectifies_one_minutes_from_its_preparation_on() -> None:
    session = recorded()
    declared = session.state.rectification
    assert isinstance(declared, RectificationDeclared)
    with pytest.raises(ActRefusedError, match="rectifie déjà"):
        session.record(declared)
    with pytest.raises(ActRefusedError, match="à sa préparation"):
        sitting().record(declared)
    ordinary = MemorySession([a_candidate("C01")], regular_jury(), session.state.created.rulebook)
    with pytest.raises(ActRefusedError, match="Indiquez le motif"):
        ordinary.record(replace(declared, reason=" "))
    unknown = (replace(declared.candidates[0], candidate="C77"),)
    with pytest.raises(ActRefusedError, match="C77"):
        ordinary.record(replace(declared, candidates=unknown))


def test_the_outcome_follows_from_what_is_acquired_and_what_is_voted() -> None:
    state = a_rectifying_sitting().state()
    assert outcome(state, "C02") is Outcome.CERTIFIED
    assert outcome(state, "C04") is Outcome.PARTIAL


def test_rules_members_and_civil_status_come_along_as_they_were_set_and_corrected() -> None:
    first = a_sealed_session(sealed=False).state
    quorum = '{"minimum":0,"part":"2/3","president_requis":true}'
    apply_fact(first, RuleSet(at("08:10"), "quorum", quorum, "Règlement", Adoption()))
    named = replace(first.members["M2"], name="Corrigée")
    apply_fact(first, MemberCorrected(at("08:10"), named, "nom", "NOMM2", "Corrigée", "Coquille"))
    wed = replace(first.candidates["C01"], used_name="Martin", employer="Ailleurs")
    changed = (("nom_usage", "", "Martin"),)
    apply_fact(first, CivilStatusAmended(at("11:30"), wed, changed, "Mariage"))
    apply_fact(first, SessionSealed(at("12:00"), "RNCP35609-2024-04-19-01", "a" * 64, 40, "b"))
    state = prepared(first)
    rule = state.rulebook.quorum
    assert (str(rule.value.share), rule.source) == ("2/3", "Règlement")
    assert state.members["M2"].name == "Corrigée"
    who = state.candidates["C01"]
    # Only the column corrected: the rest of the file is that of the first minutes.
    assert (who.used_name, who.employer) == ("Martin", first.candidates["C01"].employer)


def test_the_reading_asked_for_wins_over_the_one_set_in_the_first_session() -> None:
    first = a_sealed_session(sealed=False).state
    apply_fact(first, RuleSet(at("08:10"), "lecture_exterieurs", '"voting"', "", Adoption()))
    apply_fact(first, SessionSealed(at("12:00"), "RNCP35609-2024-04-19-01", "a" * 64, 40, "b"))
    assert prepared(first).reading is Reading.VOTING
    assert prepared(first, replace(PLAN, reading=Reading.SEATS)).reading is Reading.SEATS
