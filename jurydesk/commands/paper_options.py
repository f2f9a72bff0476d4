"""The words of the commands on papers: what they say of the establishment, certificates."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from jurydesk.commands.after_options import Adding, add_replace
from jurydesk.commands.option_values import a_day

if TYPE_CHECKING:
    import argparse


def add_documents(command: Adding) -> None:
    """Add the other papers."""
    papers = command("documents", "papers.documents", "imprime les autres papiers")
    papers.add_argument("file", type=Path, metavar="SEANCE.jury")
    papers.add_argument("--out", type=Path, required=True, metavar="DOSSIER")
    add_replace(papers)
    papers.add_argument("--only", nargs="+", metavar="PAPIER", default=[])
    papers.add_argument("--each", action="store_true", help="un fichier par personne")
    papers.add_argument("--for", dest="people", nargs="+", metavar="ID", default=[])
    papers.add_argument(
        "--duplicate", action="store_true", help="certificats marqués « duplicata »"
    )
    papers.add_argument(
        "--dated",
        type=a_day,
        metavar="AAAA-MM-JJ",
        help="jour écrit sur les lettres et les certificats (à défaut, à écrire à la main)",
    )
    papers.add_argument(
        "--establishment",
        dest="source",
        type=Path,
        metavar="ETABLISSEMENT.json",
        help="réglages de l’établissement, gardés ensuite dans la séance",
    )
    papers.add_argument(
        "--english",
        nargs="*",
        metavar="ID",
        help="notifications et certificats aussi en anglais, de ces personnes ou de toutes",
    )
    papers.add_argument(
        "--mailing",
        action="store_true",
        help="écrit aussi la table de publipostage (publipostage.csv et .xlsx)",
    )
    papers.add_argument(
        "--issue",
        action="store_true",
        help="inscrit les certificats au registre ; ceux déjà délivrés sont des duplicatas",
    )
    papers.add_argument(
        "--seal-p12",
        type=Path,
        metavar="CLE.p12",
        help="clé de l’établissement : chaque certificat porte un code à vérifier",
    )
    papers.add_argument("--seal-passphrase-file", type=Path, metavar="FICHIER")


def add_establishment(command: Adding) -> None:
    """Add the settings of the establishment."""
    words = "dit ou change ce que les papiers disent de l’établissement"
    settings = command("establishment", "establishment.establishment", words)
    settings.add_argument("file", type=Path, metavar="SEANCE.jury")
    settings.add_argument(
        "--from",
        dest="source",
        type=Path,
        metavar="ETABLISSEMENT.json",
        help="réglages à donner à la séance",
    )
    settings.add_argument(
        "--out", type=Path, metavar="F.json", help="écrit les réglages de la séance"
    )
    add_replace(settings)


def add_certificate_commands(
    commands: "argparse._SubParsersAction[Any]",
) -> "argparse.ArgumentParser":
    """Add what is done of certificates delivered; return the words of what opens a session."""
    words = "vérifie un certificat délivré, ou donne le registre de ceux d’une séance"
    certificate = commands.add_parser("certificate", help=words, description=words)
    actions = certificate.add_subparsers(metavar="ACTION", title="actions", required=True)
    check = actions.add_parser("check", help="dit si un certificat est authentique")
    check.add_argument(
        "certificate", metavar="FICHIER.pdf|TEXTE", help="le PDF ou le texte du code"
    )
    check.add_argument("--trust", type=Path, required=True, metavar="AUTORITE.pem")
    check.add_argument("--json", action="store_true")
    check.set_defaults(run="certificate.check")
    register: argparse.ArgumentParser = actions.add_parser(
        "register", help="donne le registre des certificats délivrés"
    )
    register.add_argument("file", type=Path, metavar="SEANCE.jury")
    register.add_argument("--out", type=Path, metavar="F.csv|F.xlsx", help="écrit le registre")
    register.add_argument("--json", action="store_true")
    add_replace(register)
    register.set_defaults(run="papers.register")
    return register
