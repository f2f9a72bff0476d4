"""The command that gives one person what a session holds of them, or figures without names."""

from argparse import Namespace
from pathlib import Path

from jurydesk.commands.opening import open_session
from jurydesk.errors import JuryDeskError, reason_of
from jurydesk.file_names import safe_file_name
from jurydesk.files import make_owned_folder, write_whole
from jurydesk.minutes.content import session_section
from jurydesk.minutes.pages import page_frame
from jurydesk.minutes.papers import pages as paper_pages
from jurydesk.replacing import check_replaceable
from jurydesk.transmission import extract_pages, personal_extract, statistics


def extract(arguments: Namespace) -> int:
    """Write the extract of one candidate as PDF and JSON, or the table for statistics."""
    with open_session(arguments, read_only=True) as session:
        if arguments.statistics:
            write_whole(arguments.out, statistics.statistics_csv(session.state))
            print(f"Tableau sans noms écrit : {arguments.out}")
            return 0
        content = personal_extract.extract(session.state, session.entries(), arguments.candidate)
        author = session_section.establishment(session.state)
    frame = page_frame.PageFrame(
        title="Extrait des données personnelles",
        author=author,
        footer=("Extrait des données personnelles", content["session"]["certification"]),
    )
    pages = paper_pages.render([lambda: extract_pages.extract_sheet(content)], frame)
    _write(arguments.out, arguments.candidate, pages, personal_extract.extract_json(content))
    return 0


def _write(folder: Path, candidate: str, pages: bytes, data: bytes) -> None:
    try:
        make_owned_folder(folder)
    except OSError as error:
        raise JuryDeskError(
            f"Le dossier « {folder} » ne peut pas être créé ({reason_of(error)}) : choisissez un "
            "autre emplacement."
        ) from error
    name = safe_file_name(f"extrait {candidate}")
    written = {folder / f"{name}.pdf": pages, folder / f"{name}.json": data}
    for path in written:
        check_replaceable(path)
    for path, content in written.items():
        write_whole(path, content)
        print(f"Extrait écrit : {path}")
