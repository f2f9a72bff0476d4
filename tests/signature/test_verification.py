"""The verdict as ``verify`` prints it, with and without the session."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from jurydesk.compliance.member import Attendance
from jurydesk.deliberation.applying import apply_fact
from jurydesk.deliberation.facts import (
    ActingChairNamed,
    AttendanceRecorded,
    MinutesSigned,
    SessionSealed,
    SigningDeclared,
    SigningWay,
)
from jurydesk.deliberation.state import SittingState
from jurydesk.errors import UnreadableFileError
from jurydesk.signature.expected import SealedMinutes, expected_signatures
from jurydesk.signature.signing import sign_pdf
from jurydesk.signature.verdict import Finding
from jurydesk.signature.verification import verify_document, verify_pdf
from tests.builders import at
from tests.minutes.builders import a_story
from tests.signature import tampering
from tests.signature.builders import (
    NOW,
    Keyring,
    a_keyring,
    a_page_set,
    a_sealed_pdf,
    holds,
    saying,
    signed_by,
    verdict_on,
    what_is_sealed,
)


def a_state(
    keyring: Keyring,
    document: bytes,
    *signed: tuple[str, bytes],
    sealed: SealedMinutes | None = None,
) -> SittingState:
    """The state of the session that sealed ``document``, and recorded those signatures."""
    story = a_story(())
    for each in (sealed or what_is_sealed(keyring)).signatures:
        story.tell(AttendanceRecorded(at("09:00"), each.member, Attendance.PRESENT))
        story.tell(SigningDeclared(at("12:00"), each.member, each.way, each.fingerprint))
    state = story.state()
    apply_fact(
        state,
        SessionSealed(
            at=at("18:00"),
            minutes_number="RNCP35609-2024-04-19-01",
            head="ab" * 32,
            entries=412,
            file_digest=hashlib.sha256(document).hexdigest(),
        ),
    )
    for member, after in signed:
        key = keyring[member]
        digest = hashlib.sha256(after).hexdigest()
        apply_fact(state, MinutesSigned(at("18:10"), member, key.subject, key.fingerprint, digest))
    return state


def test_valid_verdict_reads_as_the_format_says(
    tmp_path: Path, sealed_pdf: bytes, signed_pdf: bytes, keyring: Keyring
) -> None:
    path = tmp_path / "pv.pdf"
    path.write_bytes(signed_pdf)
    state = a_state(keyring, sealed_pdf)

    verdict = verify_pdf(path, trust=keyring.trust, session=state, at=NOW)
    read = json.loads(json.dumps(verdict.as_json()))

    messages = read.pop("messages")
    (message,) = messages
    assert message == (
        "Le procès-verbal RNCP35609-2024-04-19-01 est intact et porte exactement 3 signatures "
        "attendues. Il est bien celui que la séance a scellé."
    )
    signature = {
        "intact": True,
        "trusted": True,
        "covers_whole_file": False,
        "changed_since": False,
    }
    assert read == {
        "file": "pv.pdf",
        "kind": "pdf",
        "valid": True,
        "verdict": "valide",
        "signatures": [
            signature
            | {
                "field": "membre.M2",
                "member": "M2",
                "signer": "PrénomM2 NOMM2 (démonstration)",
                "at": "2024-04-19T18:10:00+02:00",
            },
            signature
            | {
                "field": "membre.M3",
                "member": "M3",
                "signer": "PrénomM3 NOMM3 (démonstration)",
                "at": "2024-04-19T18:11:00+02:00",
            },
            signature
            | {
                "field": "president.M1",
                "member": "M1",
                "signer": "PrénomM1 NOMM1 (démonstration)",
                "at": "2024-04-19T18:12:00+02:00",
                "covers_whole_file": True,
            },
        ],
        "journal": None,
        "matches_session": True,
    }


def test_without_an_authority_trust_is_unknown(signed_pdf: bytes) -> None:
    verdict = verdict_on(signed_pdf, None)

    assert verdict.finding is Finding.INTACT
    assert not verdict.valid
    assert all(signature.intact and not signature.trusted for signature in verdict.signatures)
    assert "Confiance inconnue" in saying(verdict)


def test_unsigned_minutes_name_everyone_who_is_missing(sealed_pdf: bytes, keyring: Keyring) -> None:
    verdict = verdict_on(sealed_pdf, keyring.trust)

    assert not holds(verdict)
    assert verdict.signatures == ()
    for member in ("M1", "M2", "M3"):
        assert f"Il manque la signature de Prénom{member} NOM{member}" in saying(verdict)


class TestSession:
    """The PDF against the session it comes from."""

    def test_own_session_matches(
        self, sealed_pdf: bytes, signed_pdf: bytes, keyring: Keyring
    ) -> None:
        state = a_state(keyring, sealed_pdf)

        verdict = verdict_on(signed_pdf, keyring.trust, session=state)

        assert holds(verdict), saying(verdict)
        assert verdict.matches_session is True
        assert "celui que la séance a scellé" in saying(verdict)

    def test_recorded_signatures_match(self, sealed_pdf: bytes, keyring: Keyring) -> None:
        first = signed_by(sealed_pdf, keyring, "M2")
        last = signed_by(first, keyring, "M3", "M1", first="18:20")
        state = a_state(keyring, sealed_pdf, ("M2", first), ("M1", last))

        assert holds(verdict_on(last, keyring.trust, session=state))

    def test_signatures_made_again_elsewhere_do_not_match(
        self, sealed_pdf: bytes, signed_pdf: bytes, keyring: Keyring
    ) -> None:
        other = signed_by(sealed_pdf, keyring, "M3", "M2", "M1", first="18:30")
        state = a_state(keyring, sealed_pdf, ("M1", other))

        verdict = verdict_on(signed_pdf, keyring.trust, session=state)

        assert not holds(verdict)
        assert verdict.matches_session is False
        assert all(signature.intact for signature in verdict.signatures)
        assert "dont la séance a enregistré les signatures" in saying(verdict)

    def test_changed_padding_does_not_match(
        self, sealed_pdf: bytes, signed_pdf: bytes, keyring: Keyring
    ) -> None:
        state = a_state(keyring, sealed_pdf, ("M1", signed_pdf))
        changed = tampering.with_container(signed_pdf, "president.M1", lambda h: h[:-2] + b"41")

        assert verdict_on(changed, keyring.trust, session=state).matches_session is False

    def test_other_content_under_the_same_number_does_not_match(self, keyring: Keyring) -> None:
        """Trusted members signed both; only one comes from the session."""
        sealed = what_is_sealed(keyring)
        true = a_sealed_pdf(sealed)
        false = a_sealed_pdf(sealed, words="Autre procès-verbal")
        state = a_state(keyring, true)

        verdict = verdict_on(
            signed_by(false, keyring, "M2", "M3", "M1"), keyring.trust, session=state
        )

        assert not holds(verdict)
        assert verdict.matches_session is False
        assert "empreinte différente" in saying(verdict)

    def test_minutes_of_another_session_do_not_match(
        self, signed_pdf: bytes, keyring: Keyring, sealed_pdf: bytes
    ) -> None:
        state = a_state(keyring, sealed_pdf)
        assert state.sealed is not None
        state.sealed = replace(state.sealed, minutes_number="RNCP35609-2024-04-19-02")

        verdict = verdict_on(signed_pdf, keyring.trust, session=state)

        assert verdict.matches_session is False
        assert "ne vient pas de cette séance" in saying(verdict)

    def test_session_that_is_not_sealed_does_not_match(
        self, signed_pdf: bytes, keyring: Keyring
    ) -> None:
        verdict = verdict_on(signed_pdf, keyring.trust, session=a_story(()).state())

        assert not holds(verdict)
        assert verdict.matches_session is False
        assert "n’est pas scellée" in saying(verdict)

    def test_minutes_signed_on_paper_alone_need_their_session(self, keyring: Keyring) -> None:
        ways = dict.fromkeys(("M1", "M2", "M3"), SigningWay.PAPER)
        sealed = what_is_sealed(ways=ways)
        document = a_sealed_pdf(sealed)
        state = a_state(keyring, document, sealed=sealed)

        alone = verdict_on(document, keyring.trust)
        together = verdict_on(document, None, session=state)

        assert not holds(alone)
        assert "vérifiez-le avec sa séance" in saying(alone)
        assert together.valid
        assert saying(together).count("signe sur papier") == 3


class TestVoucher:
    """Who answers for the signers, and who for their list: else the verdict is amber."""

    def test_neither_session_nor_seal_leaves_the_list_to_whoever_made_it(
        self, signed_pdf: bytes, keyring: Keyring
    ) -> None:
        verdict = verdict_on(signed_pdf, keyring.trust)

        assert verdict.finding is Finding.INTACT
        assert "Personne ne répond de la liste des signataires" in saying(verdict)

    def test_session_answers_for_the_list_and_not_for_the_signers(
        self, sealed_pdf: bytes, signed_pdf: bytes, keyring: Keyring
    ) -> None:
        state = a_state(keyring, sealed_pdf)

        assert verdict_on(signed_pdf, keyring.trust, session=state).finding is Finding.VALID
        assert verdict_on(signed_pdf, None, session=state).finding is Finding.INTACT

    def test_seal_of_the_establishment_answers_for_the_list(self, keyring: Keyring) -> None:
        key = keyring["établissement"]
        sealed = what_is_sealed(keyring, establishment=key.fingerprint)
        document = signed_by(a_sealed_pdf(sealed, key), keyring, "M2", "M3", "M1")

        verdict = verdict_on(document, keyring.trust)

        assert verdict.finding is Finding.VALID
        assert "cachet de l’établissement est au nom de « établissement" in saying(verdict)
        assert verdict_on(document, a_keyring().trust).finding is Finding.INVALID

    @pytest.mark.parametrize("member", ["M2", "M9"])
    def test_key_of_a_person_is_no_seal(self, keyring: Keyring, member: str) -> None:
        """One member alone makes minutes, signs them and seals them with a second own key."""
        second = keyring.authority.issue(f"Prénom{member} NOM{member}", at=at("08:00"))
        sealed = what_is_sealed(
            ways={"M1": SigningWay.PAPER, "M3": SigningWay.PAPER},
            establishment=second.fingerprint,
            members=("M1", "M2", "M3", "M9"),
        )
        sealed = replace(
            sealed,
            signatures=tuple(
                replace(each, way=SigningWay.PAPER) if each.member != "M2" else each
                for each in sealed.signatures
            ),
        )
        document = signed_by(a_sealed_pdf(sealed, second), keyring, "M2")

        verdict = verdict_on(document, keyring.trust)

        assert verdict.finding is Finding.INTACT
        assert "au nom d’une personne" in saying(verdict)

    def test_session_that_is_not_whole_is_not_believed(
        self, sealed_pdf: bytes, signed_pdf: bytes, keyring: Keyring
    ) -> None:
        verdict = verdict_on(
            signed_pdf,
            keyring.trust,
            session=a_state(keyring, sealed_pdf),
            session_faults=("La séance indiquée n’est pas intacte.",),
        )

        assert verdict.finding is Finding.INVALID
        assert verdict.matches_session is False
        assert "n’est pas intacte" in saying(verdict)

    def test_holder_named_otherwise_is_pointed_out(self, keyring: Keyring) -> None:
        document = sign_pdf(
            a_sealed_pdf(what_is_sealed()),
            "M2",
            keyring["établissement"],
            at=at("18:10"),
            accepts_name=True,
        )
        document = signed_by(document, keyring, "M3", "M1", first="18:20")

        verdict = verdict_on(document, keyring.trust)

        assert [each.same_name for each in verdict.signatures] == [False, True, True]
        assert "certificat au nom de « établissement (démonstration) »" in saying(verdict)

    def test_other_list_than_the_session_s_does_not_match(self, keyring: Keyring) -> None:
        """The digest is the forged file's own: only the lists tell."""
        forged = what_is_sealed(keyring, ways={"M3": SigningWay.PAPER})
        document = a_sealed_pdf(forged)
        state = a_state(keyring, document)

        verdict = verdict_on(signed_by(document, keyring, "M2", "M1"), keyring.trust, session=state)

        assert verdict.finding is Finding.INVALID
        assert "liste des signataires que porte le document n’est pas celle" in saying(verdict)

    def test_other_decisions_than_the_session_s_do_not_match(self, keyring: Keyring) -> None:
        person = {"id": "C1", "route": "FI", "outcome": "CERT", "blocs": []}
        decisions = json.dumps({"candidates": [person]}).encode()
        document = a_sealed_pdf(what_is_sealed(keyring), decisions=decisions)
        state = a_state(keyring, document)

        verdict = verdict_on(document, keyring.trust, session=state)

        assert "décisions jointes au document ne sont pas celles" in saying(verdict)


