"""Who answers for the minutes as their chair; leaves who presides at a moment to the state."""

from jurydesk.certification.vocabulary import Role
from jurydesk.deliberation.state import SittingState


def minutes_chair(state: SittingState) -> str | None:
    """Return who presides the minutes (« présidence du procès-verbal »): signs last, and locks.

    The appointed « président·e » whenever they sat, even for a moment: one who handed the chair
    over for a candidate may still sign the whole (CE 7/6/2017). Otherwise the last acting chair.
    """
    sat = {record.member for record in state.attendance_log if record.attendance.sits}
    for member in state.members.values():
        if member.role is Role.CHAIR and not member.substitute_for and member.identifier in sat:
            return member.identifier
    return state.chair
