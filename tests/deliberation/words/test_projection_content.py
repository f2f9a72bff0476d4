"""What the room may read on the second screen, and what it never reads."""

from dataclasses import replace
from decimal import Decimal

import pytest

from jurydesk.certification.vocabulary import BlockStatus, JurorCapacity
from jurydesk.cohort.candidate import Thesis
from jurydesk.compliance.member import Attendance
from jurydesk.deliberation import acts
from jurydesk.deliberation.facts import BallotWay, Part
from jurydesk.deliberation.words.projection_content import (
    ProjectionOptions,
    candidate_screen,
    neutral_screen,
)
from jurydesk.storage.session_file import SessionFile
from tests.builders import at
from tests.widgets.room import BLOCKS, a_file, a_session, clear_file

NOTHING = ProjectionOptions()
SECRET = Thesis("Détection d’intrusions sur le réseau d’essai", 58, confidential=True)


@pytest.fixture
def sitting(tmp_path):
    """An open sitting: C01 clear but for the defence, C02 by experience, C03 weak."""
    candidates = (
        clear_file("C01", employer="Thalès Alenia", thesis=SECRET),
        a_file("2222222", "C02", "VAE", employer="Airbus Défense"),
        a_file("4444444", "C03"),
    )
    with SessionFile.open(a_session(tmp_path / "s.jury", *candidates)) as session:
        state = session.state
        everyone = tuple(state.members)
        session.record(*acts.attend(state, everyone, Attendance.PRESENT, at("09:00")))
        session.record(*acts.open_sitting(state, at("09:00")))
        yield session


def decide(sitting, candidate, block, level):
    state = sitting.state
    sitting.record(*acts.agree(state, candidate, block, level, at("09:10")))
    sitting.record(*acts.adopt(sitting.state, candidate, block, at("09:10"), "Avis du jury"))


def words(screen):
    who = screen.candidate
    return [block.words for block in who.blocks]


def everything(screen):
    who = screen.candidate
    parts = [screen.establishment, screen.certification, screen.day]
    parts += [who.name, who.route, who.details, who.conclusion]
    parts += [part for block in who.blocks for part in (block.words, block.title, block.spoken)]
    return " ".join(parts)


def test_neutral_screen_holds_establishment_title_and_date_alone(sitting):
    screen = neutral_screen(sitting.state)
    assert "ISAE-SUPAERO" in screen.establishment
    assert screen.certification.startswith("Chef de Projets en Intelligence Artificielle")
    assert screen.day == "Vendredi 19\u00a0avril\u00a02024"
    assert screen.candidate is None


def test_unknown_candidate_gives_the_neutral_screen(sitting):
    screen = candidate_screen(sitting.state, "C99", BLOCKS[0], NOTHING)
    assert screen == neutral_screen(sitting.state)


def test_candidate_is_called_by_name_or_by_number(sitting):
    named = candidate_screen(sitting.state, "C01", "", NOTHING).candidate
    assert (named.name, named.route) == (
        "LEFÈVRE Éloïse",
        "Formation initiale (élève ou étudiant)",
    )
    numbered = candidate_screen(sitting.state, "C01", "", ProjectionOptions(by_number=True))
    assert numbered.candidate.name == "Candidat n°\u00a0C01"
    assert "LEFÈVRE" not in everything(numbered).upper()
    assert "ÉLOÏSE" not in everything(numbered).upper()


def test_decisions_are_told_in_words_with_a_shape_each(sitting):
    decide(sitting, "C03", "BC01", 2)
    decide(sitting, "C03", "BC02", 3)
    decide(sitting, "C03", "BC03", 4)
    for block, status in (
        ("BC04", BlockStatus.PENDING),
        ("BC05", BlockStatus.NOT_PRESENTED),
    ):
        sitting.record(*acts.set_aside(sitting.state, "C03", block, status, at("09:20"), ""))
    screen = candidate_screen(sitting.state, "C03", BLOCKS[5], NOTHING)
    assert words(screen) == [
        "Validé",
        "En voie de validation",
        "Non acquis",
        "En attente",
        "Non présenté",
        "À décider",
        "À décider",
    ]
    shapes = [block.shape for block in screen.candidate.blocks]
    # Each status has its own shape: none is told by its colour alone.
    assert len(set(shapes)) == 6
    assert [block.is_current for block in screen.candidate.blocks] == [False] * 5 + [True, False]


def test_acquired_bloc_says_so(sitting):
    assert words(candidate_screen(sitting.state, "C01", "", NOTHING))[6] == "Acquis"


def test_outcome_waits_for_the_last_bloc(sitting):
    for number in range(1, 6):
        decide(sitting, "C01", f"BC0{number}", 2)
    before = candidate_screen(sitting.state, "C01", "", NOTHING).candidate
    assert not before.is_decided
    assert before.conclusion == "En délibération\u00a0: 1\u00a0bloc à décider"
    decide(sitting, "C01", "BC06", 2)
    after = candidate_screen(sitting.state, "C01", "", NOTHING).candidate
    assert after.is_decided
    assert after.conclusion == "Certification complète"


