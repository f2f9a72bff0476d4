"""Remembers the sessions opened on this computer: paths only, most recent first."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QMenu

from jurydesk.widgets.parts.markup import tip

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


def fill_menu(menu: QMenu, settings: QSettings, open_session: Callable[[Path], object]) -> None:
    """Fill a menu with the sessions opened lately; those that are gone cannot be chosen."""
    menu.clear()
    for path in recent(settings):
        action = menu.addAction(path.stem.replace("&", "&&"))
        action.setToolTip(tip(str(path)))
        if not path.is_file():
            action.setText(f"{action.text()} (introuvable)")
            action.setEnabled(False)
        action.triggered.connect(partial(_open, open_session, path))
    if menu.isEmpty():
        menu.addAction("Aucune séance récente").setEnabled(False)


def _open(open_session: Callable[[Path], object], path: Path, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 a slot
    open_session(path)
