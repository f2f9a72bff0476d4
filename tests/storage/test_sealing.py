"""Sealing is all or nothing, is done once, and can be printed again byte for byte."""

import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest

from jurydesk.cohort.candidate import BlockRecord, BlockRecordState
from jurydesk.compliance.member import NominationAct
from jurydesk.deliberation.facts import (
    IncidentRecorded,
    NominationDescribed,
    SessionDescribed,
    SessionSealed,
    SigningDeclared,
    SigningWay,
    SittingClosed,
)
from jurydesk.deliberation.state import Entry
from jurydesk.errors import ActRefusedError, JuryDeskError
from jurydesk.signature.expected import read_expected
from jurydesk.signature.signing import sign_file
from jurydesk.signature.verification import verify_pdf
from jurydesk.storage.connection import DamagedSessionError
from jurydesk.storage.journal import append_rows, make_row
from jurydesk.storage.sealing import SealBlockedError, draft_minutes, reprint, seal
from jurydesk.storage.session_file import SessionFile
from jurydesk.storage.verification import implausible, verify_session
from tests.builders import a_candidate, at
from tests.signature.builders import Keyring, a_keyring, saying
from tests.storage.builders import BC01, a_count, an_adoption, an_open_session, names, preparation

ACQUIRED = tuple(
    BlockRecord(f"RNCP35609BC0{n}", BlockRecordState.ACQUIRED, acquired_on=date(2023, 6, 30))
    for n in range(2, 8)
)
ELECTRONIC = ("M2", "M3", "M1")


@pytest.fixture(scope="module")
def keyring() -> Keyring:
    return a_keyring("M1", "M2", "M3", "établissement")


def a_closed_session(path: Path, keyring: Keyring | None = None) -> SessionFile:
    """One candidate, one bloc decided; M1 to M3 sign electronically, the others on paper."""
    candidate = a_candidate("C01", blocks=(BlockRecord(BC01), *ACQUIRED))
    session = an_open_session(path, candidate)
    act = NominationAct("2024-017", date(2024, 3, 12), "Hélène Castéra", "Délégation du 4/1/2024")
    session.record(NominationDescribed(at("09:06"), act))
    session.record(a_count())
    session.record(an_adoption())
    for number in range(1, 9):
        member = f"M{number}"
        electronic = member in ELECTRONIC
        session.record(
            SigningDeclared(
                at("10:00"),
                member,
                SigningWay.ELECTRONIC if electronic else SigningWay.PAPER,
                keyring[member].fingerprint if keyring and electronic else "",
            )
        )
    session.record(SittingClosed(at("10:30")))
    return session


def test_sealed_minutes_carry_the_journal_as_it_was_just_before(tmp_path: Path) -> None:
    out = tmp_path / "pv.pdf"
    with a_closed_session(tmp_path / "s.jury") as session:
        head, entries = session.head, session.entries_count

        fact = seal(session, out, at=at("11:00")).fact

        assert session.state.sealed == fact
        assert (fact.head, fact.entries) == (head, entries)
        assert session.entries_count == entries + 1
    sealed = read_expected(out.read_bytes())
    assert (sealed.head, sealed.entries) == (head, entries)
    assert sealed.minutes_number == "RNCP35609-2024-04-19-01"
    assert fact.file_digest == sha256(out.read_bytes()).hexdigest()
    assert names(tmp_path) == ["pv.pdf", "s.jury"]


def test_sealed_minutes_carry_the_decisions_and_a_field_for_each_electronic_signature(
    tmp_path: Path,
) -> None:
    out = tmp_path / "pv.pdf"
    with a_closed_session(tmp_path / "s.jury") as session:
        seal(session, out, at=at("11:00"))

    with pikepdf.open(out) as pdf:
        attached = {name: found.get_file().read_bytes() for name, found in pdf.attachments.items()}
        levels = {str(field.T): len(field.Kids) for field in pdf.Root.AcroForm.Fields}
    assert sorted(attached) == ["decisions.csv", "decisions.json", "signatures.json"]
    assert b'"outcome": "CERT"' in attached["decisions.json"]
    assert levels == {"president": 1, "membre": 2}


@pytest.mark.parametrize("certified", [False, True], ids=["plain", "certified"])
@pytest.mark.parametrize("annexed", [False, True], ids=["", "with figures"])
def test_sealed_minutes_are_signed_and_match_their_session(
    tmp_path: Path, keyring: Keyring, certified: bool, annexed: bool
) -> None:
    out = tmp_path / "pv.pdf"
    establishment = keyring["établissement"] if certified else None
    with a_closed_session(tmp_path / "s.jury", keyring) as session:
        if annexed:
            session.record(SessionDescribed(at("10:40"), figures_annex=True))
        seal(session, out, at=at("11:00"), establishment_key=establishment)
        for minute, member in enumerate(ELECTRONIC):
            fact = sign_file(out, member, keyring[member], at=at(f"11:1{minute}"))
            session.record(fact)
        state = session.state

    verdict = verify_pdf(out, trust=keyring.trust, session=state, at=at("12:00"))

    assert verdict.valid, saying(verdict)
    assert verdict.matches_session is True
    assert len(verdict.signatures) == 3 + certified
    assert saying(verdict).count("signe sur papier") == 5


