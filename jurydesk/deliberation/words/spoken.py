"""What a screen reader says of the room: each act, the candidate, the turn, whole and in words.

A level is never a bare number: who cannot see the labels would not know what 2 stands for. With
``private`` off (F9) nothing tells how anybody voted.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from jurydesk.compliance.registry import finding_title
from jurydesk.compliance.rules.quorum import QUORUM
from jurydesk.deliberation.decisions import block_status, outcome, proposal
from jurydesk.deliberation.facts import (
    BallotCounted,
    BallotWay,
    BlockSetAside,
    DecisionAdopted,
    Fact,
    VoteCast,
)
from jurydesk.deliberation.inspection import blocking, quorum_for, voters_for
from jurydesk.deliberation.state import Phase, SittingState
from jurydesk.deliberation.words.acts import describe_act
from jurydesk.deliberation.words.candidate_words import live_outcome, told_apart
from jurydesk.deliberation.words.labels import block_name, member_name
from jurydesk.french.agreement import of
from jurydesk.french.lists import span
from jurydesk.french.numbers import agree_number, plural
from jurydesk.french.spaces import capitalised, ended, typeset

_WAYS = {
    BallotWay.NOMINAL: "vote dépouillé",
    BallotWay.TALLY: "décompte",
    BallotWay.SECRET: "scrutin secret",
    BallotWay.CONSENSUS: "consensus",
}


class Heard(NamedTuple):
    """Where the room stands, as far as it is told aloud; ``turn`` is a member, empty for nobody."""

    candidate: str
    block: str
    turn: str
    hint: str
    stops: frozenset[str]


def spoken_level(state: SittingState, number: int) -> str:
    """Return « niveau 2, au niveau des attentes »."""
    return f"niveau {number}, {state.rulebook.level(number).words}"


def spoken_act(facts: Sequence[Fact], state: SittingState, *, private: bool = True) -> str:
    """Return what was recorded, with the levels in words and the outcome it brought."""
    votes = [fact for fact in facts if isinstance(fact, VoteCast)]
    adopted = [fact for fact in facts if isinstance(fact, DecisionAdopted)]
    counted = [fact for fact in facts if isinstance(fact, BallotCounted)]
    if votes and len(votes) == len(facts):
        told = [_vote(fact, state, private=private) for fact in votes]
    elif adopted:
        told = _adoptions(adopted, state)
    elif counted and len(counted) == len(facts):
        told = _counts(counted, state)
    else:
        told = [capitalised(describe_act(facts, state))]
    decided = {f.candidate for f in facts if isinstance(f, DecisionAdopted | BlockSetAside)}
    told += _outcomes(decided, state)
    return typeset(" ".join(ended(each) for each in told))


def _vote(fact: VoteCast, state: SittingState, *, private: bool) -> str:
    given = "abstention" if fact.level is None else spoken_level(state, fact.level)
    return f"{member_name(state, fact.member)} : {given if private else 'a voté'}"


def _counts(counted: Sequence[BallotCounted], state: SittingState) -> list[str]:
    if len(counted) > 1:
        return [f"{_blocks((f.block for f in counted), state)} : consensus sur la proposition"]
    ballot = counted[0]
    parts = [
        f"{plural(number, 'voix', 'voix')} pour le {spoken_level(state, level)}"
        for level, number in sorted(ballot.tally.items())
        if number
    ]
    if ballot.abstentions:
        parts.append(plural(ballot.abstentions, "abstention"))
    if ballot.casting_vote:
        parts.append("voix prépondérante de la présidence")
    return [f"{block_name(state, ballot.block)}, {_WAYS[ballot.way]} : {', '.join(parts)}"]


def _adoptions(adopted: Sequence[DecisionAdopted], state: SittingState) -> list[str]:
    by_result: dict[tuple[str, str, int], list[str]] = {}
    for fact in adopted:
        by_result.setdefault((fact.candidate, fact.status.value, fact.level), []).append(fact.block)
    if len({fact.candidate for fact in adopted}) > 1:
        people = len({fact.candidate for fact in adopted})
        blocs = plural(len(adopted), "bloc adopté", "blocs adoptés")
        return [f"{blocs} pour {plural(people, 'candidat')}"]
    return [
        f"{_blocks(blocks, state)} {agree_number(len(blocks), 'adopté')} : {status}, "
        f"{spoken_level(state, level)}"
        for (_, status, level), blocks in by_result.items()
    ]


def _outcomes(decided: Iterable[str], state: SittingState) -> list[str]:
    told = []
    for key in decided:
        result = outcome(state, key)
        if result is not None:
            told.append(f"{told_apart(state, key)} : {result.words}")
    # A row of clear cases is counted, not read out one by one.
    return told if len(told) == 1 else []


def _blocks(blocks: Iterable[str], state: SittingState) -> str:
    codes = [block.code for block in state.rulebook.certification.blocks]
    shorts = [block.short_code for block in state.rulebook.certification.blocks]
    return span(shorts, sorted(codes.index(block) for block in set(blocks)))


def stopping(state: SittingState, candidate: str, block: str) -> frozenset[str]:
    """Return the rules that stop an adoption now, none while nothing is adopted anyway."""
    if state.phase is not Phase.OPEN:
        return frozenset()
    return frozenset(finding.id for finding in blocking(state, candidate, block))


def spoken_change(
    state: SittingState, before: Heard | None, now: Heard, place: tuple[int, int]
) -> str:
    """Return what changed in the room since it was last told, in sentences.

    ``place`` is the rank of the candidate in the list and how many it holds.
    """
    if now.candidate not in state.candidates:
        return ""
    arrives = before is None or before.candidate != now.candidate
    moves = arrives or (before is not None and before.block != now.block)
    told = [_candidate(state, now.candidate, place)] if arrives else []
    known = frozenset[str]() if before is None or arrives else before.stops
    told += _stops(state, now, known, "non atteint" if arrives else "perdu")
    if moves:
        told.append(_block(state, now))
    if moves or before is None or before.turn != now.turn:
        told.append(f"Au tour {of(member_name(state, now.turn))}" if now.turn else "")
    if not now.turn and (moves or before is None or before.hint != now.hint):
        told.append(now.hint)
    return typeset(" ".join(ended(each) for each in told if each))


def _candidate(state: SittingState, candidate: str, place: tuple[int, int]) -> str:
    who = state.candidates[candidate]
    row, total = place
    where = f", candidat {row} sur {total}" if row else ""
    result = live_outcome(state, candidate)
    return f"{told_apart(state, candidate)}, {who.route.words}{where}. {capitalised(result)}"


def _stops(state: SittingState, now: Heard, known: frozenset[str], lost: str) -> list[str]:
    """Return what came to stop an adoption, and what no longer does; the quorum by its figures."""
    voters = len(voters_for(state, now.candidate))
    needed = quorum_for(state, state.candidates[now.candidate].route)
    told = []
    if QUORUM.id in now.stops - known:
        told.append(f"Quorum {lost} : {plural(voters, 'votant')}, {needed} requis")
    if QUORUM.id in known - now.stops:
        told.append(f"Quorum atteint : {plural(voters, 'votant')}, {needed} requis")
    others = now.stops - known - {QUORUM.id}
    told += [
        f"Bloquant, {finding_title(finding.id)} : {finding.message}"
        for finding in (blocking(state, now.candidate, now.block) if others else ())
        if finding.id in others
    ]
    lifted = sorted(known - now.stops - {QUORUM.id})
    return told + [f"N’est plus bloquant : {finding_title(rule)}" for rule in lifted]


def _block(state: SittingState, now: Heard) -> str:
    name = block_name(state, now.block)
    if block_status(state, now.candidate, now.block) is not None:
        return name
    level = proposal(state, now.candidate, now.block)
    proposed = "aucune" if level is None else spoken_level(state, level)
    return f"{name}, proposition : {proposed}"
