"""The main job on the sample, as whoever tries JuryDesk first runs it; the network is watched."""

import json

import pytest

SIGNATURE = {
    *("field", "member", "signer", "intact", "trusted", "covers_whole_file", "changed_since"),
    "at",
}


@pytest.fixture
def demo(desk):
    folder = desk.folder / "démonstration"
    code, out, err = desk.run("demo", "--no-window", "--out", folder)
    assert (code, err) == (0, "")
    return folder, out


def test_the_demo_leaves_signed_minutes_that_verify(desk, demo):
    folder, out = demo
    session, minutes, root = folder / "demo.jury", folder / "pv.pdf", folder / "ca.pem"
    keys = {path.stem for path in (folder / "cles").iterdir()}
    assert {path.name for path in folder.iterdir()} == {"ca.pem", "cles", "demo.jury", "pv.pdf"}
    assert "28 candidats" in out
    assert "Vérification : valide" in out
    assert "démonstration" in out

    code, text, _ = desk.run(
        *("verify", minutes, "--session", session, "--trust", root, "--json"),
    )
    verdict = json.loads(text)
    assert (code, verdict["valid"], verdict["matches_session"]) == (0, True, True)
    assert set(verdict) == {
        *("file", "kind", "valid", "signatures", "journal", "matches_session", "messages"),
        "verdict",
    }
    assert (verdict["file"], verdict["kind"], verdict["journal"]) == ("pv.pdf", "pdf", None)
    assert {each["member"] for each in verdict["signatures"]} == keys
    assert all(set(each) == SIGNATURE for each in verdict["signatures"])
    for each in verdict["signatures"]:
        assert (each["intact"], each["trusted"]) == (True, True)
    # Only the last signature, the president's, covers the whole file.
    assert sum(each["covers_whole_file"] for each in verdict["signatures"]) == 1

    code, text, _ = desk.run("decisions", session, "--json")
    decisions = json.loads(text)
    assert (code, decisions["state"]) == (0, "scellée")
    counts = decisions["counts"]
    ends = ("certified", "partial", "adjourned", "refused", "pending")
    assert counts["registered"] == 28
    assert counts["presented"] == sum(counts[end] for end in ends)
    # Without its root, nobody vouches for the keys; an edited file is no longer the minutes.
    assert desk.run("verify", minutes)[0] == 1
    minutes.write_bytes(minutes.read_bytes() + b"\n")
    assert desk.run("verify", minutes, "--trust", root)[0] == 1

    before = session.read_bytes()
    code, _, err = desk.run("demo", "--no-window", "--out", folder)
    assert code == 2
    assert err.count("\n") == 1
    assert "existe déjà" in err
    assert session.read_bytes() == before


def test_the_demo_refuses_a_folder_it_cannot_make(desk):
    blocked = desk.folder / "fichier"
    blocked.write_text("x", encoding="utf-8")
    code, _, err = desk.run("demo", "--no-window", "--out", blocked / "demo")
    assert code == 2
    assert "ne peut pas être créé" in err
    assert err.count("\n") == 1
