"""Finds the forms, resources and manual: beside the package in a checkout, inside it installed."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def _folder(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def resource(*parts: str) -> Path:
    """Return the path of a shipped resource, for instance ``resource("fonts", "X.ttf")``."""
    return _folder("resources").joinpath(*parts)


def manual(*parts: str) -> Path:
    """Return the path of a page of the manual or of what it shows: ``manual("README.md")``."""
    return _folder("docs").joinpath(*parts)


def form(folder: str, name: str) -> Path:
    """Return the path of a Designer form by its folder, that of its class, and its name."""
    return _folder("ui") / folder / f"{name}.ui"


def forms() -> Path:
    """Return the folder of the Designer forms."""
    return _folder("ui")
