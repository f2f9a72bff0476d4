"""The official minutes are known by their digest, wherever they were moved."""

import hashlib

from jurydesk.deliberation.applying import apply_fact
from jurydesk.deliberation.facts import MinutesSigned, SessionSealed
from jurydesk.deliberation.state import SittingState
from jurydesk.storage.session_file import SessionFile
from jurydesk.widgets.minutes.official_file import official_file, remember_official
from tests.builders import at
from tests.widgets.room import a_session, clear_file


def sealed_state(path, content, signed=None) -> SittingState:
    with SessionFile.open(a_session(path, clear_file("C01"))) as session:
        state = session.state
    digest = hashlib.sha256(content).hexdigest()
    apply_fact(state, SessionSealed(at("11:00"), "PV-1", "0" * 64, 3, digest))
    if signed is not None:
        digest = hashlib.sha256(signed).hexdigest()
        apply_fact(state, MinutesSigned(at("11:10"), "M1", "Prénom NOM", "f" * 64, digest))
    return state


def test_file_beside_the_session_is_found_under_any_name(settings, tmp_path):
    state = sealed_state(tmp_path / "s.jury", b"%PDF officiel")
    (tmp_path / "autre.pdf").write_bytes(b"%PDF autre")
    (tmp_path / "renomme.pdf").write_bytes(b"%PDF officiel")
    found = official_file(settings, tmp_path / "s.jury", state)
    assert found == tmp_path / "renomme.pdf"


def test_file_with_the_last_signature_is_preferred(settings, tmp_path):
    state = sealed_state(tmp_path / "s.jury", b"%PDF officiel", signed=b"%PDF signe")
    (tmp_path / "a.pdf").write_bytes(b"%PDF officiel")
    (tmp_path / "b.pdf").write_bytes(b"%PDF signe")
    assert official_file(settings, tmp_path / "s.jury", state) == tmp_path / "b.pdf"


def test_file_written_elsewhere_is_remembered(settings, tmp_path):
    state = sealed_state(tmp_path / "s.jury", b"%PDF officiel")
    elsewhere = tmp_path / "pv" / "pv.pdf"
    elsewhere.parent.mkdir()
    elsewhere.write_bytes(b"%PDF officiel")
    assert official_file(settings, tmp_path / "s.jury", state) is None
    remember_official(settings, tmp_path / "s.jury", elsewhere)
    assert official_file(settings, tmp_path / "s.jury", state) == elsewhere


def test_changed_file_is_not_taken(settings, tmp_path):
    state = sealed_state(tmp_path / "s.jury", b"%PDF officiel")
    (tmp_path / "s.pdf").write_bytes(b"%PDF officiel, puis change")
    assert official_file(settings, tmp_path / "s.jury", state) is None
