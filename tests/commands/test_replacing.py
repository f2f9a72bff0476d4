"""``--out`` of every command: our own files made again, others only with ``--replace``."""

import pytest

from jurydesk.bundle import resource
from tests.commands.desk import Desk


@pytest.mark.parametrize("kind", ["json", "csv", "xlsx"])
def test_an_export_is_made_again_and_nothing_else_is_lost(desk: Desk, kind: str) -> None:
    desk.candidate()
    desk.new()
    out = desk.folder / f"export.{kind}"
    words = ("export", desk.session, "--format", kind, "--out", out)
    for _ in range(2):
        assert desk.run(*words)[0] == 0
        assert out.stat().st_mode & 0o777 == 0o600
    mine = desk.folder / "promotion.csv"
    before = mine.read_bytes()
    code, _, err = desk.run("export", desk.session, "--format", kind, "--out", mine)
    assert (code, err.count("\n"), "--replace" in err) == (2, 1, True)
    assert mine.read_bytes() == before
    assert desk.run("export", desk.session, "--format", kind, "--out", mine, "--replace")[0] == 0
    for path in (desk.session,):
        code, _, err = desk.run(
            "export", desk.session, "--format", kind, "--out", path, "--replace"
        )
        assert (code, "séance" in err) == (2, True)


def test_minutes_are_made_again(desk: Desk) -> None:
    desk.candidate()
    desk.new()
    desk.open_with()
    out = desk.folder / "projet.pdf"
    for _ in range(2):
        assert desk.run("minutes", desk.session, "--out", out)[0] == 0
    out.write_text("autre chose")
    assert desk.run("minutes", desk.session, "--out", out)[0] == 2
    assert desk.run("minutes", desk.session, "--out", out, "--replace")[0] == 0


def test_papers_of_another_session_are_not_mixed(desk: Desk) -> None:
    desk.candidate()
    desk.new()
    folder = desk.folder / "papiers"
    words = ("documents", desk.session, "--out", folder, "--only", "emargement")
    assert desk.run(*words)[0] == 0
    assert desk.run(*words)[0] == 0
    assert folder.stat().st_mode & 0o777 == 0o700
    desk.session.unlink()
    desk.date = "2024-06-03"
    desk.new()
    code, _, err = desk.run(*words)
    assert (code, "papiers d’une autre séance" in err) == (2, True)
    assert desk.run(*words, "--replace")[0] == 0
    assert desk.run(*words)[0] == 0


def test_a_rulebook_is_made_again(desk: Desk) -> None:
    out = desk.folder / "regles.toml"
    out.write_text("# mes notes\n")
    flow = next(iter(resource().parent.parent.glob("shared/data/rncp_v4_1_three_fiches.xml")), None)
    if flow is None:
        pytest.skip("the open data sample is not beside the checkout")
    words = ("certification", "import", flow, "--code", "RNCP35625", "--out", out)
    assert desk.run(*words)[0] == 2
    assert desk.run(*words, "--replace")[0] == 0
    assert desk.run(*words)[0] == 0
