"""What the minutes say of the rules used, with their adoption, and the legend of their codes."""

from dataclasses import replace

from jurydesk.certification.rule_kinds import kind_of, value_words
from jurydesk.certification.rulebook import Adoption, Setting
from jurydesk.certification.vocabulary import BlockStatus, Outcome, Reading
from jurydesk.deliberation.state import SittingState
from jurydesk.deliberation.words.naming import cohort_routes
from jurydesk.french.agreement import by
from jurydesk.french.days import unbroken_day
from jurydesk.french.numbers import agree_number, plural
from jurydesk.french.spaces import NBSP, clean, typeset
from jurydesk.minutes.content.model import LegendGroup, Pair, RuleRow

TO_CONFIRM = f"à confirmer{NBSP}: non adopté"
_BY_TEXT = "donné par le texte cité"
_STATUSES = {
    BlockStatus.VALIDATED: "bloc validé par le jury au cours de cette séance",
    BlockStatus.IN_PROGRESS: "bloc non validé, complément demandé",
    BlockStatus.NOT_ACQUIRED: "bloc non validé, rattrapage demandé",
    BlockStatus.ACQUIRED: "bloc validé lors d’une session antérieure, non remis aux voix",
    BlockStatus.PENDING: "décision reportée, sans effet défavorable",
    BlockStatus.NOT_PRESENTED: "bloc non présenté, compté comme non obtenu",
}


def rule_rows(state: SittingState) -> tuple[RuleRow, ...]:
    """Return every rule used, its adoption, or that it is still to confirm.

    Rectifying minutes say again only what is still to confirm: the others stand in the first.
    """
    told = tuple(rule for rule in state.rulebook.settings() if kind_of(rule.key).of_sitting)
    if state.rectification is not None:
        told = tuple(setting for setting in told if not setting.is_opposable)
    return tuple(_row(state, setting) for setting in told)


def rules_note(state: SittingState) -> str:
    """Return where the rules stand that are not said again, and what one not adopted means."""
    unadopted = sum(not setting.is_opposable for setting in state.rulebook.settings())
    first = state.rectification
    kept = ""
    if first is not None:
        others = "Les autres règles" if unadopted else "Les règles appliquées"
        kept = (
            f"{others} et la légende des codes sont celles du procès-verbal n°{NBSP}"
            f"{clean(first.minutes_number)}, que celui-ci rectifie."
        )
    if not unadopted:
        return kept
    stays = agree_number(unadopted, "reste", "restent")
    told = (
        f"{plural(unadopted, 'règle')} {stays} à confirmer{NBSP}: leur adoption ou leur "
        "publication n’est pas établie. Une règle non publiée ne peut être opposée."
    )
    return f"{told} {kept}".strip()


def legend(state: SittingState) -> tuple[LegendGroup, ...]:
    """Return the meaning of every code and word the minutes use; the first have it already."""
    if state.rectification is not None:
        return ()
    levels = tuple(
        Pair(str(level.number), f"{typeset(level.words)} (bloc {level.status.value})")
        for level in state.rulebook.levels
    )
    statuses = tuple(Pair(status.value, words) for status, words in _STATUSES.items())
    outcomes = tuple(Pair(result.value, result.words) for result in Outcome)
    routes = tuple(Pair(route.value, route.words) for route in cohort_routes(state))
    blocks = tuple(
        Pair(clean(block.short_code), typeset(block.title))
        for block in state.rulebook.certification.blocks
    )
    return (
        LegendGroup("Blocs de compétences", blocks),
        LegendGroup("Niveaux", levels),
        LegendGroup("États d’un bloc", statuses),
        LegendGroup("Résultats", outcomes),
        LegendGroup("Voies d’accès", routes),
    )


def adoption_words(setting: Setting[object]) -> str:
    """Return who adopted a rule and when it was published, or what is missing."""
    if setting.adoption.is_complete:
        return _adoption(setting.adoption)
    if not setting.to_confirm:
        return _BY_TEXT
    told = _adoption(setting.adoption)
    return f"à confirmer{NBSP}: {told}" if told else TO_CONFIRM


def _row(state: SittingState, setting: Setting[object]) -> RuleRow:
    # The establishment chose the reading for this session, whatever the rulebook proposed.
    if isinstance(setting.value, Reading):
        setting = replace(setting, value=state.reading)
    return RuleRow(
        label=typeset(setting.label),
        value=typeset(value_words(setting)),
        source=typeset(setting.source),
        adoption=adoption_words(setting),
        unadopted=not setting.is_opposable,
    )


def _adoption(adoption: Adoption) -> str:
    parts = []
    if adoption.adopted_on:
        parts.append(f"adopté le {unbroken_day(adoption.adopted_on)}")
    if adoption.adopted_by:
        parts.append(typeset(by(adoption.adopted_by)))
    adopted = " ".join(parts)
    if adoption.published_on:
        published = f"publié le {unbroken_day(adoption.published_on)}"
        return f"{adopted}, {published}" if adopted else published
    return f"{adopted}, non publié" if adopted else ""
