"""Facts become canonical JSON and come back the same, or are refused in words."""

import dataclasses
import json
import types
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jurydesk.certification.vocabulary import BlockStatus
from jurydesk.cohort.birth_date import BirthDate
from jurydesk.deliberation.facts import (
    BallotCounted,
    BallotWay,
    DecisionAdopted,
    DefenceMarked,
    Fact,
    IncidentRecorded,
    Part,
    SessionDescribed,
    VoteCast,
)
from jurydesk.deliberation.kinds.registry import KINDS
from jurydesk.storage import codec
from jurydesk.storage.codec import UnknownFactError, decode_fact, decode_facts, encode_fact
from jurydesk.storage.plain_facts import plain_reader
from tests.builders import at

_OFFSETS = st.integers(-720, 720).map(lambda minutes: timezone(timedelta(minutes=minutes)))
_MOMENTS = st.datetimes(
    datetime(1950, 1, 1),  # noqa: DTZ001 the strategy adds the offset
    datetime(2150, 1, 1),  # noqa: DTZ001
    timezones=_OFFSETS,
)
_SCALARS = {
    str: st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    int: st.integers(),
    bool: st.booleans(),
    date: st.dates(),
    datetime: _MOMENTS,
    Decimal: st.decimals(allow_nan=False, allow_infinity=False),
    Fraction: st.fractions(),
    BirthDate: st.one_of(
        st.dates().map(BirthDate.on),
        st.dates().map(lambda day: BirthDate(day.year, day.month)),
        st.dates().map(lambda day: BirthDate(day.year)),
    ),
}


def _values(annotation: object) -> st.SearchStrategy[object]:
    origin, members = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        return st.one_of(*(st.none() if one is types.NoneType else _values(one) for one in members))
    if origin is tuple and members[-1] is Ellipsis:
        return st.lists(_values(members[0]), max_size=3).map(tuple)
    if origin is tuple:
        return st.tuples(*map(_values, members))
    if origin is not None and issubclass(origin, Mapping):
        return st.dictionaries(*map(_values, members), max_size=4)
    if annotation in _SCALARS:
        return _SCALARS[annotation]
    if issubclass(annotation, StrEnum):
        return st.sampled_from(annotation)
    return _records(annotation)


def _records(cls: type) -> st.SearchStrategy[object]:
    hints = get_type_hints(cls)
    names = [field.name for field in dataclasses.fields(cls)]
    return st.builds(cls, **{name: _values(hints[name]) for name in names})


@pytest.mark.parametrize("kind", [kind.fact for kind in KINDS], ids=lambda kind: kind.__name__)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_every_fact_comes_back_the_same(kind: type[Fact], data: st.DataObject) -> None:
    fact = data.draw(_records(kind))
    stored = encode_fact(fact)
    read = decode_fact(*stored)
    assert read == fact
    assert read.at.utcoffset() == fact.at.utcoffset()
    assert encode_fact(read) == stored


def test_a_count_is_written_with_sorted_keys_without_spaces_and_with_its_accents() -> None:
    mark = DefenceMarked(at("14:30"), "Élodie", "M7", Part.REPORT, Decimal("14.50"))
    assert encode_fact(mark) == (
        "DefenceMarked",
        "2024-04-19T14:30:00+02:00",
        '{"candidate":"Élodie","juror":"M7","mark":"14.50","part":"rapport"}',
    )


def test_levels_of_a_tally_are_numbers_again() -> None:
    counted = BallotCounted(
        at("09:20"), "C01", "BC", BallotWay.TALLY, {4: 1, 2: 5}, 0, ("M1",), "M1", 2, False
    )
    kind, moment, body = encode_fact(counted)
    assert '"tally":{"2":5,"4":1}' in body
    assert decode_fact(kind, moment, body).tally == {2: 5, 4: 1}


def test_an_empty_default_is_left_out_and_an_abstention_is_not() -> None:
    assert encode_fact(VoteCast(at("09:10"), "M1", "C01", "BC", None))[2].count("null") == 1
    kind, moment, body = encode_fact(SessionDescribed(at("09:10")))
    assert (kind, body) == ("SessionDescribed", "{}")
    assert decode_fact(kind, moment, body).place == ""


