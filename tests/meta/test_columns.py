"""No column is forgotten anywhere: what a file says is read, corrected, shown, exported, viewed.

A column added is one record in the registry and the field that it fills; a test here names the
place that would have been forgotten.
"""

import csv
import dataclasses
import io
import sqlite3
from contextlib import closing
from datetime import time

import pytest

from jurydesk.certification.vocabulary import AccessRoute
from jurydesk.cohort.candidate import Candidate, Thesis
from jurydesk.cohort.cohort_columns import CANDIDATE_COLUMNS, CORRECTED_COLUMNS, OTHER_FIELDS
from jurydesk.cohort.cohort_file import read_cohort
from jurydesk.cohort.correction import correct, file_text
from jurydesk.compliance.jury_columns import MEMBER_COLUMNS
from jurydesk.compliance.jury_file import read_jury
from jurydesk.compliance.member import JuryMember
from jurydesk.deliberation.sheet.act import SheetRow
from jurydesk.deliberation.sheet.columns import SHEET_COLUMNS
from jurydesk.deliberation.sheet.sitting_sheet import read_sheet
from jurydesk.storage.session_file import SessionFile
from jurydesk.tables.column import words_of
from jurydesk.transmission.jury_table import jury_csv
from jurydesk.transmission.results import result_table
from jurydesk.widgets.cohort.cohort_cells import candidate_cells, screen_columns
from jurydesk.widgets.jury.member_card import member_card, member_cells
from tests.builders import the_rulebook
from tests.storage.builders import preparation

RULES = the_rulebook()
NEEDED = {"identifiant": "0012", "nom_naissance": "Durand", "prenoms": "Zoé", "voie": "FI"}
SEAT = {"identifiant": "M07", "nom": "Dussaut", "prenom": "Claire", "role": "employeur"}
CHAIR = {"identifiant": "M01", "nom": "Roy", "prenom": "Anne", "role": "president"}
ACT = {"heure": "09:30", "acte": "vote", "membre": "M01", "candidat": "A01"}


def every(columns):
    return pytest.mark.parametrize("column", columns, ids=[column.name for column in columns])


def table(path, *rows):
    names = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    return path


def the_candidate(tmp_path, column):
    rows = table(tmp_path / "p.csv", NEEDED | {column.name: column.example})
    (who,) = read_cohort(rows, RULES).accepted()
    return who


def the_member(tmp_path, column):
    rows = table(tmp_path / "j.csv", CHAIR, SEAT | {column.name: column.example})
    if column.name == "suppleant_de":
        rows = table(tmp_path / "j.csv", CHAIR, SEAT | {"role": "president", column.name: "M01"})
    return read_jury(rows, RULES).accepted()[1]


@pytest.fixture
def session(tmp_path):
    def of(*candidates, jury=()):
        return SessionFile.create(tmp_path / "s.jury", preparation(candidates, jury))

    return of


def fields_of(kind, columns, others=()):
    held = {column.attribute.partition(".")[0] for column in columns} | set(others)
    return {field.name for field in dataclasses.fields(kind)} - held


def test_every_field_of_a_record_is_a_column_or_says_why_not():
    assert fields_of(Candidate, CANDIDATE_COLUMNS, OTHER_FIELDS) == set()
    assert fields_of(JuryMember, MEMBER_COLUMNS) == set()
    assert fields_of(SheetRow, SHEET_COLUMNS, {"row", "day"}) == set()
    thesis = {column.attribute for column in CANDIDATE_COLUMNS if "." in column.attribute}
    assert thesis == {f"thesis.{field.name}" for field in dataclasses.fields(Thesis)}


@every([*CANDIDATE_COLUMNS, *MEMBER_COLUMNS, *SHEET_COLUMNS])
def test_column_says_what_it_is_called_and_gives_an_example(column):
    assert column.label
    assert column.example
    assert column.field(RULES).convert(column.example).message == ""


@every(CANDIDATE_COLUMNS)
def test_column_of_the_cohort_is_read(tmp_path, column):
    who = the_candidate(tmp_path, column)
    assert column.value(who) == column.field(RULES).convert(column.example).value


