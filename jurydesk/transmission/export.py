"""One door for every export of a session: XLSX, CSV, JSON, accrochage."""

import json
from enum import StrEnum
from pathlib import Path

from jurydesk.deliberation.decisions import decisions_json
from jurydesk.deliberation.state import SittingState
from jurydesk.errors import JuryDeskError
from jurydesk.files import write_whole
from jurydesk.minutes.typography import typeset
from jurydesk.transmission.results import about, document_kind, result_table


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
) -> tuple[str, ...]:
    """Write an export whole or not at all, and return the warnings to show.

    ``client``, ``contract`` and ``schema`` only serve the accrochage.

    Raises:
        JuryDeskError: the export is refused, or the file cannot be written.
    """
    warnings: list[str] = []
    if kind is ExportFormat.CPF:
        content = _accrochage(state, client, contract, schema, warnings)
    elif kind is ExportFormat.JSON:
        content = to_json(state)
    else:
        from jurydesk.transmission.spreadsheets import to_csv, to_xlsx  # noqa: PLC0415

        table = result_table(state)
        moment = state.sealed.at if state.sealed else state.created.at
        content = to_csv(table) if kind is ExportFormat.CSV else to_xlsx(table, moment)
    if state.sealed is None:
        warnings.append(typeset(f"Export marqué « {document_kind(state)} »."))
    write_whole(out, content)
    return tuple(warnings)


def to_json(state: SittingState) -> bytes:
    """Return the decisions with what identifies the session, as readable JSON."""
    content = decisions_json(state) | {"about": dict(about(state))}
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _accrochage(
    state: SittingState, client: str, contract: str, schema: Path | None, warnings: list[str]
) -> bytes:
    from jurydesk.transmission.accrochage import (  # noqa: PLC0415 lxml only when asked for
        UNKNOWN_DEPOSITOR,
        Depositor,
        accrochage,
    )
    from jurydesk.transmission.flow_check import flow_faults  # noqa: PLC0415

    depositor = Depositor(
        client or UNKNOWN_DEPOSITOR.client, contract or UNKNOWN_DEPOSITOR.contract
    )
    if not (client and contract):
        warnings.append(
            typeset(
                "Identifiants de la Caisse des Dépôts à compléter avant l’envoi : donnez --client"
                " et --contrat (idClient et idContrat)."
            )
        )
    content = accrochage(state, depositor)
    faults = flow_faults(content, schema)
    if faults:
        raise JuryDeskError(typeset(f"L’accrochage n’est pas conforme : {' ; '.join(faults)}."))
    return content
