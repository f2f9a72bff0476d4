"""Reads the members of a jury from a spreadsheet; leaves every check of its composition to others.

An empty yes/no cell is *unknown*: it is never taken for a no, nor an empty « sexe » for a man.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jurydesk.certification.rulebook import Rulebook
from jurydesk.certification.vocabulary import Role, Voice
from jurydesk.cohort.civility import Civility
from jurydesk.cohort.identifiers import tell_lost_zeros_once
from jurydesk.compliance.jury_columns import MEMBER_COLUMNS, jury_fields
from jurydesk.compliance.member import JuryMember
from jurydesk.french.agreement import agreed, of
from jurydesk.french.folding import fold
from jurydesk.tables.column import attributes_of
from jurydesk.tables.converters import CellState
from jurydesk.tables.how_read import AS_THE_FILE_SAYS, HowRead
from jurydesk.tables.located import locate
from jurydesk.tables.notices import file_notices
from jurydesk.tables.preview import Problem, TablePreview, preview_row
from jurydesk.tables.row import RowReading
from jurydesk.tables.row_reading import read_rows
from jurydesk.tables.spreadsheet import read_workbook

# What a jury's file was understood as, before anything is taken.
JuryPreview = TablePreview[JuryMember]


def read_jury(
    path: Path,
    rulebook: Rulebook,
    how: HowRead = AS_THE_FILE_SAYS,
) -> JuryPreview:
    """Read a jury's file (FORMATS §3) and say what was understood of it.

    Raises :class:`UnreadableFileError` when there is no table to read.
    """
    located = locate(read_workbook(path, how), jury_fields(), how)
    readings: list[tuple[RowReading, JuryMember]] = []
    for table in located.tables:
        civility = Civility.of(table, ("nom", "prenom"))
        for row in read_rows(table):
            civility.check(row)
            readings.append((row, _member(row, rulebook)))
    _compare_rows(readings)
    tell_lost_zeros_once(row for row, _ in readings)
    rows = tuple(
        preview_row(row, located, member.identifier, member.full_name, member)
        for row, member in readings
    )
    notices = [*file_notices(located), *_whole_jury(readings)]
    return TablePreview("members", located, rows, tuple(notices))


def _member(row: RowReading, rulebook: Rulebook) -> JuryMember:
    get = row.values.get
    role: Role | None = get("role")
    if role is not None and rulebook.seat(role) is None:
        code = rulebook.certification.code
        row.warning("role", f"le référentiel {of(code)} ne prévoit pas de siège « {role.words} ».")
    if role is Role.RAPPORTEUR and get("voix") is Voice.VOTING:
        row.error("voix", "un rapporteur ne vote pas : laissez la voix vide.")
    held: dict[str, Any] = {"identifier": "", "name": "", "first_name": "", "role": None}
    # A row without a role is in error and its member is never taken.
    return JuryMember(**held | attributes_of(MEMBER_COLUMNS, row.values))


def _compare_rows(readings: Sequence[tuple[RowReading, JuryMember]]) -> None:
    """Refuse doubled identifiers and suppléants of nobody; point out doubled persons."""
    seen: dict[str, RowReading] = {}
    persons: dict[tuple[str, str], RowReading] = {}
    by_identifier = {member.identifier: member for _, member in readings}
    for row, member in readings:
        if member.identifier:
            first = seen.setdefault(member.identifier.casefold(), row)
            if first is not row:
                row.error(
                    "identifiant",
                    f"l’identifiant {member.identifier} est déjà celui de la ligne "
                    f"{first.place} : "
                    "chaque membre a le sien.",
                )
        name = fold(member.name), fold(member.first_name)
        if all(name):
            first = persons.setdefault(name, row)
            if first is not row:
                row.warning(
                    "nom",
                    f"même nom et même prénom que la ligne {first.place} : "
                    "vérifiez que ce sont deux personnes.",
                )
        if member.substitute_for:
            _check_substitute(row, member, by_identifier.get(member.substitute_for))


def _check_substitute(row: RowReading, member: JuryMember, titulaire: JuryMember | None) -> None:
    wanted = member.substitute_for
    if titulaire is None:
        row.error(
            "suppleant_de",
            f"aucun membre n’a l’identifiant {wanted} : donnez celui du titulaire.",
        )
    elif wanted == member.identifier:
        row.error("suppleant_de", "personne n’est son propre suppléant : donnez le titulaire.")
    elif titulaire.substitute_for:
        row.error(
            "suppleant_de",
            f"{titulaire.full_name} est déjà {agreed(titulaire.gender, 'suppléant')} : donnez "
            "l’identifiant du titulaire.",
        )
    elif titulaire.role is not member.role:
        row.warning(
            "suppleant_de",
            f"le suppléant n’a pas le rôle {of(titulaire.full_name)}, qu’il remplace.",
        )


def _whole_jury(readings: Sequence[tuple[RowReading, JuryMember]]) -> list[Problem]:
    if not readings:
        return [Problem(CellState.ERROR, "Le tableau ne contient aucun membre.")]
    chairs = [
        member for _, member in readings if member.role is Role.CHAIR and not member.substitute_for
    ]
    if not chairs:
        return [
            Problem(
                CellState.WARNING,
                "Aucun membre n’a le rôle president : la séance ne pourra pas ouvrir sans lui.",
            )
        ]
    if len(chairs) > 1:
        names = ", ".join(chair.full_name for chair in chairs)
        return [
            Problem(
                CellState.ERROR,
                f"Plusieurs membres ont le rôle president ({names}) : n’en gardez qu’un.",
            )
        ]
    return []
