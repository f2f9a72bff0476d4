"""Folds the room where the window is small: fewer panels at a time, fewer lines, lower boxes.

A 1920×1080 screen at 200 % leaves 960×540 for the whole window; nothing may be cut there.
"""

from enum import StrEnum
from functools import partial

from PySide6.QtWidgets import QAbstractButton, QFrame, QLabel, QWidget

from jurydesk.widgets.parts import theme
from jurydesk.widgets.parts.clamped_label import ClampedLabel
from jurydesk.widgets.parts.style import child
from jurydesk.widgets.sitting.block_view import BlockView
from jurydesk.widgets.sitting.vote_bar import VoteBar
from jurydesk.widgets.sitting.voter_strip import VoterStrip

# The list, the blocs and the checks side by side need so much; two of them so much; a low window
# so little. In letters of the usual size.
_THREE, _TWO = 1220, 940
_LOW, _ROOMY, _TALL = 520, 720, 800
_LOW_FOR_A_FINGER = 660


class Panel(StrEnum):
    """What a narrow room shows."""

    CANDIDATE = "candidate"
    LIST = "list"
    BAND = "band"


class SittingPanels:
    """The sizes of the room; told of every new one by the page."""

    def __init__(self, page: QWidget) -> None:
        self._tabs = child(page, QFrame, "fold_frame")
        self._panels = {each: child(page, QWidget, f"{each}_panel") for each in Panel}
        self._buttons = {each: child(page, QAbstractButton, f"{each}_tab") for each in Panel}
        self._clamped = page.findChildren(ClampedLabel)
        self._remarks = child(page, ClampedLabel, "remarks_label")
        self._blocks = child(page, BlockView, "block_view")
        self._strip = child(page, VoterStrip, "voter_strip")
        self._bar = child(page, VoteBar, "vote_bar")
        self._evaluations = child(page, QLabel, "evaluation_label")
        self._caption = child(page, QLabel, "outcome_caption")
        self._outcome = child(page, QLabel, "outcome_label")
        self._candidate = self._panels[Panel.CANDIDATE]
        self._cards = [child(page, QFrame, f"{name}_card") for name in ("identity", "ballot")]
        self._shown = Panel.CANDIDATE
        self._first = Panel.LIST
        self._asking = False
        self._height = 0
        self.is_narrow = False
        self.is_paired = False
        self.is_low = False
        self._buttons[Panel.CANDIDATE].setChecked(True)
        self._tabs.hide()
        for panel, button in self._buttons.items():
            button.clicked.connect(partial(self._clicked, panel))

    @property
    def strip_lines(self) -> int:
        """On how many lines a strip may say what is left to decide."""
        if self.is_low:
            return 1
        return 4 if self._height >= _ROOMY else 3

    def fit(self, width: int, height: int) -> None:
        """Fold or unfold for a size of the page."""
        scale = max(theme.zoom(), 1.0)
        self.is_narrow = width < _TWO * scale
        self.is_paired = not self.is_narrow and width < _THREE * scale
        self.is_low = height < (_LOW_FOR_A_FINGER if theme.is_touch() else _LOW)
        self._height = height
        self.make_room(asking=self._asking)
        # So do the evaluations, which hovering the proposal tells.
        self._evaluations.setVisible(not self.is_low)
        self._caption.setVisible(not self.is_low)
        self._outcome.setMinimumWidth(300 if self.is_low else 190)
        self._blocks.set_low(self.is_low)
        self._strip.setMinimumHeight(44 if self.is_low else 62)
        self._bar.set_low(self.is_low)
        margin, gap = (4, 4) if self.is_low else (10, 8)
        for card in self._cards:
            layout = card.layout()
            if layout is not None:
                layout.setContentsMargins(16, margin, 16, margin)
        ballot, column = self._cards[1].layout(), self._candidate.layout()
        if ballot is not None:
            ballot.setSpacing(gap // 2)
        if column is not None:
            column.setContentsMargins(4, gap + 2, 4, gap + 2)
            column.setSpacing(gap)
        self._panels[Panel.LIST].setMaximumWidth(16777215 if self.is_narrow else 290)
        self._panels[Panel.BAND].setMaximumWidth(16777215 if self.is_narrow else 330)
        self._tabs.setVisible(self.is_narrow or self.is_paired)
        self._buttons[Panel.CANDIDATE].setVisible(self.is_narrow)
        self._show()

    def make_room(self, *, asking: bool) -> None:
        """Choose how many lines each part of the file takes; a strip below costs some."""
        self._asking = asking
        lines = 1 if self.is_low or (asking and self._height < _ROOMY) else 2
        if self._height > _TALL:
            lines = 4
        for label in self._clamped:
            # The remarks make room for the last bloc; « Dossier » still shows them.
            hidden = self.is_low and label is self._remarks
            label.set_lines(0 if hidden else lines)

    def put_course_first(self, *, wanted: bool) -> None:
        """Where two panels fit, show the checks and the course, rather than the list, or not."""
        first = Panel.BAND if wanted else Panel.LIST
        if first is not self._first:
            self._first = first
            self._show()

    def show_panel(self, panel: Panel) -> None:
        """Bring a panel before the eyes, where only one fits."""
        self._shown = panel
        self._buttons[panel].setChecked(True)
        self._show()

    def _clicked(self, panel: Panel, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 a slot
        self.show_panel(panel)

    def _show(self) -> None:
        beside = self._first if self._shown is Panel.CANDIDATE else self._shown
        for panel, widget in self._panels.items():
            wanted = not self.is_narrow and (not self.is_paired or panel is Panel.CANDIDATE)
            widget.setVisible(wanted or panel is (beside if self.is_paired else self._shown))
        if self.is_paired:
            self._buttons[beside].setChecked(True)
