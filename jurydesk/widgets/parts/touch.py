"""What a finger needs beyond larger targets: rows as tall as it, lists that follow it."""

from PySide6.QtWidgets import QAbstractScrollArea, QScroller, QTableView, QWidget

from jurydesk.widgets.parts import theme

_USUAL = "usual_row"


def fit(root: QWidget) -> None:
    """Give the tables below a widget the rows of today's density, and its lists to the finger."""
    for view in root.findChildren(QTableView):
        fit_rows(view, view.property(_USUAL) or view.verticalHeader().defaultSectionSize())
    for area in root.findChildren(QAbstractScrollArea):
        _follow(area)


def fit_rows(view: QTableView, usual: int) -> None:
    """Give a table rows of its usual height, or as tall as a finger."""
    view.setProperty(_USUAL, usual)
    height = max(usual, theme.TARGET) if theme.is_touch() else usual
    view.verticalHeader().setDefaultSectionSize(height)


def _follow(area: QAbstractScrollArea) -> None:
    """Have a list dragged by a finger, or only by its bar."""
    viewport = area.viewport()
    if theme.is_touch():
        QScroller.grabGesture(viewport, QScroller.ScrollerGestureType.TouchGesture)
    elif QScroller.hasScroller(viewport):
        QScroller.ungrabGesture(viewport)