@pytest.mark.parametrize(
    "content",
    [b"", b"du texte", b"PK\x03\x04", b"\x00" * 5000 + b"%PDF-1.7"],
    ids=["empty", "text", "archive", "late header"],
)
def test_file_that_is_not_a_pdf_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "autre.bin"
    path.write_bytes(content)

    with pytest.raises(UnreadableFileError, match="n’est pas un PDF"):
        verify_pdf(path, at=NOW)


def test_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="ne peut pas être lu"):
        verify_pdf(tmp_path / "absent.pdf", at=NOW)


def test_enormous_file_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "pv.pdf"
    with path.open("wb") as file:
        file.truncate(300 << 20)

    with pytest.raises(UnreadableFileError, match="bien trop gros"):
        verify_pdf(path, at=NOW)


def test_certificate_that_expired_since_is_pointed_out(keyring: Keyring) -> None:
    """Valid until 20 April, it signed on the 19th; the file is verified on 19 April 2025."""
    short = keyring.authority.issue("PrénomM2 NOMM2", at=at("08:00"), days=1)
    document = sign_pdf(a_sealed_pdf(what_is_sealed()), "M2", short, at=at("18:10"))
    document = signed_by(document, keyring, "M3", "M1", first="18:20")

    verdict = verify_document(
        document, "pv.pdf", trust=keyring.trust, at=at("18:00").replace(year=2025)
    )

    assert holds(verdict), saying(verdict)
    assert "Le certificat de PrénomM2 NOMM2 (démonstration) a expiré le 20/04/2024" in saying(
        verdict
    )


