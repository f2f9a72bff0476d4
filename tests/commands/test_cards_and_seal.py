"""A card that signs, and the establishment's seal, through the commands that a clerk types."""

import json
from datetime import UTC, datetime

import pytest

from jurydesk.signature.demonstration import as_p12, create_authority
from tests.card_reader import PIN, TOKEN, a_reader
from tests.commands.desk import JURY

EARLIER = {f"BC0{n}": "acquis" for n in range(2, 8)}
NAMES = {"M1": "AUBERT Claire", "M2": "Denis Bonnet", "M3": "Elise CARON", "M4": "Farid DUMAS"}


@pytest.fixture
def closed(desk):
    # The card of the tests is in the name of Prénom M2 NOM M2.
    desk.jury = JURY.replace("M3;Caron;Élise", "M3;NOMM2;PrénomM2")
    desk.candidate(**EARLIER)
    desk.new()
    desk.record(
        """09:00;presence;M1 M2 M3 M4;;;present;
        09:00;presence;M5 M6 M7 M8;;;excuse;cours
        09:05;ouverture;;;;;
        09:10;consensus;;C1;*;;
        09:11;adoption;;C1;*;;
        09:20;cloture;;;;;"""
    )
    return desk


@pytest.fixture
def authority(closed):
    now = datetime.now(UTC)
    made = create_authority(at=now)
    for member, name in NAMES.items():
        (closed.folder / f"{member}.p12").write_bytes(as_p12(made.issue(name, at=now), ""))
    school = made.issue("Institut supérieur", at=now)
    (closed.folder / "cachet.p12").write_bytes(as_p12(school, "clé été"))
    (closed.folder / "cachet.txt").write_bytes("clé été\n".encode())
    return made


def sign(desk, member, *how):
    return desk.run("sign", desk.folder / "pv.pdf", "--member", member, *how)


def test_seal_of_the_establishment_vouches_for_the_minutes(closed, authority):
    out, trust = closed.folder / "pv.pdf", closed.folder / "ca.pem"
    seal = ("seal", closed.session, "--out", out, "--seal-p12", closed.folder / "cachet.p12")
    code, _, err = closed.run(*seal)
    assert (code, "phrase secrète" in err, out.exists()) == (2, True, False)
    code, _, err = closed.run(*seal, "--seal-passphrase-file", closed.folder / "cachet.txt")
    assert code == 0, err
    trust.write_bytes(authority.pem)
    for member in ("M2", "M3", "M4", "M1"):
        accept = ("--accept-name",) if member == "M3" else ()
        code, _, err = sign(closed, member, "--p12", closed.folder / f"{member}.p12", *accept)
        assert code == 0, err

    code, told, _ = closed.run("verify", out, "--trust", trust)
    assert (code, "VALIDE" in told.splitlines()[0]) == (0, True)
    assert "Le cachet de l’établissement est au nom de « Institut supérieur" in told.replace(
        "\u00a0", " "
    )
    code, told, _ = closed.run("verify", out)
    assert (code, "INTACT" in told.splitlines()[0].upper()) == (1, True)
    code, told, _ = closed.run("verify", out, "--trust", trust, "--json")
    assert json.loads(told)["verdict"] == "valide"


def test_card_signs_by_the_command_line(closed, authority):
    library, keyring = a_reader()
    out, pin, wrong = (closed.folder / name for name in ("pv.pdf", "code.txt", "faux.txt"))
    pin.write_text(f"{PIN}\n", encoding="ascii")
    wrong.write_text("999999", encoding="ascii")
    assert closed.run("seal", closed.session, "--out", out)[0] == 0
    assert sign(closed, "M2", "--p12", closed.folder / "M2.p12")[0] == 0
    before = out.read_bytes()
    card = ("--pkcs11", library, "--token", TOKEN)
    for member, how, told in (
        ("M3", (*card, "--pin-file", wrong), "Le code de la carte"),
        ("M3", ("--pkcs11", library, "--token", "autre", "--pin-file", pin), "n’est pas là"),
        ("M3", ("--pkcs11", pin, "--token", TOKEN, "--pin-file", pin), "code.txt"),
        ("M4", (*card, "--pin-file", pin), "PrénomM2 NOMM2"),
    ):
        code, _, err = sign(closed, member, *how)
        assert (code, told in err, err.count("\n")) == (2, True, 1), err
        assert "999999" not in err
        assert PIN not in err
        assert out.read_bytes() == before

    code, said, err = sign(closed, "M3", *card, "--pin-file", pin)
    assert code == 0, err
    assert "PrénomM2 NOMM2" in said
    assert sign(closed, "M4", "--p12", closed.folder / "M4.p12")[0] == 0
    assert sign(closed, "M1", "--p12", closed.folder / "M1.p12")[0] == 0
    trust = closed.folder / "ca.pem"
    trust.write_bytes(authority.pem + keyring.authority.pem)
    code, told, _ = closed.run("verify", out, "--session", closed.session, "--trust", trust)
    assert (code, "VALIDE" in told.splitlines()[0]) == (0, True)
