"""Checks an « accrochage » flow: against the schema file its user gives, and what it misses.

The schema belongs to the Caisse des Dépôts and is not shipped: what most often trips a flow is
checked here too, so that a flow without it is not sent blind.
"""

import re
from collections import Counter
from datetime import date
from pathlib import Path

from lxml import etree

from jurydesk.errors import JuryDeskError
from jurydesk.transmission.schema_words import schema_words

_DATES = ("dateDebutExamen", "dateFinExamen", "dateDebutValidite", "dateFinValidite")
_TYPES = ("RNCP", "RS")
_TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# These must be there, marked nil when nothing is known.
_NILLABLE = (
    *("dateFinValidite", "scoring", "mentionValidee"),
    *("nomUsage", "moisNaissance", "jourNaissance"),
)
_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"


def flow_faults(flow: bytes, schema: Path | None = None) -> list[str]:
    """Return every fault of a flow in French, holders named; none means it may be sent.

    What the schema lets through and this does not: an ``idTechnique`` used twice, a date that
    does not exist, VAE without its way in and the reverse, a certification of no known type or
    whose code is of the other type.

    Raises:
        JuryDeskError: the flow or the schema cannot be read.
    """
    root = _parse(flow, "Le fichier d’accrochage")
    faults = _schema_faults(root, schema) if schema else []
    counts = Counter(_texts(root, "idTechnique"))
    faults += [
        f"l’identifiant technique « {key} » sert {n} fois" for key, n in counts.items() if n > 1
    ]
    faults += _certification_faults(root)
    faults += [
        f"l’horodatage « {text} » doit s’écrire AAAA-MM-JJThh:mm:ss+hh:mm"
        for text in _texts(root, "horodatage")
        if not _TIMESTAMP.fullmatch(text)
    ]
    for passage in root.iter("{*}passageCertification"):
        faults += _passage_faults(passage)
        if schema is None:
            faults += _missing_nil(passage)
    return faults


def _certification_faults(root: etree._Element) -> list[str]:
    faults = []
    for kind, code in zip(_texts(root, "type"), _texts(root, "code"), strict=False):
        if kind not in _TYPES:
            faults.append(f"le type de certification « {kind} » n’est ni RNCP ni RS")
        elif not code.startswith(kind):
            faults.append(f"le code « {code} » n’est pas de type {kind}")
    return faults


def _missing_nil(passage: etree._Element) -> list[str]:
    """Return the elements left out that must be nil; a schema given says so itself."""
    return [
        f"{_holder(passage)} : {tag} manque (à marquer nil)"
        for tag in _NILLABLE
        if passage.find(f".//{{*}}{tag}") is None
    ]


def _blank_faults(passage: etree._Element, who: str) -> list[str]:
    """Return the elements left blank that must be out."""
    return [
        f"{who} : {etree.QName(node).localname} est vide"
        for node in passage.iter(etree.Element)
        if len(node) == 0 and not (node.text or "").strip() and node.get(_NIL) != "true"
    ]


def _holder(passage: etree._Element) -> str:
    who = " ".join(_texts(passage, "nomNaissance") + _texts(passage, "prenom1"))
    return who or "titulaire sans nom"


def _passage_faults(passage: etree._Element) -> list[str]:
    who = _holder(passage)
    faults = _blank_faults(passage, who)
    faults += [
        f"{who} : la date « {text} » ({tag}) n’existe pas"
        for tag in _DATES
        for text in _texts(passage, tag)
        if not _exists(text)
    ]
    try:
        date(*(int(_texts(passage, f"{tag}Naissance")[0]) for tag in ("annee", "mois", "jour")))
    except ValueError:
        faults.append(f"{who} : la date de naissance n’existe pas")
    except IndexError:
        pass  # a month or a day may be unknown (nil); the year is the schema's business
    by_experience = "VAE" in _texts(passage, "modaliteAcces")
    if by_experience != bool(_texts(passage, "voieAccessVAE")):
        faults.append(
            f"{who} : VAE sans voieAccessVAE"
            if by_experience
            else f"{who} : voieAccessVAE sans VAE"
        )
    return faults


def _exists(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return _DAY.fullmatch(day) is not None


def _schema_faults(root: etree._Element, path: Path) -> list[str]:
    try:
        schema = etree.XMLSchema(_parse(path.read_bytes(), "Le schéma d’accrochage"))
    except (OSError, etree.XMLSchemaParseError) as error:
        raise JuryDeskError(
            f"Le schéma « {path.name} » ne peut pas être lu : donnez le fichier .xsd de la Caisse"
            " des Dépôts."
        ) from error
    schema.validate(root)
    return [schema_words(root, entry) for entry in schema.error_log]  # type: ignore[attr-defined]


def _parse(content: bytes, what: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise JuryDeskError(f"{what} n’est pas un document XML lisible : {error}.") from error


def _texts(root: etree._Element, tag: str) -> list[str]:
    return [node.text for node in root.iter(f"{{*}}{tag}") if node.text]
