"""A sitting sheet replayed row by row: what each act does, and every problem with its row."""

from dataclasses import replace
from datetime import date, time

import pytest

from jurydesk.certification.vocabulary import BlockStatus, JurorCapacity, Outcome
from jurydesk.compliance.member import Attendance
from jurydesk.deliberation import acts
from jurydesk.deliberation.decisions import block_status, outcome, thesis_mark
from jurydesk.deliberation.facts import BallotWay
from jurydesk.deliberation.sheet.act import SheetRow
from jurydesk.deliberation.sheet.replay import replay
from jurydesk.deliberation.state import Phase
from tests.builders import (
    a_candidate,
    a_member,
    at,
    unruled,
)
from tests.deliberation.builders import (
    BC01,
    BC07,
    BLOCKS,
    bc07_acquired,
    prepared,
    proposed_levels,
    regular_jury,
    sitting,
)
from tests.deliberation.sheet.reading import read_value

PRESENT = "08:45;presence;M1 M2 M3 M4 M5 M6 M7 M8 M9;;;present;"
OPENING = f"{PRESENT}\n09:00;ouverture;;;;;"


def rows(text):
    """Rows as the reader of sheets gives them, numbered from 2 as in a spreadsheet."""
    found = []
    for number, line in enumerate(text.strip().splitlines(), 2):
        clock, act, members, candidates, block, value, reason = line.strip().split(";")
        hour, minute = clock.split(":")
        found.append(
            read_value(
                SheetRow(
                    number,
                    time(int(hour), int(minute)),
                    act,
                    tuple(members.split()),
                    tuple(candidates.split()),
                    block,
                    value,
                    reason,
                )
            )
        )
    return found


def played(text, session=None):
    session = session or prepared()
    report = replay(rows(text), session)
    assert [str(problem) for problem in report.problems] == []
    return session


def problems(text, session=None):
    report = replay(rows(text), session or prepared())
    return [str(problem) for problem in report.problems]


def test_a_whole_sitting():
    session = played(
        f"""{OPENING}
        09:10;consensus;;C01;*;;
        09:11;adoption;;C01;*;;
        09:30;suspension;;;;;Pause
        09:40;reprise;;;;;
        09:41;incident;;;;;Coupure de courant
        09:42;recommandation;;C01;;;Poursuivre
        09:50;cloture;;;;;"""
    )
    assert session.state.phase is Phase.CLOSED
    assert outcome(session.state, "C01") is Outcome.CERTIFIED
    assert session.state.incidents[0].at == at("09:41")
    assert session.state.recommendations == {"C01": "Poursuivre"}


def test_a_star_of_members_is_everyone_it_applies_to():
    members = (*regular_jury(), a_member("M10", "invite"))
    session = prepared(members=members)
    played("08:40;presence;M1;;;distance;\n08:41;presence;M10;;;excuse;", session)
    played("08:45;presence;*;;;present;", session)
    assert set(session.state.attendance.values()) == {Attendance.PRESENT}
    played("09:00;ouverture;;;;;\n09:01;presence;M2;;;absent;\n09:02;presence;*;;;parti;", session)
    assert session.state.attendance["M2"] is Attendance.ABSENT
    assert session.state.attendance["M3"] is Attendance.LEFT
    session = prepared()
    played("08:40;presence;M1;;;present;\n08:41;presence;*;;;absent;grève", session)
    assert session.state.attendance["M1"] is Attendance.PRESENT
    assert session.state.attendance["M9"] is Attendance.ABSENT


def test_named_votes_then_adoption():
    session = played(
        f"""{OPENING}
        09:10;vote;M1 M2 M3 M4;C01;BC01;2;
        09:11;vote;M5;C01;BC01;abstention;
        09:12;vote;*;C01;BC01;3;
        09:13;adoption;;C01;BC01;;"""
    )
    ballot = session.state.ballot("C01", BC01)
    assert (ballot.count.way, ballot.count.tally) == (BallotWay.NOMINAL, {2: 4, 3: 2})
    assert ballot.decision.level == 2


