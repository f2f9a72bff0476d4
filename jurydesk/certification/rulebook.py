"""A certification and the dated, sourced rules its juries follow; leaves reading files to others.

Nothing in the code knows one certification: every number, seat and date is data of this module.
A rule that the fiche or the law does not give is a :class:`Setting` to confirm, and prints as one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Generic, TypeVar

from jurydesk.certification.vocabulary import (
    AccessRoute,
    BlockStatus,
    Derogation,
    JurorCapacity,
    ProposalRule,
    Reading,
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
class Certifier:
    """A « certificateur »: its legal name and SIRET (14 digits, or empty)."""

    name: str
    siret: str = ""


@dataclass(frozen=True, slots=True)
class NamedCode:
    """A code of a national nomenclature (NSF, Formacode, ROME) with its words."""

    code: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class MarkScale:
    """Turns a mark into a level: ``floors`` are (lowest mark, level), best level first.

    A mark below every floor gives ``otherwise``. ``maximum`` is the highest mark possible.
    """

    maximum: Decimal
    floors: tuple[tuple[Decimal, int], ...]
    otherwise: int

    def level(self, mark: Decimal) -> int:
        """Return the level a mark gives."""
        return next((level for floor, level in self.floors if mark >= floor), self.otherwise)


@dataclass(frozen=True, slots=True)
class Assessment:
    """An « évaluation » of a bloc: its kind and title; ``sheet`` is what the candidate hands in."""

    code: str
    title: str
    kind: str


@dataclass(frozen=True, slots=True)
class Skill:
    """A « compétence » by its code."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class SkillBlock:
    """A « bloc de compétences ».

    With a ``mark_scale`` the files hold marks, turned into levels; without one they hold levels.
    The two proses are the fiche's own words, shown and never parsed into rules. ``skills_to_check``
    is true while the skills are only a proposal, split from that prose by the import.
    """

    code: str
    title: str
    skills: tuple[Skill, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    mark_scale: MarkScale | None = None
    skills_prose: str = ""
    assessments_prose: str = ""
    skills_to_check: bool = False
    given_short_code: str = ""

    @property
    def short_code(self) -> str:
        """``BC01`` for ``RNCP35609BC01``: the code without the certification's, or the one given.

        Blocs shared with other certifications keep the other's code; their short codes may clash,
        and the rulebook then gives another.
        """
        if self.given_short_code:
            return self.given_short_code
        head, _, tail = self.code.rpartition("BC")
        return f"BC{tail}" if head and tail.isdigit() else self.code


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
    many qualified representatives and that share of members (R335-8, D6412-6).
    ``relation_check``: no relation with the candidate, past or present.
    """

    key: str
    label: str
    source: str
    begins: date | None = None
    ends: date | None = None
    minimum_members: int = 0
    representatives: int = 0
    representatives_share: Fraction | None = None
    teacher_researchers_majority: bool = False
    relation_check: bool = False
    casting_vote: bool | None = None
    transitional: bool = False

    def applies(self, path_start: date) -> bool:
        """Whether a path that began on that day falls under this text."""
        after = self.begins is None or path_start >= self.begins
        return after and (self.ends is None or path_start <= self.ends)


@dataclass(frozen=True, slots=True)
class Quota:
    """The largest share of the cohort (VAE apart) admitted by some derogations together."""

    key: str
    label: str
    derogations: tuple[Derogation, ...]
    share: Fraction
    source: str


@dataclass(frozen=True, slots=True)
class EnglishThreshold:
    """The lowest score of an English test that admits a candidate."""

    test: str
    minimum: Decimal


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


@dataclass(frozen=True, slots=True)
class Certification:
    """A title or diploma of the RNCP, as its fiche describes it; ``level`` 0 means none given."""

    code: str
    title: str
    certifiers: tuple[Certifier, ...]
    level: int
    blocks: tuple[SkillBlock, ...]
    abbreviation: str = ""
    nsf: tuple[NamedCode, ...] = ()
    formacodes: tuple[NamedCode, ...] = ()
    rome: tuple[NamedCode, ...] = ()
    decision_date: date | None = None
    registration_start: date | None = None
    expiry_date: date | None = None
    delivery_deadline: date | None = None

    @property
    def last_delivery_day(self) -> date | None:
        """The last day of registration; the « date limite de délivrance » wins when given."""
        return self.delivery_deadline or self.expiry_date

    def block(self, code: str) -> SkillBlock:
        """Return a bloc by its full or short code; ``KeyError`` when there is none."""
        for block in self.blocks:
            if code in (block.code, block.short_code):
                return block
        raise KeyError(code)


@dataclass(frozen=True, slots=True)
class Rulebook:
    """A « référentiel de règles »: everything a sitting of one certification follows.

    ``provisions`` give, for the rules kept as plain tables (levels, seats, quotas…), their words,
    source and adoption, so that these too print as to confirm.
    """

    certification: Certification
    levels: tuple[Level, ...]
    routes: tuple[RouteRule, ...]
    seats: tuple[Seat, ...]
    external_share: Setting[Fraction]
    external_reading: Setting[Reading]
    quorum: Setting[QuorumRule]
    gender_balance: Setting[Fraction]
    casting_vote: Mapping[AccessRoute, Setting[bool]]
    proposal: Setting[ProposalRule]
    vae_regimes: tuple[VaeRegime, ...] = ()
    quotas: tuple[Quota, ...] = ()
    english: tuple[EnglishThreshold, ...] = ()
    english_source: str = ""
    defence: DefenceRule | None = None
    print_tallies: bool = True
    provisions: tuple[Setting[str], ...] = ()

    def level(self, number: int) -> Level:
        """Return a level by its number; ``KeyError`` when the rulebook has none such."""
        for level in self.levels:
            if level.number == number:
                return level
        raise KeyError(number)

    def seat(self, role: Role) -> Seat | None:
        """Return the seat of a role, or ``None`` when the jury has no such seat."""
        return next((seat for seat in self.seats if seat.role is role), None)

    def is_open(self, route: AccessRoute) -> bool:
        """Whether candidates may come by this route."""
        return any(rule.route is route and rule.is_open for rule in self.routes)

    def grants_casting_vote(self, route: AccessRoute, path_start: date | None = None) -> bool:
        """Whether the chair's own level decides a tie for a candidate of this route.

        For a VAE path, a regime that speaks of the casting vote (D6412-6) wins over the setting.
        """
        if route.is_experience and path_start is not None:
            for regime in self.regimes(path_start):
                if regime.casting_vote is not None:
                    return regime.casting_vote
        setting = self.casting_vote.get(route)
        return setting is not None and setting.value

    def regimes(self, path_start: date) -> tuple[VaeRegime, ...]:
        """Return every VAE regime that applies to a path begun on that day."""
        return tuple(regime for regime in self.vae_regimes if regime.applies(path_start))

    def settings(self) -> Iterator[Setting[object]]:
        """Yield every setting once, in the order the minutes print them."""
        yield self.external_share  # type: ignore[misc]
        yield self.external_reading  # type: ignore[misc]
        yield self.quorum  # type: ignore[misc]
        yield self.gender_balance  # type: ignore[misc]
        seen: set[str] = set()
        for setting in self.casting_vote.values():
            if setting.key not in seen:
                seen.add(setting.key)
                yield setting  # type: ignore[misc]
        yield self.proposal  # type: ignore[misc]
        if self.defence is not None:
            yield self.defence.report_weight  # type: ignore[misc]
            yield self.defence.scale  # type: ignore[misc]
            yield self.defence.gap  # type: ignore[misc]
            if self.defence.pages is not None:
                yield self.defence.pages  # type: ignore[misc]
        yield from self.provisions  # type: ignore[misc]

    def with_adoption(self, key: str, adoption: Adoption) -> "Rulebook":
        """Return the rulebook with one setting's adoption filled; ``KeyError`` when unknown."""
        if all(setting.key != key for setting in self.settings()):
            raise KeyError(key)

        def fill(setting: Setting[Value]) -> Setting[Value]:
            return replace(setting, adoption=adoption) if setting.key == key else setting

        defence = self.defence
        if defence is not None:
            defence = replace(
                defence,
                report_weight=fill(defence.report_weight),
                scale=fill(defence.scale),
                gap=fill(defence.gap),
                pages=None if defence.pages is None else fill(defence.pages),
            )
        return replace(
            self,
            external_share=fill(self.external_share),
            external_reading=fill(self.external_reading),
            quorum=fill(self.quorum),
            gender_balance=fill(self.gender_balance),
            casting_vote={route: fill(rule) for route, rule in self.casting_vote.items()},
            proposal=fill(self.proposal),
            defence=defence,
            provisions=tuple(fill(provision) for provision in self.provisions),
        )
