"""The long work of the page « Suites »: papers and exports, done beside the screen, all or none."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from threading import Event

from jurydesk.clock import now
from jurydesk.deliberation.facts import IssuedTitle
from jurydesk.files import write_whole
from jurydesk.minutes.papers import documents
from jurydesk.signature import keys
from jurydesk.signature.titles import title_code
from jurydesk.storage.encryption import SessionKey
from jurydesk.storage.session_file import SessionFile
from jurydesk.transmission import mailing
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


@dataclass(frozen=True, slots=True)
class Wanted:
    """How papers are written: their day, their files, the register, the establishment's key."""

    dated: date | None = None
    each: bool = False
    mailing: bool = False
    issuing: bool = False
    duplicates: bool = False
    key: keys.SigningKey | None = None

    def choice(self, at: datetime) -> documents.Choice:
        """Return what the printing takes; certificates are signed at that moment."""
        sign, issuers = (None, ()) if self.key is None else title_code.signed_with(self.key, at)
        return documents.Choice(
            each=self.each,
            duplicates=self.duplicates,
            issuing=self.issuing,
            dated=self.dated,
            sign=sign,
            issuers=issuers,
        )


def produce_papers(
    path: Path,
    kinds: tuple[str, ...],
    folder: Path,
    watch: Watch,
    key: SessionKey | None = None,
    *,
    wanted: Wanted | None = None,
    issued: Callable[[tuple[IssuedTitle, ...]], None] = lambda _titles: None,
) -> tuple[str, ...]:
    """Print papers, then write them to a folder, and return their names.

    ``issued`` is told the certificates written.

    Raises:
        InterruptedWorkError: The person stopped the work before the first file was written.
    """
    wanted = wanted or Wanted()
    with SessionFile.open(path, read_only=True, key=key) as session:
        state = session.state
        step = watch.stepping(documents.count_leaves(state, kinds))
        papers = documents.produce(state, kinds, step, wanted.choice(now()))
        files = [(paper.file_name, paper.content) for paper in papers]
        if wanted.mailing:
            files += mailing.mailing_files(state, papers, wanted.dated)
    watch.go_on()
    for name, content in files:
        write_whole(folder / name, content, replace=True)
    issued(tuple(title for paper in papers for title in paper.titles))
    return tuple(name for name, _ in files)


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
