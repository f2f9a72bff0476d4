"""Draws which folder of the program imports which, from the imports, into ARCHITECTURE.md.

Run ``make drawing``; a test says when the drawing is stale.
"""

import ast
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "ARCHITECTURE.md"
BEGIN, END = "<!-- drawn by make drawing -->\n", "<!-- end of the drawing -->\n"

# From the lowest; a module that no folder holds is a service, drawn as one.
LAYERS = (
    *("services", "french", "tables", "certification", "cohort", "compliance", "deliberation"),
    *("minutes", "signature", "storage", "transmission", "widgets", "commands"),
)


def drawing(package: Path = ROOT / "jurydesk") -> str:
    """Return the drawing: a line a folder, a mark under each folder that it imports."""
    arrows: dict[str, set[str]] = {layer: set() for layer in LAYERS}
    for path in package.rglob("*.py"):
        layer = _layer(path.relative_to(package.parent).with_suffix("").parts)
        for parts in _imported(path):
            other = _layer(parts)
            if layer in arrows and other in arrows and other != layer:
                arrows[layer].add(other)
    wide = max(map(len, LAYERS))
    lines = []
    for place, layer in enumerate(LAYERS):
        marks = "".join(" ●"[other in arrows[layer]] + " " for other in LAYERS[:place])
        upward = sorted(arrows[layer] - set(LAYERS[:place]))
        told = f"{layer.rjust(wide)} {marks}╲"
        lines.append(f"{told}  opens {', '.join(upward)}" if upward else told)
    return "```\n" + "\n".join(lines) + "\n```\n"


def _layer(parts: tuple[str, ...]) -> str:
    """Return the folder of a module of ours; what lies in none is a service, save the door."""
    if parts[0] != "jurydesk" or parts[-1] == "__main__" or len(parts) < 2:
        return ""
    return parts[1] if parts[1] in LAYERS else "services"


def _imported(path: Path) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found += [(*node.module.split("."), alias.name) for alias in node.names]
        elif isinstance(node, ast.Import):
            found += [tuple(alias.name.split(".")) for alias in node.names]
    return found


def drawn(page: str) -> str:
    """Return the page with the drawing of today between its marks."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return before + BEGIN + drawing() + END + after


if __name__ == "__main__":
    PAGE.write_text(drawn(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    sys.stdout.write(drawing())
