"""Names shown letter for letter: Qt would draw what looks like markup in one."""

import html
from typing import TypeVar

from PySide6.QtWidgets import QLabel, QWidget

from jurydesk.french.aloud import aloud

Label = TypeVar("Label", bound=QLabel)


def plain(label: Label) -> Label:
    """Have a label show its text as it is."""
    # By its number: to name it would bring all the enums of Qt.
    label.setProperty("textFormat", 0)
    return label


def explain(widget: QWidget, html: str, *, spoken: str = "") -> None:
    """Give a widget a tip of our own HTML, and the same (or what is ``spoken``) without tags."""
    widget.setToolTip(html)
    widget.setAccessibleDescription(aloud(spoken or html))


def tip(text: str) -> str:
    """Return a text, never HTML of our own, fit for a tool tip: Qt guesses what is HTML."""
    if "<" not in text:
        return text
    return f"<span>{html.escape(text)}</span>"
