"""The words of what comes after a jury: its exports, the accrochage, the next session."""

import argparse
from collections.abc import Callable
from pathlib import Path

Adding = Callable[[str, str, str], argparse.ArgumentParser]

# The words of AccrochageState, said here so that help needs no session.
ACCROCHAGE_STATES = ("à envoyer", "envoyé", "accepté", "refusé", "à renvoyer")


def add_replace(child: argparse.ArgumentParser) -> None:
    """Add the word that lets a command replace a file it did not make."""
    child.add_argument(
        "--replace",
        action="store_true",
        help="remplace un fichier que JuryDesk n’a pas fait (jamais un PDF signé, une clé, "
        "une séance)",
    )


def add_following(new: argparse.ArgumentParser) -> None:
    """Add what the next ordinary session takes from earlier ones."""
    group = new.add_argument_group(
        "séance suivante\N{NO-BREAK SPACE}",
        "Reprend les personnes qui n’ont pas toute la certification, leurs blocs acquis et ce qui "
        "leur a été demandé. --cohort peut alors manquer, ou compléter les dossiers.",
    )
    group.add_argument(
        "--follows",
        action="append",
        type=Path,
        default=[],
        metavar="ANTERIEURE",
        help="séance scellée (.jury) ou son export JSON ; à répéter pour en suivre plusieurs",
    )
    for name, words in (
        ("--same", "doutes où c’est la même personne : identifiant d’alors, puis celui d’ici"),
        ("--distinct", "doutes où ce sont deux personnes"),
    ):
        group.add_argument(name, nargs="+", default=[], metavar="ALORS=ICI", help=words)


def add_export(command: Adding) -> None:
    """Add what leaves a session."""
    leave = command("export", "minutes.export_session", "exporte les décisions")
    leave.add_argument("file", type=Path, metavar="SEANCE.jury")
    leave.add_argument("--format", choices=["xlsx", "csv", "json", "cpf"], required=True)
    leave.add_argument("--out", type=Path, required=True, metavar="FICHIER")
    add_replace(leave)
    leave.add_argument("--client", default="", help="idClient de la Caisse des Dépôts (cpf)")
    leave.add_argument("--contrat", dest="contract", default="", help="idContrat (cpf)")
    leave.add_argument("--schema", type=Path, metavar="SCHEMA.xsd", help="schéma à respecter (cpf)")
    leave.add_argument(
        "--action",
        default="",
        metavar="VALEUR",
        help="« action » que demande un schéma récent (cpf)",
    )
    leave.add_argument(
        "--for", dest="people", nargs="+", metavar="ID", default=[], help="ces personnes seulement"
    )


def add_accrochage(command: Adding) -> None:
    """Add what follows the holders sent to the Caisse des Dépôts."""
    course = command("accrochage", "accrochage.accrochage", "suit l’accrochage de chaque titulaire")
    course.add_argument("file", type=Path, metavar="SEANCE.jury")
    course.add_argument(
        "--note", choices=ACCROCHAGE_STATES, help="état à noter pour les personnes de --for"
    )
    course.add_argument("--for", dest="people", nargs="+", metavar="ID", default=[])
    course.add_argument("--reason", default="", metavar="MOTIF", help="motif d’un refus")
    course.add_argument("--json", action="store_true")


def add_register(command: Adding) -> None:
    """Add the register over a folder of sessions."""
    words = "dit qui a quoi, depuis quand, et ce qui est dû, dans un dossier de séances"
    register = command("register", "register.register", words)
    register.add_argument("folder", type=Path, metavar="DOSSIER")
    register.add_argument("--ics", type=Path, metavar="F.ics", help="y écrit les échéances à venir")
    register.add_argument("--json", action="store_true")
    add_replace(register)
