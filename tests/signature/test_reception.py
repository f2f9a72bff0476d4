"""Minutes signed elsewhere come back: their signatures are taken once, or the file is refused."""

from pathlib import Path

import pytest

from jurydesk.signature.reception import ReceptionRefusedError, new_signatures
from jurydesk.signature.signing import sign_pdf
from jurydesk.storage.sealing import seal
from tests.builders import at
from tests.signature.builders import Keyring, a_keyring
from tests.storage.test_sealing import a_closed_session


@pytest.fixture(scope="module")
def keyring() -> Keyring:
    return a_keyring("M2", "M3")


def test_new_signatures_are_taken_once_and_a_changed_file_never(
    tmp_path: Path, keyring: Keyring
) -> None:
    out = tmp_path / "pv.pdf"
    with a_closed_session(tmp_path / "s.jury") as session:
        seal(session, out, at=at("11:00"))
        one = sign_pdf(out.read_bytes(), "M2", keyring["M2"], at=at("11:05"))
        both = sign_pdf(one, "M3", keyring["M3"], at=at("11:10"))
        for fact in new_signatures(one, session.state, at=at("12:00")):
            session.record(fact)
        assert [each.member for each in session.state.signatures] == ["M2"]

        found = new_signatures(both, session.state, at=at("12:00"))
        assert [(each.member, each.signer) for each in found] == [("M3", keyring["M3"].subject)]
        assert new_signatures(one, session.state, at=at("12:00")) == ()

        changed = both.replace(b"startxref", b"startxxxx")
        with pytest.raises(ReceptionRefusedError, match="abîmé"):
            new_signatures(changed, session.state, at=at("12:00"))
        with pytest.raises(ReceptionRefusedError, match="ajoutées après la fin"):
            new_signatures(both + b"\nplus", session.state, at=at("12:00"))
        with pytest.raises(ReceptionRefusedError, match="ne peut pas être repris"):
            new_signatures(out.read_bytes(), session.state, at=at("12:00"))
