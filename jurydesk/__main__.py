"""The program's doors: the command line, and the window when no command is given."""

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from jurydesk.errors import JuryDeskError

_COMMANDS = frozenset(
    ("demo", "new", "import", "check", "record", "decisions", "minutes", "seal", "sign")
    + ("verify", "export", "documents", "certification")
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command, or open the application on a session; return the exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or (words[0] not in _COMMANDS and not words[0].startswith("-")):
        return _open_window(words)
    from jurydesk.commands.parser import build_parser  # noqa: PLC0415 the window needs none

    for stream in (sys.stdout, sys.stderr):
        # A French Windows console or a C locale cannot write « – »; never fail on a sentence.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    parsed = build_parser().parse_args(words)
    module, _, function = parsed.run.partition(".")
    command = getattr(import_module(f"jurydesk.commands.{module}"), function)
    try:
        return int(command(parsed))
    except JuryDeskError as error:
        sys.stderr.write(f"{error}\n")
        return 2


def main_window() -> int:
    """Open the application without a console (the graphical entry point)."""
    return _open_window(sys.argv[1:])


def _open_window(words: list[str]) -> int:
    if len(words) > 1:
        sys.stderr.write(
            "Donnez une commande ou une seule séance à ouvrir : tapez « jurydesk --help ».\n"
        )
        return 2
    if words and not Path(words[0]).is_file():
        sys.stderr.write(
            f"« {words[0]} » n’est ni une commande ni une séance : tapez « jurydesk --help » pour"
            " la liste des commandes, ou donnez le chemin d’un fichier .jury.\n"
        )
        return 2
    from jurydesk.widgets.application import run  # noqa: PLC0415 commands never load Qt

    return run(Path(words[0]) if words else None)


if __name__ == "__main__":
    sys.exit(main())
