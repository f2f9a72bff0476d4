"""Who is expected, who presides, and whether attendance may still be noted."""

from jurydesk.compliance.member import JuryMember
from jurydesk.deliberation.state import Phase, SittingState

PRESIDES = " ◆ préside"


def is_presiding(state: SittingState, member: JuryMember) -> bool:
    """Whether a member presides at this moment."""
    there = state.attendance.get(member.identifier)
    return state.chair == member.identifier and there is not None and there.sits


def sat(state: SittingState) -> tuple[JuryMember, ...]:
    """Return everyone who sat at some moment, also those who left, in the jury's order."""
    there = {fact.member for fact in state.attendance_log if fact.attendance.sits}
    return tuple(member for member in state.members.values() if member.identifier in there)


def expected_members(state: SittingState) -> tuple[str, ...]:
    """Return the members « Tous présents » records: those not noted yet, suppléants apart."""
    return tuple(
        member.identifier
        for member in state.members.values()
        if member.identifier not in state.attendance and not member.substitute_for
    )


def can_attend(state: SittingState) -> bool:
    """Whether attendance may still be recorded; once closed, only who never came."""
    if state.phase is Phase.CLOSED:
        return bool(expected_members(state))
    return state.phase is not Phase.SEALED