@pytest.mark.parametrize("kept", [20, 5000, 20000, -30], ids=str)
def test_truncated_minutes_get_a_bad_verdict(
    signed_pdf: bytes, keyring: Keyring, sealed_pdf: bytes, kept: int
) -> None:
    state = a_state(keyring, sealed_pdf)

    verdict = verdict_on(signed_pdf[:kept], keyring.trust, session=state)

    assert not holds(verdict)
    assert verdict.matches_session is False
    assert verdict.messages


def test_ordinary_pdf_is_not_minutes(keyring: Keyring) -> None:
    verdict = verdict_on(a_page_set(), keyring.trust)

    assert not holds(verdict)
    assert verdict.signatures == ()
    assert "n’est pas un procès-verbal scellé" in saying(verdict)


def test_list_of_a_future_program_is_not_read(keyring: Keyring) -> None:
    sealed = what_is_sealed()
    as_json = sealed.as_json().replace(b'"format": 1', b'"format": 2')
    lookalike = SimpleNamespace(
        electronic=sealed.electronic,
        establishment="",
        sealed_at=sealed.sealed_at,
        signatures=sealed.signatures,
        as_json=lambda: as_json,
    )

    verdict = verdict_on(a_sealed_pdf(lookalike), keyring.trust)  # type: ignore[arg-type]

    assert not holds(verdict)
    assert "n’est pas un procès-verbal scellé" in saying(verdict)


