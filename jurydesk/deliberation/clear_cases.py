"""The « cas clairs »: candidates the jury may decide as proposed, each recorded separately."""

from datetime import datetime

from jurydesk.compliance.registry import OF_THE_DEFENCE
from jurydesk.deliberation.acts import agree_on, is_in_progress
from jurydesk.deliberation.ballot_making import decide
from jurydesk.deliberation.decisions import open_blocks, proposal
from jurydesk.deliberation.facts import Fact
from jurydesk.deliberation.inspection import blocking
from jurydesk.deliberation.state import SittingState
from jurydesk.deliberation.thesis import thesis_warnings
from jurydesk.french.folding import fold

_REMARK_HEADINGS = ("remarque", "observation", "commentaire")


def clear_cases(state: SittingState) -> tuple[str, ...]:
    """Return the candidates whose every open bloc is proposed as validated, without question.

    A finding that stops, jurors far apart, a report too long, a remark in the file or a vote in
    progress each make a case for the jury to talk about; so does an earlier decision to rectify.
    """
    return tuple(candidate for candidate in state.candidates if is_clear(state, candidate))


def is_clear(state: SittingState, candidate_id: str) -> bool:
    """Whether nothing about a candidate asks for a debate."""
    blocks = open_blocks(state, candidate_id)
    if state.rectification is not None:
        return False
    if not blocks or thesis_warnings(state, candidate_id) or _has_remark(state, candidate_id):
        return False
    for block in blocks:
        level = proposal(state, candidate_id, block)
        if level is None or is_in_progress(state, candidate_id, block):
            return False
        if not state.rulebook.level(level).status.is_obtained:
            return False
    defence = state.rulebook.defence
    judges_defence = defence is not None and defence.block in blocks
    return not any(
        judges_defence or finding.id not in OF_THE_DEFENCE
        for finding in blocking(state, candidate_id)
    )


def _has_remark(state: SittingState, candidate_id: str) -> bool:
    return any(
        text.strip() and fold(heading).startswith(_REMARK_HEADINGS)
        for heading, text in state.candidates[candidate_id].remarks
    )


def adopt_clear(
    state: SittingState, candidate_id: str, at: datetime
) -> tuple[tuple[Fact, ...], ...]:
    """Return the acts that adopt a clear case as proposed: one act a bloc, consensus and decision.

    They are recorded one by one, so that each is undone alone.
    """
    counted = [
        agree_on(state, candidate_id, block, None, at) for block in open_blocks(state, candidate_id)
    ]
    return tuple((ballot, decide(state, ballot, at)) for ballot in counted)
