"""The passphrase of a session on the command line: asked for, changed, removed, never shown."""

import pytest

from jurydesk.__main__ import main
from jurydesk.commands.opening import IN_CLEAR
from jurydesk.storage.encryption import is_protected
from tests.commands.desk import Desk


@pytest.fixture
def phrases(desk: Desk):
    for name, text in (("un", "première été"), ("deux", "seconde"), ("vide", "")):
        (desk.folder / name).write_text(text + "\n", encoding="utf-8")
    return desk.folder


def _given(phrases, name: str) -> tuple[object, ...]:
    return ("--session-passphrase-file", phrases / name)


def test_a_session_is_created_protected(desk: Desk, phrases) -> None:
    desk.candidate()
    desk.new()
    desk.session.unlink()
    code, _, err = desk.run(
        *("new", desk.session, "--certification", "RNCP35609", "--date", desk.date),
        *("--cohort", desk.folder / "promotion.csv", "--jury", desk.folder / "jury.csv"),
        *("--passphrase-file", phrases / "un"),
    )
    assert (code, err) == (0, "")
    assert is_protected(desk.session)
    assert desk.run("decisions", desk.session, *_given(phrases, "un"))[0] == 0


def test_a_session_in_clear_says_so(desk: Desk) -> None:
    desk.candidate()
    desk.new()
    desk.session.unlink()
    main(
        [
            *("new", str(desk.session), "--certification", "RNCP35609", "--date", desk.date),
            *("--cohort", str(desk.folder / "promotion.csv")),
            *("--jury", str(desk.folder / "jury.csv")),
        ]
    )
    assert desk.capsys.readouterr().err == f"{IN_CLEAR}\n"


def test_an_empty_passphrase_makes_nothing(desk: Desk, phrases) -> None:
    desk.candidate()
    desk.new()
    before = desk.session.read_bytes()
    code, _, err = desk.run("protect", desk.session, "--passphrase-file", phrases / "vide")
    assert (code, err.count("\n")) == (2, 1)
    assert desk.session.read_bytes() == before


def test_every_command_asks_for_the_passphrase(desk: Desk, phrases) -> None:
    desk.candidate()
    desk.new()
    desk.open_with()
    assert desk.run("protect", desk.session, "--passphrase-file", phrases / "un")[0] == 0
    sheet = desk.sheet("09:30;incident;;;;;Panne")
    commands = (
        ("check", desk.session),
        ("decisions", desk.session),
        ("record", desk.session, sheet),
        ("minutes", desk.session, "--out", desk.folder / "pv.pdf"),
        ("verify", desk.session),
        ("export", desk.session, "--format", "json", "--out", desk.folder / "e.json"),
        ("documents", desk.session, "--out", desk.folder / "papiers"),
        ("protect", desk.session, "--passphrase-file", phrases / "deux"),
        ("unprotect", desk.session),
        ("seal", desk.session, "--out", desk.folder / "pv.pdf"),
    )
    for words in commands:
        code, _, err = desk.run(*words)
        assert code == 2, words
        assert "protégée par une phrase secrète" in err
        code, _, err = desk.run(*words, *_given(phrases, "deux"))
        assert code == 2, words
        assert "n’est pas celle" in err
        assert "seconde" not in err
    for words in commands[:7]:
        code, _, err = desk.run(*words, *_given(phrases, "un"))
        assert code in {0, 1}, (words, err)


def test_the_passphrase_is_changed_then_removed(desk: Desk, phrases) -> None:
    desk.candidate()
    desk.new()
    protect = ("protect", desk.session, "--passphrase-file")
    assert desk.run(*protect, phrases / "un")[0] == 0
    assert desk.run(*protect, phrases / "deux", *_given(phrases, "un"))[0] == 0
    assert desk.run("decisions", desk.session, *_given(phrases, "un"))[0] == 2
    assert desk.run("unprotect", desk.session, *_given(phrases, "deux"))[0] == 0
    assert desk.run("decisions", desk.session)[0] == 0
    code, _, err = desk.run("unprotect", desk.session)
    assert (code, "n’est pas protégée" in err) == (2, True)
