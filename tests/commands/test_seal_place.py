"""A place forgotten when the session was made can still be given at the seal."""

from tests.commands.desk import EVERYONE


def test_a_forgotten_place_is_asked_for_and_given_at_the_seal(desk):
    desk.place = ""
    desk.candidate("C1", **{f"BC0{n}": "np" for n in range(1, 8)})
    desk.new()
    desk.open_with(EVERYONE)
    desk.record("09:29;non_presente;;*;*;;\n09:30;cloture;;;;;")
    code, out, err = desk.run("seal", desk.session, "--out", desk.folder / "pv.pdf")
    assert code == 2
    assert "lieu" in err
    assert not (desk.folder / "pv.pdf").exists()
    code, out, err = desk.run(
        "seal", desk.session, "--out", desk.folder / "pv.pdf", "--place", "Toulouse"
    )
    assert code == 0, out + err
    assert (desk.folder / "pv.pdf").read_bytes().startswith(b"%PDF")
