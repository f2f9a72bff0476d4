"""A cohort as secretaries send it, and what is understood of it."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jurydesk.certification.vocabulary import AccessRoute, Derogation, Gender
from jurydesk.cohort.birth_date import BirthDate
from jurydesk.cohort.blank_table import blank_cohort
from jurydesk.cohort.candidate import BlockRecordState
from jurydesk.cohort.cohort_file import read_cohort
from jurydesk.errors import JuryDeskError, UnreadableFileError
from jurydesk.tables.converters import CellState
from jurydesk.tables.how_read import HowRead
from jurydesk.tables.preview import Problem
from tests.builders import the_rulebook
from tests.tables.tables import a_csv, a_raw_xlsx, an_xlsx

RULES = the_rulebook()
WHO = "identifiant;nom_naissance;prenoms;voie"


def the_cohort(tmp_path, *lines: str, more: str = ""):
    """A cohort whose rows are « 01;Roy;Anne;FI » followed by what the test says."""
    heads = f"{WHO};{more}" if more else WHO
    return read_cohort(a_csv(tmp_path, "\n".join([heads, *lines])), RULES)


def the_row(tmp_path, more: str, cells: str):
    (row,) = the_cohort(tmp_path, f"01;Roy;Anne;FI;{cells}", more=more).rows
    return row


def told(preview) -> list[Problem]:
    """The problems, save what a bare table lacks for the accrochage."""
    return [each for each in preview.problems if "pas de colonne pour" not in each.message]


def said(preview) -> list[tuple[str, int | None]]:
    return [(str(problem.state), problem.row) for problem in told(preview)]


@pytest.mark.parametrize("written", ["Dispense", "dispensé", "VES", "oui"])
def test_an_unknown_derogation_is_refused_with_the_two_known(tmp_path, written):
    preview = the_cohort(tmp_path, f"01;Roy;Anne;FI;{written}", more="derogation")
    assert not preview.is_acceptable
    (problem,) = [each for each in preview.problems if each.state is CellState.ERROR]
    assert (problem.row, problem.column) == (2, "derogation")
    assert "écrivez VAPP ou M1_L3, ou laissez vide" in problem.message


def test_every_column_of_the_format_reaches_the_candidate(tmp_path):
    columns = {
        "Identifiant": "007",
        "NOM de naissance": "Lefèvre",
        "Nom d'usage": "Le Goff",
        "Prénom(s)": "Éloïse Marie",
        "Civilité": "Mme",
        "Né(e) le": "3 avril 1998",
        "Lieu de naissance": "Bourg-en-Bresse",
        "Code INSEE": "01053",
        "Pays": "France",
        "Voie d’accès": "contrat de professionnalisation",
        "Entreprise": "Hydrovia",
        "Date de début": "2022-09-01",
        "Dérogation": "M1/L3",
        "Test d’anglais": "TOEFL iBT",
        "Score": "92,5",
        "Rapporteur VAE": "Bérénice Castaing",
        "Accompagnateur": "Odile Marsan",
        "Titre de la thèse": "Prévoir les crues",
        "Nombre de pages": "58",
        "Confidentielle": "oui",
        "Directeur de thèse": "Hugues Roy",
        "Courriel": "e.l@exemple.fr",
        "Domicile": "3 rue des Lilas, 65000 Tarbes",
        "Recevable le": "06/03/2023",
        "Groupe": "B",
    }
    text = ";".join(columns) + "\n" + ";".join(columns.values())
    preview = read_cohort(a_csv(tmp_path, text), RULES)
    (candidate,) = preview.accepted()
    assert (candidate.identifier, candidate.birth_name) == ("007", "Lefèvre")
    assert (candidate.used_name, candidate.first_names) == ("Le Goff", "Éloïse Marie")
    assert (candidate.gender, candidate.birth_date) == (Gender.WOMAN, BirthDate(1998, 4, 3))
    assert (candidate.birth_place, candidate.birth_place_code) == ("Bourg-en-Bresse", "01053")
    assert candidate.birth_country == "France"
    assert candidate.route is AccessRoute.PROFESSIONALISATION
    assert (candidate.employer, candidate.path_start) == ("Hydrovia", date(2022, 9, 1))
    assert candidate.derogation is Derogation.M1_L3
    assert (candidate.english_test, candidate.english_score) == ("TOEFL", Decimal("92.5"))
    assert (candidate.rapporteur, candidate.companion) == ("Bérénice Castaing", "Odile Marsan")
    thesis = candidate.thesis
    assert (thesis.title, thesis.pages) == ("Prévoir les crues", 58)
    assert (thesis.confidential, thesis.director) == (True, "Hugues Roy")
    assert candidate.email == "e.l@exemple.fr"
    assert candidate.address == "3 rue des Lilas, 65000 Tarbes"
    assert candidate.admissible_on == date(2023, 3, 6)
    assert candidate.remarks == (("Groupe", "B"),)
    assert preview.columns["Groupe"] is None
    assert preview.columns["Né(e) le"] == "date_naissance"


def test_what_was_understood_is_said_in_words(tmp_path):
    row = the_row(tmp_path, "date_naissance;BC01;BC02;note", "03/04/1998;2;acquis;x")
    words = {cell.column: cell.understood for cell in row.cells}
    assert words["date_naissance"] == "3 avril 1998"
    assert words["BC01"] == "2 – au niveau des attentes"
    assert words["voie"] == "formation initiale (élève ou étudiant)"
    assert words["note"] == "colonne inconnue, gardée à part"


def test_column_headed_by_a_test_says_where_its_scores_count(tmp_path):
    (problem,) = told(the_cohort(tmp_path, "01;Roy;Anne;FI;890", more="Score TOEIC"))
    assert "anglais_score" in problem.message
    assert "anglais_test" in problem.message


def test_title_rows_empty_rows_and_repeated_headings_are_no_candidates(tmp_path):
    text = f"Promotion 2024;;;\n;;;\n{WHO}\n01;Roy;Anne;FI\n;;;\n  ;;;\nCandidats de VAE;;;\n"
    text += f"{WHO}\n02;Vidal;Zoé;VAE\n"
    preview = read_cohort(a_csv(tmp_path, text), RULES)
    assert [(row.number, row.identifier) for row in preview.rows] == [(4, "01"), (9, "02")]
    assert said(preview) == [("warning", 7)]
    assert preview.is_acceptable


@pytest.mark.parametrize("row", ["TOTAL;2;;", "2;TOTAL;;2 inscrits", "Effectif;;;2"])
def test_a_total_below_the_table_is_no_candidate(tmp_path, row):
    preview = the_cohort(tmp_path, "01;Roy;Anne;FI", row)
    assert [candidate.identifier for candidate in preview.records()] == ["01"]
    assert preview.is_acceptable


def test_a_person_called_total_is_a_candidate(tmp_path):
    preview = the_cohort(tmp_path, "01;Total;Anne;FI")
    assert preview.records()[0].birth_name == "Total"


def test_a_mark_in_the_bloc_of_the_defence_says_where_marks_are_entered(tmp_path):
    row = the_row(tmp_path, "BC07", "14,5")
    assert row.state is CellState.ERROR
    assert "notes de soutenance" in row.problems[0].message
    other = the_row(tmp_path, "BC01", "14,5")
    assert "soutenance" not in other.problems[0].message


def test_a_lone_identifier_is_a_candidate_who_lacks_the_rest(tmp_path):
    preview = the_cohort(tmp_path, "01;;;")
    assert said(preview) == [("error", 2)] * 3


def test_the_sheet_whose_headings_match_best_is_read(tmp_path):
    rows = [["Promo"], WHO.split(";"), ["01", "Roy", "Anne", "FI"]]
    path = an_xlsx(tmp_path, Notice=[["identifiant", "nom"]], Promo=rows)
    preview = read_cohort(path, RULES)
    assert preview.rows[0].number == 3
    assert preview.table.sheet.name == "Promo"


def test_a_sheet_may_be_imposed(tmp_path):
    rows = [WHO.split(";"), ["01", "Roy", "Anne", "FI"]]
    path = an_xlsx(tmp_path, A=rows, B=[*rows, ["02", "Vidal", "Zoé", "FI"]])
    assert len(read_cohort(path, RULES, HowRead(sheets=("B",))).rows) == 2
    with pytest.raises(UnreadableFileError, match="choisissez"):
        read_cohort(path, RULES, HowRead(sheets=("C",)))


def test_a_table_without_headings_is_a_sentence(tmp_path):
    with pytest.raises(UnreadableFileError, match="en-têtes"):
        read_cohort(a_csv(tmp_path, "a;b\n1;2\n"), RULES)


def test_a_missing_column_refuses_every_row(tmp_path):
    path = a_csv(tmp_path, "identifiant;nom;prenoms\n01;Roy;Anne\n")
    preview = read_cohort(path, RULES)
    assert said(preview) == [("error", None), ("error", 2)]
    assert preview.to_json()["rejected"] == 1


def test_a_table_of_headings_alone_holds_nobody(tmp_path):
    assert not the_cohort(tmp_path).is_acceptable


def test_a_heading_that_resembles_is_proposed_and_never_applied(tmp_path):
    preview = the_cohort(tmp_path, "01;Roy;Anne;FI;Toulouse", more="comune_naissance")
    assert preview.columns["comune_naissance"] is None
    assert preview.records()[0].birth_place == ""
    assert "« commune_naissance »" in preview.problems[0].message.replace("\u00a0", " ")


def test_two_columns_for_one_field_are_refused_unless_one_has_its_name(tmp_path):
    preview = the_cohort(tmp_path, "01;Roy;Anne;FI;A;B", more="entreprise;société")
    assert said(preview) == [("error", None)]
    preview = the_cohort(tmp_path, "01;Roy;Anne;FI;Mme;F", more="civilité;sexe")
    assert said(preview) == [("warning", None)]
    assert preview.columns["civilité"] is None
    assert preview.records()[0].gender is Gender.WOMAN


def test_all_problems_come_at_once_with_row_column_and_person(tmp_path):
    preview = the_cohort(
        tmp_path,
        "01;Roy;Anne;FI;31/02/1998;5",
        "02;Vidal;Zoé;CL;;2",
        more="date_naissance;BC01",
    )
    places = [(problem.row, problem.letter, problem.person) for problem in told(preview)]
    assert places == [
        (2, "E", "ROY Anne"),
        (2, "F", "ROY Anne"),
        (3, "D", "VIDAL Zoé"),
        (3, "E", "VIDAL Zoé"),
    ]
    assert preview.to_json()["rejected"] == 2
    sentence = told(preview)[0].sentence.replace("\u00a0", " ")
    assert sentence.startswith("Ligne 2, colonne E « date_naissance » (ROY Anne) : ")


def test_it_is_all_or_nothing(tmp_path):
    preview = the_cohort(tmp_path, "01;Roy;Anne;FI", "02;Vidal;Zoé;??")
    assert [candidate.identifier for candidate in preview.records()] == ["01"]
    with pytest.raises(JuryDeskError, match="Rien n’est importé"):
        preview.accepted()
    many = the_cohort(tmp_path, *(f"{n};Roy{n};Anne;??" for n in range(7)))
    with pytest.raises(JuryDeskError, match="Et 2 autres"):
        many.accepted()


def test_an_identifier_given_twice_is_refused_whatever_its_case(tmp_path):
    preview = the_cohort(tmp_path, "a1;Roy;Anne;FI", "A1;Vidal;Zoé;FI")
    assert said(preview) == [("error", 3)]
    assert "ligne 2" in told(preview)[0].message


def test_homonyms_are_pointed_out_and_accepted(tmp_path):
    preview = the_cohort(
        tmp_path,
        "01;Lefèvre;Éloïse;FI;03/04/1998",
        "02;LEFEVRE;Eloise;FC;1998-04-03",
        more="date_naissance",
    )
    assert said(preview) == [("warning", 2), ("warning", 3)]
    assert "même jour de naissance" in told(preview)[0].message
    assert len(preview.accepted()) == 2


@pytest.mark.parametrize(
    ("born", "began", "state"),
    [
        ("03/04/1998", "01/09/2022", "ok"),
        ("03/04/2012", "01/09/2022", "warning"),
        ("01/09/2022", "03/04/1998", "error"),
        ("", "01/09/2022", "warning"),
    ],
)
def test_two_dates_that_contradict_each_other_are_seen(tmp_path, born, began, state):
    assert the_row(tmp_path, "date_naissance;debut_parcours", f"{born};{began}").state == state


def test_half_an_english_result_is_pointed_out(tmp_path):
    heads = "anglais_test;anglais_score"
    assert the_row(tmp_path, heads, "TOEIC;785").state == "ok"
    assert the_row(tmp_path, heads, "TOEIC;").state == "warning"
    assert the_row(tmp_path, heads, ";785").state == "warning"
    assert the_row(tmp_path, heads, "TOEIC;beaucoup").state == "error"
    assert the_row(tmp_path, heads, "Bright;80").state == "warning"
    assert the_row(tmp_path, heads, "IELTS;6,5").record.english_score == Decimal("6.5")


def test_a_route_may_be_written_in_words(tmp_path):
    for words, route in {
        "VAE": "VAE",
        "apprentissage": "CA",
        "Formation continue": "FC",
        "FI – étudiant": "FI",
        "contrat pro": "CQ",
    }.items():
        (row,) = the_cohort(tmp_path, f"01;Roy;Anne;{words}").rows
        assert row.record.route.value == route


def test_a_formula_without_a_value_is_a_warning_on_its_cell(tmp_path):
    def texts(row: int, *cells: str) -> str:
        return f'<row r="{row}">' + "".join(
            f'<c r="{"ABCDE"[n]}{row}" t="inlineStr"><is><t>{text}</t></is></c>'
            for n, text in enumerate(cells)
        )

    path = a_raw_xlsx(
        tmp_path,
        texts(1, *WHO.split(";"), "BC01")
        + "</row>"
        + texts(2, "01", "Roy", "Anne", "FI")
        + '<c r="E2"><f>A1</f></c></row>',
    )
    preview = read_cohort(path, RULES)
    assert preview.rows[0].cells[4].state is CellState.WARNING
    assert "formule sans valeur" in preview.rows[0].cells[4].message


def test_the_json_is_the_one_scripts_rely_on(tmp_path):
    preview = the_cohort(tmp_path, "01;Roy;Anne;FI;7", "02;Vidal;Zoé;FI;2", more="BC01")
    found = json.loads(json.dumps(preview.to_json()))
    assert {key: found[key] for key in ("candidates", "accepted", "rejected")} == {
        "candidates": 2,
        "accepted": 1,
        "rejected": 1,
    }
    assert [(row["row"], row["id"], row["state"]) for row in found["rows"]] == [
        (2, "01", "error"),
        (3, "02", "ok"),
    ]
    assert set(found["rows"][0]["cells"][4]) == {
        "column",
        "value",
        "understood",
        "state",
        "message",
    }
    assert found["rows"][1]["cells"][4]["understood"] == "2 – au niveau des attentes"
    assert found["columns"]["BC01"] == "BC01"


def test_the_blank_table_is_read_back_without_an_unknown_column(tmp_path):
    path = tmp_path / "vide.csv"
    path.write_bytes(blank_cohort(RULES))
    preview = read_cohort(path, RULES)
    assert all(heading == name for heading, name in preview.columns.items())
    assert "BC07.1" in preview.columns


@given(
    order=st.permutations(["identifiant", "nom_naissance", "prenoms", "voie", "BC01", "sexe"]),
)
def test_columns_may_come_in_any_order(tmp_path_factory, order):
    values = {
        "identifiant": "01",
        "nom_naissance": "Roy",
        "prenoms": "Anne",
        "voie": "FI",
        "BC01": "2",
        "sexe": "F",
    }
    text = ";".join(order) + "\n" + ";".join(values[name] for name in order)
    path = a_csv(tmp_path_factory.mktemp("ordre"), text)
    (candidate,) = read_cohort(path, RULES).accepted()
    assert (candidate.identifier, candidate.blocks[0].proposed) == ("01", 2)
    assert candidate.blocks[0].state is BlockRecordState.TO_VOTE


def test_a_tick_and_a_one_are_not_one_cell(tmp_path):
    heads = [*WHO.split(";"), "anglais_test", "anglais_score"]
    cells = [1, True, 1, "  "]
    people = [[f"0{n}", f"Roy{n}", "Anne", "FI", "IELTS", cell] for n, cell in enumerate(cells)]
    preview = read_cohort(an_xlsx(tmp_path, Promo=[heads, *people]), RULES)
    assert [str(row.state) for row in preview.rows] == ["ok", "error", "ok", "warning"]


def test_columns_without_heading_show_only_when_they_hold_something(tmp_path):
    rows = [[*WHO.split(";"), None, None], ["01", "Roy", "Anne", "FI", None, "à revoir"]]
    preview = read_cohort(an_xlsx(tmp_path, Promo=rows), RULES)
    assert list(preview.columns) == [*WHO.split(";"), "(colonne F)"]
    assert preview.accepted()[0].remarks == (("(colonne F)", "à revoir"),)


def test_columns_that_the_accrochage_will_want_are_asked_for_once(tmp_path):
    bare = the_cohort(tmp_path, "01;Roy;Anne;FI", "02;Vidal;Léa;FI")
    (asked,) = [each for each in bare.problems if "pas de colonne pour" in each.message]
    assert (asked.state, asked.row) == (CellState.WARNING, None)
    whole = "sexe;date_naissance;commune_naissance;insee_naissance;pays_naissance"
    full = the_cohort(tmp_path, "01;Roy;Anne;FI;F;03/04/1998;Toulouse;31555;France", more=whole)
    assert [each for each in full.problems if "pas de colonne pour" in each.message] == []


@pytest.mark.parametrize(
    ("wrong", "end"), [(4, "."), (5, "."), (6, " Et une autre."), (7, " Et 2 autres.")]
)
def test_five_faults_are_told_and_the_others_counted(tmp_path, wrong, end):
    rows = (f"0{n};;Anne{n};FI" for n in range(1, wrong + 1))
    with pytest.raises(JuryDeskError) as refusal:
        the_cohort(tmp_path, *rows).accepted()
    sentence = str(refusal.value)
    assert sentence.count("Ligne ") == min(wrong, 5)
    assert sentence.endswith(end)
    assert ("autre" in sentence) is (wrong > 5)