@every(CORRECTED_COLUMNS)
def test_column_of_the_cohort_is_corrected(column):
    other = "VAE" if column.name == "voie" else column.example
    plain = Candidate("0012", "Roy", "Anne", AccessRoute("FI"))
    found = correct(plain, column.name, other, RULES)
    assert file_text(found.candidate, column.name, RULES) == column.text(found.candidate) != ""


@every(CANDIDATE_COLUMNS)
def test_column_of_the_cohort_is_shown_on_its_page(tmp_path, session, column):
    who = the_candidate(tmp_path, column)
    if column.name == "anglais_score":
        who = dataclasses.replace(who, english_test="TOEIC")
    if column.name == "nom_naissance":
        who = dataclasses.replace(who, used_name="Roy")
    with session(who) as file:
        columns = screen_columns(file.state)
        cells = candidate_cells(file.state, who.identifier, columns)
    said = " ".join(f"{cell.text} {cell.tip}" for cell in cells)
    assert words_of(column.value(who)).casefold() in said.casefold()


@every([column for column in CANDIDATE_COLUMNS if not column.private])
def test_column_of_the_cohort_is_exported_and_in_its_view(tmp_path, session, column):
    who = the_candidate(tmp_path, column)
    with session(who) as file:
        exported = result_table(file.state)
    (row,) = exported.rows
    assert row[exported.headings.index(column.name)] == column.text(who)
    with closing(sqlite3.connect(tmp_path / "s.jury")) as tool:
        query = f"SELECT {column.attribute.replace('.', '_')} FROM candidates"  # noqa: S608 ours
        ((viewed,),) = tool.execute(query).fetchall()
    assert viewed not in (None, "")


def test_private_columns_leave_the_session_in_no_table(tmp_path, session):
    kept = [column for column in CANDIDATE_COLUMNS if column.private]
    assert kept
    with session() as file:
        assert not {column.name for column in kept} & set(result_table(file.state).headings)
    with closing(sqlite3.connect(tmp_path / "s.jury")) as tool:
        held = {name for _, name, *_ in tool.execute("PRAGMA table_info(candidates)")}
    assert not {column.attribute.replace(".", "_") for column in kept} & held


@every([column for column in MEMBER_COLUMNS if column.private])
def test_where_a_member_is_written_to_is_read_and_leaves_in_no_table(tmp_path, column):
    member = the_member(tmp_path, column)
    assert column.value(member) == column.field(RULES).convert(column.example).value
    assert column.example.encode() not in jury_csv([member])


@every([column for column in MEMBER_COLUMNS if not column.private])
def test_column_of_the_jury_is_read_shown_exported_and_in_its_view(tmp_path, session, column):
    member = the_member(tmp_path, column)
    value = column.value(member)
    assert value == column.field(RULES).convert(column.example).value
    exported = list(
        csv.DictReader(io.StringIO(jury_csv([member]).decode("utf-8-sig")), delimiter=";")
    )
    assert exported[0][column.name] == column.text(member)
    with session(jury=(member,)) as file:
        cells = member_cells(file.state, member, (AccessRoute.STUDENT,))
        said = member_card(file.state, member)
    said += " ".join(f"{cell.text} {cell.tip}" for cell in cells)
    assert words_of(value).casefold() in said.casefold()
    with closing(sqlite3.connect(tmp_path / "s.jury")) as tool:
        query = f"SELECT {column.attribute} FROM members"  # noqa: S608 our own names
        ((viewed,),) = tool.execute(query).fetchall()
    assert viewed not in (None, "")


@every(SHEET_COLUMNS)
def test_column_of_a_sitting_sheet_is_read(tmp_path, column):
    row = ACT | {"bloc": "BC01", "valeur": "2"} | {column.name: column.example}
    (read,) = read_sheet(table(tmp_path / "b.csv", row)).accepted()
    # The hour may bear a day, kept apart; the act reads its own value.
    made = {"heure": time(9, 30), "valeur": 2}
    expected = made.get(column.name, column.field().convert(column.example).value)
    assert column.value(read) == expected
