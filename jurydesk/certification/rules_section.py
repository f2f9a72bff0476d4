"""Reads the ``[regles]`` of a rulebook file: one table a rule, each with its source and adoption.

What the rules are is told by :mod:`.rule_kinds`; here they are looked for, in that order.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from jurydesk.certification.checked_table import CheckedTable
from jurydesk.certification.rule_kind import RuleKind
from jurydesk.certification.rule_kinds import DEFENCE_BLOCK, DEFENCE_JURORS, RULE_KINDS
from jurydesk.certification.rule_values import Setting
from jurydesk.certification.setting_table import read_setting

_OF_THE_FICHE = "fiche de la certification"


def read_rules(root: CheckedTable) -> Mapping[str, Setting[object]]:
    """Read every rule the file writes, noting every fault, in the order of :data:`RULE_KINDS`."""
    sections: dict[str, CheckedTable] = {"": root}
    rules: dict[str, Setting[object]] = {}
    for kind in RULE_KINDS:
        outer, _, key = kind.key.rpartition(".")
        if outer not in sections and outer in root:
            sections[outer] = root.table(outer)
        if outer not in sections:
            continue
        for setting in _settings(sections[outer], key, kind):
            if setting.key in rules:
                end = setting.key.rpartition(".")[2].upper()
                root.fault(kind.key, f"« {end} » est écrit 2 fois ; un code est unique")
            rules[setting.key] = setting
    for section in reversed(sections.values()):
        section.close()
    return _with_source_of_block(rules)


def _settings(table: CheckedTable, key: str, kind: RuleKind[object]) -> Iterator[Setting[object]]:
    if kind.ends is not None:
        for item in table.tables(key, required=False):
            yield read_rule(item, kind)
    elif kind.plain:
        if text := table.text(key, longest=1000):
            yield Setting(kind.key, kind.label, text, _OF_THE_FICHE)
    elif kind.required or key in table:
        yield read_rule(table.table(key), kind)


def read_rule(table: CheckedTable, kind: RuleKind[object]) -> Setting[object]:
    """Read one rule from its own table."""
    setting = read_setting(table, kind.key, kind.label, kind.read)
    if kind.ends is None or kind.labels is None:
        return setting
    key = f"{kind.stem or kind.key}.{kind.ends(setting.value)}"
    return replace(setting, key=key, label=kind.labels(setting.value))


def _with_source_of_block(rules: dict[str, Setting[object]]) -> dict[str, Setting[object]]:
    """The bloc of the defence is written without a source: it comes from where its jurors do."""
    block, jurors = rules.get(DEFENCE_BLOCK.key), rules.get(DEFENCE_JURORS.key)
    if block is not None and jurors is not None:
        rules[DEFENCE_BLOCK.key] = replace(block, source=jurors.source)
    return rules
