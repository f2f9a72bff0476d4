"""Reads back the JSON that « export » writes: checked whole, then seen as the table it came from.

The checksum tells a file changed since; it signs nothing.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from jurydesk.cohort.own_export import DOCUMENT, LEVEL, OFFICIAL, RESULT, RESULT_WORDS, STATUS
from jurydesk.errors import UnreadableFileError
from jurydesk.tables.spreadsheet import Source, Workbook
from jurydesk.tables.spreadsheet_guard import MAX_FILE
from jurydesk.tables.worksheet import Worksheet

CHECKSUM = "checksum"
_BOMS = (b"\xef\xbb\xbf",)


def is_json(path: Path) -> bool:
    """Whether a file begins as a JSON object."""
    try:
        with path.open("rb") as file:
            head = file.read(64)
    except (OSError, ValueError):
        return False
    for bom in _BOMS:
        head = head.removeprefix(bom)
    return head.lstrip()[:1] == b"{"


def checksum(content: dict[str, Any]) -> str:
    """Return the SHA-256 of an export's content, its own checksum apart."""
    told = {key: value for key, value in content.items() if key != CHECKSUM}
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def load_export(path: Path) -> dict[str, Any]:
    """Return the content of a JSON export as it was written.

    Raises:
        UnreadableFileError: it is no export of ours, an older one, or was changed since.
    """
    name = path.name
    try:
        if path.stat().st_size > MAX_FILE:
            raise UnreadableFileError(f"« {name} » est trop gros pour un export : vérifiez-le.")
        content = json.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as fault:
        raise UnreadableFileError(
            f"« {name} » ne peut pas être lu : vérifiez son emplacement et vos droits."
        ) from fault
    except (ValueError, RecursionError) as fault:
        raise UnreadableFileError(
            f"« {name} » n’est pas un fichier JSON lisible : exportez de nouveau la séance."
        ) from fault
    if not isinstance(content, dict) or not {"certification", "candidates", "about"} <= set(
        content
    ):
        raise UnreadableFileError(
            f"« {name} » n’est pas un export JSON de JuryDesk : donnez celui que « export » écrit."
        )
    if CHECKSUM not in content:
        raise UnreadableFileError(
            f"« {name} » vient d’une version antérieure, sans état civil ni somme de contrôle : "
            "exportez de nouveau la séance."
        )
    if content[CHECKSUM] != checksum(content):
        raise UnreadableFileError(
            f"« {name} » a été modifié depuis son export : exportez de nouveau la séance."
        )
    return content


def read_json_workbook(path: Path) -> Workbook:
    """Read a JSON export as the table of decisions it holds."""
    content = load_export(path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    rows = _rows(content, path.name)
    return Workbook(Source(path.name, digest, "JSON"), (Worksheet("Décisions", rows),))


def _rows(content: dict[str, Any], name: str) -> list[list[str]]:
    try:
        people = content["candidates"]
        document = content["about"]["document"]
        columns = list(dict.fromkeys(key for person in people for key in person["file"]))
        blocks = [block["short_code"] for block in people[0]["blocs"]] if people else []
        headings = [
            *columns,
            *(f"{code}{end}" for code in blocks for end in (STATUS, LEVEL, "_date")),
            *(RESULT, RESULT_WORDS, DOCUMENT),
        ]
        rows = [headings]
        for person in people:
            row = [str(person["file"].get(key, "")) for key in columns]
            for block in person["blocs"]:
                level, day = block["level"], block["obtained_on"]
                row += [block["status"] or "", "" if level is None else str(level), day or ""]
            rows.append([*row, person["outcome"] or "", "", document])
    except (KeyError, TypeError, IndexError) as fault:
        raise UnreadableFileError(
            f"« {name} » n’a pas la forme d’un export de JuryDesk : exportez de nouveau la séance."
        ) from fault
    return rows


def is_official(content: dict[str, Any]) -> bool:
    """Whether an export is of a sealed session."""
    about = content["about"]
    return isinstance(about, dict) and about.get("document") == OFFICIAL
