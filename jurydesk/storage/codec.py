"""Turns facts into canonical JSON and back, by their dataclasses' own annotations.

Canonical means sorted keys, no spaces, letters as they are: the same fact gives the same bytes,
so digests are stable. Fields that hold nothing (``None``, ``""``, ``()`` by default) are left
out. Facts are read many at a time, one field of all of them after the other: a journal holds
thousands of facts of few kinds, and Python then loops where it loops fastest. Chaining and
storing the text is left to :mod:`~jurydesk.storage.journal`.
"""

import dataclasses
import functools
import json
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import chain, islice
from operator import itemgetter
from typing import Any, Union, get_args, get_origin, get_type_hints

from jurydesk.deliberation.facts import Fact
from jurydesk.deliberation.kinds.registry import KINDS
from jurydesk.errors import JuryDeskError
from jurydesk.storage.plain_facts import PlainReader, plain_reader
from jurydesk.storage.scalars import (
    READINGS_KEPT,
    SCALARS,
    Code,
    Column,
    Convert,
    checked,
    enum_code,
    text_code,
)

# Acts of one minute share their time; sharing the object too spares memory and comparisons.
_read_time = functools.lru_cache(READINGS_KEPT)(datetime.fromisoformat)
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
class _FieldCode:
    """How one field is written and read; ``default`` stands for a field left out."""

    name: str
    code: Code
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
    if kind not in _FACT_CODES:
        raise UnknownFactError(f"acte « {kind} »")
    try:
        fact: Fact = _FACT_CODES[kind].read([json.loads(body)], [_read_time(at)])[0]
    except json.JSONDecodeError as error:
        raise UnknownFactError(f"acte « {kind} » illisible") from error
    except TypeError as error:
        # A list or an object where a text is due.
        raise UnknownFactError(f"acte « {kind} » : valeur inattendue") from error
    except (ValueError, ArithmeticError) as error:
        raise UnknownFactError(f"acte « {kind} » : {error}") from error
    return fact


def decode_facts(
    kinds: Sequence[str], times: Sequence[str], bodies: Sequence[bytes]
) -> Sequence[Fact]:
    """Return many facts in their order, as :func:`decode_fact` would one by one.

    Raises:
        UnknownFactError: As :func:`decode_fact`, for the first that is refused.
    """
    try:
        return _read_together(kinds, times, bodies)
    except (LookupError, TypeError, ValueError, ArithmeticError):
        return list(map(_decode_bytes, kinds, times, bodies))


def _decode_bytes(kind: str, at: str, body: bytes) -> Fact:
    try:
        return decode_fact(kind, at, body.decode())
    except UnicodeDecodeError as error:
        raise UnknownFactError(f"acte « {kind} » illisible") from error


def _read_together(
    kinds: Sequence[str], times: Sequence[str], bodies: Sequence[bytes]
) -> Sequence[Fact]:
    moments = {at: _read_time(at) for at in set(times)}
    places: dict[str, list[int]] = {kind: [] for kind in set(kinds)}
    for place, kind in enumerate(kinds):
        places[kind].append(place)
    read = {
        kind: iter(_read_kind(kind, [moments[times[n]] for n in those], [bodies[n] for n in those]))
        for kind, those in places.items()
    }
    return list(map(next, map(read.__getitem__, kinds)))


@functools.cache
def _plain_reader(kind: str) -> PlainReader | None:
    return plain_reader(_FACTS[kind])


def _read_kind(kind: str, moments: Sequence[datetime], bodies: Sequence[bytes]) -> Sequence[Fact]:
    read_plain = _plain_reader(kind)
    facts = None if read_plain is None else read_plain(moments, bodies)
    if facts is not None:
        return facts
    records = json.loads(f"[{b','.join(bodies).decode()}]")
    if len(records) != len(bodies):
        raise ValueError(len(records))
    return _FACT_CODES[kind].read(records, moments)


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A class's encoder, and its reader that takes stored fields and columns of leading values."""

    encode: Convert
    read: Callable[..., list[Any]]


def _compile(cls: type, *, leading: int = 0) -> _Compiled:
    """Return the code of a dataclass's fields, save the ``leading`` ones stored apart."""
    assert dataclasses.is_dataclass(cls)  # noqa: S101 the callers saw to it
    hints = get_type_hints(cls)
    plan = [_field_code(f, hints[f.name]) for f in dataclasses.fields(cls)[leading:]]
    return _Compiled(_class_encoder(plan), _class_reader(cls, plan))


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


