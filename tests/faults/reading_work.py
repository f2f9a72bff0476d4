"""Gives mutated inputs to every reader, under the system's own limits, and judges what comes back.

Run by a Python of its own: ``python -m tests.faults.reading_work READER FOLDER COUNT SEED``. A
reader may only answer or refuse in words; a trace, ten seconds of the processor (two minutes on a
clock, which other work slows down) or 500 MB are faults. Inputs are kept nowhere: a fault is told
by its number and its seed.
"""

import json
import os
import random
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from jurydesk.bundle import resource as shipped
from jurydesk.certification.catalogue import find_rulebook
from jurydesk.certification.rulebook_file import load_rulebook
from jurydesk.clock import now
from jurydesk.cohort.cohort_file import read_cohort
from jurydesk.compliance.jury_file import read_jury
from jurydesk.deliberation.sheet.sitting_sheet import read_sheet
from jurydesk.errors import JuryDeskError
from jurydesk.signature.keys import load_keys
from jurydesk.signature.trust import load_trust
from jurydesk.signature.verification import verify_pdf
from jurydesk.storage.encryption import read_passphrase
from jurydesk.storage.verification import verify_session

_SAMPLES = shipped("samples")
_RULES = load_rulebook(find_rulebook("RNCP35609"))
_SLOW, _STUCK = 10.0, 120.0
_MOST = 500 * 1024


def _demonstration(folder: Path, name: str) -> Path:
    from jurydesk.__main__ import main  # noqa: PLC0415 only for these readers

    made = folder / "demonstration"
    if not made.exists():
        main(["demo", "--out", str(made), "--no-window"])
    return made / name


READERS: dict[str, tuple[Callable[[Path], Path], Callable[[Path], object]]] = {
    "cohort-csv": (
        lambda _: _SAMPLES / "promotion_2024.csv",
        lambda path: read_cohort(path, _RULES),
    ),
    "cohort-xlsx": (
        lambda _: _SAMPLES / "promotion_2024.xlsx",
        lambda path: read_cohort(path, _RULES),
    ),
    "jury": (lambda _: _SAMPLES / "jury_2024.csv", lambda path: read_jury(path, _RULES)),
    "sheet": (lambda _: _SAMPLES / "bordereau_2024-04-19.csv", read_sheet),
    "rulebook": (lambda _: find_rulebook("RNCP35609"), load_rulebook),
    "session": (lambda folder: _demonstration(folder, "demo.jury"), verify_session),
    "minutes": (
        lambda folder: _demonstration(folder, "pv.pdf"),
        lambda path: verify_pdf(path, trust=None, session=None, at=now()),
    ),
    "key": (
        lambda folder: _demonstration(folder, "cles/M01.p12"),
        lambda path: load_keys(path, "", at=now()),
    ),
    "authority": (lambda folder: _demonstration(folder, "ca.pem"), load_trust),
    "passphrase": (lambda _: _SAMPLES / "jury_2024.csv", read_passphrase),
}


def mutated(content: bytes, chance: random.Random) -> bytes:
    """Change, remove, repeat or insert some bytes."""
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 3, 20))):
        start = chance.randrange(len(changed) + 1)
        end = min(len(changed), start + chance.choice((1, 2, 8, 200)))
        match chance.randrange(5):
            case 0:
                changed[start:end] = chance.randbytes(end - start)
            case 1:
                del changed[start:end]
            case 2:
                changed[start:start] = changed[start:end] * chance.choice((1, 50))
            case 3:
                changed[start:start] = chance.choice(_HOSTILE)
            case _:
                del changed[chance.randrange(len(changed) + 1) :]
    return bytes(changed)


_HOSTILE = (
    b"\x00",
    b"\xff\xfe",
    b'"',
    b";" * 300,
    b"\r\n" * 50,
    b"=1+1",
    "\U0001d54f\u0065\u0301\u202e\u0131".encode(),
    b"9" * 400,
    b"1e999",
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
    b"[" * 500,
)


def peak() -> int:
    """The most memory this process ever took, in KiB.

    What ``getrusage`` tells goes over from the process that started this one, however large.
    """
    status = Path("/proc/self/status")
    if status.exists():
        lines = status.read_text(encoding="ascii").splitlines()
        (line,) = [each for each in lines if each.startswith("VmHWM:")]
        return int(line.split()[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main(reader: str, folder: Path, count: int, seed: int) -> dict[str, object]:
    """Read ``count`` mutated inputs; return how many were refused, and every fault."""
    find, read = READERS[reader]
    original = find(folder)
    content = original.read_bytes()
    path = folder / f"m{original.suffix}"
    chance = random.Random(seed)  # noqa: S311 changes, not secrets
    refused, faults, slowest, longest = 0, [], 0.0, 0.0
    for number in range(count):
        path.write_bytes(mutated(content, chance))
        start, began = time.process_time(), time.perf_counter()
        try:
            read(path)
        except JuryDeskError as error:
            refused += 1
            if "Traceback" in str(error) or not str(error).strip():
                faults.append(f"n° {number}: no sentence")
        except Exception as error:  # noqa: BLE001 a fault to be told
            faults.append(f"n° {number}: {type(error).__name__}: {error}"[:300])
        slowest = max(slowest, time.process_time() - start)
        longest = max(longest, time.perf_counter() - began)
    if slowest > _SLOW or longest > _STUCK:
        faults.append(f"{slowest:.1f} s of the processor, {longest:.1f} s in all for one input")
    used = peak()
    if used > _MOST:
        faults.append(f"{used // 1024} MB")
    return {"reader": reader, "inputs": count, "refused": refused, "faults": faults}


if __name__ == "__main__":
    sys.stdout = sys.stderr
    told = main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
    os.write(1, json.dumps(told).encode())
