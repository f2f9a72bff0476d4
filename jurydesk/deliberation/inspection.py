"""What the checks find in a sitting's state, with the chair's « passer outre » applied.

Leaves the rules to :mod:`jurydesk.compliance`. Answers are kept in the state's cache, so that a
guard that looks at every act stays cheap in a cohort of thousands.
"""

from collections.abc import Iterator
from dataclasses import replace

from jurydesk.certification.vocabulary import AccessRoute
from jurydesk.compliance.bench import Bench, bench_of
from jurydesk.compliance.checks import candidate_findings, inspect_session, live_findings
from jurydesk.compliance.finding import Finding, FindingStatus, Override
from jurydesk.compliance.member import JuryMember
from jurydesk.compliance.registry import OF_THE_DEFENCE
from jurydesk.compliance.situation import Situation
from jurydesk.compliance.voters import bench_quorum, bench_voters
from jurydesk.deliberation.decisions import (
    defence_excused,
    is_defence_acquired,
    is_defence_excused,
)
from jurydesk.deliberation.facts import BallotCounted, FindingOverridden
from jurydesk.deliberation.state import SittingState
from jurydesk.deliberation.thesis import defence_of
from jurydesk.deliberation.words.naming import cohort_routes


def situation_of(state: SittingState) -> Situation:
    """Return the state as the checks take it."""
    if state.cache.situation is None:
        defences = {candidate: defence_of(state, candidate) for candidate in state.defences}
        state.cache.situation = replace(
            _people(state), defences=defences, defence_excused=defence_excused(state)
        )
    return state.cache.situation


def _people(state: SittingState) -> Situation:
    """Return who sits and who is examined: the situation without the defences."""
    if state.cache.people is None:
        state.cache.people = Situation(
            rulebook=state.rulebook,
            on=state.session_date,
            reading=state.reading,
            members=tuple(state.members.values()),
            candidates=tuple(state.candidates.values()),
            attendance=dict(state.attendance),
            recused=dict(state.recused),
            chair=state.chair,
            acts=dict(state.acts),
            whole_cohort=state.rectification is None,
            promotion_size=state.promotion_size,
            settled=dict(state.settled),
            returning=frozenset(
                each.candidate for session in state.followed for each in session.candidates
            ),
        )
    return state.cache.people


def _excused(state: SittingState) -> Situation:
    """Return the same with no defence to judge, for who has none: each is asked alone."""
    if state.cache.excused is None:
        state.cache.excused = replace(_people(state), defence_excused=frozenset(state.candidates))
    return state.cache.excused


def bench_for(state: SittingState, route: AccessRoute) -> Bench:
    """Return the bench of a route at this moment."""
    bench = state.cache.benches.get(route)
    if bench is None:
        bench = state.cache.benches[route] = bench_of(_people(state), route)
    return bench


def voters_for(state: SittingState, candidate_id: str) -> tuple[JuryMember, ...]:
    """Return the « votants » for a candidate at this moment."""
    found = state.cache.voters.get(candidate_id)
    if found is None:
        candidate = state.candidates[candidate_id]
        bench = bench_for(state, candidate.route)
        found = state.cache.voters[candidate_id] = bench_voters(bench, _people(state), candidate)
    return found


def standing_count(state: SittingState, candidate_id: str, block: str) -> BallotCounted | None:
    """Return the tally that may be adopted: some vote expressed, the voters still the same.

    Otherwise the jury votes again; once it does, an earlier tally stands no more, even if the
    voters are its own again.
    """
    ballot = state.ballots.get((candidate_id, block))
    counted = None if ballot is None or ballot.votes else ballot.count
    if counted is None or counted.level is None:
        return None
    voters = {voter.identifier for voter in voters_for(state, candidate_id)}
    return counted if voters == set(counted.voters) else None


def quorum_for(state: SittingState, route: AccessRoute) -> int:
    """Return how many voters the quorum of a route asks for."""
    return bench_quorum(bench_for(state, route))


def routes_with_quorum(state: SittingState) -> tuple[AccessRoute, ...]:
    """Return the cohort's routes whose present voting members reach the quorum."""
    return tuple(
        route
        for route in cohort_routes(state)
        if len(bench_for(state, route).there(bench_for(state, route).voting))
        >= quorum_for(state, route)
    )


def findings(state: SittingState) -> tuple[Finding, ...]:
    """Return every finding: the session's, each route's, each candidate's."""
    if state.cache.findings is None:
        found = [_overridden(state, finding, None) for finding in _session_findings(state)]
        for candidate in state.candidates:
            found.extend(_own_findings(state, candidate))
        state.cache.findings = tuple(found)
    return state.cache.findings


