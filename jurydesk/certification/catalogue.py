"""Lists the rulebooks at hand and finds one by code or path; leaves reading to their module."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jurydesk.certification.rulebook import Rulebook
from jurydesk.certification.rulebook_file import load_rulebook, shipped_rulebooks
from jurydesk.errors import UnreadableFileError


@dataclass(frozen=True, slots=True)
class RulebookSummary:
    """One line of the list of rulebooks: ``to_confirm`` counts the rules not yet opposable."""

    path: Path
    code: str
    title: str
    expiry: date | None
    to_confirm: int


def summary_of(path: Path, rulebook: Rulebook) -> RulebookSummary:
    """Sum a rulebook up for a list."""
    certification = rulebook.certification
    return RulebookSummary(
        path=path,
        code=certification.code,
        title=certification.title,
        expiry=certification.expiry_date,
        to_confirm=sum(not setting.is_opposable for setting in rulebook.settings()),
    )


def rulebooks_at_hand(paths: Iterable[Path] | None = None) -> tuple[RulebookSummary, ...]:
    """Sum up the rulebooks delivered with the program, or those given, by order of code.

    Raises:
        UnreadableFileError, InvalidRulebookError: one of them cannot be read.
    """
    found = shipped_rulebooks() if paths is None else tuple(paths)
    return tuple(
        sorted((summary_of(path, load_rulebook(path)) for path in found), key=lambda one: one.code)
    )


def find_rulebook(code_or_path: str) -> Path:
    """Return the rulebook of a code (« RNCP35609 », any case), else the TOML file of that path.

    Raises:
        UnreadableFileError: neither a known code nor a file.
    """
    wanted = code_or_path.strip()
    at_hand = rulebooks_at_hand()
    for rulebook in at_hand:
        if rulebook.code.casefold() == wanted.casefold():
            return rulebook.path
    path = Path(wanted)
    if "\x00" not in wanted and path.is_file():
        return path
    codes = ", ".join(rulebook.code for rulebook in at_hand)
    raise UnreadableFileError(
        f"Aucun référentiel de règles pour « {wanted} » ; donnez un code connu ({codes}) "
        "ou le chemin d’un fichier TOML."
    )
