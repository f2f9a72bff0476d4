"""What a decision leaves to write down: complements, « rattrapages », recommendations.

None of it stops an adoption; the lack of recommendations stops the seal only (R613-37).
"""

from jurydesk.certification.vocabulary import BlockStatus, Outcome
from jurydesk.deliberation.decisions import outcome
from jurydesk.deliberation.state import SittingState

_ASKED = {
    BlockStatus.IN_PROGRESS: "complément",
    BlockStatus.NOT_ACQUIRED: "rattrapage",
}


def followed_blocks(state: SittingState, candidate: str) -> dict[str, str]:
    """Return the adopted blocs that ask for more, by full code: « complément », « rattrapage »."""
    asked = {}
    for block in state.rulebook.certification.blocks:
        decision = state.ballot(candidate, block.code).decision
        if decision is not None and decision.status in _ASKED:
            asked[block.code] = _ASKED[decision.status]
    return asked


def unplanned_blocks(state: SittingState, candidate: str) -> dict[str, str]:
    """Return those of :func:`followed_blocks` for which nothing was asked yet."""
    return {
        code: what
        for code, what in followed_blocks(state, candidate).items()
        if state.ballot(candidate, code).follow_up is None
    }


def may_be_advised(state: SittingState, candidate: str) -> bool:
    """Whether the law asks the jury for recommendations: a VAE that ends short of the title."""
    route = state.candidates[candidate].route
    return route.is_experience and outcome(state, candidate) in (Outcome.PARTIAL, Outcome.REFUSED)


def lacks_recommendations(state: SittingState, candidate: str) -> bool:
    """Whether recommendations are due and not written."""
    return may_be_advised(state, candidate) and not state.recommendations.get(candidate, "").strip()


def is_incomplete(state: SittingState, candidate: str) -> bool:
    """Whether a complement, a « rattrapage » or recommendations are still to be written down."""
    return bool(unplanned_blocks(state, candidate)) or lacks_recommendations(state, candidate)


def unadvised(state: SittingState) -> tuple[str, ...]:
    """Return every candidate whose recommendations are due and not written."""
    return tuple(each for each in state.candidates if lacks_recommendations(state, each))