@pytest.mark.parametrize(
    ("kind", "body", "word"),
    [
        ("MemberApplauded", "{}", "MemberApplauded"),
        ("IncidentRecorded", "{}", "text"),
        ("IncidentRecorded", '{"text":"a","mood":"b"}', "mood"),
        ("IncidentRecorded", '{"text":3}', "texte"),
        ("IncidentRecorded", "[]", "objet"),
        ("IncidentRecorded", '{"text":', "illisible"),
        ("IncidentRecorded", '{"text":"a"} {}', "illisible"),
        ("DefenceMarked", '{"candidate":"C","juror":"M","mark":14.5,"part":"oral"}', "texte"),
        ("DefenceMarked", '{"candidate":"C","juror":"M","mark":"dix","part":"oral"}', "Defence"),
        ("DefenceMarked", '{"candidate":"C","juror":"M","mark":"10","part":"chant"}', "chant"),
        (
            "DefenceMarked",
            '{"candidate":"C","juror":"M","mark":"10","part":["oral"]}',
            "inattendue",
        ),
        ("VoteCast", '{"block":"B","candidate":"C","level":true,"member":"M"}', "entier"),
        ("CohortImported", '{"candidates":{},"source":"a","source_digest":"b"}', "liste"),
        (
            "FindingOverridden",
            '{"by":"M1","candidate":null,"finding":"f","reason":"r","values":[]}',
            "valeurs",
        ),
    ],
)
def test_what_this_version_does_not_know_is_refused_in_words(
    kind: str, body: str, word: str
) -> None:
    with pytest.raises(UnknownFactError, match=word) as refusal:
        decode_fact(kind, "2024-04-19T09:00:00+02:00", body)
    assert "Mettez JuryDesk à jour" in str(refusal.value)


def stored(facts: Sequence[Fact]) -> tuple[list[str], list[str], list[bytes]]:
    """What the journal holds of some facts: kinds, times, and bodies in bytes."""
    kinds, times, bodies = zip(*map(encode_fact, facts), strict=True)
    return list(kinds), list(times), [body.encode() for body in bodies]


@pytest.mark.parametrize("kind", [kind.fact for kind in KINDS], ids=lambda kind: kind.__name__)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_facts_read_together_are_those_read_one_by_one(
    kind: type[Fact], data: st.DataObject
) -> None:
    facts = data.draw(st.lists(_records(kind), min_size=1, max_size=4))
    read = decode_facts(*stored(facts))
    assert list(read) == facts
    assert [each.at.utcoffset() for each in read] == [each.at.utcoffset() for each in facts]
    assert stored(read) == stored(facts)


def test_long_journals_are_read_in_one_step() -> None:
    """The kinds that a sitting is full of go through msgspec; a text with an escape does not."""
    marks = [DefenceMarked(at("14:30"), "C1", "M7", Part.ORAL, Decimal("14.50"))] * 3
    adopted = [DecisionAdopted(at("9:20"), "C1", "B", 2, BlockStatus.VALIDATED, None, "Motif é")]
    counted = BallotCounted(
        at("09:20"), "C01", "BC", BallotWay.TALLY, {4: 1, 2: 5}, 0, ("M1",), "M1", None, False
    )
    for facts in (marks, adopted, [counted]):
        _kinds, _times, bodies = stored(facts)
        read = plain_reader(type(facts[0]))
        assert read is not None
        assert read([fact.at for fact in facts], bodies) == facts
    said = IncidentRecorded(at("09:00"), 'Il a dit « "oui" : ».')
    read = plain_reader(IncidentRecorded)
    assert read is not None
    assert read([said.at], stored([said])[2]) is None


_MARK = '{"candidate":"C","juror":"M","mark":"10","part":"oral"}'


@pytest.mark.parametrize(
    "body",
    [
        _MARK.replace('"10"', "10"),
        _MARK.replace('"10"', "10.0"),
        _MARK.replace('"10"', '10,"note":"11"'),
        _MARK.replace('"10"', '10,"note":11'),
        _MARK.replace('"part"', '"humeur":"gaie","part"'),
        _MARK.replace('"part"', '"humeur" :1,"part"'),
        _MARK.replace('"part"', '"at":"2024-04-19T09:00:00+02:00","part"'),
        _MARK.replace('"M"', "null"),
        _MARK.replace('"juror":"M",', ""),
        _MARK.replace('"oral"', '"chant"'),
        _MARK.replace("{", "[", 1),
        _MARK + "," + _MARK,
        "",
    ],
)
def test_what_one_reader_refuses_the_other_does_not_take(body: str) -> None:
    """A reader in one step takes nothing that the slow one refuses, beside sound facts or alone."""
    kind, moment, sound = encode_fact(DefenceMarked(at("14:30"), "C", "M", Part.ORAL, Decimal(10)))
    with pytest.raises(UnknownFactError):
        decode_fact(kind, moment, body)
    for bodies in ([body], [sound, body], [body, sound]):
        with pytest.raises(UnknownFactError):
            decode_facts([kind] * len(bodies), [moment] * len(bodies), [b.encode() for b in bodies])


