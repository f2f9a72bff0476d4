"""Rulebooks with one thing changed, and small flows of fiches, in the trade's words."""

from pathlib import Path

import pytest

from jurydesk.bundle import resource
from jurydesk.certification.rulebook_file import parse_rulebook
from jurydesk.errors import InvalidRulebookError

SECOND = Path(__file__).parent / "rulebooks" / "second.toml"
# Real files, kept beside the checkout; a test that reads them is skipped where they are absent.
SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"


def the_text() -> str:
    """The shipped rulebook of RNCP35609, as a person edits it."""
    return resource("rulebooks", "rncp35609.toml").read_text(encoding="utf-8")


def the_second_text() -> str:
    """The second rulebook, as a person edits it."""
    return SECOND.read_text(encoding="utf-8")


def changed(text: str, before: str, after: str) -> str:
    """The text with its first ``before`` replaced; the test is wrong when there is none."""
    assert before in text, before
    return text.replace(before, after, 1)


def faults_of(text: str) -> tuple[str, ...]:
    """The faults that a rulebook's text is refused for, with ordinary spaces."""
    with pytest.raises(InvalidRulebookError) as refusal:
        parse_rulebook(text)
    return tuple(plain(fault) for fault in refusal.value.faults)


def plain(text: str) -> str:
    """The text with ordinary spaces and apostrophes, to compare words rather than typography."""
    return " ".join(text.replace("’", "'").split())


def a_flow(*fiches: str, head: str = "") -> str:
    """A flow V4.1 holding some fiches."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f"{head}<FICHES>\n<VERSION_FLUX>4.1</VERSION_FLUX>\n" + "\n".join(fiches) + "\n</FICHES>\n"
    )


def a_fiche(code: str = "RNCP99002", **parts: str) -> str:
    """A fiche V4.1 with one bloc and the FI route open; ``parts`` replace elements by tag."""
    elements = {
        "ID_FICHE": "<ID_FICHE>7</ID_FICHE>",
        "NUMERO_FICHE": f"<NUMERO_FICHE>{code}</NUMERO_FICHE>",
        "INTITULE": "<INTITULE>Luthière, luthier</INTITULE>",
        "ABREGE": "<ABREGE><CODE>TP</CODE><LIBELLE>Titre professionnel</LIBELLE></ABREGE>",
        "NOMENCLATURE_EUROPE": "<NOMENCLATURE_EUROPE><NIVEAU>NIV5</NIVEAU></NOMENCLATURE_EUROPE>",
        "CODES_NSF": "<CODES_NSF><NSF><CODE>234v</CODE><LIBELLE>Bois</LIBELLE></NSF></CODES_NSF>",
        "FORMACODES": "",
        "CODES_ROME": "",
        "CERTIFICATEURS": (
            "<CERTIFICATEURS><CERTIFICATEUR><SIRET_CERTIFICATEUR>00000000000017"
            "</SIRET_CERTIFICATEUR><NOM_CERTIFICATEUR>Lycée des métiers de Mirecourt"
            "</NOM_CERTIFICATEUR></CERTIFICATEUR></CERTIFICATEURS>"
        ),
        "ETAT_FICHE": "<ETAT_FICHE>Publiée</ETAT_FICHE>",
        "ACTIF": "<ACTIF>Oui</ACTIF>",
        "DATE_DECISION": "<DATE_DECISION>01/07/2023</DATE_DECISION>",
        "DATE_EFFET": "",
        "DUREE_ENREGISTREMENT": "<DUREE_ENREGISTREMENT>5</DUREE_ENREGISTREMENT>",
        "DATE_FIN_ENREGISTREMENT": "<DATE_FIN_ENREGISTREMENT>01/07/2028</DATE_FIN_ENREGISTREMENT>",
        "DATE_LIMITE_DELIVRANCE": "<DATE_LIMITE_DELIVRANCE>01/07/2032</DATE_LIMITE_DELIVRANCE>",
        "SI_JURY_FI": a_route("FI", "Oui", "Deux luthiers et un enseignant."),
        "SI_JURY_VAE": a_route("VAE", "Non", ""),
        "BLOCS_COMPETENCES": blocks_of(a_block("RNCP99002BC01", "Choisir le bois")),
        "CORRESPONDANCES": "",
    }
    unknown = parts.keys() - elements.keys()
    assert not unknown, unknown
    return "<FICHE>" + "".join((elements | parts).values()) + "</FICHE>"


def a_route(route: str, is_open: str, composition: str) -> str:
    """One route as V4.1 writes it."""
    return (
        f"<SI_JURY_{route}><ACTIF>{is_open}</ACTIF><COMPOSITION>{composition}</COMPOSITION>"
        f"</SI_JURY_{route}>"
    )


def a_block(code: str, title: str, skills: str = "", assessments: str = "") -> str:
    """One bloc of a fiche."""
    return (
        f"<BLOC_COMPETENCES><CODE>{code}</CODE><LIBELLE>{title}</LIBELLE>"
        f"<LISTE_COMPETENCES>{skills}</LISTE_COMPETENCES>"
        f"<MODALITES_EVALUATION>{assessments}</MODALITES_EVALUATION></BLOC_COMPETENCES>"
    )


def blocks_of(*blocks: str) -> str:
    """The blocs of a fiche together."""
    return f"<BLOCS_COMPETENCES>{''.join(blocks)}</BLOCS_COMPETENCES>"
