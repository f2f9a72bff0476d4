"""Measures printing the minutes, beside drawing the same strings on a bare reportlab canvas.

Run ``python -m benchmarks.minutes``. Each size is printed in a process of its own, so that its
memory is its own; the floor of each is drawn in the same process just after. Times are of the
processor: nothing here waits for a disk.
"""

import json
import resource as system
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from time import process_time
from typing import NamedTuple

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from benchmarks.table import Row, print_table
from jurydesk.deliberation.facts import SittingClosed, SittingOpened
from jurydesk.minutes.content.model import Minutes
from jurydesk.minutes.content.whole import compose
from jurydesk.minutes.pages.inking import Inker, Line
from jurydesk.minutes.pages.pdf import render
from jurydesk.signature.expected import ExpectedSignature, SealedMinutes
from jurydesk.signature.fields import add_fields
from tests.builders import a_candidate, at
from tests.minutes.builders import BLOCKS, HEAD, a_story, arrive, decide, defend, the_members

_SMALL, _LARGE = 300, 3_000
_ROUNDS = 3
# The structure of the pages takes a third of the memory: it is as large as their text.
_RATIO_AIM, _LINEAR_AIM, _MEMORY_AIM = 2.0, 1.3, 200
_NAMES = ("Lefèvre", "Nguyễn", "d’Hautefeuille", "Özdemir", "Le Goff", "Ben Youssef", "Fournier")
_FIRST_NAMES = ("Éloïse", "Minh Khôi", "Anne-Sophie", "Ayşe", "Yann", "Sami", "Inès")
_ROUTES = ("FI", "FC", "CA", "CQ")


class _Drawn(NamedTuple):
    page: int
    text: str
    font: str
    size: float


class _Measure(NamedTuple):
    """Seconds and mebibytes for one size."""

    drafts: float
    official: float
    sealed: float
    floor: float
    strings: int
    memory: int


