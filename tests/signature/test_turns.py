"""Two who sign at once, clocks that disagree, files that must not be lost, names that differ."""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from jurydesk.deliberation.facts import SigningWay
from jurydesk.errors import JuryDeskError
from jurydesk.signature.embedding import embed_member
from jurydesk.signature.expected import read_expected
from jurydesk.signature.holders import holds_name
from jurydesk.signature.signing import (
    NameRefusedError,
    SigningRefusedError,
    sign_file,
    sign_pdf,
)
from jurydesk.signature.turn import turn_to_sign
from jurydesk.signature.verification import verify_document
from tests.builders import at
from tests.signature.builders import (
    Keyring,
    a_sealed_pdf,
    expected,
    holds,
    saying,
    signed_by,
    verdict_on,
    what_is_sealed,
)
from tests.signature.test_verification import a_state


@pytest.fixture
def minutes(tmp_path: Path, sealed_pdf: bytes) -> Path:
    path = tmp_path / "pv.pdf"
    path.write_bytes(sealed_pdf)
    return path


class TestTogether:
    """One file, several signers at once."""

    def test_two_at_once_both_sign(self, minutes: Path, keyring: Keyring) -> None:
        def sign(member: str) -> str:
            return sign_file(minutes, member, keyring[member], at=at("18:10")).member

        with ThreadPoolExecutor(max_workers=2) as pool:
            assert sorted(pool.map(sign, ("M2", "M3"))) == ["M2", "M3"]
        sign_file(minutes, "M1", keyring["M1"], at=at("18:20"))

        verdict = verdict_on(minutes.read_bytes(), keyring.trust)
        assert holds(verdict), saying(verdict)
        assert len(verdict.signatures) == 3
        assert [each.name for each in minutes.parent.iterdir()] == ["pv.pdf"]

    def test_file_signed_under_the_hand_is_signed_again(
        self, minutes: Path, sealed_pdf: bytes, keyring: Keyring, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A program that knows no lock replaces the file between the reading and the rename."""
        other = signed_by(sealed_pdf, keyring, "M2")
        once = iter([None])

        def slip_in(_descriptor: int) -> None:
            for _ in once:
                minutes.write_bytes(other)

        monkeypatch.setattr("jurydesk.files.os.fsync", slip_in)

        sign_file(minutes, "M3", keyring["M3"], at=at("18:20"))

        found = verdict_on(minutes.read_bytes(), keyring.trust).signatures
        assert [each.member for each in found] == ["M2", "M3"]

    def test_lock_is_waited_for_no_longer_than_patience(self, minutes: Path) -> None:
        with (
            turn_to_sign(minutes),
            pytest.raises(JuryDeskError, match="Quelqu’un d’autre signe"),
            turn_to_sign(minutes, patience=0),
        ):
            pass

    def test_lock_left_by_a_dead_program_holds_nobody(self, minutes: Path) -> None:
        left = minutes.with_name(".pv.pdf.signature")
        left.write_bytes(b"")

        with turn_to_sign(minutes, patience=0):
            assert left.exists()
        assert not left.exists()

    @pytest.mark.skipif(os.geteuid() == 0, reason="root writes anywhere")
    def test_folder_that_may_not_be_written_is_told(self, minutes: Path, keyring: Keyring) -> None:
        minutes.parent.chmod(0o500)
        try:
            with pytest.raises(JuryDeskError, match="ne peut pas être écrit"):
                sign_file(minutes, "M2", keyring["M2"], at=at("18:10"))
        finally:
            minutes.parent.chmod(0o700)


class TestOut:
    """What ``--out`` may replace."""

    def test_signed_file_is_never_replaced(
        self, minutes: Path, signed_pdf: bytes, keyring: Keyring
    ) -> None:
        out = minutes.with_name("signe.pdf")
        out.write_bytes(signed_pdf)

        with pytest.raises(JuryDeskError, match="ne sera pas remplacé"):
            sign_file(minutes, "M2", keyring["M2"], at=at("18:10"), out=out)
        assert out.read_bytes() == signed_pdf

    @pytest.mark.parametrize(
        "content", [b"texte", b"%PDF-1.4 autre", b""], ids=["text", "pdf", "empty"]
    )
    def test_file_of_somebody_else_is_never_replaced(
        self, minutes: Path, keyring: Keyring, content: bytes
    ) -> None:
        out = minutes.with_name("autre.pdf")
        out.write_bytes(content)

        with pytest.raises(JuryDeskError, match="existe déjà"):
            sign_file(minutes, "M2", keyring["M2"], at=at("18:10"), out=out)
        assert out.read_bytes() == content

    def test_same_file_by_another_path_is_signed_in_place(
        self, minutes: Path, keyring: Keyring
    ) -> None:
        same = minutes.parent / "." / "pv.pdf"
        sign_file(minutes, "M2", keyring["M2"], at=at("18:10"), out=same)
        sign_file(minutes, "M3", keyring["M3"], at=at("18:11"), out=same)

        assert len(verdict_on(minutes.read_bytes(), keyring.trust).signatures) == 2


class TestClocks:
    """A moment that cannot be is refused with the one found; a clock ahead blocks nobody."""

    @pytest.mark.parametrize(
        ("moment", "told"),
        [
            (at("17:49"), "en retard sur le scellement (19/04/2024 18:00)"),
            (at("18:00") + timedelta(days=400), "est loin après le scellement (19/04/2024 18:00)"),
        ],
        ids=["before the seal", "far after it"],
    )
    def test_moment_is_refused_with_both_dates(
        self, sealed_pdf: bytes, keyring: Keyring, moment: datetime, told: str
    ) -> None:
        with pytest.raises(SigningRefusedError) as refusal:
            sign_pdf(sealed_pdf, "M2", keyring["M2"], at=moment)
        assert told in str(refusal.value).replace("\u00a0", " ")
        assert f"{moment:%d/%m/%Y %H:%M}" in str(refusal.value)

    def test_clock_two_hours_ahead_blocks_nobody(self, minutes: Path, keyring: Keyring) -> None:
        warnings: list[str] = []
        sign_file(minutes, "M2", keyring["M2"], at=at("20:10"))
        sign_file(minutes, "M3", keyring["M3"], at=at("18:12"), warn=warnings.append)

        assert len(warnings) == 1
        assert "19/04/2024 à 20:10" in warnings[0]
        sign_file(minutes, "M1", keyring["M1"], at=at("20:30"))
        verdict = verdict_on(minutes.read_bytes(), keyring.trust)
        assert verdict.messages
        later = at("21:00")
        verdict = verify_document(minutes.read_bytes(), "pv.pdf", trust=keyring.trust, at=later)
        assert holds(verdict)
        assert "de PrénomM3 NOMM3 porte une heure (19/04/2024 18:12) d’avant" in saying(verdict)

    def test_date_of_another_day_is_no_mere_clock(
        self, sealed_pdf: bytes, keyring: Keyring
    ) -> None:
        ahead = embed_member(
            sealed_pdf, expected("M2"), keyring["M2"], at("18:10") + timedelta(days=2)
        )

        with pytest.raises(SigningRefusedError, match="21/04/2024 à 18:10"):
            sign_pdf(ahead, "M3", keyring["M3"], at=at("18:12"))


class TestNames:
    """A certificate signs for the person it names."""

    def test_other_name_is_refused_unless_insisted_on(self, keyring: Keyring) -> None:
        document = a_sealed_pdf(what_is_sealed())

        with pytest.raises(NameRefusedError, match=r"PrénomM3 NOMM3.*--accept-name"):
            sign_pdf(document, "M2", keyring["M3"], at=at("18:10"))
        assert sign_pdf(document, "M2", keyring["M3"], at=at("18:10"), accepts_name=True)

    @pytest.mark.parametrize(
        ("holder", "name", "same"),
        [
            ("Denis BONNET", "Denis BONNET", True),
            ("BONNET Denis", "Denis BONNET", True),
            ("M. BONNET Denis Paul", "Denis BONNET", True),
            ("ETIENNE Gaelle", "Gaëlle ÉTIENNE", True),
            ("Marie Claude DUPONT", "Marie-Claude DUPONT", True),
            ("Claire AUBERT ép. MARTIN", "Claire MARTIN", True),
            ("Anne-Sophie MARTIN", "Anne MARTIN", False),
            ("Anne MARTIN", "Anne-Sophie MARTIN", False),
            ("Jean Paul MARTIN", "Paul MARTIN", False),
            ("Jean-Paul MARTIN", "Jean PAUL", False),
            ("Denise BONNET", "Denis BONNET", False),
            ("Secrétariat des jurys", "Denis BONNET", False),
        ],
    )
    def test_names_are_compared_whole(
        self, keyring: Keyring, holder: str, name: str, same: bool
    ) -> None:
        key = keyring.authority.issue(holder, at=at("08:00"))

        assert holds_name(key.certificate, name) is same


def test_delegation_is_said_in_the_stamp_and_kept_in_the_list(
    sealed_pdf: bytes, keyring: Keyring
) -> None:
    document = sign_pdf(
        sealed_pdf, "M2", keyring["M2"], at=at("18:10"), delegation="arrêté 2024-9 du 02/01/2024"
    )
    with pikepdf.open(BytesIO(document)) as pdf:
        pdf.flatten_annotations("all")
        flat = BytesIO()
        pdf.save(flat)
    opened = pypdfium2.PdfDocument(flat.getvalue())
    text = " ".join(opened[1].get_textpage().get_text_range().split())
    opened.close()
    assert "par délégation (arrêté 2024-9 du 02/01/2024)" in text


def test_pages_that_the_session_did_not_seal_are_not_signed(keyring: Keyring) -> None:
    true = a_sealed_pdf(what_is_sealed(keyring))
    false = a_sealed_pdf(what_is_sealed(keyring), words="Autre procès-verbal")

    with pytest.raises(SigningRefusedError, match="n’est pas celui qui a été scellé"):
        sign_pdf(false, "M2", keyring["M2"], at=at("18:10"), session=a_state(keyring, true))


def test_way_of_signing_is_not_read_from_a_later_revision(
    sealed_pdf: bytes, signed_pdf: bytes
) -> None:
    assert read_expected(signed_pdf) == read_expected(sealed_pdf)
    assert all(each.way is SigningWay.ELECTRONIC for each in read_expected(signed_pdf).signatures)
