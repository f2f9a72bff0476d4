"""The register of certificates delivered, as a table and as JSON."""

from jurydesk.deliberation.civil_status import amended_candidate
from jurydesk.deliberation.issued_titles import IssuedRow, register_rows
from jurydesk.deliberation.session_time import local
from jurydesk.deliberation.state import SittingState
from jurydesk.replacing import TITLES_MARK
from jurydesk.transmission.typed_tables import TypedTable

_HEADINGS = (
    *TITLES_MARK,
    "titre",
    "identifiant",
    "titulaire",
    "delivre_le",
    "inscrit_le",
    "exemplaire",
    "code",
    "etat",
    "numero_pv",
)


def register_table(state: SittingState) -> TypedTable:
    """Return one row a certificate delivered, in the order of the deliveries."""
    rows = tuple(
        (
            "registre des certificats",
            row.code,
            title_words(state, row.code),
            row.candidate,
            amended_candidate(state, row.candidate).name,
            row.issued_on,
            local(state, row.at).date(),
            copy_words(row),
            row.mark or "sans code",
            row.standing.value,
            state.minutes_number,
        )
        for row in register_rows(state)
    )
    return TypedTable("Certificats délivrés", _HEADINGS, rows)


def told_rows(state: SittingState) -> list[dict[str, object]]:
    """Return the register as plain values, ready for JSON."""
    return [
        {
            "candidate": row.candidate,
            "code": row.code,
            "issued_on": row.issued_on.isoformat(),
            "at": row.at.isoformat(),
            "duplicate": row.duplicate,
            "reissued": row.again,
            "mark": row.mark or None,
            "standing": row.standing.value,
        }
        for row in register_rows(state)
    ]


def title_words(state: SittingState, code: str) -> str:
    """Return what a certificate is of: the title of its bloc, or of the certification."""
    certification = state.rulebook.certification
    for block in certification.blocks:
        if block.code == code and code != certification.code:
            return block.title
    return certification.title


def copy_words(row: IssuedRow) -> str:
    """Return which copy it is: the first, one made again, or a duplicata."""
    if row.duplicate:
        return "duplicata"
    return "nouvelle délivrance" if row.again else "original"
