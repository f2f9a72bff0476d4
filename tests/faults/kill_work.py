"""Kills a program in full work, again and again, and judges what is left each time.

Run by a Python of its own: ``python -m tests.faults.kill_work WORK FOLDER COUNT SEED``. It has no
other thread, so that a child may be forked from it; what it prints is one JSON object.
"""

import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import pikepdf

from jurydesk.bundle import resource
from jurydesk.clock import now
from jurydesk.commands.demo import hold, prepare
from jurydesk.deliberation.facts import IncidentRecorded
from jurydesk.errors import JuryDeskError
from jurydesk.files import write_whole
from jurydesk.minutes.papers.documents import produce
from jurydesk.signature.demonstration import create_authority
from jurydesk.signature.expected import expected_signatures
from jurydesk.signature.signing import sign_file
from jurydesk.signature.verification import verify_pdf
from jurydesk.storage.encryption import is_protected, new_key
from jurydesk.storage.integrity import verify_file
from jurydesk.storage.protection import reprotect
from jurydesk.storage.sealing import seal
from jurydesk.storage.session_file import SessionFile
from jurydesk.storage.sheet_recording import enter_sheet
from jurydesk.transmission.export import ExportFormat, export

_MOMENT = datetime.fromisoformat("2024-04-19T18:00:00+02:00")
_KEY = new_key("une phrase")
_SESSION, _MINUTES = "s.jury", "pv.pdf"


def _record(folder: Path) -> None:
    with SessionFile.open(folder / _SESSION) as session:
        for number in range(20):
            session.record(IncidentRecorded(now(), f"Incident {number} " * (1 + number % 30)))


def _sheet(folder: Path) -> None:
    with SessionFile.open(folder / _SESSION) as session:
        enter_sheet(session, resource("samples", "bordereau_2024-04-19.csv"))


def _seal(folder: Path) -> None:
    with SessionFile.open(folder / _SESSION) as session:
        seal(session, folder / _MINUTES, at=_MOMENT)


def _sign(folder: Path) -> None:
    with SessionFile.open(folder / _SESSION) as session:
        first = expected_signatures(session.state)[-1]
        authority = create_authority(at=_MOMENT)
        key = authority.issue(first.name, at=_MOMENT)
        later = _MOMENT + timedelta(minutes=2)
        session.record(sign_file(folder / _MINUTES, first.member, key, at=later))


def _papers(folder: Path) -> None:
    with SessionFile.open(folder / _SESSION, read_only=True) as session:
        for paper in produce(session.state, ("emargement", "bordereau")):
            write_whole(folder / paper.file_name, paper.content)


def _export(folder: Path) -> None:
    with SessionFile.open(folder / _SESSION, read_only=True) as session:
        for kind in (ExportFormat.JSON, ExportFormat.CSV, ExportFormat.XLSX):
            export(session.state, kind, folder / f"e.{kind.value}")


def _protect(folder: Path) -> None:
    reprotect(folder / _SESSION, None, _KEY)


WORKS: dict[str, tuple[str, Callable[[Path], None]]] = {
    "recording": ("held", _record),
    "sheet": ("prepared", _sheet),
    "seal": ("held", _seal),
    "sign": ("sealed", _sign),
    "papers": ("held", _papers),
    "exports": ("held", _export),
    "protection": ("held", _protect),
}


def _bases(folder: Path, wanted: str) -> Path:
    """Make the session that a work begins with: prepared, held or sealed."""
    base = folder / f"base-{wanted}"
    base.mkdir()
    with prepare(base / _SESSION, now()) as session:
        if wanted != "prepared":
            hold(session)
        if wanted == "sealed":
            seal(session, base / _MINUTES, at=_MOMENT)
    return base


def _kill_once(work: Callable[[Path], None], place: Path, after: float) -> bool:
    """Run a work in a child and kill it; return whether it was still at work."""
    child = os.fork()
    if not child:
        with suppress(BaseException):
            work(place)
        os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def _faults(place: Path, before: int) -> list[str]:
    """Return what is wrong in a folder after a kill: a session or a file that is not whole."""
    path = place / _SESSION
    key = _KEY if is_protected(path) else None
    try:
        with SessionFile.open(path, key=key) as session:
            count, sealed = session.entries_count, session.state.sealed
    except JuryDeskError as error:
        return [f"the session does not open: {error}"]
    found = []
    if count < before:
        found.append(f"{before - count} entries lost")
    if not verify_file(path, key).intact:
        found.append("the session is not intact")
    for paper in place.glob("*.pdf"):
        with suppress(pikepdf.PdfError), pikepdf.open(paper) as pdf:
            if pdf.pages:
                continue
        found.append(f"{paper.name} is cut")
    if (place / _MINUTES).exists():
        if sealed is None:
            found.append("official minutes without a seal")
        elif not all(
            each.intact
            for each in verify_pdf(place / _MINUTES, trust=None, session=None, at=now()).signatures
        ):
            found.append("a signature is broken")
    for table in place.glob("e.json"):
        json.loads(table.read_bytes())
    found += [
        f"left behind: {each.name}" for each in place.iterdir() if each.name.endswith("-journal")
    ]
    return found


def main(work: str, folder: Path, count: int, seed: int) -> dict[str, object]:
    """Kill a work ``count`` times at moments spread over it; return counts and every fault."""
    wanted, act = WORKS[work]
    base = _bases(folder, wanted)
    with SessionFile.open(base / _SESSION, read_only=True) as session:
        before = session.entries_count
    shutil.copytree(base, folder / "timed")
    start = time.perf_counter()
    act(folder / "timed")
    whole = time.perf_counter() - start
    chance = random.Random(seed)  # noqa: S311 moments, not secrets
    caught, faults = 0, []
    for number in range(count):
        place = folder / f"k{number}"
        shutil.copytree(base, place)
        caught += _kill_once(act, place, chance.random() * whole)
        faults += [f"n° {number}: {each}" for each in _faults(place, before)]
        shutil.rmtree(place)
    return {"work": work, "kills": count, "at_work": caught, "faults": faults}


if __name__ == "__main__":
    sys.stdout = sys.stderr
    told = main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
    os.write(1, json.dumps(told).encode())
