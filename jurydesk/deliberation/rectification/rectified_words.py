"""What the screen says of a rectification: the first decisions, and what is voted again."""

from jurydesk.certification.vocabulary import BlockStatus
from jurydesk.cohort.candidate import Candidate
from jurydesk.deliberation.decisions import block_status, outcome
from jurydesk.deliberation.earlier_decisions import CandidateBefore
from jurydesk.deliberation.rectification.changes import before_of
from jurydesk.deliberation.state import SittingState
from jurydesk.deliberation.words.naming import UNDECIDED
from jurydesk.french.days import day, short_day
from jurydesk.french.spaces import NBSP, typeset

RULE = (
    "Un bloc validé reste acquis, sauf s’il est coché « à revoir » : ce que le jury a décidé par "
    "erreur, il peut le décider de nouveau. Les blocs non validés sont toujours revotés."
)


def session_title(state: SittingState) -> str:
    """Return the session on one line; what it rectifies comes before the certification’s title."""
    certification, first = state.rulebook.certification, state.rectification
    held = day(state.session_date)
    title = f"{certification.code} – {certification.title}"
    if first is None:
        return f"{title} · {held}"
    return f"Rectifie le n°{NBSP}{first.minutes_number} · {held} · {title}"


def candidate_line(first: SittingState, who: Candidate) -> str:
    """Return a candidate with the result to rectify."""
    result = outcome(first, who.identifier)
    words = "" if result is None else f" – {result.words}"
    return typeset(f"{who.name} ({who.identifier}, {who.route}){words}")


def block_line(first: SittingState, who: Candidate, code: str, *, reviewed: bool) -> str:
    """Return one bloc, what was decided on it, and whether it is voted again."""
    block = first.rulebook.certification.block(code)
    status = block_status(first, who.identifier, code)
    decision = first.ballot(who.identifier, code).decision
    words = _words(status, None if decision is None else decision.level)
    if status is BlockStatus.ACQUIRED:
        when = who.record(code).acquired_on
        words = f"acquis le {short_day(when)}" if when else words
        again = "avant ce jury, non voté"
    elif status is BlockStatus.VALIDATED:
        again = "à revoir" if reviewed else "reste acquis"
    else:
        again = "voté de nouveau"
    return typeset(f"{block.short_code} – {words} : {again}")


def first_result(state: SittingState, candidate: str) -> str:
    """Return « Premier procès-verbal : validation partielle · », before what is known of them."""
    before = before_of(state, candidate)
    if before is None:
        return ""
    return typeset(f"Premier procès-verbal : {_outcome(before)} · ")


def first_decision(state: SittingState, candidate: str, block: str) -> str:
    """Return « Premier procès-verbal : validé, niveau 2 – … · », before a bloc’s proposal."""
    before = before_of(state, candidate)
    told = None if before is None else before.block(block)
    if told is None:
        return ""
    return typeset(f"Premier procès-verbal : {_words(told.status, told.level)} · ")


def before_pairs(state: SittingState, candidate: str) -> list[tuple[str, str]]:
    """Return what the first minutes decided on a candidate, for the file shown in the room."""
    before = before_of(state, candidate)
    if before is None:
        return []
    name = state.rulebook.certification.block
    told = [("Résultat", _outcome(before))]
    for block in before.blocks:
        words = _words(block.status, block.level)
        again = " – à voter de nouveau" if block.reviewed else ""
        told.append((name(block.block).short_code, f"{words}{again}"))
    return told


def _outcome(before: CandidateBefore) -> str:
    return UNDECIDED if before.outcome is None else before.outcome.words


def _words(status: BlockStatus | None, level: int | None) -> str:
    """Return « validé, niveau 2 »: the level’s own words are beside it, or repeat the status."""
    said = UNDECIDED if status is None else status.value
    return said if level is None else f"{said}, niveau {level}"
