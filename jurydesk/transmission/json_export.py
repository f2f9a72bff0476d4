"""The decisions as JSON that a later session reads back; leaves checking it to ``cohort``.

Beside ``decisions --json``: what identifies the session, each candidate's file in the columns of a
cohort (private ones apart), the day a bloc was obtained, what was asked of one that was not, and
a checksum.
"""

import json
from collections.abc import Callable
from datetime import date
from typing import Any, cast

from jurydesk.cohort.json_export import CHECKSUM, checksum
from jurydesk.deliberation.civil_status import amended_candidate
from jurydesk.deliberation.decisions import decisions_json
from jurydesk.deliberation.earlier_decisions import BlockBroughtIn
from jurydesk.deliberation.following.earlier import brought_block
from jurydesk.deliberation.state import SittingState
from jurydesk.replacing import JSON_MARK
from jurydesk.transmission.results import EXPORTED_COLUMNS, about, document_kind


def to_json(state: SittingState, before_candidate: Callable[[], None] = lambda: None) -> bytes:
    """Return the decisions with what a later session needs, as readable JSON."""
    decisions = decisions_json(state, before_candidate=before_candidate)
    content: dict[str, Any] = {JSON_MARK: document_kind(state)} | decisions
    for person in cast("list[dict[str, Any]]", content["candidates"]):
        _complete(state, person)
    content["about"] = dict(about(state))
    content["seal"] = _seal(state)
    content[CHECKSUM] = checksum(content)
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _complete(state: SittingState, person: dict[str, Any]) -> None:
    candidate = amended_candidate(state, person["id"])
    texts = ((column.name, column.text(candidate)) for column in EXPORTED_COLUMNS)
    person["file"] = {name: text for name, text in texts if text}
    for block in person["blocs"]:
        block["short_code"] = state.rulebook.certification.block(block["code"]).short_code
        brought = brought_block(state, candidate.identifier, block["code"])
        block["obtained_on"] = _day(brought.acquired_on)
        block["asked"] = _asked(brought)


def _asked(block: BlockBroughtIn) -> dict[str, str | None] | None:
    if not block.work and block.due_on is None:
        return None
    return {"work": block.work, "due_on": _day(block.due_on)}


def _seal(state: SittingState) -> dict[str, object] | None:
    sealed, declared = state.sealed, state.rectification
    if sealed is None:
        return None
    return {
        "minutes_number": sealed.minutes_number,
        "at": sealed.at.isoformat(),
        "head": sealed.head,
        "entries": sealed.entries,
        "rectifies": None if declared is None else declared.head,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
