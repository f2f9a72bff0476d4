"""Turns facts into canonical JSON and back, by their dataclasses' own annotations.

Canonical means sorted keys, no spaces, letters as they are: the same fact gives the same bytes,
so digests are stable. Fields that hold nothing (``None``, ``""``, ``()`` by default) are left
out. Chaining and storing the text is left to :mod:`~jurydesk.storage.journal`.
"""

import dataclasses
import functools
import json
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, Union, get_args, get_origin, get_type_hints

from jurydesk.deliberation.facts import FACTS, Fact
from jurydesk.errors import JuryDeskError

Convert = Callable[[Any], Any]

_READINGS_KEPT = 4096
# Acts of one minute share their time; sharing the object too spares memory and comparisons.
_read_time = functools.lru_cache(_READINGS_KEPT)(datetime.fromisoformat)
_NOTHING: tuple[object, ...] = (None, "", ())
_REQUIRED = object()
_WRITER = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, check_circular=False
)


class UnknownFactError(JuryDeskError):
    """A stored fact is of a kind, or has a field, that this version does not know."""

    def __init__(self, detail: str) -> None:
        super().__init__(
            f"Cette séance contient un acte que cette version de JuryDesk ne sait pas lire "
            f"({detail}). Mettez JuryDesk à jour, ou reprenez une copie de la séance."
        )


@dataclass(frozen=True, slots=True)
class _Code:
    """How one annotation is written and read; JSON values of type ``plain`` are taken as read.

    ``decode_optional`` is ``decode`` that also takes ``None``, where that can be had for nothing.
    """

    encode: Convert
    decode: Convert
    plain: type | None = None
    decode_optional: Convert | None = None


@dataclass(frozen=True, slots=True)
class _FieldCode:
    """How one field is written and read; ``default`` stands for a field left out."""

    name: str
    code: _Code
    default: object
    left_out: object


def encode_fact(fact: Fact) -> tuple[str, str, str]:
    """Return a fact's kind, its time with offset, and its other fields as canonical JSON.

    Raises:
        TypeError: A field does not hold what its annotation says.
        ValueError: The time has no offset.
    """
    if fact.at.tzinfo is None:
        raise ValueError(f"{fact!r} has no offset")
    kind = type(fact).__name__
    return kind, fact.at.isoformat(), _WRITER.encode(_FACT_CODES[kind].encode(fact))


def decode_fact(kind: str, at: str, body: str) -> Fact:
    """Return the fact that :func:`encode_fact` wrote.

    Raises:
        UnknownFactError: The kind or a field is unknown, missing, or not as it should be.
    """
    try:
        return _build(kind, at, json.loads(body))
    except json.JSONDecodeError as error:
        raise UnknownFactError(f"acte « {kind} » illisible") from error


def decode_facts(stored: Sequence[tuple[str, str, str]]) -> list[Fact]:
    """Return the facts of many (kind, time, body); reading them as one text is a third faster.

    Raises:
        UnknownFactError: As :func:`decode_fact`, for the first that is refused.
    """
    try:
        bodies = json.loads(f"[{','.join([body for _, _, body in stored])}]")
    except json.JSONDecodeError:
        bodies = []
    if len(bodies) != len(stored):
        return [decode_fact(*one) for one in stored]
    return [_build(kind, at, fields) for (kind, at, _), fields in zip(stored, bodies, strict=True)]


def _build(kind: str, at: str, fields: object) -> Fact:
    compiled = _FACT_CODES.get(kind)
    if compiled is None:
        raise UnknownFactError(f"acte « {kind} »")
    try:
        fact: Fact = compiled.decode(fields, _read_time(at))
    except TypeError as error:
        # A list or an object where a text is due.
        raise UnknownFactError(f"acte « {kind} » : valeur inattendue") from error
    except (ValueError, ArithmeticError) as error:
        raise UnknownFactError(f"acte « {kind} » : {error}") from error
    return fact


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A class's encoder, and its decoder that takes the fields and leading arguments."""

    encode: Convert
    decode: Callable[..., Any]


