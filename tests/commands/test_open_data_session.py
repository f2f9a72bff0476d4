"""A title taken from the RNCP open data goes from its fiche to its sealed minutes."""

from pathlib import Path

import pypdfium2
import pytest

from jurydesk.certification.rulebook_file import load_rulebook
from tests.commands.desk import JURY

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"
FLOW = SHARED / "rncp_v4_1_three_fiches.xml"
MADE = SHARED / "cases" / "rncp_html_et_rs.xml"
CIVIL = "sexe;date_naissance;commune_naissance;code_insee_naissance;pays_naissance"


@pytest.mark.skipif(not FLOW.exists(), reason="the open data are not at hand")
def test_a_session_on_a_rulebook_drawn_from_the_open_data(desk):
    rulebook = desk.folder / "RNCP40344.toml"
    code, out, err = desk.run(
        *("certification", "import", FLOW, "--code", "RNCP40344", "--out", rulebook)
    )
    assert (code, err) == (0, "")
    assert "4 blocs" in out
    cohort, jury = desk.folder / "promotion.csv", desk.folder / "jury.csv"
    cohort.write_text(
        "identifiant;nom_naissance;prenoms;voie;debut_parcours;BC01;BC02;BC03;BC04\n"
        "001;Petit;Léa;CA;2024-09-02;1;2;2;2\n"
        "002;Roy;Marc;CQ;2024-09-02;2;3;4;2\n",
        encoding="utf-8",
    )
    jury.write_text(JURY, encoding="utf-8")
    code, _, err = desk.run(
        *("new", desk.session, "--certification", rulebook, "--cohort", cohort, "--jury", jury),
        *("--date", "2025-07-04", "--place", "Lyon"),
    )
    assert (code, err) == (0, "")
    desk.record(
        """09:00;presence;*;;;present;
        09:01;ouverture;;;;;
        09:02;decompte;;001;BC01;4/4/0/0/0 prep=1;
        09:03;adoption;;001;BC01;;au vu du dossier
        09:04;consensus;;*;*;;
        09:05;adoption;;*;*;;
        09:06;cloture;;;;;"""
    )
    decisions = desk.decisions()
    assert [c["outcome"] for c in decisions["candidates"]] == ["CERT", "PART"]
    # Four to four, and no casting vote until the establishment confirms one: the less favourable.
    bloc = decisions["candidates"][0]["blocs"][0]
    assert (bloc["level"], bloc["casting_vote"], bloc["voters"]) == (2, False, 8)
    assert bloc["tally"] == {"1": 4, "2": 4, "3": 0, "4": 0, "abstention": 0}
    minutes = desk.folder / "pv.pdf"
    code, _, err = desk.run("seal", desk.session, "--out", minutes)
    assert (code, "un scellement ne se défait pas" in err) == (0, True)
    assert minutes.read_bytes().startswith(b"%PDF")


def imported(desk, flow: Path, code: str) -> Path:
    rulebook = desk.folder / f"{code}.toml"
    status, _, err = desk.run(*("certification", "import", flow, "--code", code, "--out", rulebook))
    assert (status, err) == (0, "")
    return rulebook


def sat(desk, rulebook: Path, route: str) -> Path:
    """Hold a sitting of two persons on every bloc, and seal it."""
    blocs = [block.short_code for block in load_rulebook(rulebook).certification.blocks]
    heads = f"identifiant;nom_naissance;prenoms;voie;debut_parcours;recevabilite;{CIVIL}"
    rows = [
        f"00{n};{name};Camille;{route};2024-02-01;2024-02-01;F;03/05/1998;Albi;81004;France;"
        + ";".join(level for _ in blocs)
        for n, (name, level) in enumerate((("Petit", "2"), ("Roy", "4")), start=1)
    ]
    cohort, jury = desk.folder / "promotion.csv", desk.folder / "jury.csv"
    cohort.write_text("\n".join([f"{heads};{';'.join(blocs)}", *rows]) + "\n", encoding="utf-8")
    jury.write_text(JURY, encoding="utf-8")
    status, out, err = desk.run(
        *("new", desk.session, "--certification", rulebook, "--cohort", cohort, "--jury", jury),
        *("--date", "2025-06-20", "--place", "Lyon"),
    )
    assert (status, err) == (0, ""), out
    signed = ("--number", "2024-017", "--signed-on", "2024-01-10", "--signatory", "Anne Roy")
    assert desk.run("nomination", desk.session, *signed)[0] == 0
    desk.record(
        """09:00;presence;*;;;present;
        09:01;ouverture;;;;;
        09:04;consensus;;*;*;;
        09:05;adoption;;*;*;;
        09:06;recommandation;;002;;;Reprendre chaque bloc.
        09:07;cloture;;;;;"""
    )
    minutes = desk.folder / "pv.pdf"
    status, _, err = desk.run("seal", desk.session, "--out", minutes)
    assert status == 0, err
    return minutes


@pytest.mark.skipif(not MADE.exists(), reason="the open data are not at hand")
@pytest.mark.parametrize(
    ("flow", "code", "route", "words"),
    [
        (FLOW, "RNCP35625", "FI", ("de droit", "par décision")),
        (FLOW, "RNCP37488", "VAE", ("de droit", "par décision")),
        (FLOW, "RNCP40344", "CA", ("par décision du 28 mars 2025", "de droit")),
        (MADE, "RNCP99001", "FC", ("Mathématiques & mesures", "eacute")),
        (MADE, "RS9901", "FC", ("au répertoire spécifique", "RNCP")),
    ],
)
def test_any_title_goes_from_its_fiche_to_its_certificates(desk, flow, code, route, words):
    said, unsaid = words
    minutes = sat(desk, imported(desk, flow, code), route)
    decisions = desk.decisions()
    refused = "REFU" if route == "VAE" else "AJOU"
    assert [c["outcome"] for c in decisions["candidates"]] == ["CERT", refused]
    papers = desk.folder / "papiers"
    status, out, err = desk.run("documents", desk.session, "--out", papers)
    assert status == 0, out + err
    texts = {pdf.stem: words_of(pdf) for pdf in (minutes, *papers.glob("*.pdf"))}
    assert {"certificats", "parchemins"} <= texts.keys()
    for name, text in texts.items():
        assert "niveau 0" not in text, name
        assert "None" not in text, name
        assert unsaid not in text, name
    assert said in texts["certificats"]
    assert "Camille" in texts["certificats"]
    told = [f for f in desk.findings() if f["status"] == "sans_objet" and "réglé" in f["message"]]
    assert {"exterieurs", "parite", "quotas", "anglais"} <= {f["id"] for f in told}


def words_of(pdf: Path) -> str:
    found = pypdfium2.PdfDocument(pdf)
    pages = " ".join(page.get_textpage().get_text_range() for page in found)
    found.close()
    return " ".join(pages.split())
