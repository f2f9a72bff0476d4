"""Every kind of fact has all its places: a newcomer's forgotten one is red here, by its name."""

import pytest

from jurydesk.deliberation import facts
from jurydesk.deliberation.facts import Fact, VoteCast, VoteWithdrawn
from jurydesk.deliberation.guards.preparation_guards import check_nothing
from jurydesk.deliberation.kinds.kind import Input
from jurydesk.deliberation.kinds.registry import KINDS, kind_of
from jurydesk.deliberation.sheet.acts import ACTS, SHEET_ACTS
from tests.builders import at

DECLARED = [
    each
    for each in vars(facts).values()
    if isinstance(each, type) and issubclass(each, Fact) and each is not Fact
]


def test_the_facts_declared_are_found():
    assert len(DECLARED) >= 30


@pytest.mark.parametrize("fact", DECLARED, ids=lambda fact: fact.__name__)
def test_a_fact_has_its_record(fact):
    records = [kind for kind in KINDS if kind.fact is fact]
    assert len(records) == 1, f"{fact.__name__}: one record in deliberation/kinds/, please"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_record_has_a_guard_a_transition_words_and_a_form_or_why_not(kind):
    assert kind.fact in DECLARED
    assert callable(kind.guard)
    assert callable(kind.transition)
    assert callable(kind.words)
    if isinstance(kind.sheet, str):
        assert len(kind.sheet) > 10, f"{kind.name}: say why a sheet does not hold it"
    else:
        assert kind.sheet, f"{kind.name}: its acts of the sheet, or why there is none"


def test_only_these_are_always_allowed_before_the_seal():
    assert {kind.name for kind in KINDS if kind.guard is check_nothing} == {
        "SessionDescribed",
        "ActUndone",
        "ActRestored",
    }


def test_no_two_kinds_have_one_name_in_the_journal():
    names = [kind.name for kind in KINDS]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("act", SHEET_ACTS, ids=lambda act: act.word)
def test_an_act_of_a_sheet_belongs_to_one_kind(act):
    owners = [kind.name for kind in KINDS if not isinstance(kind.sheet, str) and act in kind.sheet]
    assert len(owners) == 1, f"{act.word}: name it in the record of its fact"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_sheet_knows_every_act_a_record_names(kind):
    named = () if isinstance(kind.sheet, str) else kind.sheet
    assert [act.word for act in named if ACTS.get(act.word) is not act] == []


def test_a_named_vote_alone_stays_out_of_the_journal():
    assert [kind.fact for kind in KINDS if not kind.journaled] == [VoteCast]


def test_what_ends_votes_names_the_places_it_ends():
    withdrawn = VoteWithdrawn(at("09:10"), "M1", "C01", "BC01")
    kind = kind_of(withdrawn)
    assert kind.ended_votes is not None
    assert kind.ended_votes(None, withdrawn) == [("C01", "BC01", "M1")]
    assert {kind.name for kind in KINDS if kind.ended_votes} == {
        "VoteWithdrawn",
        "BallotCounted",
        "DecisionAdopted",
    }


def named(flag):
    return {kind.name for kind in KINDS if getattr(kind, flag)}


def test_a_closed_sitting_takes_none_of_these():
    assert named("sitting") == {
        *("AttendanceRecorded", "SittingOpened", "SittingSuspended", "SittingResumed"),
        *("SittingClosed", "ActingChairNamed", "MemberRecused", "FindingOverridden"),
        *("DefenceJurorAppointed", "DefenceMarked", "VoteCast", "VoteWithdrawn", "BallotCounted"),
        *("BlockSetAside", "DecisionAdopted", "DecisionReopened"),
    }


def test_what_is_prepared_before_the_opening_binds_no_hour():
    assert named("early") == {
        *("MemberRecused", "FindingOverridden", "DefenceJurorAppointed", "DefenceMarked"),
        "IncidentRecorded",
    }
    assert named("keeps_order") == named("sitting") | {"IncidentRecorded"}


def test_a_sealed_session_takes_only_what_changes_no_decision():
    assert named("after_seal") == {
        *("CivilStatusAmended", "SigningDeclared", "MinutesSigned", "AccrochageNoted"),
        *("EstablishmentDescribed", "EnglishChosen", "TitlesIssued"),
    }


def test_undoing_is_not_undone_and_these_decide():
    assert {kind.name for kind in KINDS if not kind.undoable} == {
        *("ActUndone", "ActRestored", "VoteWithdrawn"),
    }
    assert named("decides") == {"DecisionAdopted", "BlockSetAside", "DecisionReopened"}


@pytest.mark.parametrize(
    ("seen", "names"),
    [
        (Input.VOTERS, {"MemberRecused"}),
        (Input.OVERRIDES, {"FindingOverridden"}),
        (Input.DEFENCE, {"DecisionAdopted"}),
        (
            Input.CANDIDATE,
            {"BlockSetAside", "DecisionReopened", "DefenceJurorAppointed", "DefenceMarked"},
        ),
    ],
)
def test_the_findings_look_again_at_what_an_act_may_change(seen, names):
    assert {kind.name for kind in KINDS if kind.inputs is seen} == names
