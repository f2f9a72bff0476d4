"""A chair who hands over for one candidate still signs the minutes last."""

from jurydesk.signature.expected import read_expected
from tests.commands.desk import JURY

EARLIER = {f"BC0{n}": "acquis" for n in range(2, 8)}


def test_the_appointed_president_signs_last_after_handing_over(desk):
    desk.candidate(**EARLIER)
    desk.new()
    everyone = " ".join(line.split(";")[0] for line in JURY.splitlines()[1:])
    desk.record(
        f"""09:00;presence;{everyone};;;present;
        09:05;ouverture;;;;;
        09:10;deport;M1;C1;;;lien
        09:11;president_seance;M2;;;;
        09:12;consensus;;C1;*;;
        09:13;adoption;;C1;*;;
        09:20;cloture;;;;;"""
    )
    minutes = desk.folder / "pv.pdf"
    assert desk.run("seal", desk.session, "--out", minutes)[0] == 0
    expected = {each.field for each in read_expected(minutes.read_bytes()).electronic}
    assert {field for field in expected if field.startswith("president")} == {"president.M1"}
    assert "membre.M2" in expected
