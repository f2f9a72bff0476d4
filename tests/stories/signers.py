"""Real keys for the members who sign: one ``.p12`` each, and the root of the establishment."""

from pathlib import Path

from jurydesk.signature.demonstration import as_p12, create_authority
from tests.builders import at

PASSPHRASE = "Sceau n° 7, à l’été"


def name_of(member: str) -> str:
    """The name of a member of the jury of the tests."""
    return f"Prénom{member} NOM{member}"


def write_keys(folder: Path, *members: str) -> Path:
    """Write ``M1.p12`` and so on, with ``racine.pem``, all valid on the day the tests run."""
    # Ten years: the command line judges the certificates as of the day the tests run.
    authority = create_authority(at=at("08:00"))
    (folder / "racine.pem").write_bytes(authority.pem)
    for member in members:
        key = authority.issue(name_of(member), at=at("08:00"), days=3650)
        (folder / f"{member}.p12").write_bytes(as_p12(key, PASSPHRASE))
    return folder
