"""What a rule of the jury may be worth, and what every rule carries beside its value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Generic, TypeVar

from jurydesk.certification.title import MarkScale
from jurydesk.certification.vocabulary import (
    AccessRoute,
    BlockStatus,
    Derogation,
    JurorCapacity,
    Role,
    Voice,
)

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Adoption:
    """Who adopted a rule and when it was published; unpublished rules cannot be opposed."""

    adopted_on: date | None = None
    adopted_by: str = ""
    published_on: date | None = None

    @property
    def is_complete(self) -> bool:
        """Whether date, author and publication are all known."""
        return bool(self.adopted_on and self.adopted_by and self.published_on)


@dataclass(frozen=True, slots=True)
class Setting(Generic[Value]):
    """One rule (« paramètre »): its value, where it comes from, and whether it is to confirm.

    ``key`` names it in the rulebook file, ``label`` in French for people. ``to_confirm`` is true
    when neither the fiche nor the law gives the value; its adoption is then asked for.
    """

    key: str
    label: str
    value: Value
    source: str
    to_confirm: bool = False
    adoption: Adoption = field(default_factory=Adoption)

    @property
    def is_opposable(self) -> bool:
        """Whether the rule comes from fiche or law, or was adopted and published."""
        return not self.to_confirm or self.adoption.is_complete


@dataclass(frozen=True, slots=True)
class Level:
    """A « niveau »: 1 is the best. ``status`` is what the bloc becomes when it is adopted."""

    number: int
    words: str
    status: BlockStatus

    @property
    def label(self) -> str:
        """The number and the words together; a level is never shown as a bare number."""
        return f"{self.number} – {self.words}"


@dataclass(frozen=True, slots=True)
class RouteRule:
    """Whether a route is open to this certification."""

    route: AccessRoute
    is_open: bool
    composition: str = ""


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat of the jury: how many at least, and the voice it gives for each route.

    ``minimum`` may be 0 for a seat that is allowed but not required. ``statutory`` seats are the
    denominator of the reading of the same name. A route absent from ``voices`` has no such seat.
    """

    role: Role
    minimum: int
    voices: Mapping[AccessRoute, Voice]
    statutory: bool = False


@dataclass(frozen=True, slots=True)
class QuorumRule:
    """A « quorum »: a share of the appointed voting members, rounded up, or a fixed number.

    With both, the larger of the two counts. ``chair_required`` asks for the chair or a substitute.
    """

    share: Fraction | None = None
    minimum: int = 0
    chair_required: bool = True


@dataclass(frozen=True, slots=True)
class VaeRegime:
    """The VAE rules of one text, by the date the candidate's path began (inclusive bounds).

    Several regimes may apply to one date. ``teacher_researchers_majority``: strictly more than
    half of the members (L613-4). ``representatives`` and ``representatives_share``: at least that
    many qualified representatives and that share of members (R335-8), ``halves`` of them employers
    and half employees (its version of 2006). ``qualified``: at least that many persons qualified
    for the certification aimed at, an outside professional or a trainer (D6412-6).
    ``relation_check``: no relation with the candidate, past or present. ``transitional``: no
    national text stands; what the fiche asks is the rule, to be confirmed.
    """

    key: str
    label: str
    source: str
    begins: date | None = None
    ends: date | None = None
    minimum_members: int = 0
    representatives: int = 0
    representatives_share: Fraction | None = None
    halves: bool = False
    qualified: int = 0
    teacher_researchers_majority: bool = False
    relation_check: bool = False
    casting_vote: bool | None = None
    transitional: bool = False

    def applies(self, path_start: date) -> bool:
        """Whether a path that began on that day falls under this text."""
        after = self.begins is None or path_start >= self.begins
        return after and (self.ends is None or path_start <= self.ends)


@dataclass(frozen=True, slots=True)
class CastingVote:
    """Whether the chair's own level decides a tie (« voix prépondérante ») on some routes."""

    routes: tuple[AccessRoute, ...]
    granted: bool


@dataclass(frozen=True, slots=True)
class MarkedBlocks:
    """The blocs of which the files hold marks, by full code, and the scale that reads them."""

    blocks: tuple[str, ...]
    scale: MarkScale


class Exclusion(StrEnum):
    """Who must not deliberate on a VAE candidate, as a fiche says it."""

    COMPANY = "entreprise"
    COMPANION = "accompagnement"


@dataclass(frozen=True, slots=True)
class ResultNotice:
    """How VAE results are notified: within so many days, with a copy to who accompanied."""

    days: int
    copy_to_companion: bool


@dataclass(frozen=True, slots=True)
class DatedText:
    """An article that papers cite for the paths begun in a period (inclusive bounds)."""

    key: str
    text: str
    begins: date | None = None
    ends: date | None = None

    def applies(self, path_start: date) -> bool:
        """Whether a path that began on that day falls under this text."""
        after = self.begins is None or path_start >= self.begins
        return after and (self.ends is None or path_start <= self.ends)


@dataclass(frozen=True, slots=True)
class Prerequisite:
    """A way to be admitted: what is held, with how many years of experience.

    ``derogation`` is the derogatory admission it is, ``None`` for an ordinary one.
    """

    label: str
    years: int = 0
    derogation: Derogation | None = None

    @property
    def words(self) -> str:
        """Return « Licence 3, avec 3 ans d’expérience au moins »."""
        with_years = f", avec {self.years} ans d’expérience au moins" if self.years else ""
        return f"{self.label}{with_years}"


@dataclass(frozen=True, slots=True)
class ThesisWork:
    """How long the work of a thesis lasts, in months, and the internship of who has no employer."""

    shortest: int
    longest: int
    internship: int = 0


@dataclass(frozen=True, slots=True)
class Quota:
    """The largest share of the cohort (VAE apart) admitted by some derogations together."""

    key: str
    label: str
    derogations: tuple[Derogation, ...]
    share: Fraction


@dataclass(frozen=True, slots=True)
class EnglishThreshold:
    """The lowest score of an English test that admits a candidate."""

    test: str
    minimum: Decimal


@dataclass(frozen=True, slots=True)
class EnglishScale:
    """A scale of an English test, ends included, with the other names the test goes by.

    ``minimum`` is the score that admits on this scale, where it is not the fiche's own; ``since``
    the day the scale came into use.
    """

    test: str
    low: Decimal
    high: Decimal
    step: Decimal
    names: tuple[str, ...] = ()
    minimum: Decimal | None = None
    since: date | None = None

    def holds(self, score: Decimal) -> bool:
        """Whether a score lies between the ends."""
        return self.low <= score <= self.high

    def has_step(self, score: Decimal) -> bool:
        """Whether a score is one the test can give."""
        return (score - self.low) % self.step == 0


@dataclass(frozen=True, slots=True)
class DefenceRule:
    """How a thesis defence (« soutenance ») is marked, and the bloc it judges.

    ``required_capacities`` must each be held by at least one juror. Marks go from 0 to the
    scale's maximum by steps of ``step``.
    """

    block: str
    required_capacities: tuple[JurorCapacity, ...]
    step: Decimal
    report_weight: Setting[Fraction]
    scale: Setting[MarkScale]
    gap: Setting[Decimal]
    pages: Setting[int] | None = None
