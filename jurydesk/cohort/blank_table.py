"""Makes the empty tables that a secretary fills in; leaves reading them back to the readers."""

from collections.abc import Iterable

from jurydesk.certification.rulebook import Rulebook
from jurydesk.cohort.block_columns import block_columns
from jurydesk.cohort.cohort_columns import cohort_fields
from jurydesk.tables.table import Field


def blank_cohort(rulebook: Rulebook) -> bytes:
    """Return an empty cohort table with every column that the rulebook gives a meaning."""
    return blank_csv(cohort_fields(rulebook, block_columns(rulebook)))


def blank_csv(fields: Iterable[Field]) -> bytes:
    """Return a table of headings alone, as the CSV that French spreadsheets open at once."""
    return (";".join(field.name for field in fields) + "\r\n").encode("utf-8-sig")
