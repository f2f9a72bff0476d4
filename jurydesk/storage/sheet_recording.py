"""Enters a « bordereau de séance » into a session file, all or nothing.

Leaves reading the sheet and playing its rows to :mod:`jurydesk.deliberation`.
"""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from jurydesk.deliberation.sheet.replay import replay
from jurydesk.deliberation.sheet.sitting_sheet import read_sheet
from jurydesk.storage.session_file import SessionFile
from jurydesk.tables.how_read import AS_THE_FILE_SAYS, HowRead
from jurydesk.tables.located import Located


@dataclass(frozen=True, slots=True)
class SheetReport:
    """What entering a sheet did: the acts recorded, or every problem in the sheet's order.

    ``located`` says which sheets and rows were read; while it has questions nothing is entered.
    """

    acts: int
    problems: tuple[str, ...]
    notices: tuple[str, ...] = ()
    located: Located | None = None


class _TakenBackError(Exception):
    """Ends a batch without keeping anything of it."""


def enter_sheet(
    session: SessionFile, path: Path, how: HowRead = AS_THE_FILE_SAYS, *, dry_run: bool = False
) -> SheetReport:
    """Enter every row in one durable commit, or none when one is refused.

    A dry run writes nothing, and takes a session open for reading.

    Raises:
        JuryDeskError: the sheet cannot be read, or the session not written.
    """
    sheet = read_sheet(path, how)
    notices = tuple(each.sentence for each in sheet.problems if each not in sheet.errors)
    if sheet.located.questions:
        return SheetReport(0, (), notices, sheet.located)
    found = [(each.row or 0, each.sentence) for each in sheet.errors]
    acts = 0
    with suppress(_TakenBackError), session.rehearsal() if dry_run else session.batch():
        report = replay(sheet.rows, session)
        acts = report.acts
        found += [(each.row, str(each)) for each in report.problems]
        if found:
            raise _TakenBackError
    problems = tuple(sentence for _, sentence in sorted(found, key=lambda pair: pair[0]))
    return SheetReport(0 if problems else acts, problems, notices, sheet.located)
