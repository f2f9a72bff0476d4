"""The long work of the page « Suites »: papers and exports, done beside the screen, all or none."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

from jurydesk.files import write_whole
from jurydesk.minutes.documents import count_sheets, produce
from jurydesk.storage.session_file import SessionFile
from jurydesk.transmission.export import ExportFormat, export
from jurydesk.widgets.accrochage_dialog import Sender


class InterruptedWorkError(Exception):
    """The person stopped the work before anything was written."""


def produce_papers(
    path: Path,
    kinds: tuple[str, ...],
    folder: Path,
    stopped: Event,
    told: Callable[[int, int], None],
) -> tuple[str, ...]:
    """Print papers, then write them to a folder, and return their names.

    ``told`` hears how many sheets are done out of how many. Raises
    :class:`InterruptedWorkError` when ``stopped`` is set before the first file is written.
    """
    done = 0
    with SessionFile.open(path, read_only=True) as session:
        total = count_sheets(session.state, kinds)

        def before_sheet() -> None:
            nonlocal done
            if stopped.is_set():
                raise InterruptedWorkError
            told(done, total)
            done += 1

        papers = produce(session.state, kinds, before_sheet)
    if stopped.is_set():
        raise InterruptedWorkError
    for paper in papers:
        write_whole(folder / paper.file_name, paper.content)
    return tuple(paper.file_name for paper in papers)


def export_session(
    path: Path, kind: ExportFormat, out: Path, sender: Sender | None
) -> tuple[str, ...]:
    """Write an export of a session file and return the warnings to show."""
    with SessionFile.open(path, read_only=True) as session:
        if sender is None:
            return export(session.state, kind, out)
        return export(
            session.state,
            kind,
            out,
            client=sender.client,
            contract=sender.contract,
            schema=sender.schema,
        )
