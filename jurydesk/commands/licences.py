"""The licences of everything that comes with the program: its libraries, and its fonts."""

import importlib.metadata
import re
from collections.abc import Iterator

from jurydesk.bundle import resource

_NAME = re.compile(r"[A-Za-z0-9._-]+")
_OURS = ("pdfa", "opentype")


def licences() -> str:
    """Return one line a library, name, version and licence, then the fonts' licence."""
    lines = [f"{name} {version} – {licence}" for name, version, licence in _libraries()]
    fonts = resource("fonts", "OFL.txt").read_text(encoding="utf-8").strip().splitlines()[0]
    return "\n".join(
        (
            "JuryDesk est distribué sous licence MIT. Il est livré avec :",
            *lines,
            f"Source Sans 3 – SIL Open Font License 1.1 ({fonts})",
        )
    )


def _libraries() -> Iterator[tuple[str, str, str]]:
    for name in sorted(_needed("jurydesk", {}).values(), key=str.lower):
        found = importlib.metadata.metadata(name)
        yield found["Name"], found["Version"], _licence(found)


def _needed(name: str, seen: dict[str, str]) -> dict[str, str]:
    """Return what a package needs to run, whatever the depth, as installed here."""
    for line in importlib.metadata.requires(name) or []:
        wanted = _NAME.match(line)
        if wanted is None or ("extra ==" in line and not any(each in line for each in _OURS)):
            continue
        key = wanted[0].lower().replace("_", "-")
        if key in seen:
            continue
        try:
            importlib.metadata.version(key)
        except importlib.metadata.PackageNotFoundError:
            # Another platform's: nothing of it came along.
            continue
        seen[key] = key
        _needed(key, seen)
    return seen


def _licence(found: importlib.metadata.PackageMetadata) -> str:
    told = _told(found, "License-Expression") or _told(found, "License")
    short = told.strip().splitlines()[0] if told.strip() else ""
    if short and len(short) < 60:
        return short
    classified = [each for each in found.get_all("Classifier") or [] if each.startswith("License")]
    return classified[-1].rpartition(" :: ")[2] if classified else "voir le paquet"


def _told(found: importlib.metadata.PackageMetadata, key: str) -> str:
    return found[key] if key in found else ""  # noqa: SIM401 the protocol has no get
