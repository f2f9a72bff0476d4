"""Who votes on a candidate, and whether they are enough; leaves findings to the checks."""

from math import ceil

from jurydesk.certification.vocabulary import AccessRoute
from jurydesk.cohort.candidate import Candidate
from jurydesk.compliance.bench import Bench, bench_of
from jurydesk.compliance.member import JuryMember
from jurydesk.compliance.recusal import is_rapporteur_of
from jurydesk.compliance.situation import Situation


def voters(situation: Situation, candidate: Candidate) -> tuple[JuryMember, ...]:
    """Return the « votants » for a candidate: voting members who sit and are not recused.

    A member named as the candidate's rapporteur loses the vote on that candidate.
    """
    return bench_voters(bench_of(situation, candidate.route), situation, candidate)


def bench_voters(
    bench: Bench, situation: Situation, candidate: Candidate
) -> tuple[JuryMember, ...]:
    """Return the same as :func:`voters`, from a bench already worked out."""
    recused = situation.recused.get(candidate.identifier, frozenset())
    return tuple(
        member
        for member in bench.voting
        if member.identifier in bench.present
        and member.identifier not in recused
        and not is_rapporteur_of(member, candidate)
    )


def appointed_voters(situation: Situation, route: AccessRoute) -> tuple[JuryMember, ...]:
    """Return the voting members appointed for a route, suppléants in place, present or not."""
    return bench_of(situation, route).voting


def quorum_needed(situation: Situation, route: AccessRoute) -> int:
    """Return how many voters the « quorum » asks for on a route; recusals never reduce it."""
    return bench_quorum(bench_of(situation, route))


def bench_quorum(bench: Bench) -> int:
    """Return the same as :func:`quorum_needed`, from a bench already worked out."""
    rule = bench.rulebook.quorum.value
    by_share = 0 if rule.share is None else ceil(rule.share * len(bench.voting))
    # One voter at least: a jury of nobody never decides.
    return max(by_share, rule.minimum, 1)


def route_has_quorum(situation: Situation, route: AccessRoute) -> bool:
    """Whether the quorum of a route is met by its voting members who sit, recusals aside."""
    bench = bench_of(situation, route)
    return len(bench.there(bench.voting)) >= bench_quorum(bench)


def has_quorum(situation: Situation, candidate: Candidate) -> bool:
    """Whether the voters for a candidate are enough at this moment."""
    bench = bench_of(situation, candidate.route)
    return len(bench_voters(bench, situation, candidate)) >= bench_quorum(bench)
