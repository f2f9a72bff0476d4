"""Asks a second program what it thinks of the signatures: pdfsig, with our root trusted."""

import shutil
import subprocess
from pathlib import Path

from tests.signature.builders import Keyring


def pdfsig(path: Path, keyring: Keyring, folder: Path) -> str:
    assert shutil.which("pdfsig"), "Installez pdfsig : apt-get install poppler-utils"
    assert shutil.which("certutil"), "Installez certutil : apt-get install libnss3-tools"
    store, root = folder / "nss", folder / "ca.pem"
    store.mkdir()
    root.write_bytes(keyring.authority.pem)
    for arguments in (
        ["-N", "--empty-password"],
        ["-A", "-n", "ca", "-t", "CT,CT,CT", "-i", str(root)],
    ):
        subprocess.run(["certutil", "-d", f"sql:{store}", *arguments], check=True)
    ran = subprocess.run(
        ["pdfsig", "-nssdir", str(store), str(path)], check=True, capture_output=True, text=True
    )
    return ran.stdout
