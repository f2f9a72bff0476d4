"""Small gestures on widgets that Qt lacks: a state that the style sheet reads, figures in place."""

from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel, QLayout, QWidget

Found = TypeVar("Found", bound=QObject)


def set_state(widget: QWidget, state: str) -> None:
    """Give a widget a state the style sheet colours: good, warn, bad, accent, or none."""
    if widget.property("state") != state:
        widget.setProperty("state", state)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def set_chip(label: QLabel, text: str, state: str) -> None:
    """Show a chip: a word that says the state, and its colour."""
    label.setText(text)
    label.setVisible(bool(text))
    set_state(label, state)


def rich(html: str) -> str:
    """Return HTML whose narrow no-break spaces hold: Qt takes them for blanks it may break at."""
    return html.replace("\u202f", "\u00a0")


def empty(layout: QLayout) -> None:
    """Take every widget out of a layout."""
    while layout.count():
        item = layout.takeAt(0)
        inside = item.widget() if item is not None else None
        if inside is not None:
            inside.hide()
            inside.deleteLater()


def grow(dialog: QWidget) -> None:
    """Make a dialog as high as its texts now need at its width, if the screen is; never lower."""
    layout = dialog.layout()
    if layout is not None:
        layout.activate()
        needed = layout.totalHeightForWidth(dialog.width())
        hinted = min(layout.totalSizeHint().height(), dialog.screen().availableSize().height())
        dialog.resize(dialog.width(), max(needed, hinted, dialog.height()))


def child(widget: QWidget, kind: type[Found], name: str) -> Found:
    """Return a widget of the form by its name; ``LookupError`` when there is none."""
    found = widget.findChild(kind, name)
    if found is None:
        raise LookupError(f"{widget.objectName()}: {kind.__name__} {name} is missing")
    return found
