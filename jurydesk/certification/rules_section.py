"""Reads the ``[regles]`` of a rulebook file: one table a rule, each with its source and adoption.

A rule kept in the records as a plain table (levels, seats, quotas…) also yields a « disposition »:
its words with source and adoption, so that nothing unconfirmed goes unseen.
"""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import TypeVar

from jurydesk.certification.checked_table import CheckedTable
from jurydesk.certification.defence_section import read_defence
from jurydesk.certification.mark_scale import mark_scale_words, read_mark_scale
from jurydesk.certification.panel_section import read_levels, read_routes, read_seats
from jurydesk.certification.rulebook import (
    Certification,
    EnglishThreshold,
    QuorumRule,
    Quota,
    Rulebook,
    Setting,
)
from jurydesk.certification.setting_table import read_setting, words_of
from jurydesk.certification.vae_section import read_vae_regimes
from jurydesk.certification.vocabulary import AccessRoute, Derogation, ProposalRule, Reading

Value = TypeVar("Value")


def read_rulebook(table: CheckedTable, certification: Certification) -> Rulebook:
    """Read every rule, noting every fault; the result is only good when none was noted."""
    provisions: list[Setting[str]] = []
    levels = read_levels(table.table("niveaux"), provisions)
    routes = read_routes(table.table("voies"), provisions)
    is_open = tuple(rule.route for rule in routes if rule.is_open)
    rulebook = Rulebook(
        certification=_with_scales(table, certification, provisions),
        levels=levels,
        routes=routes,
        seats=read_seats(table.table("sieges"), is_open, provisions),
        external_share=_rule(table, "part_exterieurs", "Part de membres extérieurs", _share),
        external_reading=_rule(
            table, "lecture_exterieurs", "Lecture de la part de membres extérieurs", _reading
        ),
        quorum=_rule(table, "quorum", "Quorum", _quorum),
        gender_balance=_rule(
            table, "equilibre_femmes_hommes", "Équilibre entre les femmes et les hommes", _share
        ),
        casting_vote=_casting_vote(table),
        proposal=_rule(
            table, "proposition", "Proposition tirée de plusieurs évaluations", _proposal
        ),
        vae_regimes=read_vae_regimes(table, provisions),
        quotas=_quotas(table, provisions),
        english=_english(table, provisions),
        english_source=_english_source(provisions),
        defence=read_defence(table, provisions),
        print_tallies=_print_tallies(table, provisions),
    )
    table.close()
    return replace(rulebook, provisions=tuple(provisions))


def _rule(
    rules: CheckedTable, key: str, label: str, read: Callable[[CheckedTable], Value]
) -> Setting[Value]:
    return read_setting(rules.table(key), key, label, read)


def _share(table: CheckedTable) -> Fraction:
    return table.share("valeur") or Fraction(0)


def _reading(table: CheckedTable) -> Reading:
    return table.word("valeur", Reading) or Reading.SEATS


def _proposal(table: CheckedTable) -> ProposalRule:
    return table.word("valeur", ProposalRule) or ProposalRule.NONE


def _flag(table: CheckedTable) -> bool:
    return table.flag("valeur")


def _quorum(table: CheckedTable) -> QuorumRule:
    value = table.table("valeur")
    rule = QuorumRule(
        share=value.share("part", required=False),
        minimum=value.integer("minimum", high=100, default=0),
        chair_required=value.flag("president_requis"),
    )
    if not rule.minimum and not rule.share and "part" not in value:
        table.fault("valeur", "donnez une part, un minimum, ou les deux")
    value.close()
    return rule


def _casting_vote(rules: CheckedTable) -> dict[AccessRoute, Setting[bool]]:
    granted: dict[AccessRoute, Setting[bool]] = {}
    for table in rules.tables("voix_preponderante"):
        routes = table.words("voies", AccessRoute)
        key = "voix_preponderante." + "-".join(routes)
        label = f"Voix prépondérante du président ({', '.join(routes)})"
        setting = read_setting(table, key, label, _flag)
        for route in routes:
            if route in granted:
                table.fault("voies", f"la voie {route.value} a déjà sa règle")
            granted[route] = setting
    return granted


def _with_scales(
    rules: CheckedTable, certification: Certification, provisions: list[Setting[str]]
) -> Certification:
    """Give the blocs their mark scales, from the rules that turn marks into levels."""
    blocks = {block.code: block for block in certification.blocks}
    for table in rules.tables("baremes", required=False):
        codes = table.texts("blocs")
        setting = read_setting(
            table,
            "bareme." + "-".join(codes),
            f"Barème des blocs notés ({', '.join(codes)})",
            lambda found: read_mark_scale(found.table("valeur")),
        )
        provisions.append(words_of(setting, mark_scale_words(setting.value)))
        for code in codes:
            if code not in blocks:
                table.fault("blocs", f"aucun bloc n’a le code « {code} »")
            elif blocks[code].mark_scale is not None:
                table.fault("blocs", f"le bloc « {code} » a déjà un barème")
            else:
                blocks[code] = replace(blocks[code], mark_scale=setting.value)
    if len(blocks) < len(certification.blocks):
        return certification
    return replace(certification, blocks=tuple(blocks.values()))


def _quotas(rules: CheckedTable, provisions: list[Setting[str]]) -> tuple[Quota, ...]:
    quotas = []
    for table in rules.tables("quotas", required=False):
        key, label = table.text("cle", longest=60), table.text("libelle")
        derogations = table.words("derogations", Derogation)
        setting = read_setting(table, f"quotas.{key}", f"Quota : {label}", _share)
        provisions.append(words_of(setting, f"{setting.value} au plus"))
        quotas.append(Quota(key, label, derogations, setting.value, setting.source))
    return tuple(quotas)


def _english(rules: CheckedTable, provisions: list[Setting[str]]) -> tuple[EnglishThreshold, ...]:
    if "anglais" not in rules:
        return ()

    def read(table: CheckedTable) -> tuple[EnglishThreshold, ...]:
        scores = []
        for item in table.tables("valeur"):
            scores.append(EnglishThreshold(item.text("test", longest=40), item.number("minimum")))
            item.close()
        return tuple(scores)

    setting = _rule(rules, "anglais", "Niveau d’anglais demandé à l’entrée", read)
    words = ", ".join(f"{threshold.test} {threshold.minimum}" for threshold in setting.value)
    provisions.append(words_of(setting, words))
    return setting.value


def _english_source(provisions: list[Setting[str]]) -> str:
    return next((rule.source for rule in provisions if rule.key == "anglais"), "")


def _print_tallies(rules: CheckedTable, provisions: list[Setting[str]]) -> bool:
    setting = _rule(rules, "impression_decomptes", "Décomptes imprimés au procès-verbal", _flag)
    provisions.append(words_of(setting, "oui" if setting.value else "non"))
    return setting.value
