"""The file of an establishment's settings: written for a computer, read for a session.

JSON of ours, images inside; one written by hand may name an image beside it
(``{"file": "logo.png", "alternative": "Logo de l’école"}``).
"""

import json
from pathlib import Path
from typing import Any

from jurydesk.deliberation.establishment import Establishment
from jurydesk.errors import JuryDeskError, UnreadableFileError, reason_of
from jurydesk.minutes.house.pictures import prepared
from jurydesk.minutes.house.settings import checked
from jurydesk.replacing import JSON_MARK
from jurydesk.storage.codec import decode_record, encode_record

_KIND = "établissement"
_FORMAT = 1
_LARGEST = 32 * 1024 * 1024
_PICTURES = {"logo": "le logo", "stamp": "le cachet"}


def establishment_text(house: Establishment) -> str:
    """Return the file of some settings; same settings, same text."""
    held = {JSON_MARK: _KIND, "format": _FORMAT, "establishment": encode_record(house)}
    return json.dumps(held, ensure_ascii=False, indent=1) + "\n"


def read_establishment(path: Path) -> Establishment:
    """Return the settings of a file, checked.

    Raises:
        JuryDeskError: It cannot be read, is no such file, or holds what may not be used.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise JuryDeskError(f"« {path.name} » est trop gros pour des réglages d’établissement.")
        held = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UnreadableFileError(
            f"Le fichier « {path} » ne peut pas être lu ({reason_of(error)})."
        ) from error
    except ValueError as error:
        raise JuryDeskError(
            f"« {path.name} » n’est pas un fichier de réglages d’établissement : enregistrez-le "
            "depuis JuryDesk (page « Suites », « Établissement… »)."
        ) from error
    return checked(_decoded(held, path))


def _decoded(held: Any, path: Path) -> Establishment:  # noqa: ANN401 whatever the file holds
    if not isinstance(held, dict) or held.get(JSON_MARK) != _KIND:
        raise JuryDeskError(
            f"« {path.name} » n’est pas un fichier de réglages d’établissement de JuryDesk."
        )
    if held.get("format") != _FORMAT:
        raise JuryDeskError(
            f"« {path.name} » a été écrit par une autre version de JuryDesk : mettez le programme "
            "à jour."
        )
    settings = held.get("establishment")
    try:
        if isinstance(settings, dict):
            settings = {**settings, **_pictures(settings, path.parent)}
        found = decode_record(Establishment, settings)
    except (ValueError, TypeError, LookupError) as error:
        raise JuryDeskError(f"« {path.name} » : réglages illisibles, {error}.") from error
    assert isinstance(found, Establishment)  # noqa: S101 what was asked of the codec
    return found


def _pictures(settings: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Return the images named beside the file, as the file itself would hold them."""
    found = {}
    for key, what in _PICTURES.items():
        named = settings.get(key)
        if isinstance(named, dict) and "file" in named:
            path = folder / str(named["file"])
            try:
                content = path.read_bytes()
            except OSError as error:
                raise UnreadableFileError(
                    f"L’image « {path.name} » choisie pour {what} ne peut pas être lue "
                    f"({reason_of(error)})."
                ) from error
            picture = prepared(content, str(named.get("alternative", "")), what)
            found[key] = encode_record(picture)
    return found
