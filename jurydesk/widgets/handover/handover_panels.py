"""Folds the page « Suites » where the window is small: words in place of chips, fewer columns."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QWidget,
)

from jurydesk.widgets.parts.lists.cells import broken
from jurydesk.widgets.parts.lists.heading_sort import give_sorting
from jurydesk.widgets.parts.lists.tools import offer_buttons
from jurydesk.widgets.parts.style import child

_NARROW, _LOW = 1060, 560
_WHEN = 1
# What a cell keeps free around its text.
_AROUND = 12
_EXPORTS, _ANY = 260, 16777215
_PAPER, _PAPER_WIDTH = 0, 258
_WIDTHS = {False: {2: 116, 3: 128}, True: {2: 102, 3: 112}}


class HandoverPanels:
    """The sizes of the page; told of every new one."""

    def __init__(self, page: QWidget) -> None:
        self._counts = child(page, QFrame, "count_frame")
        self._told = child(page, QLabel, "count_label")
        self._papers = child(page, QTreeWidget, "paper_view")
        self._copying = [child(page, QLabel, f"copy_{name}") for name in ("label", "text")]
        self._standing = child(page, QLabel, "standing_label")
        self._exports = child(page, QFrame, "exports_card")
        self._told.hide()
        give_sorting(self._papers)
        for view, names in (("paper", ("produce", "all", "none")), ("export", ("export",))):
            buttons = (child(page, QPushButton, f"{name}_button") for name in names)
            offer_buttons(child(page, QAbstractItemView, f"{view}_view"), *buttons)

    def fit(self, width: int, height: int) -> None:
        """Fold or unfold for a size of the page."""
        narrow = width < _NARROW
        self._counts.setVisible(not narrow)
        self._told.setVisible(narrow)
        # The chip beside it says as much.
        self._standing.setVisible(not narrow)
        # The text below the table says when each paper is for.
        self._papers.setColumnHidden(_WHEN, narrow)
        header, modes = self._papers.header(), QHeaderView.ResizeMode
        header.setSectionResizeMode(_PAPER, modes.Stretch if narrow else modes.Interactive)
        if not narrow:
            header.resizeSection(_PAPER, _PAPER_WIDTH)
        for column, size in _WIDTHS[narrow].items():
            header.resizeSection(column, size)
        self._share_heights()
        self._exports.setMaximumWidth(_EXPORTS if narrow else _ANY)
        for label in self._copying:
            label.setVisible(height >= _LOW)

    def _share_heights(self) -> None:
        """Give each paper the lines that its « Quand » takes: the style sheet counts but one."""
        metrics, room = self._papers.fontMetrics(), self._papers.header().sectionSize(_WHEN)
        for row in range(self._papers.topLevelItemCount()):
            item = self._papers.topLevelItem(row)
            if item is not None and room > _AROUND:
                lines = len(broken(item.text(_WHEN), metrics, room - _AROUND, 3))
                item.setSizeHint(_WHEN, QSize(0, lines * metrics.lineSpacing() + _AROUND))
