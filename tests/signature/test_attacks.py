"""The attacks on signed minutes, in one table: each must fail, and the table is printed.

``pytest -s tests/signature/test_attacks.py`` shows it; SECURITY.md says what it stands for.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from io import BytesIO

import pikepdf
import pytest

from jurydesk.deliberation.facts import SigningWay
from jurydesk.errors import JuryDeskError
from jurydesk.signature.demonstration import create_authority
from jurydesk.signature.embedding import embed_member
from jurydesk.signature.keys import SigningKey
from jurydesk.signature.reception import ReceptionRefusedError, new_signatures
from jurydesk.signature.signing import sign_pdf
from jurydesk.signature.verdict import Finding
from tests.builders import at
from tests.signature import tampering
from tests.signature.builders import (
    Keyring,
    a_keyring,
    a_sealed_pdf,
    expected,
    holder_of,
    holds,
    saying,
    signed_by,
    verdict_on,
    what_is_sealed,
)
from tests.signature.edits import EDITS
from tests.signature.test_verification import a_state


@dataclass(frozen=True)
class Desk:
    """What an attacker has: the true minutes at each stage, and one member's own key."""

    keyring: Keyring
    sealed: bytes
    members_signed: bytes
    signed: bytes
    made: "dict[Attack, bytes]" = field(default_factory=dict)

    def after(self, attack: "Attack") -> bytes:
        """The document after an attack, made once."""
        if attack not in self.made:
            self.made[attack] = attack(self)
        return self.made[attack]


Attack = Callable[[Desk], bytes]


def a_whole_document_after_the_sealed_one(desk: Desk) -> bytes:
    """Bytes that hold the sealed minutes, followed by others with nobody left to sign."""
    paper = what_is_sealed(ways=dict.fromkeys(("M1", "M2", "M3"), SigningWay.PAPER))
    return desk.signed + moved(a_sealed_pdf(paper, words="Autre procès-verbal"), len(desk.signed))


def the_sealed_document_before_another(desk: Desk) -> bytes:
    paper = what_is_sealed(ways=dict.fromkeys(("M1", "M2", "M3"), SigningWay.PAPER))
    return desk.sealed + moved(a_sealed_pdf(paper, words="Autre"), len(desk.sealed))


