"""The hours of a sitting: their order, midnight, the change of clocks, the session's own zone."""

import pytest

from jurydesk.clock import now
from jurydesk.deliberation.acts import recuse
from jurydesk.minutes.content.text import to_text
from jurydesk.minutes.content.whole import compose
from jurydesk.minutes.papers.bench_at import adoptions
from jurydesk.storage.session_file import SessionFile
from tests.commands.desk import EVERYONE


def facts_of(desk, name):
    with SessionFile.open(desk.session, read_only=True) as session:
        return [e.fact for e in session.entries() if type(e.fact).__name__ == name]


@pytest.fixture
def opened(desk):
    desk.candidate()
    desk.new()
    desk.open_with(EVERYONE)
    return desk


def test_a_dated_hour_passes_midnight_and_the_rows_after_follow_it(opened):
    opened.record(
        """23:50;incident;;;;;Un
        20/04/2024 00:10;incident;;;;;Deux
        00:20;incident;;;;;Trois"""
    )
    told = [f"{fact.at:%d/%m/%Y %H:%M}" for fact in facts_of(opened, "IncidentRecorded")]
    assert told == [
        "19/04/2024 23:50",
        "20/04/2024 00:10",
        "20/04/2024 00:20",
    ]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("23:50;incident;;;;;Un\n00:10;incident;;;;;Deux", "Ligne 3"),
        ("20/04/2024 00:10;incident;;;;;Un\n19/04/2024 23:00;incident;;;;;Deux", "Ligne 3"),
        ("18/04/2024 10:00;incident;;;;;Un", "corrigez la date de la séance"),
        ("31/02/2024 10:00;incident;;;;;Un", "n’existe pas"),
        ("20/04/2024 25:00;incident;;;;;Un", "00:00 à 23:59"),
        ("09:04;incident;;;;;Avant l’ouverture", "le dernier acte de la séance est déjà"),
    ],
)
def test_a_time_that_goes_back_or_does_not_exist_is_refused(opened, rows, told):
    out, err = opened.record(rows, expect=2)
    assert told in (out + err).replace("\u00a0", " ")
    assert facts_of(opened, "IncidentRecorded") == []


def test_a_mark_of_the_sitting_obeys_the_order(opened):
    opened.record("10:00;incident;;;;;Pause")
    opened.record("09:30;jury_soutenance;M3;C1;;enseignant;", expect=2)
    opened.record("10:00;jury_soutenance;M3;C1;;enseignant;\n10:01;note;M3;C1;;oral=12;")
    opened.record("10:00;note;M3;C1;;rapport=12;", expect=2)


def test_what_was_noted_before_the_opening_does_not_bind_the_sheet(desk):
    desk.candidate()
    desk.new()
    with SessionFile.open(desk.session) as session:
        session.record(*recuse(session.state, ("M3",), ("C1",), now(), "lien"))
    desk.open_with(EVERYONE)
    desk.record("09:06;passer_outre;;;;soutenance;papier\n09:10;consensus;;C1;*;;")
    desk.record("09:11;adoption;;C1;*;;\n09:12;cloture;;;;;")
    (decision, *_) = facts_of(desk, "DecisionAdopted")
    assert decision.at.isoformat() == "2024-04-19T09:11:00+02:00"


def test_a_recusal_of_before_the_opening_is_in_the_proof_of_composition(desk):
    test_what_was_noted_before_the_opening_does_not_bind_the_sheet(desk)
    with SessionFile.open(desk.session, read_only=True) as session:
        state = session.state
        (group,) = adoptions(state, state.candidates["C1"])
    assert [member.identifier for member in group.bench.withdrawn] == ["M3"]


@pytest.mark.parametrize(
    ("date", "hour", "offset"),
    [("2024-10-27", "02:30", "+02:00"), ("2024-10-27", "03:00", "+01:00")],
)
def test_an_hour_that_occurs_twice_is_the_first(desk, date, hour, offset):
    desk.date = date
    desk.candidate()
    desk.new()
    desk.record(f"{hour};presence;M1;;;present;")
    (there,) = facts_of(desk, "AttendanceRecorded")
    assert there.at.isoformat() == f"{date}T{hour}:00{offset}"


def test_an_hour_that_does_not_exist_is_refused(desk):
    desk.date = "2024-03-31"
    desk.candidate()
    desk.new()
    out, err = desk.record("02:30;presence;M1;;;present;", expect=2)
    assert "L’heure 02:30 n’existe pas" in out + err
    desk.record("03:00;presence;M1;;;present;")


def new_in(desk, zone):
    desk.candidate()
    desk.new()
    desk.session.unlink()
    for side in desk.folder.glob("*.jury*"):
        side.unlink()
    return desk.run(
        *("new", desk.session, "--certification", "RNCP35609", "--timezone", zone),
        *("--cohort", desk.folder / "promotion.csv", "--jury", desk.folder / "jury.csv"),
        *("--date", desk.date, "--place", "Saint-Denis"),
    )


def test_a_session_has_its_own_zone_and_the_pages_say_it(desk):
    code, _, err = new_in(desk, "Indian/Reunion")
    assert code == 0, err
    desk.open_with(EVERYONE)
    (opening,) = facts_of(desk, "SittingOpened")
    assert opening.at.isoformat() == "2024-04-19T09:05:00+04:00"
    with SessionFile.open(desk.session, read_only=True) as session:
        told = to_text(compose(session.state, head="0" * 64, entries=9)).replace("\u00a0", " ")
    assert "La séance a été ouverte à 9 h 05" in told
    assert "Les heures sont celles du fuseau Indian/Reunion." in told


@pytest.mark.parametrize("zone", ["Paris", "Europe/Toulouse", "../etc/passwd", "", "europe/paris"])
def test_a_zone_that_does_not_exist_makes_nothing(desk, zone):
    code, out, err = new_in(desk, zone)
    assert (code, out) == (2, "")
    assert "Europe/Paris" in err
    assert not desk.session.exists()


def test_the_zone_of_paris_is_not_told(desk):
    code, _, err = new_in(desk, "Europe/Paris")
    assert code == 0, err
    desk.open_with(EVERYONE)
    with SessionFile.open(desk.session, read_only=True) as session:
        told = to_text(compose(session.state, head="0" * 64, entries=9))
    assert "fuseau" not in told
