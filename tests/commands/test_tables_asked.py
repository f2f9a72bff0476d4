"""Which sheets, which rows, which encoding: told by « import », asked by « new » and « record »."""

import json

import pytest
import xlsxwriter

HEADS = ("identifiant", "nom_naissance", "prenoms", "voie", "BC01")
ACTS = (("heure", "acte", "membre", "valeur"), ("09:00", "presence", "*", "present"))


def a_book(path, hidden_rows=(), hidden_sheets=(), **sheets):
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            for number in hidden_rows:
                sheet.set_row(number - 1, None, None, {"hidden": True})
            if name in hidden_sheets:
                sheet.hide()
    return path


def person(identifier, name="Roy"):
    return (identifier, f"{name}{identifier}", "Léa", "FI", 2)


def new(desk, cohort, *more):
    jury = desk.folder / "jury.csv"
    jury.write_text(desk.jury, encoding="utf-8")
    return desk.run(
        "new",
        desk.session,
        "--certification",
        "RNCP35609",
        "--cohort",
        cohort,
        "--jury",
        jury,
        "--date",
        desk.date,
        *more,
    )


def candidates(desk):
    _, out, _ = desk.run("decisions", desk.session, "--json")
    return [each["id"] for each in json.loads(out)["candidates"]]


def test_two_sheets_alike_are_told_then_named_then_joined(desk):
    book = a_book(
        desk.folder / "p.xlsx", FI=[HEADS, person("01"), person("02")], VAE=[HEADS, person("03")]
    )
    code, out, _ = desk.run("import", book, "--json")
    told = json.loads(out)
    assert code == 0
    assert told["sheet"] == ["FI"]
    assert told["sheets"] == [
        {"name": "FI", "rows": 2, "read": True, "hidden": False},
        {"name": "VAE", "rows": 1, "read": False, "hidden": False},
    ]
    assert (told["candidates"], told["hidden_rows"]) == (2, [])
    code, _, err = new(desk, book)
    assert (code, err.count("\n")) == (2, 1)
    assert "« FI »" in err
    assert "--cohort-sheet" in err
    assert not desk.session.exists()
    code, out, _ = desk.run("import", book, "--sheet", "FI", "--sheet", "VAE", "--json")
    assert [(row["sheet"], row["row"]) for row in json.loads(out)["rows"]] == [
        ("FI", 2),
        ("FI", 3),
        ("VAE", 2),
    ]
    assert new(desk, book, "--cohort-sheet", "VAE", "--cohort-sheet", "FI")[0] == 0
    assert sorted(candidates(desk)) == ["01", "02", "03"]


@pytest.mark.parametrize(("answer", "taken"), [("keep", ["01", "02"]), ("skip", ["01"])])
def test_hidden_rows_are_told_then_kept_or_left(desk, answer, taken):
    book = a_book(desk.folder / "p.xlsx", (3,), FI=[HEADS, person("01"), person("02")])
    _, out, _ = desk.run("import", book, "--json")
    assert json.loads(out)["hidden_rows"] == [3]
    code, _, err = new(desk, book)
    assert code == 2
    assert "La ligne 3 est masquée" in err
    assert "--hidden keep" in err
    assert new(desk, book, "--hidden", answer)[0] == 0
    assert candidates(desk) == taken


def test_the_same_person_on_two_sheets_is_refused_with_both_places(desk):
    book = a_book(desk.folder / "p.xlsx", FI=[HEADS, person("01")], VAE=[HEADS, person("01")])
    code, out, _ = desk.run("import", book, "--sheet", "FI", "--sheet", "VAE")
    assert code == 1
    assert "Feuille « VAE », ligne 2" in out
    assert "déjà celui de la ligne 2 de « FI »" in out


def test_the_sheets_of_a_jury_are_asked_too(desk):
    desk.candidate()
    cohort = a_book(desk.folder / "p.xlsx", FI=[HEADS, person("01")])
    rows = [line.split(";") for line in desk.jury.splitlines()]
    jury = a_book(desk.folder / "j.xlsx", Jury=rows, Vivier=rows[:4])
    words = ("--certification", "RNCP35609", "--date", desk.date, "--cohort", cohort)
    code, _, err = desk.run("new", desk.session, *words, "--jury", jury)
    assert code == 2
    assert "--jury-sheet" in err
    done, _, _ = desk.run("new", desk.session, *words, "--jury", jury, "--jury-sheet", "Jury")
    assert done == 0


def test_the_sheets_of_a_sitting_are_asked_too(desk):
    book = a_book(desk.folder / "p.xlsx", FI=[HEADS, person("01")])
    assert new(desk, book)[0] == 0
    sheet = a_book(desk.folder / "b.xlsx", (3,), Matin=[*ACTS, ACTS[1]], Soir=ACTS)
    code, _, err = desk.run("record", desk.session, sheet)
    assert (code, err.count("\n")) == (2, 1)
    assert "(--sheet NOM" in err
    assert "--hidden keep" in err
    code, out, err = desk.run(
        "record", desk.session, sheet, "--sheet", "Matin", "--hidden", "skip", "--dry-run"
    )
    assert (code, err) == (0, "")
    assert out.startswith("À vérifier")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--encoding", "klingon"), "klingon"),
        (("--encoding", "base64"), "base64"),
        (("--hidden", "peut-être"), "keep"),
        (("--sheet", "Absente"), "Absente"),
    ],
)
def test_what_cannot_be_obeyed_is_refused(desk, words, said):
    book = a_book(desk.folder / "p.xlsx", FI=[HEADS, person("01")])
    code, out, err = desk.run("import", book, *words)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err


def test_the_encoding_may_be_said(desk):
    path = desk.folder / "p.csv"
    path.write_bytes(f"{';'.join(HEADS)}\n01;Andréa;Léa;FI;2\n".encode("mac_roman"))
    for words in ((), ("--encoding", "mac")):
        _, out, _ = desk.run("import", path, *words, "--json")
        (row,) = json.loads(out)["rows"]
        assert row["cells"][1]["understood"] == "Andréa"
    assert new(desk, path, "--encoding", "MacRoman")[0] == 0


@pytest.mark.parametrize("older", ["cohort", "jury"])
def test_an_encoding_asked_leaves_a_table_that_proves_another(desk, older):
    cohort = f"{';'.join(HEADS)}\n01;Léger;Zoé;FI;2\n"
    path, jury = desk.folder / "p.csv", desk.folder / "j.csv"
    path.write_bytes(cohort.encode("mac_roman" if older == "cohort" else "utf-8"))
    jury.write_bytes(desk.jury.encode("mac_roman" if older == "jury" else "utf-8"))
    code, _, told = desk.run(
        *("new", desk.session, "--certification", "RNCP35609", "--cohort", path),
        *("--jury", jury, "--date", desk.date, "--encoding", "mac"),
    )
    assert code == 0
    assert "accents" not in told
    _, out, _ = desk.run("check", desk.session, "--json")
    assert "LÉGER Zoé" in out
    assert "Inès GIRARD" in out
