"""The words of a « bordereau de séance » and the form each act takes; leaves reading to others."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from jurydesk.certification.vocabulary import JurorCapacity
from jurydesk.compliance.member import Attendance
from jurydesk.french.folding import fold

_ATTENDANCE = {
    **{attendance.value: attendance.value for attendance in Attendance},
    "presente": "present",
    "a distance": "distance",
    "distanciel": "distance",
    "visio": "distance",
    "absente": "absent",
    "excusee": "excuse",
    "partie": "parti",
    "depart": "parti",
}
_CAPACITIES = {
    **{capacity.value: capacity.value for capacity in JurorCapacity},
    "enseignante": "enseignant",
    "representant d entreprise": "entreprise",
}
_MARK = re.compile(r"(rapport|oral)\s*=\s*(\d+(?:[.,]\d+)?)")
# No jury counts beyond nine digits, and Python does not read a number of thousands of them.
_TALLY = re.compile(r"\d{1,9}(?:\s*/\s*\d{1,9})+(?:\s+prep\s*=\s*\d{1,9})?")
_WHOLE = re.compile(r"(?:niveau )?(\d{1,9})(?:[.,]0+)?")


def _attendance(text: str) -> str | None:
    return _ATTENDANCE.get(fold(text))


def _capacity(text: str) -> str | None:
    return _CAPACITIES.get(fold(text))


def _mark(text: str) -> str | None:
    match = _MARK.fullmatch(text.casefold().replace("note ", ""))
    return f"{match[1]}={match[2]}" if match else None


def _level(text: str) -> str | None:
    match = _WHOLE.fullmatch(text.casefold())
    return match[1] if match else None


def _vote(text: str) -> str | None:
    if fold(text) in ("abstention", "abst", "abstient"):
        return "abstention"
    return _level(text)


def _tally(text: str) -> str | None:
    plain = " ".join(text.casefold().replace("prép", "prep").split())
    return plain if _TALLY.fullmatch(plain) else None


def _finding(text: str) -> str | None:
    return fold(text).replace(" ", "_") or None


@dataclass(frozen=True, slots=True)
class ActForm:
    """What one act needs: the fields it requires, and those it only accepts.

    ``value`` returns the value as the replay reads it, or ``None`` when it is not one;
    ``example`` is what the clerk should write then.
    """

    required: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    value: Callable[[str], str | None] | None = None
    example: str = ""


_BALLOT = ("candidat", "bloc")

ACT_FORMS: dict[str, ActForm] = {
    "presence": ActForm(
        ("membre", "valeur"),
        ("motif",),
        _attendance,
        "present, distance, absent, excuse ou parti",
    ),
    "ouverture": ActForm((), ("motif",)),
    "suspension": ActForm((), ("motif",)),
    "reprise": ActForm((), ("motif",)),
    "cloture": ActForm((), ("motif",)),
    "president_seance": ActForm(("membre",), ("motif",)),
    "deport": ActForm(("membre", "candidat"), ("motif",)),
    "passer_outre": ActForm(
        ("valeur", "motif"), ("candidat",), _finding, "l’identifiant du constat"
    ),
    "note": ActForm(
        ("membre", "candidat", "valeur"), ("bloc", "motif"), _mark, "rapport=14,5 ou oral=15"
    ),
    "jury_soutenance": ActForm(
        ("membre", "candidat", "valeur"), ("bloc", "motif"), _capacity, "entreprise ou enseignant"
    ),
    "vote": ActForm(("membre", *_BALLOT, "valeur"), ("motif",), _vote, "un niveau, ou abstention"),
    "decompte": ActForm(
        (*_BALLOT, "valeur"), ("motif",), _tally, "n1/n2/n3/n4/abst, et au besoin prep=k"
    ),
    "consensus": ActForm(_BALLOT, ("valeur", "motif"), _level, "un niveau, ou rien"),
    "adoption": ActForm(_BALLOT, ("motif",)),
    "attente": ActForm(_BALLOT, ("motif",)),
    "non_presente": ActForm(_BALLOT, ("motif",)),
    "recommandation": ActForm(("candidat", "motif")),
    "incident": ActForm(("motif",)),
    "annuler": ActForm((), ("motif",)),
}

# The acts where « * » would name nobody in particular; elsewhere it is all that apply.
NO_STAR = frozenset({"president_seance", "jury_soutenance"})

_SYNONYMS = {
    "president de seance": "president_seance",
    "non presentee": "non_presente",
    "jury de soutenance": "jury_soutenance",
    "recommandations": "recommandation",
    "fermeture": "cloture",
    "annulation": "annuler",
}


def act_named(text: str) -> str | None:
    """Return the act a cell names, folded: « Clôture » is ``cloture``."""
    folded = fold(text)
    act = folded.replace(" ", "_")
    return act if act in ACT_FORMS else _SYNONYMS.get(folded)
