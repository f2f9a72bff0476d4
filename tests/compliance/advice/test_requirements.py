"""The sums that a search adds up say what the checks say, jury after jury."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jurydesk.certification.vocabulary import Reading, Role, Voice
from jurydesk.compliance.advice.requirements import requirements
from jurydesk.compliance.appointed import appointed_findings, stopping, vae_groups
from jurydesk.compliance.member import Attendance
from tests.builders import a_candidate, a_jury, a_member, ruled
from tests.compliance.builders import a_situation, a_vae_jury, shipped

PATHS = (
    date(2019, 1, 10),  # a quarter, half and half
    date(2022, 12, 10),  # a majority of teacher-researchers, two and a quarter
    date(2023, 1, 10),
    date(2024, 2, 1),  # the fiche alone
    date(2024, 4, 15),  # two members, one of them qualified
    None,
)
people = st.lists(
    st.tuples(
        st.sampled_from([role for role in Role if role is not Role.CHAIR]),
        st.sampled_from([True, False, None]),
        st.sampled_from([True, False, None]),
        st.sampled_from([Voice.VOTING, None, None]),
    ),
    max_size=5,
)


@cache
def without_representatives():
    """The rulebook whose fiche asks for no representative: the texts alone do."""
    seats = tuple(
        replace(seat, minimum=0) if seat.role.is_representative else seat
        for seat in shipped().seats
    )
    return ruled(shipped(), "sieges", value=seats)


@settings(max_examples=100, deadline=None)
@given(
    rows=people,
    gone=st.sets(st.sampled_from([f"M{n}" for n in range(2, 10)]), max_size=3),
    reading=st.sampled_from(tuple(Reading)),
    began=st.sampled_from(PATHS),
    away=st.sets(st.sampled_from(["M2", "M7", "P0"]), max_size=2),
    silent=st.booleans(),
)
def test_a_jury_stops_for_the_checks_when_a_sum_is_below_zero(  # noqa: PLR0917 drawn by name
    rows, gone, reading, began, away, silent
):
    jury = (
        *(m for m in a_vae_jury() if m.identifier not in gone),
        *(
            a_member(f"P{n}", role, external=ext, teacher_researcher=tr, voice=voice)
            for n, (role, ext, tr, voice) in enumerate(rows)
        ),
    )
    there = {
        m.identifier: Attendance.ABSENT if m.identifier in away else Attendance.PRESENT
        for m in jury
    }
    situation = a_situation(
        a_candidate("C01"),
        a_candidate("C02", "VAE", path_start=began),
        members=jury,
        reading=reading,
        attendance=there,
        rulebook=without_representatives() if silent else shipped(),
    )
    stops = bool(stopping(appointed_findings(situation)))
    assert any(each.start < 0 for each in requirements(situation)) is stops


def share(situation):
    """The sum of the share of external members: the one that an external guest brings to."""
    guest = a_member("P1", "invite", external=True, voice=Voice.VOTING)
    (found,) = [each for each in requirements(situation) if each.weight(guest) > 1]
    return found


def test_three_in_ten_is_ten_an_external_less_three_a_member():
    # 2/8: 2 × 10 − 8 × 3 = −4; 3/10: 30 − 30 = 0, exactly enough.
    assert share(a_situation()).start == -4
    ten = (*a_jury(), a_member("P8", "invite", external=True), a_member("P9", "invite"))
    found = share(a_situation(members=ten))
    assert found.start == 0
    assert found.weight(a_member("P1", "invite", external=True)) == 7
    assert found.weight(a_member("P1", "invite", external=False)) == -3


def test_an_unknown_newcomer_cures_nothing_of_a_jury_that_passes_exactly():
    ten = (*a_jury(), a_member("P8", "invite", external=True), a_member("P9", "invite"))
    unknown = a_member("P1", "invite", external=None)
    assert share(a_situation(members=ten)).weight(unknown) == -3


def test_a_jury_that_relies_on_the_unknown_goes_on_relying_on_them():
    # 2/8 and M6 unknown: 3/8 at best. The unknown count for it, a newcomer alike.
    jury = tuple(replace(m, external=None) if m.identifier == "M6" else m for m in a_jury())
    found = share(a_situation(members=jury))
    assert found.start == 30 - 24
    assert found.weight(a_member("P1", "invite", external=None)) == 7


@pytest.mark.parametrize(
    ("reading", "start", "of_rapporteur", "of_absent"),
    [
        # Nine appointed, the rapporteur apart, M7 away; FI: nobody from outside votes.
        (Reading.SEATS, 20 - 24, 0, 7),
        (Reading.STATUTORY, 20 - 18, 0, 10),
        (Reading.VOTING, 0 - 18, 0, 0),
        (Reading.PRESENT, 10 - 21, 0, 0),
    ],
)
def test_each_reading_counts_its_own(reading, start, of_rapporteur, of_absent):
    jury = a_vae_jury()
    there = {m.identifier: Attendance.PRESENT for m in jury} | {"M7": Attendance.ABSENT}
    found = share(a_situation(members=jury, reading=reading, attendance=there))
    assert found.start == start
    assert found.weight(replace(jury[8], external=True)) == of_rapporteur
    assert found.weight(jury[6]) == of_absent


def test_vae_candidates_of_an_unknown_day_ask_for_nothing():
    groups = vae_groups(
        a_situation(
            a_candidate("C01", "VAE", path_start=None),
            a_candidate("C02", "VAE", path_start=date(2023, 1, 10)),
            a_candidate("C03"),
        )
    )
    assert [[c.identifier for c in group] for group in groups.values()] == [["C02"]]


def test_a_threshold_of_all_asks_for_each():
    everyone = ruled(shipped(), "part_exterieurs", value=Fraction(1))
    assert share_of_all(a_situation(rulebook=everyone)) == 2 - 8


def share_of_all(situation):
    insider = a_member("P1", "invite", external=False)
    (found,) = [each for each in requirements(situation) if each.weight(insider) < 0]
    return found.start


def test_one_voter_alone_is_not_two():
    # From 13/04/2024 two members at least: the sum of voters, less two.
    recent = a_candidate("C01", "VAE", path_start=date(2024, 4, 15))
    alone = a_situation(recent, members=a_jury()[:1])
    voter = a_member("P1", "invite", voice=Voice.VOTING, external=False)
    advisor = a_member("P2", "invite", external=False)
    sums = [
        each.start
        for each in requirements(alone)
        if (each.weight(voter), each.weight(advisor)) == (1, 0)
    ]
    assert -1 in sums


def test_an_insider_who_does_not_teach_is_qualified_for_nothing():
    # From 13/04/2024 one qualified person at least: the director alone, from inside, is none.
    recent = a_candidate("C01", "VAE", path_start=date(2024, 4, 15))
    jury = (a_member("M2", "directeur", external=False), a_member("M1", "president"))
    assert stopping(appointed_findings(a_situation(recent, members=jury)))
    doubtful = (a_member("M2", "directeur", external=None), jury[1])
    qualified = [
        each.start
        for each in requirements(a_situation(recent, members=doubtful))
        if each.weight(a_member("P1", "enseignant")) == 1
        and each.weight(a_member("P2", "directeur", external=None)) == 1
        and each.weight(a_member("P3", "directeur", external=False)) == 0
    ]
    assert qualified == [0]


def test_one_representative_of_four_is_a_quarter_and_not_two():
    # R335-8 asks for both: of M1, M2, M3 and M7, a quarter represents, and one more is missing.
    jury = tuple(m for m in a_jury() if m.identifier in ("M1", "M2", "M3", "M7"))
    began = a_candidate("C01", "VAE", path_start=date(2023, 1, 10))
    situation = a_situation(began, members=jury, rulebook=without_representatives())
    guest = a_member("P1", "invite", voice=Voice.VOTING, external=False)
    sums = [
        each.start
        for each in requirements(situation)
        if each.weight(jury[3]) == 1 and each.weight(guest) == 0
    ]
    assert -1 in sums
