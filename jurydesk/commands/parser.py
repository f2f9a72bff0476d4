"""The words of the command line, in French; leaves doing things to the commands themselves."""

import argparse
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NoReturn

from jurydesk import __version__
from jurydesk.certification.vocabulary import Reading
from jurydesk.commands import licences
from jurydesk.commands.after_options import (
    add_accrochage,
    add_export,
    add_following,
    add_register,
    add_replace,
)
from jurydesk.commands.option_values import a_block_of, a_count, a_day, a_pair, a_reading, an_hour
from jurydesk.commands.paper_options import (
    add_certificate_commands,
    add_documents,
    add_establishment,
)
from jurydesk.commands.table_options import add_table_options

_FRENCH_ERRORS = (
    (r"the following arguments are required: (.*)", r"il manque : \1"),
    (r"unrecognized arguments: (.*)", r"mots en trop : \1"),
    (r"argument (.*?): invalid choice: (.*?) \(choose from (.*)\)", r"\1 : choisissez parmi \3"),
    (r"argument (.*?): expected one argument", r"\1 : une valeur est attendue"),
    (r"argument (.*?): expected at least one argument", r"\1 : une valeur au moins est attendue"),
    (r"argument (.*?): not allowed with argument (.*)", r"\1 ne va pas avec \2"),
    (r"argument (.*?): invalid \w+ value: (.*)", r"\1 : \2 n’est pas une valeur possible"),
    (r"argument (.*?): (.*)", r"\1 : \2"),
    (r"one of the arguments (.*) is required", r"il manque une de ces options : \1"),
)


class FrenchFormatter(argparse.HelpFormatter):
    """Help with French headings."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """Announce the usage in French."""
        super().add_usage(usage, actions, groups, "emploi : " if prefix is None else prefix)


class FrenchParser(argparse.ArgumentParser):
    """A parser whose help and errors are French sentences; a bad usage exits with 2."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("formatter_class", FrenchFormatter)
        kwargs["add_help"] = False
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._positionals.title = "à donner\N{NO-BREAK SPACE}"
        self._optionals.title = "options\N{NO-BREAK SPACE}"
        self.add_argument("-h", "--help", action="help", help="affiche cette aide")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the words typed, and where the right ones are."""
        french = next(
            (
                re.sub(pattern, words, message)
                for pattern, words in _FRENCH_ERRORS
                if re.fullmatch(pattern, message)
            ),
            message,
        )
        sys.stderr.write(
            f"Commande incomplète ou mal écrite ({french}) : tapez « {self.prog} --help ».\n"
        )
        raise SystemExit(2)


_WITHOUT_SESSION = frozenset({"demo", "import", "register"})


class _Licences(argparse.Action):
    """Prints the licences and ends, as ``--version`` does."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        print(licences.licences())
        parser.exit()


def build_parser() -> FrenchParser:
    """Return the whole command line; each command sets ``run`` to « module.function »."""
    parser = FrenchParser(
        prog="jurydesk",
        description="Tenir un jury de certification et en imprimer le procès-verbal signé. "
        "Sans commande, ouvre l’application (sur la séance donnée).",
        epilog="Codes de sortie : 0 fait ; 1 fait, mais les données sont à revoir ; "
        "2 impossible. Aucune commande n’utilise le réseau.",
    )
    parser.add_argument(
        "--version", action="version", version=_version(), help="affiche la version, puis s’arrête"
    )
    parser.add_argument(
        "--licences", action=_Licences, nargs=0, help="donne les licences de ce qui est livré"
    )
    commands = parser.add_subparsers(
        metavar="COMMANDE", title="commandes\N{NO-BREAK SPACE}", required=True
    )

    def command(name: str, run: str, words: str) -> argparse.ArgumentParser:
        child = commands.add_parser(name, help=words, description=words[0].upper() + words[1:])
        child.set_defaults(run=run)
        if name not in _WITHOUT_SESSION:
            _add_session_passphrase(child)
        return child

    _add_session_commands(command)
    _add_preparation_commands(command)
    _add_protection_commands(command)
    _add_minutes_commands(command)
    _add_certification_commands(commands)
    _add_session_passphrase(add_certificate_commands(commands))
    return parser


def _add_session_passphrase(child: argparse.ArgumentParser) -> None:
    child.add_argument(
        "--session-passphrase-file",
        type=Path,
        metavar="FICHIER",
        help="phrase secrète d’une séance protégée (sinon demandée dans un terminal)",
    )


