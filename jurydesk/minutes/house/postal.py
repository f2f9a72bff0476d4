"""Where a letter goes: the lines of a French address, as seen through the window of an envelope.

Source: NF Z10-011 (six lines of 38 characters at most, the last one in capitals).
"""

import re
import unicodedata

from jurydesk.french.spaces import clean

LINES = 6
LETTERS = 38

_TOWN = re.compile(r"^(?:F-?\s?)?(\d{5})\s+(\D.*)$")
_TOWN_INSIDE = re.compile(r"^(.*?[^\s,–-])[\s,–-]+((?:F-\s?)?\d{5}\s+[^\d,]+)$")
_BREAK = re.compile(r"\s*(?:[\n\r\v\f\x85\u2028\u2029]+|\s[/|]\s|;)\s*")
_FRANCE = frozenset(("france", "france metropolitaine"))


def address_lines(text: str) -> tuple[str, ...]:
    """Return an address as it was typed in one cell, line by line; the town's in capitals.

    Line breaks are kept where there are some; else commas part the lines. A town is found by its
    postcode, wherever it stands.
    """
    lines = [clean(line).strip(" ,") for line in _BREAK.split(text)]
    lines = [line for line in lines if line]
    if len(lines) == 1:
        lines = _parted(lines[0])
    found: list[str] = []
    for line in lines:
        inside = None if _TOWN.match(line) else _TOWN_INSIDE.match(line)
        found.extend(inside.groups() if inside else (line,))
    if len(found) > 1 and _folded(found[-1]) in _FRANCE:
        found.pop()
    return tuple(_town(line) for line in found)


def _parted(line: str) -> list[str]:
    """Part a line at its commas; a number stays with its street (« 12, rue des Lilas »)."""
    parts: list[str] = []
    for part in (each.strip() for each in line.split(",")):
        if parts and re.fullmatch(r"\d+\s*(?:bis|ter|quater|[A-Za-z])?", parts[-1]):
            parts[-1] = f"{parts[-1]} {part}"
        elif part:
            parts.append(part)
    return parts


def _town(line: str) -> str:
    found = _TOWN.match(line)
    if not found:
        return line
    town = unicodedata.normalize("NFD", found[2].upper())
    bare = "".join(char for char in town if not unicodedata.combining(char))
    return f"{found[1]} {bare.rstrip(' .,')}"


def _folded(line: str) -> str:
    bare = unicodedata.normalize("NFD", line.lower())
    return "".join(char for char in bare if char.isalpha() or char == " ").strip()


def address_doubt(name: str, lines: tuple[str, ...]) -> str:
    """Return why an address may not reach its person, empty when nothing is seen."""
    if not lines:
        return "sans adresse"
    if len(lines) + 1 > LINES:
        return f"adresse de plus de {LINES} lignes, elle dépasserait de la fenêtre de l’enveloppe"
    if any(len(line) > LETTERS for line in (name, *lines)):
        return f"une ligne de plus de {LETTERS} signes"
    return ""