def test_a_text_that_is_no_utf8_is_refused_in_words() -> None:
    with pytest.raises(UnknownFactError, match="illisible"):
        decode_facts(["IncidentRecorded"], ["2024-04-19T09:00:00+02:00"], [b'{"text":"\xff"}'])


def test_facts_read_together_keep_their_order_and_their_gaps() -> None:
    facts = [
        IncidentRecorded(at("09:00"), "Coupure."),
        DefenceMarked(at("09:01"), "C01", "M1", Part.ORAL, Decimal("14.5")),
        SessionDescribed(at("09:02"), place="Toulouse"),
        IncidentRecorded(at("09:03"), "Retour."),
        SessionDescribed(at("09:04"), minutes_number="PV-1"),
    ]
    assert list(decode_facts(*stored(facts))) == facts


def test_the_first_fact_that_cannot_be_read_among_many_says_why() -> None:
    kinds = ("SessionDescribed", "IncidentRecorded", "SessionDescribed")
    times = ("2024-04-19T09:00:00+02:00",) * 3
    # A field left out and one unknown: as many fields as the fact has.
    bodies = (b'{"place":"Toulouse"}', b'{"texte":"a"}', b'{"plac":"Toulouse"}')
    with pytest.raises(UnknownFactError, match="« text » absent"):
        decode_facts(kinds, times, bodies)
    with pytest.raises(UnknownFactError, match="« plac » inconnu"):
        decode_facts(kinds[::2], times[::2], bodies[::2])
    with pytest.raises(UnknownFactError, match="illisible"):
        decode_facts(kinds[:2], times[:2], (b'{"text":"a"},{"text":"b"}', b"{"))


def test_a_time_that_is_no_time_is_refused() -> None:
    with pytest.raises(UnknownFactError):
        decode_fact("IncidentRecorded", "hier", '{"text":"a"}')


@pytest.mark.parametrize(
    ("fact", "error"),
    [
        (IncidentRecorded(datetime(2024, 4, 19, 9, 0), "a"), ValueError),  # noqa: DTZ001
        (IncidentRecorded(at("09:00"), 12), TypeError),
        (VoteCast(at("09:00"), "M1", "C01", "BC", True), TypeError),
        (DefenceMarked(at("09:00"), "C", "M", Part.ORAL, 14.5), TypeError),
        (DefenceMarked(at("09:00"), "C", "M", Part.ORAL, Decimal("NaN")), TypeError),
        (DefenceMarked(at("09:00"), "C", "M", "oral", Decimal(14)), TypeError),
    ],
)
def test_a_fact_that_could_not_be_read_back_is_never_written(
    fact: Fact, error: type[Exception]
) -> None:
    with pytest.raises(error):
        encode_fact(fact)


@dataclasses.dataclass(frozen=True)
class _Measured:
    share: Fraction
    moment: datetime
    pair: tuple[str, int]
    by_way: Mapping[BallotWay, int]


def test_fractions_moments_pairs_and_keys_of_a_list_of_words_have_their_text() -> None:
    code = codec._code(_Measured)
    measured = _Measured(
        Fraction(2, 8), at("09:00"), ("M1", 3), {BallotWay.SECRET: 1, BallotWay.TALLY: 2}
    )
    written = code.encode(measured)
    assert json.loads(json.dumps(written)) == {
        "share": "1/4",
        "moment": "2024-04-19T09:00:00+02:00",
        "pair": ["M1", 3],
        "by_way": {"secret": 1, "decompte": 2},
    }
    assert code.read([written]) == [measured]


def test_a_moment_without_offset_is_never_written() -> None:
    with pytest.raises(TypeError):
        codec._code(datetime).encode(datetime(2024, 4, 19))  # noqa: DTZ001


@pytest.mark.parametrize("annotation", [int | str, set[int], complex])
def test_an_annotation_that_no_text_could_tell_is_a_fault_of_the_program(
    annotation: object,
) -> None:
    with pytest.raises(TypeError):
        codec._code(annotation)
