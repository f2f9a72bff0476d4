"""A drawing decorates the stamp: inside the field, bounded, and without a say in the verdict."""

from io import BytesIO
from itertools import pairwise
from math import cos, sin
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdfium2 import PdfDocument

from jurydesk.signature.handwriting import (
    ASPECT,
    MAX_POINTS,
    MAX_STROKES,
    Handwriting,
    curves,
    distance,
    simplify,
)
from jurydesk.signature.signing import SigningRefusedError
from tests.minutes.pages.tagged import archive_report
from tests.signature import tampering
from tests.signature.builders import (
    MEMBERS,
    Keyring,
    a_keyring,
    a_sealed_pdf,
    expected,
    holds,
    saying,
    signed_by,
    verdict_on,
    what_is_sealed,
)
from tests.signature.pdfsig import pdfsig

# M1's field is 72, 600 to 272, 655: 3 points above and 17 below leave the drawing 35, thus
# 35 × 2.25 = 78.75 wide, 4 from the right edge: from 189.25 to 268, and from 617 to 652.
DRAWN = (189.25, 617.0, 268.0, 652.0)
ACROSS = Handwriting((((0.0, 0.5), (1.0, 0.5)),))
LOOPS = simplify([[(0.5 + 0.4 * cos(t / 9), 0.5 + 0.4 * sin(t / 7)) for t in range(120)]])
FIVE = ("M1", "M2", "M3", "M4", "M5")

unit = st.floats(-0.5, 1.5, allow_nan=False)
raw_strokes = st.lists(
    st.lists(st.tuples(unit, unit), min_size=1, max_size=300), min_size=1, max_size=MAX_STROKES
)


@pytest.fixture(scope="module")
def five() -> Keyring:
    return a_keyring(*FIVE)


def signed_alone(keyring: Keyring, drawing: Handwriting | None, **details: object) -> bytes:
    """The minutes that M1 alone signs, in M1's field."""
    sealed = what_is_sealed(members=("M1",))
    named = type(sealed)(**{**fields_of(sealed), "signatures": (expected("M1", **details),)})
    drawings = {} if drawing is None else {"M1": drawing}
    return signed_by(a_sealed_pdf(named), keyring, "M1", drawings=drawings)


def fields_of(record: object) -> dict[str, object]:
    return {name: getattr(record, name) for name in type(record).__slots__}  # type: ignore[attr-defined]


def appearance(document: bytes) -> tuple[list[str], list[list[float]], list[float]]:
    """The operators of the stamp's appearance that draw lines, their operands, and its box."""
    with pikepdf.open(BytesIO(document)) as pdf:
        stamp = pdf.Root.AcroForm.Fields[0].Kids[0].AP.N
        read = pikepdf.parse_content_stream(stamp)
        drawn = [step for step in read if str(step.operator) in set("mlcSw")]
        return (
            [str(step.operator) for step in drawn],
            [[float(number) for number in step.operands] for step in drawn],
            sorted(float(edge) for edge in stamp.BBox),
        )


def ink_at(document: bytes, x: float, y: float) -> bool:
    """Whether paper holds dark ink at a place in points from the bottom left of page 2."""
    pdf = PdfDocument(document)
    pdf.init_forms()
    image = pdf[1].render(scale=4, may_draw_forms=True).to_pil().convert("L")
    pdf.close()
    return bool(image.getpixel((int(x * 4), int((842 - y) * 4))) < 110)


