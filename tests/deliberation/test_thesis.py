"""Defence marks worked out by hand: exact until the last rounding."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jurydesk.cohort.candidate import Thesis
from jurydesk.deliberation.decisions import thesis_mark
from jurydesk.deliberation.thesis import thesis_warnings
from tests.builders import (
    a_candidate,
    ruled,
)
from tests.deliberation.builders import defend, prepared, proposed_levels, recuse


def marked(marks, **details):
    session = prepared(a_candidate(blocks=proposed_levels(2, 2, 2, 2, 2, 2, None), **details))
    defend(session, marks)
    return session


def test_report_and_oral_count_for_half_each():
    # Report (14,5 + 16) / 2 = 15,25; oral (15 + 17,25) / 2 = 16,125 shown 16,13;
    # mark (15,25 + 16,125) / 2 = 15,6875 shown 15,69: under 16, so level 2.
    found = thesis_mark(marked({"X1": ("14.5", "15"), "M3": ("16", "17.25")}).state, "C01")
    assert (found.report, found.oral, found.mark) == (
        Decimal("15.25"),
        Decimal("16.13"),
        Decimal("15.69"),
    )
    assert found.level == 2


@pytest.mark.parametrize(
    ("mark", "level"),
    [("20", 1), ("16", 1), ("15.75", 2), ("10", 2), ("9.75", 3), ("8", 3), ("7.75", 4), ("0", 4)],
)
def test_floors_of_the_scale_belong_to_the_better_level(mark, level):
    found = thesis_mark(marked({"X1": (mark, mark), "M3": (mark, mark)}).state, "C01")
    assert found.level == level


def test_the_level_comes_from_the_rounded_mark():
    # Three jurors: report (10 + 10 + 10) / 3, oral (10 + 10 + 9,75) / 3 = 9,91666…
    # mark 9,958333… rounded 9,96: under the pass mark of 10.
    marks = {"X1": ("10", "10"), "M3": ("10", "10"), "M4": ("10", "9.75")}
    found = thesis_mark(marked(marks).state, "C01")
    assert (found.mark, found.level) == (Decimal("9.96"), 3)


def test_the_weight_of_the_report_is_a_setting():
    session = marked({"X1": ("12", "9"), "M3": ("12", "9")})
    session.state.rulebook = ruled(
        session.state.rulebook, "soutenance.poids_du_rapport", value=Fraction(1, 3)
    )
    # 12/3 + 9 × 2/3 = 10.
    assert thesis_mark(session.state, "C01").mark == Decimal("10.00")


def test_no_mark_until_both_capacities_judge_and_every_juror_gave_both_marks():
    session = marked({"X1": ("12", "12")})
    assert thesis_mark(session.state, "C01") is None
    defend(session, {"X1": ("12", "12"), "M3": ("14", "14")})
    assert thesis_mark(session.state, "C01") is not None
    del session.state.defences["C01"].oral["M3"]
    assert thesis_mark(session.state, "C01") is None


def test_no_defence_no_mark():
    assert thesis_mark(prepared(a_candidate()).state, "C01") is None


def test_a_recused_member_is_no_juror():
    session = marked({"X1": ("12", "12"), "M3": ("14", "14")})
    session.state.defences["C01"].jurors["M4"] = session.state.defences["C01"].jurors["M3"]
    assert thesis_mark(session.state, "C01") is None
    recuse(session, "M4", clock="09:03")
    assert thesis_mark(session.state, "C01").mark == Decimal("13.00")


def test_jurors_more_than_four_points_apart_are_pointed_out():
    apart = marked({"X1": ("10", "12"), "M3": ("14.25", "16")})
    assert len(thesis_warnings(apart.state, "C01")) == 1
    assert "4,25 points sur le rapport" in thesis_warnings(apart.state, "C01")[0]
    assert thesis_warnings(marked({"X1": ("10", "12"), "M3": ("14", "16")}).state, "C01") == ()


@pytest.mark.parametrize(("pages", "warnings"), [(60, 0), (61, 1), (None, 0)])
def test_a_report_over_sixty_pages_is_pointed_out(pages, warnings):
    session = prepared(a_candidate(thesis=Thesis(pages=pages)))
    assert len(thesis_warnings(session.state, "C01")) == warnings


quarters = st.integers(0, 80).map(lambda n: Decimal(n) / 4)
pairs = st.tuples(quarters, quarters)


@given(st.lists(pairs, min_size=2, max_size=5))
def test_the_mark_is_the_exact_mean_rounded_half_up(marks):
    session = marked({f"X{n}": (str(r), str(o)) for n, (r, o) in enumerate(marks)})
    exact = Fraction(sum(r + o for r, o in marks)) / (2 * len(marks))
    mark = Fraction(thesis_mark(session.state, "C01").mark)
    assert mark - Fraction(1, 200) <= exact < mark + Fraction(1, 200)


def test_marks_of_a_juror_who_withdrew_raise_no_warning():
    session = marked({"X1": ("10", "12"), "M3": ("14.5", "12")})
    assert len(thesis_warnings(session.state, "C01")) == 1
    recuse(session, "M3", clock="09:30")
    assert thesis_warnings(session.state, "C01") == ()
