"""The look: one accent colour, a spacing scale, a light and a dark palette, one style sheet.

Qt's own dark scheme does nothing on a bare X server, so both palettes are ours, on Fusion.
Every pair of text and background in :func:`pairs` reads at 4.5:1 or better; a test computes it.
"""

import re
from enum import StrEnum
from string import Template
from typing import NamedTuple

from PySide6 import QtCore
from PySide6.QtCore import QSettings
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from jurydesk.bundle import resource

# The spacing scale, in device-independent pixels.
_HALF = 128
# Letters are 11 points high, or larger and smaller by these steps.
_BASE = 11.0
_STEPS = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
_MIDDLE = 2
_FAMILY, _DESKTOP, _STEP, _ZOOM = "font_family", "desktop_size", "zoom_step", "zoom"
_DENSITY, _TOUCH = "density", "tactile"
_CONTRAST, _STRONG, _USUAL = "contrast", "renforcé", "normal"
# What a finger hits without aiming, in device-independent pixels (WCAG 2.5.5).
TARGET = 44
_POINTS = re.compile(r"(\d+(?:\.\d+)?)pt\b")
SMALL, MEDIUM, LARGE = 8, 12, 16


class Choice(StrEnum):
    """What the person chose in the menu « Apparence »."""

    SYSTEM = "système"
    LIGHT = "clair"
    DARK = "sombre"


# No dataclass: it would be the only one that a window still empty needs, and cost it 3 ms.
class Theme(NamedTuple):
    """The colours of one theme; ``*_soft`` are backgrounds for text of the same name."""

    name: str
    window: str
    surface: str
    sunken: str
    border: str
    strong_border: str
    text: str
    muted: str
    accent: str
    on_accent: str
    accent_hover: str
    accent_soft: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str


LIGHT = Theme(
    name="light",
    window="#f3f4f7",
    surface="#ffffff",
    sunken="#e9ecf1",
    border="#d4d9e2",
    strong_border="#838da0",
    text="#1a2233",
    muted="#4f5a6e",
    accent="#2a4f9e",
    on_accent="#ffffff",
    accent_hover="#1f3f83",
    accent_soft="#e3eafa",
    good="#17643a",
    good_soft="#e0f2e7",
    warn="#7d4a00",
    warn_soft="#fcefd6",
    bad="#a3202c",
    bad_soft="#fbe4e5",
)

DARK = Theme(
    name="dark",
    window="#14171d",
    surface="#1c2029",
    sunken="#252a35",
    border="#343b49",
    strong_border="#79849a",
    text="#e9ecf2",
    muted="#a9b3c4",
    accent="#9dbbff",
    on_accent="#10182b",
    accent_hover="#b9ceff",
    accent_soft="#26334f",
    good="#83d6a2",
    good_soft="#1b3527",
    warn="#f0c073",
    warn_soft="#3a2e17",
    bad="#ff9ea3",
    bad_soft="#43222a",
)

# For who asks for more contrast: letters at 7:1 or better, and edges that are seen (WCAG 1.4.6).
STRONG_LIGHT = LIGHT._replace(
    border="#6b7589",
    strong_border="#4a5468",
    text="#000000",
    muted="#2b3342",
    accent="#143a85",
    accent_hover="#0f2b66",
    good="#0a4525",
    warn="#573300",
    bad="#7d0f1b",
)
STRONG_DARK = DARK._replace(
    window="#000000",
    surface="#0b0d12",
    sunken="#15181f",
    border="#8a95a9",
    strong_border="#b9c3d3",
    text="#ffffff",
    muted="#dde3ec",
    accent="#c6d8ff",
    on_accent="#000000",
    accent_hover="#dde8ff",
    accent_soft="#16213a",
    good="#aef0c5",
    good_soft="#0f2318",
    warn="#ffdca0",
    warn_soft="#251c0b",
    bad="#ffc6c9",
    bad_soft="#2d1317",
)
_THEMES = (LIGHT, DARK, STRONG_LIGHT, STRONG_DARK)


