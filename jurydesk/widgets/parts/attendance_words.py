"""Attendance as the screen shows it, and the acts its buttons record."""

from PySide6.QtWidgets import QWidget

from jurydesk.compliance.member import Attendance, JuryMember
from jurydesk.deliberation import acts
from jurydesk.deliberation.looks import look_of
from jurydesk.deliberation.presence import PRESIDES, is_presiding
from jurydesk.deliberation.state import SittingState
from jurydesk.deliberation.words.labels import member_name
from jurydesk.french.days import clock
from jurydesk.french.lists import enumeration
from jurydesk.french.spaces import typeset
from jurydesk.widgets.parts.reason_dialog import ask_reason
from jurydesk.widgets.parts.record_table import Cell
from jurydesk.widgets.parts.session_bridge import SessionBridge

_QUESTIONS = {
    Attendance.ABSENT: "Facultatif ; jamais de donnée de santé.",
    Attendance.EXCUSED: "Facultatif ; jamais de donnée de santé.",
    Attendance.LEFT: "Il figurera au procès-verbal ; jamais de donnée de santé.",
}


def attendance_cell(state: SittingState, member: JuryMember, *, presiding: bool = True) -> Cell:
    """Return where a member is and since when, and who presides unless told elsewhere."""
    there = state.attendance.get(member.identifier)
    if there is None:
        return Cell("à noter", state="muted")
    last = next(f for f in reversed(state.attendance_log) if f.member == member.identifier)
    reason = f" – {last.reason}" if last.reason else ""
    chairs = PRESIDES if presiding and is_presiding(state, member) else ""
    text = f"{there.words}, {clock(last.at)}{chairs}"
    return Cell(text, look_of(there).tone, typeset(f"{text}{reason}"), shape=True)


def record_attendance(
    bridge: SessionBridge, members: tuple[str, ...], attendance: Attendance, parent: QWidget
) -> bool:
    """Record where members are, asking why when they do not sit; return whether it was done."""
    state = bridge.state
    if state is None or not members:
        return False
    reason = ""
    if attendance in _QUESTIONS:
        names = enumeration(member_name(state, each) for each in members)
        title = f"{names} : {attendance.words}"
        written = ask_reason(
            parent,
            typeset(title),
            _QUESTIONS[attendance],
            optional=attendance is not Attendance.LEFT,
        )
        if written is None:
            return False
        reason = written
    return bridge.perform(lambda: acts.attend(state, members, attendance, bridge.now(), reason))
