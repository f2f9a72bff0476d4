"""Says what a file is when it is no table that is read, and how to save it right.

A file is judged by its contents: an extension says what somebody hoped.
"""

import re

from jurydesk.errors import UnreadableFileError
from jurydesk.tables.spreadsheet_guard import Parts

_CHOOSE = "choisissez un fichier CSV, XLSX ou ODS"
_IN_EXCEL = (
    "ouvrez-le dans Excel ou LibreOffice, puis « Enregistrer sous », type « Classeur Excel "
    "(.xlsx) »"
)
_LOCKED = (
    "est protégé par un mot de passe : ouvrez-le dans le tableur, retirez la protection et "
    "enregistrez-le de nouveau."
)

# What is recognised by its first bytes: what it is, and what to do.
_HEADS: tuple[tuple[bytes, str, str], ...] = (
    (b"\x89PNG", "une image PNG", _CHOOSE),
    (b"\xff\xd8\xff", "une photo JPEG", _CHOOSE),
    (b"GIF8", "une image GIF", _CHOOSE),
    (
        b"%PDF",
        "un document PDF",
        "demandez le classeur dont il vient, un PDF ne garde pas les cellules",
    ),
    (b"BM", "une image BMP", _CHOOSE),
    (b"RIFF", "une image ou un son", _CHOOSE),
    (b"\x7fELF", "un programme", _CHOOSE),
    (b"MZ", "un programme", _CHOOSE),
    (b"SQLite format 3", "une base de données", _CHOOSE),
    (b"{\\rtf", "un document RTF", "copiez son tableau dans un tableur et enregistrez-le en .xlsx"),
    (b"Rar!", "une archive RAR", "sortez-en le tableau, puis choisissez-le"),
    (b"7z\xbc\xaf", "une archive 7z", "sortez-en le tableau, puis choisissez-le"),
    (
        b"\x1f\x8b",
        "un fichier compressé, sans doute un classeur Gnumeric (.gnumeric)",
        "dans Gnumeric, « Enregistrer sous », type « ECMA 376 (.xlsx) »",
    ),
    (b"\x09\x00\x04\x00", "un classeur d’un très ancien Excel (.xls)", _IN_EXCEL),
    (b"\x09\x02\x06\x00", "un classeur d’un très ancien Excel (.xls)", _IN_EXCEL),
    (b"\x09\x04\x06\x00", "un classeur d’un très ancien Excel (.xls)", _IN_EXCEL),
    (b"ID;P", "un tableau SYLK (.slk)", _IN_EXCEL),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXT_HEAD = 8192
_MARKUP: tuple[tuple[str, str, str], ...] = (
    (
        r"<(?:\w+:)?document\b[^>]*opendocument",
        "un classeur OpenDocument à plat (.fods)",
        "ouvrez-le dans LibreOffice, puis « Enregistrer sous », type « Classeur ODF (.ods) »",
    ),
    (
        r"urn:schemas-microsoft-com:office:spreadsheet|progid=[\"']Excel\.Sheet",
        "un « tableur XML 2003 » d’Excel (.xml)",
        _IN_EXCEL,
    ),
    (r"<!doctype html|<html|<table|<body|<head|<meta", "une page web, même nommée .xls", _IN_EXCEL),
    (r"^mime-version:", "une page web archivée, même nommée .xls", _IN_EXCEL),
    (r"^<\?xml", "un fichier XML", f"{_CHOOSE}, ou {_IN_EXCEL}"),
)


def check_bytes(data: bytes, name: str) -> None:
    """Refuse contents that are no table that is read, in one sentence that says what to do."""
    if not data:
        raise UnreadableFileError(
            f"« {name} » est vide : enregistrez de nouveau le tableau depuis le tableur."
        )
    if data.startswith(_OLE):
        raise UnreadableFileError(f"« {name} » {_old_office(data)}")
    for head, what, cure in _HEADS:
        if data.startswith(head):
            raise _refusal(name, what, cure)
    head_text = _head_text(data)
    for pattern, what, cure in _MARKUP:
        if re.search(pattern, head_text, re.IGNORECASE):
            raise _refusal(name, what, cure)


def _refusal(name: str, what: str, cure: str) -> UnreadableFileError:
    return UnreadableFileError(f"« {name} » n’est pas un tableau lisible ici mais {what} : {cure}.")


def _head_text(data: bytes) -> str:
    """Return the beginning of a text that may be markup, and nothing of any other."""
    head = data[:_TEXT_HEAD]
    wide = head[:2] in (b"\xff\xfe", b"\xfe\xff")
    text = head.decode("utf-16" if wide else "latin-1", "ignore").lstrip("\ufeffï»¿ \t\r\n")
    return text if text[:1] == "<" or text[:13].lower() == "mime-version:" else ""


def _old_office(data: bytes) -> str:
    """Say what an OLE container is: an old workbook, an old document, an encrypted one."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        return _LOCKED
    if holds("WordDocument"):
        return (
            "est un document Word d’un ancien format (.doc) : copiez son tableau dans un tableur "
            "et enregistrez-le en .xlsx."
        )
    return f"est un classeur d’un ancien format (.xls) : {_IN_EXCEL}."


def foreign_archive(parts: Parts, name: str) -> str:
    """Return the refusal of an archive that is no XLSX or ODS; nothing for one that is."""
    names = parts.names
    if "content.xml" in names:
        kind = b"".join(parts.pieces("mimetype"))[:200].decode("latin-1").strip()
        if not kind or "opendocument.spreadsheet" in kind:
            return ""
        what = "un texte" if ".text" in kind else "un document"
        return (
            f"« {name} » est {what} OpenDocument et non un classeur : copiez son tableau dans un "
            "classeur LibreOffice et enregistrez-le en .ods."
        )
    if "xl/workbook.bin" in names:
        return f"« {name} » est un classeur binaire (.xlsb) : {_IN_EXCEL}."
    if "word/document.xml" in names:
        return (
            f"« {name} » est une archive d’un document Word (.docx) et non un classeur : copiez "
            "son tableau dans un tableur et enregistrez-le en .xlsx."
        )
    if any(each.endswith(".iwa") for each in names) or "index.zip" in names:
        return (
            f"« {name} » est un classeur Numbers d’Apple : dans Numbers, « Fichier », « Exporter "
            "vers », « Excel », puis choisissez le fichier .xlsx obtenu."
        )
    if "xl/workbook.xml" in names or any(each.startswith("xl/worksheets/") for each in names):
        return ""
    return (
        f"« {name} » est une archive mais pas un classeur XLSX ou ODS : "
        "enregistrez le tableau en .xlsx, en .ods ou en CSV."
    )
