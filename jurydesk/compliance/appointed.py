"""What the checks say of the appointed jury alone, as it is and as it would be if changed.

The base of every advice: a change is tried by running the same checks on the changed jury. Leaves
finding good changes to :mod:`.composition_advice` and :mod:`.compositions`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import chain

from jurydesk.certification.rulebook import VaeRegime
from jurydesk.certification.vocabulary import Reading
from jurydesk.cohort.candidate import Candidate
from jurydesk.compliance.bench import bench_of
from jurydesk.compliance.checks import cohort_routes
from jurydesk.compliance.finding import Finding, FindingStatus
from jurydesk.compliance.member import Attendance, JuryMember
from jurydesk.compliance.registry import RULES
from jurydesk.compliance.rule import Cure
from jurydesk.compliance.rules.regimes import regimes_of
from jurydesk.compliance.situation import Situation

COMPOSITION_FINDINGS = tuple(rule.id for rule in RULES if rule.cure is Cure.COMPOSITION)
# A reserve of the other checks comes from an absence or a recusal, not from who was appointed.
_WARNINGS = tuple(rule.id for rule in RULES if rule.cure is Cure.APPOINTMENT)
_APPOINTED = tuple(rule for rule in RULES if rule.cure is not Cure.NONE)


def appointed_findings(situation: Situation) -> tuple[Finding, ...]:
    """Return every finding about who was appointed.

    Candidates of one VAE regime are told by the first of them, see :func:`vae_groups`.
    """
    benches = {route: bench_of(situation, route) for route in cohort_routes(situation)}
    firsts = tuple(group[0] for group in vae_groups(situation).values())
    return (
        *chain.from_iterable(rule.session(situation) for rule in _APPOINTED if rule.session),
        *chain.from_iterable(
            rule.route(situation, bench)
            for bench in benches.values()
            for rule in _APPOINTED
            if rule.route
        ),
        *chain.from_iterable(
            rule.candidate(situation, benches[candidate.route], candidate)
            for candidate in firsts
            for rule in _APPOINTED
            if rule.candidate and rule.experience
        ),
    )


def vae_groups(situation: Situation) -> Mapping[tuple[VaeRegime, ...], tuple[Candidate, ...]]:
    """Return the VAE candidates by the texts that apply to them.

    A path of which the first day is unknown is apart: nothing about it ever stops.
    """
    groups: dict[tuple[VaeRegime, ...], tuple[Candidate, ...]] = {}
    for candidate in situation.candidates:
        if candidate.route.is_experience and candidate.path_start is not None:
            regimes = regimes_of(situation.rulebook, candidate)
            groups[regimes] = (*groups.get(regimes, ()), candidate)
    return groups


def faults(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Keep what stops, and the reserves that another appointment would cure."""
    return tuple(
        finding
        for finding in found
        if finding.status is FindingStatus.BLOCKING
        or (finding.status is FindingStatus.RESERVE and finding.id in _WARNINGS)
    )


def stopping(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Keep the findings on the composition that stop."""
    return tuple(
        finding
        for finding in found
        if finding.id in COMPOSITION_FINDINGS and finding.status is FindingStatus.BLOCKING
    )


def as_if_attended(situation: Situation) -> Situation:
    """Return the situation where the present are counted: everyone, before attendance is known."""
    if situation.reading is not Reading.PRESENT or situation.attendance:
        return situation
    there = {m.identifier: Attendance.PRESENT for m in situation.members if not m.substitute_for}
    return replace(situation, attendance=there)


def condensed(situation: Situation) -> Situation:
    """Return the situation with one candidate for all those of whom these checks say the same."""
    routes = {candidate.route: candidate for candidate in reversed(situation.candidates)}
    firsts = [group[0] for group in vae_groups(situation).values()]
    kept = {candidate.identifier for candidate in (*routes.values(), *firsts)}
    candidates = tuple(each for each in situation.candidates if each.identifier in kept)
    return replace(situation, candidates=candidates)


def with_members(situation: Situation, members: Iterable[JuryMember]) -> Situation:
    """Return the situation with another jury; newcomers sit once attendance is known."""
    members = tuple(members)
    known = {member.identifier for member in situation.members}
    attendance = {
        member.identifier: situation.attendance.get(member.identifier, Attendance.PRESENT)
        for member in members
        if situation.attendance
        and (member.identifier in situation.attendance or member.identifier not in known)
    }
    return replace(situation, members=members, attendance=attendance)


def same_subject(one: Finding, other: Finding) -> bool:
    """Whether two findings answer the same question about the same route or candidate."""
    return (one.id, one.route, one.candidate) == (other.id, other.route, other.candidate)