def some_minutes(number: int) -> Minutes:
    """The minutes of a closed sitting of that many candidates, seven blocs and a defence each."""
    story = a_story(
        (
            a_candidate(
                f"C{index:04}",
                _ROUTES[index % len(_ROUTES)],
                birth_name=_NAMES[index % len(_NAMES)],
                first_names=_FIRST_NAMES[index // 7 % len(_FIRST_NAMES)],
            )
            for index in range(number)
        ),
        the_members(),
    )
    arrive(story, "M1 M2 M3 M4 M5 M6 M7 M8 M9")
    story.tell(SittingOpened(at("09:05")))
    for index in range(number):
        candidate = f"C{index:04}"
        defend(story, candidate, "M7", "M3", "12 12 13 13")
        decide(story, candidate, _levels(index))
    story.tell(SittingClosed(at("16:02")))
    return compose(story.state(), head=HEAD, entries=len(story.acts))


def _levels(index: int) -> list[int]:
    """Mostly two levels, sometimes a bloc to complete or to take again."""
    spread = ((index * 3 + place) % 23 for place in range(len(BLOCKS)))
    return [4 if each == 22 else 3 if each == 21 else 1 + each % 2 for each in spread]


def print_some(number: int) -> _Measure:
    """Print drafts, draw their strings alone, then print as official and as ready to sign."""
    minutes = some_minutes(number)
    drafts = _fastest(lambda: render(minutes, draft=True))
    memory = system.getrusage(system.RUSAGE_SELF).ru_maxrss // 1024
    drawn = _strings(minutes)
    floor = _fastest(lambda: _draw_bare(drawn))
    official = _fastest(lambda: render(minutes, draft=False))
    sealed = _fastest(lambda: _ready_to_sign(minutes))
    return _Measure(drafts, official, sealed, floor, len(drawn), memory)


def _ready_to_sign(minutes: Minutes) -> bytes:
    """Print as the seal does: with a field each, and read back as PDF/A before it is kept."""
    printed = render(minutes, draft=False)
    members = [box.member for box in printed.signature_boxes]
    expected = tuple(
        ExpectedSignature(member, member, "membre du jury", chair=member == members[0])
        for member in members
    )
    sealed = SealedMinutes("PV-1", HEAD, minutes.entries, at("16:10"), expected)
    return add_fields(printed.data, printed.signature_boxes, sealed)


def _fastest(act: Callable[[], object]) -> float:
    taken = []
    for _ in range(_ROUNDS):
        started = process_time()
        act()
        taken.append(process_time() - started)
    return min(taken)


def _strings(minutes: Minutes) -> list[_Drawn]:
    """Note every string the pages hold, with its page and its face."""
    drawn: list[_Drawn] = []
    write, block = PDFTextObject.textOut, Inker.block

    def note(text_object: PDFTextObject, text: str) -> None:
        inside = vars(text_object)
        page = inside["_canvas"].getPageNumber()
        drawn.append(_Drawn(page, text, inside["_fontname"], inside["_fontsize"]))
        write(text_object, text)

    def note_block(inker: Inker, lines: tuple[Line, ...]) -> str:
        page = vars(inker)["_canvas"].getPageNumber()
        drawn.extend(_Drawn(page, line.text, line.style.font, line.style.size) for line in lines)
        return block(inker, lines)

    PDFTextObject.textOut = note  # type: ignore[method-assign]
    Inker.block = note_block  # type: ignore[method-assign]
    try:
        render(minutes, draft=True)
    finally:
        PDFTextObject.textOut = write  # type: ignore[method-assign]
        Inker.block = block  # type: ignore[method-assign]
    return drawn


def _draw_bare(drawn: list[_Drawn]) -> bytes:
    target = BytesIO()
    canvas = Canvas(target, invariant=1, pageCompression=1)
    page, y = 1, 800
    for each in drawn:
        # The numbers of the pages are forms drawn at the end: they come as pages of their own.
        if each.page != page:
            canvas.showPage()
            page, y = each.page, 800
        canvas.setFont(each.font, each.size)
        canvas.drawString(50, y, each.text)
        y -= 1
    canvas.save()
    return target.getvalue()


def _in_own_process(number: int) -> _Measure:
    command = [sys.executable, "-m", "benchmarks.minutes", str(number)]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    return _Measure(*json.loads(done.stdout))


def measure() -> list[Row]:
    """Measure both sizes."""
    small, large = _in_own_process(_SMALL), _in_own_process(_LARGE)
    ratio = small.drafts / small.floor
    growth = (large.drafts / _LARGE) / (small.drafts / _SMALL)
    return [
        Row(
            f"minutes of {_SMALL}, {small.strings} strings",
            f"{small.drafts:.2f} s",
            f"{small.floor:.2f} s (bare canvas)",
            f"{ratio:.2f}",
            f"≤ {_RATIO_AIM}",
            ratio <= _RATIO_AIM,
        ),
        Row(
            f"minutes of {_LARGE}, cost per candidate",
            f"{1000 * large.drafts / _LARGE:.2f} ms",
            f"{1000 * small.drafts / _SMALL:.2f} ms (at {_SMALL})",
            f"{growth:.2f}",
            f"≤ {_LINEAR_AIM}",
            growth <= _LINEAR_AIM,
        ),
        Row(
            f"minutes of {_LARGE}, memory of the process",
            f"{large.memory} MiB",
            "",
            "",
            f"≤ {_MEMORY_AIM} MiB",
            large.memory <= _MEMORY_AIM,
        ),
        Row(
            f"official minutes of {_SMALL}",
            f"{small.official:.2f} s",
            f"{small.floor:.2f} s (bare canvas)",
            f"{small.official / small.floor:.2f}",
            f"≤ {_RATIO_AIM}",
            small.official <= _RATIO_AIM * small.floor,
        ),
        Row(
            "the same with fields, read back as PDF/A once",
            f"{small.sealed:.2f} s",
            f"{small.floor:.2f} s (bare canvas)",
            f"{small.sealed / small.floor:.2f}",
            "none",
            ok=True,
        ),
    ]


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(print_some(int(sys.argv[1]))))
    else:
        print_table(measure())
