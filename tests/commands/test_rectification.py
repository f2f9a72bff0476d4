"""An error found after the seal, from the command that prepares to the signed new minutes."""

import json
import re

import pikepdf
import pypdfium2
import pytest

from jurydesk.__main__ import main

REASON = "la grille du bloc BC02 était celle d’un autre candidat"
SITTING = """14:00;presence;M01 M02 M03 M04 M05 M06 M07 M08 M10;;;present;
14:00;presence;M09;;;excuse;mission
14:05;ouverture;;;;;
14:10;consensus;;006;BC02;2;
14:11;adoption;;006;BC02;;Niveau relevé sur la grille d’un autre candidat
14:12;consensus;;006;BC05;;
14:13;adoption;;006;BC05;;
14:30;cloture;;;;;"""


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """The demonstration, sealed and signed; 006 had level 3 on BC02 and BC05."""
    folder = tmp_path_factory.mktemp("démonstration")
    assert main(["demo", "--no-window", "--out", str(folder)]) == 0
    return folder / "demo.jury"


def rectify(desk, first, *words, date="2024-06-03", candidates=("006",)):
    return desk.run(
        *("new", desk.session, "--rectifies", first, "--candidates", *candidates),
        *("--reason", REASON, "--date", date, "--place", "Toulouse", *words),
    )


def text_of(document):
    pages = pypdfium2.PdfDocument(document)
    text = " ".join(page.get_textpage().get_text_bounded() for page in pages)
    pages.close()
    return re.sub(r"\s+", " ", text)


def test_a_wrong_level_is_deliberated_again_sealed_signed_and_verified(desk, first):
    before = first.read_bytes()
    number = re.compile(r"procès-verbal (\S+), qui rectifie le procès-verbal (\S+)\.")
    code, out, err = rectify(desk, first)
    assert (code, err) == (0, "")
    assert number.search(out).groups() == ("RNCP35609-2024-06-03-01-R", "RNCP35609-2024-04-19-01")

    code, out, _ = desk.run("seal", desk.session, "--out", desk.folder / "pv.pdf")
    assert (code, "n’a pas statué sur CHEN Lin" in out) == (2, True)

    desk.record(SITTING)
    blocs = desk.decisions()["candidates"][0]["blocs"]
    assert [bloc["status"] for bloc in blocs] == [
        *("acquis", "validé", "acquis", "acquis", "en voie de validation", "acquis", "acquis")
    ]
    assert "rectifies" not in desk.decisions()

    code, out, err = desk.run("seal", desk.session, "--out", desk.folder / "pv.pdf")
    assert (code, "quatre mois" in out) == (0, False), err
    keys, root = first.parent / "cles", first.parent / "ca.pem"
    for member in ("M02", "M03", "M04", "M05", "M06", "M07", "M08", "M10", "M01"):
        signed = desk.run(
            *("sign", desk.folder / "pv.pdf", "--member", member, "--p12", keys / f"{member}.p12")
        )
        assert signed[0] == 0, signed
    code, out, _ = desk.run(
        *("verify", desk.folder / "pv.pdf", "--trust", root, "--session", desk.session)
    )
    assert (code, "VALIDE" in out) == (0, True)
    assert desk.run("verify", desk.session)[0] == 0
    assert first.read_bytes() == before

    printed = text_of(desk.folder / "pv.pdf")
    assert "Procès-verbal rectificatif" in printed
    assert (
        "Le présent procès-verbal rectifie le procès-verbal n° RNCP35609-2024-04-19-01" in printed
    )
    head, entries = sealed_by(first)
    assert head in printed
    assert f"({entries} inscriptions)" in printed
    with pikepdf.open(desk.folder / "pv.pdf") as document:
        attached = json.loads(document.attachments["decisions.json"].get_file().read_bytes())
    told = attached["rectifies"]
    assert (told["minutes_number"], told["date"]) == ("RNCP35609-2024-04-19-01", "2024-04-19")
    assert told["journal"] == {"head": head, "entries": entries}
    (person,) = told["candidates"]
    assert (person["id"], person["outcome"]) == ("006", "PART")
    code, status, level, reviewed = person["blocs"][1].values()
    assert (code, status, level) == ("RNCP35609BC02", "en voie de validation", 3)
    assert reviewed is True


