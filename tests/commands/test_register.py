"""The register over a folder of sessions: who has what, and what is due."""

import json
import shutil

from tests.commands.test_following import sealed  # noqa: F401 the fixture of a first session


def told(desk, folder, *words):
    code, out, err = desk.run("register", folder, "--json", *words)
    assert (code, err) == (0, "")
    return json.loads(out)


def a_folder(desk, sealed):  # noqa: F811
    folder = desk.folder / "séances"
    folder.mkdir()
    shutil.copy(sealed / "seance.jury", folder / "premiere.jury")
    return folder


def test_who_has_what_since_when_through_which_minutes(desk, sealed):  # noqa: F811
    found = told(desk, a_folder(desk, sealed))
    people = {person["ids"][0]: person for person in found["people"]}
    assert {key: who["outcome"] for key, who in people.items()} == {
        "C1": "CERT",
        "C2": "PART",
        "C3": "ATT",
    }
    blocs = {bloc["code"][-4:]: bloc for bloc in people["C2"]["blocs"]}
    assert (blocs["BC01"]["since"], blocs["BC01"]["minutes_number"]) == (
        "2024-04-19",
        "RNCP35609-2024-04-19-01",
    )
    # Acquired before any minutes of this folder.
    assert (blocs["BC07"]["since"], blocs["BC07"]["minutes_number"]) == ("2023-05-12", None)
    assert (blocs["BC02"]["status"], blocs["BC02"]["due_on"]) == ("non acquis", "2024-09-01")


def test_what_is_due_and_a_calendar_to_take_away(desk, sealed):  # noqa: F811
    ics = desk.folder / "echeances.ics"
    folder = a_folder(desk, sealed)
    due = {each["kind"]: each for each in told(desk, folder, "--ics", ics)["deadlines"]}
    # Three months after the closing of 19 April; the title ends on 19 May.
    assert due["accrochage"]["day"] == "2024-07-19"
    assert due["rattrapage"]["day"] == "2024-09-01"
    assert due["rattrapage"]["who"] == "NOMC2 Zoé (C2)"
    assert due["fin d’enregistrement"]["day"] == "2024-05-19"
    content = ics.read_bytes()
    assert content.count(b"BEGIN:VEVENT") == 3
    told(desk, folder, "--ics", ics)
    assert ics.read_bytes() == content
    ics.write_bytes(b"une note")
    code, _, err = desk.run("register", folder, "--ics", ics)
    assert (code, "--replace" in err) == (2, True)


def test_once_sent_or_obtained_nothing_is_due_any_more(desk, sealed):  # noqa: F811
    folder = a_folder(desk, sealed)
    session = folder / "premiere.jury"
    assert desk.run("accrochage", session, "--note", "accepté", "--for", "C1")[0] == 0
    (accrochage,) = [
        each for each in told(desk, folder)["deadlines"] if each["kind"] == "accrochage"
    ]
    assert accrochage["done"]


def test_copies_drafts_and_protected_sessions_are_listed_as_such(desk, sealed):  # noqa: F811
    folder = a_folder(desk, sealed)
    shutil.copy(sealed / "seance.jury", folder / "copie.jury")
    shutil.copy(sealed / "seance.jury", folder / "gardee.jury")
    (folder / "abimee.jury").write_bytes(b"SQLite format 3\x00 rien")
    secret = desk.folder / "phrase.txt"
    secret.write_text("quatre mots pas si courts", encoding="utf-8")
    assert desk.run("protect", folder / "gardee.jury", "--passphrase-file", secret)[0] == 0
    desk.candidate()
    desk.new()
    shutil.copy(desk.session, folder / "prochaine.jury")
    states = {each["file"]: each["state"] for each in told(desk, folder)["files"]}
    assert states == {
        "abimee.jury": "illisible",
        "copie.jury": "scellée",
        "gardee.jury": "protégée",
        "premiere.jury": "copie",
        "prochaine.jury": "préparation",
    }


def test_a_folder_without_sessions_is_refused(desk):
    empty = desk.folder / "vide"
    empty.mkdir()
    for folder in (empty, desk.folder / "absent"):
        code, _, err = desk.run("register", folder)
        assert (code, err.count("\n")) == (2, 1)
