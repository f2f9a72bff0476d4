"""The paragraphs an establishment may word itself: their original text, and the fields they take.

A decision, a mandatory line of a certificate and a notice of the law are none of them: they say
one thing everywhere. Leaves checking a text to :mod:`~jurydesk.minutes.house.fields`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jurydesk.cohort.candidate import Candidate
from jurydesk.compliance.member import JuryMember
from jurydesk.deliberation.state import SittingState
from jurydesk.errors import JuryDeskError
from jurydesk.french.agreement import agree
from jurydesk.french.days import day
from jurydesk.french.spaces import clean, quoted, typeset
from jurydesk.minutes.content.session_section import establishment
from jurydesk.minutes.house.fields import faults, filled

SESSION_FIELDS = {
    "titre": "l’intitulé exact de la certification",
    "certification": "l’intitulé, le code et le niveau",
    "code": "le code de la certification",
    "date_seance": "le jour de la séance",
    "lieu": "le lieu de la séance",
    "numero_pv": "le numéro du procès-verbal",
    "promotion": "la promotion",
    "etablissement": "le nom légal du certificateur",
}
PERSON_FIELDS = {
    "nom": "prénoms et nom de la personne",
    "civilite": "Madame, Monsieur, ou les deux quand on ne sait pas",
    "e": "« e » pour une femme, « (e) » quand on ne sait pas (« convoqué{e} »)",
}


@dataclass(frozen=True, slots=True)
class Wording:
    """One paragraph: its ``key``, what it is for people, its text as shipped.

    ``own`` are the fields it has beside those of any letter; ``required`` those it must keep.
    """

    key: str
    title: str
    original: str
    own: Mapping[str, str]
    required: tuple[str, ...] = ()

    @property
    def fields(self) -> Mapping[str, str]:
        """Every field it takes, and what each one says."""
        return {**PERSON_FIELDS, **SESSION_FIELDS, **self.own}


_CLOSING = "Veuillez agréer, {civilite}, l’expression de notre considération distinguée."
_ROUTE = {"voie": "la voie d’accès"}
_HELD = {"horaires": "de quelle heure à quelle heure la personne a siégé"}

WORDINGS = (
    Wording(
        "notification-ouverture",
        "Notification : première phrase",
        "Le jury s’est réuni le {date_seance}. Voici le résultat de votre candidature.",
        _ROUTE,
        ("date_seance",),
    ),
    Wording("notification-fin", "Notification : formule de politesse", _CLOSING, _ROUTE),
    Wording(
        "vae-ouverture",
        "Notification de VAE : première phrase",
        "Le jury s’est réuni le {date_seance}. Voici le résultat de votre demande de validation "
        "des acquis de l’expérience.",
        _ROUTE,
        ("date_seance",),
    ),
    Wording("vae-fin", "Notification de VAE : formule de politesse", _CLOSING, _ROUTE),
    Wording(
        "convocation-ouverture",
        "Convocation : première phrase",
        "Nous vous prions de bien vouloir siéger au jury de la certification professionnelle "
        "{certification}.",
        {},
        ("certification",),
    ),
    Wording(
        "convocation-secret",
        "Convocation : objet de la délibération",
        "Le jury délibérera sur {candidatures}. La délibération et les votes sont secrets.",
        {"candidatures": "le nombre de candidatures"},
    ),
    Wording(
        "convocation-relation",
        "Convocation : relation avec un candidat (VAE)",
        "Si une relation professionnelle ou personnelle, présente ou passée, vous lie à l’une "
        "des personnes candidates, signalez-le à la présidence avant la séance.",
        {},
    ),
    Wording(
        "convocation-employeur",
        "Convocation : demande d’absence à l’employeur",
        "La présente convocation est à joindre à votre demande d’absence, à remettre à votre "
        "employeur le {date_limite} au plus tard.",
        {"date_limite": "le dernier jour pour la demande d’absence"},
        ("date_limite",),
    ),
    Wording(
        "convocation-empechement",
        "Convocation : empêchement",
        "En cas d’empêchement, prévenez l’établissement sans attendre.",
        {},
    ),
    Wording("convocation-fin", "Convocation : formule de politesse", _CLOSING, {}),
    Wording(
        "attestation-jury",
        "Attestation de présence au jury",
        "{nom} a siégé au jury de la certification professionnelle {certification}, réuni le "
        "{date_seance}, {horaires}.",
        _HELD,
        ("nom", "date_seance", "horaires"),
    ),
)
"""Every paragraph that may be worded, in the order of the papers."""

_BY_KEY = {wording.key: wording for wording in WORDINGS}


def wording(key: str) -> Wording:
    """Return a paragraph by its key.

    Raises:
        JuryDeskError: There is none.
    """
    found = _BY_KEY.get(key)
    if found is None:
        known = ", ".join(_BY_KEY)
        raise JuryDeskError(
            f"Le paragraphe « {clean(key)} » n’existe pas : choisissez parmi {known}."
        )
    return found


def wording_faults(key: str, text: str) -> tuple[str, ...]:
    """Return what is wrong with a text for a paragraph; nothing when it may be used."""
    found = wording(key)
    return faults(text, found.fields, found.required)


def said(
    state: SittingState, key: str, who: Candidate | JuryMember, own: Mapping[str, str] | None = None
) -> str:
    """Return a paragraph for a person, in the establishment's words where it has some."""
    house = state.establishment
    text = (house.own_words(key) if house else "") or wording(key).original
    values = {**dict(session_values(state)), **dict(person_values(who)), **(own or {})}
    return typeset(clean(filled(text, values)))


def session_values(state: SittingState) -> Iterator[tuple[str, str]]:
    """Return the fields of the session, with their texts."""
    certification = state.rulebook.certification
    yield "titre", quoted(certification.title)
    yield "certification", f"{quoted(certification.title)} ({certification.code_words})"
    yield "code", clean(certification.code)
    yield "date_seance", day(state.session_date)
    yield "lieu", typeset(state.place)
    yield "numero_pv", clean(state.minutes_number)
    yield "promotion", typeset(state.cohort_name)
    yield "etablissement", establishment(state)


def person_values(who: Candidate | JuryMember) -> Iterator[tuple[str, str]]:
    """Return the fields of the person a paper is for, with their texts."""
    if isinstance(who, JuryMember):
        yield "nom", clean(who.full_name)
    else:
        yield "nom", f"{clean(who.first_names)} {clean(who.used_name or who.birth_name).upper()}"
        yield "voie", who.route.words
    yield "civilite", agree(who.gender, "Monsieur", "Madame", "Madame, Monsieur")
    yield "e", agree(who.gender, "", "e", "(e)")
