"""Measures printing the papers: each kind beside a bare canvas, with and without its tags.

Run ``python -m benchmarks.papers``. Each measure has a process of its own. The ratio with what an
earlier commit took is measured where that commit is at hand: give its checkout, as in
``EARLIER=/path/of/checkout python -m benchmarks.papers`` (2e5db61 has no tags and no codes).
"""

import json
import os
import resource as system
import subprocess
import sys
from contextlib import contextmanager
from time import process_time

from benchmarks.minutes import _FIRST_NAMES, _NAMES, _ROUTES, _draw_bare, _Drawn, _fastest, _levels
from benchmarks.table import Row, print_table
from jurydesk.deliberation.facts import SessionSealed, SittingClosed, SittingOpened
from jurydesk.minutes.pages.inking import Inker, Line
from jurydesk.minutes.pages.structure import Element, Kind, Structure
from jurydesk.minutes.papers.documents import produce
from jurydesk.minutes.papers.kinds import KINDS
from tests.builders import a_candidate, at
from tests.minutes.builders import HEAD, a_story, arrive, decide, defend, the_members

_SMALL, _LARGE = 300, 3_000
_BARE_AIM, _TAGS_AIM, _MEMORY_AIM, _EARLIER_AIM = 2.5, 1.6, 200, 2 / 3


def a_sealed_session(number: int):
    """A sealed sitting of that many candidates, seven blocs and a defence each."""
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
    story.tell(SessionSealed(at("17:00"), "RNCP35609-2024-04-19-01", HEAD, 120, "0" * 64))
    return story.state()


@contextmanager
def _untagged():
    """Print without any tag: neither elements nor what they say."""
    kept = (Structure.add, Structure.begin, Structure.say)
    none = Element(Kind.PARAGRAPH, 0, 0, "")
    Structure.add = lambda *_args, **_named: none
    Structure.say = lambda *_args: None
    # The marks end what they began: an empty one stands in for each.
    Structure.begin = lambda *_args: "/Span <<>> BDC"
    try:
        yield
    finally:
        Structure.add, Structure.begin, Structure.say = kept


def _strings(state, kind: str) -> list[_Drawn]:
    drawn: list[_Drawn] = []
    block = Inker.block

    def note(inker: Inker, lines: tuple[Line, ...]) -> str:
        page = vars(inker)["_canvas"].getPageNumber()
        drawn.extend(_Drawn(page, line.text, line.style.font, line.style.size) for line in lines)
        return block(inker, lines)

    Inker.block = note
    try:
        produce(state, (kind,))
    finally:
        Inker.block = block
    # The number of a page is known later than the page: it is drawn with the next one's.
    return sorted(drawn, key=lambda each: each.page)


def one_kind(kind: str, number: int) -> dict[str, float]:
    """The seconds of one kind: tagged, untagged, and its strings on a bare canvas."""
    state = a_sealed_session(number)
    tagged = _fastest(lambda: produce(state, (kind,)))
    memory = system.getrusage(system.RUSAGE_SELF).ru_maxrss // 1024
    with _untagged():
        untagged = _fastest(lambda: produce(state, (kind,)))
    drawn = _strings(state, kind)
    floor = _fastest(lambda: _draw_bare(drawn))
    return {"tagged": tagged, "untagged": untagged, "floor": floor, "memory": memory}