def pairs(theme: Theme) -> tuple[tuple[str, str], ...]:
    """Return every (text, background) pair the screen draws."""
    grounds = (theme.window, theme.surface, theme.sunken)
    plain = tuple((ink, ground) for ink in (theme.text, theme.muted) for ground in grounds)
    accents = tuple((theme.accent, ground) for ground in (*grounds, theme.accent_soft))
    states = tuple(
        (ink, ground)
        for ink, soft in (
            (theme.good, theme.good_soft),
            (theme.warn, theme.warn_soft),
            (theme.bad, theme.bad_soft),
        )
        for ground in (soft, theme.surface, theme.window)
    )
    soft = tuple(
        (ink, ground)
        for ink in (theme.text, theme.muted)
        for ground in (theme.accent_soft, theme.good_soft, theme.warn_soft, theme.bad_soft)
    )
    filled = ((theme.on_accent, theme.accent), (theme.on_accent, theme.accent_hover))
    return plain + accents + states + soft + filled


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast ratio of two colours, from 1 to 21."""

    def luminance(color: str) -> float:
        channels = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def chosen(settings: QSettings) -> Choice:
    """Return the choice kept in the settings, the system's scheme by default."""
    kept = str(settings.value("theme", Choice.SYSTEM.value))
    return Choice(kept) if kept in tuple(Choice) else Choice.SYSTEM


def resolve(choice: Choice) -> Theme:
    """Return the theme of a choice; « système » asks the desktop."""
    is_dark = _is_desktop_dark() if choice is Choice.SYSTEM else choice is Choice.DARK
    if is_strong():
        return STRONG_DARK if is_dark else STRONG_LIGHT
    return DARK if is_dark else LIGHT


def _is_desktop_dark() -> bool:
    if not _application().styleSheet():
        # Until a theme is applied the palette is the desktop's, and spares the start Qt's enums.
        return QApplication.palette().color(QPalette.ColorRole.Window).lightness() < _HALF
    return QGuiApplication.styleHints().colorScheme() is QtCore.Qt.ColorScheme.Dark


def current() -> Theme:
    """Return the theme now on screen."""
    palette = QApplication.palette()
    window = palette.color(QPalette.ColorRole.Window).name()
    text = palette.color(QPalette.ColorRole.WindowText).name()
    found = (each for each in _THEMES if (each.window, each.text) == (window, text))
    return next(found, LIGHT)


def apply(theme: Theme) -> None:
    """Put a theme on the whole application."""
    app = _application()
    app.setPalette(_palette(theme))
    sheet = resource("theme.qss").read_text(encoding="utf-8")
    if is_touch():
        sheet += resource("touch.qss").read_text(encoding="utf-8")
    check = resource("icons", f"check-{theme.name}.svg").as_posix()
    arrow = resource("icons", f"arrow-{theme.name}.svg").as_posix()
    colours = Template(sheet).substitute(theme._asdict(), check=check, arrow=arrow)
    app.setStyleSheet(_POINTS.sub(_scaled, colours))
    # A style sheet brings the desktop's font back over ours.
    app.setFont(font())


def font() -> QFont:
    """Return the font of everything, at the size of today."""
    app = _application()
    made = QFont(str(app.property(_FAMILY) or app.font().family()))
    made.setPointSizeF(_BASE * zoom())
    # Columns of figures must line up whatever their digits.
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def set_family(family: str, desktop_points: float) -> None:
    """Say which font is ours; the desktop's own size, where it is large, makes ours as large."""
    app = _application()
    app.setProperty(_FAMILY, family)
    app.setProperty(_DESKTOP, min(max(desktop_points / _BASE, 1.0), 1.8))


def zoom() -> float:
    """Return how much larger than usual letters are: the desktop's size and the menu's step."""
    app = _application()
    desktop = app.property(_DESKTOP) or 1.0
    return float(desktop) * _STEPS[int(app.property(_STEP) or 0) + _MIDDLE]


def load_zoom(settings: QSettings) -> None:
    """Take the step kept in the settings."""
    kept = str(settings.value(_ZOOM, 0))
    step = int(kept) if kept.lstrip("-").isdecimal() else 0
    _application().setProperty(_STEP, _within(step))


