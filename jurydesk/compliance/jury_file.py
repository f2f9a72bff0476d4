"""Reads the members of a jury from a spreadsheet; leaves every check of its composition to others.

An empty yes/no cell is *unknown*: it is never taken for a no, nor an empty « sexe » for a man.
"""

from collections.abc import Sequence
from pathlib import Path

from jurydesk.certification.rulebook import Rulebook
from jurydesk.certification.vocabulary import Role, Voice
from jurydesk.cohort.cohort_words import GENDERS
from jurydesk.compliance.member import JuryMember
from jurydesk.french.agreement import of
from jurydesk.french.folding import fold
from jurydesk.tables.cell import Cell
from jurydesk.tables.converters import (
    CellState,
    Converter,
    Understood,
    refuse,
    text_of,
    to_choice,
    to_identifier,
    to_text,
    to_yes_no,
)
from jurydesk.tables.preview import Problem, TablePreview, file_notices, preview_row
from jurydesk.tables.row_reading import RowReading, read_rows
from jurydesk.tables.spreadsheet import read_workbook
from jurydesk.tables.table import Field, locate

_ROLES = {
    Role.CHAIR: ("presidente", "president du jury", "presidente du jury", "presidence"),
    Role.DIRECTOR: (
        "directrice",
        "direction",
        "directeur de la formation",
        "directrice de la formation",
        "directeur des formations specialisees",
    ),
    Role.TEACHER: ("enseignante", "professeur", "professeure", "enseignant chercheur"),
    Role.EMPLOYER: (
        "employeuse",
        "representant employeur",
        "representant employeurs",
        "representante des employeurs",
        "college employeur",
    ),
    Role.EMPLOYEE: (
        "salariee",
        "representant salarie",
        "representant salaries",
        "representante des salaries",
        "college salarie",
    ),
    Role.RAPPORTEUR: ("rapporteure", "rapporteuse", "rapporteur vae", "referent pedagogique"),
    Role.GUEST: ("invitee", "membre invite", "personnalite exterieure", "personnalite invitee"),
}
_VOICES: dict[str, tuple[Voice | None, str]] = {
    **dict.fromkeys(
        ("deliberative", "voix deliberative", "d", "delib"),
        (Voice.VOTING, "voix délibérative pour toutes les voies"),
    ),
    **dict.fromkeys(
        ("consultative", "voix consultative", "c", "consult"),
        (Voice.ADVISORY, "voix consultative pour toutes les voies"),
    ),
    "": (None, "voix du référentiel"),
}


# What a jury's file was understood as, before anything is taken.
JuryPreview = TablePreview[JuryMember]


def read_jury(
    path: Path,
    rulebook: Rulebook,
    sheet: str | None = None,
    *,
    encoding: str | None = None,
    separator: str | None = None,
) -> JuryPreview:
    """Read a jury's file (FORMATS §3) and say what was understood of it.

    Raises :class:`UnreadableFileError` when there is no table to read.
    """
    workbook = read_workbook(path, encoding=encoding, separator=separator)
    table = locate(workbook, jury_fields(), sheet)
    readings = [(row, _member(row, rulebook)) for row in read_rows(table)]
    _compare_rows(readings)
    rows = tuple(
        preview_row(row, table, member.identifier, member.full_name, member)
        for row, member in readings
    )
    notices = [*file_notices(table), *_whole_jury(readings)]
    return TablePreview("members", table, rows, tuple(notices))


