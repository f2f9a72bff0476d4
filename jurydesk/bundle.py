"""Finds the forms and resources, beside the package in a checkout, inside it once installed."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def _folder(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def resource(*parts: str) -> Path:
    """Return the path of a shipped resource, for instance ``resource("fonts", "X.ttf")``."""
    return _folder("resources").joinpath(*parts)


def form(name: str) -> Path:
    """Return the path of a Designer form by its name without extension."""
    return _folder("ui") / f"{name}.ui"