def test_partial_validation_counts_the_blocs_obtained(sitting):
    for number in range(1, 7):
        decide(sitting, "C01", f"BC0{number}", 4 if number == 2 else 2)
    shown = candidate_screen(sitting.state, "C01", "", NOTHING).candidate
    assert shown.conclusion == "Validation partielle\u00a0: 6\u00a0blocs sur 7"


def test_pending_bloc_announces_nothing_while_others_are_open(sitting):
    pending = BlockStatus.PENDING
    sitting.record(*acts.set_aside(sitting.state, "C01", "BC01", pending, at("09:20"), ""))
    shown = candidate_screen(sitting.state, "C01", "", NOTHING).candidate
    assert not shown.is_decided
    assert shown.conclusion == "En délibération\u00a0: 5\u00a0blocs à décider"


def test_votes_and_tallies_change_nothing_before_the_adoption(sitting):
    empty = candidate_screen(sitting.state, "C02", BLOCKS[0], NOTHING)
    sitting.record(*acts.vote(sitting.state, "M1", "C02", "BC01", 4, at("09:10")))
    assert candidate_screen(sitting.state, "C02", BLOCKS[0], NOTHING) == empty
    counted = acts.count_tally(
        sitting.state, "C02", "BC02", {2: 4, 3: 4}, 0, 3, BallotWay.TALLY, at("09:12")
    )
    sitting.record(*counted)
    assert candidate_screen(sitting.state, "C02", BLOCKS[0], NOTHING) == empty


def test_proposals_appear_only_when_switched_on_and_leave_with_the_decision(sitting):
    hidden = candidate_screen(sitting.state, "C03", "", NOTHING)
    assert "Propos" not in everything(hidden)
    shown = ProjectionOptions(proposals=True)
    told = words(candidate_screen(sitting.state, "C03", "", shown))
    assert told[0] == "Proposé\u00a0: 4\u00a0– non acquise – écarts majeurs (rattrapage requis)"
    decide(sitting, "C03", "BC01", 3)
    assert words(candidate_screen(sitting.state, "C03", "", shown))[0] == "En voie de validation"


def test_mark_of_the_defence_appears_only_when_switched_on(sitting):
    state = sitting.state
    jurors = {"M7": JurorCapacity.COMPANY, "M3": JurorCapacity.TEACHER}
    for juror, capacity in jurors.items():
        sitting.record(*acts.appoint_jurors(state, "C03", (juror,), capacity, at("09:05")))
    # Report (14 + 15) / 2 = 14.5, oral (12 + 13) / 2 = 12.5, half each: 13.5.
    for juror, report, oral in (("M7", 14, 12), ("M3", 15, 13)):
        for part, mark in ((Part.REPORT, report), (Part.ORAL, oral)):
            given = acts.mark_defence(sitting.state, "C03", juror, part, Decimal(mark), at("09:06"))
            sitting.record(*given)
    assert candidate_screen(sitting.state, "C03", "", NOTHING).candidate.details == ""
    shown = candidate_screen(sitting.state, "C03", "", ProjectionOptions(mark=True)).candidate
    assert shown.details == "Soutenance\u00a0: 13,50/20"


def test_mark_asked_for_a_candidate_without_defence_is_nothing(sitting):
    shown = candidate_screen(sitting.state, "C01", "", ProjectionOptions(mark=True)).candidate
    assert shown.details == ""


def test_company_and_thesis_title_are_never_shown(sitting):
    everything_on = ProjectionOptions(proposals=True, mark=True)
    shown = everything(candidate_screen(sitting.state, "C01", "", everything_on))
    assert "Thalès" not in shown
    assert "intrusions" not in shown
    open_title = replace(SECRET, confidential=False)
    state = replace(
        sitting.state,
        candidates={"C01": replace(sitting.state.candidates["C01"], thesis=open_title)},
    )
    assert "intrusions" not in everything(candidate_screen(state, "C01", "", everything_on))


def test_english_stands_after_the_french_where_it_was_switched_on(sitting):
    both = ProjectionOptions(english=True)
    decide(sitting, "C03", "BC01", 2)
    shown = candidate_screen(sitting.state, "C03", "", both).candidate
    assert shown.blocks[0].words == "Validé · Validated"
    assert shown.blocks[1].words == "À décider · To be decided"
    assert shown.conclusion.endswith(
        "6 blocs à décider · 6 blocks to be decided".replace("6 b", "6\xa0b", 1)
    )
    french = candidate_screen(sitting.state, "C03", "", NOTHING).candidate
    assert "·" not in french.route + french.conclusion
    assert shown.route == f"{french.route} · Initial training (student)"
