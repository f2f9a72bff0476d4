"""The words a jury's file may use for a role, a voice, a yes or a no; leaves rows to others."""

from jurydesk.certification.vocabulary import Role, Voice
from jurydesk.french.folding import fold
from jurydesk.tables.cell import Cell
from jurydesk.tables.converters import Understood, refuse, text_of

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
VOICES: dict[str, tuple[Voice | None, str]] = {
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


def to_role(cell: Cell) -> Understood[Role]:
    """A seat of the jury, in one of its usual words."""
    text = text_of(cell)
    role = _ROLE_WORDS.get(fold(text))
    if role is None:
        return refuse(f"« {text} » n’est pas un rôle du jury : écrivez {EXPECTED_ROLES}.")
    return Understood(role, role.words)


EXPECTED_ROLES = ", ".join(role.value for role in Role)
_ROLE_WORDS = {
    fold(name): role
    for role, synonyms in _ROLES.items()
    for name in (role.value, role.words, *synonyms)
}