def _compile(cls: type, *, leading: int = 0) -> _Compiled:
    """Return the code of a dataclass's fields, save the ``leading`` ones stored apart."""
    assert dataclasses.is_dataclass(cls)  # noqa: S101 the callers saw to it
    hints = get_type_hints(cls)
    plan = [_field_code(f, hints[f.name]) for f in dataclasses.fields(cls)[leading:]]
    return _Compiled(_class_encoder(plan), _class_decoder(cls, plan))


def _field_code(declared: "dataclasses.Field[Any]", annotation: object) -> _FieldCode:
    default = _REQUIRED if declared.default is dataclasses.MISSING else declared.default
    # Only an empty default is left out: a default that says something might be changed one day,
    # and must not change what an old file says.
    left_out = default if default in _NOTHING else _REQUIRED
    return _FieldCode(declared.name, _code(annotation), default, left_out)


def _class_encoder(plan: list[_FieldCode]) -> Convert:
    steps = [(field.name, field.code.encode, field.left_out) for field in plan]

    def encode(value: object) -> dict[str, object]:
        fields = {}
        for name, encode_field, left_out in steps:
            held = getattr(value, name)
            if held != left_out:
                fields[name] = encode_field(held)
        return fields

    return encode


def _class_decoder(cls: type, plan: list[_FieldCode]) -> Callable[..., Any]:
    steps = [(field.name, field.code.plain, field.code.decode, field.default) for field in plan]
    names = frozenset(field.name for field in plan)

    def decode(fields: object, *leading: object) -> object:
        if type(fields) is not dict:
            raise ValueError(f"« {cls.__name__} » n’est pas un objet")
        values = list(leading)
        left_out = 0
        for name, plain, decode_field, default in steps:
            value = fields.get(name, _REQUIRED)
            if type(value) is plain:
                values.append(value)
            elif value is not _REQUIRED:
                values.append(decode_field(value))
            elif default is not _REQUIRED:
                values.append(default)
                left_out += 1
            else:
                raise ValueError(f"champ « {name} » absent")
        if len(fields) + left_out != len(steps):
            raise ValueError(f"champ « {min(fields.keys() - names)} » inconnu")
        return cls(*values)

    return decode


def _code(annotation: object) -> _Code:
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType):
        return _optional_code(annotation)
    if origin is tuple:
        return _tuple_code(get_args(annotation))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping_code(*get_args(annotation))
    if annotation in _SCALARS:
        return _SCALARS[annotation]
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return _enum_code(annotation)
    if isinstance(annotation, type) and dataclasses.is_dataclass(annotation):
        compiled = _compile(annotation)
        return _Code(_checked(annotation, compiled.encode), compiled.decode)
    raise TypeError(f"no code for {annotation!r}")


def _optional_code(annotation: object) -> _Code:
    members = [member for member in get_args(annotation) if member is not types.NoneType]
    if len(members) != 1:
        raise TypeError(f"no code for {annotation!r}: nothing would tell its members apart")
    code = _code(members[0])
    return _Code(
        lambda value: None if value is None else code.encode(value),
        code.decode_optional or (lambda value: None if value is None else code.decode(value)),
        code.plain,
    )


def _tuple_code(members: tuple[Any, ...]) -> _Code:
    if len(members) == 2 and members[1] is Ellipsis:
        return _row_code(_code(members[0]))
    codes = [_code(member) for member in members]
    return _Code(
        _checked(tuple, lambda v: [c.encode(item) for c, item in zip(codes, v, strict=True)]),
        lambda v: tuple([c.decode(item) for c, item in zip(codes, _list(v), strict=True)]),
    )


def _row_code(code: _Code) -> _Code:
    plain, encode, decode_item = code.plain, code.encode, code.decode

    def decode_plain(value: object) -> object:
        items = _list(value)
        # One look at the types of the whole list spares a call for each of its items.
        if set(map(type, items)) <= {plain}:
            return tuple(items)
        return tuple([decode_item(item) for item in items])

    def decode(value: object) -> object:
        return tuple([decode_item(item) for item in _list(value)])

    return _Code(
        _checked(tuple, lambda value: [encode(item) for item in value]),
        decode if plain is None else decode_plain,
    )


