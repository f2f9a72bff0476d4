"""Papers by command: the establishment's settings, mail merges, the register of certificates."""

import csv
import json
from io import BytesIO

import pytest
from openpyxl import load_workbook
from PIL import Image
from pypdfium2 import PdfDocument

from jurydesk.deliberation.facts import EstablishmentDescribed
from jurydesk.storage.session_file import SessionFile
from tests.commands.desk import EVERYONE


@pytest.fixture
def sealed(desk):
    desk.candidate("C1", adresse="3 rue des Lilas, 65000 Tarbes", sexe="F")
    desk.candidate("C2", adresse="=1+1 / 31000 Toulouse", courriel="-a@exemple.fr")
    desk.new()
    desk.open_with(EVERYONE)
    for who, hour in (("C1", "10"), ("C2", "11")):
        desk.record(f"09:{hour};passer_outre;;{who};;soutenance;notes remises sur papier")
        desk.record(f"09:{hour};consensus;;{who};*;;\n09:{hour};adoption;;{who};*;;")
    desk.record("09:30;cloture;;;;;")
    code, _, err = desk.run("seal", desk.session, "--out", desk.folder / "pv.pdf")
    assert code == 0, err
    return desk


def settings(desk, **changes):
    out = BytesIO()
    Image.new("RGBA", (200, 100), (0, 0, 90, 128)).save(out, "PNG")
    (desk.folder / "logo.png").write_bytes(out.getvalue())
    held = {
        "name": "École des métiers",
        "place": "Toulouse",
        "logo": {"file": "logo.png", "alternative": "Logo de l’école"},
        "signatories": [{"name": "Léa Roy", "quality": "directrice"}],
    } | changes
    path = desk.folder / "etablissement.json"
    text = json.dumps({"jurydesk": "établissement", "format": 1, "establishment": held})
    path.write_text(text, encoding="utf-8")
    return path


def documents(desk, *words, expect=0):
    code, out, err = desk.run(
        "documents", desk.session, "--out", desk.folder / "papiers", "--replace", *words
    )
    assert code == expect, out + err
    return out, err


def test_settings_travel_into_the_session_and_print_again_to_the_byte(sealed):
    path = settings(sealed)
    words = ("--only", "notifications", "--dated", "2024-04-22")
    documents(sealed, *words, "--establishment", path)
    first = (sealed.folder / "papiers" / "notifications.pdf").read_bytes()
    path.unlink()
    (sealed.folder / "logo.png").unlink()
    documents(sealed, *words)
    assert (sealed.folder / "papiers" / "notifications.pdf").read_bytes() == first
    assert b"/Subtype /Image" in first


def test_settings_already_there_are_not_written_twice(sealed):
    for _ in range(2):
        code, out, err = sealed.run("establishment", sealed.session, "--from", settings(sealed))
        assert code == 0, err
        assert "Signature : Léa Roy, directrice : tous les papiers" in out.replace("\xa0", " ")
    with SessionFile.open(sealed.session, read_only=True) as session:
        kinds = [type(entry.fact) for entry in session.entries()]
    assert kinds.count(EstablishmentDescribed) == 1


