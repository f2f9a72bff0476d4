"""Counts what waits on each page of the rail: to confirm, blocking, to mark, to decide, to sign."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from jurydesk.compliance.rules.published_rules import is_published
from jurydesk.deliberation.decisions import decided_count, is_defence_excused
from jurydesk.deliberation.inspection import findings
from jurydesk.deliberation.state import Phase, SittingState
from jurydesk.deliberation.thesis import thesis_mark
from jurydesk.french.numbers import plural
from jurydesk.signature.expected import expected_signatures, with_waivers


class Waiting(NamedTuple):
    """How many things wait on a page, in words, and whether they stop (bad) or only wait (warn)."""

    number: int
    words: str
    tone: str


def on_pages(state: SittingState) -> Mapping[str, Waiting]:
    """Return what waits, by the key of its page; a page where nothing does is left out."""
    return {key: found for key, found in _counted(state) if found.number}


def _counted(state: SittingState) -> Iterator[tuple[str, Waiting]]:
    sealed = state.phase is Phase.SEALED
    if sealed:
        queue = with_waivers(expected_signatures(state), state)
        done = {each.member for each in state.signatures}
        left = sum(each.is_awaited and each.member not in done for each in queue)
        yield "minutes", Waiting(left, f"{plural(left, 'signature')} à recueillir", "accent")
        return
    unconfirmed = sum(
        not is_published(rule, state.session_date) for rule in state.rulebook.settings()
    )
    yield "certification", Waiting(unconfirmed, f"{unconfirmed} à confirmer", "warn")
    stopping = len({finding.id for finding in findings(state) if finding.stops})
    yield "jury", Waiting(stopping, plural(stopping, "bloquant"), "bad")
    if state.rulebook.defence is not None:
        unmarked = sum(
            not is_defence_excused(state, key) and thesis_mark(state, key) is None
            for key in state.candidates
        )
        yield "defence", Waiting(unmarked, f"{unmarked} à noter", "accent")
    if state.phase in (Phase.OPEN, Phase.SUSPENDED):
        undecided = len(state.candidates) - decided_count(state)
        yield "sitting", Waiting(undecided, f"{undecided} à décider", "accent")
