"""Opens the session of a command, with its passphrase when it is protected."""

import sys
from argparse import Namespace
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from jurydesk.commands.console import tell
from jurydesk.deliberation.facts import SessionDescribed
from jurydesk.errors import JuryDeskError
from jurydesk.storage.encryption import (
    PassphraseNeededError,
    WrongPassphraseError,
    is_protected,
    new_key,
    normalised,
    read_passphrase,
    unlock,
)
from jurydesk.storage.session_file import SessionFile

if TYPE_CHECKING:
    from jurydesk.deliberation.facts import Fact
    from jurydesk.storage.encryption import SessionKey

IN_CLEAR = (
    "La séance n’est pas protégée : qui a le fichier peut tout y lire. Protégez-la avec "
    "« jurydesk protect », ou créez-la avec --passphrase-file."
)
_TRIES = 3


def open_session(
    arguments: Namespace, path: Path | None = None, *, read_only: bool = False
) -> SessionFile:
    """Open the session of a command, or another one, whose passphrase the command line gives.

    Raises:
        JuryDeskError: It cannot be opened, or its passphrase is missing or wrong.
    """
    path = arguments.file if path is None else path
    session = SessionFile.open(path, read_only=read_only, key=key_for(arguments, path))
    for notice in session.notices:
        tell(notice)
    return session


def create_session(arguments: Namespace, facts: "tuple[Fact, ...]") -> SessionFile:
    """Create the session of a command, protected when it gives a passphrase; else say it is not."""
    if arguments.hour:
        facts = (*facts, SessionDescribed(facts[0].at, convened_at=arguments.hour))
    given = arguments.passphrase_file
    key = None if given is None else new_key(read_passphrase(given))
    session = SessionFile.create(arguments.file, facts, key=key)
    if key is None:
        tell(IN_CLEAR)
    return session


def key_for(arguments: Namespace, path: Path) -> "SessionKey | None":
    """Return the key of a protected session, asked on a terminal when no file gives it."""
    if not is_protected(path):
        return None
    given = getattr(arguments, "session_passphrase_file", None)
    if given is not None:
        return unlock(path, read_passphrase(given))
    for left in reversed(range(_TRIES)):
        asked = ask(f"Phrase secrète de la séance « {path.name} » : ")
        if asked is None:
            break
        try:
            return unlock(path, normalised(asked))
        except WrongPassphraseError as error:
            if not left:
                raise
            tell(str(error))
    raise PassphraseNeededError(path.name)


def new_passphrase(given: Path | None) -> str:
    """Return the passphrase chosen in a file, or asked twice on a terminal.

    Raises:
        JuryDeskError: None is given and there is no terminal, or the two differ.
    """
    if given is not None:
        return read_passphrase(given)
    first = ask("Nouvelle phrase secrète : ")
    if first is None:
        raise JuryDeskError(
            "La nouvelle phrase secrète manque : écrivez-la dans un fichier et donnez-le avec "
            "--passphrase-file."
        )
    chosen = normalised(first)
    if normalised(ask("La même, une seconde fois : ") or first) != chosen:
        raise JuryDeskError("Les deux phrases secrètes diffèrent : recommencez.")
    return chosen


def ask(question: str) -> str | None:
    """Ask for a secret on a terminal, nothing shown; ``None`` when there is no terminal."""
    if sys.stdin is None or not sys.stdin.isatty():
        return None
    try:
        return getpass(question)
    except EOFError:
        return None
