"""Attendance at hand during the sitting: one member, one key."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QTableView, QWidget

from jurydesk.compliance.member import Attendance
from jurydesk.deliberation import acts
from jurydesk.deliberation.presence import expected_members
from jurydesk.deliberation.state import Phase, SittingState
from jurydesk.french.spaces import typeset
from jurydesk.widgets.keys.key_reading import digit, is_modifier, is_typed, key_name, read_letter
from jurydesk.widgets.keys.member_numbers import MemberNumbers
from jurydesk.widgets.keys.room_keys import Group, acts_by_stroke
from jurydesk.widgets.parts.attendance_words import attendance_cell, record_attendance
from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.lists.tools import offer_buttons
from jurydesk.widgets.parts.record_table import (
    Cell,
    RecordTable,
    choose_place,
    choose_row,
    current_key,
    dress_table,
)
from jurydesk.widgets.parts.session_bridge import SessionBridge

_LETTERS = acts_by_stroke(Group.ATTENDANCE)
_CHAIR = "chair"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class AttendanceDialog(QDialog):
    """The members, where they are, and the letter that changes it."""

    member_view: QTableView
    problem_label: QLabel
    present_button: QPushButton
    remote_button: QPushButton
    absent_button: QPushButton
    excused_button: QPushButton
    left_button: QPushButton
    all_present_button: QPushButton
    chair_button: QPushButton
    close_button: QPushButton

    def __init__(self, bridge: SessionBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "attendance_dialog")
        self._bridge = bridge
        self._rows = RecordTable(("N°", "Membre", "Siège", "Présence"), self)
        dress_table(self.member_view, self._rows, (40, 200, 212, 180), stretch=3)
        self._numbers = MemberNumbers(0 if bridge.state is None else len(bridge.state.members))
        self.member_view.installEventFilter(self)
        if bridge.state is not None:
            self._show(bridge.state)
        choose_place(self.member_view, 0)
        self.member_view.setFocus()

        buttons = {
            self.present_button: Attendance.PRESENT,
            self.remote_button: Attendance.REMOTE,
            self.absent_button: Attendance.ABSENT,
            self.excused_button: Attendance.EXCUSED,
            self.left_button: Attendance.LEFT,
        }
        offer_buttons(self.member_view, *buttons, self.chair_button)
        for button, attendance in buttons.items():
            button.setAutoDefault(False)
            button.clicked.connect(partial(self._record, attendance))
        self.all_present_button.clicked.connect(self._all_present)
        self.chair_button.clicked.connect(self._name_chair)
        self.close_button.clicked.connect(self.accept)
        bridge.changed.connect(self._show)
        bridge.refused.connect(self._refuse)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a digit as a member who comes or leaves, a letter as its button."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if not is_modifier(event):
            struck, asked = digit(event), _LETTERS.get(read_letter(event))
            begun = self._numbers.end() if struck is None else None
            if struck is not None:
                self._hear(struck)
            elif begun and event.key() in _ENTER:
                self._flip(begun - 1)
            elif asked == _CHAIR:
                self._name_chair()
            elif asked:
                self._record(Attendance(asked))
            elif is_typed(event):
                self._refuse(f"{key_name(event)} n’a pas d’usage ici : rien n’est noté.")
            else:
                return super().eventFilter(watched, event)
            return True
        return super().eventFilter(watched, event)

    def _show(self, state: SittingState | None) -> None:
        if state is None:
            return
        self.problem_label.clear()

        keys = tuple(state.members)

        def cells(key: str) -> tuple[Cell, ...]:
            member = state.members[key]
            number = keys.index(key) + 1
            return (
                Cell(str(number), state="muted"),
                Cell(member.full_name, bold=True, person=True),
                Cell(member.role.words),
                attendance_cell(state, member),
            )

        self._rows.set_rows(keys, cells)
        self.all_present_button.setEnabled(bool(expected_members(state)))

    def _refuse(self, text: str) -> None:
        self.problem_label.setText(typeset(text))

    def _record(self, attendance: Attendance, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 a slot
        member = current_key(self.member_view)
        if member and record_attendance(self._bridge, (member,), attendance, self):
            row = self.member_view.currentIndex().row()
            choose_place(self.member_view, min(row + 1, self._rows.rowCount() - 1))

    def _hear(self, struck: int) -> None:
        """Take a digit of a member's number; the one it may already be is shown meanwhile."""
        number = self._numbers.take(struck)
        if number is not None:
            self._flip(number - 1)
            return
        if self._bridge.state is not None:
            choose_row(self.member_view, tuple(self._bridge.state.members)[max(struck - 1, 0)])
        self._refuse(self._numbers.question())

    def _flip(self, row: int) -> None:
        """Record that the member of a number, less one, comes, or leaves a sitting that is open."""
        state = self._bridge.state
        if state is None:
            return
        members = tuple(state.members)
        if not 0 <= row < len(members):
            self._refuse(f"Aucun membre ne porte le numéro {row + 1} : rien n’est noté.")
            return
        # The number is the member's, whatever the table is sorted by.
        choose_row(self.member_view, members[row])
        there = state.attendance.get(current_key(self.member_view))
        if there is None or not there.sits:
            self._record(Attendance.PRESENT)
        elif state.phase in (Phase.OPEN, Phase.SUSPENDED):
            self._record(Attendance.LEFT)

    def _all_present(self) -> None:
        state = self._bridge.state
        if state is not None:
            record_attendance(self._bridge, expected_members(state), Attendance.PRESENT, self)

    def _name_chair(self) -> None:
        state, member = self._bridge.state, current_key(self.member_view)
        if state is not None and member:
            self._bridge.perform(lambda: acts.name_acting_chair(state, member, self._bridge.now()))
