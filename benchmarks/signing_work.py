"""Signs minutes, or verifies them, in the tree that ``PYTHONPATH`` names; prints what it took.

Run by :mod:`benchmarks.signing` as a script, on this tree or on another beside it: it may only
use what both have. Times are of the processor, memory is the peak of the process in mebibytes.
"""

import json
import resource
import sys
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from time import process_time

from jurydesk.signature.demonstration import create_authority
from jurydesk.signature.expected import ExpectedSignature, SealedMinutes
from jurydesk.signature.fields import add_fields
from jurydesk.signature.signing import sign_pdf
from jurydesk.signature.trust import load_trust
from jurydesk.signature.verification import verify_document
from tests.builders import at

OTHER, SIGNED, ROOT = "autre.pdf", "signe.pdf", "ca.pem"


@dataclass(frozen=True)
class _Place:
    member: str
    page_index: int
    rect: tuple[float, float, float, float]


def sign(folder: Path, candidates: int, signers: int) -> float:
    """Have everyone sign one after the other, the chair last."""
    from benchmarks.minutes import render, some_minutes  # noqa: PLC0415 heavy, not to verify

    members = [f"M{number}" for number in range(1, signers + 1)]
    names = {member: f"Prénom{member} NOM{member}" for member in members}
    authority = create_authority(at=at("08:00"))
    keys = {member: authority.issue(names[member], at=at("08:00")) for member in members}
    pages = render(some_minutes(candidates), draft=False).data
    expected = tuple(
        ExpectedSignature(member, names[member], "membre du jury", chair=member == "M1")
        for member in members
    )
    places = []
    for row, member in enumerate(members):
        left, bottom = 30 + 130 * (row % 4), 20 + 60 * (row // 4)
        places.append(_Place(member, 0, (left, bottom, left + 120, bottom + 50)))
    sealed = SealedMinutes("PV-1", "ab" * 32, 3, at("18:00"), expected)
    document = add_fields(pages, places, sealed)
    other = SealedMinutes("PV-2", "cd" * 32, 3, at("18:00"), expected)
    (folder / OTHER).write_bytes(add_fields(pages, places, other))
    (folder / ROOT).write_bytes(authority.pem)
    # Fonts and libraries are read at the first signature: not what is measured.
    sign_pdf(document, "M2", keys["M2"], at=at("18:01"))
    started = process_time()
    for place, member in enumerate([*members[1:], members[0]]):
        moment = at("18:01") + timedelta(minutes=place)
        document = sign_pdf(document, member, keys[member], at=moment)
    taken = process_time() - started
    (folder / SIGNED).write_bytes(document)
    return taken


def verify(folder: Path, signers: int) -> float:
    """Verify minutes that this process never saw; a first look at others loads the libraries."""
    trust = load_trust(folder / ROOT)
    verify_document((folder / OTHER).read_bytes(), "pv.pdf", trust=trust, at=at("22:00"))
    document = (folder / SIGNED).read_bytes()
    started = process_time()
    verdict = verify_document(document, "pv.pdf", trust=trust, at=at("22:00"))
    taken = process_time() - started
    assert all(each.intact and each.trusted for each in verdict.signatures)
    assert len(verdict.signatures) == signers
    return taken


if __name__ == "__main__":
    what, where, candidates, signers = sys.argv[1], Path(sys.argv[2]), *map(int, sys.argv[3:5])
    seconds = sign(where, candidates, signers) if what == "sign" else verify(where, signers)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps([seconds, peak]))
