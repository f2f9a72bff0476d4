"""The usual words for a seat and for an outside member; two seats in one cell are refused."""

import pytest

from jurydesk.certification.vocabulary import Role
from jurydesk.compliance.jury_words import to_external, to_role, to_teacher_researcher
from jurydesk.tables.converters import CellState


@pytest.mark.parametrize(
    ("written", "role", "state"),
    [
        ("Présidente du jury", "president", "ok"),
        ("Directeur de la formation", "directeur", "ok"),
        ("Prof", "enseignant", "ok"),
        ("Formatrice", "enseignant", "ok"),
        ("enseignant vacataire", "enseignant", "ok"),
        ("Maîtresse de conférences", "enseignant", "ok"),
        ("Représentante qualifiée des employeurs", "employeur", "ok"),
        ("Représentant des salariés", "salarie", "ok"),
        ("Référente pédagogique", "rapporteur", "ok"),
        ("Professionnel", "employeur", "warning"),
        ("Professeur de mathématiques", "enseignant", "warning"),
        ("Enseignante suppléante", "enseignant", "warning"),
    ],
)
def test_a_seat_in_its_usual_words(written, role, state):
    found = to_role(written)
    assert (found.value, found.state) == (Role(role), state)


@pytest.mark.parametrize("written", ["Suppléant", "Membre", "Président, directeur", True, "?"])
def test_no_seat_or_two_are_refused(written):
    assert to_role(written).state is CellState.ERROR


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("externe", True),
        ("Interne", False),
        ("Ext.", True),
        ("X", True),
        ("N", False),
        ("0", False),
        (True, True),
        ("vrai", True),
        ("no", False),
        ("", None),
        ("?", None),
    ],
)
def test_external_and_internal_answer_the_column(written, value):
    found = to_external(written)
    assert (found.value, found.state) == (value, CellState.OK)


def test_a_title_answers_whether_a_teacher_is_a_researcher():
    assert to_teacher_researcher("MCF").value is True
    assert to_teacher_researcher("vacataire").value is False
    assert to_teacher_researcher("peut-être").state is CellState.ERROR
