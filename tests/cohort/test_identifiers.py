"""An identifier is what a person calls it by: its zeros count, and it may name a file."""

from datetime import date

import pytest

from jurydesk.cohort.cohort_file import read_cohort
from jurydesk.cohort.identifiers import to_identifier
from jurydesk.tables.converters import CellState
from tests.builders import the_rulebook
from tests.tables.tables import an_xlsx

BORN = date(1998, 4, 3)


@pytest.mark.parametrize("written", ["0012", "2024-A7", '="0012"', "12E5"])
def test_an_identifier_is_kept_as_text(written):
    found = to_identifier(written)
    assert found.state is CellState.OK
    assert found.value == written.removeprefix('="').removesuffix('"')


@pytest.mark.parametrize("written", [12.0, 12, "12.0", "12,00"])
def test_an_identifier_turned_into_a_number_may_have_lost_zeros(written):
    found = to_identifier(written)
    assert found.value == "12"
    assert found.state is CellState.WARNING
    assert "zéros" in found.message


@pytest.mark.parametrize(
    "written",
    ["1E+10", "1,23E+10", "1.2e10", 1e10, 1e16, 12.5, -3.0, float("nan"), True, BORN, "*"],
)
def test_an_identifier_that_was_destroyed_is_refused(written):
    found = to_identifier(written)
    assert found.value is None
    assert found.state is CellState.ERROR


def test_an_identifier_with_a_space_could_not_be_named_in_a_sheet():
    assert to_identifier("2024 07").state is CellState.WARNING


@pytest.mark.parametrize(
    "written", ["a/b", "..", "CON", "con.txt", "A1.", "A:1", "x?", 'say"', "a\\b", "LPT1", "<1>"]
)
def test_an_identifier_that_names_no_file_is_doubted(written):
    found = to_identifier(written)
    assert (found.value, found.state) == (written, CellState.WARNING)
    assert "fichier" in found.message


def test_zeros_lost_in_two_hundred_rows_are_said_once_with_a_proposal(tmp_path):
    heads = ["identifiant", "nom_naissance", "prenoms", "voie"]
    people = [[n, "Roy", f"Anne{n}", "FI"] for n in range(1, 201)]
    preview = read_cohort(an_xlsx(tmp_path, Promo=[heads, *people]), the_rulebook())
    lost = [each for each in preview.problems if "zéros" in each.message]
    assert [problem.row for problem in lost] == [2]
    assert "199 autres lignes" in lost[0].message
    assert "001" in lost[0].message
    assert preview.rows[0].record.identifier == "1"


@pytest.mark.parametrize(("people", "others"), [(1, False), (2, True)])
def test_zeros_lost_twice_are_said_once_and_lost_once_beside_it(tmp_path, people, others):
    rows = [[n, "Roy", f"Anne{n}", "FI"] for n in range(1, people + 1)]
    heads = ["identifiant", "nom_naissance", "prenoms", "voie"]
    preview = read_cohort(an_xlsx(tmp_path, Promo=[heads, *rows]), the_rulebook())
    (lost,) = [each for each in preview.problems if "zéros" in each.message]
    assert lost.row == 2
    assert ("autre ligne" in lost.message) is others
