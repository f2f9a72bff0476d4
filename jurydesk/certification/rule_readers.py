"""Reads the value of one rule from its table, and puts it in words; one pair a kind of value."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from jurydesk.certification.checked_table import CheckedTable
from jurydesk.certification.mark_scale import mark_scale_words, read_mark_scale
from jurydesk.certification.rule_values import (
    CastingVote,
    EnglishScale,
    EnglishThreshold,
    MarkedBlocks,
    Prerequisite,
    QuorumRule,
    Quota,
    ThesisWork,
)
from jurydesk.certification.title import MarkScale
from jurydesk.certification.vocabulary import (
    AccessRoute,
    Derogation,
    JurorCapacity,
    ProposalRule,
    Reading,
)
from jurydesk.french.lists import enumeration
from jurydesk.french.numbers import decimal, percent, plain_decimal, plural
from jurydesk.french.spaces import THIN

_PROPOSALS = {
    ProposalRule.WORST: "le niveau le moins favorable des évaluations du bloc",
    ProposalRule.MAJORITY: "le niveau majoritaire des évaluations du bloc",
    ProposalRule.NONE: "aucune proposition",
}


def read_share(table: CheckedTable) -> Fraction:
    """Read a share, 0 where the table gives none."""
    return table.share("valeur") or Fraction(0)


def share_words(share: Fraction) -> str:
    """Return « 30 % (3/10) »; a share of nothing is no rule."""
    return f"{percent(share)} ({share.numerator}/{share.denominator})" if share else "non réglé"


def read_flag(table: CheckedTable) -> bool:
    """Read yes or no."""
    return table.flag("valeur")


def flag_words(flag: bool) -> str:  # noqa: FBT001 the value itself
    """Return « oui » or « non »."""
    return "oui" if flag else "non"


def read_number(table: CheckedTable) -> Decimal:
    """Read a decimal number up to 1000."""
    return table.number("valeur", high=Decimal(1000))


def read_count(table: CheckedTable) -> int:
    """Read a whole number from 1 to 10 000."""
    return table.integer("valeur", low=1, high=10_000)


def read_text(table: CheckedTable) -> str:
    """Read a text."""
    return table.text("valeur", longest=1000)


def read_reading(table: CheckedTable) -> Reading:
    """Read on what the share of external members is counted."""
    return table.word("valeur", Reading) or Reading.SEATS


def read_proposal(table: CheckedTable) -> ProposalRule:
    """Read how several assessments make one proposal."""
    return table.word("valeur", ProposalRule) or ProposalRule.NONE


def proposal_words(rule: ProposalRule) -> str:
    """Return how a proposal is made, in words."""
    return _PROPOSALS[rule]


def read_quorum(table: CheckedTable) -> QuorumRule:
    """Read a share of the voting members, a fixed number, or both."""
    value = table.table("valeur")
    rule = QuorumRule(
        share=value.share("part", required=False),
        minimum=value.integer("minimum", high=100, default=0),
        chair_required=value.flag("president_requis", default=True),
    )
    if not rule.minimum and not rule.share and "part" not in value:
        table.fault("valeur", "donnez une part, un minimum, ou les deux")
    value.close()
    return rule


def quorum_words(rule: QuorumRule) -> str:
    """Return what a quorum asks, in words."""
    parts = []
    if rule.share is not None:
        share = "la totalité" if rule.share == 1 else percent(rule.share)
        parts.append(f"{share} des membres nommés à voix délibérative, arrondi au supérieur")
    if rule.minimum:
        parts.append(f"au moins {plural(rule.minimum, 'votant')}")
    chair = "présidence exigée" if rule.chair_required else "présidence non exigée"
    return f"{enumeration(parts)}{THIN}; {chair}" if parts else chair


def read_casting_vote(table: CheckedTable) -> CastingVote:
    """Read on which routes the chair decides a tie."""
    return CastingVote(table.words("voies", AccessRoute), table.flag("valeur"))


def casting_vote_label(rule: CastingVote) -> str:
    """Return « Voix prépondérante du président (FI, FC) »."""
    return f"Voix prépondérante du président ({', '.join(rule.routes)})"


def read_marked_blocks(table: CheckedTable) -> MarkedBlocks:
    """Read the blocs of which the files hold marks, and their scale."""
    return MarkedBlocks(table.texts("blocs"), read_mark_scale(table.table("valeur")))


def marked_blocks_label(rule: MarkedBlocks) -> str:
    """Return « Barème des blocs notés (BC01, BC02) »."""
    return f"Barème des blocs notés ({', '.join(rule.blocks)})"


def marked_blocks_words(rule: MarkedBlocks) -> str:
    """Return the scale in words."""
    return mark_scale_words(rule.scale)


def read_scale(table: CheckedTable) -> MarkScale:
    """Read a scale that turns a mark into a level."""
    return read_mark_scale(table.table("valeur"))


def read_quota(table: CheckedTable) -> Quota:
    """Read the largest share of the cohort admitted by some derogations."""
    return Quota(
        key=table.text("cle", longest=60),
        label=table.text("libelle"),
        derogations=table.words("derogations", Derogation),
        share=read_share(table),
    )


def quota_words(quota: Quota) -> str:
    """Return « 20 % (1/5) au plus »."""
    return f"{share_words(quota.share)} au plus"


def read_prerequisites(table: CheckedTable) -> tuple[Prerequisite, ...]:
    """Read the ways to be admitted, with the years of experience each asks for."""
    found = []
    for item in table.tables("valeur"):
        derogation = item.word("derogation", Derogation) if "derogation" in item else None
        years = item.integer("annees_experience", high=60, default=0)
        found.append(Prerequisite(item.text("libelle"), years, derogation))
        item.close()
    return tuple(found)


def prerequisite_words(prerequisites: tuple[Prerequisite, ...]) -> str:
    """Return every way to be admitted, the derogatory ones said so."""
    return " ; ".join(
        f"{each.words}{' (dérogation)' if each.derogation else ''}" for each in prerequisites
    )


def read_thesis_work(table: CheckedTable) -> ThesisWork:
    """Read the months of work of a thesis."""
    value = table.table("valeur")
    work = ThesisWork(
        value.integer("mois_minimum", low=1, high=60),
        value.integer("mois_maximum", low=1, high=60),
        value.integer("stage_mois_minimum", high=60, default=0),
    )
    if work.longest < work.shortest:
        value.fault("mois_maximum", "le plus long ne peut pas être plus court que le plus court")
    value.close()
    return work


def thesis_work_words(work: ThesisWork) -> str:
    """Return « de 4 à 6 mois, en stage de 4 mois au moins pour qui n’a pas d’employeur »."""
    stage = f", en stage de {work.internship} mois au moins pour qui n’a pas d’employeur"
    return f"de {work.shortest} à {work.longest} mois{stage if work.internship else ''}"


def read_english(table: CheckedTable) -> tuple[EnglishThreshold, ...]:
    """Read the lowest score of each test that admits a candidate."""
    scores = []
    for item in table.tables("valeur"):
        scores.append(EnglishThreshold(item.text("test", longest=40), item.number("minimum")))
        item.close()
    return tuple(scores)


def english_words(thresholds: tuple[EnglishThreshold, ...]) -> str:
    """Return « TOEFL 85, IELTS 6,5 »."""
    return ", ".join(f"{each.test} {decimal(each.minimum)}" for each in thresholds)


def read_english_scales(table: CheckedTable) -> tuple[EnglishScale, ...]:
    """Read the scales of the tests, and the names they go by."""
    scales = []
    for item in table.tables("valeur"):
        scale = EnglishScale(
            test=item.text("test", longest=40),
            low=item.number("bas"),
            high=item.number("haut"),
            step=item.number("pas"),
            names=item.texts("noms") if "noms" in item else (),
            minimum=item.number("minimum") if "minimum" in item else None,
            since=item.day("depuis"),
        )
        if scale.step <= 0 or scale.high <= scale.low:
            item.fault("haut", "une échelle monte de « bas » à « haut », par un pas non nul")
            scale = replace(scale, step=Decimal(1))
        item.close()
        scales.append(scale)
    return tuple(scales)


def english_scale_words(scales: tuple[EnglishScale, ...]) -> str:
    """Return « TOEFL 1 à 6 (4,5 au moins) », scale by scale."""
    told = []
    for scale in scales:
        floor = "" if scale.minimum is None else f" ({plain_decimal(scale.minimum)} au moins)"
        told.append(f"{scale.test} {plain_decimal(scale.low)} à {plain_decimal(scale.high)}{floor}")
    return ", ".join(told)


def read_capacities(table: CheckedTable) -> tuple[JurorCapacity, ...]:
    """Read in what capacities the jurors of a defence judge."""
    return table.words("valeur", JurorCapacity)


def capacity_words(capacities: tuple[JurorCapacity, ...]) -> str:
    """Return « entreprise, enseignant »."""
    return ", ".join(word.value for word in capacities)
