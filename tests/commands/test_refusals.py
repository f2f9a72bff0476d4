"""What the program answers when it cannot: exit code 2, one line on standard error, in French."""

import pytest

from jurydesk.storage.session_file import SessionFile
from tests.commands.desk import EVERYONE, JURY


def one_line(err: str) -> bool:
    """Whether this is a single line that ends as a sentence does."""
    return err.count("\n") == 1 and err.rstrip().endswith((".", "!", "?"))


@pytest.fixture
def prepared(desk):
    desk.candidate()
    desk.new()
    return desk


@pytest.mark.parametrize(
    "words",
    [
        ["import"],
        ["import", "absent.csv"],
        ["import", "."],
        ["import", "promotion.csv", "--certification", "RNCP1"],
        ["inconnue"],
        ["a.jury", "b.jury"],
        ["check", "absent.jury"],
        ["check", "promotion.csv"],
        ["check", "."],
        ["record", "seance.jury", "absent.csv"],
        ["record", "seance.jury", "jury.csv"],
        ["minutes", "seance.jury"],
        ["minutes", "seance.jury", "--out", "nulle/part.pdf"],
        ["minutes", "seance.jury", "--out", "."],
        ["minutes", "seance.jury", "--out", "seance.jury"],
        ["export", "seance.jury", "--format", "json", "--out", "seance.jury"],
        ["export", "seance.jury", "--format", "csv", "--out", "."],
        ["seal", "seance.jury", "--out", "pv.pdf"],
        ["sign", "seance.jury", "--member", "M1", "--p12", "absent.p12"],
        ["sign", "promotion.csv", "--member", "M1", "--p12", "promotion.csv"],
        ["verify", "absent.pdf"],
        ["verify", "promotion.csv"],
        ["verify", "."],
        ["export", "seance.jury", "--format", "pdf", "--out", "x.pdf"],
        ["export", "seance.jury", "--format", "cpf", "--out", "x.xml"],
        ["documents", "seance.jury", "--out", "papiers", "--only", "bidon"],
        ["documents", "seance.jury", "--out", "promotion.csv"],
        ["certification"],
        ["certification", "import", "promotion.csv", "--code", "RNCP1", "--out", "r.toml"],
    ],
)
def test_what_cannot_be_done_says_so_in_one_line(prepared, monkeypatch, words):
    monkeypatch.chdir(prepared.folder)
    before = prepared.session.read_bytes()
    code, _, err = prepared.run(*words)
    assert code == 2
    assert one_line(err), err
    assert prepared.session.read_bytes() == before


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--date", "2024-13-01", "AAAA-MM-JJ"),
        ("--reading", "bof", "seats, statutory, voting, present"),
        ("--certification", "RNCP1", "RNCP35609"),
    ],
)
def test_a_wrong_option_says_what_would_be_right(prepared, option, value, said):
    options = {
        "--certification": "RNCP35609",
        "--cohort": prepared.folder / "promotion.csv",
        "--jury": prepared.folder / "jury.csv",
        "--date": "2024-04-19",
    } | {option: value}
    session = prepared.folder / "autre.jury"
    words = [word for pair in options.items() for word in pair]
    code, _, err = prepared.run("new", session, *words)
    assert code == 2
    assert one_line(err)
    assert said in err
    assert not session.exists()


def test_a_session_is_never_made_over_a_file(prepared):
    before = prepared.session.read_bytes()
    _, err = prepared.new(expect=2)
    assert "existe déjà" in err
    assert prepared.session.read_bytes() == before


def test_every_fault_of_both_files_is_listed_and_one_is_told(desk):
    desk.candidate("C1", BC01="7")
    desk.candidate("C1", voie="CL")
    desk.jury = JURY.replace("employeur;oui", "patron;oui")
    out, err = desk.new(expect=2)
    assert one_line(err)
    assert "les 4 erreurs signalées" in err
    assert out.count("erreur – ") == 4
    assert "error" not in out
    assert not desk.session.exists()


def test_what_keeps_from_sealing_is_listed(prepared):
    code, out, err = prepared.run("seal", prepared.session, "--out", prepared.folder / "pv.pdf")
    assert code == 2
    assert one_line(err)
    assert out.count("À régler – ") > 8


def test_a_dry_run_leaves_every_byte(prepared):
    before = prepared.session.read_bytes()
    sheet = prepared.sheet(f"09:00;presence;{EVERYONE};;;present;\n09:05;ouverture;;;;;")
    code, out, err = prepared.run("record", prepared.session, sheet, "--dry-run")
    assert (code, err) == (0, "")
    assert "2 actes vérifiés" in out
    assert prepared.session.read_bytes() == before
    assert sorted(path.name for path in prepared.folder.iterdir()) == [
        *("bordereau.csv", "jury.csv", "promotion.csv", "seance.jury")
    ]


def test_the_reading_and_the_number_are_the_rulebooks_until_chosen(desk):
    desk.candidate()
    desk.new()
    other = desk.folder / "autre.jury"
    code, out, _ = desk.run(
        *("new", other, "--certification", "RNCP35609", "--date", "19/04/2024"),
        *("--cohort", desk.folder / "promotion.csv", "--jury", desk.folder / "jury.csv"),
    )
    assert code == 0
    assert "RNCP35609-2024-04-19-01" in out
    desk.session.unlink()
    other.rename(desk.session)
    assert desk.finding("exterieurs", route="FI")["value"] == "2/8"


def test_an_acting_chair_votes_on_a_route_of_the_cohort(prepared):
    # M7 votes on VAE only, and nobody came by VAE.
    prepared.open_with()
    _, err = prepared.record("09:10;president_seance;M7;;;;", expect=2)
    assert "voix consultative" in err
    prepared.record("09:10;president_seance;M2;;;;")


def test_only_one_writes_but_anyone_reads(prepared):
    sheet = prepared.sheet("09:00;presence;M1;;;present;")
    with SessionFile.open(prepared.session):
        code, _, err = prepared.run("record", prepared.session, sheet)
        assert code == 2
        assert "déjà ouverte" in err
        assert prepared.run("decisions", prepared.session)[0] == 0
        # A dry run only reads, and finds the sheet's faults as the entry would.
        code, out, _ = prepared.run("record", prepared.session, sheet, "--dry-run")
        assert (code, "1 acte vérifié, rien n’est enregistré" in out) == (0, True)
        faulty = prepared.sheet("09:00;presence;M77;;;present;")
        assert prepared.run("record", prepared.session, faulty, "--dry-run")[0] == 2
        prepared.sheet("09:00;presence;M1;;;present;")
    assert prepared.run("record", prepared.session, sheet)[0] == 0
