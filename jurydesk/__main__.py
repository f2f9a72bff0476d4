"""The program's doors: the command line, and the window when no command is given."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from jurydesk.commands import console, parser
from jurydesk.errors import JuryDeskError, reason_of
from jurydesk.widgets.window import launch

_IMPOSSIBLE = 2
_TRACE = "JURYDESK_TRACE"

_COMMANDS = frozenset(
    {
        "demo",
        "new",
        "import",
        "check",
        "record",
        "decisions",
        "rules",
        "nomination",
        "accrochage",
        "amend",
        "protect",
        "register",
        "establishment",
        "extract",
        "unprotect",
        "minutes",
        "seal",
        "sign",
        "verify",
        "export",
        "documents",
        "certificate",
        "certification",
    }
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command, or open the application on a session; return the exit code.

    ``JURYDESK_TRACE`` in the environment lets a bug show where it is.
    """
    # Whatever is written, and whoever writes it (Qt, SQLite), is the owner's alone.
    os.umask(0o077)
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or (words[0] not in _COMMANDS and not words[0].startswith("-")):
        return _open_window(words)
    console.prepare_streams()
    code = _IMPOSSIBLE
    try:
        code = _run(words)
        console.flush()
    except BrokenPipeError:
        # Whoever read the output has left (« | head »): there is nobody to tell.
        console.drop_output()
    except OSError as error:
        code = _IMPOSSIBLE
        console.tell(
            f"Le résultat n’a pas pu être écrit ({reason_of(error)}) : vérifiez la place libre "
            "et l’endroit où il est envoyé."
        )
        console.drop_output()
    except KeyboardInterrupt:
        console.tell(
            "Commande interrompue : ce qui était déjà enregistré est gardé ; relancez-la pour "
            "la mener à bien."
        )
    return code


def _run(words: list[str]) -> int:
    """Run the command asked for; a refusal is one sentence, and so is a bug."""
    try:
        parsed = parser.build_parser().parse_args(words)
    except SystemExit as told:
        return told.code if isinstance(told.code, int) else 0
    module, _, function = parsed.run.partition(".")
    command = getattr(import_module(f"jurydesk.commands.{module}"), function)
    try:
        return int(command(parsed))
    except JuryDeskError as error:
        console.tell(str(error))
    except OSError:
        raise
    except Exception as error:
        if os.environ.get(_TRACE):
            raise
        console.tell(
            f"Erreur inattendue ({type(error).__name__}), rien de ce qui était enregistré n’est "
            f"perdu : relancez avec {_TRACE}=1 et transmettez le rapport affiché."
        )
    return _IMPOSSIBLE


def main_window() -> int:
    """Open the application without a console (the graphical entry point)."""
    os.umask(0o077)
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
    return launch.run(Path(words[0]) if words else None)


if __name__ == "__main__":
    sys.exit(main())
