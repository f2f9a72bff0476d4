"""The manual is true: its links and pictures exist, its commands and keys are the program's own."""

import os
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import pypdfium2
import pytest

from jurydesk.__main__ import _COMMANDS, main
from jurydesk.french.spaces import typeset
from jurydesk.widgets.keys.room_keys import KEYS, Group, keys_of

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.glob("*.md"), ROOT / "README.md"])
MANUAL = [page for page in PAGES if page.parent == DOCS]
HEAVIEST = 150_000
TOOLS = ("bash", "qpdf", "pdfsig", "openssl", "sqlite3", "pdftoppm", "zbarimg", "python3")
# A command, and what follows it up to the end of its line or of its code.
COMMAND = re.compile(r"\bjurydesk ([a-z]+)((?:\\\n|[^\n`«»;])*)")


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def plain(text: str) -> str:
    return " ".join(text.replace("\N{NARROW NO-BREAK SPACE}", " ").split())


def links_of(page: Path) -> list[str]:
    found = re.findall(r"\]\(([^)\s]+)\)", text_of(page))
    return [link.partition("#")[0] for link in found if "://" not in link]


def code_of(page: Path, language: str = "sh") -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text_of(page), re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_and_picture_is_there(page):
    assert [link for link in links_of(page) if not (page.parent / link).exists()] == []


def test_every_page_is_in_the_index_and_the_index_in_the_readme():
    index = {DOCS / link for link in links_of(DOCS / "README.md")}
    assert {page for page in MANUAL if page.name != "README.md"} <= index
    assert "docs/README.md" in links_of(ROOT / "README.md")


def test_every_picture_is_shown_somewhere_and_light():
    pictures = set((DOCS / "images").glob("*.png"))
    shown = {(page.parent / link).resolve() for page in PAGES for link in links_of(page)}
    assert pictures <= shown
    assert [each.name for each in pictures if each.stat().st_size > HEAVIEST] == []


def test_every_picture_is_drawn_by_the_command():
    drawn = text_of(DOCS / "pictures.py")
    assert [p.stem for p in (DOCS / "images").glob("*.png") if f'"{p.stem}"' not in drawn] == []


def told_commands() -> set[tuple[str, frozenset[str]]]:
    """Commands told in the manual's code, each with its options."""
    return {
        (command, frozenset(re.findall(r"(?<!\S)--[a-z0-9-]+", rest)))
        for page in MANUAL
        for code in [*code_of(page), *re.findall(r"`(jurydesk [^`]+)`", text_of(page))]
        for command, rest in COMMAND.findall(code)
    }


@pytest.mark.parametrize(
    ("command", "options"), sorted(told_commands(), key=lambda told: (told[0], sorted(told[1])))
)
def test_every_command_and_option_told_exists(command, options, capsys):
    assert command in _COMMANDS
    words = [command, "check", "--help"] if command == "certificate" else [command, "--help"]
    with pytest.raises(SystemExit):
        raise SystemExit(main(words))
    assert options <= set(re.findall(r"--[a-z0-9-]+", capsys.readouterr().out))


def test_commands_are_told():
    assert {command for command, _ in told_commands()} >= {"verify", "protect", "certificate"}


@pytest.mark.parametrize("group", Group)
def test_the_sheet_of_keys_to_print_holds_the_keys_of_the_program(group):
    sheet = plain(text_of(DOCS / "aide-memoire.md"))
    part = sheet.split(f"## {plain(typeset(group))} ")[1].split(" ## ")[0]
    rows = [f"| {key.caption} | {plain(typeset(key.words))} |" for key in keys_of(group)]
    assert [row for row in rows if plain(row) not in part] == []
    assert part.count("|") == 3 * (2 + len(rows))


@pytest.mark.skipif(
    any(shutil.which(tool) is None for tool in TOOLS), reason="a tool of the expert is missing"
)
def test_the_commands_of_the_expert_say_what_the_page_says(tmp_path):
    run = [sys.executable, "-m", "jurydesk", "demo", "--no-window", "--out", str(tmp_path / "demo")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run(run, check=True, capture_output=True, env=environment)
    code = "set -eu\n" + "\n".join(code_of(DOCS / "expert.md"))
    done = subprocess.run(
        ["bash", "-c", code], cwd=tmp_path / "demo", capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("%%EOF") == 11
    assert done.stdout.count("Signature is Valid") == 10
    assert done.stderr.count("CMS Verification successful") == 10
    sealed = re.search(r"^([0-9a-f]{64})  scelle\.pdf\n([0-9a-f]{64})$", done.stdout, re.MULTILINE)
    assert sealed
    assert sealed[1] == sealed[2]
    assert "empreinte scellée retrouvée" in done.stdout
    assert "PV RNCP35609-2024-04-19-01 P 3/15 T " in done.stdout


def test_the_page_of_keys_in_pdf_holds_every_key():
    sheet = pypdfium2.PdfDocument(DOCS / "aide-memoire.pdf")
    assert len(sheet) == 1
    printed = plain(sheet[0].get_textpage().get_text_range())
    assert [key.words for key in KEYS if plain(typeset(key.words)) not in printed] == []


@pytest.mark.parametrize("page", MANUAL, ids=lambda page: page.name)
def test_what_the_manual_says_to_press_is_on_a_screen(page):
    forms = (each.read_text(encoding="utf-8") for each in (ROOT / "ui").rglob("*.ui"))
    texts = (each.read_text(encoding="utf-8") for each in (ROOT / "jurydesk").rglob("*.py"))
    shown = plain("".join(map(unescape, (*forms, *texts))).replace("&", ""))
    pressed = re.findall(r"«\s([^«»:]*…)\s»", text_of(page))
    assert [words for words in pressed if plain(words) not in shown] == []