def sealed_by(first):
    """The head and count printed on every page of the first minutes."""
    printed = text_of(first.parent / "pv.pdf")
    return re.search(r"(\b[0-9a-f]{64}\b)", printed)[1], int(
        re.search(r"Empreinte du journal \((\d+) inscriptions\)", printed)[1]
    )


def test_the_letter_says_that_the_decision_replaces_the_earlier_one(desk, first):
    assert rectify(desk, first)[0] == 0
    desk.record(SITTING)
    assert desk.run("seal", desk.session, "--out", desk.folder / "pv.pdf")[0] == 0
    papers = desk.folder / "papiers"
    code, _, err = desk.run("documents", desk.session, "--out", papers, "--only", "notifications")
    assert code == 0, err
    assert (
        "Cette décision remplace celle que le jury avait prise à votre sujet (procès-verbal "
        "n° RNCP35609-2024-04-19-01 de la séance du 19 avril 2024)."
    ) in text_of(papers / "notifications.pdf")


def test_past_four_months_is_a_warning_on_screen_and_in_the_minutes(desk, first):
    code, _, err = rectify(desk, first, date="2024-08-20")
    assert code == 0
    assert err.startswith("Avertissement : ")
    assert "échu le 19 août 2024" in err.replace("\u00a0", " ")
    code, _, err = desk.run("minutes", desk.session, "--out", desk.folder / "projet.pdf")
    assert code == 0, err
    assert "au-delà du délai de quatre mois" in text_of(desk.folder / "projet.pdf")


def test_a_validated_bloc_is_put_in_question_by_name(desk, first):
    code, _, err = rectify(desk, first, candidates=("002",))
    assert (code, "dites lesquels sont à revoir" in err) == (2, True)
    assert not desk.session.exists()
    code, _, err = rectify(desk, first, "--review", "002:BC01", candidates=("002",))
    assert (code, err) == (0, "")
    undecided = [b["code"] for b in desk.decisions()["candidates"][0]["blocs"] if not b["status"]]
    assert undecided == ["RNCP35609BC01"]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--cohort", "p.csv"), "--cohort ne va pas avec --rectifies"),
        (("--certification", "RNCP35609"), "--certification ne va pas avec --rectifies"),
        (("--review", "BC01"), "écrivez le candidat et le bloc"),
    ],
)
def test_what_comes_from_the_first_session_is_not_given_again(desk, first, words, why):
    code, _, err = rectify(desk, first, *words)
    assert (code, why in err, err.count("\n")) == (2, True, 1)
    assert not desk.session.exists()


def test_a_session_not_sealed_is_corrected_and_not_rectified(desk, first):
    assert rectify(desk, first)[0] == 0
    code, _, err = desk.run(
        *("new", desk.folder / "b.jury", "--rectifies", desk.session, "--candidates", "006"),
        *("--reason", REASON, "--date", "2024-07-01"),
    )
    assert (code, "n’est pas scellée" in err) == (2, True)


def test_the_jury_may_be_another_one(desk, first):
    jury = desk.folder / "jury.csv"
    jury.write_text(desk.jury, encoding="utf-8")
    code, out, err = rectify(desk, first, "--jury", jury)
    assert code == 0, err
    assert "8 membres" in out.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--date", "2024-06-03"), "il manque : --certification, --cohort, --jury"),
        (
            (
                *("--certification", "RNCP35609", "--cohort", "p.csv", "--jury", "j.csv"),
                *("--date", "2024-06-03", "--reason", "erreur"),
            ),
            "--reason : réservé à une séance rectificative",
        ),
        (
            ("--rectifies", "demo.jury", "--date", "2024-06-03"),
            "il manque : --candidates, --reason",
        ),
    ],
)
def test_a_session_wants_its_own_words_and_no_others(desk, words, why):
    code, _, err = desk.run("new", desk.session, *words)
    assert (code, why in err, err.count("\n")) == (2, True, 1)
