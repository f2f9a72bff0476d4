"""The facts of a ballot: named votes, what was counted, what was decided, what is asked next."""

from jurydesk.certification.vocabulary import BlockStatus
from jurydesk.deliberation.facts import (
    BallotCounted,
    BallotWay,
    BlockSetAside,
    DecisionAdopted,
    DecisionReopened,
    FollowUpPlanned,
    VoteCast,
    VoteWithdrawn,
)
from jurydesk.deliberation.guards import ballot_guards as guards
from jurydesk.deliberation.kinds.kind import FactKind, Input, Place
from jurydesk.deliberation.records import Ballot, Reconsidered
from jurydesk.deliberation.sheet import acts as sheet
from jurydesk.deliberation.state import SittingState
from jurydesk.deliberation.words.labels import block_of, member_name
from jurydesk.french.agreement import of


def _ballot(state: SittingState, candidate: str, block: str) -> Ballot:
    where = (candidate, block)
    ballot = state.ballots.get(where)
    if ballot is None:
        ballot = state.ballots[where] = Ballot()
    return ballot


def _cast(fact: VoteCast, state: SittingState) -> None:
    _ballot(state, fact.candidate, fact.block).votes[fact.member] = fact.level


def _cast_words(fact: VoteCast, state: SittingState) -> str:
    words = block_of(state, fact.candidate, fact.block)
    return f"vote {of(member_name(state, fact.member))} sur le {words}"


def _withdraw(fact: VoteWithdrawn, state: SittingState) -> None:
    _ballot(state, fact.candidate, fact.block).votes.pop(fact.member, None)


def _withdrawn(fact: VoteWithdrawn, state: SittingState) -> str:
    words = block_of(state, fact.candidate, fact.block)
    return f"retrait du vote {of(member_name(state, fact.member))} sur le {words}"


def _count(fact: BallotCounted, state: SittingState) -> None:
    ballot = _ballot(state, fact.candidate, fact.block)
    if ballot.count is not None:
        # Nothing was expressed, or the voters changed: what was counted first is kept.
        ballot.earlier += (ballot.count,)
    ballot.count = fact
    if ballot.votes:
        ballot.votes = {}


def _counted(fact: BallotCounted, state: SittingState) -> str:
    what = "consensus" if fact.way is BallotWay.CONSENSUS else "décompte"
    return f"{what} sur le {block_of(state, fact.candidate, fact.block)}"


def _adopt(fact: DecisionAdopted, state: SittingState) -> None:
    ballot = _ballot(state, fact.candidate, fact.block)
    ballot.decision = fact
    ballot.set_aside = None


def _set_aside(fact: BlockSetAside, state: SittingState) -> None:
    _ballot(state, fact.candidate, fact.block).set_aside = fact


def _aside_words(fact: BlockSetAside, state: SittingState) -> str:
    words = block_of(state, fact.candidate, fact.block)
    if fact.status is BlockStatus.PENDING:
        return f"mise en attente du {words}"
    return f"{words} déclaré non présenté"


def _reopen(fact: DecisionReopened, state: SittingState) -> None:
    ballot = _ballot(state, fact.candidate, fact.block)
    before = ballot.decision or ballot.set_aside
    ballot.reconsidered += (Reconsidered(before, ballot.count, fact),)
    ballot.decision = ballot.set_aside = ballot.count = ballot.follow_up = None


def _plan(fact: FollowUpPlanned, state: SittingState) -> None:
    _ballot(state, fact.candidate, fact.block).follow_up = fact


def _votes_on(state: SittingState, fact: BallotCounted | DecisionAdopted) -> list[Place]:
    votes = state.ballot(fact.candidate, fact.block).votes
    return [(fact.candidate, fact.block, member) for member in votes]


KINDS = (
    FactKind(
        VoteCast,
        guards.check_vote,
        _cast,
        _cast_words,
        (sheet.VOTE,),
        sitting=True,
        journaled=False,
        inputs=Input.NOTHING,
    ),
    FactKind(
        VoteWithdrawn,
        guards.check_withdrawal,
        _withdraw,
        _withdrawn,
        "un vote du bordereau se retire par « annuler »",
        sitting=True,
        undoable=False,
        inputs=Input.NOTHING,
        ended_votes=lambda _state, fact: [(fact.candidate, fact.block, fact.member)],
    ),
    FactKind(
        BallotCounted,
        guards.check_count,
        _count,
        _counted,
        (sheet.TALLY, sheet.CONSENSUS),
        sitting=True,
        inputs=Input.NOTHING,
        ended_votes=_votes_on,
    ),
    FactKind(
        DecisionAdopted,
        guards.check_adoption,
        _adopt,
        lambda fact, state: f"adoption du {block_of(state, fact.candidate, fact.block)}",
        (sheet.ADOPTION,),
        sitting=True,
        inputs=Input.DEFENCE,
        decides=True,
        ended_votes=_votes_on,
    ),
    FactKind(
        BlockSetAside,
        guards.check_set_aside,
        _set_aside,
        _aside_words,
        (sheet.PENDING, sheet.NOT_PRESENTED),
        sitting=True,
        inputs=Input.CANDIDATE,
        decides=True,
    ),
    FactKind(
        DecisionReopened,
        guards.check_reopening,
        _reopen,
        lambda fact, state: f"réouverture du {block_of(state, fact.candidate, fact.block)}",
        (sheet.REOPENING,),
        sitting=True,
        inputs=Input.CANDIDATE,
        decides=True,
    ),
    FactKind(
        FollowUpPlanned,
        guards.check_follow_up,
        _plan,
        lambda fact, state: f"suite demandée pour le {block_of(state, fact.candidate, fact.block)}",
        "se précise après l’adoption, dans la salle",
        inputs=Input.NOTHING,
    ),
)
