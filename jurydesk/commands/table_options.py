"""The options of the commands that read a table: which sheets, which rows, which encoding."""

import argparse
from pathlib import Path

from jurydesk.errors import JuryDeskError
from jurydesk.tables.encodings import contradiction, named_encoding
from jurydesk.tables.how_read import HiddenRows, HowRead


def add_table_options(parser: argparse.ArgumentParser, *sheet_options: str) -> None:
    """Add the options; each of ``sheet_options`` names sheets and may be repeated."""
    for option in sheet_options:
        parser.add_argument(
            option,
            action="append",
            default=[],
            dest=_destination(option),
            metavar="FEUILLE",
            help="feuille à lire ; à répéter pour réunir plusieurs feuilles",
        )
    parser.add_argument(
        "--hidden",
        choices=[each.value for each in HiddenRows],
        help="lignes masquées dans le tableur : keep les lit, skip les laisse de côté",
    )
    parser.add_argument(
        "--encoding",
        type=_an_encoding,
        metavar="ENCODAGE",
        help="encodage d’un CSV : utf-8, windows-1252, mac, dos, utf-16…",
    )


def how_read(arguments: argparse.Namespace, sheet_option: str) -> HowRead:
    """Return how a command asks to read a table whose sheets this option names."""
    sheets = tuple(getattr(arguments, _destination(sheet_option)))
    hidden = None if arguments.hidden is None else HiddenRows(arguments.hidden)
    return HowRead(encoding=_encoding(arguments, sheet_option), sheets=sheets, hidden=hidden)


def _encoding(arguments: argparse.Namespace, sheet_option: str) -> str | None:
    """Return the encoding asked; of two tables, not for the one whose bytes prove another."""
    asked: str | None = arguments.encoding
    cohort, jury = (getattr(arguments, name, None) for name in ("cohort", "jury"))
    if asked is None or cohort is None or jury is None:
        return asked
    path = Path(jury if "jury" in sheet_option else cohort)
    return None if path.is_file() and contradiction(path.read_bytes(), asked) else asked


def _destination(option: str) -> str:
    return f"{option.strip('-').replace('-', '_')}_names"


def _an_encoding(text: str) -> str:
    try:
        return named_encoding(text)
    except JuryDeskError as fault:
        raise argparse.ArgumentTypeError(str(fault).removesuffix(".")) from None
