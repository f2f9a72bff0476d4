"""What a command or the window may replace, one rule for every file that JuryDesk writes.

Never a PDF that somebody signed, a key or a session; what JuryDesk itself made and nobody signed,
always, known by its mark; anything else when the person asked for it.
"""

import re
import zipfile
from pathlib import Path

from jurydesk.errors import JuryDeskError, reason_of

# The first key of our JSON, and the first two headings of our CSV: no table of a person begins so.
JSON_MARK = "jurydesk"
CSV_MARK = ("document", "identifiant")
STATISTICS_MARK = ("document", "certification")
MAILING_MARK = ("document", "papier")
TITLES_MARK = ("document", "certificat")
AUTHOR = "JuryDesk"
XML_MARK = "<!-- JuryDesk -->"
CALENDAR_MARK = "PRODID:-//JuryDesk//"
TOML_MARK = "# Référentiel de règles du jury de la certification "

_SESSION_SUFFIXES = (".jury", ".jury.votes", ".jury.lock")
_KEY_SUFFIXES = frozenset({".p12", ".pfx", ".key", ".jks", ".keystore", ".p8"})
_SQLITE = b"SQLite format 3\x00"
# Made when first looked for: the window starts with none.
_PRODUCER = rb"/Producer\s*\(JuryDesk\)|pdf:Producer>JuryDesk<|pdf:Producer=[\"']JuryDesk[\"']"
_SIGNATURE_FIELD = rb"/FT\s*/Sig\b"
_PRIVATE = rb"-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----|PuTTY-User-Key-File"
# The object identifiers of a PKCS#12 content and of an RSA or elliptic PKCS#8 key.
_KEY_OBJECTS = (
    bytes.fromhex("06092a864886f70d010701"),
    bytes.fromhex("06092a864886f70d010702"),
    bytes.fromhex("06092a864886f70d01050d"),
    bytes.fromhex("06092a864886f70d010101"),
    bytes.fromhex("06072a8648ce3d0201"),
)
_STARTS_READ = 4096
_JAVA_KEYS = b"\xfe\xed\xfe\xed"


def check_replaceable(path: Path, *, replace: bool = False) -> None:
    """Refuse to replace a file that must not be lost; a path where there is none passes.

    Raises:
        JuryDeskError: The file is there and stays.
    """
    if path.is_dir():
        raise JuryDeskError(f"« {path} » est un dossier : donnez le nom du fichier à y écrire.")
    if not path.exists():
        return
    if not path.is_file():
        raise JuryDeskError(
            f"« {path} » n’est pas un fichier ordinaire et ne sera pas remplacé : donnez un autre "
            "nom."
        )
    precious = what_is_kept(path)
    if precious:
        raise JuryDeskError(
            f"« {path.name} » est {precious} et ne sera pas remplacé : donnez un autre nom."
        )
    if not replace and not is_ours(path):
        raise JuryDeskError(
            f"« {path.name} » existe déjà et n’a pas été fait par JuryDesk : donnez un autre nom, "
            "ou ajoutez --replace pour le remplacer."
        )


def what_is_kept(path: Path) -> str:
    """Return what a file is in words when nothing may replace it, else nothing.

    Raises:
        JuryDeskError: The file cannot be read.
    """
    start = _read(path, _STARTS_READ)
    if start.startswith(_SQLITE) or (start and path.name.lower().endswith(_SESSION_SUFFIXES)):
        return "une séance"
    if start.startswith(b"%PDF") or b"%PDF-" in start[:1024]:
        return "un PDF signé" if b"/ByteRange" in _read(path) else ""
    if path.suffix.lower() in _KEY_SUFFIXES or start.startswith(_JAVA_KEYS):
        return "une clé"
    if start[:1] == b"\x30" and any(each in start[:80] for each in _KEY_OBJECTS):
        # A certificate names such objects too, further on.
        return "une clé"
    return "une clé" if re.search(_PRIVATE, _read(path)) else ""


def is_ours(path: Path) -> bool:
    """Whether JuryDesk made a file, by the mark that it leaves in each kind.

    Raises:
        JuryDeskError: The file cannot be read.
    """
    start = _read(path, _STARTS_READ)
    if b"%PDF-" in start[:1024]:
        content = _read(path)
        # Whoever wrote on our pages left a revision more: a pen, a note, a stamp.
        revisions = 2 if re.search(_SIGNATURE_FIELD, content) else 1
        return bool(re.search(_PRODUCER, content)) and content.count(b"startxref") <= revisions
    if start.startswith(b"PK"):
        return _is_our_workbook(path)
    text = start.decode("utf-8-sig", errors="ignore")
    if re.match(rf'\s*\{{\s*"{JSON_MARK}"\s*:', text):
        return True
    if text.startswith("BEGIN:VCALENDAR") and CALENDAR_MARK in text:
        return True
    if text.startswith(TOML_MARK) or (text.startswith("<?xml") and XML_MARK in text):
        return True
    return tuple(text.split("\n", 1)[0].strip().split(";")[:2]) in {
        CSV_MARK,
        STATISTICS_MARK,
        MAILING_MARK,
        TITLES_MARK,
    }


def _is_our_workbook(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as book, book.open("docProps/core.xml") as properties:
            told = properties.read(_STARTS_READ)
    except (OSError, KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return False
    # Another program that saves it again puts its own person last.
    marks = (f"<dc:creator>{AUTHOR}<", f"<cp:lastModifiedBy>{AUTHOR}<")
    return all(mark.encode() in told for mark in marks)


def _read(path: Path, most: int = -1) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(most)
    except OSError as error:
        raise JuryDeskError(
            f"« {path.name} » existe déjà et ne se laisse pas lire ({reason_of(error)}) : il ne "
            "sera pas remplacé, donnez un autre nom."
        ) from error