def _class_reader(cls: type, plan: list[_FieldCode]) -> Callable[..., list[Any]]:
    def read(records: Column, *leading: Column) -> list[Any]:
        if not set(map(type, records)) <= {dict}:
            raise ValueError(f"« {cls.__name__} » n’est pas un objet")
        columns, held = [], 0
        for field in plan:
            column, stored = _field_column(field, records)
            columns.append(column)
            held += stored
        if held != sum(map(len, records)):
            unknown = set(chain.from_iterable(records)) - {field.name for field in plan}
            raise ValueError(f"champ « {min(unknown)} » inconnu")
        return list(map(cls, *leading, *columns))

    return read


def _field_column(field: _FieldCode, records: Column) -> tuple[Column, int]:
    """Return one field of many records, defaults included, and how many records hold it."""
    name = field.name
    try:
        stored = list(map(itemgetter(name), records))
    except KeyError:
        if field.default is _REQUIRED:
            raise ValueError(f"champ « {name} » absent") from None
        stored = [record[name] for record in records if name in record]
    read = field.code.read(stored)
    if len(stored) == len(records):
        return read, len(stored)
    values = iter(read)
    return [next(values) if name in record else field.default for record in records], len(stored)


def _code(annotation: object) -> Code:
    origin = get_origin(annotation)
    if origin in (Union, types.UnionType):
        return _optional_code(annotation)
    if origin is tuple:
        return _tuple_code(get_args(annotation))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping_code(*get_args(annotation))
    if annotation in SCALARS:
        return SCALARS[annotation]
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return enum_code(annotation)
    if isinstance(annotation, type) and dataclasses.is_dataclass(annotation):
        compiled = _compile(annotation)
        return Code(checked(annotation, compiled.encode), compiled.read)
    raise TypeError(f"no code for {annotation!r}")


def _optional_code(annotation: object) -> Code:
    members = [member for member in get_args(annotation) if member is not types.NoneType]
    if len(members) != 1:
        raise TypeError(f"no code for {annotation!r}: nothing would tell its members apart")
    code = _code(members[0])

    def read(column: Column) -> Column:
        held = [value for value in column if value is not None]
        if len(held) == len(column):
            return code.read(column)
        found = iter(code.read(held))
        return [None if value is None else next(found) for value in column]

    return Code(lambda value: None if value is None else code.encode(value), read)


def _tuple_code(members: tuple[Any, ...]) -> Code:
    if len(members) == 2 and members[1] is Ellipsis:
        return _row_code(_code(members[0]))
    codes = [_code(member) for member in members]

    def read(column: Column) -> Column:
        if not set(map(len, _lists(column))) <= {len(codes)}:
            raise ValueError(f"une liste de {len(codes)} valeurs est attendue")
        parts = [code.read([value[place] for value in column]) for place, code in enumerate(codes)]
        return list(zip(*parts, strict=True))

    return Code(
        checked(tuple, lambda v: [c.encode(item) for c, item in zip(codes, v, strict=True)]), read
    )


def _row_code(code: Code) -> Code:
    encode, read_items = code.encode, code.read

    def read(column: Column) -> Column:
        items = iter(read_items(list(chain.from_iterable(_lists(column)))))
        return [tuple(islice(items, size)) for size in map(len, column)]

    return Code(checked(tuple, lambda value: [encode(item) for item in value]), read)


def _mapping_code(key: object, value: object) -> Code:
    code = _code(value)
    key_code = text_code(str, int) if key is int else _code(key)
    encode_key, encode = key_code.encode, code.encode

    def read(column: Column) -> Column:
        if not set(map(type, column)) <= {dict}:
            raise ValueError("un tableau de valeurs nommées est attendu")
        keys = iter(key_code.read(list(chain.from_iterable(column))))
        items = iter(code.read([item for held in column for item in held.values()]))
        return [dict(zip(islice(keys, n), islice(items, n), strict=True)) for n in map(len, column)]

    def encode_mapping(held: Mapping[Any, Any]) -> dict[Any, Any]:
        return {encode_key(name): encode(item) for name, item in held.items()}

    return Code(checked(Mapping, encode_mapping), read)


def _lists(column: Column) -> list[list[Any]]:
    if not set(map(type, column)) <= {list}:
        raise ValueError("une liste est attendue")
    return column


# Every fact's code, made once; the time is a column of its own.
_FACTS = {kind.name: kind.fact for kind in KINDS}
_FACT_CODES = {kind.name: _compile(kind.fact, leading=1) for kind in KINDS}


def encode_record(value: object) -> object:
    """Return a record that facts hold as plain values, ready for JSON."""
    return _code(type(value)).encode(value)


def decode_record(cls: type, held: object) -> object:
    """Return the record that :func:`encode_record` wrote.

    Raises:
        ValueError, TypeError, LookupError: A field is unknown, missing, or not as it should be.
    """
    return _code(cls).read([held])[0]
