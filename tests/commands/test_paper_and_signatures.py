"""From a closed sitting to a signed file, and what each command prints for a person."""

from datetime import UTC, datetime

import pytest

from jurydesk.commands import console
from jurydesk.signature.demonstration import as_p12, create_authority

EARLIER = {f"BC0{n}": "acquis" for n in range(2, 8)}
WHO_SAT = "M1 M2 M3 M4"


@pytest.fixture
def closed(desk):
    desk.candidate(**EARLIER)
    desk.new()
    desk.record(
        f"""09:00;presence;{WHO_SAT};;;present;
        09:00;presence;M5 M6 M7 M8;;;excuse;cours
        09:05;ouverture;;;;;
        09:10;consensus;;C1;*;;
        09:11;adoption;;C1;*;;
        09:20;cloture;;;;;"""
    )
    return desk


@pytest.fixture
def sealed(closed):
    code, out, err = closed.run("seal", closed.session, "--out", closed.folder / "pv.pdf")
    # Held in 2024 and sealed today: said, and sealed all the same.
    assert (code, err.count("\n"), "la séance est du 19/04/2024" in err) == (0, 1, True)
    assert "Réserve : " in out
    return closed


def sign(desk, member: str, *options: object, key: str = "") -> tuple[int, str, str]:
    words = ("--member", member, "--p12", desk.folder / f"{key or member}.p12")
    return desk.run("sign", desk.folder / "pv.pdf", *words, *options)


def test_members_sign_in_any_order_and_the_president_last(sealed):
    now = datetime.now(UTC)
    authority = create_authority(at=now)
    (sealed.folder / "ca.pem").write_bytes(authority.pem)
    names = {"M1": "AUBERT Claire", "M2": "Denis Bonnet", "M3": "Elise CARON", "M4": "Farid DUMAS"}
    for member, name in names.items():
        key = authority.issue(name, at=now)
        word = "été" if member == "M2" else ""
        (sealed.folder / f"{member}.p12").write_bytes(as_p12(key, word))
    notepad = sealed.folder / "phrase.txt"
    notepad.write_bytes("\ufeffété\r\n".encode())

    code, _, err = sign(sealed, "M1")
    assert (code, "signe en dernier" in err) == (2, True)
    code, _, err = sign(sealed, "M5", key="M4")
    assert (code, "n’est pas attendu" in err) == (2, True)
    code, _, err = sign(sealed, "M2")
    assert (code, "phrase secrète" in err) == (2, True)
    code, _, err = sign(sealed, "M2", "--passphrase-file", sealed.folder / "absent.txt")
    assert (code, "ne peut pas être lu" in err) == (2, True)

    code, out, err = sign(sealed, "M4")
    assert (code, err) == (0, "")
    assert "Empreinte SHA-256 du certificat" in out
    code, _, err = sign(sealed, "M3", key="M4")
    assert (code, "doit signer avec le sien" in err) == (2, True)
    assert sign(sealed, "M2", "--passphrase-file", notepad)[0] == 0
    assert sign(sealed, "M3")[0] == 0
    code, out, _ = sealed.run("verify", sealed.folder / "pv.pdf")
    assert (code, "NON VALIDE" in out) == (1, True)
    assert sign(sealed, "M1")[0] == 0
    code, out, _ = sealed.run(
        *("verify", sealed.folder / "pv.pdf", "--trust", sealed.folder / "ca.pem"),
        *("--session", sealed.session),
    )
    assert (code, "pv.pdf : VALIDE" in out) == (0, True)


def test_a_session_file_is_verified_on_its_own(sealed):
    code, out, _ = sealed.run("verify", sealed.session)
    assert (code, "seance.jury : VALIDE" in out) == (0, True)


def test_the_other_papers_and_exports_are_named(sealed):
    code, out, err = sealed.run(
        "documents", sealed.session, "--out", sealed.folder / "papiers", "--only", "emargement"
    )
    assert (code, err) == (0, "")
    assert [path.name for path in (sealed.folder / "papiers").iterdir()] == ["emargement.pdf"]
    assert "emargement.pdf" in out
    code, out, _ = sealed.run(
        "export", sealed.session, "--format", "json", "--out", sealed.folder / "x.json"
    )
    assert (code, "PROJET" in out) == (0, False)


def test_a_draft_export_says_so(closed):
    code, out, _ = closed.run(
        "export", closed.session, "--format", "csv", "--out", closed.folder / "x.csv"
    )
    assert (code, "PROJET" in out) == (0, True)


def test_decisions_and_findings_are_told_in_words(closed):
    _, out, _ = closed.run("decisions", closed.session)
    assert "C1  NOMC1 Camille (FI) : " in out
    assert "    BC01  validé\n" in out
    assert "Inscrits : 1 ; présentés : 1 ; certifiés : 1" in out
    _, out, _ = closed.run("check", closed.session)
    assert "– sans objet  soutenance (NOMC1 Camille)" in out


def test_a_cohort_is_told_in_words(closed):
    code, out, _ = closed.run("import", closed.folder / "promotion.csv")
    assert code == 0
    assert "colonne « voie » : voie" in out
    assert "Lignes acceptées : 1 ; refusées : 0." in out


def test_rulebooks_at_hand_are_listed(desk):
    code, out, err = desk.run("certification", "list")
    assert (code, err) == (0, "")
    assert out.startswith("RNCP35609  Chef de Projets")
    assert "échéance 19/05/2024" in out


@pytest.mark.parametrize(
    ("typed", "encoding", "plain"),
    [
        ("l’été – « 30\u202f% »…", "ascii", 'l\'ete - " 30 % "...'),
        ("l’été – « 30\u202f% »…", "latin-1", "l'été - « 30 % »..."),
        ("Œuvré ✓ 漢", "ascii", "OEuvre + ?"),
    ],
)
def test_an_old_console_gets_plain_words(typed, encoding, plain):
    console.prepare_streams()
    assert typed.encode(encoding, "jurydesk.plain").decode(encoding) == plain


def test_only_writing_is_made_plain():
    console.prepare_streams()
    with pytest.raises(UnicodeDecodeError):
        b"\xff".decode("utf-8", "jurydesk.plain")
