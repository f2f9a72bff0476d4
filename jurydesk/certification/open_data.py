"""Finds one fiche in the France compétences open data and makes a rulebook of it.

The whole export weighs about 470 MB: it is streamed, and only the wanted fiche is kept. Nothing
is fetched: no DTD, no entity, no network. The export may stay in its ZIP.
"""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from lxml import etree

from jurydesk.certification.fiche import Fiche, fiche_of, line_at
from jurydesk.certification.fiche_doubts import fiche_doubts
from jurydesk.certification.rulebook_text import rulebook_text
from jurydesk.errors import UnreadableFileError

if TYPE_CHECKING:
    from lxml.etree import _Element

CHUNK = 1 << 20
# The longest real fiche is below 1 MB; beyond this the file is no flow of fiches.
LONGEST_FICHE = 32 << 20
LARGEST_FLOW = 4 << 30
# XML packs about 10 to 1; a ZIP that unpacks a thousandfold is made to fill the machine.
HIGHEST_RATIO = 200
CODES_SHOWN = 5


@dataclass(slots=True)
class _Seen:
    """What was passed over while looking for a fiche."""

    count: int = 0
    first: list[str] = field(default_factory=list)


def rulebook_text_from_open_data(path: Path, code: str) -> str:
    """Return the TOML text of a rulebook for one fiche of the flow; it loads back as it is.

    Raises:
        UnreadableFileError: the file is no such flow, holds no such fiche, or the fiche cannot
            make a rulebook.
    """
    return rulebook_of_fiche(path, code)[0]


def rulebook_of_fiche(path: Path, code: str) -> tuple[str, tuple[str, ...]]:
    """Return the text of a rulebook for one fiche, and what is to be looked at in the fiche.

    Raises:
        UnreadableFileError: as :func:`rulebook_text_from_open_data`.
    """
    fiche = read_fiche(path, code)
    return rulebook_text(fiche), fiche_doubts(fiche)


def read_fiche(path: Path, code: str) -> Fiche:
    """Return one fiche of the flow, by its code (« RNCP35609 »).

    Raises:
        UnreadableFileError: the file is no such flow or holds no such fiche.
    """
    wanted = "".join(code.split()).upper()
    seen = _Seen()
    with _opened(path) as stream:
        for element in _fiches(stream, path):
            number = line_at(element, "NUMERO_FICHE")
            if number.upper() == wanted:
                return fiche_of(element)
            seen.count += 1
            if len(seen.first) < CODES_SHOWN:
                seen.first.append(number or "sans code")
    raise UnreadableFileError(_not_found(path, wanted, seen))


def _not_found(path: Path, code: str, seen: _Seen) -> str:
    if not seen.count:
        return (
            f"Le fichier « {path.name} » ne contient aucune fiche ; "
            "choisissez l’export XML du RNCP (données ouvertes de France compétences)."
        )
    more = "…" if seen.count > len(seen.first) else ""
    plural = "s" if seen.count > 1 else ""
    return (
        f"La fiche {code} n’est pas dans « {path.name} », qui contient {seen.count} "
        f"fiche{plural} ({', '.join(seen.first)}{more}) ; "
        "vérifiez le code ou prenez un export plus récent."
    )


def _fiches(stream: IO[bytes], path: Path) -> "Iterator[_Element]":
    parser = etree.XMLPullParser(
        events=("end",),
        tag="FICHE",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    total = since_last = 0
    try:
        while chunk := stream.read(CHUNK):
            total += len(chunk)
            since_last += len(chunk)
            parser.feed(chunk)
            for _, found in parser.read_events():
                element = cast("_Element", found)
                since_last = 0
                if _declares_doctype(element):
                    raise UnreadableFileError(_refusal(path, "il déclare un DOCTYPE"))
                yield element
                _forget(element)
            if since_last > LONGEST_FICHE or total > LARGEST_FLOW:
                raise UnreadableFileError(_refusal(path, "il est démesuré"))
        if not total:
            raise UnreadableFileError(_refusal(path, "il est vide"))
        parser.close()
    except etree.XMLSyntaxError as error:
        raise UnreadableFileError(
            f"Le fichier « {path.name} » n’est pas un XML bien formé (ligne {error.lineno}) ; "
            "téléchargez de nouveau l’export du RNCP."
        ) from error


def _declares_doctype(element: "_Element") -> bool:
    return element.getroottree().docinfo.internalDTD is not None


def _forget(element: "_Element") -> None:
    """Drop a fiche already read and whatever stands before it, so that memory stays flat."""
    element.clear()
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]


def _refusal(path: Path, reason: str) -> str:
    return (
        f"Le fichier « {path.name} » n’est pas un export du RNCP : {reason} ; "
        "choisissez l’export XML des données ouvertes de France compétences."
    )


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    try:
        with path.open("rb") as file:
            if file.read(4) == b"PK\x03\x04":
                with zipfile.ZipFile(file) as archive, closing(_member(archive, path)) as stream:
                    yield stream
            else:
                file.seek(0)
                yield file
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        raise UnreadableFileError(
            f"L’archive « {path.name} » est abîmée ou chiffrée ; "
            "décompressez-la et choisissez le fichier XML."
        ) from error
    except OSError as error:
        raise UnreadableFileError(
            f"Le fichier « {path} » ne peut pas être lu ; "
            "vérifiez son emplacement et vos droits de lecture."
        ) from error


def _member(archive: zipfile.ZipFile, path: Path) -> IO[bytes]:
    members = [item for item in archive.infolist() if item.filename.lower().endswith(".xml")]
    if len(members) != 1:
        raise UnreadableFileError(
            f"L’archive « {path.name} » contient {len(members)} fichiers XML ; "
            "décompressez-la et choisissez le fichier du RNCP."
        )
    member = members[0]
    ratio = member.file_size / max(member.compress_size, 1)
    if member.file_size > LARGEST_FLOW or (member.file_size > CHUNK and ratio > HIGHEST_RATIO):
        raise UnreadableFileError(_refusal(path, "l’archive se déplie démesurément"))
    return archive.open(member)
