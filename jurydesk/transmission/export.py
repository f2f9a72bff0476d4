"""One door for every export of a session: XLSX, CSV, JSON, accrochage."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from jurydesk.deliberation.civil_status import amendments_told
from jurydesk.deliberation.state import SittingState
from jurydesk.errors import JuryDeskError
from jurydesk.files import write_whole
from jurydesk.french.spaces import typeset
from jurydesk.replacing import check_replaceable
from jurydesk.transmission.json_export import to_json
from jurydesk.transmission.results import document_kind, result_table

if TYPE_CHECKING:
    from jurydesk.transmission.accrochage import Depositor


class ExportFormat(StrEnum):
    """What an export is written as."""

    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"
    CPF = "cpf"


def export(
    state: SittingState,
    kind: ExportFormat,
    out: Path,
    *,
    client: str = "",
    contract: str = "",
    schema: Path | None = None,
    replace: bool = False,
    before_step: Callable[[], None] = lambda: None,
) -> tuple[str, ...]:
    """Write an export whole or not at all, and return the warnings to show.

    ``client``, ``contract`` and ``schema`` only serve the accrochage. ``before_step`` is called
    :func:`count_steps` times, the last one before the file is written: what it raises stops the
    export, and no file is left.

    Raises:
        JuryDeskError: the export is refused, or the file cannot be written.
    """
    check_replaceable(out, replace=replace)
    warnings: list[str] = []
    if kind is ExportFormat.CPF:
        depositor = _depositor(client, contract, warnings)
        content = _accrochage(state, depositor, schema, before_step)
        warnings += amendments_told(state)
    elif kind is ExportFormat.JSON:
        content = to_json(state, before_step)
    else:
        from jurydesk.transmission.spreadsheets import to_csv, to_xlsx  # noqa: PLC0415

        table = result_table(state, before_step)
        moment = state.sealed.at if state.sealed else state.created.at
        content = to_csv(table) if kind is ExportFormat.CSV else to_xlsx(table, moment, before_step)
    if state.sealed is None:
        warnings.append(typeset(f"Export marqué « {document_kind(state)} »."))
    before_step()
    write_whole(out, content, replace=replace)
    return tuple(warnings)


def count_steps(state: SittingState, kind: ExportFormat) -> int:
    """Return how many steps an export takes: its candidates, twice for a workbook, and the file."""
    return len(state.candidates) * (2 if kind is ExportFormat.XLSX else 1) + 1


def _depositor(client: str, contract: str, warnings: list[str]) -> "Depositor":
    from jurydesk.transmission.accrochage import (  # noqa: PLC0415 lxml only when asked for
        UNKNOWN_DEPOSITOR,
        Depositor,
    )

    if not (client and contract):
        warnings.append(
            typeset(
                "Identifiants de la Caisse des Dépôts à compléter avant l’envoi : donnez --client"
                " et --contrat (idClient et idContrat)."
            )
        )
    return Depositor(client or UNKNOWN_DEPOSITOR.client, contract or UNKNOWN_DEPOSITOR.contract)


def _accrochage(
    state: SittingState,
    depositor: "Depositor",
    schema: Path | None,
    before_step: Callable[[], None],
) -> bytes:
    from jurydesk.transmission.accrochage import accrochage  # noqa: PLC0415 likewise
    from jurydesk.transmission.flow_check import flow_faults  # noqa: PLC0415

    content = accrochage(state, depositor, before_step)
    faults = flow_faults(content, schema)
    if faults:
        raise JuryDeskError(typeset(f"L’accrochage n’est pas conforme : {' ; '.join(faults)}."))
    return content
