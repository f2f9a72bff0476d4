"""The widgets of the room, as its form names them; leaves what they do to the page."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QToolButton,
    QWidget,
)

from jurydesk.widgets.parts.clamped_label import ClampedLabel
from jurydesk.widgets.parts.elided_label import ElidedLabel
from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.head_line import HeadLine
from jurydesk.widgets.sitting.block_view import BlockView
from jurydesk.widgets.sitting.candidate_view import CandidateView
from jurydesk.widgets.sitting.live_band import LiveBand
from jurydesk.widgets.sitting.remainder_strip import RemainderStrip
from jurydesk.widgets.sitting.vote_bar import VoteBar
from jurydesk.widgets.sitting.voter_strip import VoterStrip


class SittingForm(QWidget):
    """The form ``sitting_page``; ``candidate`` is the identifier of the candidate on screen."""

    navigate = Signal(str, str)

    search_edit: QLineEdit
    candidate_view: CandidateView
    progress_bar: QProgressBar
    pace_label: QLabel
    clear_cases_button: QPushButton
    identity_card: QFrame
    name_label: ElidedLabel
    route_chip: QLabel
    facts_label: ClampedLabel
    thesis_label: ClampedLabel
    warning_label: ClampedLabel
    remarks_label: ClampedLabel
    file_button: QPushButton
    previous_button: QPushButton
    next_button: QPushButton
    caps_frame: QFrame
    caps_label: ElidedLabel
    chair_frame: QFrame
    chair_label: ElidedLabel
    chair_button: QPushButton
    follow_frame: QFrame
    follow_label: ElidedLabel
    follow_button: QPushButton
    remainder_strip: RemainderStrip
    outcome_label: QLabel
    block_view: BlockView
    ballot_head: HeadLine
    ballot_label: ElidedLabel
    ballot_hint: QLabel
    evaluation_label: ElidedLabel
    voter_strip: VoterStrip
    vote_bar: VoteBar
    unanimous_button: QPushButton
    consensus_button: QPushButton
    tally_button: QPushButton
    secret_button: QPushButton
    more_button: QToolButton
    adopt_button: QPushButton
    sitting_label: QLabel
    open_button: QPushButton
    suspend_button: QPushButton
    resume_button: QPushButton
    close_button: QPushButton
    minutes_button: QPushButton
    attendance_button: QPushButton
    recuse_button: QPushButton
    live_band: LiveBand
    band_summary: ElidedLabel

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "sitting_page")
        self._candidate = ""

    @property
    def candidate(self) -> str:
        """The identifier of the candidate on screen, empty when the cohort is."""
        return self._candidate
