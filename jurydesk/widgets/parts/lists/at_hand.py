"""Which list of a page a key is about."""

from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

LISTED = "listed"
"""The property of the lists that have tools; a list in a box that drops down has none."""


def list_at_hand(scope: QWidget) -> QAbstractItemView | None:
    """Return the list that has the keyboard, else the first one of a page that can be seen."""
    focused = QApplication.focusWidget()
    if isinstance(focused, QAbstractItemView) and scope.isAncestorOf(focused):
        return focused
    views = scope.findChildren(QAbstractItemView)
    return next((each for each in views if each.isVisible() and each.property(LISTED)), None)
