"""The stories run in a dressed application with settings of their own, as the screen's tests."""

import pytest

from tests.widgets.conftest import _dressed, settings

__all__ = ["_dressed", "settings"]


def pytest_collection_modifyitems(items):
    # Qt's offscreen platform says so of fixed sizes and of popups; nothing is wrong.
    noise = pytest.mark.qt_log_ignore(
        "This plugin does not support (propagateSizeHints|raise|grabbing the keyboard)"
    )
    for item in items:
        if "stories" in item.path.parts:
            item.add_marker(noise)