def test_a_star_votes_again_when_everybody_abstained():
    abstained = f"{OPENING}\n09:10;vote;*;C01;BC01;abstention;"
    (refused,) = problems(f"{abstained}\n09:11;adoption;;C01;BC01;;")
    assert "Aucune voix n’a été exprimée" in refused
    session = played(f"{abstained}\n09:11;vote;*;C01;BC01;2;\n09:12;adoption;;C01;BC01;;")
    assert session.state.ballot("C01", BC01).count.tally == {2: 7}
    (refused,) = problems(f"{OPENING}\n09:10;vote;*;C01;BC01;3;\n09:11;vote;*;C01;BC01;2;")
    assert "ne concerne personne" in refused


def test_each_named_vote_is_undone_alone():
    session = played(f"{OPENING}\n09:10;vote;M1 M2;C01;BC01;2;\n09:11;annuler;;;;;")
    assert session.state.ballot("C01", BC01).votes == {"M1": 2}


def test_a_star_of_votes_goes_through_the_open_blocs():
    session = played(f"{OPENING}\n09:10;vote;M1;*;*;2;")
    assert len(session.votes) == 6


def test_a_tally_with_the_chairs_level():
    session = played(f"{OPENING}\n09:10;decompte;;C01;BC01;0/3/3/0/1 prep=2;")
    count = session.state.ballot("C01", BC01).count
    assert (count.tally, count.abstentions, count.level, count.casting_vote) == (
        {2: 3, 3: 3},
        1,
        2,
        True,
    )


def test_recusal_acting_chair_and_overrides():
    session = prepared(members=regular_jury()[:8])
    played(
        """08:30;passer_outre;;;;exterieurs;Désistement tardif
        08:45;presence;*;;;present;
        09:00;ouverture;;;;;
        09:01;deport;M1 M4;C01;;;lien
        09:02;president_seance;M2;;;;
        09:10;consensus;;*;*;;
        09:11;adoption;;*;*;;""",
        session,
    )
    assert session.state.recused == {"C01": frozenset({"M1", "M4"})}
    assert session.state.ballot("C01", BC01).count.chair == "M2"
    assert outcome(session.state, "C01") is Outcome.CERTIFIED


def test_a_star_of_candidates_leaves_out_the_recusals_already_there():
    session = sitting(a_candidate("C01"), a_candidate("C02"))
    played("09:01;deport;M4;C01;;;\n09:02;deport;M4;*;;;", session)
    assert session.state.recused == {"C01": {"M4"}, "C02": {"M4"}}


def test_an_override_may_be_for_some_candidates():
    session = sitting(
        a_candidate("C01", **bc07_acquired()),
        a_candidate("C02", **bc07_acquired()),
        members=regular_jury()[:8],
    )
    played("09:05;passer_outre;;C01 C02;;exterieurs;Désistement", session)
    assert [override.candidate for override in session.state.overrides] == ["C01", "C02"]


def test_a_defence_is_declared_then_marked():
    session = prepared(a_candidate(blocks=proposed_levels(2, 2, 2, 2, 2, 2, None)))
    played(
        """09:00;jury_soutenance;X1;C01;;entreprise;
        09:00;jury_soutenance;M3;*;;enseignant;
        09:01;note;X1;C01;;rapport=14,5;
        09:01;note;*;C01;;oral=15;
        09:01;note;M3;*;;rapport=15.5;""",
        session,
    )
    assert session.state.defences["C01"].jurors["X1"] is JurorCapacity.COMPANY
    assert str(thesis_mark(session.state, "C01").mark) == "15.00"


def test_blocs_are_put_aside_one_or_all():
    session = prepared(a_candidate("C01", **bc07_acquired()), a_candidate("C02"))
    played(
        """09:00;attente;;C01;BC02;;Pièce manquante
        09:01;non_presente;;C02;*;;Absence""",
        session,
    )
    assert block_status(session.state, "C01", BLOCKS[1]) is BlockStatus.PENDING
    assert outcome(session.state, "C02") is Outcome.NOT_PRESENTED


def test_an_undone_row_is_undone_whole():
    session = played(
        f"{OPENING}\n09:10;consensus;;C01;*;;\n09:11;annuler;;;;;erreur\n09:12;annuler;;;;;"
    )
    assert session.state.ballots == {}
    assert session.state.phase is Phase.PREPARATION