def _mapping_code(key: object, value: object) -> _Code:
    code = _code(value)
    plain, encode, decode_item = {code.plain}, code.encode, code.decode
    # Whole numbers as keys are few and the same again and again: levels.
    key_code = _Code(str, functools.lru_cache(256)(int)) if key is int else _code(key)
    encode_key, decode_key = key_code.encode, key_code.decode

    def decode(stored: object) -> dict[Any, Any]:
        if type(stored) is not dict:
            raise ValueError("un tableau de valeurs nommées est attendu")
        if set(map(type, stored.values())) <= plain:
            return {decode_key(name): item for name, item in stored.items()}
        return {decode_key(name): decode_item(item) for name, item in stored.items()}

    def encode_mapping(held: Mapping[Any, Any]) -> dict[Any, Any]:
        return {encode_key(name): encode(item) for name, item in held.items()}

    return _Code(_checked(Mapping, encode_mapping), decode)


def _enum_code(enum: type[StrEnum]) -> _Code:
    members: dict[str, StrEnum] = {member.value: member for member in enum}

    def read(value: str) -> StrEnum:
        if value not in members:
            raise ValueError(f"valeur « {value} » inconnue")
        return members[value]

    return _text_code(_checked(enum, lambda held: held.value), read)


def _checked(expected: type, encode: Convert) -> Convert:
    def encode_checked(value: object) -> object:
        if not isinstance(value, expected):
            raise TypeError(f"{value!r} is not {expected.__name__}")
        return encode(value)

    return encode_checked


def _plain_code(expected: type, words: str) -> _Code:
    def decode(value: object) -> object:
        if type(value) is not expected:
            raise ValueError(f"« {value} » n’est pas {words}")
        return value

    def encode(value: object) -> object:
        # A StrEnum is text; True is no whole number.
        if not isinstance(value, expected) or (type(value) is bool and expected is not bool):
            raise TypeError(f"{value!r} is not {expected.__name__}")
        return value

    return _Code(encode, decode, expected)


def _list(value: object) -> list[Any]:
    if type(value) is not list:
        raise ValueError("une liste est attendue")
    return value


class _Readings(dict[object, Any]):
    """What texts were read as: many records hold the same few marks, levels and dates."""

    def __init__(self, read: Callable[[str], Any], known: dict[object, object]) -> None:
        super().__init__(known)
        self._read = read
        self._known = known

    def __missing__(self, text: object) -> object:
        if type(text) is not str:
            raise ValueError(f"« {text} » n’est pas un texte")
        if len(self) >= _READINGS_KEPT:
            self.clear()
            self.update(self._known)
        self[text] = read = self._read(text)
        return read


def _text_code(encode: Convert, read: Callable[[str], Any]) -> _Code:
    return _Code(
        encode,
        _Readings(read, {}).__getitem__,
        decode_optional=_Readings(read, {None: None}).__getitem__,
    )


def _write_decimal(value: object) -> str:
    if not isinstance(value, Decimal) or not value.is_finite():
        raise TypeError(f"{value!r} is not a finite Decimal")
    return str(value)


def _write_moment(value: object) -> str:
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise TypeError(f"{value!r} is not a moment with its offset")
    return value.isoformat()


_SCALARS: dict[object, _Code] = {
    str: _plain_code(str, "un texte"),
    int: _plain_code(int, "un nombre entier"),
    bool: _plain_code(bool, "un oui ou un non"),
    Decimal: _text_code(_write_decimal, Decimal),
    Fraction: _text_code(_checked(Fraction, lambda v: f"{v.numerator}/{v.denominator}"), Fraction),
    date: _text_code(_checked(date, date.isoformat), date.fromisoformat),
    datetime: _text_code(_write_moment, datetime.fromisoformat),
}

# Every fact's code, made once; the time is a column of its own.
_FACT_CODES = {fact.__name__: _compile(fact, leading=1) for fact in FACTS}
