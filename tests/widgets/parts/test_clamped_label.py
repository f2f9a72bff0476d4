"""A label of a few lines: it never takes more, and goes when it has nothing to say."""

import pytest

from jurydesk.widgets.parts.clamped_label import ClampedLabel

LONG = "Dossier reçu le 12 avril, monographie à compléter selon le tuteur. " * 6


@pytest.fixture
def label(qtbot):
    label = ClampedLabel()
    qtbot.addWidget(label)
    label.resize(200, 100)
    return label


def test_long_text_takes_no_more_lines_than_it_is_given(label):
    label.setText(LONG)
    two = label.heightForWidth(200)
    label.set_lines(1)
    one = label.heightForWidth(200)
    assert two - 1 == 2 * (one - 1)
    label.setText("Court")
    assert label.heightForWidth(200) == one


def test_whole_text_is_on_hover_and_for_the_screen_reader(label):
    label.setText(LONG)
    assert label.toolTip() == LONG
    assert label.accessibleName() == LONG.strip()


def test_label_goes_without_text_or_without_lines(label):
    label.setText("Thalès")
    assert not label.isHidden()
    label.set_lines(0)
    assert label.isHidden()
    label.set_lines(2)
    assert not label.isHidden()
    label.setText("")
    assert label.isHidden()


def test_shortened_text_is_painted_on_the_lines_there_are(label):
    label.setText(LONG)
    label.resize(200, label.heightForWidth(200))
    drawn = label.grab().toImage()
    ground = drawn.pixelColor(0, 0)
    below = drawn.height() // 2
    inked = [
        any(drawn.pixelColor(x, y) != ground for x in range(drawn.width()))
        for y in (below // 2, below + below // 2)
    ]
    assert inked == [True, True]
