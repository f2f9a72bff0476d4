"""Both themes read well, and the icons follow them."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPalette

from jurydesk.widgets.parts import icons, theme


@pytest.mark.parametrize("look", [theme.LIGHT, theme.DARK], ids=lambda look: look.name)
def test_every_text_stands_out_of_its_background(look):
    poor = [
        (ink, ground, round(theme.contrast(ink, ground), 2))
        for ink, ground in theme.pairs(look)
        if theme.contrast(ink, ground) < 4.5
    ]
    assert poor == []


def test_contrast_goes_from_one_to_twenty_one():
    assert theme.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert theme.contrast("#777777", "#777777") == 1


@pytest.mark.parametrize("look", [theme.LIGHT, theme.DARK], ids=lambda look: look.name)
def test_control_borders_the_focus_and_signs_are_seen(look):
    """WCAG 1.4.11: what tells a part or its state stands out at 3:1 of what is around it."""
    grounds = (look.window, look.surface)
    parts = (look.strong_border, look.accent, look.good, look.warn, look.bad, look.text)
    poor = [
        (part, ground, round(theme.contrast(part, ground), 2))
        for part in parts
        for ground in grounds
        if theme.contrast(part, ground) < 3
    ]
    assert poor == []
    assert theme.contrast(look.accent, look.sunken) >= 3


def test_choice_is_kept_and_unknown_ones_follow_the_system(settings):
    settings.setValue("theme", "sombre")
    assert theme.resolve(theme.chosen(settings)) is theme.DARK
    settings.setValue("theme", "fuchsia")
    assert theme.chosen(settings) is theme.Choice.SYSTEM


def test_applied_theme_is_the_current_one():
    theme.apply(theme.DARK)
    assert theme.current() is theme.DARK
    theme.apply(theme.LIGHT)
    assert theme.current() is theme.LIGHT


@pytest.mark.parametrize(("ground", "look"), [("#202020", theme.DARK), ("#f0f0f0", theme.LIGHT)])
def test_first_theme_is_as_dark_as_the_desktop(qapp, ground, look):
    qapp.setStyleSheet("")
    qapp.setPalette(QPalette(QColor(ground)))
    try:
        assert theme.resolve(theme.Choice.SYSTEM) is look
    finally:
        theme.apply(theme.LIGHT)


def test_icon_takes_the_colour_asked():
    image = icons.pixmap("check", QColor("#ff0000"), 48).toImage()
    inked = {
        image.pixelColor(x, y).name()
        for x in range(48)
        for y in range(48)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert inked == {"#ff0000"}


def test_icon_of_a_button_leaves_air_before_its_word():
    image = icons.icon("edit").pixmap(QSize(20, 16), 1.0).toImage()
    assert (image.width(), image.height()) == (20, 16)
    inked = [x for x in range(20) if any(image.pixelColor(x, y).alpha() for y in range(16))]
    assert inked
    assert max(inked) < 16
