"""Both themes read well, and the icons follow them."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QColor, QPalette

from jurydesk.widgets.parts import icons, theme
from tests.widgets.room import a_window


@pytest.mark.parametrize("look", [theme.LIGHT, theme.DARK], ids=lambda look: look.name)
def test_every_text_stands_out_of_its_background(look):
    poor = [
        (ink, ground, round(theme.contrast(ink, ground), 2))
        for ink, ground in theme.pairs(look)
        if theme.contrast(ink, ground) < 4.5
    ]
    assert poor == []


@pytest.mark.parametrize(
    "look", [theme.STRONG_LIGHT, theme.STRONG_DARK], ids=lambda look: look.name
)
def test_the_stronger_contrast_is_seven_to_one(look):
    poor = [
        (ink, ground, round(theme.contrast(ink, ground), 2))
        for ink, ground in theme.pairs(look)
        if theme.contrast(ink, ground) < 7
    ]
    assert poor == []
    assert theme.contrast(look.border, look.surface) >= 4.5
    assert theme.contrast(look.strong_border, look.window) >= 4.5


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
    for look in (theme.DARK, theme.STRONG_DARK, theme.STRONG_LIGHT, theme.LIGHT):
        theme.apply(look)
        assert theme.current() is look


@pytest.mark.skipif(not hasattr(Qt, "ContrastPreference"), reason="Qt tells it from 6.10 on")
def test_the_desktop_is_followed_until_a_contrast_is_chosen(settings, monkeypatch):
    """The offscreen desktop asks for nothing; a person who chose is not overruled by it."""
    assert theme.follow_desktop_contrast(settings) is False
    assert theme.resolve(theme.Choice.LIGHT) is theme.LIGHT

    wanting = SimpleNamespace(contrastPreference=lambda: Qt.ContrastPreference.HighContrast)
    hints = SimpleNamespace(accessibility=lambda: wanting)
    monkeypatch.setattr(theme.QGuiApplication, "styleHints", lambda: hints)
    try:
        assert theme.follow_desktop_contrast(settings) is True
        assert theme.resolve(theme.Choice.LIGHT) is theme.STRONG_LIGHT
        assert theme.follow_desktop_contrast(settings) is False

        theme.set_strong(settings, wanted=False)
        assert theme.follow_desktop_contrast(settings) is False
        assert theme.resolve(theme.Choice.DARK) is theme.DARK
    finally:
        settings.clear()
        theme.load_contrast(settings)


def test_the_menu_makes_the_contrast_stronger_and_keeps_it(qtbot, settings):
    window = a_window(qtbot)
    action = window.findChild(QAction, "contrast_action")
    try:
        action.trigger()
        assert theme.current() is theme.STRONG_LIGHT
        window.appearance.swap()
        assert theme.current() is theme.STRONG_DARK
        theme.load_contrast(settings)
        assert theme.is_strong()
        action.trigger()
        assert theme.current() is theme.DARK
    finally:
        settings.clear()
        theme.load_contrast(settings)
        theme.apply(theme.LIGHT)


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
