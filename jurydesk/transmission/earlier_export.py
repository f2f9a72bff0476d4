"""Reads the JSON export of a sealed session as an earlier session, to follow it."""

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from jurydesk.certification.rulebook import Rulebook
from jurydesk.certification.vocabulary import BlockStatus, Outcome
from jurydesk.cohort.cohort_file import read_cohort
from jurydesk.cohort.json_export import is_official, load_export
from jurydesk.deliberation.earlier_decisions import BlockBroughtIn
from jurydesk.deliberation.following.earlier import EarlierPerson, EarlierSession
from jurydesk.errors import JuryDeskError, UnreadableFileError


def read_earlier_export(path: Path, rulebook: Rulebook) -> EarlierSession:
    """Return the session that a JSON export tells of, its files read by this rulebook.

    Raises:
        JuryDeskError: it is a draft, was changed since, or is no such export.
    """
    content = load_export(path)
    if not is_official(content) or not content.get("seal"):
        raise JuryDeskError(
            f"« {path.name} » est un projet, d’une séance non scellée : rien n’y est encore "
            "acquis. Scellez la séance, puis exportez-la de nouveau."
        )
    try:
        blocks = {
            str(person["id"]): tuple(
                _block(block, _thesis(person, rulebook)) for block in person["blocs"]
            )
            for person in content["candidates"]
        }
        outcomes = {
            str(person["id"]): None if person["outcome"] is None else Outcome(person["outcome"])
            for person in content["candidates"]
        }
        files = read_cohort(path, rulebook, keeps_certified=True).accepted()
        return EarlierSession(
            certification=str(content["certification"]),
            session_date=date.fromisoformat(content["date"]),
            people=tuple(
                EarlierPerson(file, outcomes[file.identifier], blocks[file.identifier])
                for file in files
            ),
            **_seal(content["seal"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as fault:
        raise UnreadableFileError(
            f"« {path.name} » n’a pas la forme d’un export de JuryDesk : exportez de nouveau la "
            "séance."
        ) from fault


def _seal(told: dict[str, Any]) -> dict[str, Any]:
    return {
        "minutes_number": str(told["minutes_number"]),
        "sealed_at": datetime.fromisoformat(told["at"]),
        "head": str(told["head"]),
        "entries": int(told["entries"]),
        "rectifies": str(told["rectifies"] or ""),
    }


def _thesis(person: dict[str, Any], rulebook: Rulebook) -> dict[str, Any]:
    """Return a person's mark of defence with the bloc that it is of; nothing without either."""
    told, rule = person.get("thesis"), rulebook.defence
    return {} if told is None or rule is None else {**told, "block": rule.block}


def _block(told: dict[str, Any], thesis: dict[str, Any]) -> BlockBroughtIn:
    asked = told["asked"] or {}
    is_marked = told["code"] == thesis.get("block") and told["status"] == BlockStatus.PENDING.value
    report, oral, mark = (Decimal(str(thesis.get(key, 0))) for key in ("report", "oral", "mark"))
    return BlockBroughtIn(
        block=str(told["code"]),
        status=None if told["status"] is None else BlockStatus(told["status"]),
        level=None if told["level"] is None else int(told["level"]),
        acquired_on=_day(told["obtained_on"]),
        work=str(asked.get("work") or ""),
        due_on=_day(asked.get("due_on")),
        defended=(report, oral, mark) if is_marked else None,
        proposed=int(thesis["level"]) if is_marked else None,
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
