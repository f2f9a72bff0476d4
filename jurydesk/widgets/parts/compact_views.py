"""A list and a table that ask for little height and take what is left: pages fit at 200 %."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QListWidget, QTableView

_ASKED = QSize(240, 112)


class CompactList(QListWidget):
    """A list that asks for a few lines."""

    def sizeHint(self) -> QSize:
        """Ask for three or four lines."""
        return _ASKED


class CompactTable(QTableView):
    """A table that asks for a few rows."""

    def sizeHint(self) -> QSize:
        """Ask for its heading and two rows."""
        return _ASKED