def findings_for(state: SittingState, candidate_id: str) -> tuple[Finding, ...]:
    """Return every finding that concerns one candidate; an override may be theirs alone."""
    route = state.candidates[candidate_id].route
    shared = tuple(
        _overridden(state, finding, candidate_id)
        for finding in _session_findings(state)
        if finding.route is None or finding.route is route
    )
    return shared + _live_findings(state, candidate_id) + _own_findings(state, candidate_id)


def blocking(
    state: SittingState, candidate_id: str, block: str | None = None
) -> tuple[Finding, ...]:
    """Return the findings that stop an adoption for a candidate.

    The defence's finding stops only the bloc of the defence; without a bloc all are given. A bloc
    « en attente » asks for no defence as long as it stays so, but to decide it does.
    """
    defence = state.rulebook.defence
    decides_defence = defence is not None and block == defence.block
    return tuple(
        finding
        for finding in _stopping(state, candidate_id, decides_defence=decides_defence)
        if block is None or decides_defence or finding.id not in OF_THE_DEFENCE
    )


def findings_to_override(state: SittingState, candidate_id: str) -> tuple[Finding, ...]:
    """Return what concerns one candidate as the chair may pass over it: the defence to decide."""
    own = [f for f in findings_for(state, candidate_id) if f.id not in OF_THE_DEFENCE]
    judged = _to_decide(state, candidate_id)
    return (*own, *(finding for finding in judged if finding.id in OF_THE_DEFENCE))


def finding_key(finding: Finding) -> str:
    """Return the "route|candidate" key of a finding, as overrides keep its value."""
    return f"{finding.route or ''}|{finding.candidate or ''}"


def _session_findings(state: SittingState) -> tuple[Finding, ...]:
    if state.cache.session_findings is None:
        state.cache.session_findings = inspect_session(_people(state))
    return state.cache.session_findings


def _own_findings(state: SittingState, candidate_id: str) -> tuple[Finding, ...]:
    found = state.cache.candidate_findings.get(candidate_id)
    if found is None:
        excused = is_defence_excused(state, candidate_id)
        found = _work_out(state, candidate_id, excused=excused)
        state.cache.candidate_findings[candidate_id] = found
    return found


def _to_decide(state: SittingState, candidate_id: str) -> tuple[Finding, ...]:
    """Return a candidate's own findings as if the bloc of the defence were decided now."""
    if is_defence_acquired(state, candidate_id) or not is_defence_excused(state, candidate_id):
        return _own_findings(state, candidate_id)
    return _work_out(state, candidate_id, excused=False)


def _work_out(state: SittingState, candidate_id: str, *, excused: bool) -> tuple[Finding, ...]:
    alone = _excused(state) if excused else _people(state)
    if candidate_id in state.defences:
        alone = replace(alone, defences={candidate_id: defence_of(state, candidate_id)})
    candidate = state.candidates[candidate_id]
    own = candidate_findings(alone, candidate, bench_for(state, candidate.route))
    return tuple(_overridden(state, finding, candidate_id) for finding in own)


def _stopping(
    state: SittingState, candidate_id: str, *, decides_defence: bool
) -> Iterator[Finding]:
    route = state.candidates[candidate_id].route
    for finding in _session_findings(state):
        if finding.status is FindingStatus.BLOCKING and (
            finding.route is None or finding.route is route
        ):
            finding = _overridden(state, finding, candidate_id)  # noqa: PLW2901
            if finding.stops:
                yield finding
    yield from _live_findings(state, candidate_id)
    for finding in (_to_decide if decides_defence else _own_findings)(state, candidate_id):
        if finding.stops:
            yield finding


def _live_findings(state: SittingState, candidate_id: str) -> tuple[Finding, ...]:
    """Return what stops this candidate at this moment only; nobody passes over it."""
    candidate = state.candidates[candidate_id]
    return live_findings(_people(state), candidate, bench_for(state, candidate.route))


def _overridden(state: SittingState, finding: Finding, candidate_id: str | None) -> Finding:
    """Return the finding, marked when the chair passed over it for this candidate or for all."""
    if finding.status is not FindingStatus.BLOCKING or not finding.overridable:
        return finding
    for override in reversed(state.overrides):
        if override.candidate in (None, candidate_id) and _covers(override, finding):
            return replace(finding, overridden=Override(override.by, override.reason, override.at))
    return finding


def _covers(override: FindingOverridden, finding: Finding) -> bool:
    return override.finding == finding.id and override.values.get(finding_key(finding)) == (
        finding.value or ""
    )
