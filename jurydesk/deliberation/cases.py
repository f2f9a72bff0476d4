"""Sorts candidates for the room, tells what a ballot gives so far, and reckons the pace."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from jurydesk.certification.vocabulary import Outcome
from jurydesk.deliberation.clear_cases import is_clear
from jurydesk.deliberation.decisions import is_settled, open_blocks, outcome
from jurydesk.deliberation.facts import SittingOpened, SittingResumed
from jurydesk.deliberation.follow_ups import lacks_recommendations, unplanned_blocks
from jurydesk.deliberation.state import Phase, SittingState
from jurydesk.french.numbers import plural
from jurydesk.french.spaces import NBSP

_ONE_DAY = timedelta(days=1)
_GOING_ON = (Phase.OPEN, Phase.SUSPENDED)


class Case(StrEnum):
    """What a candidate's file asks of the jury now."""

    CLEAR = "cas clair"
    DISCUSS = "à discuter"
    PENDING = "en attente"
    DONE = "décidé"


def case_of(state: SittingState, candidate_id: str) -> Case:
    """Return what a candidate's file asks now."""
    result = outcome(state, candidate_id)
    if result is Outcome.PENDING:
        # A bloc en attente does not keep the jury from voting the others.
        return Case.PENDING if is_settled(state, candidate_id) else Case.DISCUSS
    if result is not None:
        return Case.DONE
    return Case.CLEAR if is_clear(state, candidate_id) else Case.DISCUSS


def first_undecided(state: SittingState) -> str:
    """Return the first candidate left to decide, the first of all when none is."""
    undecided = (key for key in state.candidates if not is_settled(state, key))
    return next(undecided, next(iter(state.candidates), ""))


def next_open(state: SittingState, candidate: str, block: str) -> str:
    """Return the bloc left to vote that comes after one, around the candidate's; else none."""
    codes = [each.code for each in state.rulebook.certification.blocks]
    left = open_blocks(state, candidate)
    after = (code for code in left if codes.index(code) > codes.index(block))
    return next(after, left[0] if left else "")


def next_undecided(state: SittingState, candidate: str) -> str:
    """Return the candidate left to decide who comes after one, around the cohort; else none."""
    everyone = tuple(state.candidates)
    here = everyone.index(candidate)
    after = everyone[here + 1 :] + everyone[:here]
    return next((key for key in after if not is_settled(state, key)), "")


def undecided_from(state: SittingState, candidate: str) -> str:
    """Return a candidate while left to decide, then who comes after; the same when none is left."""
    if not is_settled(state, candidate):
        return candidate
    return next_undecided(state, candidate) or candidate


def first_open(state: SittingState, candidate: str) -> str:
    """Return the first bloc left to vote, the first of all when none is."""
    left = open_blocks(state, candidate)
    return left[0] if left else state.rulebook.certification.blocks[0].code


def followed_candidate(state: SittingState, current: str, last_decided: str) -> str:
    """Return whose complements or recommendations to ask for: the one on screen comes first."""
    waiting = (
        each
        for each in (current, last_decided)
        if each in state.candidates
        and (unplanned_blocks(state, each) or lacks_recommendations(state, each))
    )
    return next(waiting, current)


@dataclass(frozen=True, slots=True)
class Pace:
    """How the sitting goes: candidates decided, all of them, time spent and time still needed."""

    decided: int
    total: int
    elapsed: timedelta | None
    remaining: timedelta | None

    @property
    def words(self) -> str:
        """The pace in a sentence."""
        parts = [decided_words(self.decided, self.total) if self.total else "aucun candidat"]
        if self.elapsed is not None:
            ended = "écoulées" if self.elapsed.total_seconds() >= 90 else "écoulée"
            parts.append(f"{_span(self.elapsed)} {ended}")
        if self.remaining is not None:
            parts.append(f"encore {_span(self.remaining)} à ce rythme")
        return ", ".join(parts)


def decided_words(decided: int, total: int) -> str:
    """Return how many candidates of all are decided, worded as everywhere on the screen."""
    return f"{decided} sur {plural(total, 'décidé')}"


def pace_of(state: SittingState, decided: int, now: datetime) -> Pace:
    """Return the pace at a moment, when so many candidates are decided.

    Suspensions are not counted, nor what comes after the closing. Nothing is foretold before three
    decisions, and nothing told of a sitting left open another day.
    """
    total, elapsed = len(state.candidates), _time_sat(state, now)
    remaining = None
    if elapsed is not None and state.phase in _GOING_ON and 3 <= decided < total:
        remaining = elapsed / decided * (total - decided)
    return Pace(decided, total, elapsed, remaining)


def _time_sat(state: SittingState, now: datetime) -> timedelta | None:
    """Return how long the jury has been sitting; nothing before, or when nobody can tell."""
    sat, since = timedelta(), None
    for fact in state.sitting_log:
        if isinstance(fact, SittingOpened | SittingResumed):
            since = fact.at
        elif since is not None:
            sat, since = sat + (fact.at - since), None
    if since is not None:
        return sat + (now - since) if since <= now < since + _ONE_DAY else None
    return sat if state.sitting_log else None


def _span(span: timedelta) -> str:
    minutes = round(span.total_seconds() / 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours}{NBSP}h{NBSP}{minutes:02}"
    return f"{minutes}{NBSP}min"
