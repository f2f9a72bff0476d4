"""The command that sets what papers say of the establishment, and shows what is set."""

from argparse import Namespace
from typing import TYPE_CHECKING

from jurydesk.clock import now
from jurydesk.commands.opening import open_session
from jurydesk.deliberation.facts import EstablishmentDescribed
from jurydesk.files import write_whole
from jurydesk.minutes.house import told
from jurydesk.replacing import check_replaceable
from jurydesk.storage import establishment_file

if TYPE_CHECKING:
    from jurydesk.storage.session_file import SessionFile


def establishment(arguments: Namespace) -> int:
    """Take settings from a file into the session, write them to one, and say what is set."""
    with open_session(arguments, read_only=arguments.source is None) as session:
        if arguments.source is not None:
            take(session, arguments)
        house = session.state.establishment
        if arguments.out is not None and house is not None:
            check_replaceable(arguments.out, replace=arguments.replace)
            text = establishment_file.establishment_text(house).encode()
            write_whole(arguments.out, text, replace=arguments.replace)
        for line in told.settings_told(session.state):
            print(line)
        if arguments.out is not None:
            print(
                "Aucun réglage à écrire : donnez-en à la séance avec --from."
                if house is None
                else f"Réglages écrits : {arguments.out}"
            )
    return 0


def take(session: "SessionFile", arguments: Namespace) -> None:
    """Record the settings of a file, unless the session already has them."""
    house = establishment_file.read_establishment(arguments.source)
    if house != session.state.establishment:
        session.record(EstablishmentDescribed(now(), house))
