"""A rule of compliance as one record: what it is called, what it stops, who checks it.

A rule module states its records at its foot; :mod:`.registry` lists them, and everything that
asks something of a rule (titles, cards, minutes, advice, what an adoption waits for) reads them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from jurydesk.certification.vocabulary import AccessRoute, Reading
from jurydesk.compliance.finding import Finding, FindingStatus
from jurydesk.french.spaces import spaced

if TYPE_CHECKING:
    from jurydesk.cohort.candidate import Candidate
    from jurydesk.compliance.bench import Bench
    from jurydesk.compliance.situation import Situation

Findings = tuple[Finding, ...]
SessionCheck = Callable[["Situation"], Findings]
RouteCheck = Callable[["Situation", "Bench"], Findings]
CandidateCheck = Callable[["Situation", "Bench", "Candidate"], Findings]


class Subject(StrEnum):
    """What a rule is about: the heading under which people look for it."""

    SITTING = "La séance"
    JURY = "Le jury"
    COHORT = "La promotion"
    CANDIDATE = "Le candidat"
    EXPERIENCE = "La VAE"
    RULES = "Les règles"


class Stops(StrEnum):
    """What a blocking finding of this rule stops."""

    NOTHING = "rien : une réserve au plus"
    ADOPTION = "l’adoption"
    DEFENCE = "l’adoption du bloc de la soutenance"
    OPENING = "l’ouverture et l’adoption"


class Cure(StrEnum):
    """What would cure a finding: nothing we can advise, another act, other members."""

    NONE = ""
    APPOINTMENT = "une nomination"
    COMPOSITION = "une autre composition"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule of compliance (« contrôle »).

    ``session``, ``route`` and ``candidate`` are its checks, as far as it has them; ``live`` says
    what only holds for one candidate at this moment. ``overridable`` is whether the chair may
    pass over it, ``source`` where it comes from when the rulebook does not say better.
    ``experience`` rules concern VAE candidates only. ``moment`` rules hold for the people in the
    room and were made at each adoption. ``names_faults``: the names of its findings are those of
    what is at fault, not of the people counted. ``card`` is its rank among the figures always
    shown beside the room. ``counts`` names in an advice what is counted.
    """

    id: str
    title: str
    subject: Subject
    stops: Stops
    overridable: bool
    source: str
    session: SessionCheck | None = None
    route: RouteCheck | None = None
    candidate: CandidateCheck | None = None
    live: CandidateCheck | None = None
    experience: bool = False
    moment: bool = False
    names_faults: bool = False
    card: int | None = None
    cure: Cure = Cure.NONE
    counts: str = ""

    def finding(
        self,
        status: FindingStatus,
        message: str,
        *,
        source: str = "",
        overridable: bool | None = None,
        route: AccessRoute | None = None,
        candidate: str | None = None,
        value: str | None = None,
        threshold: str | None = None,
        missing: int | None = None,
        names: tuple[str, ...] = (),
        readings: Mapping[Reading, str] | None = None,
    ) -> Finding:
        """Return what this rule found, its message with the spaces of French."""
        return Finding(
            id=self.id,
            status=status,
            message=spaced(message),
            source=source or self.source,
            overridable=self.overridable if overridable is None else overridable,
            route=route,
            candidate=candidate,
            value=value,
            threshold=threshold,
            missing=missing,
            names=names,
            readings=readings,
        )

    def unset(
        self, message: str, *, route: AccessRoute | None = None, candidate: str | None = None
    ) -> Finding:
        """Return that nobody set this rule: it asks nothing, and is never « conforme »."""
        return self.finding(
            FindingStatus.NOT_APPLICABLE,
            f"{message} : non réglé.",
            source="le référentiel ne fixe rien",
            route=route,
            candidate=candidate,
        )
