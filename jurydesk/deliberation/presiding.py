"""Who answers for the minutes as their chair; leaves who presides at a moment to the state."""

from jurydesk.certification.vocabulary import Role
from jurydesk.deliberation.presence import sat
from jurydesk.deliberation.state import SittingState


def minutes_chair(state: SittingState) -> str | None:
    """Return who presides the minutes (« présidence du procès-verbal »): signs last, and locks.

    The appointed « président·e » whenever they sat, even for a moment: one who handed the chair
    over for a candidate may still sign the whole (CE 7/6/2017). Otherwise the last acting chair.
    """
    for member in sat(state):
        if member.role is Role.CHAIR and not member.substitute_for:
            return member.identifier
    return state.chair


def chair_is_recused(state: SittingState, candidate: str) -> bool:
    """Tell whether who presides does not deliberate on a candidate (« déport »)."""
    return state.chair is not None and state.chair in state.recused.get(candidate, frozenset())


def returning_chair(state: SittingState, candidate: str) -> str | None:
    """Return the appointed chair who may take the chair back for a candidate, if anybody.

    An acting chair presides until another is named: whoever was only replaced for the time of a
    « déport » sits again, and does not return to the chair by themselves.
    """
    for member in state.members.values():
        key, there = member.identifier, state.attendance.get(member.identifier)
        if member.role is not Role.CHAIR or member.substitute_for or key == state.chair:
            continue
        if there is not None and there.sits and key not in state.recused.get(candidate, ()):
            return key if state.chair is not None else None
    return None
