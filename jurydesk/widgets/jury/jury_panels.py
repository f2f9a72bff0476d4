"""Folds the page « Jury » where the window is small: the members become a tab beside the checks.

A 1920×1080 screen at 200 % leaves 960×540: two tables side by side would be cut there.
"""

from PySide6.QtWidgets import QFrame, QLayout, QSplitter, QTabWidget, QWidget

from jurydesk.widgets.parts.style import child

# The members and the checks side by side need so much.
_NARROW = 1120


class JuryPanels:
    """Where the members stand; told of every new size by the page."""

    def __init__(self, page: QWidget) -> None:
        self._splitter = child(page, QSplitter, "splitter")
        self._tabs = child(page, QTabWidget, "tabs")
        self._members = child(page, QFrame, "members_card")
        self.is_narrow = False

    def fit(self, width: int) -> None:
        """Fold or unfold for a width of the page."""
        narrow = width < _NARROW
        if narrow == self.is_narrow:
            return
        self.is_narrow = narrow
        if narrow:
            self._tabs.insertTab(0, self._members, "Membres")
            self._tabs.setCurrentIndex(0)
        else:
            self._tabs.removeTab(0)
            self._splitter.insertWidget(0, self._members)
            self._members.show()
            self._splitter.setSizes([722, 518])
        self._frame(bare=narrow)

    def _frame(self, *, bare: bool) -> None:
        """Draw the frame of a card, save inside the card that holds the tabs."""
        self._members.setProperty("kind", "" if bare else "card")
        self._members.style().unpolish(self._members)
        self._members.style().polish(self._members)
        layout = self._members.layout()
        if isinstance(layout, QLayout):
            layout.setContentsMargins(*((0, 10, 0, 0) if bare else (14, 14, 14, 14)))
