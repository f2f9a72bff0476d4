"""Says in French why no window can open, before Qt aborts the process with a wrong guess."""

import ctypes
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import PySide6

_PACKAGES = {
    "libxcb-cursor": "libxcb-cursor0",
    "libxkbcommon-x11": "libxkbcommon-x11-0",
    "libxcb-icccm": "libxcb-icccm4",
    "libxcb-image": "libxcb-image0",
    "libxcb-keysyms": "libxcb-keysyms1",
    "libxcb-render-util": "libxcb-render-util0",
    "libxcb-shape": "libxcb-shape0",
    "libxcb-xinerama": "libxcb-xinerama0",
    "libxcb-xkb": "libxcb-xkb1",
    "libglib-2.0": "libglib2.0-0",
    "libgthread-2.0": "libglib2.0-0",
    "libEGL": "libegl1",
    "libGL": "libgl1",
    "libxkbcommon": "libxkbcommon0",
    "libdbus": "libdbus-1-3",
    "libfontconfig": "libfontconfig1",
    "libwayland-client": "libwayland-client0",
    "libwayland-cursor": "libwayland-cursor0",
    "libwayland-egl": "libwayland-egl1",
}
_ALL = (
    "libglib2.0-0 libgl1 libegl1 libxcb-cursor0 libxkbcommon-x11-0 libxcb-icccm4"
    " libxcb-keysyms1 libxcb-shape0"
)


def why_no_window(
    environment: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
    load: Callable[[str], object] = ctypes.CDLL,
) -> str | None:
    """Return a French sentence when no window can open here, ``None`` when one can."""
    asked = environment.get("QT_QPA_PLATFORM", "")
    if not platform.startswith("linux"):
        return None
    if asked.startswith("wayland") or (not asked and environment.get("WAYLAND_DISPLAY")):
        return _why_not("libqwayland.so", load)
    if asked and not asked.startswith("xcb"):
        return None
    if not environment.get("DISPLAY"):
        return (
            "Aucun écran n’est disponible (DISPLAY n’est pas défini) : lancez JuryDesk dans une"
            " session graphique, ou servez-vous des commandes (« jurydesk --help »)."
        )
    return _why_not("libqxcb.so", load)


def _why_not(plugin: str, load: Callable[[str], object]) -> str | None:
    try:
        load(str(_plugin(plugin)))
    except OSError as error:
        return (
            f"Il manque une bibliothèque du système pour ouvrir la fenêtre ({error}). Installez-la"
            f" puis relancez : sudo apt install --no-install-recommends {_package(str(error))}"
        )
    return None


def _plugin(name: str) -> Path:
    return Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms" / name


def _package(message: str) -> str:
    """Return the Debian package of the library a loader's message names, longest name first."""
    for library in sorted(_PACKAGES, key=len, reverse=True):
        if library in message:
            return _PACKAGES[library]
    return _ALL
