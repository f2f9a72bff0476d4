"""Who votes on a candidate, and how many must; leaves findings to the checks."""

from math import ceil

from jurydesk.cohort.candidate import Candidate
from jurydesk.compliance.bench import Bench
from jurydesk.compliance.member import JuryMember
from jurydesk.compliance.recusal import is_rapporteur_of
from jurydesk.compliance.situation import Situation


def bench_voters(
    bench: Bench, situation: Situation, candidate: Candidate
) -> tuple[JuryMember, ...]:
    """Return the « votants » for a candidate: voting members who sit and are not recused.

    ``bench`` is that of the candidate's route. A member named as the candidate's rapporteur loses
    the vote on that candidate.
    """
    recused = situation.recused.get(candidate.identifier, frozenset())
    return tuple(
        member
        for member in bench.voting
        if member.identifier in bench.present
        and member.identifier not in recused
        and not is_rapporteur_of(member, candidate, bench.settled)
    )


def bench_quorum(bench: Bench) -> int:
    """Return how many voters the « quorum » asks for on a route; recusals never reduce it."""
    rule = bench.rulebook.quorum.value
    by_share = 0 if rule.share is None else ceil(rule.share * len(bench.voting))
    # One voter at least: a jury of nobody never decides.
    return max(by_share, rule.minimum, 1)