def jury_fields() -> list[Field]:
    """Return every field of FORMATS §3."""
    return [
        Field(
            "identifiant",
            to_identifier,
            (
                "id",
                "n°",
                "numéro",
                "n° membre",
                "n° du membre",
                "code",
                "identifiant membre",
                "matricule",
            ),
            required=True,
        ),
        _text("nom", "nom de famille", "nom du membre", "nom d’usage", required=True),
        _text("prenom", "prénom", "prénoms", "prénom(s)", required=True),
        Field("sexe", to_choice(GENDERS, "F ou M, ou laissez vide"), ("genre", "civilité")),
        _text("qualite", "qualité", "fonction", "titre", "qualités", "fonctions"),
        Field(
            "role",
            _role_converter(),
            ("rôle", "siège", "fonction au jury", "rôle au jury"),
            required=True,
            expects=", ".join(role.value for role in Role),
        ),
        Field("exterieur", to_yes_no, ("extérieur", "membre extérieur", "externe", "extérieure")),
        Field(
            "enseignant_chercheur",
            to_yes_no,
            ("enseignant-chercheur", "enseignante-chercheuse", "EC", "chercheur"),
        ),
        _text("employeur", "entreprise", "organisme", "société", "établissement"),
        Field(
            "voix",
            to_choice(_VOICES, "deliberative ou consultative, ou laissez vide"),
            ("type de voix", "voix au jury"),
        ),
        Field(
            "suppleant_de",
            to_identifier,
            ("suppléant de", "suppléante de", "suppléant", "supplée", "titulaire remplacé"),
        ),
        _text(
            "acte_nomination",
            "acte de nomination",
            "acte",
            "arrêté",
            "décision de nomination",
            "arrêté de nomination",
            "n° acte",
        ),
    ]


def _text(name: str, *synonyms: str, required: bool = False) -> Field:
    return Field(name, to_text, synonyms, required, plain=True)


def _role_converter() -> Converter:
    words = {
        fold(name): role
        for role, synonyms in _ROLES.items()
        for name in (role.value, role.words, *synonyms)
    }
    expected = ", ".join(role.value for role in Role)

    def convert(cell: Cell) -> Understood[Role]:
        text = text_of(cell)
        role = words.get(fold(text))
        if role is None:
            return refuse(f"« {text} » n’est pas un rôle du jury : écrivez {expected}.")
        return Understood(role, role.words)

    return convert


def _member(row: RowReading, rulebook: Rulebook) -> JuryMember:
    get = row.values.get
    role: Role | None = get("role")
    if role is not None and rulebook.seat(role) is None:
        code = rulebook.certification.code
        row.warning("role", f"le référentiel de {code} ne prévoit pas de siège « {role.words} ».")
    if role is Role.RAPPORTEUR and get("voix") is Voice.VOTING:
        row.error("voix", "un rapporteur ne vote pas : laissez la voix vide.")
    return JuryMember(
        identifier=get("identifiant", ""),
        name=get("nom", ""),
        first_name=get("prenom", ""),
        # A row without a role is in error and its member is never taken.
        role=role,  # type: ignore[arg-type]
        gender=get("sexe"),
        quality=get("qualite", ""),
        external=get("exterieur"),
        teacher_researcher=get("enseignant_chercheur"),
        employer=get("employeur", ""),
        voice=get("voix"),
        substitute_for=get("suppleant_de", ""),
        act=get("acte_nomination", ""),
    )


def _compare_rows(readings: Sequence[tuple[RowReading, JuryMember]]) -> None:
    """Refuse doubled identifiers and suppléants of nobody; point out doubled persons."""
    seen: dict[str, int] = {}
    persons: dict[tuple[str, str], int] = {}
    by_identifier = {member.identifier: member for _, member in readings}
    for row, member in readings:
        if member.identifier:
            first = seen.setdefault(member.identifier.casefold(), row.number)
            if first != row.number:
                row.error(
                    "identifiant",
                    f"l’identifiant {member.identifier} est déjà celui de la ligne {first} : "
                    "chaque membre a le sien.",
                )
        name = fold(member.name), fold(member.first_name)
        if all(name):
            first = persons.setdefault(name, row.number)
            if first != row.number:
                row.warning(
                    "nom",
                    f"même nom et même prénom que la ligne {first} : "
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
            f"{titulaire.full_name} est déjà suppléant : donnez l’identifiant du titulaire.",
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
