"""Reads how a thesis defence (« soutenance ») is marked; leaves the arithmetic to the sitting."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from jurydesk.certification.checked_table import CheckedTable
from jurydesk.certification.mark_scale import read_mark_scale
from jurydesk.certification.rulebook import DefenceRule, MarkScale, Setting
from jurydesk.certification.setting_table import read_setting, words_of
from jurydesk.certification.vocabulary import JurorCapacity

Value = TypeVar("Value")


def read_defence(rules: CheckedTable, provisions: list[Setting[str]]) -> DefenceRule | None:
    """Read ``[regles.soutenance]``, or ``None`` where the certification has no defence."""
    if "soutenance" not in rules:
        return None
    table = rules.table("soutenance")

    def rule(key: str, label: str, read: Callable[[CheckedTable], Value]) -> Setting[Value]:
        return read_setting(table.table(key), f"soutenance.{key}", label, read)

    jurors = rule("jures", "Qualités requises au jury de soutenance", _capacities)
    step = rule("pas", "Pas des notes de soutenance", _number)
    provisions.append(words_of(jurors, ", ".join(word.value for word in jurors.value)))
    provisions.append(words_of(step, f"{step.value}".replace(".", ",")))
    defence = DefenceRule(
        block=table.text("bloc", longest=40),
        required_capacities=jurors.value,
        step=step.value,
        report_weight=rule("poids_du_rapport", "Poids du rapport dans la note", _share),
        scale=rule("bareme", "Barème de la soutenance", _scale),
        gap=rule("ecart_signale", "Écart de notes signalé entre deux jurés", _number),
        pages=(
            rule("pages_maximum", "Pages du rapport, annexes à part", _pages)
            if "pages_maximum" in table
            else None
        ),
    )
    table.close()
    return defence


def _capacities(table: CheckedTable) -> tuple[JurorCapacity, ...]:
    return table.words("valeur", JurorCapacity)


def _number(table: CheckedTable) -> Decimal:
    return table.number("valeur", high=Decimal(1000))


def _share(table: CheckedTable) -> Fraction:
    return table.share("valeur") or Fraction(0)


def _scale(table: CheckedTable) -> MarkScale:
    return read_mark_scale(table.table("valeur"))


def _pages(table: CheckedTable) -> int:
    return table.integer("valeur", low=1, high=10_000)