def _add_preparation_commands(command: Callable[[str, str, str], argparse.ArgumentParser]) -> None:
    rules = command("rules", "preparing.rules", "liste les règles à confirmer, et les règle")
    rules.add_argument("file", type=Path, metavar="SEANCE.jury")
    rules.add_argument("--json", action="store_true")
    rules.add_argument(
        "--set",
        action="append",
        type=a_pair,
        metavar="NOM=VALEUR",
        default=[],
        help="change une règle, jusqu’à l’ouverture ; option à répéter",
    )
    rules.add_argument("--source", default="", help="d’où vient la valeur des règles changées")
    rules.add_argument("--adopted-on", type=a_day, metavar="AAAA-MM-JJ")
    rules.add_argument("--adopted-by", metavar="QUI")
    rules.add_argument("--published-on", type=a_day, metavar="AAAA-MM-JJ")

    act = command("nomination", "preparing.nomination", "décrit l’acte qui nomme des membres")
    act.add_argument("file", type=Path, metavar="SEANCE.jury")
    act.add_argument("--number", required=True, metavar="NUMERO")
    act.add_argument("--signed-on", required=True, type=a_day, metavar="AAAA-MM-JJ")
    act.add_argument("--signatory", required=True, metavar="QUI")
    act.add_argument("--delegation", default="", metavar="ACTE", help="la délégation de signature")

    amend = command("amend", "preparing.amend", "corrige un état civil, même après le scellement")
    amend.add_argument("file", type=Path, metavar="SEANCE.jury")
    amend.add_argument("--candidate", required=True, metavar="IDENTIFIANT")
    amend.add_argument(
        "--set",
        action="append",
        type=a_pair,
        metavar="COLONNE=VALEUR",
        required=True,
        help="une colonne de l’état civil, le courriel ou l’adresse ; option à répéter",
    )
    amend.add_argument("--reason", required=True, metavar="MOTIF")


def _add_protection_commands(command: Callable[[str, str, str], argparse.ArgumentParser]) -> None:
    protect = command(
        "protect", "protection.protect", "protège une séance par une phrase secrète, ou la change"
    )
    protect.add_argument("file", type=Path, metavar="SEANCE.jury")
    protect.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FICHIER",
        help="nouvelle phrase secrète (sinon demandée dans un terminal)",
    )
    extract = command(
        "extract", "extract.extract", "donne à une personne ce que la séance contient d’elle"
    )
    extract.add_argument("file", type=Path, metavar="SEANCE.jury")
    which = extract.add_mutually_exclusive_group(required=True)
    which.add_argument("--candidate", metavar="IDENTIFIANT", help="écrit un PDF et un JSON")
    which.add_argument("--statistics", action="store_true", help="écrit un tableau sans noms")
    extract.add_argument("--out", type=Path, required=True, metavar="DOSSIER|FICHIER")
    unprotect = command("unprotect", "protection.unprotect", "remet en clair une séance protégée")
    unprotect.add_argument("file", type=Path, metavar="SEANCE.jury")


def _add_session_commands(command: Callable[[str, str, str], argparse.ArgumentParser]) -> None:
    demo = command("demo", "demo.demo", "joue la séance d’exemple jusqu’au procès-verbal signé")
    demo.add_argument("--out", type=Path, default=Path("demo"), metavar="DOSSIER")
    demo.add_argument("--no-window", action="store_true", help="n’ouvre pas l’application")

    new = command("new", "session.new", "prépare une séance")
    new.add_argument("file", type=Path, metavar="SEANCE.jury")
    wanted = "à donner, sauf pour rectifier ou suivre une séance"
    new.add_argument("--certification", metavar="RNCPnnnnn", help=wanted)
    new.add_argument("--cohort", type=Path, metavar="PROMOTION", help=wanted)
    new.add_argument(
        "--jury",
        type=Path,
        metavar="JURY",
        help="à donner, sauf pour rectifier devant le même jury",
    )
    add_table_options(new, "--cohort-sheet", "--jury-sheet")
    new.add_argument("--date", type=a_day, required=True, metavar="AAAA-MM-JJ")
    new.add_argument("--place", default="", metavar="LIEU")
    new.add_argument("--hour", type=an_hour, metavar="HH:MM", help="heure des convocations")
    new.add_argument(
        "--timezone",
        metavar="Region/Ville",
        help="fuseau des heures de la séance (à défaut, Europe/Paris)",
    )
    new.add_argument(
        "--reading",
        type=a_reading,
        metavar="{" + ",".join(Reading) + "}",
        help="lecture des 30 %% qui décide (à défaut, celle du référentiel)",
    )
    new.add_argument(
        "--promotion-size",
        type=a_count,
        metavar="N",
        help="effectif de la promotion, base des quotas (à défaut, les candidats hors VAE)",
    )
    new.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FICHIER",
        help="protège la séance par la phrase secrète de ce fichier",
    )
    add_following(new)
    rectified = new.add_argument_group(
        "séance rectificative\N{NO-BREAK SPACE}",
        "Une erreur trouvée après le scellement demande une nouvelle délibération. Certification, "
        "règles et dossiers sont ceux de la première séance ; son jury est repris sans --jury.",
    )
    rectified.add_argument("--rectifies", type=Path, metavar="PREMIERE.jury")
    rectified.add_argument(
        "--candidates",
        nargs="+",
        metavar="ID",
        help="les candidats touchés par l’erreur (avec --follows : ceux qui reviennent)",
    )
    rectified.add_argument(
        "--review",
        nargs="+",
        metavar="ID:BLOC",
        type=a_block_of,
        help="bloc validé à remettre en question ; les blocs non validés sont toujours revotés",
    )
    rectified.add_argument("--reason", metavar="MOTIF", help="imprimé au procès-verbal")

    read = command("import", "session.import_cohort", "lit une promotion et dit ce qui est compris")
    read.add_argument("file", type=Path, metavar="PROMOTION")
    read.add_argument("--certification", default="RNCP35609", metavar="RNCPnnnnn")
    add_table_options(read, "--sheet")
    read.add_argument("--json", action="store_true")

    check = command("check", "session.check", "dresse les constats de régularité")
    check.add_argument("file", type=Path, metavar="SEANCE.jury")
    check.add_argument("--json", action="store_true")

    record = command("record", "session.record", "saisit un bordereau de séance")
    record.add_argument("file", type=Path, metavar="SEANCE.jury")
    record.add_argument("sheet", type=Path, metavar="BORDEREAU")
    record.add_argument("--dry-run", action="store_true", help="vérifie sans rien enregistrer")
    add_table_options(record, "--sheet")

    decisions = command("decisions", "session.decisions", "donne votes, niveaux et résultats")
    decisions.add_argument("file", type=Path, metavar="SEANCE.jury")
    decisions.add_argument("--json", action="store_true")


