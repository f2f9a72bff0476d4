"""Reads a rulebook written in TOML; leaves the words of each section to the modules beside it.

The keys of the file are French, since people read and write it by hand:

* ``format``: 1, the version of this layout;
* ``[certification]``: ``code``, ``intitule``, ``abrege``, ``niveau`` (0: none), ``certificateurs``
  (``nom``, ``siret``), ``nsf``, ``formacodes``, ``rome`` (``code``, ``libelle``), ``decision``,
  ``enregistrement``, ``echeance``, ``date_limite_delivrance``, ``nouvelles``, ``anciennes``;
* ``[[correspondances]]``: ``bloc``, ``fiche``, ``bloc_de_la_fiche``;
* ``[[blocs]]``: ``code``, ``code_court``, ``intitule``, ``competences`` (``code``, ``texte``),
  ``evaluations`` (``code``, ``intitule``, ``nature``, and
  ``travail``, ``oral``, ``commanditaire``, ``jures``, ``pages`` where the fiche says them),
  ``competences_prose``, ``evaluations_prose``, ``decoupage_a_verifier``;
* ``[regles.…]``: one table a rule, ``niveaux``, ``voies``, ``sieges``, ``part_exterieurs``,
  ``lecture_exterieurs``, ``quorum``, ``equilibre_femmes_hommes``, ``proposition``,
  ``impression_decomptes``, ``anglais``, ``anglais_echelles``, ``prerequis``,
  ``activite_representants``, ``vae_exclusions``, ``vae_evaluation``,
  ``vae_notification``, the lists
  ``voix_preponderante``, ``vae``, ``vae_textes_cites``, ``quotas`` and ``baremes``, and
  ``soutenance`` with ``bloc``, ``jures``, ``pas``, ``poids_du_rapport``, ``bareme``,
  ``ecart_signale``, ``pages_maximum``, ``travail``, ``sujet``.

Only ``niveaux``, ``voies`` and ``sieges`` must be there: what a file does not write is not ruled,
and a rule added to the program leaves earlier files readable (see :mod:`.rule_kinds`).

Every rule carries its ``valeur``, its ``source``, ``a_confirmer``, and ``adopte_le``,
``adopte_par``, ``publie_le`` (empty or absent while unknown). Shares are exact (``"3/10"``,
``"30 %"``, ``0.3``); dates are TOML dates or ``"JJ/MM/AAAA"``.
"""

import re
import tomllib
from decimal import Decimal
from pathlib import Path

from jurydesk.bundle import resource
from jurydesk.certification.certification_section import read_certification
from jurydesk.certification.checked_table import CheckedTable
from jurydesk.certification.coherence import incoherences
from jurydesk.certification.rulebook import Rulebook
from jurydesk.certification.rules_section import read_rules
from jurydesk.errors import InvalidRulebookError, UnreadableFileError

FORMAT = 1
LARGEST_FILE = 4_000_000
MOST_FAULTS = 200


def parse_rulebook(text: str) -> Rulebook:
    """Understand a rulebook's TOML text.

    Raises:
        InvalidRulebookError: the text is not TOML or breaks a rule; every fault is listed.
    """
    faults: list[str] = []
    root = CheckedTable(_toml(text), "", faults)
    if root.integer("format", low=1, high=1_000_000, default=FORMAT) != FORMAT:
        root.fault("format", f"cette version de JuryDesk lit le format {FORMAT} ; mettez-la à jour")
    title = read_certification(root)
    rulebook = Rulebook(title, read_rules(root.table("regles")))
    root.close()
    # Comparing values that stand in for faulty ones would add faults that are not in the file.
    if not faults:
        faults.extend(incoherences(rulebook))
    if faults:
        raise InvalidRulebookError(_shown(faults))
    return rulebook


def load_rulebook(path: Path) -> Rulebook:
    """Read a rulebook file.

    Raises:
        UnreadableFileError: the file is missing, too large or not UTF-8 text.
        InvalidRulebookError: the rulebook holds faults.
    """
    return parse_rulebook(read_rulebook_text(path))


def read_rulebook_text(path: Path) -> str:
    """Return a rulebook file's text as it is, to be frozen in a session.

    Raises:
        UnreadableFileError: the file is missing, too large or not UTF-8 text.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise UnreadableFileError(
            f"Le référentiel de règles « {path} » ne peut pas être ouvert ; "
            "vérifiez son emplacement et vos droits de lecture."
        ) from error
    if len(data) > LARGEST_FILE:
        raise UnreadableFileError(
            f"Le fichier « {path} » est trop volumineux pour un référentiel de règles "
            "(4 Mo au plus) ; choisissez un autre fichier."
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFileError(
            f"Le fichier « {path} » n’est pas un texte en UTF-8 ; "
            "enregistrez-le en UTF-8 depuis un éditeur de texte."
        ) from error


def shipped_rulebooks() -> tuple[Path, ...]:
    """Return the rulebooks delivered with the program, in the order of their names."""
    return tuple(sorted(resource("rulebooks").glob("*.toml")))


def _toml(text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except RecursionError as error:
        raise InvalidRulebookError(
            ("le fichier emboîte trop de listes ou de tables ; simplifiez-le",)
        ) from error
    except (ValueError, ArithmeticError) as error:
        raise InvalidRulebookError((_syntax_fault(str(error)),)) from error


def _syntax_fault(message: str) -> str:
    where = re.search(r"at line (\d+), column (\d+)", message)
    place = f"ligne {where[1]}, colonne {where[2]}" if where else "fin du fichier"
    if "integer string" in message:
        return "un nombre a trop de chiffres ; corrigez-le"
    if "overwrite" in message or "twice" in message:
        return f"{place} : la même clé est écrite deux fois ; gardez-en une"
    if "date" in message:
        return f"{place} : cette date n’existe pas ; corrigez-la (AAAA-MM-JJ)"
    return (
        f"{place} : ce n’est pas du TOML ; "
        "cherchez un guillemet, un signe = ou un crochet manquant à cet endroit ou juste avant"
    )


def _shown(faults: list[str]) -> tuple[str, ...]:
    if len(faults) <= MOST_FAULTS:
        return tuple(faults)
    more = len(faults) - MOST_FAULTS
    return (*faults[:MOST_FAULTS], f"… et {more} autres fautes, à revoir après celles-ci")
