"""The edges of a sitting, told as its sheet tells them: the hour before, the vote too many."""

from decimal import Decimal

import pytest

from jurydesk.certification.vocabulary import BlockStatus, Outcome
from jurydesk.deliberation.acts import mark_defence, record_incident
from jurydesk.deliberation.decisions import block_status, outcome, thesis_mark
from jurydesk.deliberation.facts import Part
from jurydesk.errors import ActRefusedError
from tests.builders import a_candidate, at
from tests.deliberation.builders import BC01, bc07_acquired, prepared, proposed_levels, sitting
from tests.deliberation.sheet.test_replay import OPENING, played, problems

TWELVE = Decimal(12)
DEFENDED = {"blocks": proposed_levels(2, 2, 2, 2, 2, 2, None)}


def only(found, words):
    """The one problem of a sheet, in words."""
    assert len(found) == 1, found
    assert words in found[0]


def test_a_mark_of_half_past_nine_is_not_taken_after_ten():
    # The sheet itself is in order: the session already stands at 10:00.
    session = played(
        f"""{OPENING}
        09:01;jury_soutenance;M7;C01;;entreprise;
        10:00;note;M7;C01;;oral=12;""",
        prepared(a_candidate(**DEFENDED)),
    )
    with pytest.raises(ActRefusedError, match=r"\(09:30\) précède.*\(10:00\)"):
        session.record(*mark_defence(session.state, "C01", "M7", Part.REPORT, TWELVE, at("09:30")))
    played("10:00;note;M7;C01;;rapport=12;", session)
    assert session.state.defences["C01"].report == {"M7": Decimal(12)}


def test_preparing_acts_before_the_opening_bind_no_hour_and_the_opening_does():
    # A juror declared at 08:50, then somebody who came at 08:45: both before the opening.
    session = prepared(a_candidate(**DEFENDED))
    played("08:50;jury_soutenance;M7;C01;;entreprise;\n08:50;note;M7;C01;;oral=12;", session)
    played(OPENING, session)
    with pytest.raises(ActRefusedError, match=r"\(08:59\) précède.*\(09:00\)"):
        session.record(*record_incident(session.state, "Coupure", at("08:59")))
    played("09:00;incident;;;;;Coupure", session)


def test_a_mark_is_at_most_twenty_and_at_least_nought():
    session = prepared(a_candidate(**DEFENDED))
    played("08:50;jury_soutenance;M7;C01;;entreprise;", session)
    played("08:50;note;M7;C01;;oral=20;\n08:50;note;M7;C01;;rapport=0;", session)
    assert session.state.defences["C01"].oral == {"M7": Decimal(20)}
    only(problems("08:50;note;M7;C01;;oral=20,25;", session), "de 0 à 20")


def test_the_level_of_a_defence_changes_at_sixteen_ten_and_eight():
    # (16 + 16)/2 = 16 is level 1, 15.99 would need quarters: 15.75 + 16.00 give 15.88, level 2.
    for report, oral, level in (
        ("16", "16", 1),
        ("15,75", "16", 2),
        ("10", "10", 2),
        ("10", "9,75", 3),
        ("8", "8", 3),
        ("8", "7,75", 4),
    ):
        session = played(
            f"""08:50;jury_soutenance;M7;C01;;entreprise;
            08:50;jury_soutenance;M3;C01;;enseignant;
            08:51;note;M7 M3;C01;;rapport={report};
            08:51;note;M7 M3;C01;;oral={oral};""",
            prepared(a_candidate(**DEFENDED)),
        )
        assert thesis_mark(session.state, "C01").level == level, (report, oral)


def test_half_of_the_votes_is_no_majority_without_the_chair():
    # 1 1 1 2 2 2 3: seven voters, four at level 2 or better is a majority.
    session = played(f"{OPENING}\n09:10;decompte;;C01;BC01;3/1/3/0/0;\n09:11;adoption;;C01;BC01;;")
    assert session.state.ballot("C01", BC01).decision.level == 2
    assert not session.state.ballot("C01", BC01).count.casting_vote


def test_an_abstention_makes_six_voters_tie_and_the_chair_decides_for_the_better():
    session = played(
        f"""{OPENING}
        09:10;vote;M1 M2 M3;C01;BC01;2;
        09:11;vote;M4 M5 M6;C01;BC01;3;
        09:12;vote;M9;C01;BC01;abstention;
        09:13;adoption;;C01;BC01;;"""
    )
    ballot = session.state.ballot("C01", BC01)
    assert (ballot.decision.level, ballot.count.casting_vote) == (2, True)