def _add_minutes_commands(command: Callable[[str, str, str], argparse.ArgumentParser]) -> None:
    minutes = command("minutes", "minutes.draft", "imprime le projet de procès-verbal")
    minutes.add_argument("file", type=Path, metavar="SEANCE.jury")
    minutes.add_argument("--out", type=Path, required=True, metavar="PV.pdf")
    add_replace(minutes)

    seal = command("seal", "minutes.seal_session", "scelle la séance et son procès-verbal")
    seal.add_argument("file", type=Path, metavar="SEANCE.jury")
    seal.add_argument("--out", type=Path, required=True, metavar="PV.pdf")
    add_replace(seal)
    seal.add_argument("--place", default="", metavar="LIEU", help="lieu, s’il n’a pas été donné")

    seal.add_argument("--seal-p12", type=Path, metavar="CLE.p12", help="cachet de l’établissement")
    seal.add_argument("--seal-passphrase-file", type=Path, metavar="FICHIER")

    sign = command("sign", "minutes.sign", "signe le procès-verbal pour un membre")
    sign.add_argument("file", type=Path, metavar="PV.pdf")
    sign.add_argument("--member", required=True, metavar="IDENTIFIANT")
    key = sign.add_mutually_exclusive_group(required=True)
    key.add_argument("--p12", type=Path, metavar="CLE.p12")
    key.add_argument(
        "--pkcs11", type=Path, metavar="BIBLIOTHEQUE", help="pilote d’une carte à puce"
    )
    sign.add_argument("--passphrase-file", type=Path, metavar="FICHIER")
    sign.add_argument("--token", metavar="NOM", help="la carte, par son nom (avec --pkcs11)")
    sign.add_argument("--pin-file", type=Path, metavar="FICHIER", help="code de la carte")
    sign.add_argument(
        "--certificate",
        metavar="NOM",
        help="le certificat, s’il y en a plusieurs : son nom ou le début de son empreinte",
    )
    sign.add_argument(
        "--delegation", default="", metavar="ACTE", help="signe par délégation de cet acte"
    )
    sign.add_argument(
        "--accept-name",
        action="store_true",
        help="accepte un certificat dont le nom n’est pas celui du membre",
    )
    sign.add_argument("--out", type=Path, metavar="PV_SIGNE.pdf")
    sign.add_argument(
        "--session",
        type=Path,
        metavar="SEANCE.jury",
        help="dit qui a été déclaré après le scellement comme signant sur papier ou refusant",
    )

    verify = command("verify", "minutes.verify", "vérifie un procès-verbal ou une séance")
    verify.add_argument("file", type=Path, metavar="FICHIER")
    verify.add_argument("--session", type=Path, metavar="SEANCE.jury")
    verify.add_argument("--trust", type=Path, metavar="CA.pem")
    verify.add_argument("--json", action="store_true")

    add_export(command)
    add_accrochage(command)
    add_register(command)

    add_documents(command)
    add_establishment(command)


def _add_certification_commands(
    commands: "argparse._SubParsersAction[FrenchParser]",
) -> None:
    words = "gère les référentiels de règles"
    certification = commands.add_parser("certification", help=words, description=words)
    actions = certification.add_subparsers(metavar="ACTION", title="actions", required=True)
    listing = actions.add_parser("list", help="liste les référentiels de règles")
    listing.set_defaults(run="certification.listing")
    fiche = actions.add_parser("import", help="tire un référentiel des données ouvertes du RNCP")
    fiche.add_argument("file", type=Path, metavar="FLUX.xml")
    fiche.add_argument("--code", required=True, metavar="RNCPnnnnn")
    fiche.add_argument("--out", type=Path, required=True, metavar="REFERENTIEL.toml")
    add_replace(fiche)
    fiche.set_defaults(run="certification.import_fiche")


def _version() -> str:
    return f"JuryDesk {__version__}"
