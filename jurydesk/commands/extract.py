"""The command that gives one person what a session holds of them, or figures without names."""

from argparse import Namespace
from pathlib import Path

from jurydesk.commands.opening import open_session
from jurydesk.errors import JuryDeskError, reason_of
from jurydesk.file_names import safe_file_name
from jurydesk.files import make_owned_folder, write_whole
from jurydesk.replacing import check_replaceable


def extract(arguments: Namespace) -> int:
    """Write the extract of one candidate as PDF and JSON, or the table for statistics."""
    with open_session(arguments, read_only=True) as session:
        if arguments.statistics:
            from jurydesk.transmission.statistics import statistics_csv  # noqa: PLC0415

            write_whole(arguments.out, statistics_csv(session.state))
            print(f"Tableau sans noms écrit : {arguments.out}")
            return 0
        from jurydesk.minutes.content.session_section import establishment  # noqa: PLC0415
        from jurydesk.minutes.pages.page_frame import PageFrame  # noqa: PLC0415 reportlab
        from jurydesk.minutes.papers.pages import render  # noqa: PLC0415 likewise
        from jurydesk.transmission import extract_pages, personal_extract  # noqa: PLC0415

        content = personal_extract.extract(session.state, session.entries(), arguments.candidate)
        author = establishment(session.state)
    frame = PageFrame(
        title="Extrait des données personnelles",
        author=author,
        footer=("Extrait des données personnelles", content["session"]["certification"]),
    )
    pages = render([lambda: extract_pages.extract_sheet(content)], frame)
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
