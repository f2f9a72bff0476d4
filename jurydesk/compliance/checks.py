"""Assembles every finding of a situation; leaves each rule to the module of its subject."""

from jurydesk.cohort.candidate import Candidate
from jurydesk.compliance.finding import Finding
from jurydesk.compliance.situation import Situation


def inspect(situation: Situation) -> tuple[Finding, ...]:
    """Return all the findings: of the session, of each route, of each candidate."""
    found = list(inspect_session(situation))
    for candidate in situation.candidates:
        found.extend(candidate_findings(situation, candidate))
    return tuple(found)


def inspect_session(situation: Situation) -> tuple[Finding, ...]:
    """Return the findings of the session and of each route of the cohort, no candidate's."""
    return ()


def candidate_findings(situation: Situation, candidate: Candidate) -> tuple[Finding, ...]:
    """Return the findings about one candidate only."""
    return ()


def inspect_candidate(situation: Situation, candidate: Candidate) -> tuple[Finding, ...]:
    """Return every finding that concerns a candidate: the session's, the route's, their own."""
    of_session = inspect_session(situation)
    return (
        *(finding for finding in of_session if finding.route in (None, candidate.route)),
        *candidate_findings(situation, candidate),
    )
