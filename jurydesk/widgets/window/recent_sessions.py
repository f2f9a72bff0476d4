"""Remembers the sessions opened on this computer: paths only, most recent first."""

from pathlib import Path

from PySide6.QtCore import QSettings

_KEY = "recent"
_KEPT = 12


def recent(settings: QSettings) -> tuple[Path, ...]:
    """Return the sessions opened lately, whether or not they are still there."""
    kept = settings.value(_KEY, [])
    texts = [kept] if isinstance(kept, str) else kept if isinstance(kept, list) else []
    return tuple(Path(str(text)) for text in texts if text)


def remember(settings: QSettings, path: Path) -> None:
    """Put a session at the head of the list."""
    path = path.absolute()
    others = [other for other in recent(settings) if other != path]
    settings.setValue(_KEY, [str(each) for each in (path, *others)][:_KEPT])


def forget(settings: QSettings, path: Path) -> None:
    """Leave a session out of the list; its file is not touched."""
    settings.setValue(_KEY, [str(other) for other in recent(settings) if other != path])