def set_zoom(settings: QSettings, step: int) -> None:
    """Go a step up or down, or back to none; kept in the settings."""
    app = _application()
    now = _within(int(app.property(_STEP) or 0) + step) if step else 0
    app.setProperty(_STEP, now)
    settings.setValue(_ZOOM, now)


def is_touch() -> bool:
    """Whether everything is large enough for a finger: the « Tactile » density."""
    return bool(_application().property(_DENSITY))


def load_density(settings: QSettings) -> None:
    """Take the density kept in the settings."""
    _application().setProperty(_DENSITY, settings.value(_DENSITY) == _TOUCH)


def set_touch(settings: QSettings, *, wanted: bool) -> None:
    """Make everything as large as a finger, or as usual; kept in the settings."""
    _application().setProperty(_DENSITY, wanted)
    settings.setValue(_DENSITY, _TOUCH if wanted else "")


def is_strong() -> bool:
    """Whether the contrast is stronger than usual: chosen in the menu, or asked by the desktop."""
    return bool(_application().property(_CONTRAST))


def load_contrast(settings: QSettings) -> None:
    """Take the contrast kept in the settings."""
    _application().setProperty(_CONTRAST, settings.value(_CONTRAST) == _STRONG)


def set_strong(settings: QSettings, *, wanted: bool) -> None:
    """Make the contrast stronger, or as usual; kept in the settings."""
    _application().setProperty(_CONTRAST, wanted)
    settings.setValue(_CONTRAST, _STRONG if wanted else _USUAL)


def follow_desktop_contrast(settings: QSettings) -> bool:
    """Take the desktop's preference when nothing was chosen; return whether that changes ours.

    Qt tells it from 6.10 on.
    """
    if settings.value(_CONTRAST):
        return False
    hints = QGuiApplication.styleHints()
    told = getattr(hints, "accessibility", None)
    wanted = (
        told is not None
        and told().contrastPreference() is QtCore.Qt.ContrastPreference.HighContrast
    )
    changes = wanted != is_strong()
    _application().setProperty(_CONTRAST, wanted)
    return changes


def _within(step: int) -> int:
    return min(max(step, -_MIDDLE), len(_STEPS) - 1 - _MIDDLE)


def _scaled(points: re.Match[str]) -> str:
    return f"{float(points[1]) * zoom():g}pt"


def _application() -> QApplication:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise TypeError("a theme needs a QApplication")
    return app


def _palette(theme: Theme) -> QPalette:
    roles = {
        QPalette.ColorRole.Window: theme.window,
        QPalette.ColorRole.WindowText: theme.text,
        QPalette.ColorRole.Base: theme.surface,
        QPalette.ColorRole.AlternateBase: theme.window,
        QPalette.ColorRole.Text: theme.text,
        QPalette.ColorRole.Button: theme.surface,
        QPalette.ColorRole.ButtonText: theme.text,
        QPalette.ColorRole.BrightText: theme.bad,
        QPalette.ColorRole.Highlight: theme.accent,
        QPalette.ColorRole.HighlightedText: theme.on_accent,
        QPalette.ColorRole.Link: theme.accent,
        QPalette.ColorRole.LinkVisited: theme.accent,
        QPalette.ColorRole.ToolTipBase: theme.surface,
        QPalette.ColorRole.ToolTipText: theme.text,
        QPalette.ColorRole.PlaceholderText: theme.muted,
        QPalette.ColorRole.Light: theme.surface,
        QPalette.ColorRole.Midlight: theme.sunken,
        QPalette.ColorRole.Mid: theme.border,
        QPalette.ColorRole.Dark: theme.strong_border,
        QPalette.ColorRole.Shadow: theme.border,
        QPalette.ColorRole.Accent: theme.accent,
    }
    palette = QPalette()
    for role, color in roles.items():
        palette.setColor(role, QColor(color))
    dimmed = QColor(theme.strong_border)
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, role, dimmed)
    return palette
