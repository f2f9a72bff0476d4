"""The extract of one person as pages to read: civil status, decisions, and the journal's facts."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from jurydesk.certification.vocabulary import Outcome
from jurydesk.french.spaces import capitalised, clean, typeset
from jurydesk.minutes.content.model import Pair
from jurydesk.minutes.papers.leaf import (
    Block,
    Details,
    Leaf,
    Subtitle,
    Table,
    TableColumn,
    Title,
    Tone,
    Words,
)

_LABELS = {
    "identifier": "Identifiant",
    "birth_name": "Nom de naissance",
    "used_name": "Nom d’usage",
    "first_names": "Prénoms",
    "gender": "Sexe",
    "birth_date": "Date de naissance",
    "birth_place": "Commune de naissance",
    "birth_place_code": "Code Insee de naissance",
    "birth_country": "Pays de naissance",
    "email": "Courriel",
    "address": "Adresse",
    "route": "Voie d’accès",
    "employer": "Employeur",
    "path_start": "Début du parcours",
    "admissible_on": "Recevabilité",
    "derogation": "Dérogation",
    "english_test": "Test d’anglais",
    "english_score": "Score d’anglais",
    "rapporteur": "Rapporteur",
    "companion": "Accompagnateur",
    "thesis": "Thèse",
    "blocks": "Blocs, tels que le fichier les donnait",
    "remarks": "Autres colonnes du fichier",
}
_FACTS = {
    "CohortImported": "lu dans la promotion",
    "RectificationDeclared": "repris d’un procès-verbal à rectifier",
    "CandidateCorrected": "dossier corrigé",
    "CivilStatusAmended": "état civil corrigé",
    "MemberRecused": "un membre s’est retiré pour ce dossier",
    "FindingOverridden": "il a été passé outre un constat",
    "DefenceJurorAppointed": "un juré de soutenance a été désigné",
    "DefenceMarked": "note de soutenance",
    "BallotCounted": "bloc mis aux voix",
    "DecisionAdopted": "décision adoptée",
    "DecisionReopened": "bloc remis en délibération",
    "BlockSetAside": "bloc mis de côté",
    "FollowUpPlanned": "complément demandé",
    "RecommendationWritten": "recommandation",
    "IncidentRecorded": "incident noté",
    "VoteWithdrawn": "un vote a été retiré",
    "SessionFollowed": "repris d’une séance antérieure",
    "MentionSettled": "dit si une mention du dossier désigne un membre",
    "AccrochageNoted": "suivi de l’accrochage",
    "TitlesIssued": "certificats délivrés",
    "EnglishChosen": "papiers aussi en anglais",
}
_KEYS = _LABELS | {
    "block": "bloc",
    "level": "niveau",
    "tally": "décompte par niveau",
    "abstentions": "abstentions",
    "proposed": "niveau proposé",
    "status": "statut",
    "state": "état",
    "casting_vote": "voix prépondérante",
    "way": "manière",
    "reason": "motif",
    "part": "partie",
    "mark": "note",
    "capacity": "au titre",
    "text": "texte",
    "work": "travail demandé",
    "due_on": "pour le",
    "field": "champ",
    "before": "avant",
    "after": "après",
    "changes": "changements",
    "finding": "constat",
    "pages": "pages",
    "title": "titre",
    "director": "directeur",
    "confidential": "confidentielle",
    "acquired_on": "acquis le",
    "assessments": "évaluations",
    "outcome": "résultat",
    "issued_on": "délivrés le",
    "titles": "certificats",
    "code": "code",
    "duplicate": "duplicata",
}
_HEAD = (TableColumn("N°", 8), TableColumn("Le", 20), TableColumn("Inscription", 72))
_BLOCS = (
    TableColumn("Bloc", 20),
    TableColumn("Statut", 24),
    TableColumn("Niveau", 12),
    TableColumn("Motif", 44),
)


def extract_sheet(content: Mapping[str, Any]) -> Leaf:
    """Return the sheet of an extract made by :mod:`~jurydesk.transmission.personal_extract`."""
    session, person = content["session"], content["person"]
    who = clean(f"{person['first_names']} {person['birth_name']}")
    return Leaf(
        about=who,
        blocks=(
            Title(
                "Extrait des données personnelles",
                kicker=clean(session["certification"]),
                subtitle=typeset(f"{who}, séance du {session['séance']}"),
            ),
            Words(
                typeset(
                    "Tout ce que le fichier de la séance contient de cette personne. Ce qui nomme "
                    "quelqu’un d’autre est remplacé par « [autre personne] ». Les votes "
                    "individuels n’y sont pas : ils ne sont conservés nulle part."
                ),
                Tone.NOTE,
            ),
            Subtitle("Ce que le dossier dit"),
            Details(tuple(_details(person))),
            Subtitle("Ce que le jury a décidé"),
            *_decided(content["decisions"]),
            Subtitle("Ce que le journal a enregistré"),
            Table(_HEAD, tuple(_row(each, person) for each in content["journal"])),
        ),
    )


def _details(person: Mapping[str, Any]) -> Iterator[Pair]:
    for key, label in _LABELS.items():
        if person.get(key) not in (None, "", [], {}):
            yield Pair(label, clean(_plain(person[key])))


def _decided(decisions: Mapping[str, Any]) -> Iterator[Block]:
    rows = tuple(
        tuple(clean(_plain(bloc.get(key))) for key in ("code", "status", "level", "reason"))
        for bloc in decisions["blocs"]
    )
    yield Table(_BLOCS, rows)
    found = decisions["outcome"]
    yield Words(typeset(f"Résultat : {Outcome(found).words if found else 'à décider'}."))


def _row(told: Mapping[str, Any], person: Mapping[str, Any]) -> tuple[str, str, str]:
    known = {"number", "at", "fact", "undone"}
    words = capitalised(_FACTS.get(told["fact"], told["fact"]))
    detail = _plain({key: value for key, value in told.items() if key not in known})
    if told.get("candidate") == person:
        detail = "tel que ci-dessus"
    undone = " (annulé ensuite)" if told.get("undone") else ""
    moment = f"{_dates(str(told['at'])[:10])} {str(told['at'])[11:16]}"
    return str(told["number"]), moment, clean(typeset(f"{words}{undone}. {capitalised(detail)}"))


def _plain(value: Any) -> str:  # noqa: ANN401 any JSON
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, dict):
        shown = dict(value)
        if isinstance(value.get("candidate"), str):
            del shown["candidate"]
        return ", ".join(f"{_KEYS.get(key, key)} : {_plain(each)}" for key, each in shown.items())
    if isinstance(value, list):
        return " ; ".join(map(_plain, value))
    return _dates(str(value))


def _dates(text: str) -> str:
    return re.sub(r"^(\d{4})-(\d{2})-(\d{2})$", r"\3/\2/\1", text)
