"""Writes a jury as the table its reader takes (FORMATS §3); leaves composing it to others."""

from collections.abc import Iterable

from jurydesk.compliance.member import JuryMember
from jurydesk.transmission.results import ResultTable
from jurydesk.transmission.spreadsheets import to_csv

_HEADINGS = (
    *("identifiant", "nom", "prenom", "sexe", "qualite", "role", "exterieur"),
    *("enseignant_chercheur", "employeur", "voix", "suppleant_de", "acte_nomination"),
)


def jury_csv(members: Iterable[JuryMember]) -> bytes:
    """Return a jury as CSV; what is unknown stays empty, and reading it back gives it again."""
    rows = tuple(_row(member) for member in members)
    return to_csv(ResultTable(about=(), headings=_HEADINGS, rows=rows))


def _row(member: JuryMember) -> tuple[str, ...]:
    return (
        member.identifier,
        member.name,
        member.first_name,
        member.gender or "",
        member.quality,
        member.role,
        _yes_no(member.external),
        _yes_no(member.teacher_researcher),
        member.employer,
        member.voice or "",
        member.substitute_for,
        member.act,
    )


def _yes_no(answer: bool | None) -> str:  # noqa: FBT001 the answer is the datum
    return "" if answer is None else "oui" if answer else "non"
