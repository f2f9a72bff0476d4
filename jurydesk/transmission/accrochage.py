"""The « accrochage » to the SI-CPF: the certified holders as the Caisse des Dépôts takes them.

Source: L6113-8 and R6113-17-2 (within three months), schema 1.1.2. The schema is a file of the
user's; :mod:`~jurydesk.transmission.flow_check` checks what it misses. Leaves sending to people.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from lxml import etree

from jurydesk.certification.vocabulary import AccessRoute, Outcome
from jurydesk.cohort.candidate import Candidate
from jurydesk.deliberation.accrochage_standing import last_moment, sendings
from jurydesk.deliberation.civil_status import amended
from jurydesk.deliberation.decisions import outcome
from jurydesk.deliberation.known import known_people
from jurydesk.deliberation.rectification.changes import before_of
from jurydesk.deliberation.session_time import local
from jurydesk.deliberation.state import SittingState
from jurydesk.errors import JuryDeskError
from jurydesk.french.lists import enumeration
from jurydesk.french.spaces import clean, typeset
from jurydesk.replacing import AUTHOR
from jurydesk.transmission.birth_places import birth_country, place_faults
from jurydesk.transmission.flow_shape import FlowSchema, shaped

NAMESPACE = "urn:cdc:cpf:pc5:schema:1.0.0"
_XSI_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
_NAMESPACES = {"cpf": NAMESPACE, "xsi": "http://www.w3.org/2001/XMLSchema-instance"}
_LONGEST_NAME = 60
_LONGEST_FLOW = 50
_FIRST_YEAR, _LAST_YEAR = 1900, 2099

_ACCESS = {
    AccessRoute.STUDENT: "FORMATION_INITIALE_HORS_APPRENTISSAGE",
    AccessRoute.APPRENTICESHIP: "FORMATION_INITIALE_APPRENTISSAGE",
    AccessRoute.CONTINUING: "FORMATION_CONTINUE_HORS_CONTRAT_DE_PROFESSIONNALISATION",
    AccessRoute.PROFESSIONALISATION: "FORMATION_CONTINUE_CONTRAT_DE_PROFESSIONNALISATION",
    AccessRoute.EXPERIENCE: "VAE",
}


@dataclass(frozen=True, slots=True)
class Depositor:
    """Who sends the flow: the Caisse des Dépôts gives both identifiers to the certifier.

    ``client`` has 8 characters, ``contract`` 1 to 20.
    """

    client: str
    contract: str


UNKNOWN_DEPOSITOR = Depositor("00000000", "A-COMPLETER")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a flow is made for: these people alone, this schema's shape.

    Without ``people``, every certified holder. ``held`` are values that a schema may ask and that
    the session does not hold, by element name (« action »).
    """

    people: tuple[str, ...] = ()
    schema: FlowSchema | None = None
    held: Mapping[str, str] = field(default_factory=dict)


EVERYONE = Wanted()


def accrochage(
    state: SittingState,
    depositor: Depositor = UNKNOWN_DEPOSITOR,
    before_candidate: Callable[[], None] = lambda: None,
    wanted: Wanted = EVERYONE,
) -> bytes:
    """Return the flow of a sealed session's certified holders; same session, same bytes.

    ``before_candidate`` is called before each candidate; what it raises stops the work.

    Raises:
        JuryDeskError: the session is not sealed, nobody is certified, somebody asked for is not,
            or something is missing: every holder and every element is named at once.
    """
    holders = _holders(state, wanted.people, before_candidate)
    found = {holder.identifier: holder_faults(holder) for holder in holders}
    faults = [fault for each in found.values() for fault in each] + _depositor_faults(depositor)
    # What the schema asks is told with the rest: the flow is made of those who lack nothing.
    flow = _flow(state, depositor, [each for each in holders if not found[each.identifier]])
    if wanted.schema is not None:
        asked = shaped(flow, wanted.schema, wanted.held)
        if asked:
            faults.append(
                f"le schéma « {wanted.schema.name} » demande ce que la séance ne contient pas : "
                f"{', '.join(asked)}"
            )
    if faults:
        raise JuryDeskError(
            typeset(f"L’accrochage est à compléter avant d’être produit : {' ; '.join(faults)}.")
        )
    etree.indent(flow)
    flow.addprevious(etree.Comment(f" {AUTHOR} "))
    tree = flow.getroottree()
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _holders(
    state: SittingState, people: tuple[str, ...], before_candidate: Callable[[], None]
) -> list[Candidate]:
    if state.sealed is None:
        raise JuryDeskError(
            typeset(
                "L’accrochage ne part que d’une séance scellée : scellez d’abord le procès-verbal."
            )
        )
    asked = set(known_people(state, people))
    holders = []
    for candidate in amended(state).candidates.values():
        before_candidate()
        is_certified = outcome(state, candidate.identifier) is Outcome.CERTIFIED
        if is_certified and (not people or candidate.identifier in asked):
            holders.append(candidate)
    left = asked - {holder.identifier for holder in holders}
    if left:
        names = enumeration(f"{state.candidates[key].name} ({key})" for key in sorted(left))
        raise JuryDeskError(
            typeset(f"Seuls les certifiés se transmettent : retirez {names} de --for.")
        )
    if not holders:
        raise JuryDeskError(
            typeset("Aucun candidat n’est certifié par cette séance : il n’y a rien à transmettre.")
        )
    return holders


