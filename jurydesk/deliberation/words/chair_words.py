"""What the room proposes about the chair for the candidate before the jury; decides nothing."""

from jurydesk.deliberation.inspection import voters_for
from jurydesk.deliberation.presiding import chair_is_recused, returning_chair
from jurydesk.deliberation.state import Phase, SittingState
from jurydesk.deliberation.words.labels import member_name
from jurydesk.french.spaces import typeset


def proposed_chair(state: SittingState, candidate: str) -> str | None:
    """Return who the room proposes to name chair now: the one who may return, else a voter."""
    if state.phase is not Phase.OPEN or state.chair is None:
        return None
    if not chair_is_recused(state, candidate):
        return returning_chair(state, candidate)
    back = returning_chair(state, candidate)
    if back is not None:
        return back
    return next((voter.identifier for voter in voters_for(state, candidate)), None)


def chair_words(state: SittingState, candidate: str) -> str:
    """Return the proposal in words, empty when the chair is where it should be."""
    named = proposed_chair(state, candidate)
    if named is None or state.chair is None:
        return ""
    now, then = member_name(state, state.chair), member_name(state, named)
    if chair_is_recused(state, candidate):
        return typeset(f"{now} préside sans délibérer sur ce dossier : nommer {then} ?")
    return typeset(f"{now} préside encore : rendre la présidence à {then} ?")