@pytest.mark.parametrize("certified", [False, True], ids=["plain", "certified"])
def test_sealed_minutes_are_printed_again_byte_for_byte(
    tmp_path: Path, keyring: Keyring, certified: bool
) -> None:
    out, path = tmp_path / "pv.pdf", tmp_path / "s.jury"
    establishment = keyring["établissement"] if certified else None
    with a_closed_session(path, keyring) as session:
        seal(session, out, at=at("11:00"), establishment_key=establishment)
        original = out.read_bytes()
        session.record(sign_file(out, "M2", keyring["M2"], at=at("11:10")))

    with SessionFile.open(path, read_only=True) as session:
        assert reprint(session, establishment_key=establishment) == original


def test_certified_minutes_are_not_printed_again_without_the_key(
    tmp_path: Path, keyring: Keyring
) -> None:
    with a_closed_session(tmp_path / "s.jury") as session:
        seal(
            session,
            tmp_path / "pv.pdf",
            at=at("11:00"),
            establishment_key=keyring["établissement"],
        )

        with pytest.raises(JuryDeskError, match="indiquez la clé de l’établissement"):
            reprint(session)


def test_nothing_is_printed_again_before_the_seal(tmp_path: Path) -> None:
    with (
        a_closed_session(tmp_path / "s.jury") as session,
        pytest.raises(ActRefusedError, match="n’est pas scellée"),
    ):
        reprint(session)


def test_every_blocker_is_told_and_nothing_is_done(tmp_path: Path) -> None:
    candidate = a_candidate("C01", blocks=(BlockRecord(BC01), *ACQUIRED))
    with an_open_session(tmp_path / "s.jury", candidate) as session:
        entries = session.entries_count

        with pytest.raises(SealBlockedError) as refusal:
            seal(session, tmp_path / "pv.pdf", at=at("11:00"))

        # Not closed, and the bloc of C01 is not decided.
        assert len(refusal.value.blockers) >= 2
        assert all(blocker.message in str(refusal.value) for blocker in refusal.value.blockers)
        assert session.entries_count == entries
    assert names(tmp_path) == ["s.jury"]


def test_existing_file_is_never_replaced(tmp_path: Path) -> None:
    out = tmp_path / "pv.pdf"
    out.write_bytes(b"autre chose")
    with a_closed_session(tmp_path / "s.jury") as session:
        with pytest.raises(JuryDeskError, match="existe déjà"):
            seal(session, out, at=at("11:00"))

        assert session.state.sealed is None
    assert out.read_bytes() == b"autre chose"


def test_folder_that_is_not_there_leaves_the_session_open_to_sealing(tmp_path: Path) -> None:
    with a_closed_session(tmp_path / "s.jury") as session:
        with pytest.raises(JuryDeskError, match="ne peut pas être écrit"):
            seal(session, tmp_path / "nulle part" / "pv.pdf", at=at("11:00"))

        assert session.state.sealed is None
        seal(session, tmp_path / "pv.pdf", at=at("11:05"))
        assert session.state.sealed is not None


def test_minutes_are_removed_when_the_seal_cannot_be_recorded(tmp_path: Path) -> None:
    """The file is open for reading only, so the record is what fails, after the PDF."""
    path = tmp_path / "s.jury"
    a_closed_session(path).close()
    with SessionFile.open(path, read_only=True) as session:
        with pytest.raises(JuryDeskError, match="consultation"):
            seal(session, tmp_path / "pv.pdf", at=at("11:00"))

        assert session.state.sealed is None
    assert names(tmp_path) == ["s.jury"]


def test_sealed_session_takes_signatures_only(tmp_path: Path, keyring: Keyring) -> None:
    out = tmp_path / "pv.pdf"
    with a_closed_session(tmp_path / "s.jury") as session:
        seal(session, out, at=at("11:00"))

        with pytest.raises(ActRefusedError):
            session.record(IncidentRecorded(at("11:01"), "Trop tard."))
        with pytest.raises(ActRefusedError):
            session.undo(at("11:01"))
        with pytest.raises(ActRefusedError, match="déjà scellée"):
            seal(session, tmp_path / "encore.pdf", at=at("11:02"))
        session.record(sign_file(out, "M2", keyring["M2"], at=at("11:10")))

        assert [fact.member for fact in session.state.signatures] == ["M2"]
    assert names(tmp_path) == ["pv.pdf", "s.jury"]


