"""The commands that protect a session by a passphrase, or put it in clear again."""

from argparse import Namespace

from jurydesk.commands.opening import key_for, new_passphrase
from jurydesk.errors import JuryDeskError
from jurydesk.storage.connection import require_session_file
from jurydesk.storage.encryption import is_protected, new_key
from jurydesk.storage.protection import reprotect
from jurydesk.storage.safety_copies import copies_folder, destroy_copies
from jurydesk.storage.session_file import SessionFile


def protect(arguments: Namespace) -> int:
    """Encrypt a session, or change the passphrase of a protected one."""
    old = key_for(arguments, arguments.file)
    require_session_file(arguments.file, old)
    passphrase = new_passphrase(arguments.passphrase_file)
    key = new_key(passphrase)
    reprotect(arguments.file, old, key)
    with SessionFile.open(arguments.file, read_only=True, key=key) as session:
        destroy_copies(session.state, [copies_folder()])
    done = "Phrase secrète changée" if old else "Séance protégée"
    print(f"{done} : {arguments.file}. Sans cette phrase, personne ne pourra plus l’ouvrir.")
    return 0


def unprotect(arguments: Namespace) -> int:
    """Put a protected session in clear again."""
    require_session_file(arguments.file, key := key_for(arguments, arguments.file))
    if not is_protected(arguments.file):
        raise JuryDeskError(
            f"La séance « {arguments.file.name} » n’est pas protégée : il n’y a rien à retirer."
        )
    reprotect(arguments.file, key, None)
    print(f"Séance en clair : {arguments.file}. Qui a ce fichier peut désormais tout y lire.")
    return 0
