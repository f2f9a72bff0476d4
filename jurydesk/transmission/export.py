"""One door for every export of a session: XLSX, CSV, JSON, accrochage."""

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from jurydesk.deliberation.accrochage_standing import DONE, standings
from jurydesk.deliberation.civil_status import amended_candidate, amendments_told
from jurydesk.deliberation.known import known_people
from jurydesk.deliberation.records import Cache
from jurydesk.deliberation.state import SittingState
from jurydesk.errors import JuryDeskError
from jurydesk.files import write_whole
from jurydesk.french.spaces import typeset
from jurydesk.replacing import check_replaceable
from jurydesk.transmission import accrochage, birth_places, flow_check, flow_shape, spreadsheets
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
    action: str = "",
    people: tuple[str, ...] = (),
    replace: bool = False,
    before_step: Callable[[], None] = lambda: None,
) -> tuple[str, ...]:
    """Write an export whole or not at all, and return the warnings to show.

    ``client``, ``contract``, ``schema`` and ``action`` (what later schemas ask) only serve the
    accrochage. ``people`` are the only ones it is of, all without. ``before_step`` is called
    :func:`count_steps` times, the last one before the file is written: what it raises stops the
    export, and no file is left.

    Raises:
        JuryDeskError: the export is refused, or the file cannot be written.
    """
    check_replaceable(out, replace=replace)
    known_people(state, people)
    told = state if kind is ExportFormat.CPF else only(state, people)
    warnings: list[str] = []
    if kind is ExportFormat.CPF:
        depositor = _depositor(client, contract, warnings)
        content = _accrochage(
            state, depositor, Request(people, schema, {"action": action}), before_step
        )
        warnings += amendments_told(only(state, people))
        warnings += flow_warnings(state, people)
    elif kind is ExportFormat.JSON:
        content = to_json(told, before_step)
    else:
        table = result_table(told, before_step)
        moment = state.sealed.at if state.sealed else state.created.at
        content = (
            spreadsheets.to_csv(table)
            if kind is ExportFormat.CSV
            else spreadsheets.to_xlsx(table, moment, before_step)
        )
    if state.sealed is None:
        warnings.append(typeset(f"Export marqué « {document_kind(state)} »."))
    before_step()
    write_whole(out, content, replace=replace)
    return tuple(warnings)


def count_steps(state: SittingState, kind: ExportFormat) -> int:
    """Return how many steps an export takes: its candidates, twice for a workbook, and the file."""
    return len(state.candidates) * (2 if kind is ExportFormat.XLSX else 1) + 1


def _depositor(client: str, contract: str, warnings: list[str]) -> "Depositor":
    if not (client and contract):
        warnings.append(
            typeset(
                "Identifiants de la Caisse des Dépôts à compléter avant l’envoi : donnez --client"
                " et --contrat (idClient et idContrat)."
            )
        )
    return accrochage.Depositor(
        client or accrochage.UNKNOWN_DEPOSITOR.client,
        contract or accrochage.UNKNOWN_DEPOSITOR.contract,
    )


def only(state: SittingState, people: Iterable[str]) -> SittingState:
    """Return the state with these candidates alone, in the order of the cohort; all for nobody."""
    chosen = set(people)
    if not chosen:
        return state
    kept = {key: who for key, who in state.candidates.items() if key in chosen}
    return dataclasses.replace(state, candidates=kept, cache=Cache())


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of an accrochage: these people, this schema file, values the schema asks."""

    people: tuple[str, ...]
    schema: Path | None
    held: Mapping[str, str]


def _accrochage(
    state: SittingState,
    depositor: "Depositor",
    request: Request,
    before_step: Callable[[], None],
) -> bytes:
    schema = None if request.schema is None else flow_shape.FlowSchema(request.schema)
    wanted = accrochage.Wanted(request.people, schema, request.held)
    content = accrochage.accrochage(state, depositor, before_step, wanted)
    faults = flow_check.flow_faults(content, request.schema)
    if faults:
        raise JuryDeskError(typeset(f"L’accrochage n’est pas conforme : {' ; '.join(faults)}."))
    return content


def flow_warnings(state: SittingState, people: Iterable[str]) -> list[str]:
    """Return what is to be looked at before a flow is sent, one sentence a person."""
    chosen = set(people)
    told = []
    for key, standing in standings(state).items():
        if chosen and key not in chosen:
            continue
        who = amended_candidate(state, key)
        told += [f"{who.name} ({key}) : {doubt}." for doubt in birth_places.place_doubts(who)]
        if standing.state in DONE:
            told.append(
                f"{who.name} ({key}) : déjà {standing.state.value} ; n’envoyez de nouveau que ce "
                "qui doit l’être (--for)."
            )
    return [typeset(each) for each in told]
