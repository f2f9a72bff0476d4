"""What may be replaced: what JuryDesk made; a signed PDF, a key, a session never."""

from pathlib import Path

import pytest

from jurydesk.errors import JuryDeskError
from jurydesk.files import make_owned_folder, write_whole
from jurydesk.replacing import check_replaceable

_KEPT = {
    "signé.pdf": b"%PDF-1.7\n<</Producer (JuryDesk) /ByteRange [0 1 2 3]>> startxref",
    "clé.p12": b"\x30\x82anything",
    "sans-nom": bytes.fromhex("308209d70201033082098d06092a864886f70d010701a0") + b"x" * 200,
    "clé.txt": b"Bag Attributes\n-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIF",
    "clé.pem": b"-----BEGIN EC PRIVATE KEY-----\n",
    "séance.jury": b"\x01\x02\x03 enciphered",
    "copie.db": b"SQLite format 3\x00" + b"x" * 200,
    "séance.jury.votes": b"keys",
}
_OTHERS = {
    "notes.txt": b"",
    "liste.csv": b"identifiant;nom_naissance;prenoms;voie\n",
    "liste2.csv": b"\xef\xbb\xbfdocument;auteur\n",
    "a.json": b'{"certification": "RNCP35609"}',
    "b.json": b'[{"jurydesk": 1}]',
    "rapport.pdf": b"%PDF-1.4\n<</Producer (autre) /Title (JuryDesk)>> startxref",
    "annoté.pdf": b"%PDF-1.4\n<</Producer (JuryDesk)>> startxref 1 %%EOF note startxref 2 %%EOF",
    "livre.xlsx": b"PK\x03\x04 not a book",
    "certificat.pem": b"-----BEGIN CERTIFICATE-----\nMIIF",
    "flux.xml": b"<?xml version='1.0'?><a/>",
}
_OURS = {
    "e.json": b'{\n  "jurydesk": "officiel"',
    "e.csv": b"\xef\xbb\xbfdocument;identifiant;nom_naissance\r\n",
    "papier.pdf": b"%PDF-1.4\n<</Producer (JuryDesk)>> startxref 1 %%EOF",
    "flux.xml": b"<?xml version='1.0' encoding='UTF-8'?>\n<!-- JuryDesk -->\n<a/>",
    "regles.toml": "# Référentiel de règles du jury de la certification RNCP1.\n".encode(),
}


@pytest.mark.parametrize("name", _KEPT)
@pytest.mark.parametrize("replace", [False, True])
def test_never_replaced(tmp_path: Path, name: str, replace: bool) -> None:
    path = tmp_path / name
    path.write_bytes(_KEPT[name])
    with pytest.raises(JuryDeskError, match="ne sera pas remplacé"):
        write_whole(path, b"nouveau", replace=replace)
    assert path.read_bytes() == _KEPT[name]


@pytest.mark.parametrize("name", _OTHERS)
def test_replaced_only_when_asked(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(_OTHERS[name])
    with pytest.raises(JuryDeskError, match="ajoutez --replace"):
        write_whole(path, b"nouveau")
    assert path.read_bytes() == _OTHERS[name]
    write_whole(path, b"nouveau", replace=True)
    assert path.read_bytes() == b"nouveau"


@pytest.mark.parametrize("name", _OURS)
def test_what_we_made_is_made_again(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(_OURS[name])
    write_whole(path, b"nouveau")
    assert path.read_bytes() == b"nouveau"


def test_a_folder_and_a_device_are_no_files_to_replace(tmp_path: Path) -> None:
    for path in (tmp_path, Path("/dev/null")):
        with pytest.raises(JuryDeskError, match=r"dossier|ordinaire"):
            check_replaceable(path, replace=True)


def test_a_file_and_its_folders_are_their_owners_alone(tmp_path: Path) -> None:
    make_owned_folder(tmp_path / "a" / "b")
    write_whole(tmp_path / "a" / "b" / "c.json", b"{}")
    modes = [each.stat().st_mode & 0o777 for each in (tmp_path / "a").rglob("*")]
    assert sorted(modes) == [0o600, 0o700]
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o700


def test_a_file_others_could_read_is_its_owners_once_made_again(tmp_path: Path) -> None:
    path = tmp_path / "e.json"
    path.write_bytes(_OURS["e.json"])
    path.chmod(0o644)
    write_whole(path, b"{}")
    assert path.stat().st_mode & 0o777 == 0o600
