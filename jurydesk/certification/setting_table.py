"""Reads what every rule carries beside its value: source, confirmation, adoption."""

from collections.abc import Callable
from typing import TypeVar

from jurydesk.certification.checked_table import CheckedTable
from jurydesk.certification.rule_values import Adoption, Setting

Value = TypeVar("Value")


def read_setting(
    table: CheckedTable, key: str, label: str, read: Callable[[CheckedTable], Value]
) -> Setting[Value]:
    """Read one rule's table: its value by ``read``, then its source and adoption."""
    setting = Setting(
        key=key,
        label=label,
        value=read(table),
        source=table.text("source", longest=1000),
        to_confirm=table.flag("a_confirmer"),
        adoption=_adoption(table),
    )
    table.close()
    return setting


def _adoption(table: CheckedTable) -> Adoption:
    adoption = Adoption(
        adopted_on=table.day("adopte_le"),
        adopted_by=table.text("adopte_par", required=False),
        published_on=table.day("publie_le"),
    )
    if (
        adoption.adopted_on is not None
        and adoption.published_on is not None
        and adoption.published_on < adoption.adopted_on
    ):
        table.fault("publie_le", "la publication précède l’adoption ; vérifiez les deux dates")
    return adoption
