"""Every sentence of the program, as its source writes it: elision, agreement, apostrophes.

What stands in a place of a sentence is known by the name of what fills it: a name of a person, of
a company or of a title must come through :mod:`jurydesk.french.agreement`.
"""

import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "jurydesk"
MODULES = sorted(ROOT.rglob("*.py"))
# « de », « que » and their like, which lose their vowel before another.
ELIDED = re.compile(r"(?:^|[\s(«])(?:de|que|jusque|lorsque|puisque)[ \u00a0]$", re.IGNORECASE)
# What stands after them and never begins with a vowel: figures, days, hours, fixed phrases.
SAFE = re.compile(
    r"^(?:plural|counted|decimal|plain_decimal|percent|exact_percent|short_day|unbroken_day|day|"
    r"clock|span_words|min|max|len|moment_words)\(|"
    r"^[A-Z_]+(?: // .*)?$|"
    r"(?:low|high|step|goal|total|size|shortest|longest|internship|threshold|value|points - 1|"
    r"numbers\[0\]|patience|key_size|session\.words)$"
)
# A place, a kind of key, an error's class: words of ours, looked at one by one.
LOOKED_AT = {
    ("deliberation/words/naming.py", "words"),
    ("signature/keys.py", "place"),
    ("widgets/window/diagnostics.py", "type(error.__cause__).__name__"),
    ("french/agreement.py", "name"),
}
PARTICIPLES = re.compile(
    r"(?:s’est|est|n’est pas|n’est plus|a été|sera) (?:déjà )?"
    r"(?:déporté|présent|arrivé|parti|désigné|remplacé|invité|suppléant|convoqué)\b(?!e|·)"
)
STRAIGHT = re.compile(r"[A-Za-zàâéèêîôùç]'[a-zàâéèêîôùœh]")


def sentences(path: Path) -> Iterator[ast.AST]:
    """Every text and every template of a module that is no docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr | ast.Constant) and id(node) not in told:
            yield node


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_name_stands_after_a_word_that_elides(path):
    faults = []
    for node in sentences(path):
        if not isinstance(node, ast.JoinedStr):
            continue
        for before, after in pairwise(node.values):
            if not isinstance(before, ast.Constant) or not isinstance(after, ast.FormattedValue):
                continue
            filled = ast.unparse(after.value)
            if (
                ELIDED.search(str(before.value))
                and not SAFE.search(filled)
                and (name_of(path), filled) not in LOOKED_AT
            ):
                faults.append(f"{node.lineno}: {str(before.value)[-30:]}{{{filled}}}")
    assert faults == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_templates_filled_by_format_end_no_elided_word(path):
    faults = [
        f"{node.lineno}: {node.value}"
        for node in sentences(path)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.search(r"\b(?:que|lorsque|puisque) \{", node.value)
    ]
    assert faults == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_who_is_named_before_a_participle_is_not_made_a_man(path):
    """« {name} s’est déporté » is said of women too: ``agreed`` knows."""
    faults = []
    for node in sentences(path):
        if isinstance(node, ast.JoinedStr):
            text = "".join(
                str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values
            )
            found = PARTICIPLES.search(text.replace("\u00a0", " "))
            # Somebody is named right before: « {} est… », « {}, qui préside, est… ».
            if found and re.search(r"\{\}(?:, [^,{}]*,)? (?:ne )?$", text[: found.start()]):
                faults.append(f"{node.lineno}: {text}")
    assert faults == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_apostrophes_are_those_of_print(path):
    faults = [
        f"{node.lineno}: {node.value}"
        for node in sentences(path)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and STRAIGHT.search(node.value)
        # Only a sentence: markup and queries have quotes of their own.
        and " " in node.value
        and not re.search(r"[<>=$\\]|SELECT|JOIN", node.value)
    ]
    assert faults == []
