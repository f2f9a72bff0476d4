"""Reads bodies of one kind straight into its facts, many at once: nearly all of a long journal.

msgspec makes a dataclass in one step, but takes fields that nobody knows and numbers where a text
is due. What it reads is therefore only taken when the text holds exactly the keys and the texts of
the facts that came out. Anything else (an escape, a field that an older file lacks, a person's
file) is left to :mod:`~jurydesk.storage.codec`, which reads slower and says what is wrong.
"""

import dataclasses
import types
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from operator import attrgetter
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec

from jurydesk.deliberation.fact import Fact

PlainReader = Callable[[Sequence[datetime], Sequence[bytes]], list[Any] | None]

# The time is a column of its own: any moment stands for it until the true one is put there.
_OPENING = b'{"at":"2000-01-01T00:00:00Z",'
_EMPTY = (None, "", ())
_put_time = Fact.__dict__["at"].__set__


def plain_reader(kind: type[Fact]) -> PlainReader | None:
    """Return what reads bodies of a kind, ``None`` where its fields hold records or doubts.

    The reader gives a fact for each time and body, or ``None`` when one of the bodies is not
    exactly as it would be written today.
    """
    hints = get_type_hints(kind)
    fields = [_Field(each, hints[each.name]) for each in dataclasses.fields(kind)[1:]]
    if not fields or not all(each.plain for each in fields):
        return None
    decode = msgspec.json.Decoder(list[kind]).decode  # type: ignore[valid-type]

    def read(times: Sequence[datetime], bodies: Sequence[bytes]) -> list[Any] | None:
        if {body[:1] for body in bodies} != {b"{"}:
            return None
        text = b"[%b]" % b",".join([_OPENING + body[1:] for body in bodies])
        if b"\\" in text:
            return None
        try:
            facts = decode(text)
        except (msgspec.DecodeError, ValueError, ArithmeticError):
            return None
        if len(facts) != len(bodies) or not _is_exact(text, facts, fields):
            return None
        deque(map(_put_time, facts, times), maxlen=0)
        return facts

    return read


def _is_exact(text: bytes, facts: list[Any], fields: Sequence["_Field"]) -> bool:
    """Whether a text without escapes holds the keys and texts of these facts and nothing else.

    Every quote then opens or closes a key or a text, and one before a colon ends a key, or is
    within a text and makes the counts differ.
    """
    held = [each.held_by(facts) for each in fields]
    # The time has a key and a text.
    keys = len(facts) + sum(keys for keys, _ in held)
    texts = len(facts) + sum(texts for _, texts in held)
    return text.count(b'"') == 2 * (keys + texts) and text.count(b'":') == keys


class _Field:
    """A field: whether msgspec may read it, and how many keys and texts its values take."""

    def __init__(self, declared: "dataclasses.Field[Any]", annotation: object) -> None:
        self._get = attrgetter(declared.name)
        self._default = declared.default
        inner, self._wrap = _unwrapped(annotation)
        self._texts = inner in (str, Decimal, date) or _is_word(inner)
        # A default that says something is written today, and may be missing in an older file.
        written = self._default is dataclasses.MISSING or self._default in _EMPTY
        self.plain = written and self._wrap is not None and (self._texts or inner in (int, bool))

    def held_by(self, facts: list[Any]) -> tuple[int, int]:
        """Return how many keys and texts the field takes in these facts, its own key included."""
        if self._wrap is _ITSELF and self._default is dataclasses.MISSING:
            return len(facts), len(facts) if self._texts else 0
        values = list(map(self._get, facts))
        if self._default in _EMPTY:
            values = [each for each in values if each != self._default]
        within = len(values) - values.count(None)
        if self._wrap in (_ROW, _MAPPING):
            within = sum(map(len, values))
        keys = within if self._wrap is _MAPPING else 0
        return len(values) + keys, within if self._texts else 0


_ITSELF, _OPTIONAL, _ROW, _MAPPING = "itself", "optional", "row", "mapping"


def _unwrapped(annotation: object) -> tuple[object, str | None]:
    """Return what a field holds, and how; ``None`` where it is not plain."""
    origin, members = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        inner = [each for each in members if each is not types.NoneType]
        return inner[0], _OPTIONAL if len(inner) == 1 else None
    if origin is tuple:
        return members[0], _ROW if members[1:] == (Ellipsis,) else None
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return members[1], _MAPPING
    return annotation, _ITSELF


def _is_word(annotation: object) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, StrEnum)
