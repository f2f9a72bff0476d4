"""Who may be examined, and when: DOMAIN vectors 7 to 9 through the command line."""

import pytest

from tests.commands.desk import JURY, RAPPORTEUR


def test_an_early_vae_path_needs_a_majority_of_teacher_researchers(desk):
    desk.jury = JURY + RAPPORTEUR
    desk.candidate("C1", "VAE", debut_parcours="10/12/2022", rapporteur="Imbert Karine")
    desk.candidate("C2", "VAE", debut_parcours="15/04/2024", rapporteur="Imbert Karine")
    desk.new()
    # M1 to M4 are four of the eight members: five are needed, since half is no majority.
    majority = desk.finding("vae_enseignants_chercheurs", candidate="C1")
    assert (majority["status"], majority["value"], majority["missing"]) == ("bloquant", "4/8", 1)
    later = [f for f in desk.findings() if f["candidate"] == "C2"]
    keys = {f["id"] for f in later if f["status"] != "sans_objet"}
    assert "vae_enseignants_chercheurs" not in keys
    assert "vae_independance" in keys


@pytest.mark.parametrize(
    ("began", "status"), [("01/09/2023", "conforme"), ("01/09/2024", "bloquant")]
)
def test_after_expiry_only_paths_begun_while_registered_may_be_certified(
    desk,
    began,
    status,
):
    desk.date = "2024-10-01"
    desk.candidate(debut_parcours=began)
    desk.new()
    finding = desk.finding("enregistrement", candidate="C1")
    assert (finding["status"], finding["overridable"]) == (status, True)


@pytest.mark.parametrize(
    ("vapp", "m1_l3", "status"),
    [(4, 0, "conforme"), (5, 0, "reserve"), (0, 6, "conforme"), (4, 5, "reserve")],
)
def test_derogatory_admissions_of_a_cohort_of_twenty(desk, vapp, m1_l3, status):
    derogations = ["VAPP"] * vapp + ["M1_L3"] * m1_l3
    for n in range(20):
        desk.candidate(f"C{n:02}", derogation=derogations[n] if n < len(derogations) else "")
    desk.new()
    found = [f["status"] for f in desk.findings() if f["id"] == "quotas"]
    # 5/20 = 25 % over 20 %; 4 + 5 = 9/20 = 45 % over 40 %.
    assert found == [status]


def test_a_closed_route_is_refused_with_its_row(desk):
    desk.candidate("C1")
    desk.candidate("C2", voie="CL")
    out, err = desk.new(expect=2)
    assert not desk.session.exists()
    assert "3" in out + err  # the spreadsheet's own row number
    assert "CL" in out + err