def test_every_problem_is_listed_with_its_row():
    found = problems(
        f"""{OPENING}
        09:10;vote;M7;C01;BC01;2;
        09:11;consensus;;C01;BC02;;
        09:12;consensus;;C99;BC02;2;
        09:13;adoption;;C01;BC02;;
        09:14;cloture;;;;;"""
    )
    assert [problem.split(" : ")[0] for problem in found] == ["Ligne 4", "Ligne 6", "Ligne 8"]
    assert "voix consultative" in found[0]
    assert "« C99 »" in found[1]


def test_times_go_forward():
    found = problems("09:00;incident;;;;;Un\n08:59;incident;;;;;Deux\n09:00;incident;;;;;Trois")
    assert len(found) == 1
    assert found[0].startswith("Ligne 3 : L’heure 08:59 précède")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("09:10;presence;;;;present;", "Il manque le membre"),
        ("09:10;presence;*;;;present;", "ne concerne personne"),
        ("09:10;president_seance;M1 M2;;;;", "Une seule personne préside"),
        ("09:10;deport;M1;;;;", "Il manque le candidat"),
        ("09:10;passer_outre;;;;;Motif", "Il manque le constat"),
        ("09:10;jury_soutenance;*;C01;;enseignant;", "Nommez les jurés"),
        ("09:10;note;M1;*;;oral=15;", "Aucun candidat n’est concerné"),
        ("09:10;vote;M1;C01;;2;", "Il manque le bloc"),
        ("09:10;vote;M1;C77;BC01;2;", "« C77 »"),
        ("09:10;decompte;;C01;BC01;7/0/0;", "écrivez n1/n2/n3/n4/abst"),
        ("09:10;consensus;;C01;;2;", "Il manque le bloc"),
        ("09:10;adoption;;C01;BC01;;", "Aucun vote n’est enregistré"),
        ("09:10;attente;;C01;BC07;;", "acquis"),
        ("09:10;recommandation;;C01;;;", "Écrivez les recommandations"),
        ("09:10;incident;;;;;", "Décrivez l’incident"),
    ],
)
def test_what_a_row_lacks_is_said(row, words):
    found = problems(row, sitting())
    assert len(found) == 1
    assert words in found[0]


def test_a_certification_without_defence_takes_no_mark():
    session = sitting(a_candidate(blocks=proposed_levels(2, 2, 2, 2, 2, 2, 2)))
    session.state.rulebook = unruled(session.state.rulebook, "soutenance")
    found = problems("09:10;jury_soutenance;M1;*;;enseignant;", session)
    assert "n’a pas de soutenance" in found[0]
    assert block_status(session.state, "C01", BC07) is None


def test_identifiers_without_their_zeros_are_said_once():
    session = prepared(a_candidate("001"), a_candidate("002"))
    text = f"{OPENING}\n09:10;non_presente;;1;*;;\n09:11;non_presente;;2;*;;"
    (problem,) = problems(text, session)
    assert problem.startswith("Ligne 4")
    assert "« 1 » n’est pas un identifiant, 001 en est un" in problem
    assert "1 autre ligne" in problem


def test_a_sheet_earlier_than_the_sitting_is_told_once_with_both_days():
    session = prepared()
    everyone = tuple(session.state.members)
    noted = at("09:00", date(2024, 4, 26))
    session.record(*acts.attend(session.state, everyone, Attendance.PRESENT, noted))
    report = replay(rows(f"{OPENING}\n09:05;consensus;;C01;*;2;\n09:10;adoption;;C01;*;;"), session)
    assert len(report.problems) == 1
    told = str(report.problems[0]).replace("\u00a0", " ")
    assert told.startswith("Ligne 2 : Le bordereau commence le vendredi 19 avril 2024 à 8 h 45")
    assert "déjà du vendredi 26 avril 2024 à 9 h 00" in told
    assert report.acts == 0
    # At the same minute, nothing goes back.
    session.undo(noted)
    session.record(*acts.attend(session.state, everyone, Attendance.PRESENT, at("08:45")))
    assert replay(rows(OPENING), session).problems == ()


def test_a_row_of_the_day_before_the_sitting_is_refused():
    (row,) = rows("09:00;incident;;;;;Coupure")
    early = replay([replace(row, day=date(2024, 4, 18))], prepared())
    assert "précède le jour de la séance" in str(early.problems[0])
    same = replay([replace(row, day=date(2024, 4, 19))], prepared())
    assert same.problems == ()
