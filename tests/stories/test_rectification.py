"""An error found after the seal: a rectifying sitting held, sealed and signed by keys alone."""

import json
from datetime import date

import pypdfium2
import pytest

from jurydesk.__main__ import main
from jurydesk.compliance.member import Attendance
from jurydesk.deliberation import acts
from jurydesk.deliberation.facts import SigningWay
from jurydesk.storage.sealing import seal
from jurydesk.storage.session_file import SessionFile
from tests.builders import at
from tests.stories.room import Room, decisions_of
from tests.stories.screen import plain
from tests.stories.signers import PASSPHRASE, write_keys
from tests.stories.typist import DOWN, ENTER, SPACE, TAB, Key, Until
from tests.widgets.room import BLOCKS, a_file, a_session, clear_file

FIRST = "RNCP35609-2024-04-19-01"
SECOND = "RNCP35609-2024-06-03-01-R"
WHY = "Les niveaux d’un homonyme ont été saisis"


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    """The keys of the two who will sign, with the root of the establishment."""
    return write_keys(tmp_path_factory.mktemp("clés"), "M1", "M2")


@pytest.fixture
def first(tmp_path):
    """A sealed session: ZOLA is not certified, for BC04 was decided at level 3."""
    zola = a_file("222322a", "C02", birth_name="Zola", first_names="Jean")
    path = a_session(tmp_path / "avril.jury", clear_file("C01"), zola)
    with SessionFile.open(path) as session:
        everyone = tuple(session.state.members)
        session.record(*acts.attend(session.state, everyone, Attendance.PRESENT, at("09:00")))
        session.record(*acts.open_sitting(session.state, at("09:00")))
        for candidate in ("C01", "C02"):
            for block in BLOCKS[:6]:
                session.record(*acts.agree(session.state, candidate, block, None, at("09:10")))
                session.record(*acts.adopt(session.state, candidate, block, at("09:10")))
        session.record(*acts.close_sitting(session.state, at("10:00")))
        seal(session, tmp_path / "avril.pdf", at=at("11:00"))
    return path


def test_an_error_is_rectified_by_a_sitting_of_its_own(qtbot, tmp_path, first, keys, capsys):
    before = first.read_bytes(), first.with_suffix(".pdf").read_bytes()
    room = Room(qtbot, first)
    the_error_is_found_in_june(room)
    the_rectifying_session_is_asked(room)
    the_new_session_is_there(room, tmp_path)
    the_jury_sits_again(room)
    the_bloc_in_question_is_confirmed(room)
    another_level_needs_its_reason(room)
    room.closes(room.sees("Clore la séance ?"))
    room.says("Séance close", "1 sur 1 décidé")
    official = tmp_path / "juin.pdf"
    the_minutes_are_sealed(room, official)
    one_member_then_the_president_sign(room, keys)
    session = room.path
    room.window.bridge.close()
    everyone_can_verify(session, official, keys / "racine.pem", capsys)
    the_minutes_tell_what_changed(official)
    assert (first.read_bytes(), first.with_suffix(".pdf").read_bytes()) == before
    assert decisions_of(first)["candidates"][1]["outcome"] == "PART"


def the_error_is_found_in_june(room):
    room.the_day_is(date(2024, 6, 3))
    room.type(Key("Ctrl+6"))
    room.says(
        "Scellement", "Scellé", "Une erreur trouvée ensuite demande une nouvelle délibération"
    )
    room.says("Rectifier…")


def the_rectifying_session_is_asked(room):
    room.type(
        *(Key("Alt+T"), room.sees(f"Rectifie le procès-verbal n° {FIRST}", "0 candidat choisi")),
        *(room.sees("Cochez chaque candidat touché par l’erreur."), "zola"),
        room.sees("ZOLA Jean (C02, FI) – validation partielle"),
        *(TAB, SPACE, room.sees("1 candidat choisi sur 2", "Blocs : ZOLA Jean")),
        room.sees("BC02 – validé, niveau 2", "BC04 – en voie de validation, niveau 3"),
        *(TAB, DOWN, SPACE, room.sees("Indiquez le motif de la rectification.")),
        room.sees("BC02 – validé, niveau 2 : à revoir", "BC07 – acquis le 20/06/2023"),
        *(Key("Alt+M"), WHY, room.sees("03/06/2024", "Jury de la première séance, 8 membres")),
        Key("Alt+C"),
    )


