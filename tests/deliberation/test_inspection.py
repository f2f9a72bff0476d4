"""Findings with the chair's « passer outre » applied, and remembered only as long as they hold."""

from jurydesk.certification.vocabulary import Derogation
from jurydesk.compliance.checks import inspect
from jurydesk.compliance.finding import FindingStatus
from jurydesk.deliberation import acts
from jurydesk.deliberation.facts import SessionDescribed
from jurydesk.deliberation.inspection import (
    blocking,
    findings,
    findings_for,
    routes_with_quorum,
    situation_of,
)
from tests.builders import a_candidate, at
from tests.deliberation.builders import (
    BC01,
    BC07,
    arrive,
    bc07_acquired,
    defend,
    leave,
    prepared,
    proposed_levels,
    recuse,
    regular_jury,
    sitting,
)


def two_candidates(members=None):
    return sitting(
        a_candidate("C01", "FI", **bc07_acquired()),
        a_candidate("C02", "FC", **bc07_acquired()),
        members=regular_jury()[:8] if members is None else members,
    )


def stopped(session, candidate):
    return [finding.id for finding in blocking(session.state, candidate)]


def overridden(session, finding="exterieurs", candidate=None, clock="09:05"):
    reason = "Désistement tardif."
    session.record(*acts.override(session.state, finding, at(clock), reason, candidate))


def test_an_override_without_candidate_covers_every_route_that_blocks_then():
    session = two_candidates()
    assert stopped(session, "C01") == stopped(session, "C02") == ["exterieurs"]
    overridden(session)
    assert stopped(session, "C01") == stopped(session, "C02") == []
    shares = [f for f in findings(session.state) if f.id == "exterieurs"]
    assert {f.route: f.overridden.by for f in shares} == {
        "FI": "PrénomM1 NOMM1",
        "FC": "PrénomM1 NOMM1",
    }


def test_an_override_for_one_candidate_is_theirs_alone():
    session = two_candidates()
    overridden(session, candidate="C01")
    assert stopped(session, "C01") == []
    assert stopped(session, "C02") == ["exterieurs"]
    shared = [f for f in findings(session.state) if f.id == "exterieurs"]
    assert all(finding.overridden is None for finding in shared)
    own = [f for f in findings_for(session.state, "C01") if f.id == "exterieurs"]
    assert [finding.stops for finding in own] == [False]


def test_an_override_lapses_when_the_value_changes():
    # 2/8 at first; one seat less and it is another figure, 2/7 with M8's replacement away.
    session = prepared(a_candidate(**bc07_acquired()), members=regular_jury()[:8])
    overridden(session, clock="08:30")
    assert stopped_by(session, "exterieurs") == []
    session.state.members.pop("M6")
    session.state.cache.forget_all()
    assert stopped_by(session, "exterieurs") == ["2/7"]


def stopped_by(session, identifier):
    return [f.value for f in blocking(session.state, "C01") if f.id == identifier]


def test_the_missing_defence_stops_only_its_bloc():
    session = sitting(a_candidate(blocks=proposed_levels(2, 2, 2, 2, 2, 2, None)))
    assert blocking(session.state, "C01", BC01) == ()
    assert [f.id for f in blocking(session.state, "C01", BC07)] == ["soutenance"]
    defend(session, {"M7": ("12", "12"), "M3": ("12", "12")})
    assert blocking(session.state, "C01", BC07) == ()


def test_what_was_worked_out_is_forgotten_when_the_sitting_changes():
    session = two_candidates(regular_jury())
    for change in (
        lambda: leave(session, "M3", clock="09:05"),
        lambda: arrive(session, "M3", clock="09:06"),
        lambda: recuse(session, "M4", clock="09:07"),
        lambda: leave(session, "M2", "M5", "M6", clock="09:08"),
        lambda: session.undo(at("09:08")),
    ):
        change()
        assert findings(session.state) == inspect(situation_of(session.refolded()))


def test_a_recused_juror_is_left_out_of_the_situation():
    session = sitting(a_candidate(blocks=proposed_levels(2, 2, 2, 2, 2, 2, None)))
    defend(session, {"M7": ("12", "12"), "M3": ("12", "12")})
    session.state.defences["C01"].jurors["M4"] = session.state.defences["C01"].jurors["M3"]
    recuse(session, "M4")
    defence = situation_of(session.state).defences["C01"]
    assert set(defence.jurors) == set(defence.report) == {"M7", "M3"}


def test_quorum_is_told_route_by_route():
    # FI counts 7 voting members, VAE 9 with the two representatives: 4 and 5 are needed.
    session = prepared(a_candidate("C01"), a_candidate("C02", "VAE"))
    arrive(session, "M1", "M2", "M3", "M4")
    assert routes_with_quorum(session.state) == ("FI",)
    arrive(session, "M7", clock="08:50")
    assert routes_with_quorum(session.state) == ("FI", "VAE")


def test_findings_of_one_candidate_leave_the_others_out():
    session = two_candidates()
    own = findings_for(session.state, "C02")
    assert {f.route for f in own} <= {None, "FC"}
    assert {f.candidate for f in own} == {None, "C02"}
    assert any(f.status is FindingStatus.BLOCKING for f in own)


def test_quotas_follow_the_size_of_the_promotion_described_later():
    # 1 VAPP of 4 candidates is 25 %, over 20 %; of a promotion of 5 it is 20 %, within.
    admitted = a_candidate("C01", derogation=Derogation.VAPP)
    session = prepared(admitted, *(a_candidate(f"C0{n}") for n in (2, 3, 4)))

    def quota():
        return next(f for f in findings(session.state) if f.id == "quotas")

    assert (quota().status, quota().value) == (FindingStatus.RESERVE, "1/4")
    session.record(SessionDescribed(at("08:10"), promotion_size=5))
    assert (quota().status, quota().value) == (FindingStatus.COMPLIANT, "1/5")
