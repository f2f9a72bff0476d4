"""The long work of the page « Suites »: papers and exports, done beside the screen, all or none."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from jurydesk.files import write_whole
from jurydesk.minutes.papers.documents import count_leaves, produce
from jurydesk.storage.encryption import SessionKey
from jurydesk.storage.session_file import SessionFile
from jurydesk.transmission.export import ExportFormat, count_steps, export
from jurydesk.widgets.handover.accrochage_dialog import Sender


class InterruptedWorkError(Exception):
    """The person stopped the work before anything was written."""


@dataclass(frozen=True, slots=True)
class Watch:
    """How the screen follows a work: it may stop it, and is told how far it is."""

    stopped: Event
    told: Callable[[int, int], None]

    def stepping(self, total: int) -> Callable[[], None]:
        """Return what to call before each step; it raises :class:`InterruptedWorkError`.

        The screen is told each hundredth once.
        """
        done = 0

        def step() -> None:
            nonlocal done
            self.go_on()
            if done * 100 // total != (done - 1) * 100 // total:
                self.told(done, total)
            done += 1

        return step

    def go_on(self) -> None:
        """Raise :class:`InterruptedWorkError` once the person stopped the work."""
        if self.stopped.is_set():
            raise InterruptedWorkError


def produce_papers(
    path: Path,
    kinds: tuple[str, ...],
    folder: Path,
    watch: Watch,
    key: SessionKey | None = None,
) -> tuple[str, ...]:
    """Print papers, then write them to a folder, and return their names.

    Raises:
        InterruptedWorkError: The person stopped the work before the first file was written.
    """
    with SessionFile.open(path, read_only=True, key=key) as session:
        step = watch.stepping(count_leaves(session.state, kinds))
        papers = produce(session.state, kinds, step)
    watch.go_on()
    for paper in papers:
        write_whole(folder / paper.file_name, paper.content, replace=True)
    return tuple(paper.file_name for paper in papers)


def export_session(
    path: Path,
    kind: ExportFormat,
    out: Path,
    sender: Sender | None,
    watch: Watch,
    *,
    key: SessionKey | None = None,
) -> tuple[str, ...]:
    """Write an export of a session file and return the warnings to show.

    Raises:
        InterruptedWorkError: The person stopped the work before the file was written.
    """
    with SessionFile.open(path, read_only=True, key=key) as session:
        state = session.state
        step = watch.stepping(count_steps(state, kind))
        if sender is None:
            return export(state, kind, out, replace=True, before_step=step)
        return export(
            state,
            kind,
            out,
            client=sender.client,
            contract=sender.contract,
            schema=sender.schema,
            action=sender.action,
            people=sender.people,
            replace=True,
            before_step=step,
        )
