"""What is left to decide for a candidate, why, and the cure of each; leaves curing to people."""

from dataclasses import dataclass
from enum import StrEnum

from jurydesk.compliance.registry import OF_THE_DEFENCE, finding_title
from jurydesk.deliberation.decisions import (
    is_settled,
    open_blocks,
    proposal,
    proposes_absence,
)
from jurydesk.deliberation.forecast import counted_level
from jurydesk.deliberation.inspection import blocking, quorum_for, standing_count, voters_for
from jurydesk.deliberation.state import Phase, SittingState
from jurydesk.french.lists import span
from jurydesk.french.numbers import plural
from jurydesk.french.spaces import typeset

_INDEPENDENCE = "vae_independance"


class Cure(StrEnum):
    """What a person does about blocs that are not decided."""

    SUSPEND = "suspendre"
    CHAIR = "présidence"
    RECUSE = "déport"
    MARKS = "notes"
    JURY = "jury"
    ABSENCE = "non présenté"
    VOTE = "voter"
    ADOPT = "adopter"


@dataclass(frozen=True, slots=True)
class Remainder:
    """Blocs of one candidate left for one reason, by their full codes; ``why`` in a few words."""

    cure: Cure
    blocks: tuple[str, ...]
    why: str


def remainder(state: SittingState, candidate: str) -> tuple[Remainder, ...]:
    """Return what is left to decide for a candidate, the blocs of one reason together."""
    found: dict[tuple[Cure, str], list[str]] = {}
    for block in open_blocks(state, candidate):
        found.setdefault(_why(state, candidate, block), []).append(block)
    return tuple(Remainder(cure, tuple(blocks), why) for (cure, why), blocks in found.items())


def remainder_words(state: SittingState, left: Remainder) -> str:
    """Return which blocs are left and why: « BC02 et BC05 : aucun niveau proposé »."""
    codes = [block.short_code for block in state.rulebook.certification.blocks]
    places = [
        place
        for place, block in enumerate(state.rulebook.certification.blocks)
        if block.code in left.blocks
    ]
    return typeset(f"Reste {span(codes, places)} : {left.why}.")


def may_decide(state: SittingState, candidate: str, block: str) -> bool:
    """Whether neither the chair, the quorum nor a finding stops a bloc left to decide."""
    return _stopped(state, candidate, block) is None


def quorum_lost_for_all(state: SittingState) -> bool:
    """Whether an open sitting can decide nobody any more: no candidate left has the quorum."""
    if state.phase is not Phase.OPEN:
        return False
    left = [key for key in state.candidates if not is_settled(state, key)]
    return bool(left) and all(_lacks_quorum(state, key) for key in left)


def lost_quorum_words(state: SittingState, candidate: str) -> str:
    """Return how many voters there are and are needed, empty while somebody can be decided."""
    if not _lacks_quorum(state, candidate) or not quorum_lost_for_all(state):
        return ""
    there = len(voters_for(state, candidate))
    needed = quorum_for(state, state.candidates[candidate].route)
    return typeset(
        f"Quorum perdu pour tous les candidats à décider : {plural(there, 'votant')} ici pour "
        f"{needed} requis."
    )


def _lacks_quorum(state: SittingState, candidate: str) -> bool:
    route = state.candidates[candidate].route
    return len(voters_for(state, candidate)) < quorum_for(state, route)


def _why(state: SittingState, candidate: str, block: str) -> tuple[Cure, str]:
    ballot, voters = state.ballot(candidate, block), voters_for(state, candidate)
    is_fresh = not ballot.votes and ballot.count is None
    if is_fresh and proposes_absence(state, candidate, block):
        return Cure.ABSENCE, "proposé non présenté, au jury de le dire"
    stopped = _stopped(state, candidate, block)
    if stopped is not None:
        return stopped
    if standing_count(state, candidate, block) is None:
        if not is_fresh and not ballot.votes:
            return Cure.VOTE, "à voter de nouveau"
        missing = sum(voter.identifier not in ballot.votes for voter in voters)
        if ballot.votes and missing:
            return Cure.VOTE, f"{plural(missing, 'vote manque', 'votes manquent')}"
        if ballot.votes and counted_level(state, candidate, block) is None:
            return Cure.VOTE, "aucune voix exprimée, à voter de nouveau"
        if is_fresh and proposal(state, candidate, block) is None:
            return Cure.VOTE, "aucun niveau proposé, à voter"
        if is_fresh:
            return Cure.VOTE, "à voter"
    return Cure.ADOPT, "à adopter"


def _stopped(state: SittingState, candidate: str, block: str) -> tuple[Cure, str] | None:
    """Return what stops a bloc whatever the votes, in the order in which a refusal says it."""
    voters = {voter.identifier for voter in voters_for(state, candidate)}
    if _lacks_quorum(state, candidate):
        return Cure.SUSPEND, "le quorum n’est pas atteint"
    if state.chair not in voters:
        return Cure.CHAIR, "qui préside ne délibère pas sur ce dossier"
    stopping = blocking(state, candidate, block)
    if not stopping:
        return None
    first = stopping[0]
    title = finding_title(first.id)
    why = f"{title[:1].lower()}{title[1:]}"
    if first.id in OF_THE_DEFENCE:
        return Cure.MARKS, "soutenance à noter"
    if first.id == _INDEPENDENCE:
        return Cure.RECUSE, "un membre doit se déporter"
    return Cure.JURY, f"contrôle bloquant, {why}"
