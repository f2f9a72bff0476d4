"""Who sat at the minute a bloc was adopted, rebuilt from the log of attendance.

The voters are those the ballot kept; the log says who else was there. An arrival or a departure
noted at that very minute is settled by the ballot.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from jurydesk.certification.vocabulary import Reading
from jurydesk.cohort.candidate import Candidate
from jurydesk.compliance.bench import Bench, bench_of
from jurydesk.compliance.member import Attendance, JuryMember
from jurydesk.compliance.recusal import is_rapporteur_of
from jurydesk.compliance.rules.external_share import external_shares
from jurydesk.compliance.share import Share
from jurydesk.compliance.voters import bench_quorum
from jurydesk.deliberation.facts import BallotCounted, DecisionAdopted
from jurydesk.deliberation.inspection import situation_of
from jurydesk.deliberation.state import SittingState


@dataclass(frozen=True, slots=True)
class BenchAt:
    """The jury for one candidate at the minute of an adoption.

    ``advising`` sat without a vote on that candidate, ``withdrawn`` did not deliberate on them,
    ``away`` are the others appointed. ``appointed`` counts the voting members the quorum looks
    at; ``shares`` are those of the appointed jury, ``own_shares`` without who withdrew and the
    candidate's rapporteur. No vote is part of it, nor why anyone withdrew.
    """

    voters: tuple[JuryMember, ...]
    advising: tuple[JuryMember, ...]
    withdrawn: tuple[JuryMember, ...]
    away: tuple[JuryMember, ...]
    chair: str
    quorum: int
    appointed: int
    shares: Mapping[Reading, Share]
    own_shares: Mapping[Reading, Share]


@dataclass(frozen=True, slots=True)
class Adoptions:
    """Blocs adopted by the same bench, in full codes, and between which minutes."""

    blocks: tuple[str, ...]
    first: datetime
    last: datetime
    bench: BenchAt


def adoptions(state: SittingState, candidate: Candidate) -> tuple[Adoptions, ...]:
    """Return a candidate's adoptions, those of the same bench together."""
    found: list[Adoptions] = []
    known: dict[tuple[datetime, tuple[str, ...], str], BenchAt] = {}
    for block in state.rulebook.certification.blocks:
        ballot = state.ballot(candidate.identifier, block.code)
        if ballot.decision is None or ballot.count is None:
            continue
        # Most blocs are adopted in one go: the bench is rebuilt once for all of them.
        moment = (ballot.decision.at, ballot.count.voters, ballot.count.chair)
        bench = known.get(moment)
        if bench is None:
            bench = known[moment] = bench_at(state, candidate, ballot.decision, ballot.count)
        alike = next((n for n, group in enumerate(found) if group.bench == bench), None)
        at = ballot.decision.at
        if alike is None:
            found.append(Adoptions((block.code,), at, at, bench))
        else:
            group = found[alike]
            blocks = (*group.blocks, block.code)
            first, last = min(group.first, at), max(group.last, at)
            found[alike] = Adoptions(blocks, first, last, bench)
    return tuple(found)


def bench_at(
    state: SittingState, candidate: Candidate, adopted: DecisionAdopted, count: BallotCounted
) -> BenchAt:
    """Return the jury of a candidate when one of their blocs was adopted."""
    recused = frozenset(
        fact.member
        for number, fact in enumerate(state.recusals)
        if fact.candidate == candidate.identifier
        and (number < state.recused_before or fact.at <= adopted.at)
    )
    situation = replace(
        situation_of(state),
        attendance=_attendance(state, adopted.at, frozenset(count.voters)),
        recused={candidate.identifier: recused},
        chair=count.chair,
    )
    bench = bench_of(situation, candidate.route)
    members = tuple(state.members.values())
    voting = frozenset(count.voters)
    there = bench.present - voting - recused
    apart = recused | {
        member.identifier
        for member in bench.counted
        if is_rapporteur_of(member, candidate, bench.settled)
    }
    return BenchAt(
        voters=_kept(members, voting),
        advising=_kept(members, there),
        withdrawn=_kept(members, recused),
        away=_away(bench, members, voting | there | recused),
        chair=count.chair,
        quorum=bench_quorum(bench),
        appointed=len(bench.voting),
        shares=external_shares(bench),
        own_shares=external_shares(bench, apart),
    )


def _attendance(state: SittingState, at: datetime, voters: frozenset[str]) -> dict[str, Attendance]:
    """Return where everyone was; what was noted at that minute gives way to the ballot."""
    found: dict[str, Attendance] = {}
    before: dict[str, Attendance] = {}
    for fact in state.attendance_log:
        if fact.at <= at:
            found[fact.member] = fact.attendance
        if fact.at < at:
            before[fact.member] = fact.attendance
    for member in voters:
        if member in before and not found[member].sits and before[member].sits:
            found[member] = before[member]
    return found


def _kept(members: Iterable[JuryMember], identifiers: frozenset[str]) -> tuple[JuryMember, ...]:
    return tuple(member for member in members if member.identifier in identifiers)


def _away(
    bench: Bench, members: Iterable[JuryMember], there: frozenset[str]
) -> tuple[JuryMember, ...]:
    """Return those appointed who were not there; a suppléant not called is not missed."""
    seated = {member.identifier for member in bench.seated}
    return tuple(
        member
        for member in members
        if member.identifier not in there
        and (member.identifier in seated or not member.substitute_for)
    )