class TestDrawing:
    """The strokes as a plain value."""

    @given(raw_strokes)
    def test_simplified_drawing_is_bounded_and_keeps_the_ends_of_each_stroke(self, raw) -> None:
        drawing = simplify(raw)

        assert len(drawing.strokes) == len(raw)
        assert sum(map(len, drawing.strokes)) <= MAX_POINTS
        for before, after in zip(raw, drawing.strokes, strict=True):
            assert [after[0], after[-1]] == [
                tuple(min(max(place, 0), 1) for place in point) for point in (before[0], before[-1])
            ]

    @given(raw_strokes)
    def test_curves_stay_inside_and_go_through_every_point(self, raw) -> None:
        strokes = simplify(raw).strokes
        assert strokes
        for stroke in strokes:
            drawn = curves(stroke)
            assert [curve[2] for curve in drawn] == list(stroke[1:])
            assert all(0 <= place <= 1 for curve in drawn for point in curve for place in point)

    def test_points_nearer_than_a_step_are_one(self) -> None:
        # On a horizontal line a hundredth of the width is 0.0225 of the height, a step 0.03: one
        # point in two is kept; the end takes the place of the point just before it.
        raw = [(place / 100, 0.5) for place in range(10)]

        kept = simplify([raw]).strokes[0]

        assert [round(x, 2) for x, _ in kept] == [0, 0.02, 0.04, 0.06, 0.09]

    def test_dot_stays_a_dot(self) -> None:
        assert simplify([[(0.3, 0.2)]]).strokes == (((0.3, 0.2),),)
        assert curves(((0.3, 0.2),)) == ()

    def test_straight_line_stays_straight(self) -> None:
        drawn = curves(((0.1, 0.5), (0.2, 0.5), (0.9, 0.5)))
        assert len(drawn) == 2
        for one, two, end in drawn:
            assert one[0] < two[0] < end[0]
            assert one[1] == two[1] == end[1] == 0.5

    def test_long_scribble_is_coarser_not_cut(self) -> None:
        raw = [(0.5 + 0.5 * sin(t / 50), 0.5 + 0.5 * cos(t / 47)) for t in range(20_000)]

        stroke = simplify([raw]).strokes[0]

        assert MAX_POINTS / 2 < len(stroke) <= MAX_POINTS
        assert stroke[-1] == raw[-1]
        assert min(distance(*two) for two in list(pairwise(stroke))[:-1]) > 0.03

    @pytest.mark.parametrize(
        "strokes",
        [
            (),
            ((),),
            (((0.5, 1.01),),),
            (((float("nan"), 0.5),),),
            (((0.5, 0.5),) * (MAX_POINTS + 1),),
            (((0.5, 0.5),),) * (MAX_STROKES + 1),
        ],
        ids=["nothing", "empty stroke", "outside", "no number", "points", "strokes"],
    )
    def test_what_no_stamp_could_hold_is_refused(self, strokes) -> None:
        with pytest.raises(ValueError, match=r"stroke|point"):
            Handwriting(strokes)

    def test_too_many_strokes_are_refused_rather_than_lost(self) -> None:
        with pytest.raises(ValueError, match="65 strokes"):
            simplify([[(0.5, 0.5)]] * 65)


class TestStamp:
    """The drawing on paper, beside the words."""

    def test_drawing_is_one_path_inside_its_own_box(self, keyring: Keyring) -> None:
        operators, operands, box = appearance(signed_alone(keyring, LOOPS))

        assert operators.count("S") == 1
        assert operators.count("c") == len(LOOPS.strokes[0]) - 1
        assert box == [0, 0, 55, 200]
        # 400 units high, thus 900 wide, which the stamp lays between 189.25 and 268.
        numbers = [
            n for op, told in zip(operators, operands, strict=True) if op != "w" for n in told
        ]
        assert all(0 <= x <= 400 * ASPECT for x in numbers[::2])
        assert all(0 <= y <= 400 for y in numbers[1::2])

    def test_ink_is_where_it_was_drawn(self, keyring: Keyring) -> None:
        document = signed_alone(keyring, ACROSS)
        left, bottom, right, top = DRAWN
        middle = (bottom + top) / 2

        assert all(ink_at(document, x, middle) for x in (left + 1, 228, right - 1))
        assert not any(ink_at(document, x, middle) for x in (left - 3, right + 2))
        assert not any(ink_at(document, 228, y) for y in (bottom + 2, top - 2))

    def test_dot_is_printed(self, keyring: Keyring) -> None:
        # A quarter across and a quarter down: 189.25 + 19.7, and 652 - 8.75.
        assert ink_at(signed_alone(keyring, Handwriting((((0.25, 0.25),),))), 208.9, 643.25)

    def test_words_leave_the_drawing_its_room(self, keyring: Keyring) -> None:
        quality = "directrice générale adjointe, représentant le directeur général"
        document = signed_alone(keyring, LOOPS, quality=quality)

        beside = words_within(document, (0, 17, 117.25, 55))
        under = words_within(document, (0, 0, 200, 17))

        assert words_within(document, (117.25, 17, 200, 55)) == ""
        assert beside.startswith("PrénomM1 NOMM1 directrice générale")
        assert beside.endswith("directeur général")
        assert under.endswith("Signé électroniquement le 19/04/2024 à 18:10:00 (UTC+02:00)")

    def test_stamp_without_a_drawing_has_its_four_lines_and_no_path(self, keyring: Keyring) -> None:
        document = signed_alone(keyring, None)

        assert appearance(document)[0] == []
        assert words_within(document, (0, 0, 200, 55)) == (
            "PrénomM1 NOMM1 enseignant à 100 % Signé électroniquement le 19/04/2024 "
            "à 18:10:00 (UTC+02:00)"
        )

    def test_minutes_with_a_drawing_stay_pdfa(self, keyring: Keyring) -> None:
        """The validator knows no form: the form itself is its only complaint."""
        report = archive_report(signed_alone(keyring, LOOPS))

        assert {finding.kind for finding in report.findings} == {"unsupported"}

    def test_fullest_drawing_adds_a_few_kilobytes(self, keyring: Keyring) -> None:
        raw = [(0.5 + 0.5 * sin(t / 50), 0.5 + 0.5 * cos(t / 47)) for t in range(20_000)]
        drawn, plain = (len(signed_alone(keyring, each)) for each in (simplify([raw]), None))

        assert 0 < drawn - plain < 5_000