def test_damaged_session_is_not_sealed(tmp_path: Path) -> None:
    path = tmp_path / "s.jury"
    with a_closed_session(path) as session:
        content = path.read_bytes()
        position = content.index("Castéra".encode())
        with path.open("r+b") as file:
            file.seek(position)
            file.write(b"X")
            os.fsync(file.fileno())

        with pytest.raises(JuryDeskError, match="abîmé et ne sera pas scellé"):
            seal(session, tmp_path / "pv.pdf", at=at("11:00"))
    assert names(tmp_path) == ["s.jury"]


def test_draft_says_so_and_has_no_field(tmp_path: Path) -> None:
    with a_closed_session(tmp_path / "s.jury") as session:
        draft = draft_minutes(session)

    with pytest.raises(JuryDeskError, match="n’est pas un procès-verbal scellé"):
        read_expected(draft)


class TestSessionVerdict:
    """``jurydesk verify`` on a session file."""

    def test_intact_session(self, tmp_path: Path) -> None:
        path = tmp_path / "s.jury"
        with a_closed_session(path) as session:
            seal(session, tmp_path / "pv.pdf", at=at("11:00"))
            head, entries = session.head, session.entries_count

        verdict = verify_session(path)
        read = verdict.as_json()

        assert verdict.valid, saying(verdict)
        assert (read["kind"], read["file"], read["signatures"]) == ("session", "s.jury", [])
        assert read["journal"] == {"entries": entries, "intact": True, "first_bad": None}
        assert read["matches_session"] is None
        assert head in saying(verdict)

    def test_a_way_of_signing_chosen_after_the_seal_is_no_fault(self, tmp_path: Path) -> None:
        path = tmp_path / "s.jury"
        with a_closed_session(path) as session:
            seal(session, tmp_path / "pv.pdf", at=at("11:00"))
            session.record(SigningDeclared(at("11:05"), "M1", SigningWay.PAPER))

        verdict = verify_session(path)

        assert verdict.valid, saying(verdict)

    def test_changed_letter_names_its_entry(self, tmp_path: Path) -> None:
        path = tmp_path / "s.jury"
        with a_closed_session(path) as session:
            act = next(
                entry.number
                for entry in session.entries()
                if isinstance(entry.fact, NominationDescribed)
            )
        content = path.read_bytes()
        path.write_bytes(content.replace("Castéra".encode(), "Castèra".encode()))

        verdict = verify_session(path)

        assert not verdict.valid
        assert verdict.journal is not None
        assert verdict.journal.first_bad == act
        assert not verdict.journal.intact

    def test_seal_on_another_journal_is_impossible(self, tmp_path: Path) -> None:
        path = tmp_path / "s.jury"
        with a_closed_session(path) as session:
            entries = session.entries_count
            session.record(
                SessionSealed(at("11:00"), "RNCP35609-2024-04-19-01", "ab" * 32, entries, "cd" * 32)
            )

        verdict = verify_session(path)

        assert not verdict.valid
        assert "scellement ne porte pas sur le journal qui le précède" in saying(verdict)
        with pytest.raises(DamagedSessionError, match="ne porte pas sur le journal"):
            SessionFile.open(path, read_only=True)

    def test_second_creation_chained_by_hand_is_impossible(self, tmp_path: Path) -> None:
        path = tmp_path / "s.jury"
        with a_closed_session(path) as session:
            created, number, head = session.entries()[0].fact, session.entries_count, session.head
        with closing(sqlite3.connect(path)) as connection:
            append_rows(connection, [make_row(created, number + 1, 99, head)])
            connection.commit()

        verdict = verify_session(path)

        assert not verdict.valid
        assert verdict.journal is not None
        assert verdict.journal.intact, "the chain itself holds"
        assert "ce que la séance ne connaît pas" in saying(verdict)


def test_acts_this_program_never_records_are_told() -> None:
    seven = replace(a_count(), tally={1: 0, 2: 7, 3: 0, 4: 0})
    twice = replace(a_count(), voters=("M1", "M1", "M2", "M3", "M4", "M5"))
    sealed = SessionSealed(at("11:00"), "N", "ab" * 32, 3, "cd" * 32)
    created = preparation()[0]
    facts = (created, seven, twice, sealed, IncidentRecorded(at("11:01"), "Trop tard."), created)
    entries = tuple(Entry(number, number, fact) for number, fact in enumerate(facts, start=1))

    told = [message.replace("\u00a0", " ") for message in implausible(entries, {3: "ab" * 32})]

    assert [message.split(" est ")[0].split(" suit ")[0] for message in told] == [
        "L’inscription n° 2",
        "L’inscription n° 3",
        "L’inscription n° 5",
        "L’inscription n° 6",
        "L’inscription n° 6",
    ]
    assert "7 bulletins pour 6 votants" in told[0]
    assert "6 bulletins pour 5 votants" in told[1]
    assert "suit le scellement" in told[2]
