"""A member who cannot sign after all, once the minutes are sealed: the chair is not stuck."""

from pathlib import Path

import pytest

from jurydesk.deliberation.facts import SigningDeclared, SigningWay
from jurydesk.errors import ActRefusedError
from jurydesk.signature.signing import SigningRefusedError, sign_file
from jurydesk.signature.verification import verify_pdf
from jurydesk.storage.sealing import reprint, seal
from jurydesk.storage.verification import verify_session
from tests.builders import at
from tests.signature.builders import Keyring, a_keyring, saying
from tests.storage.test_sealing import a_closed_session

LATE = at("12:30")


@pytest.fixture(scope="module")
def keyring() -> Keyring:
    return a_keyring("M1", "M2", "M3", "établissement")


def test_chair_signs_once_the_absent_signer_is_declared(tmp_path: Path, keyring: Keyring) -> None:
    out = tmp_path / "pv.pdf"
    with a_closed_session(tmp_path / "s.jury", keyring) as session:
        seal(session, out, at=at("11:00"))
        session.record(sign_file(out, "M2", keyring["M2"], at=at("11:10")))
        with pytest.raises(SigningRefusedError, match="NOMM3"):
            sign_file(out, "M1", keyring["M1"], at=at("11:20"), session=session.state)

        session.record(SigningDeclared(at("11:25"), "M3", SigningWay.PAPER))
        signed = sign_file(out, "M1", keyring["M1"], at=at("11:30"), session=session.state)
        session.record(signed)
        state = session.state

    with_session = verify_pdf(out, trust=keyring.trust, session=state, at=LATE)
    assert with_session.valid
    assert "exactement 2 signatures" in saying(with_session)
    assert "NOMM3 a été déclaré dans la séance, après le scellement, comme signant sur papier" in (
        saying(with_session)
    )
    alone = verify_pdf(out, trust=keyring.trust, at=LATE)
    assert not alone.valid
    assert "Il manque la signature de PrénomM3 NOMM3" in saying(alone)
    assert verify_session(tmp_path / "s.jury").valid


def test_what_is_declared_after_the_seal_changes_nothing_printed(
    tmp_path: Path, keyring: Keyring
) -> None:
    out = tmp_path / "pv.pdf"
    with a_closed_session(tmp_path / "s.jury", keyring) as session:
        seal(session, out, at=at("11:00"))
        session.record(SigningDeclared(at("11:25"), "M3", SigningWay.REFUSED))
        assert reprint(session) == out.read_bytes()


def test_declared_by_mistake_the_member_signs_all_the_same(
    tmp_path: Path, keyring: Keyring
) -> None:
    out = tmp_path / "pv.pdf"
    with a_closed_session(tmp_path / "s.jury", keyring) as session:
        seal(session, out, at=at("11:00"))
        session.record(SigningDeclared(at("11:25"), "M3", SigningWay.PAPER))
        with pytest.raises(SigningRefusedError, match="Manière de signer"):
            sign_file(out, "M3", keyring["M3"], at=at("11:30"), session=session.state)
        session.record(SigningDeclared(at("11:35"), "M3", SigningWay.ELECTRONIC))
        assert sign_file(out, "M3", keyring["M3"], at=at("11:40"), session=session.state)


def test_who_was_to_sign_on_paper_is_not_added_to_the_signatures(
    tmp_path: Path, keyring: Keyring
) -> None:
    with a_closed_session(tmp_path / "s.jury", keyring) as session:
        seal(session, tmp_path / "pv.pdf", at=at("11:00"))
        with pytest.raises(ActRefusedError, match="faites signer l’exemplaire imprimé"):
            session.record(SigningDeclared(at("11:25"), "M5", SigningWay.ELECTRONIC))