def _flow(
    state: SittingState, depositor: Depositor, holders: Sequence[Candidate]
) -> etree._Element:
    assert state.sealed is not None  # noqa: S101 _holders() was asked first
    flow = etree.Element(_name("flux"), nsmap=_NAMESPACES)
    _add(flow, "idFlux", flow_identifier(state, holders))
    _add(flow, "horodatage", timestamp(local(state, last_moment(state))))
    sender = _add(flow, "emetteur")
    _add(sender, "idClient", depositor.client)
    certifier = _add(_add(sender, "certificateurs"), "certificateur")
    _add(certifier, "idClient", depositor.client)
    _add(certifier, "idContrat", depositor.contract)
    certification = _add(_add(certifier, "certifications"), "certification")
    of_title = state.rulebook.certification
    _add(certification, "type", "RS" if of_title.is_specific else "RNCP")
    _add(certification, "code", of_title.code)
    _add(certification, "natureDeposant", "CERTIFICATEUR")
    passages = _add(certification, "passageCertifications")
    for holder in holders:
        _add_passage(passages, state, holder)
    return flow


def flow_identifier(state: SittingState, holders: Sequence[Candidate]) -> str:
    """Return what names a flow: the minutes, then which people and which sending it is.

    Each sending that was noted makes the next one another flow.
    """
    certified = [key for key in state.candidates if outcome(state, key) is Outcome.CERTIFIED]
    chosen = [holder.identifier for holder in holders]
    parts = []
    if chosen != certified:
        parts.append(hashlib.sha256("\n".join(chosen).encode()).hexdigest()[:8])
    if (sent := sendings(state)) > 0:
        parts.append(str(sent + 1))
    tail = "".join(f"-{part}" for part in parts)
    return f"{state.minutes_number[: _LONGEST_FLOW - len(tail)]}{tail}"


def technical_identifier(state: SittingState, candidate: str) -> str:
    """Return the « idTechnique » of a holder: the same each time the passage is sent again.

    Minutes that rectify keep that of the minutes they rectify, where the person was certified.
    """
    before = before_of(state, candidate)
    declared = state.rectification
    if declared is not None and before is not None and before.outcome is Outcome.CERTIFIED:
        return f"{declared.minutes_number}-{candidate}"
    return f"{state.minutes_number}-{candidate}"


def holder_faults(candidate: Candidate) -> list[str]:
    """Return what a holder's civil status lacks for the flow, one sentence each, named."""
    faults = []
    name = f"{candidate.name} ({candidate.identifier})"
    if not clean(candidate.birth_name):
        faults.append(f"{name} : le nom de naissance manque")
    if candidate.birth_date is None:
        faults.append(f"{name} : la date de naissance manque")
    elif not _FIRST_YEAR <= candidate.birth_date.year <= _LAST_YEAR:
        faults.append(f"{name} : l’année de naissance doit être entre 1900 et 2099")
    if candidate.gender is None:
        faults.append(f"{name} : le sexe (F ou M) manque")
    faults += [f"{name} : {fault}" for fault in place_faults(candidate)]
    fields = {
        "nom de naissance": candidate.birth_name,
        "nom d’usage": candidate.used_name,
        "commune de naissance": candidate.birth_place,
        "pays de naissance": candidate.birth_country,
    }
    faults += [
        f"{name} : {words} de plus de {_LONGEST_NAME} caractères"
        for words, value in fields.items()
        if len(value) > _LONGEST_NAME
    ]
    if not first_names(candidate):
        faults.append(f"{name} : le prénom manque")
    elif any(len(first_name) > _LONGEST_NAME for first_name in first_names(candidate)):
        faults.append(f"{name} : un prénom a plus de {_LONGEST_NAME} caractères")
    return faults