class TestVerdict:
    """What is signed stays what is verified."""

    @pytest.mark.parametrize(
        "order",
        [
            ("M2", "M3", "M4", "M5", "M1"),
            ("M5", "M4", "M3", "M2", "M1"),
            ("M4", "M2", "M5", "M3", "M1"),
        ],
        ids="-".join,
    )
    def test_five_drawings_in_any_order_are_valid(
        self, five: Keyring, order: tuple[str, ...]
    ) -> None:
        document = a_sealed_pdf(what_is_sealed(five, members=FIVE))

        document = signed_by(document, five, *order, drawings=dict.fromkeys(FIVE, LOOPS))
        verdict = verdict_on(document, five.trust)

        assert holds(verdict), saying(verdict)
        assert [signature.member for signature in verdict.signatures] == list(order)

    def test_some_draw_and_some_do_not(self, keyring: Keyring, sealed_pdf: bytes) -> None:
        document = signed_by(sealed_pdf, keyring, "M3", "M2", "M1", drawings={"M2": LOOPS})

        assert holds(verdict_on(document, keyring.trust))

    def test_pdfsig_agrees(self, tmp_path: Path, five: Keyring) -> None:
        document = a_sealed_pdf(what_is_sealed(five, members=FIVE))
        drawings = dict.fromkeys(FIVE, LOOPS)
        path = tmp_path / "pv.pdf"
        path.write_bytes(signed_by(document, five, "M3", "M2", "M5", "M4", "M1", drawings=drawings))

        said = pdfsig(path, five, tmp_path)

        assert said.count("Signature is Valid.") == 5, said
        assert said.count("Certificate is Trusted.") == 5, said

    def test_drawing_changed_after_the_lock_is_caught(
        self, keyring: Keyring, sealed_pdf: bytes
    ) -> None:
        drawings = dict.fromkeys(MEMBERS, LOOPS)
        document = signed_by(sealed_pdf, keyring, "M2", "M3", "M1", drawings=drawings)

        verdict = verdict_on(tampering.edited(document, tampering.redraw_stamp), keyring.trust)

        assert not holds(verdict)
        assert all(signature.changed_since for signature in verdict.signatures)

    def test_nobody_signs_after_a_drawing_was_changed(
        self, keyring: Keyring, sealed_pdf: bytes
    ) -> None:
        document = signed_by(sealed_pdf, keyring, "M2", drawings={"M2": LOOPS})
        document = tampering.edited(document, tampering.redraw_stamp)

        with pytest.raises(SigningRefusedError, match="ne doit pas être signé"):
            signed_by(document, keyring, "M3", first="18:20")


def words_within(document: bytes, place: tuple[float, float, float, float]) -> str:
    """The words inside a rectangle, in points from the only stamp's corner, on one line."""
    with pikepdf.open(BytesIO(document)) as pdf:
        pdf.flatten_annotations("all")
        flat = BytesIO()
        pdf.save(flat)
    opened = pypdfium2.PdfDocument(flat.getvalue())
    text = opened[1].get_textpage().get_text_bounded(*place)
    opened.close()
    return " ".join(text.replace("\u00a0", " ").split())
