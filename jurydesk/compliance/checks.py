"""Assembles every finding of a situation; leaves each rule to the module of its subject.

A check takes the situation, then the bench of a route, then a candidate, as far as it needs them.
Findings come in a settled order: the session's, each route's, each candidate's.
"""

from collections.abc import Iterable
from itertools import chain

from jurydesk.certification.vocabulary import AccessRoute
from jurydesk.cohort.candidate import Candidate
from jurydesk.compliance.bench import Bench, bench_of
from jurydesk.compliance.finding import Finding
from jurydesk.compliance.registry import RULES
from jurydesk.compliance.situation import Situation

__all__ = [
    "candidate_findings",
    "cohort_routes",
    "inspect",
    "inspect_candidate",
    "inspect_session",
    "live_findings",
]

_SESSION = tuple(rule.session for rule in RULES if rule.session)
_ROUTE = tuple(rule.route for rule in RULES if rule.route)
_LIVE = tuple(rule.live for rule in RULES if rule.live)
"""What stops one candidate at this moment only: never listed once the jury has moved on."""
_EXPERIENCE = tuple(rule.candidate for rule in RULES if rule.candidate)
_TRAINING = tuple(rule.candidate for rule in RULES if rule.candidate and not rule.experience)


def inspect(situation: Situation) -> tuple[Finding, ...]:
    """Return all the findings: of the session, of each route, of each candidate."""
    benches = _benches(situation)
    return (
        *_session(situation, benches.values()),
        *chain.from_iterable(
            candidate_findings(situation, candidate, benches[candidate.route])
            for candidate in situation.candidates
        ),
    )


def inspect_session(situation: Situation) -> tuple[Finding, ...]:
    """Return the findings of the session and of each route of the cohort, no candidate's.

    They do not depend on recusals nor on defences: a caller may keep them while attendance, the
    members, the acts, the chair, the cohort and the rulebook stay the same.
    """
    return _session(situation, _benches(situation).values())


def candidate_findings(
    situation: Situation, candidate: Candidate, bench: Bench | None = None
) -> tuple[Finding, ...]:
    """Return the findings about one candidate only.

    ``bench`` is that of the candidate's route, for a caller who kept it: it holds while
    attendance, the members and the rulebook stay the same.
    """
    bench = bench or bench_of(situation, candidate.route)
    checks = _EXPERIENCE if bench.route.is_experience else _TRAINING
    return tuple(chain.from_iterable(check(situation, bench, candidate) for check in checks))


def live_findings(
    situation: Situation, candidate: Candidate, bench: Bench | None = None
) -> tuple[Finding, ...]:
    """Return the quorum and the chair where they fail for one candidate at this moment.

    They are settled route by route and for the session in the other lists: a chair who withdrew
    and handed over, then took the chair back, leaves nothing to list.
    """
    bench = bench or bench_of(situation, candidate.route)
    return tuple(chain.from_iterable(check(situation, bench, candidate) for check in _LIVE))


def inspect_candidate(situation: Situation, candidate: Candidate) -> tuple[Finding, ...]:
    """Return every finding that concerns a candidate: the session's, the route's, their own."""
    return (
        *(f for f in inspect_session(situation) if f.route in (None, candidate.route)),
        *live_findings(situation, candidate),
        *candidate_findings(situation, candidate),
    )


def cohort_routes(situation: Situation) -> tuple[AccessRoute, ...]:
    """Return the routes by which the cohort came, in the order of the vocabulary."""
    taken = {candidate.route for candidate in situation.candidates}
    return tuple(route for route in AccessRoute if route in taken)


def _benches(situation: Situation) -> dict[AccessRoute, Bench]:
    return {route: bench_of(situation, route) for route in cohort_routes(situation)}


def _session(situation: Situation, benches: Iterable[Bench]) -> tuple[Finding, ...]:
    return (
        *chain.from_iterable(check(situation) for check in _SESSION),
        *chain.from_iterable(check(situation, b) for b in benches for check in _ROUTE),
    )
