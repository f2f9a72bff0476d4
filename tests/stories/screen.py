"""What a person reads on the screen: every text of the window in front, dialogs first."""

import re
from html import unescape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QMainWindow,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)


def front(window: QMainWindow) -> QWidget:
    """Return the window the person faces: the dialog in front, else the main window."""
    return QApplication.activeModalWidget() or window


def reads(window: QWidget) -> str:
    """Return everything written on a window, one text a line, with plain spaces."""
    found: list[str] = []
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and widget.window() is window:
            found += _texts(widget)
    return plain("\n".join(text for text in found if text.strip()))


def hears(window: QWidget) -> str:
    """Return what a screen reader would say of the visible widgets of a window."""
    spoken: list[str] = []
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and widget.window() is window:
            spoken.append(widget.accessibleName())
            if isinstance(widget, QAbstractItemView):
                spoken += _rows(widget, Qt.ItemDataRole.AccessibleTextRole)
    return plain("\n".join(text for text in spoken if text))


def plain(text: str) -> str:
    """Return a text, its no-break spaces made plain."""
    return re.sub(r"[\u00a0\u202f]", " ", text)


def _bare(text: str) -> str:
    return unescape(re.sub(r"<[^>]*>", " ", text)) if "</" in text else text


def _texts(widget: QWidget) -> list[str]:
    if isinstance(widget, QAbstractButton) or (isinstance(widget, QLabel) and widget.buddy()):
        return [re.sub("&(.)", r"\1", widget.text())]
    if isinstance(widget, QLabel | QLineEdit):
        return [_bare(widget.text())]
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return [widget.toPlainText()]
    if isinstance(widget, QComboBox):
        return [widget.currentText()]
    if isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView):
        return _rows(widget, Qt.ItemDataRole.DisplayRole)
    return []


def _rows(view: QAbstractItemView, role: Qt.ItemDataRole) -> list[str]:
    """Return the rows of a list or a table, one a line, cells separated by bars."""
    model = view.model()
    if model is None:
        return []
    # A list model keeps its number of columns to itself.
    columns = range(1 if isinstance(view, QListView) else model.columnCount())
    return [
        " | ".join(str(model.index(row, column).data(role) or "") for column in columns)
        for row in range(model.rowCount())
    ]
