"""The short names sentences use for a person, a bloc, a time; leaves the sentences to others."""

from datetime import datetime

from jurydesk.deliberation.state import SittingState
from jurydesk.french.agreement import of


def candidate_name(state: SittingState, identifier: str) -> str:
    """Return a candidate's name, or the identifier of one the cohort does not have."""
    candidate = state.candidates.get(identifier)
    return identifier if candidate is None else candidate.name


def member_name(state: SittingState, identifier: str) -> str:
    """Return a member's name, or the identifier of a person who is not of the jury."""
    member = state.members.get(identifier)
    return identifier if member is None else member.full_name


def member_names(state: SittingState, identifiers: frozenset[str] | set[str]) -> str:
    """Return several members' names in the jury's order."""
    known = [member.full_name for key, member in state.members.items() if key in identifiers]
    return ", ".join([*known, *sorted(identifiers - state.members.keys())])


def block_name(state: SittingState, block: str) -> str:
    """Return a bloc's short code, or the code as given when there is no such bloc."""
    try:
        return state.rulebook.certification.block(block).short_code
    except KeyError:
        return block


def block_of(state: SittingState, candidate: str, block: str) -> str:
    """Return « bloc BC03 de NAME »."""
    return f"bloc {block_name(state, block)} {of(candidate_name(state, candidate))}"


def clock(at: datetime) -> str:
    """Return the time of day, with seconds only where there are some."""
    return f"{at:%H:%M:%S}" if at.second else f"{at:%H:%M}"