def moved(document: bytes, by: int) -> bytes:
    """Write a document again so that it reads at that place of a file, its offsets shifted."""
    output = BytesIO()
    with pikepdf.open(BytesIO(document)) as pdf:
        pdf.save(output, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    content = output.getvalue()
    head, _, table = content.rpartition(b"xref\n0")
    if not table:
        return content
    rows = []
    for line in table.split(b"\n"):
        used = line[-2:] in {b"n ", b"n"} and line[:10].isdigit()
        rows.append(b"%010d" % (int(line[:10]) + by) + line[10:] if used else line)
    shifted = b"\n".join(rows)
    start = int(shifted.rpartition(b"startxref\n")[2].split()[0]) + by
    shifted = shifted.rpartition(b"startxref\n")[0] + b"startxref\n%d\n%%%%EOF\n" % start
    return head + b"xref\n0" + shifted


def bytes_hidden_between_two_revisions(desk: Desk) -> bytes:
    end = desk.members_signed.index(b"%%EOF") + 6
    hidden = b"99 0 obj\n<< /Hidden true >>\nendobj\nstartxref\n1\n%%EOF\n"
    return desk.sealed[:end] + hidden + desk.signed[end:]


def a_revision_that_signs_nothing(desk: Desk) -> bytes:
    return tampering.edited(desk.signed, tampering.retitle)


def one_letter_of_the_pages(desk: Desk) -> bytes:
    place = desk.signed.index(b"stream") + 40
    return desk.signed[:place] + bytes([desk.signed[place] ^ 1]) + desk.signed[place + 1 :]


def the_last_signature_taken_away(desk: Desk) -> bytes:
    return tampering.previous_revision(desk.signed)


def another_person_s_key_in_the_field(desk: Desk) -> bytes:
    document = signed_by(desk.sealed, desk.keyring, "M2")
    document = embed_member(document, expected("M3"), desk.keyring["M9"], at("18:11"))
    return embed_member(document, expected("M1"), desk.keyring["M1"], at("18:12"))


def one_key_for_two_members(desk: Desk) -> bytes:
    document = embed_member(desk.sealed, expected("M2"), desk.keyring["M2"], at("18:10"))
    document = embed_member(document, expected("M3"), desk.keyring["M2"], at("18:11"))
    return embed_member(document, expected("M1"), desk.keyring["M1"], at("18:12"))


def a_member_after_the_lock(desk: Desk) -> bytes:
    document = signed_by(desk.sealed, desk.keyring, "M2")
    document = embed_member(document, expected("M1"), desk.keyring["M1"], at("18:11"))
    return embed_member(document, expected("M3"), desk.keyring["M3"], at("18:12"))


def a_signature_before_the_seal(desk: Desk) -> bytes:
    return embed_member(desk.members_signed, expected("M1"), desk.keyring["M1"], at("16:00"))


def a_signature_of_tomorrow(desk: Desk) -> bytes:
    tomorrow = at("18:12").replace(day=20, month=4)
    return embed_member(desk.members_signed, expected("M1"), desk.keyring["M1"], tomorrow)


def a_certificate_slipped_into_a_container(desk: Desk) -> bytes:
    injection = tampering.inject_certificate(desk.keyring["M9"])
    return tampering.with_cms(desk.signed, "president.M1", injection)


def padding_of_a_container(desk: Desk) -> bytes:
    return tampering.with_container(desk.signed, "president.M1", lambda h: h[:-2] + b"41")


def a_note_on_a_page(desk: Desk) -> bytes:
    return tampering.edited(desk.signed, tampering.add_annotation)


def pages_exchanged(desk: Desk) -> bytes:
    return tampering.edited(desk.signed, tampering.swap_pages)


def a_copy_written_again(desk: Desk) -> bytes:
    output = BytesIO()
    with pikepdf.open(BytesIO(desk.signed)) as pdf:
        pdf.save(output)
    return output.getvalue()


def minutes_made_again_by_their_own_signers(desk: Desk) -> bytes:
    """Everyone colludes: only the session tells."""
    document = a_sealed_pdf(what_is_sealed(desk.keyring), words="Autre procès-verbal")
    return signed_by(document, desk.keyring, "M2", "M3", "M1")


def a_list_with_fewer_signers(desk: Desk) -> bytes:
    paper = {"M1": SigningWay.PAPER, "M3": SigningWay.PAPER}
    document = a_sealed_pdf(what_is_sealed(desk.keyring, ways=paper))
    return signed_by(document, desk.keyring, "M2")


def other_decisions_attached(desk: Desk) -> bytes:
    decisions = b'{"candidates": [{"id": "C1", "route": "FI", "outcome": "CERT", "blocs": []}]}'
    document = a_sealed_pdf(what_is_sealed(desk.keyring), decisions=decisions)
    return signed_by(document, desk.keyring, "M2", "M3", "M1")


def a_signature_of_another_pv_of_the_jury(desk: Desk) -> bytes:
    """The same key signed both, in the same field, at the same minute."""
    other = a_sealed_pdf(what_is_sealed(desk.keyring), words="Autre procès-verbal")
    other = signed_by(other, desk.keyring, "M2", "M3")
    start, end = tampering.container_of(other, "membre.M2")
    return tampering.with_container(desk.signed, "membre.M2", lambda _: other[start:end])


def an_authority_that_bears_the_same_name(desk: Desk) -> bytes:
    false = create_authority(at=at("08:00"), days=3650).issue(holder_of("M2"), at=at("08:00"))
    return _completed(desk, false)


def a_second_certificate_of_the_same_name(desk: Desk) -> bytes:
    again = desk.keyring.authority.issue(holder_of("M2"), at=at("08:00"), days=3650)
    return _completed(desk, again)


def _completed(desk: Desk, key: SigningKey) -> bytes:
    """Sign for M2 with that key, then let the others sign with a program that looks at nothing."""
    document = embed_member(desk.sealed, expected("M2"), key, at("18:10"))
    document = embed_member(document, expected("M3"), desk.keyring["M3"], at("18:11"))
    return embed_member(document, expected("M1"), desk.keyring["M1"], at("18:12"))


def two_tables_of_contents(desk: Desk) -> bytes:
    """A classic table for some readers, a stream that says something else for the others."""
    with pikepdf.open(BytesIO(desk.signed)) as pdf:
        page, root = pdf.pages[0].objgen[0], pdf.Root.objgen[0]
        (first, _), size = pdf.trailer.ID, int(pdf.trailer.Size)
    before = int(desk.signed.rpartition(b"startxref")[2].split()[0])
    hidden = len(desk.signed)
    document = desk.signed + (
        b"%d 0 obj\n<</Type/XRef/Size %d/W[1 2 1]/Index[%d 1]/Length 4/Root %d 0 R>>\n"
        b"stream\n\x01\x00\x10\x00\nendstream\nendobj\n"
    ) % (size, size + 1, page, root)
    place, mark = len(document), bytes(first).hex().encode()
    return document + (
        b"xref\n0 0\ntrailer\n<</Size %d/Root %d 0 R/Prev %d/XRefStm %d/ID[<%b><%b>]>>\n"
        b"startxref\n%d\n%%%%EOF\n"
    ) % (size + 1, root, before, hidden, mark, mark, place)


ATTACKS: tuple[Attack, ...] = (
    a_whole_document_after_the_sealed_one,
    the_sealed_document_before_another,
    bytes_hidden_between_two_revisions,
    a_revision_that_signs_nothing,
    one_letter_of_the_pages,
    the_last_signature_taken_away,
    another_person_s_key_in_the_field,
    one_key_for_two_members,
    a_member_after_the_lock,
    a_signature_before_the_seal,
    a_signature_of_tomorrow,
    a_certificate_slipped_into_a_container,
    padding_of_a_container,
    a_note_on_a_page,
    pages_exchanged,
    a_copy_written_again,
    minutes_made_again_by_their_own_signers,
    a_list_with_fewer_signers,
    other_decisions_attached,
    a_signature_of_another_pv_of_the_jury,
    an_authority_that_bears_the_same_name,
    a_second_certificate_of_the_same_name,
    two_tables_of_contents,
)
# What nothing but the session, or a seal, can tell: intact without them, and never « valide ».
COLLUDED = frozenset(
    (minutes_made_again_by_their_own_signers, a_list_with_fewer_signers, other_decisions_attached)
)


@pytest.fixture(scope="module")
def desk() -> Desk:
    keyring = a_keyring("M1", "M2", "M3", "M9")
    sealed = a_sealed_pdf(what_is_sealed(keyring))
    members = signed_by(sealed, keyring, "M2", "M3")
    return Desk(keyring, sealed, members, signed_by(members, keyring, "M1", first="18:12"))


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_attack_fails_with_and_without_the_session(desk: Desk, attack: Attack) -> None:
    document = desk.after(attack)
    state = a_state(desk.keyring, desk.sealed)

    alone = verdict_on(document, desk.keyring.trust)
    together = verdict_on(document, desk.keyring.trust, session=state)

    assert together.finding is Finding.INVALID, saying(together)
    assert together.matches_session is False or not holds(together)
    wanted = Finding.INTACT if attack in COLLUDED else Finding.INVALID
    assert alone.finding is wanted, saying(alone)
    assert alone.messages


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_nobody_signs_on_nor_takes_back_what_was_attacked(desk: Desk, attack: Attack) -> None:
    document = desk.after(attack)
    state = a_state(desk.keyring, desk.sealed)

    with pytest.raises(JuryDeskError):
        sign_pdf(document, "M3", desk.keyring["M3"], at=at("18:30"), session=state)
    if attack is not the_last_signature_taken_away:
        with pytest.raises(JuryDeskError):
            new_signatures(document, state, at=at("19:00"))


def test_stripped_signature_is_missed_by_the_session_that_recorded_it(desk: Desk) -> None:
    state = a_state(desk.keyring, desk.sealed, ("M1", desk.signed))

    with pytest.raises(ReceptionRefusedError):
        new_signatures(the_last_signature_taken_away(desk), state, at=at("19:00"))


def test_table_of_attacks_is_printed(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    rows = []
    for attack in ATTACKS:
        document = desk.after(attack)
        state = a_state(desk.keyring, desk.sealed)
        verdicts = (
            verdict_on(document, desk.keyring.trust),
            verdict_on(document, desk.keyring.trust, session=state),
        )
        words = attack.__name__.replace("_", " ")
        rows.append((words, *(each.finding.value for each in verdicts)))
    with capsys.disabled():
        print(f"\n{'attack':45}  alone        with the session")
        for words, alone, together in rows:
            print(f"{words:45}  {alone:11}  {together}")
    assert all("valide" not in {alone, together} for _, alone, together in rows)


def _after_everyone(desk: Desk, edit: tampering.Edit) -> bytes:
    return tampering.edited(desk.signed, edit)


def _before_the_chair(desk: Desk, edit: tampering.Edit) -> bytes:
    """The chair signs all the same, with a program that looks at nothing."""
    document = tampering.edited(desk.members_signed, edit)
    return embed_member(document, expected("M1"), desk.keyring["M1"], at("18:12"))


def _while_signing(desk: Desk, edit: tampering.Edit) -> bytes:
    """A member signs with this program, changed so that its revision does something more."""
    document = signed_by(desk.sealed, desk.keyring, "M2")
    document = tampering.signed_and(document, expected("M3"), desk.keyring["M3"], at("18:11"), edit)
    return embed_member(document, expected("M1"), desk.keyring["M1"], at("18:12"))


@pytest.mark.parametrize("way", [_after_everyone, _before_the_chair, _while_signing])
def test_no_revision_changes_anything_else(
    desk: Desk, way: Callable[[Desk, tampering.Edit], bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    state = a_state(desk.keyring, desk.sealed)
    passed = []
    for edit in EDITS:
        document = way(desk, edit)
        alone = verdict_on(document, desk.keyring.trust)
        together = verdict_on(document, desk.keyring.trust, session=state)
        if {alone.finding, together.finding} != {Finding.INVALID}:
            passed.append(edit.__name__)
    with capsys.disabled():
        told = way.__name__.replace("_", " ").strip()
        print(f"\n{len(EDITS)} changes {told}: {len(passed)} pass")
    assert passed == []


def test_true_minutes_are_not_in_the_table(desk: Desk) -> None:
    state = a_state(desk.keyring, desk.sealed)

    assert verdict_on(desk.signed, desk.keyring.trust, session=state).finding is Finding.VALID


def test_a_document_that_reads_alone_was_built(desk: Desk) -> None:
    """The attack of two documents in one is real: other readers open the second."""
    document = a_whole_document_after_the_sealed_one(desk)

    with pikepdf.open(BytesIO(document)) as pdf:
        assert b'"papier"' in pdf.attachments["signatures.json"].get_file().read_bytes()


def test_list_of_nobody_is_valid_by_the_session_alone() -> None:
    paper = what_is_sealed(ways=dict.fromkeys(("M1", "M2", "M3"), SigningWay.PAPER))
    document = a_sealed_pdf(paper)
    state = a_state(a_keyring(), document, sealed=paper)
    lying = a_state(a_keyring(), document, sealed=replace(paper, signatures=paper.signatures[:2]))

    assert verdict_on(document, None, session=state).finding is Finding.VALID
    assert verdict_on(document, None, session=lying).finding is Finding.INVALID
    assert verdict_on(document, None).finding is Finding.INVALID