def test_a_chair_who_voted_for_the_worse_leaves_the_tie_to_it_and_nothing_is_reported():
    session = played(
        f"""{OPENING}
        09:10;vote;M2 M3 M4;C01;BC01;2;
        09:11;vote;M1 M5 M6;C01;BC01;3;
        09:12;vote;M9;C01;BC01;abstention;
        09:13;adoption;;C01;BC01;;Écart discuté"""
    )
    ballot = session.state.ballot("C01", BC01)
    assert (ballot.decision.level, ballot.count.casting_vote) == (3, False)


def test_one_voter_too_many_or_too_few_is_no_tally():
    for counts, told in (("0/6/0/0/0", "totalise 6 voix"), ("0/8/0/0/0", "totalise 8 voix")):
        only(problems(f"09:10;decompte;;C01;BC01;{counts};", sitting()), told)
    played("09:10;decompte;;C01;BC01;0/7/0/0/0;", sitting())


def test_three_fewer_and_the_quorum_holds_one_more_and_it_is_lost():
    # Seven votes ask for four: half of seven, rounded up.
    session = played(
        f"{OPENING}\n09:05;presence;M4 M5 M6;;;parti;\n09:10;consensus;;C01;BC01;;\n"
        "09:11;adoption;;C01;BC01;;"
    )
    assert block_status(session.state, "C01", BC01) is BlockStatus.VALIDATED
    lost = played(f"{OPENING}\n09:05;presence;M3 M4 M5 M6;;;parti;\n09:10;consensus;;C01;BC01;;")
    only(problems("09:11;adoption;;C01;BC01;;", lost), "3 votants pour 4 requis")


def test_an_undo_taken_back_gives_the_counted_ballot_and_its_decision_again():
    session = played(
        f"{OPENING}\n09:10;decompte;;C01;BC01;4/3/0/0/0;\n09:11;adoption;;C01;BC01;;Mérite"
    )
    before = session.state.ballot("C01", BC01)
    session.undo(at("09:12"))
    assert session.state.ballot("C01", BC01).count is None
    session.redo(at("09:13"))
    after = session.state.ballot("C01", BC01)
    assert after.count == before.count
    assert (after.count.tally, after.decision.level) == ({1: 4, 2: 3}, 1)
    assert (after.earlier, after.undone) == ((), ())
    assert session.refolded().ballots == session.state.ballots


def test_a_counted_ballot_undone_and_taken_back_may_be_adopted():
    session = played(f"{OPENING}\n09:10;decompte;;C01;BC01;0/7/0/0/0;")
    session.undo(at("09:11"))
    assert session.state.ballot("C01", BC01).count is None
    session.redo(at("09:12"))
    played("09:13;adoption;;C01;BC01;;", session)
    assert session.state.ballot("C01", BC01).count.tally == {2: 7}


def test_two_undone_come_back_the_last_one_first():
    session = played(f"{OPENING}\n09:10;incident;;;;;Un\n09:11;incident;;;;;Deux")
    session.undo(at("09:12"))
    session.undo(at("09:13"))
    session.redo(at("09:14"))
    assert [fact.text for fact in session.state.incidents] == ["Un"]
    session.redo(at("09:15"))
    assert [fact.text for fact in session.state.incidents] == ["Un", "Deux"]


@pytest.mark.parametrize(
    ("acts", "result"),
    [
        # Every bloc to vote np: NP, whatever is acquis. One pending wins over the rest.
        ("09:10;non_presente;;C01;*;;Absence", Outcome.NOT_PRESENTED),
        ("09:10;attente;;C01;BC01;;Pièce\n09:11;non_presente;;C01;*;;Absence", Outcome.PENDING),
        (
            "09:10;non_presente;;C01;BC01;;Absence\n09:11;consensus;;C01;*;;\n09:12;adoption;;C01;*;;",
            Outcome.PARTIAL,
        ),
        ("09:10;consensus;;C01;*;2;\n09:12;adoption;;C01;*;;", Outcome.CERTIFIED),
    ],
)
def test_outcomes_come_in_their_order(acts, result):
    session = played(f"{OPENING}\n{acts}", prepared(a_candidate(**bc07_acquired())))
    assert outcome(session.state, "C01") is result