def first_names(candidate: Candidate) -> list[str]:
    """Return at most three first names; commas separate them when there are any, else spaces."""
    separator = "," if "," in candidate.first_names else None
    names = [clean(name).strip() for name in candidate.first_names.split(separator)]
    return [name for name in names if name][:3]


def timestamp(moment: datetime) -> str:
    """Write a moment as the flow takes it: seconds, a numeric offset, never Z.

    Raises:
        ValueError: the moment has no offset.
    """
    if moment.utcoffset() is None:
        raise ValueError(moment)
    return moment.replace(microsecond=0).isoformat()


def _depositor_faults(depositor: Depositor) -> list[str]:
    faults = []
    if len(depositor.client) != 8:
        faults.append("l’identifiant client doit avoir 8 caractères")
    if not 1 <= len(depositor.contract) <= 20:
        faults.append("l’identifiant de contrat doit avoir de 1 à 20 caractères")
    return faults


def _add_passage(parent: etree._Element, state: SittingState, holder: Candidate) -> None:
    passage = _add(parent, "passageCertification")
    _add(passage, "idTechnique", technical_identifier(state, holder.identifier))
    _add(passage, "obtentionCertification", "PAR_ADMISSION")
    _add(passage, "donneeCertifiee", "true")
    _add(passage, "dateDebutValidite", state.session_date.isoformat())
    _add_nil(passage, "dateFinValidite")
    _add(passage, "presenceNiveauLangueEuro", "false")
    _add(passage, "presenceNiveauNumeriqueEuro", "false")
    _add_nil(passage, "scoring")
    _add_nil(passage, "mentionValidee")
    enrolment = _add(passage, "modalitesInscription")
    _add(enrolment, "modaliteAcces", _ACCESS[holder.route])
    if holder.route.is_experience:
        _add(enrolment, "voieAccessVAE", "VAE_CLASSIQUE")
    _add_holder(_add(passage, "identificationTitulaire"), holder)


def _add_holder(parent: etree._Element, candidate: Candidate) -> None:
    holder = _add(parent, "titulaire")
    _add(holder, "nomNaissance", candidate.birth_name)
    if candidate.used_name:
        _add(holder, "nomUsage", candidate.used_name)
    else:
        _add_nil(holder, "nomUsage")
    for number, first_name in enumerate(first_names(candidate), start=1):
        _add(holder, f"prenom{number}", first_name)
    birth, gender = candidate.birth_date, candidate.gender
    assert birth is not None  # noqa: S101 holder_faults() was asked first
    assert gender is not None  # noqa: S101 likewise
    _add(holder, "anneeNaissance", str(birth.year))
    _add_or_nil(holder, "moisNaissance", birth.month)
    _add_or_nil(holder, "jourNaissance", birth.day)
    _add(holder, "sexe", gender.value)
    place = _add(holder, "codeCommuneNaissance")
    if candidate.birth_place_code:
        _add(_add(place, "codeInseeNaissance"), "codeInsee", candidate.birth_place_code)
    else:
        _add_nil(_add(place, "codePostalNaissance"), "codePostal")
    country = birth_country(candidate)
    _add_if(holder, "libelleCommuneNaissance", candidate.birth_place)
    _add_if(holder, "codePaysNaissance", country.code)
    _add_if(holder, "libellePaysNaissance", country.label)


def _name(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"


def _add(parent: etree._Element, tag: str, text: str | None = None) -> etree._Element:
    child = etree.SubElement(parent, _name(tag))
    # XML has no place for control characters; the files people paste from do.
    child.text = None if text is None else clean(text)
    return child


def _add_if(parent: etree._Element, tag: str, text: str) -> None:
    if text:
        _add(parent, tag, text)


def _add_or_nil(parent: etree._Element, tag: str, number: int | None) -> None:
    if number is None:
        _add_nil(parent, tag)
    else:
        _add(parent, tag, str(number))


def _add_nil(parent: etree._Element, tag: str) -> None:
    _add(parent, tag).set(_XSI_NIL, "true")
