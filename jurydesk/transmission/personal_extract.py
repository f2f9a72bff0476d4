"""What a session holds of one person, and nothing of anybody else (« droit d’accès »).

Source: RGPD art. 15 and 15(4): the copy must not harm others. Every fact about the person is told
from the journal, undone ones too; whoever else acted or is named in it is left out or hidden.
Leaves pages to :mod:`~jurydesk.transmission.extract_pages`.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from jurydesk.cohort.candidate import Candidate
from jurydesk.deliberation.decisions import decisions_json
from jurydesk.deliberation.facts import (
    ActUndone,
    CandidateCorrected,
    CivilStatusAmended,
    CohortImported,
    EnglishChosen,
    Fact,
    IncidentRecorded,
    MemberRecused,
    RectificationDeclared,
    TitlesIssued,
)
from jurydesk.deliberation.state import Entry, SittingState
from jurydesk.errors import JuryDeskError
from jurydesk.french.folding import fold
from jurydesk.replacing import JSON_MARK
from jurydesk.storage.codec import encode_fact
from jurydesk.transmission.results import about, document_kind

HIDDEN = "[autre personne]"
# Fields that say who else acted: a member, a juror, a signer.
_WHO = frozenset({"member", "juror", "voters", "chair", "by", "values", "source", "source_digest"})
_SHORTEST_NAME = 3


def extract(state: SittingState, entries: Iterable[Entry], identifier: str) -> dict[str, Any]:
    """Return everything the session holds of a candidate, as data for JSON.

    Raises:
        JuryDeskError: There is no such candidate.
    """
    person = state.candidates.get(identifier)
    if person is None:
        raise JuryDeskError(
            f"Aucun candidat « {identifier} » dans cette séance : vérifiez son identifiant avec "
            "« jurydesk decisions »."
        )
    decided = decisions_json(state)["candidates"]
    assert isinstance(decided, list)  # noqa: S101 by its own definition
    veil = _Veil(state, entries := tuple(entries), person)
    content: dict[str, Any] = {
        JSON_MARK: f"extrait ({document_kind(state)})",
        "session": dict(about(state)),
        "person": veil.over(_record(person)),
        "decisions": veil.over(next(each for each in decided if each["id"] == identifier)),
        "journal": [veil.over(told) for told in _told(state, entries, person)],
    }
    return content


def extract_json(content: Mapping[str, Any]) -> bytes:
    """Return an extract as readable JSON."""
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _record(person: Candidate) -> dict[str, Any]:
    """Return the fields of a candidate as the journal writes them."""
    fact = CandidateCorrected(_NO_TIME, person, "", "", "", "")
    return dict(json.loads(encode_fact(fact)[2])["candidate"])


def _told(
    state: SittingState, entries: Iterable[Entry], person: Candidate
) -> Iterator[dict[str, Any]]:
    """Tell each fact about the person, in the journal's order."""
    undone = {each.by.act for each in state.undone}
    names = _words_of(person)
    for entry in entries:
        fact = entry.fact
        body = _about(fact, person, names)
        if body is None:
            continue
        told = {"number": entry.number, "at": fact.at.isoformat(), "fact": type(fact).__name__}
        yield told | body | ({"undone": True} if entry.act in undone else {})


def _about(fact: Fact, person: Candidate, names: frozenset[str]) -> dict[str, Any] | None:
    """Return what a fact says of the person, ``None`` when it says nothing."""
    body: dict[str, Any] = json.loads(encode_fact(fact)[2])
    if isinstance(fact, CohortImported | RectificationDeclared):
        key = "identifier" if isinstance(fact, CohortImported) else "candidate"
        mine = [
            each
            for each in body.get("candidates", ())
            if person.identifier in {each.get(key), each.get("identifier")}
        ]
        return {"candidate": mine[0]} if mine else None
    if isinstance(fact, CandidateCorrected | CivilStatusAmended):
        return body if fact.candidate.identifier == person.identifier else None
    if isinstance(fact, TitlesIssued):
        titles = [each for each in body["titles"] if each["candidate"] == person.identifier]
        return {"issued_on": body["issued_on"], "titles": titles} if titles else None
    if isinstance(fact, EnglishChosen):
        return {} if fact.everyone or person.identifier in fact.people else None
    if isinstance(fact, IncidentRecorded):
        return body if names & set(fold(fact.text).split()) else None
    if isinstance(fact, ActUndone) or getattr(fact, "candidate", None) != person.identifier:
        return None
    if isinstance(fact, MemberRecused):
        # Why a member withdrew is that member's.
        return {"candidate": person.identifier}
    return {key: value for key, value in body.items() if key not in _WHO}


class _Veil:
    """Hides from the texts of an extract the names of everybody else."""

    def __init__(self, state: SittingState, entries: Iterable[Entry], person: Candidate) -> None:
        own = _words_of(person)
        others = {word for name in _names(state, entries, person) for word in fold(name).split()}
        self._others = {word for word in others - own if len(word) >= _SHORTEST_NAME}
        self._identifiers = {
            key for key in (*state.candidates, *state.members) if key != person.identifier
        }

    def over(self, value: Any, name: str = "") -> Any:  # noqa: ANN401 any JSON
        """Return the same data, others hidden; civil status and codes are left as they are."""
        if isinstance(value, dict):
            return {key: self.over(each, key) for key, each in value.items()}
        if isinstance(value, list):
            return [self.over(each, name) for each in value]
        if isinstance(value, str) and name not in _CIVIL:
            return self._hide(value)
        return value

    def _hide(self, text: str) -> str:
        if text in self._identifiers:
            return HIDDEN
        hidden = re.sub(
            r"[^\W\d_]+",
            lambda word: HIDDEN if fold(word[0]) in self._others else word[0],
            text,
        )
        several = re.escape(HIDDEN)
        return re.sub(rf"{several}(?:[ \-–’']+{several})+", HIDDEN, hidden)


def _words_of(person: Candidate) -> frozenset[str]:
    names = (person.birth_name, person.used_name, person.first_names)
    return frozenset(word for name in names for word in re.split(r"[\W_]+", fold(name)) if word)


def _names(state: SittingState, entries: Iterable[Entry], person: Candidate) -> Iterator[str]:
    """Iterate over the names of everybody else that the session knows, past and present."""
    for entry in entries:
        if isinstance(entry.fact, CohortImported):
            for other in entry.fact.candidates:
                if other.identifier != person.identifier:
                    yield from _parts(other.birth_name, other.used_name)
    for key, other in state.candidates.items():
        if key != person.identifier:
            yield from _parts(other.birth_name, other.used_name)
        yield from _parts(other.rapporteur, other.companion)
        yield from _parts(other.thesis.director if other.thesis else "")
    for member in state.members.values():
        yield from _parts(member.name)
    for defence in state.defences.values():
        yield from _parts(*defence.jurors)


def _parts(*names: str) -> Iterator[str]:
    for name in names:
        yield from re.split(r"[\W_]+", name)


_CIVIL = frozenset(
    {
        *("identifier", "birth_name", "used_name", "first_names", "birth_place", "birth_country"),
        *("birth_place_code", "email", "address", "employer", "gender", "route", "id"),
        *("fact", "at", "code", "block", "certification", "établissement", "séance", "document"),
        *("procès-verbal", "empreinte", "candidate", "outcome", "status", "kind", "state"),
    }
)
_NO_TIME = datetime(2000, 1, 1, tzinfo=UTC)
