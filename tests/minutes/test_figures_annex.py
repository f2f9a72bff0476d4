"""The annex of figures at the end of the minutes: only when asked, nameless, tagged."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
import zxingcpp

from jurydesk.deliberation.facts import SessionDescribed
from jurydesk.deliberation.figures.chart import Bar, Chart, Form, Pattern, Series
from jurydesk.minutes.charts.layout import Room, least_height, set_out
from jurydesk.minutes.charts.shapes import Box, Label, hatching
from jurydesk.minutes.content.text import to_text
from jurydesk.minutes.content.whole import compose
from jurydesk.minutes.pages.page_code import page_codes
from jurydesk.minutes.pages.pdf import render
from tests.builders import at
from tests.minutes.builders import HEAD, a_full_sitting
from tests.minutes.pages.tagged import tree
from tests.minutes.pages.test_structure import rules_broken

TITLE = "Annexe – Bilan chiffré de la séance"


@pytest.fixture(scope="module")
def asked():
    story = a_full_sitting()
    story.tell(SessionDescribed(at("18:00"), figures_annex=True))
    return compose(story.state(), head=HEAD, entries=10)


def test_annex_is_there_only_when_the_session_asks_for_it(asked):
    story = a_full_sitting()
    assert compose(story.state(), head=HEAD, entries=10).figures_annex is None
    assert asked.figures_annex.title == TITLE
    story.tell(SessionDescribed(at("18:00"), figures_annex=True))
    story.tell(SessionDescribed(at("18:01"), place="Ailleurs"))
    assert story.state().figures_annex
    story.tell(SessionDescribed(at("18:02"), figures_annex=False))
    assert not story.state().figures_annex


def test_annex_names_nobody(asked):
    annex = to_text(asked).split(TITLE)[1]
    names = {each.birth_name for each in a_full_sitting().state().candidates.values()}
    names |= {each.name for each in a_full_sitting().state().members.values()}
    assert not [name for name in names if name and name in annex]
    assert not [each for each in a_full_sitting().state().candidates if each in annex.split()]
    assert "inférieurs à 5" in annex


def test_each_chart_is_a_figure_said_in_words_with_its_table(asked):
    data = render(asked, draft=False).data
    top, outside = tree(data)
    assert not outside.strip()
    with pikepdf.open(BytesIO(data)) as pdf:
        told = [str(each) for each in alternatives(pdf)]
    charts = asked.figures_annex.charts
    assert len(charts) >= 4
    for chart in charts:
        assert chart.spoken in told
    assert len(top.all("Figure")) >= len(charts)
    tables = [node for node in top.all("Table") if node.all("TH")]
    heads = [[head.words.strip() for head in node.all("TH")] for node in tables]
    for chart in charts:
        assert any(head[0] == chart.head for head in heads if head)


def alternatives(pdf):
    """Every description of the tree."""
    waiting = [pdf.Root.StructTreeRoot.K[0]]
    while waiting:
        node = waiting.pop()
        if not isinstance(node, pikepdf.Dictionary):
            continue
        if "/Alt" in node:
            yield node.Alt
        kids = node.get("/K", [])
        waiting += list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def test_codes_of_the_pages_hold_the_words_of_the_charts_too(asked):
    data = render(asked, draft=False).data
    with pikepdf.open(BytesIO(data)) as pdf:
        codes = page_codes(pdf)
    last = pypdfium2.PdfDocument(data)[len(codes) - 1]
    read = zxingcpp.read_barcode(last.render(scale=150 / 72).to_pil().convert("L")).text
    assert f" T {codes[-1]} " in read


def test_annex_passes_the_rules_a_machine_checks(asked, tmp_path):
    path = tmp_path / "pv.pdf"
    path.write_bytes(render(asked, draft=False).data)
    assert rules_broken(path) == []


def test_same_minutes_have_the_same_bytes(asked):
    assert render(asked, draft=False).data == render(asked, draft=False).data


# How charts are set out, whoever draws them.


def a_room(wide=600, high=300):
    return Room(wide, high, 10, lambda text: 5.0 * len(text), lambda text: 5.5 * len(text))


def a_chart(form, *bars, guides=()):
    names = ("oui", "non")[: len(bars[0].counts)]
    series = tuple(
        Series(name, tone, pattern)
        for name, tone, pattern in zip(
            names, ("good", "bad"), (Pattern.FULL, Pattern.RISING), strict=False
        )
    )
    return Chart("k", "Titre", "Groupe", "", form, series, bars, guides=guides)


def test_parts_of_a_bar_are_as_long_as_their_counts():
    chart = a_chart(Form.STACKED, Bar("A", (30, 10)), Bar("B", (20, 0)))
    boxes = [s for s in set_out(chart, a_room()) if isinstance(s, Box) and s.pattern]
    drawn = [box.wide for box in boxes if box.y > 16]
    assert drawn[0] == pytest.approx(3 * drawn[1])
    assert drawn[2] == pytest.approx(2 * drawn[1])


def test_bars_of_shares_have_one_length():
    chart = a_chart(Form.SHARES, Bar("A", (3, 1)), Bar("B", (50, 150)))
    lengths = {}
    for shape in set_out(chart, a_room()):
        if isinstance(shape, Box) and shape.pattern and shape.y > 16:
            lengths[shape.y] = lengths.get(shape.y, 0) + shape.wide
    assert len(lengths) == 2
    first, second = lengths.values()
    assert first == pytest.approx(second)


def test_everything_stands_in_its_room():
    room = a_room()
    for form in Form:
        for count in (1, 2, 25):
            chart = a_chart(form, *(Bar(f"n{n}", (n, 3)) for n in range(1, count + 1)))
            high = max(room.high, least_height(chart, room))
            shapes = list(set_out(chart, replace(room, high=high)))
            assert shapes
            for shape in shapes:
                if isinstance(shape, Box):
                    assert shape.x >= -0.01
                    assert shape.x + shape.wide <= room.wide + 0.01
                    assert shape.y + shape.high <= high + 0.01
                elif isinstance(shape, Label):
                    assert 0 <= shape.y <= high


def test_hatching_stays_inside_its_box():
    box = Box(10, 20, 33, 17, "good")
    for pattern in Pattern:
        lines = list(hatching(box._replace(pattern=pattern), 5))
        assert bool(lines) == (pattern not in (Pattern.FULL, Pattern.BLANK))
        for x, y, to_x, to_y in lines:
            assert 10 - 1e-6 <= min(x, to_x) <= max(x, to_x) <= 43 + 1e-6
            assert 20 - 1e-6 <= min(y, to_y) <= max(y, to_y) <= 37 + 1e-6


def test_chart_without_counts_draws_nothing():
    assert set_out(a_chart(Form.STACKED, Bar("A", (0, 0))), a_room()) == ()
