"""A name is a name: titles, figures, hidden letters and errors are said, never printed unseen."""

from datetime import date

import pytest

from jurydesk.cohort.text_values import to_name, to_optional_name, to_printed
from jurydesk.tables.converters import CellState


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Mme DURAND-LEROY", "DURAND-LEROY"),
        ("M. Martin", "Martin"),
        ("M.Martin", "Martin"),
        ("(M.) Martin", "Martin"),
        ("Martin (Mme)", "Martin"),
        ("DURAND, Mme", "DURAND"),
        ("Pr Kervella", "Kervella"),
        ("Dr. Roy", "Roy"),
        ("Mlle Roy", "Roy"),
        ("Monsieur Paul", "Paul"),
        ("Mme Dr Roy", "Roy"),
        ("Roy Dr", "Roy"),
        ("Roy, Me", "Roy"),
        ("Roy (Me)", "Roy"),
        ("Roy, Me Dr", "Roy"),
    ],
)
def test_a_title_is_no_part_of_a_name_and_it_is_said(written, name):
    found = to_name(written)
    assert (found.value, found.words, found.state) == (name, name, CellState.WARNING)
    assert "à vérifier" in found.message


@pytest.mark.parametrize("written", ["M HAMED", "Maître Roy", "Me Roy"])
def test_what_may_be_a_title_or_a_name_is_kept_and_doubted(written):
    found = to_name(written)
    assert (found.value, found.state) == (written, CellState.WARNING)


@pytest.mark.parametrize(
    "written",
    [
        "de la Tour",
        "O’Brien",
        "M'Hamed",
        "Zoé, Anne",
        "Ó Súilleabháin",
        "Nee",
        "Maître",
        "Roy Me",
    ],
)
def test_an_ordinary_name_raises_no_question(written):
    assert to_name(written) == (written, written, CellState.OK, "")


@pytest.mark.parametrize("cell", [0.0, 0, "0", "-", True, date(1999, 1, 1), 0.85, "=A1", "#N/A"])
def test_what_is_no_name_is_refused(cell):
    assert to_name(cell).state is CellState.ERROR


@pytest.mark.parametrize(
    ("written", "letter"),
    [("王", "U+738B"), ("عبد", "U+0639"), ("ƳAR", "U+01B3"), ("SMITH😀", "U+1F600")],
)
def test_a_letter_that_no_paper_prints_is_told(written, letter):
    found = to_name(written)
    assert (found.value, found.state) == (written, CellState.WARNING)
    assert letter in found.message


@pytest.mark.parametrize("hidden", ["\u200e", "\u2060", "\u200b", "\u00ad", "\ufeff"])
def test_a_letter_that_nobody_sees_is_taken_out_and_told(hidden):
    found = to_name(f"DUR{hidden}AND")
    assert (found.value, found.state) == ("DURAND", CellState.WARNING)
    assert f"U+{ord(hidden):04X}" in found.message


@pytest.mark.parametrize("written", ["Ọ́lá", "Pisag\u0303a", "E\u0301loise", "Łukasz", "Işıl"])
def test_marks_that_have_no_letter_of_their_own_are_fine(written):
    assert to_name(written).state is CellState.OK


@pytest.mark.parametrize("written", ["-", "néant", "NULL", "idem", "sans objet"])
def test_no_used_name_is_no_name(written):
    found = to_optional_name(written)
    assert (found.value, found.state) == (None, CellState.WARNING)


@pytest.mark.parametrize("cell", [0.0, True, "0", "#REF!", date(1999, 1, 1)])
def test_a_text_that_is_something_else_is_doubted(cell):
    assert to_printed(cell).state is CellState.WARNING
