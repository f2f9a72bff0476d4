"""A finished file is put in place as a whole, and never over another one."""

from pathlib import Path

import pytest

from jurydesk.errors import JuryDeskError
from jurydesk.storage.copies import new_file
from tests.storage.builders import names


def _write(path: Path, meanwhile: str = "") -> None:
    with new_file(path) as temporary:
        temporary.write_text("fini")
        assert not path.exists()
        if meanwhile:
            path.write_text(meanwhile)


def test_a_file_appears_when_it_is_finished(tmp_path: Path) -> None:
    _write(tmp_path / "a.jury")
    assert names(tmp_path) == ["a.jury"]
    assert (tmp_path / "a.jury").read_text() == "fini"


def test_a_file_that_appeared_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    with pytest.raises(JuryDeskError, match="ne sera pas remplacé"):
        _write(tmp_path / "a.jury", meanwhile="celui d’un autre")
    assert names(tmp_path) == ["a.jury"]
    assert (tmp_path / "a.jury").read_text() == "celui d’un autre"


def test_a_dangling_link_is_not_replaced_either(tmp_path: Path) -> None:
    (tmp_path / "a.jury").symlink_to(tmp_path / "ailleurs")
    with pytest.raises(JuryDeskError, match="existe déjà"):
        _write(tmp_path / "a.jury")
    assert names(tmp_path) == ["a.jury"]
