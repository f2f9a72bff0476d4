"""One column of a candidate's file is corrected, read as the import would have read it."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from jurydesk.bundle import resource
from jurydesk.certification.vocabulary import AccessRoute, Derogation, Gender
from jurydesk.cohort.birth_date import BirthDate
from jurydesk.cohort.block_columns import block_columns, block_fields
from jurydesk.cohort.candidate import BlockRecord, BlockRecordState, Thesis
from jurydesk.cohort.cohort_columns import CORRECTED_COLUMNS
from jurydesk.cohort.cohort_file import read_cohort
from jurydesk.cohort.correction import correct, file_text, rubrics
from jurydesk.errors import JuryDeskError
from tests.builders import a_candidate, the_rulebook, the_second_rulebook

RULES = the_rulebook()
BC01, BC02 = "RNCP35609BC01", "RNCP35609BC02"


def corrected(who, name, text):
    return correct(who, name, text, RULES).candidate


def refusal(who, name, text):
    with pytest.raises(JuryDeskError) as caught:
        correct(who, name, text, RULES)
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "text", "attribute", "value"),
    [
        ("nom_naissance", "  Lefebvre ", "birth_name", "Lefebvre"),
        ("nom_usage", "Da  Silva", "used_name", "Da Silva"),
        ("prenoms", "Zoé, Anne", "first_names", "Zoé, Anne"),
        ("sexe", "Monsieur", "gender", Gender.MAN),
        ("date_naissance", "3/2/1999", "birth_date", BirthDate(1999, 2, 3)),
        ("date_naissance", "1999-02-03", "birth_date", BirthDate(1999, 2, 3)),
        ("commune_naissance", "Toulouse", "birth_place", "Toulouse"),
        ("code_insee_naissance", "2a004", "birth_place_code", "2A004"),
        ("pays_naissance", "Maroc", "birth_country", "Maroc"),
        ("voie", "contrat pro", "route", AccessRoute.PROFESSIONALISATION),
        ("employeur", "Airbus", "employer", "Airbus"),
        ("debut_parcours", "01/09/2023", "path_start", date(2023, 9, 1)),
        ("derogation", "m1/l3", "derogation", Derogation.M1_L3),
        ("anglais_test", "toeic", "english_test", "TOEIC"),
        ("anglais_score", "6,5", "english_score", Decimal("6.5")),
        ("rapporteur", "R1", "rapporteur", "R1"),
        ("accompagnateur", "Paul Roux", "companion", "Paul Roux"),
    ],
)
def test_column_is_read_as_the_import_reads_it(name, text, attribute, value):
    assert getattr(corrected(a_candidate(), name, text), attribute) == value


def test_thesis_is_begun_completed_and_emptied():
    who = corrected(a_candidate(thesis=None), "these_titre", "Vision par ordinateur")
    who = corrected(who, "these_pages", "58 pages")
    who = corrected(who, "these_confidentielle", "Oui")
    who = corrected(who, "directeur_these", "Anne Petit")
    assert who.thesis == Thesis("Vision par ordinateur", 58, True, "Anne Petit")
    for name in ("these_titre", "these_pages", "these_confidentielle", "directeur_these"):
        who = corrected(who, name, "")
    assert who.thesis is None


def test_empty_text_forgets_what_was_known():
    who = a_candidate(gender=Gender.MAN, birth_date=BirthDate(1999, 2, 3), employer="Airbus")
    assert corrected(who, "sexe", "").gender is None
    assert corrected(who, "date_naissance", "").birth_date is None
    assert not corrected(who, "employeur", "").employer


def test_proposed_level_of_a_bloc_is_replaced_in_its_place():
    who = a_candidate(blocks=(BlockRecord(BC01, proposed=2), BlockRecord(BC02, proposed=2)))
    after = corrected(who, "BC01", "3")
    assert after.blocks == (BlockRecord(BC01, proposed=3), BlockRecord(BC02, proposed=2))
    assert corrected(after, "BC01", "").blocks == (BlockRecord(BC02, proposed=2),)


def test_bloc_the_file_did_not_name_takes_its_place_in_the_order():
    who = a_candidate(blocks=(BlockRecord(BC02, proposed=2),))
    assert [each.block for each in corrected(who, "BC01", "1").blocks] == [BC01, BC02]


def test_bloc_becomes_acquired_then_gets_its_date():
    who = a_candidate(blocks=(BlockRecord(BC01, proposed=2),))
    result = correct(who, "BC01", "acquis", RULES)
    assert result.candidate.record(BC01).state is BlockRecordState.ACQUIRED
    assert "sans date" in result.warnings[0]
    dated = corrected(result.candidate, "BC01_date", "20/06/2023")
    assert dated.record(BC01).acquired_on == date(2023, 6, 20)
    assert file_text(dated, "BC01_date", RULES) == "20/06/2023"


@pytest.mark.parametrize(
    ("text", "state"),
    [("attente", BlockRecordState.PENDING), ("np", BlockRecordState.NOT_PRESENTED)],
)
def test_bloc_is_set_aside_by_a_word(text, state):
    who = a_candidate(blocks=(BlockRecord(BC01, proposed=2),))
    assert corrected(who, "BC01", text).record(BC01) == BlockRecord(BC01, state)


def test_corrected_assessment_gives_a_new_proposal():
    """BC01 has two assessments; the worst of 2 and 2 is 2, of 2 and 3 it is 3."""
    parts = (Decimal(2), Decimal(2))
    who = a_candidate(blocks=(BlockRecord(BC01, proposed=2, assessments=parts),))
    after = corrected(who, "BC01.2", "3").record(BC01)
    assert (after.proposed, after.assessments) == (3, (Decimal(2), Decimal(3)))


def test_assessment_that_goes_away_is_pointed_out():
    parts = (Decimal(2), Decimal(3))
    who = a_candidate(blocks=(BlockRecord(BC01, proposed=3, assessments=parts),))
    result = correct(who, "BC01.2", "", RULES)
    assert result.candidate.record(BC01).proposed == 2
    assert "BC01.2 manque" in result.warnings[0]


def test_proposal_against_its_assessments_is_refused():
    parts = (Decimal(2), Decimal(3))
    who = a_candidate(blocks=(BlockRecord(BC01, proposed=3, assessments=parts),))
    assert "ses évaluations donnent 3" in refusal(who, "BC01", "1")


def test_date_of_a_bloc_not_acquired_changes_nothing_and_says_so():
    who = a_candidate(blocks=(BlockRecord(BC01, proposed=2),))
    assert "n’est pas acquis" in refusal(who, "BC01_date", "20/06/2023")


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("date_naissance", "31/02/1999", "Date de naissance"),
        ("voie", "CL", "fermée"),
        ("voie", "", "ne peut pas rester vide"),
        ("nom_naissance", "  ", "ne peut pas rester vide"),
        ("BC01", "7", "n’est pas un niveau"),
        ("these_pages", "beaucoup", "nombre de pages"),
        ("these_confidentielle", "peut-être", "oui ou non"),
        ("identifiant", "C99", "ne se corrige pas"),
    ],
)
def test_text_not_understood_is_refused_in_a_sentence(name, text, words):
    sentence = refusal(a_candidate(), name, text)
    assert words in sentence
    assert sentence[0].isupper()
    assert sentence.endswith(".")


def test_value_already_there_changes_nothing():
    assert "déjà" in refusal(a_candidate(birth_name="Lefèvre"), "nom_naissance", "Lefèvre")


def test_birth_after_the_path_began_is_refused():
    who = a_candidate(path_start=date(2023, 9, 1))
    assert "l’une des deux dates est fausse" in refusal(who, "date_naissance", "01/01/2024")


def test_fault_that_was_there_before_does_not_stop_another_correction():
    who = a_candidate(english_test="TOEIC", english_score=None)
    assert correct(who, "employeur", "Airbus", RULES).warnings == ()
    assert "ajoutez le nom du test" in correct(a_candidate(), "anglais_score", "700", RULES)[4][0]


def test_every_column_of_the_format_but_the_identifier_can_be_corrected():
    names = [rubric.name for rubric in rubrics(RULES)]
    assert len(names) == len(set(names))
    blocks = block_columns(RULES)
    assert names[: len(CORRECTED_COLUMNS)] == [column.name for column in CORRECTED_COLUMNS]
    # For 7 blocs their own column and their date, and 16 evaluations.
    assert names[len(CORRECTED_COLUMNS) :] == [field.name for field in block_fields(blocks, RULES)]
    assert len(block_fields(blocks, RULES)) == 7 * 2 + 16
    assert {rubric.name for rubric in rubrics(RULES) if rubric.required} == {
        "nom_naissance",
        "prenoms",
        "voie",
    }


def test_text_of_every_column_of_the_sample_reads_back_as_the_same_file():
    preview = read_cohort(resource("samples", "promotion_2024.csv"), RULES)
    people, columns = preview.accepted()[:8], rubrics(RULES)
    assert (len(people), bool(columns)) == (8, True)
    for who in people:
        for rubric in columns:
            text = file_text(who, rubric.name, RULES)
            assert refusal(who, rubric.name, text).startswith("Rien ne change")


def test_mark_is_corrected_with_the_level_its_scale_gives(tmp_path: Path):
    """On the refuge's scale a mark of 12 or more is level 1, from 8.5 it is level 2."""
    rules = the_second_rulebook()
    file = tmp_path / "p.csv"
    file.write_text(
        "identifiant;nom_naissance;prenoms;voie;REFUGE-A\n01;Petit;Anne;FI;9,5\n", "utf-8"
    )
    (who,) = read_cohort(file, rules).accepted()
    assert file_text(who, "REFUGE-A", rules) == "9,5"
    after = correct(who, "REFUGE-A", "12", rules).candidate
    assert after.blocks == (BlockRecord("REFUGE-A", mark=Decimal(12), proposed=1),)
