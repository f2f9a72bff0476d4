"""The words a jury's file may use for a role, a voice, a yes or a no; leaves rows to others."""

from jurydesk.certification.vocabulary import Role, Voice
from jurydesk.cohort.word_values import to_answer
from jurydesk.french.folding import folded_word
from jurydesk.tables.cell import Cell
from jurydesk.tables.converters import Understood, refuse, text_of, warn

VOICES: dict[str, tuple[Voice | None, str]] = {
    **dict.fromkeys(
        ("deliberative", "voix deliberative", "d", "delib", "vote", "votant", "votante", "oui"),
        (Voice.VOTING, "voix délibérative pour toutes les voies"),
    ),
    **dict.fromkeys(
        ("consultative", "voix consultative", "c", "consult", "sans vote", "non votant", "non"),
        (Voice.ADVISORY, "voix consultative pour toutes les voies"),
    ),
    "": (None, "voix du référentiel"),
}

# The words that name a seat, alone or among words that add nothing to it.
_SEATS = {
    Role.CHAIR: ("president", "presidente", "presidence", "pdt", "pdte"),
    Role.DIRECTOR: ("directeur", "directrice", "direction", "dir"),
    Role.TEACHER: (
        *("enseignant", "enseignante", "enseignants", "professeur", "professeure", "prof"),
        *(
            "formateur",
            "formatrice",
            "vacataire",
            "mcf",
            "maitre",
            "maitresse",
            "charge",
            "chargee",
        ),
        *("universitaire", "intervenant", "intervenante", "ec"),
    ),
    Role.EMPLOYER: ("employeur", "employeurs", "employeuse", "employeuses", "patronal", "patronat"),
    Role.EMPLOYEE: (
        *("salarie", "salariee", "salaries", "salariees", "syndicat", "syndical", "syndicale"),
    ),
    Role.RAPPORTEUR: ("rapporteur", "rapporteure", "rapporteuse", "referent", "referente"),
    Role.GUEST: ("invite", "invitee", "observateur", "observatrice"),
}
# Words that say more of a seat and leave it the same.
_NOISE = {
    None: (
        *("du", "de", "des", "la", "le", "les", "l", "d", "au", "aux", "a", "en", "et", "pour"),
        *("jury", "membre", "representant", "representante", "representants", "qualifie"),
        *("qualifiee", "college", "titulaire", "personne", "personnalite"),
    ),
    Role.CHAIR: ("seance",),
    Role.DIRECTOR: ("formation", "formations", "specialisee", "specialisees", "etudes", "general"),
    Role.TEACHER: (
        *("chercheur", "chercheuse", "enseignant", "universites", "conferences", "cours"),
        *("enseignement", "specialise", "specialisee"),
    ),
    Role.EMPLOYER: ("entreprise", "entreprises", "organisations", "organisation"),
    Role.EMPLOYEE: ("organisations", "organisation", "salariales"),
    Role.RAPPORTEUR: ("vae", "pedagogique", "dossier"),
    Role.GUEST: ("exterieur", "exterieure", "invites", "voix", "consultative"),
}
# Usual words that two seats share: the likelier one is taken, and the doubt is said.
_LIKELY = {
    "professionnel": Role.EMPLOYER,
    "professionnelle": Role.EMPLOYER,
    "professionnels": Role.EMPLOYER,
    "entreprise": Role.EMPLOYER,
    "responsable": Role.DIRECTOR,
    "tuteur": Role.TEACHER,
    "exterieur": Role.GUEST,
    "exterieure": Role.GUEST,
    "consultatif": Role.GUEST,
    "expert": Role.GUEST,
    "experte": Role.GUEST,
}
_SUBSTITUTE = ("suppleant", "suppleante", "suppl", "remplacant", "remplacante")

_TITULAIRE = "donnez l’identifiant du titulaire dans la colonne « suppléant de »."
EXPECTED_ROLES = ", ".join(role.value for role in Role)
_SEAT_OF = {word: role for role, words in _SEATS.items() for word in words}


def to_role(cell: Cell) -> Understood[Role]:
    """A seat of the jury, in one of its usual words; what more is said of it is a doubt."""
    text = text_of(cell)
    words = folded_word(text).split()
    seats = list(dict.fromkeys(_SEAT_OF[word] for word in words if word in _SEAT_OF))
    likely = list(dict.fromkeys(_LIKELY[word] for word in words if word in _LIKELY))
    substitute = [word for word in words if word in _SUBSTITUTE]
    if substitute and not seats:
        return refuse(f"« {text} » ne dit pas quel siège : écrivez-le, et {_TITULAIRE}")
    if isinstance(cell, bool) or not (seats or likely):
        return refuse(f"« {text} » n’est pas un rôle du jury : écrivez {EXPECTED_ROLES}.")
    if len(seats or likely) > 1:
        told = " ou ".join(role.value for role in seats or likely)
        return refuse(f"« {text} » nomme deux rôles : écrivez {told}.")
    role = (seats or likely)[0]
    known = {*_NOISE[None], *_NOISE[role], *_SEATS[role]}
    if substitute:
        return warn(role, role.words, f"« {text} » est lu {role.words} : {_TITULAIRE}")
    if not seats or not known.issuperset(words):
        others = f"écrivez {EXPECTED_ROLES}"
        return warn(role, role.words, f"« {text} » est lu {role.words} : sinon, {others}.")
    return Understood(role, role.words)


to_external = to_answer(
    frozenset(
        (
            *("externe", "exterieur", "exterieure", "externes", "ext", "membre exterieur"),
            *("membre exterieure", "membre externe", "hors etablissement", "vacataire"),
            *("exterieur a l etablissement", "exterieure a l etablissement", "e"),
        )
    ),
    frozenset(
        (
            *("interne", "internes", "int", "membre interne", "interieur", "interieure", "i"),
            *("permanent", "permanente", "interne a l etablissement"),
        )
    ),
    "écrivez oui (extérieur) ou non (interne), ou laissez vide si ce n’est pas su",
)
to_teacher_researcher = to_answer(
    frozenset(
        (
            *("ec", "enseignant chercheur", "enseignante chercheuse", "enseignante chercheure"),
            *("mcf", "maitre de conferences", "maitresse de conferences", "pu"),
            *("professeur des universites", "professeure des universites", "mcu", "hdr"),
        )
    ),
    frozenset(("enseignant", "enseignante", "vacataire", "prag", "professionnel")),
    "écrivez oui ou non, ou laissez vide si ce n’est pas su",
)
