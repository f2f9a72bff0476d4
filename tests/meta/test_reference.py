"""Every name the program knows is told where people look; a forgotten one is red by its name."""

import argparse
import re
from pathlib import Path

import pytest

from jurydesk.bundle import resource
from jurydesk.commands.parser import build_parser
from jurydesk.compliance.registry import RULES
from jurydesk.deliberation.sheet.acts import SHEET_ACTS
from jurydesk.french.spaces import typeset
from jurydesk.minutes.papers.kinds import KINDS
from jurydesk.widgets.keys.room_keys import KEYS

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
REFERENCE = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
(COMMANDS,) = (a for a in build_parser()._actions if isinstance(a, argparse._SubParsersAction))


def flat(text):
    return " ".join(text.replace("\N{NARROW NO-BREAK SPACE}", " ").split())


def the_help(page):
    return flat(re.sub(r"<[^>]+>", "", resource("help", page).read_text(encoding="utf-8")))


def table(title):
    """The rows of one table of the reference, each a tuple of cells."""
    part = REFERENCE.split(f"\n## {title}\n")[1].split("\n## ")[0]
    rows = [line.strip("|").split("|") for line in part.splitlines() if line.startswith("| `")]
    assert rows
    return [tuple(flat(cell) for cell in row) for row in rows]


def holds(title, expected):
    """Name what the reference lacks, then what it says too much or out of order."""
    rows = table(title)
    lacking = [line for line in expected if line not in rows]
    assert lacking == [], f"docs/reference.md, « {title} » : {lacking}"
    assert rows == expected


def row(*cells):
    return tuple(flat(typeset(cell)) if cell else "" for cell in cells)


def test_reference_holds_every_command():
    told = sorted((each.dest, each.help) for each in COMMANDS._choices_actions)
    holds("Commandes", [(f"`{name}`", *row(words)) for name, words in told])


def test_reference_holds_every_word_of_the_sheet():
    holds("Mots du bordereau", [(f"`{a.word}`", *row(*a.legend)) for a in SHEET_ACTS])


def test_reference_holds_every_paper():
    holds("Papiers", [(f"`{kind.key}`", *row(kind.title, kind.when)) for kind in KINDS])


def test_reference_holds_every_finding():
    told = [
        (f"`{r.id}`", *row(r.title, r.stops, "oui" if r.overridable else "non", r.source))
        for r in RULES
    ]
    holds("Contrôles", told)


@pytest.mark.parametrize("act", SHEET_ACTS, ids=lambda act: act.word)
def test_word_of_the_sheet_is_in_the_readme_and_the_help(act):
    assert f"`{act.word}`" in README
    assert re.search(rf"\b{act.word}\b", the_help("sitting.html").split("Ses mots")[1])


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_paper_is_in_the_readme_and_the_help(kind):
    assert f"`{kind.key}`" in README
    assert flat(kind.title).casefold() in the_help("handover.html").casefold()


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.caption)
def test_key_has_a_caption_and_words(key):
    assert key.caption
    assert key.words
