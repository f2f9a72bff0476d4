"""The sample sitting replays whole, and gives the outcomes worked out by hand beside the files."""

import pytest

from jurydesk.bundle import resource
from jurydesk.certification.vocabulary import Outcome
from jurydesk.cohort.cohort_file import read_cohort
from jurydesk.compliance.jury_file import read_jury
from jurydesk.deliberation.decisions import Counts, decisions_json, outcome, tally_counts
from jurydesk.deliberation.sheet.replay import replay
from jurydesk.deliberation.sheet.sitting_sheet import read_sheet
from jurydesk.deliberation.state import Phase
from jurydesk.deliberation.thesis import thesis_warnings
from tests.builders import the_rulebook
from tests.deliberation.builders import RNCP35609, MemorySession

PARTIAL = {
    "006": "BC02 et BC05 en voie de validation",
    "008": "BC03, BC04 et la soutenance en voie de validation",
    "013": "BC03 à 3 par quatre voix sur cinq",
    "016": "BC02 en voie de validation",
    "018": "BC04 en voie de validation",
    "019": "BC05 en voie de validation",
    "024": "BC05 non acquis",
    "025": "BC06 non présenté",
    "V03": "BC02 et BC05 en voie de validation",
}


@pytest.fixture(scope="module")
def session():
    rulebook = the_rulebook()
    cohort = read_cohort(resource("samples", "promotion_2024.csv"), rulebook)
    jury = read_jury(resource("samples", "jury_2024.csv"), rulebook)
    session = MemorySession(cohort.records(), jury.records(), RNCP35609.read_text(encoding="utf-8"))
    sheet = read_sheet(resource("samples", "bordereau_2024-04-19.csv"))
    assert sheet.problems == ()
    report = replay(sheet.rows, session)
    assert report.problems == ()
    assert report.rows == report.acts == len(sheet.rows)
    return session


def the_bloc(session, candidate, block):
    everyone = {each["id"]: each for each in decisions_json(session.state)["candidates"]}
    blocs = {bloc["code"]: bloc for bloc in everyone[candidate]["blocs"]}
    return blocs[f"RNCP35609{block}"]


def test_the_sitting_ends_closed_with_everyone_counted(session):
    assert session.state.phase is Phase.CLOSED
    assert tally_counts(session.state) == Counts(
        registered=28, presented=27, certified=17, partial=9, adjourned=0, refused=0, pending=1
    )


def test_every_outcome_is_the_one_worked_out(session):
    expected = dict.fromkeys(session.state.candidates, Outcome.CERTIFIED)
    expected.update(dict.fromkeys(PARTIAL, Outcome.PARTIAL))
    expected.update({"010": Outcome.NOT_PRESENTED, "023": Outcome.PENDING})
    assert {c: outcome(session.state, c) for c in session.state.candidates} == expected


def test_the_tie_was_decided_by_the_chair(session):
    bloc = the_bloc(session, "004", "BC02")
    assert (bloc["tally"]["2"], bloc["tally"]["3"], bloc["voters"]) == (3, 3, 6)
    assert (bloc["level"], bloc["casting_vote"], bloc["proposed"]) == (2, True, 2)


def test_the_one_departure_has_its_reason(session):
    departures = [
        (candidate, decision.block[-4:], decision.reason)
        for (candidate, _), ballot in session.state.ballots.items()
        if (decision := ballot.decision) and decision.proposed not in (None, decision.level)
    ]
    assert [each[:2] for each in departures] == [("003", "BC02")]
    assert departures[0][2].startswith("L’étude de cas")


def test_a_defence_short_of_ten_is_not_validated(session):
    # (9 + 8,5) / 2 = 8,75 and (8 + 13) / 2 = 10,5: 9,625, rounded half up.
    candidates = decisions_json(session.state)["candidates"]
    thesis = next(each["thesis"] for each in candidates if each["id"] == "008")
    assert thesis == {"report": "8.75", "oral": "10.50", "mark": "9.63", "level": 3}
    assert the_bloc(session, "008", "BC07")["status"] == "en voie de validation"
    assert len(thesis_warnings(session.state, "008")) == 1
    assert "62 pages" in thesis_warnings(session.state, "021")[0]


def test_the_recused_member_votes_on_the_others_only(session):
    assert session.state.recused == {"V02": frozenset({"M07"})}
    assert the_bloc(session, "V02", "BC01")["voters"] == 7
    assert the_bloc(session, "V01", "BC01")["voters"] == 8
    # The late arrival changes nothing on training routes, where M07 only advises.
    assert the_bloc(session, "024", "BC01")["voters"] == 6


def test_the_vae_candidate_who_is_not_certified_has_recommendations(session):
    assert "BC02 et BC05" in session.state.recommendations["V03"]


def test_the_undone_consensus_left_no_trace_in_the_decisions(session):
    assert the_bloc(session, "019", "BC05")["level"] == 3
    assert session.state.ballot("019", "RNCP35609BC05").earlier == ()
