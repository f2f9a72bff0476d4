"""Reads what another session counted, from its file or its decisions as JSON, to compare it.

Only reads, and locks nothing. A JSON tells neither times nor how jurors differed.
"""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jurydesk.certification.vocabulary import AccessRoute, BlockStatus, Outcome
from jurydesk.cohort.json_export import CHECKSUM, is_json, load_export
from jurydesk.deliberation.figures.people import (
    BlockFigure,
    DefenceFigure,
    PersonFigures,
    SessionFigures,
    session_figures,
)
from jurydesk.deliberation.records import Phase
from jurydesk.errors import UnreadableFileError
from jurydesk.storage.session_file import SessionFile
from jurydesk.tables.spreadsheet_guard import MAX_FILE

if TYPE_CHECKING:
    from jurydesk.storage.encryption import SessionKey


def read_figures(path: Path, key: "SessionKey | None" = None) -> SessionFigures:
    """Return what a session counted.

    Raises:
        JuryDeskError: It is neither a session nor decisions as JSON, or cannot be read.
    """
    if is_json(path) or path.suffix.lower() == ".json":
        return _from_json(path)
    with SessionFile.open(path, read_only=True, key=key) as session:
        return session_figures(session.state)


def _from_json(path: Path) -> SessionFigures:
    content = _load(path)
    try:
        code = str(content["certification"])
        held = date.fromisoformat(content["date"])
        people = content["candidates"]
        blocks = [str(block["code"]) for block in people[0]["blocs"]] if people else []
        about, seal = content.get("about") or {}, content.get("seal") or {}
        return SessionFigures(
            label=str(about.get("procès-verbal") or f"{code} (JSON)"),
            held_on=held,
            certification=code,
            is_sealed=Phase(content["state"]) is Phase.SEALED,
            blocks=tuple((block.removeprefix(code), "") for block in blocks),
            levels=(),
            people=tuple(_person(person, blocks) for person in people),
            head=str(seal.get("head") or ""),
        )
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as fault:
        raise UnreadableFileError(
            f"« {path.name} » n’a pas la forme des décisions d’une séance : donnez une séance "
            "(.jury) ou l’export JSON de ses décisions."
        ) from fault


def _load(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > MAX_FILE:
            raise UnreadableFileError(f"« {path.name} » est trop gros : vérifiez-le.")
        content = json.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as fault:
        raise UnreadableFileError(
            f"« {path.name} » ne peut pas être lu : vérifiez son emplacement et vos droits."
        ) from fault
    except (ValueError, RecursionError) as fault:
        raise UnreadableFileError(
            f"« {path.name} » n’est pas un fichier JSON lisible : exportez de nouveau la séance."
        ) from fault
    if not isinstance(content, dict):
        content = {}
    # What « export » wrote tells whether it was changed since.
    return load_export(path) if CHECKSUM in content else content


def _person(told: Mapping[str, Any], codes: list[str]) -> PersonFigures:
    blocks = {str(block["code"]): _block(block) for block in told["blocs"]}
    if sorted(blocks) != sorted(codes) or len(blocks) != len(told["blocs"]):
        raise ValueError(codes)
    outcome = told["outcome"]
    return PersonFigures(
        route=AccessRoute(told["route"]),
        outcome=None if outcome is None else Outcome(outcome),
        blocks=tuple(blocks[code] for code in codes),
        defence=_defence(told.get("thesis")),
        seconds=None,
    )


def _block(told: Mapping[str, Any]) -> BlockFigure:
    status, level = told["status"], told["level"]
    if level is not None and (not isinstance(level, int) or not 1 <= level <= 9):
        raise ValueError(level)
    return BlockFigure(None if status is None else BlockStatus(status), level)


def _defence(told: Mapping[str, Any] | None) -> DefenceFigure | None:
    if told is None:
        return None
    marks = [Decimal(str(told[key])) for key in ("report", "oral", "mark")]
    if not all(mark.is_finite() and mark >= 0 for mark in marks):
        raise ValueError(told)
    return DefenceFigure(*marks)