def test_settings_written_read_back_the_same(sealed):
    sealed.run("establishment", sealed.session, "--from", settings(sealed))
    out = sealed.folder / "reglages.json"
    assert sealed.run("establishment", sealed.session, "--out", out)[0] == 0
    with SessionFile.open(sealed.session, read_only=True) as session:
        before = session.state.establishment
    assert sealed.run("establishment", sealed.session, "--from", out)[0] == 0
    with SessionFile.open(sealed.session, read_only=True) as session:
        assert session.state.establishment == before
    code, said, _ = sealed.run("verify", sealed.session, "--json")
    assert (code, json.loads(said)["verdict"]) == (0, "valide")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"logo": {"file": "absent.png", "alternative": "x"}}, "absent.png"),
        ({"logo": {"file": "logo.png"}}, "Décrivez le logo"),
        ({"couleur": "bleu"}, "champ « couleur » inconnu"),
        ({"words": [{"key": "vae-fin", "text": "{nom"}]}, "n’est pas fermée"),
        ({"words": [{"key": "bidon", "text": "x"}]}, "« bidon »"),
        ({"signatories": [{"name": "A"}]}, "« quality » absent"),
        ({"signatories": "A"}, "réglages illisibles"),
        ({"name": 3}, "n’est pas un texte"),
        ({"logo": {"data": "QQ==", "alternative": "x"}}, "choisissez-la de nouveau"),
    ],
)
def test_settings_that_cannot_be_used_change_nothing(sealed, changes, told):
    before = sealed.session.read_bytes()
    path = settings(sealed, **changes)
    code, out, err = sealed.run("establishment", sealed.session, "--from", path)
    assert (code, out) == (2, "")
    assert told in err.replace("\xa0", " ")
    assert sealed.session.read_bytes() == before


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"jurydesk": "établissement"}', '{"jurydesk": "décisions"}']
)
def test_a_file_of_something_else_is_refused(sealed, text):
    path = sealed.folder / "autre.json"
    path.write_text(text, encoding="utf-8")
    code, _, err = sealed.run("establishment", sealed.session, "--from", path)
    assert code == 2
    assert "autre.json" in err


def test_a_notice_nobody_confirmed_is_told_and_not_printed_as_a_draft(sealed):
    _, err = documents(sealed, "--only", "notifications")
    assert "l’établissement ne l’a pas confirmé" in err
    appeal = {
        "text": "Devant le juge.",
        "source": "",
        "adopted_by": "direction",
        "adopted_on": "2024-02-01",
    }
    path = settings(sealed, appeal=appeal)
    _, err = documents(sealed, "--only", "notifications", "--establishment", path)
    assert "confirm" not in err


