"""The decisions attached to the minutes as a table."""

import csv
from io import BytesIO, StringIO

import pikepdf

from jurydesk.minutes.content.decisions_table import decisions_table
from jurydesk.minutes.content.whole import compose
from jurydesk.minutes.pages.pdf import render
from tests.builders import a_candidate
from tests.minutes.builders import HEAD, a_full_sitting, a_story, the_members


def rows_of(data):
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig")), delimiter=";"))


def test_each_candidate_has_a_row_with_status_and_level_apart():
    state = a_full_sitting().state()
    rows = rows_of(decisions_table(state))
    assert [row["identifiant"] for row in rows] == list(state.candidates)
    partial = next(row for row in rows if row["resultat"] == "PART")
    assert partial["BC04_statut"] == "en voie de validation"
    assert partial["BC04_niveau"] == "3"
    assert partial["resultat_en_clair"] == "validation partielle"


def test_name_that_begins_as_a_formula_stays_a_name():
    story = a_story([a_candidate("=1+1", "FI", birth_name="-Roy")], the_members())
    (row,) = rows_of(decisions_table(story.state()))
    assert (row["identifiant"], row["nom_naissance"]) == ("'=1+1", "'-Roy")


def test_minutes_carry_the_table_beside_the_decisions():
    state = a_full_sitting().state()
    minutes = compose(state, head=HEAD, entries=120)
    data = render(minutes, draft=False, decisions=b"{}", table=decisions_table(state)).data
    with pikepdf.open(BytesIO(data)) as pdf:
        assert sorted(pdf.attachments) == ["decisions.csv", "decisions.json"]
        attached = pdf.attachments["decisions.csv"].get_file()
        assert attached.read_bytes() == decisions_table(state)
        assert attached.mime_type == "text/csv"