def test_nothing_is_printed_beside_the_verdict(
    signed_pdf: bytes, keyring: Keyring, capfd: pytest.CaptureFixture[str]
) -> None:
    verify_document(
        tampering.edited(signed_pdf, tampering.rewrite_page), "pv.pdf", trust=keyring.trust, at=NOW
    )

    assert capfd.readouterr() == ("", "")


def test_everyone_who_sat_is_expected_and_the_last_chair_locks() -> None:
    story = a_story(())
    story.tell(
        AttendanceRecorded(at("09:00"), "M1", Attendance.ABSENT),
        AttendanceRecorded(at("09:00"), "M2", Attendance.PRESENT),
        AttendanceRecorded(at("09:00"), "M3", Attendance.REMOTE),
        AttendanceRecorded(at("09:00"), "M7", Attendance.PRESENT),
        AttendanceRecorded(at("11:00"), "M7", Attendance.LEFT),
    )
    story.tell(ActingChairNamed(at("09:05"), "M2"))
    story.tell(SigningDeclared(at("12:00"), "M3", SigningWay.PAPER))
    story.tell(SigningDeclared(at("12:00"), "M7", SigningWay.ELECTRONIC, "AB" * 32, "CN=M7"))

    signatures = expected_signatures(story.state())

    assert [each.member for each in signatures] == ["M2", "M3", "M7"]
    assert [each.field for each in signatures] == ["president.M2", "membre.M3", "membre.M7"]
    assert [each.is_electronic for each in signatures] == [True, False, True]
    assert signatures[2].fingerprint == "ab" * 32
