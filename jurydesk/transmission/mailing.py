"""The table of a mail merge: one row a person and a paper, with where it goes and its file."""

from collections.abc import Iterator, Sequence
from datetime import date

from jurydesk.cohort.candidate import Candidate
from jurydesk.compliance.member import JuryMember
from jurydesk.deliberation.civil_status import amended_candidate
from jurydesk.deliberation.decisions import outcome
from jurydesk.deliberation.state import SittingState
from jurydesk.french.agreement import agree
from jurydesk.minutes.house.postal import LINES, address_lines
from jurydesk.minutes.papers.documents import Paper
from jurydesk.replacing import MAILING_MARK
from jurydesk.transmission.results import document_kind
from jurydesk.transmission.typed_tables import (
    TypedCell,
    TypedTable,
    moment_of,
    table_csv,
    table_xlsx,
)

NAME = "publipostage"
_LINES = LINES - 1

_HEADINGS = (
    *MAILING_MARK,
    "fichier",
    "numero_pv",
    "date_seance",
    "date_papier",
    "identifiant",
    "civilite",
    "nom",
    "nom_naissance",
    "prenoms",
    *(f"adresse_{number}" for number in range(1, _LINES + 1)),
    "code_postal",
    "ville",
    "courriel",
    "resultat",
)


def mailing_files(
    state: SittingState, papers: Sequence[Paper], dated: date | None
) -> tuple[tuple[str, bytes], ...]:
    """Return the names and the contents of the table, as CSV and as XLSX."""
    table = mailing_table(state, papers, dated)
    return (
        (f"{NAME}.csv", table_csv(table)),
        (f"{NAME}.xlsx", table_xlsx(table, moment_of(state))),
    )


def mailing_table(state: SittingState, papers: Sequence[Paper], dated: date | None) -> TypedTable:
    """Return one row for each person and paper; what is nobody's has none."""
    rows = tuple(
        (
            *(document_kind(state), paper.title, paper.file_name, state.minutes_number),
            *(state.session_date, dated, person),
            *_person(state, person),
        )
        for paper in papers
        for person in paper.people
    )
    return TypedTable("Publipostage", _HEADINGS, rows)


def _person(state: SittingState, person: str) -> Iterator[TypedCell]:
    member = state.members.get(person)
    who = member if person not in state.candidates else amended_candidate(state, person)
    assert who is not None  # noqa: S101 a paper is a candidate's or a member's
    yield agree(who.gender, "Monsieur", "Madame", "Madame, Monsieur")
    if isinstance(who, JuryMember):
        yield from (who.name, who.name, who.first_name)
        yield from _address(who.address)
        yield from (who.email, "")
        return
    yield from (who.used_name or who.birth_name, who.birth_name, who.first_names)
    yield from _address(who.address)
    yield from (who.email, _result(state, who))


def _result(state: SittingState, who: Candidate) -> str:
    result = outcome(state, who.identifier)
    return "" if result is None else result.words


def _address(text: str) -> Iterator[TypedCell]:
    """Return the lines of an address, then its postcode and town apart where they are seen."""
    lines = address_lines(text)
    kept = list(lines[:_LINES])
    if len(lines) > _LINES:
        # Nothing is lost: what does not fit stays on the last line.
        kept[-1] = ", ".join(lines[_LINES - 1 :])
    yield from (*kept, *([""] * (_LINES - len(kept))))
    town = next((line for line in reversed(lines) if line[:5].isdecimal()), "")
    yield from (town[:5], town[5:].strip())
