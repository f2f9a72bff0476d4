"""What this computer knows of a session without opening it: its day, its state, who certifies.

Kept when the session changes state, beside its path: a protected one cannot be read before its
passphrase is typed, and none is opened to be listed.
"""

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings

from jurydesk.deliberation import looks
from jurydesk.french.days import unbroken_day
from jurydesk.french.spaces import typeset
from jurydesk.minutes.content import session_section
from jurydesk.widgets.parts.session_bridge import SessionBridge
from jurydesk.widgets.window.rail import waiting

if TYPE_CHECKING:
    from jurydesk.deliberation.state import SittingState

_CLEAR = b"SQLite format 3\x00"


class SessionMemory(QObject):
    """Follows the open session and keeps what its line on the first page says."""

    def __init__(self, bridge: SessionBridge, settings: QSettings) -> None:
        super().__init__(bridge)
        self._bridge, self._settings = bridge, settings
        self._kept: tuple[object, ...] = ()
        bridge.changed.connect(self._follow)

    def _follow(self, state: "SittingState | None") -> None:
        path = self._bridge.path
        if state is None or path is None:
            return
        now = (path, state.phase, state.session_date, len(state.signatures), len(state.signing))
        if now != self._kept:
            self._kept = now
            self._settings.setValue(_key(path), json.dumps(_told(state), ensure_ascii=False))


def known_words(settings: QSettings, path: Path) -> str:
    """Return « 19 avril 2024 · scellée, 3 signatures à recueillir », empty when unknown."""
    held, words = _held(settings, path), []
    if held:
        words = [unbroken_day(date.fromisoformat(held["day"])), held["state"]]
    if is_enciphered(path):
        words.append("protégée par une phrase secrète")
    return typeset(" · ".join(word for word in words if word))


def certifier(settings: QSettings, path: Path) -> str:
    """Return who certifies, empty when unknown."""
    return typeset(_held(settings, path).get("by", ""))


def _held(settings: QSettings, path: Path) -> dict[str, str]:
    try:
        held = json.loads(str(settings.value(_key(path), "{}")))
        date.fromisoformat(held["day"])
        return {name: str(held[name]) for name in ("day", "state", "by")}
    except (ValueError, KeyError, TypeError):
        return {}


def is_enciphered(path: Path) -> bool:
    """Whether a session file cannot be read without its passphrase."""
    try:
        with path.open("rb") as file:
            head = file.read(len(_CLEAR))
    except OSError:
        return False
    return len(head) == len(_CLEAR) and head != _CLEAR


def _told(state: "SittingState") -> dict[str, str]:
    word = looks.look_of(state.phase).word
    if state.sealed is not None:
        left = waiting.on_pages(state).get("minutes")
        word = f"{word}, {left.words}" if left else f"{word} et signée"
    return {
        "day": state.session_date.isoformat(),
        "state": word,
        "by": session_section.establishment(state),
    }


def _key(path: Path) -> str:
    """Return a settings key for a path: Qt reads a slash as a group."""
    return "known/" + str(path.absolute()).replace("/", "|").replace("\\", "|")
