"""Names of files that every system takes, made of names of people and of numbers of minutes."""

import re
import unicodedata

_REFUSED = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
# Devices of Windows, whatever follows their first dot.
_DEVICE = re.compile(r"(?:CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³])(?=\.|$)", re.IGNORECASE)
# 255 bytes are what file systems take; a temporary name beside the file is longer than it.
_LONGEST = 180


def safe_file_name(name: str) -> str:
    """Return a name of file near to this one that Windows, macOS and Linux take.

    Marks that a system refuses become « - », as do the dots and spaces a name cannot end with;
    a device's name gets a « _ » in front. A name too long is cut before its extension.
    """
    plain = unicodedata.normalize("NFC", name)
    plain = "".join(char for char in plain if unicodedata.category(char) not in {"Cf", "Cs", "Co"})
    plain = _REFUSED.sub("-", plain)
    plain = re.sub(r"\s+", " ", plain).strip()
    plain = re.sub(r"[. ]+$", "-", plain).lstrip(".")
    if not plain.strip("-"):
        plain = "sans-nom"
    if _DEVICE.match(plain):
        plain = f"_{plain}"
    return _cut(plain)


def is_safe_part(text: str) -> bool:
    """Whether a text may stand as it is in a name of file; « a/b », « .. » or « CON » may not."""
    return safe_file_name(text) == unicodedata.normalize("NFC", text)


def _cut(name: str) -> str:
    stem, dot, extension = name.rpartition(".")
    if not dot or len(extension) > 8:
        stem, dot, extension = name, "", ""
    room = _LONGEST - len(f"{dot}{extension}".encode())
    while len(stem.encode()) > room:
        stem = stem[:-1]
    return f"{stem.rstrip(' .')}{dot}{extension}"
