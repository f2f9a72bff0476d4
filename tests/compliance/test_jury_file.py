"""A jury as its table gives it, and what is said of it."""

import pytest

from jurydesk.certification.vocabulary import Gender, Role, Voice
from jurydesk.compliance.jury_file import read_jury
from jurydesk.errors import JuryDeskError
from tests.builders import (
    ruled,
    the_rulebook,
)
from tests.tables.tables import a_csv, an_xlsx

RULES = the_rulebook()
HEADS = "identifiant;nom;prenom;role"
CHAIR = "M1;Roy;Anne;president"


def the_jury(tmp_path, *lines: str, more: str = ""):
    heads = f"{HEADS};{more}" if more else HEADS
    return read_jury(a_csv(tmp_path, "\n".join([heads, *lines])), RULES)


def the_member(tmp_path, more: str, cells: str):
    return the_jury(tmp_path, f"{CHAIR};{cells}", more=more).records()[0]


def said(preview) -> list[tuple[str, int | None]]:
    return [(str(problem.state), problem.row) for problem in preview.problems]


def test_every_column_of_the_format_reaches_the_member(tmp_path):
    columns = {
        "ID": "M7",
        "Nom": "Dussaut",
        "Prénom": "Claire",
        "Civilité": "Mme",
        "Qualité": "Directrice de l’ingénierie",
        "Rôle": "représentante des employeurs",
        "Extérieur": "oui",
        "Enseignant-chercheur": "non",
        "Entreprise": "Aérostellar",
        "Voix": "consultative",
        "Suppléant de": "M1",
        "Acte de nomination": "2024-017",
    }
    lines = [
        ";".join(columns),
        "M1;Roy;Anne;F;;president;;;;;;2024-017",
        ";".join(columns.values()),
    ]
    preview = read_jury(a_csv(tmp_path, "\n".join(lines)), RULES)
    member = preview.accepted()[1]
    assert (member.identifier, member.name, member.first_name) == ("M7", "Dussaut", "Claire")
    assert (member.gender, member.role) == (Gender.WOMAN, Role.EMPLOYER)
    assert member.quality == "Directrice de l’ingénierie"
    assert (member.external, member.teacher_researcher) == (True, False)
    assert (member.employer, member.voice) == ("Aérostellar", Voice.ADVISORY)
    assert (member.substitute_for, member.act) == ("M1", "2024-017")
    # An employer who replaces the chair is odd, not impossible.
    assert said(preview) == [("warning", 3)]
    assert preview.columns["Rôle"] == "role"
    assert preview.source.kind == "CSV"


@pytest.mark.parametrize(("cell", "known"), [("", None), ("oui", True), ("non", False)])
def test_an_empty_yes_or_no_is_unknown(tmp_path, cell, known):
    assert the_member(tmp_path, "exterieur", cell).external is known
    assert the_member(tmp_path, "enseignant_chercheur", cell).teacher_researcher is known


def test_an_empty_sex_and_voice_are_nobodys(tmp_path):
    member = the_member(tmp_path, "sexe;voix", ";")
    assert (member.gender, member.voice) == (None, None)
    assert the_member(tmp_path, "voix", "délibérative").voice is Voice.VOTING


@pytest.mark.parametrize(
    ("written", "role"),
    [
        ("Présidente", Role.CHAIR),
        ("directrice", Role.DIRECTOR),
        ("Enseignante", Role.TEACHER),
        ("salariée", Role.EMPLOYEE),
        ("référent pédagogique", Role.RAPPORTEUR),
        ("invité", Role.GUEST),
    ],
)
def test_a_role_is_read_as_people_write_it(tmp_path, written, role):
    preview = the_jury(tmp_path, f"M2;Roy;Anne;{written}")
    assert preview.records()[0].role is role


def test_a_secretarys_own_headings_are_understood(tmp_path):
    heads = "N° membre;Nom;Prénom;Rôle au jury"
    preview = read_jury(a_csv(tmp_path, f"{heads}\n{CHAIR}"), RULES)
    assert preview.is_acceptable
    assert preview.records()[0].identifier == "M1"


def test_an_unknown_role_or_voice_is_refused(tmp_path):
    preview = the_jury(tmp_path, f"{CHAIR};", "M2;Vidal;Zoé;roi;forte", more="voix")
    assert said(preview) == [("error", 3), ("error", 3)]
    assert not preview.is_acceptable
    with pytest.raises(JuryDeskError, match="Rien n’est importé"):
        preview.accepted()


def test_identifiers_are_given_once_and_homonyms_pointed_out(tmp_path):
    preview = the_jury(tmp_path, CHAIR, "m1;Vidal;Zoé;enseignant", "M3;ROY;Anne;enseignant")
    assert said(preview) == [("error", 3), ("warning", 4)]


def test_a_suppleant_replaces_a_titulaire_who_exists(tmp_path):
    preview = the_jury(
        tmp_path,
        f"{CHAIR};",
        "M2;Vidal;Zoé;president;M1",
        "M3;Petit;Luc;enseignant;M9",
        "M4;Blanc;Eva;enseignant;M4",
        "M5;Noir;Ali;president;M2",
        more="suppleant_de",
    )
    assert said(preview) == [("error", 4), ("error", 5), ("error", 6)]


def test_numbers_of_a_workbook_name_the_same_titulaire(tmp_path):
    heads = [*HEADS.split(";"), "suppleant_de"]
    rows = [[1, "Roy", "Anne", "president", None], [2, "Vidal", "Zoé", "president", 1]]
    preview = read_jury(an_xlsx(tmp_path, Jury=[heads, *rows]), RULES)
    assert preview.accepted()[1].substitute_for == "1"


def test_a_jury_has_one_chair(tmp_path):
    assert said(the_jury(tmp_path, "M2;Vidal;Zoé;enseignant")) == [("warning", None)]
    two = the_jury(tmp_path, CHAIR, "M2;Vidal;Zoé;president")
    assert said(two) == [("error", None)]
    assert said(the_jury(tmp_path)) == [("error", None)]


def test_a_rapporteur_never_votes(tmp_path):
    preview = the_jury(tmp_path, f"{CHAIR};", "M2;Vidal;Zoé;rapporteur;deliberative", more="voix")
    assert said(preview) == [("error", 3)]


def test_a_seat_the_rulebook_does_not_know_is_pointed_out(tmp_path):
    rules = ruled(RULES, "sieges", value=tuple(s for s in RULES.seats if s.role is not Role.GUEST))
    path = a_csv(tmp_path, f"{HEADS}\n{CHAIR}\nM2;Vidal;Zoé;invite")
    assert said(read_jury(path, rules)) == [("warning", 3)]


def test_the_preview_as_json_counts_and_explains(tmp_path):
    found = the_jury(tmp_path, CHAIR, "M2;Vidal;Zoé;roi").to_json()
    assert (found["members"], found["accepted"], found["rejected"]) == (2, 1, 1)
    assert found["rows"][0]["cells"][3]["understood"] == "présidence"


def test_two_members_without_an_identifier_are_each_told_what_they_lack(tmp_path):
    preview = the_jury(tmp_path, CHAIR, ";Vidal;Zoé;enseignant", ";Petit;Léa;enseignant")
    told = [problem.message for problem in preview.problems if problem.state == "error"]
    assert len(told) == 2
    assert not any("est déjà celui" in message for message in told)
