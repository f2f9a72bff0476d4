"""Every act of a « bordereau de séance », one record each; reading rows is left to others."""

from jurydesk.certification.vocabulary import BlockStatus
from jurydesk.deliberation.sheet import building, values
from jurydesk.deliberation.sheet.act import SheetAct
from jurydesk.french.folding import fold

_BALLOT = ("candidat", "bloc")
_BALLOT_WORDS = "candidat, bloc ou *"

ATTENDANCE = SheetAct(
    "presence",
    building.attendance,
    ("membre", "present, distance, absent, excuse ou parti", "arrivée, absence, départ"),
    ("membre", "valeur"),
    value=values.attendance,
    example="present, distance, absent, excuse ou parti",
)
OPENING = SheetAct("ouverture", building.opening, ("", "", "la séance est ouverte"))
SUSPENSION = SheetAct("suspension", building.suspension, ("", "", "elle est suspendue (motif)"))
RESUMPTION = SheetAct("reprise", building.resumption, ("", "", "elle reprend"))
CLOSING = SheetAct("cloture", building.closing, ("", "", "elle est close"), synonyms=("fermeture",))
ACTING_CHAIR = SheetAct(
    "president_seance",
    building.acting_chair,
    ("membre", "", "préside à partir de maintenant"),
    ("membre",),
    star=False,
    synonyms=("president de seance",),
)
RECUSAL = SheetAct(
    "deport",
    building.recusal,
    ("membre, candidat", "", "le membre se retire pour ce candidat"),
    ("membre", "candidat"),
)
OVERRIDE = SheetAct(
    "passer_outre",
    building.override,
    ("candidat, s’il y en a un", "identifiant du constat", "motif obligatoire"),
    ("valeur", "motif"),
    ("candidat",),
    values.finding,
    "l’identifiant du constat",
)
JURORS = SheetAct(
    "jury_soutenance",
    building.jurors,
    ("candidat, membre", "entreprise ou enseignant", "qui juge la soutenance"),
    ("membre", "candidat", "valeur"),
    ("bloc", "motif"),
    values.capacity,
    "entreprise ou enseignant",
    star=False,
    synonyms=("jury de soutenance",),
)
MARK = SheetAct(
    "note",
    building.mark,
    ("membre, candidat", "rapport=14,5 ou oral=15", "note d’un juré de soutenance"),
    ("membre", "candidat", "valeur"),
    ("bloc", "motif"),
    values.mark,
    "rapport=14,5 ou oral=15",
)
VOTE = SheetAct(
    "vote",
    building.vote,
    ("membre, candidat, bloc", "niveau ou abstention", "vote nominal"),
    ("membre", *_BALLOT, "valeur"),
    value=values.vote,
    example="un niveau, ou abstention",
)
TALLY = SheetAct(
    "decompte",
    building.tally,
    ("candidat, bloc", "n1/n2/n3/n4/abst, puis prep=k", "nombre de voix par niveau"),
    (*_BALLOT, "valeur"),
    value=values.tally,
    example="n1/n2/n3/n4/abst, et au besoin prep=k",
)
CONSENSUS = SheetAct(
    "consensus",
    building.consensus,
    (_BALLOT_WORDS, "niveau, ou rien", "tout le jury ; rien : la proposition"),
    _BALLOT,
    ("valeur", "motif"),
    values.level,
    "un niveau, ou rien",
)
ADOPTION = SheetAct(
    "adoption",
    building.adoption,
    (_BALLOT_WORDS, "", "motif si le niveau n’est pas celui proposé"),
    _BALLOT,
)
PENDING = SheetAct(
    "attente",
    building.aside(BlockStatus.PENDING),
    (_BALLOT_WORDS, "", "décision en attente, motif neutre"),
    _BALLOT,
)
NOT_PRESENTED = SheetAct(
    "non_presente",
    building.aside(BlockStatus.NOT_PRESENTED),
    (_BALLOT_WORDS, "", "bloc non présenté"),
    _BALLOT,
    synonyms=("non presentee",),
)
REOPENING = SheetAct(
    "reouverture",
    building.reopening,
    (_BALLOT_WORDS, "", "le jury revient sur ce qu’il a décidé, motif obligatoire"),
    (*_BALLOT, "motif"),
    (),
    synonyms=("reouvrir", "rouvrir"),
)
RECOMMENDATION = SheetAct(
    "recommandation",
    building.recommendation,
    ("candidat", "", "le texte, dans le motif"),
    ("candidat", "motif"),
    (),
    synonyms=("recommandations",),
)
INCIDENT = SheetAct(
    "incident", building.incident, ("", "", "le texte, dans le motif"), ("motif",), ()
)
UNDO = SheetAct("annuler", None, ("", "", "annule le dernier acte"), synonyms=("annulation",))

SHEET_ACTS = (
    *(ATTENDANCE, OPENING, SUSPENSION, RESUMPTION, CLOSING, ACTING_CHAIR, RECUSAL, OVERRIDE),
    *(JURORS, MARK, VOTE, TALLY, CONSENSUS, ADOPTION, PENDING, NOT_PRESENTED, REOPENING),
    *(RECOMMENDATION, INCIDENT, UNDO),
)
"""Every act of a sheet, in the order the blank sheet explains them."""

ACTS = {act.word: act for act in SHEET_ACTS}

_NAMED = {
    **{act.word: act.word for act in SHEET_ACTS},
    **{synonym.replace(" ", "_"): act.word for act in SHEET_ACTS for synonym in act.synonyms},
}


def act_named(text: str) -> str | None:
    """Return the act a cell names, folded: « Clôture » is ``cloture``."""
    return _NAMED.get(fold(text).replace(" ", "_"))