def memory_of(kind: str, number: int) -> dict[str, float]:
    """The seconds and the peak memory of one kind, printed once."""
    state = a_sealed_session(number)
    started = process_time()
    produce(state, (kind,))
    taken = process_time() - started
    return {"tagged": taken, "memory": system.getrusage(system.RUSAGE_SELF).ru_maxrss // 1024}


def _alone(*words: object) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.papers", *map(str, words)]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def measure() -> list[Row]:
    """Measure every kind of paper that a sitting of training routes has."""
    state = a_sealed_session(2)
    kinds = [kind.key for kind in KINDS if not kind.obstacle(state)]
    rows, whole, bare = [], 0.0, 0.0
    for kind in kinds:
        found = _alone("kind", kind, _SMALL)
        whole, bare = whole + found["tagged"], bare + found["untagged"]
        ratio = found["untagged"] / found["floor"]
        rows.append(
            Row(
                f"{kind} of {_SMALL}, before tags",
                f"{found['untagged']:.3f} s",
                f"{found['floor']:.3f} s (bare canvas)",
                f"{ratio:.2f}",
                f"≤ {_BARE_AIM}",
                # What takes no time is mostly its fonts.
                ratio <= _BARE_AIM or found["untagged"] < 0.1,
            )
        )
    rows.append(
        Row(
            f"all papers of {_SMALL}, tagged",
            f"{whole:.2f} s",
            f"{bare:.2f} s (without tags)",
            f"{whole / bare:.2f}",
            f"≤ {_TAGS_AIM}",
            whole <= _TAGS_AIM * bare,
        )
    )
    large = _alone("memory", "certificats", _LARGE)
    rows.append(
        Row(
            f"certificates of {_LARGE}, memory of the process",
            f"{large['memory']:.0f} MiB",
            f"{large['tagged']:.1f} s",
            "",
            f"≤ {_MEMORY_AIM} MiB",
            large["memory"] <= _MEMORY_AIM,
        )
    )
    return [*rows, *_beside_earlier(kinds)]


def _beside_earlier(kinds: list[str]) -> list[Row]:
    """Compare the kinds an earlier commit had, where its checkout is given."""
    checkout = os.environ.get("EARLIER")
    if not checkout:
        return []
    before = _earlier(checkout)
    shared = [kind for kind in kinds if kind in before]
    ours = sum(_alone("memory", kind, _SMALL)["tagged"] for kind in shared)
    theirs = sum(before[kind] for kind in shared)
    return [
        Row(
            f"{len(shared)} kinds of papers of {_SMALL}, with tags",
            f"{ours:.2f} s",
            f"{theirs:.2f} s (earlier commit)",
            f"{ours / theirs:.2f}",
            "≤ 0.67",
            ours <= _EARLIER_AIM * theirs,
        )
    ]


def _earlier(checkout: str) -> dict[str, float]:
    """Time each kind of an earlier commit on the same sitting, in its own process."""
    script = f"""
import json, sys, time
sys.path.insert(0, {checkout!r})
from jurydesk.deliberation.facts import SessionSealed, SittingClosed, SittingOpened
try:
    from jurydesk.minutes.papers.documents import KINDS, produce
except ImportError:
    from jurydesk.minutes.documents import KINDS, produce
from tests.builders import a_candidate, at
from tests.minutes.builders import HEAD, a_story, arrive, decide, defend, the_members
names, firsts, routes = {_NAMES!r}, {_FIRST_NAMES!r}, {_ROUTES!r}
levels = {[_levels(index) for index in range(_SMALL)]!r}
story = a_story(
    (a_candidate(f"C{{n:04}}", routes[n % 4], birth_name=names[n % 7],
                 first_names=firsts[n // 7 % 7]) for n in range({_SMALL})), the_members())
arrive(story, "M1 M2 M3 M4 M5 M6 M7 M8 M9")
story.tell(SittingOpened(at("09:05")))
for n in range({_SMALL}):
    defend(story, f"C{{n:04}}", "M7", "M3", "12 12 13 13")
    decide(story, f"C{{n:04}}", levels[n])
story.tell(SittingClosed(at("16:02")))
story.tell(SessionSealed(at("17:00"), "RNCP35609-2024-04-19-01", HEAD, 120, "0" * 64))
state, told = story.state(), {{}}
for kind in KINDS:
    if not kind.obstacle(state):
        started = time.process_time()
        produce(state, (kind.key,))
        told[kind.key] = time.process_time() - started
print(json.dumps(told))
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        check=True,
        text=True,
        cwd=checkout,
        env={**os.environ, "PYTHONPATH": checkout},
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    if len(sys.argv) > 1:
        way, kind, number = sys.argv[1:]
        act = one_kind if way == "kind" else memory_of
        print(json.dumps(act(kind, int(number))))
    else:
        print_table(measure())
