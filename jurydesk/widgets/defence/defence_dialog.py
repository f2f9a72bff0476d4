"""Enters the marks of one defence without leaving the room."""

from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QPushButton, QWidget

from jurydesk.deliberation.state import SittingState
from jurydesk.widgets.defence.defence_panel import DefencePanel
from jurydesk.widgets.defence.mark_table import MarkTable
from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.session_bridge import SessionBridge


class DefenceDialog(QDialog):
    """The « soutenance » of one candidate, in a window."""

    title_label: QLabel
    defence_panel: DefencePanel
    juror_view: MarkTable
    juror_box: QComboBox
    capacity_box: QComboBox
    add_button: QPushButton
    mark_label: QLabel
    problem_label: QLabel
    close_button: QPushButton

    def __init__(
        self, bridge: SessionBridge, candidate: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        load_form(self, "defence_dialog")
        self._candidate = candidate
        self.close_button.setAutoDefault(False)
        self.defence_panel.attach(bridge)
        self._show(bridge.state)
        self.defence_panel.begin()

        # The last mark left, Enter goes back to the room.
        self.defence_panel.finished.connect(lambda _: self.close_button.setFocus())
        self.close_button.installEventFilter(self.defence_panel)
        self.close_button.clicked.connect(self.accept)
        bridge.changed.connect(self._show)

    def _show(self, state: SittingState | None) -> None:
        if state is not None:
            self.defence_panel.show_candidate(state, self._candidate)