def test_a_mail_merge_has_a_row_a_person_and_a_paper(sealed):
    documents(
        *(sealed, "--only", "notifications", "certificats", "--each", "--mailing"),
        *("--dated", "2024-04-22"),
    )
    folder = sealed.folder / "papiers"
    text = (folder / "publipostage.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(text.splitlines(), delimiter=";"))
    assert [(row["papier"], row["identifiant"]) for row in rows] == [
        ("Notifications individuelles", "C1"),
        ("Notifications individuelles", "C2"),
        ("Certificats de bloc", "C1"),
        ("Certificats de bloc", "C2"),
    ]
    first, second = rows[:2]
    assert (folder / first["fichier"]).is_file()
    assert "RNCP35609-2024-04-19-01" in first["fichier"]
    assert (first["adresse_1"], first["adresse_2"]) == ("3 rue des Lilas", "65000 TARBES")
    assert (first["code_postal"], first["ville"], first["civilite"]) == (
        *("65000", "TARBES", "Madame"),
    )
    # A spreadsheet runs neither.
    assert second["adresse_1"] == "'=1+1"
    assert second["courriel"] == "'-a@exemple.fr"


def test_a_mail_merge_in_a_workbook_keeps_days_as_days_and_postcodes_as_texts(sealed):
    documents(sealed, "--only", "notifications", "--mailing", "--dated", "2024-04-22")
    book = load_workbook(sealed.folder / "papiers" / "publipostage.xlsx")
    headings, first, second = book.active.iter_rows()
    cells = dict(zip([each.value for each in headings], first, strict=True))
    assert cells["date_seance"].value.isoformat() == "2024-04-19T00:00:00"
    assert cells["date_papier"].value.day == 22
    assert cells["code_postal"].value == "65000"
    assert {each.data_type for each in second} <= {"s", "d", "n"}
    documents(sealed, "--only", "notifications", "--mailing")  # our own files are replaced


def test_certificates_are_registered_and_a_second_one_is_a_duplicata(sealed):
    words = ("--only", "certificats", "--for", "C1", "--dated", "2024-04-22", "--issue")
    out, _ = documents(sealed, *words)
    assert "Inscrits au registre des certificats : 7." in out
    out, _ = documents(sealed, *words)
    assert "7, dont 7 en duplicata" in out
    code, out, _ = sealed.run("certificate", "register", sealed.session, "--json")
    rows = json.loads(out)
    assert code == 0
    assert [row["duplicate"] for row in rows] == [False] * 7 + [True] * 7
    assert {row["candidate"] for row in rows} == {"C1"}


def test_a_corrected_civil_status_makes_certificates_to_be_made_again(sealed):
    words = ("--only", "certificats", "--for", "C1", "--dated", "2024-04-22", "--issue")
    documents(sealed, *words)
    sealed.run(
        *("amend", sealed.session, "--candidate", "C1", "--set", "nom_naissance=Roy"),
        *("--reason", "Pièce"),
    )
    rows = json.loads(sealed.run("certificate", "register", sealed.session, "--json")[1])
    assert {row["standing"] for row in rows} == {"à refaire"}
    documents(sealed, *words)
    rows = json.loads(sealed.run("certificate", "register", sealed.session, "--json")[1])
    assert [row["standing"] for row in rows] == ["remplacé"] * 7 + ["valable"] * 7
    assert [(row["duplicate"], row["reissued"]) for row in rows[7:]] == [(False, True)] * 7


def test_the_register_is_written_as_a_table(sealed):
    documents(sealed, "--only", "certificats", "--dated", "2024-04-22", "--issue")
    for name in ("registre.csv", "registre.xlsx"):
        path = sealed.folder / name
        assert sealed.run("certificate", "register", sealed.session, "--out", path)[0] == 0
    text = (sealed.folder / "registre.csv").read_text(encoding="utf-8-sig")
    row = next(csv.DictReader(text.splitlines(), delimiter=";"))
    assert (row["certificat"], row["delivre_le"], row["etat"]) == (
        *("RNCP35609BC01", "22/04/2024", "valable"),
    )
    code, _, err = sealed.run(
        "certificate", "register", sealed.session, "--out", sealed.folder / "r.txt"
    )
    assert (code, ".csv ou en .xlsx" in err) == (2, True)


def test_the_register_asks_for_a_day(sealed):
    _, err = documents(sealed, "--only", "certificats", "--issue", expect=2)
    assert "--dated" in err


def test_members_are_asked_for_an_hour(desk):
    desk.candidate()
    desk.new("--hour", "14h")
    with SessionFile.open(desk.session, read_only=True) as session:
        assert session.state.convened_at == "14:00"


def test_an_hour_that_is_none_makes_nothing(desk):
    desk.candidate()
    _, err = desk.new("--hour", "25:00", expect=2)
    assert "écrivez HH:MM" in err
    assert not desk.session.exists()


def test_letters_are_also_in_english_for_some_or_for_everyone(sealed):
    def english(*people):
        documents(sealed, "--only", "notifications", "--each", "--english", *people)
        folder = sealed.folder / "papiers"
        return [
            path.name.split()[2]
            for path in sorted(folder.glob("notifications *.pdf"))
            if len(PdfDocument(path)) == 2
        ]

    assert english() == ["C1", "C2"]
    assert english("C2") == ["C2"]
    _, err = documents(sealed, "--only", "notifications", "--english", "C9", expect=2)
    assert "C9" in err


def test_what_a_person_asks_of_the_session_holds_their_certificates_alone(sealed):
    documents(sealed, "--only", "certificats", "--dated", "2024-04-22", "--issue")
    out = sealed.folder / "extrait"
    assert sealed.run("extract", sealed.session, "--candidate", "C1", "--out", out)[0] == 0
    (path,) = out.glob("*.json")
    journal = json.loads(path.read_text(encoding="utf-8"))["journal"]
    (issued,) = (each for each in journal if each["fact"] == "TitlesIssued")
    assert issued["issued_on"] == "2024-04-22"
    assert {each["candidate"] for each in issued["titles"]} == {"C1"}
    assert len(issued["titles"]) == 7