def the_new_session_is_there(room, folder):
    assert room.path == folder / "avril-rectification.jury"
    assert room.decisions()["state"] == "préparation"
    room.says(f"Rectifie le n° {FIRST}", "En préparation", "0 sur 1 décidé")
    room.says("ZOLA Jean")
    room.does_not_say("LEFÈVRE")


def the_jury_sits_again(room):
    room.goes_to_the_sitting()
    room.says("En préparation : notez les présences, puis ouvrez.")
    room.says("Premier procès-verbal : validation partielle")
    room.arrives("M1", "M2", "M3", "M7")
    room.excuses("M4", "M5", "M6", "M8", because="Retenus par un autre jury")
    room.opens()
    room.says("Séance ouverte", "Préside : PrénomM1 NOMM1.")


def the_bloc_in_question_is_confirmed(room):
    assert (room.candidate, room.block) == ("C02", "BC02")
    room.says("Premier procès-verbal : validé, niveau 2")
    room.agrees()
    room.adopts()
    assert room.bloc("C02", "BC02")["level"] == 2


def another_level_needs_its_reason(room):
    assert room.block == "BC04"
    room.says("Premier procès-verbal : en voie de validation, niveau 3")
    room.votes("2222")
    room.adopts(because="Les pièces de M. Zola lui-même répondent aux attentes.")
    bloc = room.bloc("C02", "BC04")
    assert (bloc["level"], bloc["proposed"], bloc["status"]) == (2, 3, "validé")
    assert bloc["reason"] == "Les pièces de M. Zola lui-même répondent aux attentes."
    assert room.outcome("C02") == "CERT"
    room.says("Certification complète", "1 sur 1 décidé")


def the_minutes_are_sealed(room, official):
    room.type(Key("Ctrl+6"))
    room.says("Prêt", "PrénomM3 NOMM3 | électronique")
    for member in ("M3", "M7"):
        room.type(*room.line_of_signer(member), Key("Alt+M"), DOWN, ENTER)
        assert room.state.signing[member].way is SigningWay.PAPER
    warned = room.sees("Sceller le procès-verbal ?", "La séance ne changera plus.")
    room.type(Key("Alt+S"), warned, Key("Alt+S"), Key("Ctrl+A"), str(official), ENTER)
    room.says("Scellée", "Enregistré : scellement du procès-verbal", "PrénomM2 NOMM2 | attendue")
    page = room.window.page("minutes")
    written = Until(
        lambda: official.name in page.minutes_preview.preview_state.text(), "the official pages"
    )
    room.type(written)


def one_member_then_the_president_sign(room, keys):
    room.signs("M2", keys / "M2.p12", PASSPHRASE)
    room.says("PrénomM2 NOMM2 | signé", "PrénomM1 NOMM1 ◆ | attendue")
    room.says("C’est à PrénomM1 NOMM1 de signer : sa signature verrouille le document.")
    room.signs("M1", keys / "M1.p12", PASSPHRASE)
    room.says("PrénomM1 NOMM1 ◆ | signé", "Complet", "Sur papier : ")


def everyone_can_verify(session, official, root, capsys):
    capsys.readouterr()
    words = ("verify", official, "--session", session, "--trust", root)
    assert main([str(word) for word in words]) == 0
    assert "juin.pdf : VALIDE" in plain(capsys.readouterr().out)
    assert main([*(str(word) for word in words), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["valid"]
    assert told["matches_session"]
    assert [each["member"] for each in told["signatures"]] == ["M2", "M1"]


def the_minutes_tell_what_changed(official):
    pages = pypdfium2.PdfDocument(official)
    text = plain("\n".join(page.get_textpage().get_text_bounded() for page in pages))
    for words in ("Procès-verbal rectificatif", FIRST, SECOND, WHY, "Modifié", "Confirmé"):
        assert words in text
