"""A certification and the dated, sourced rules its juries follow; leaves reading files to others.

Nothing in the code knows one certification: every number, seat and date is data of this module.
A rule that the fiche or the law does not give is a :class:`Setting` to confirm, and prints as one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import TypeVar, cast

from jurydesk.certification import rule_kinds as kinds
from jurydesk.certification.rule_kind import RuleKind
from jurydesk.certification.rule_values import (
    Adoption,
    CastingVote,
    DefenceRule,
    EnglishScale,
    EnglishThreshold,
    Exclusion,
    Level,
    MarkedBlocks,
    Prerequisite,
    QuorumRule,
    Quota,
    ResultNotice,
    RouteRule,
    Seat,
    Setting,
    VaeRegime,
)
from jurydesk.certification.title import (
    Assessment,
    Certification,
    Certifier,
    MarkScale,
    NamedCode,
    Skill,
    SkillBlock,
)
from jurydesk.certification.vae_section import cited
from jurydesk.certification.vocabulary import AccessRoute, ProposalRule, Reading, Role

__all__ = [
    "Adoption",
    "Assessment",
    "CastingVote",
    "Certification",
    "Certifier",
    "DefenceRule",
    "EnglishThreshold",
    "Level",
    "MarkScale",
    "MarkedBlocks",
    "NamedCode",
    "QuorumRule",
    "Quota",
    "RouteRule",
    "Rulebook",
    "Seat",
    "Setting",
    "Skill",
    "SkillBlock",
    "VaeRegime",
]

Value = TypeVar("Value")


@dataclass(frozen=True)
class Rulebook:
    """A « référentiel de règles »: everything a sitting of one certification follows.

    ``rules`` holds the rules written, by key, in the order of :data:`.rule_kinds.RULE_KINDS`; each
    is optional. The properties read them by name and say what a silent rulebook means.
    """

    title: Certification
    rules: Mapping[str, Setting[object]] = field(default_factory=dict)

    def rule(self, kind: RuleKind[Value]) -> Setting[Value]:
        """Return a rule, or what it is worth when nobody wrote it."""
        found = cast("Setting[Value] | None", self.rules.get(kind.key))
        return kind.nothing if found is None else found

    def settings_of(self, kind: RuleKind[Value]) -> tuple[Setting[Value], ...]:
        """Return every rule of a kind that is a list."""
        found = (setting for key, setting in self.rules.items() if kind.holds(key))
        return tuple(cast("Setting[Value]", setting) for setting in found)

    @cached_property
    def certification(self) -> Certification:
        """The title, its marked blocs with their scales."""
        scales = {
            code: setting.value.scale
            for setting in self.settings_of(kinds.SCALES)
            for code in setting.value.blocks
        }
        blocks = tuple(
            replace(block, mark_scale=scales.get(block.code, block.mark_scale))
            for block in self.title.blocks
        )
        return replace(self.title, blocks=blocks)

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        """The levels, best first."""
        return self.rule(kinds.LEVELS).value

    @cached_property
    def routes(self) -> tuple[RouteRule, ...]:
        """The routes, open or closed."""
        return self.rule(kinds.ROUTES).value

    @cached_property
    def seats(self) -> tuple[Seat, ...]:
        """The seats of the jury."""
        return self.rule(kinds.SEATS).value

    @cached_property
    def external_share(self) -> Setting[Fraction]:
        """The least share of external members; 0 where nobody set it."""
        return self.rule(kinds.EXTERNAL_SHARE)

    @cached_property
    def external_reading(self) -> Setting[Reading]:
        """On what that share is counted."""
        return self.rule(kinds.EXTERNAL_READING)

    @cached_property
    def quorum(self) -> Setting[QuorumRule]:
        """How many voting members must be there."""
        return self.rule(kinds.QUORUM)

    @cached_property
    def gender_balance(self) -> Setting[Fraction]:
        """The least share of each gender; 0 where nobody set it."""
        return self.rule(kinds.GENDER_BALANCE)

    @cached_property
    def proposal(self) -> Setting[ProposalRule]:
        """How several assessments make one proposal."""
        return self.rule(kinds.PROPOSAL)

    @cached_property
    def prerequisites(self) -> tuple[Prerequisite, ...]:
        """The ways to be admitted."""
        return self.rule(kinds.PREREQUISITES).value

    @cached_property
    def print_tallies(self) -> bool:
        """Whether the minutes print the tallies."""
        return self.rule(kinds.PRINT_TALLIES).value

    @cached_property
    def casting_vote(self) -> Mapping[AccessRoute, Setting[CastingVote]]:
        """Whether the chair decides a tie, route by route."""
        return {
            route: setting
            for setting in self.settings_of(kinds.CASTING_VOTE)
            for route in setting.value.routes
        }

    @cached_property
    def vae_regimes(self) -> tuple[VaeRegime, ...]:
        """The texts on VAE juries, each with its source."""
        return tuple(cited(each.value, each.source) for each in self.settings_of(kinds.REGIMES))

    @cached_property
    def exclusions(self) -> tuple[Exclusion, ...]:
        """Who the fiche shuts out of the deliberation on a VAE candidate."""
        return self.rule(kinds.EXCLUSIONS).value

    @cached_property
    def result_notice(self) -> ResultNotice | None:
        """How VAE results are notified, ``None`` where nobody set it."""
        found = self.rules.get(kinds.RESULT_NOTICE.key)
        return None if found is None else cast("ResultNotice", found.value)

    def cited_texts(self, path_start: date | None) -> tuple[str, ...]:
        """Return the articles that the papers of a VAE path cite; none for an unknown day."""
        texts = (setting.value for setting in self.settings_of(kinds.CITED_TEXTS))
        return tuple(each.text for each in texts if path_start and each.applies(path_start))

    @cached_property
    def quotas(self) -> tuple[Setting[Quota], ...]:
        """The quotas of derogatory admissions."""
        return self.settings_of(kinds.QUOTAS)

    @cached_property
    def english(self) -> tuple[EnglishThreshold, ...]:
        """The lowest score of each test of English."""
        return self.rule(kinds.ENGLISH).value

    @cached_property
    def english_scales(self) -> tuple[EnglishScale, ...]:
        """The scales of those tests."""
        return self.rule(kinds.ENGLISH_SCALES).value

    @cached_property
    def defence(self) -> DefenceRule | None:
        """How a thesis defence is judged, ``None`` where the certification has none."""
        needed = (kinds.DEFENCE_BLOCK, kinds.REPORT_WEIGHT, kinds.DEFENCE_SCALE)
        if any(kind.key not in self.rules for kind in needed):
            return None
        pages = self.rule(kinds.DEFENCE_PAGES)
        return DefenceRule(
            block=self.rule(kinds.DEFENCE_BLOCK).value,
            required_capacities=self.rule(kinds.DEFENCE_JURORS).value,
            step=self.rule(kinds.DEFENCE_STEP).value,
            report_weight=self.rule(kinds.REPORT_WEIGHT),
            scale=self.rule(kinds.DEFENCE_SCALE),
            gap=self.rule(kinds.DEFENCE_GAP),
            pages=pages if pages.value else None,
        )

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
        return setting is not None and setting.value.granted

    def regimes(self, path_start: date) -> tuple[VaeRegime, ...]:
        """Return every VAE regime that applies to a path begun on that day."""
        known = self.memo.get(path_start)
        if known is None:
            known = tuple(regime for regime in self.vae_regimes if regime.applies(path_start))
            self.memo[path_start] = known
        return cast("tuple[VaeRegime, ...]", known)

    @cached_property
    def memo(self) -> dict[object, object]:
        """What was worked out of these rules for a day, a score…, asked again by thousands."""
        return {}

    def settings(self) -> Iterator[Setting[object]]:
        """Yield every rule written, in the order the minutes print them."""
        yield from self.rules.values()

    def with_rules(self, *settings: Setting[Value]) -> "Rulebook":
        """Return the rulebook with these rules in the place of those of the same key."""
        changed = dict(self.rules)
        for setting in settings:
            changed[setting.key] = cast("Setting[object]", setting)
        order = [kind.key for kind in kinds.RULE_KINDS]
        ranked = sorted(changed, key=lambda key: order.index(kinds.kind_of(key).key))
        return replace(self, rules={key: changed[key] for key in ranked})

    def with_adoption(self, key: str, adoption: Adoption) -> "Rulebook":
        """Return the rulebook with one setting's adoption filled; ``KeyError`` when unknown."""
        return self.with_rules(replace(self.rules[key], adoption=adoption))
