"""The keys of the sitting: what a key press means, on French and other keyboards alike."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent


class Act(StrEnum):
    """What a key asks for."""

    LEVEL = "level"
    ABSTAIN = "abstain"
    WITHDRAW = "withdraw"
    NEXT_VOTER = "next_voter"
    PREVIOUS_VOTER = "previous_voter"
    UNANIMOUS = "unanimous"
    UNANIMOUS_ALL = "unanimous_all"
    CONSENSUS = "consensus"
    TALLY = "tally"
    SECRET = "secret"  # noqa: S105 a way to vote, not a password
    ADOPT = "adopt"
    ADOPT_ALL = "adopt_all"
    PENDING = "pending"
    NOT_PRESENTED = "not_presented"
    NEXT_CANDIDATE = "next_candidate"
    PREVIOUS_CANDIDATE = "previous_candidate"
    NEXT_BLOCK = "next_block"
    PREVIOUS_BLOCK = "previous_block"
    SEARCH = "search"
    ATTENDANCE = "attendance"
    RECUSE = "recuse"
    CHAIR = "chair"
    DEFENCE = "defence"
    RECOMMEND = "recommend"
    REOPEN = "reopen"
    CLEAR_CASES = "clear_cases"
    FILE = "file"
    FOLLOW_UP = "follow_up"
    CHECKS = "checks"
    BACK = "back"
    KEYS = "keys"


@dataclass(frozen=True, slots=True)
class Stroke:
    """An act, and the level it is about when there is one."""

    act: Act
    level: int = 0


# The top row of a French keyboard gives these without the shift key.
_FRENCH_ROW = {"&": 1, "é": 2, '"': 3, "'": 4, "(": 5, "-": 6, "è": 7, "_": 8, "ç": 9, "à": 0}
_LETTERS = {
    "u": Act.UNANIMOUS,
    "U": Act.UNANIMOUS_ALL,
    "c": Act.CONSENSUS,
    "t": Act.TALLY,
    "s": Act.SECRET,
    "a": Act.ADOPT,
    "A": Act.ADOPT_ALL,
    "e": Act.PENDING,
    "n": Act.NOT_PRESENTED,
    "p": Act.ATTENDANCE,
    "d": Act.RECUSE,
    "h": Act.CHAIR,
    "m": Act.DEFENCE,
    "r": Act.REOPEN,
    "R": Act.RECOMMEND,
    "l": Act.CLEAR_CASES,
    "i": Act.FILE,
    "f": Act.FOLLOW_UP,
    "v": Act.CHECKS,
    "/": Act.SEARCH,
    "?": Act.KEYS,
}
_MOVES = {
    Qt.Key.Key_Left: Act.PREVIOUS_VOTER,
    Qt.Key.Key_Right: Act.NEXT_VOTER,
    Qt.Key.Key_Up: Act.PREVIOUS_BLOCK,
    Qt.Key.Key_Down: Act.NEXT_BLOCK,
    Qt.Key.Key_PageUp: Act.PREVIOUS_CANDIDATE,
    Qt.Key.Key_PageDown: Act.NEXT_CANDIDATE,
    Qt.Key.Key_Backspace: Act.WITHDRAW,
    Qt.Key.Key_Delete: Act.WITHDRAW,
    Qt.Key.Key_Escape: Act.BACK,
}
_OTHER_MODIFIERS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


def read_key(event: QKeyEvent) -> Stroke | None:
    """Return what a key press asks for, ``None`` when the sitting has no use for it."""
    if event.modifiers() & _OTHER_MODIFIERS:
        return None
    move = _MOVES.get(Qt.Key(event.key()))
    if move is not None:
        return Stroke(move)
    number = digit(event)
    if number is not None:
        return Stroke(Act.LEVEL, number) if number else Stroke(Act.ABSTAIN)
    text = event.text()
    act = _LETTERS.get(text) or _LETTERS.get(text.lower())
    return None if act is None else Stroke(act)


def digit(event: QKeyEvent) -> int | None:
    """Return the digit a key stands for, with or without shift, ``None`` when it is none."""
    text = event.text()
    if len(text) == 1 and text.isascii() and text.isdigit():
        return int(text)
    return _FRENCH_ROW.get(text)
