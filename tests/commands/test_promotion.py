"""The promotion on which quotas are counted, and the dates of those who come, by the commands."""

import pytest

from tests.certification.builders import SHARED


def promotion(desk, size: str, *, expect: int) -> str:
    if not (desk.folder / "promotion.csv").exists():
        desk.new()
    again = desk.folder / "promo.jury"
    code, _, err = desk.run(
        *("new", again, "--certification", "RNCP35609", "--cohort", desk.folder / "promotion.csv"),
        *("--jury", desk.folder / "jury.csv", "--date", desk.date, "--promotion-size", size),
    )
    assert code == expect, err
    assert again.exists() is (expect == 0)
    return err


def test_quotas_are_counted_on_the_promotion_given(desk):
    desk.candidate("C1", derogation="VAPP")
    desk.candidate("C2")
    desk.new()
    assert desk.finding("quotas")["value"] == "1/2"
    promotion(desk, "5", expect=0)
    _, out, _ = desk.run("check", desk.folder / "promo.jury", "--json")
    assert '"value": "1/5"' in out


@pytest.mark.parametrize("size", ["1", "0", "-3", "vingt", "2.5", ""])
def test_a_promotion_smaller_than_its_candidates_is_refused(desk, size):
    desk.candidate("C1")
    desk.candidate("C2")
    desk.candidate("V1", "VAE")
    err = promotion(desk, size, expect=2)
    assert err.strip().count("\n") == 0


def test_vae_candidates_are_no_part_of_the_promotion(desk):
    desk.candidate("C1")
    desk.candidate("V1", "VAE")
    promotion(desk, "1", expect=0)


def test_a_path_that_begins_after_the_sitting_is_told(desk):
    desk.candidate("C1", debut_parcours="2024-04-19")
    desk.candidate("C2", debut_parcours="2024-04-20")
    desk.new()
    assert desk.finding("dates", candidate="C1")["status"] == "conforme"
    late = desk.finding("dates", candidate="C2")
    assert (late["status"], late["overridable"]) == ("bloquant", True)


def test_a_vae_enters_by_the_recevabilite_of_its_file(desk):
    desk.date = "2024-10-01"
    desk.candidate("V1", "VAE", debut_parcours="2024-06-01", recevabilite="19/05/2024")
    desk.candidate("V2", "VAE", debut_parcours="2023-06-01", recevabilite="20/05/2024")
    desk.candidate("V3", "VAE", debut_parcours="2023-06-01")
    desk.new()
    found = [desk.finding("enregistrement", candidate=f"V{n}")["status"] for n in (1, 2, 3)]
    assert found == ["conforme", "bloquant", "inconnu"]


def test_scores_on_no_scale_are_told_at_import(desk):
    path = SHARED / "cases" / "anglais_hors_echelle.csv"
    if not path.exists():
        pytest.skip("the shared cases are not beside this checkout")
    _, out, _ = desk.run("import", path)
    for told in ("TOEFL 670", "TOEIC 0,85", "TOEIC 1200", "IELTS 65", "IELTS 12"):
        assert f"{told} n’est pas un score de ce test" in out
    for told in ("TOEFL 4,5", "TOEFL 5"):
        assert f"{told}, échelle de 1 à 6 par 0,5 depuis le 21/01/2026" in out
    assert "C1 Advanced" not in out
