"""A jury before or during its sitting, in the trade's words."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache

from jurydesk.certification.rulebook import Rulebook
from jurydesk.certification.vocabulary import AccessRoute, Reading
from jurydesk.cohort.candidate import Candidate
from jurydesk.compliance.bench import bench_of
from jurydesk.compliance.checks import inspect, inspect_candidate
from jurydesk.compliance.finding import Finding
from jurydesk.compliance.member import Attendance, JuryMember
from jurydesk.compliance.situation import Situation
from jurydesk.compliance.voters import bench_quorum, bench_voters
from tests.builders import a_candidate, a_jury, a_member, the_rulebook

SITTING_DAY = date(2024, 4, 19)


@cache
def shipped() -> Rulebook:
    return the_rulebook()


def a_vae_jury() -> tuple[JuryMember, ...]:
    """The eight seats and M9, the « référent pédagogique » who reports and never votes."""
    return (*a_jury(), a_member("M9", "rapporteur"))


def a_situation(*candidates, members=None, **details) -> Situation:
    """A sitting being prepared, on the reading of the fiche's rulebook, for one FI candidate."""
    situation = Situation(
        rulebook=shipped(),
        on=SITTING_DAY,
        reading=Reading.SEATS,
        members=a_jury() if members is None else tuple(members),
        candidates=candidates or (a_candidate(),),
        chair="M1",
    )
    return replace(situation, **details)


def everyone_present(members: Iterable[JuryMember], *absent: str) -> dict[str, Attendance]:
    """The attendance when all the titulaires came, save those named."""
    return {
        member.identifier: Attendance.ABSENT if member.identifier in absent else Attendance.PRESENT
        for member in members
        if not member.substitute_for
    }


def found(situation: Situation, identifier: str, **where) -> Finding:
    """The one finding of this id, for that route or candidate (none of them means none)."""
    matching = [
        finding
        for finding in _listed(situation, where.get("candidate"))
        if finding.id == identifier
        and finding.candidate == where.get("candidate")
        and where.get("route") in (None, finding.route)
    ]
    assert len(matching) == 1, matching
    return matching[0]


def _listed(situation: Situation, candidate: str | None) -> tuple[Finding, ...]:
    """Every finding, or all those that concern a candidate at this moment."""
    if candidate is None:
        return inspect(situation)
    person = next(each for each in situation.candidates if each.identifier == candidate)
    return inspect_candidate(situation, person)


def ids_of(findings: Iterable[Finding]) -> list[str]:
    return [finding.id for finding in findings]


def plain(text: str) -> str:
    """A message with ordinary spaces, as a test types it."""
    return text.replace("\xa0", " ").replace("\u202f", " ")


def voters(situation: Situation, candidate: Candidate) -> tuple[JuryMember, ...]:
    """Who votes on a candidate at this moment."""
    return bench_voters(bench_of(situation, candidate.route), situation, candidate)


def appointed_voters(situation: Situation, route: AccessRoute) -> tuple[JuryMember, ...]:
    """Who may vote on a route, suppléants in place, present or not."""
    return bench_of(situation, route).voting


def quorum_needed(situation: Situation, route: AccessRoute) -> int:
    """How many voters the quorum of a route asks for."""
    return bench_quorum(bench_of(situation, route))
