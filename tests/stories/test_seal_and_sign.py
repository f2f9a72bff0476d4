"""From the last decision to signed minutes that anyone can verify, by keys and real .p12 files."""

import json

import pytest

from jurydesk.__main__ import main
from jurydesk.deliberation.facts import SigningWay
from jurydesk.signature.trust import load_trust
from jurydesk.signature.verdict import Finding
from jurydesk.signature.verification import verify_pdf
from tests.builders import at
from tests.stories.room import Room
from tests.stories.signers import PASSPHRASE, name_of, write_keys
from tests.stories.typist import DOWN, ENTER, Key, Until
from tests.widgets.room import a_session, clear_file


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    """The keys of three members in a folder, with the root of the establishment."""
    return write_keys(tmp_path_factory.mktemp("clés"), "M1", "M2", "M3")


def test_minutes_sealed_and_signed_by_keys_verify_everywhere(qtbot, tmp_path, keys, capsys):
    room = Room(qtbot, a_session(tmp_path / "séance.jury", clear_file("C01")))
    official = tmp_path / "procès-verbal.pdf"
    a_short_sitting(room)
    the_fourth_member_will_sign_on_paper(room)
    the_minutes_are_sealed(room, official)
    the_president_cannot_sign_first(room, keys)
    a_wrong_passphrase_is_told(room, keys)
    for member in ("M3", "M2", "M1"):
        room.signs(member, keys / f"{member}.p12", PASSPHRASE)
        room.says(f"{name_of(member)}{' ◆' if member == 'M1' else ''} | signé")
    room.says("Complet")
    nothing_more_can_be_done(room)
    room.window.bridge.close()
    everyone_can_verify(tmp_path / "séance.jury", official, keys / "racine.pem", capsys)


def a_short_sitting(room):
    room.goes_to_the_sitting()
    room.arrives("M1", "M2", "M3", "M7")
    room.excuses("M4", "M5", "M6", "M8", because="Retenus par un autre jury")
    room.opens()
    room.agrees_on_everything()
    room.closes()
    room.says("Séance close")


def the_fourth_member_will_sign_on_paper(room):
    room.type(Key("Ctrl+6"))
    room.says("Prêt", "PrénomM7 NOMM7 | électronique")
    room.type(*room.line_of_signer("M7"), Key("Alt+M"), DOWN, ENTER)
    room.says("PrénomM7 NOMM7 | sur papier")
    assert room.state.signing["M7"].way is SigningWay.PAPER


def the_minutes_are_sealed(room, official):
    warned = room.sees("Sceller le procès-verbal ?", "La séance ne changera plus.")
    room.type(Key("Alt+S"), warned, Key("Alt+S"), Key("Ctrl+A"), str(official), ENTER)
    room.says("Scellée", "Enregistré : scellement du procès-verbal", "PrénomM2 NOMM2 | attendue")
    assert room.decisions()["state"] == "scellée"
    page = room.window.page("minutes")
    room.type(
        Until(
            lambda: official.name in page.minutes_preview.preview_state.text(), "the official pages"
        )
    )


def the_president_cannot_sign_first(room, keys):
    room.signs("M1", keys / "M1.p12", PASSPHRASE, room.sees("signe en dernier"), Key("Escape"))
    assert room.state.signatures == []


def a_wrong_passphrase_is_told(room, keys):
    room.signs("M3", keys / "M3.p12", "sésame", room.sees("phrase secrète"), Key("Escape"))
    assert room.state.signatures == []


def nothing_more_can_be_done(room):
    room.type(Key("Ctrl+Z"))
    room.says("Scellée")
    assert len(room.state.signatures) == 3


def everyone_can_verify(session, official, root, capsys):
    verdict = verify_pdf(official, trust=load_trust(root), at=at("18:00"))
    assert verdict.finding is Finding.INTACT, verdict.messages
    capsys.readouterr()
    words = ("verify", official, "--session", session, "--trust", root, "--json")
    assert main([str(word) for word in words]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["valid"]
    assert told["matches_session"]
    assert [each["member"] for each in told["signatures"]] == ["M3", "M2", "M1"]
    assert all(each["intact"] and each["trusted"] for each in told["signatures"])
    main(["verify", str(session), "--json"])
    assert json.loads(capsys.readouterr().out)["journal"]["intact"]
