"""A whole sitting under another rulebook: marks, three levels, half externals, everyone present."""

import pytest

from jurydesk.certification.vocabulary import Outcome
from jurydesk.cohort.cohort_file import read_cohort
from jurydesk.deliberation import acts
from jurydesk.deliberation.decisions import decisions_json, outcome, proposal, tally_counts
from jurydesk.deliberation.sheet.replay import replay
from jurydesk.deliberation.sheet.sitting_sheet import read_sheet
from jurydesk.errors import ActRefusedError
from tests.builders import a_member, at, the_second_rulebook
from tests.deliberation.builders import (
    SECOND,
    MemorySession,
    adopt,
    arrive,
    consensus,
    leave,
    recuse,
    tally,
)

# A and B as in the file's marks over 20, D over 100; floors 12 and 8,5, or 60 and 45.
COHORT = """identifiant;nom_naissance;prenoms;voie;REFUGE-A;REFUGE-B;REFUGE-C;REFUGE-D
R1;Balmat;Jacques;FI;15;12;13,5;60
R2;Paradis;Marie;CL;12;11,75;14;70
R3;Whymper;Edward;CA;8;7;4;44,5
"""

SHEET = """heure;acte;membre;candidat;bloc;valeur;motif
08:50;presence;*;;;present;
09:00;ouverture;;;;;
09:05;consensus;;R1;*;;
09:06;adoption;;R1;*;;
09:10;decompte;;R2;REFUGE-B;2/2/0/0 prep=1;
09:11;adoption;;R2;REFUGE-B;;
09:12;consensus;;R2;*;;
09:13;adoption;;R2;*;;
09:20;consensus;;R3;*;;
09:21;adoption;;R3;*;;
09:30;cloture;;;;;
"""


def the_jury():
    return (
        a_member("M1", "president"),
        a_member("M2", "enseignant"),
        a_member("M3", "employeur", external=True),
        a_member("M4", "salarie", external=True),
        a_member("M5", "invite", external=True),
    )


@pytest.fixture
def session(tmp_path):
    path = tmp_path / "promotion.csv"
    path.write_text(COHORT, encoding="utf-8")
    cohort = read_cohort(path, the_second_rulebook())
    assert cohort.is_acceptable
    return MemorySession(cohort.records(), the_jury(), SECOND.read_text(encoding="utf-8"))


def opened(session):
    arrive(session, "M1", "M2", "M3", "M4")
    session.record(*acts.open_sitting(session.state, at("09:00")))
    return session


def test_marks_become_proposals(session):
    blocks = [block.code for block in session.state.rulebook.certification.blocks]
    found = {
        candidate: [proposal(session.state, candidate, block) for block in blocks]
        for candidate in session.state.candidates
    }
    assert found == {"R1": [1, 1, 1, 1], "R2": [1, 2, 1, 1], "R3": [3, 3, 3, 3]}


def test_the_whole_path(session, tmp_path):
    path = tmp_path / "bordereau.csv"
    path.write_text(SHEET, encoding="utf-8")
    sheet = read_sheet(path)
    assert sheet.is_acceptable
    report = replay(sheet.rows, session)
    assert [str(problem) for problem in report.problems] == []
    outcomes = {candidate: outcome(session.state, candidate) for candidate in ("R1", "R2", "R3")}
    assert outcomes == {
        "R1": Outcome.CERTIFIED,
        "R2": Outcome.PARTIAL,
        "R3": Outcome.ADJOURNED,
    }
    counts = tally_counts(session.state)
    assert (counts.certified, counts.partial, counts.adjourned) == (1, 1, 1)
    blocs = decisions_json(session.state)["candidates"][1]["blocs"]
    # No casting vote here: two for each level stay at the less favourable one.
    assert blocs[1]["tally"] == {"1": 2, "2": 2, "3": 0, "abstention": 0}
    assert (blocs[1]["level"], blocs[1]["casting_vote"]) == (2, False)
    assert blocs[1]["status"] == "en voie de validation"


def test_everyone_must_be_there(session):
    arrive(session, "M1", "M2", "M3")
    with pytest.raises(ActRefusedError, match=r"3 membre.*4 requis"):
        session.record(*acts.open_sitting(session.state, at("09:00")))
    arrive(session, "M4", clock="08:50")
    session.record(*acts.open_sitting(session.state, at("09:00")))
    leave(session, "M4", clock="09:01")
    consensus(session, "REFUGE-A", 1, candidate="R1")
    with pytest.raises(ActRefusedError, match=r"quorum.*3 votant.*4 requis"):
        adopt(session, "REFUGE-A", candidate="R1")


def test_one_recusal_leaves_no_quorum_at_all(session):
    recuse(opened(session), "M2", "R1")
    consensus(session, "REFUGE-A", 1, candidate="R1")
    with pytest.raises(ActRefusedError, match=r"quorum"):
        adopt(session, "REFUGE-A", candidate="R1")


def test_there_is_no_fourth_level_and_no_defence(session):
    opened(session)
    with pytest.raises(ActRefusedError, match=r"niveau 4 n’existe pas.*1 à 3"):
        tally(session, {4: 4}, candidate="R1", block="REFUGE-A")
    with pytest.raises(ActRefusedError, match=r"n’a pas de soutenance"):
        session.record(
            *acts.appoint_jurors(
                session.state, "R1", ("M2",), acts.JurorCapacity.TEACHER, at("09:10")
            )
        )
