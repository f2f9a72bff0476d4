"""What a pool of persons allows: the smallest changes, best first, each one checked."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jurydesk.certification.vocabulary import AccessRoute, Gender, Reading, Voice
from jurydesk.compliance.advice.compositions import compliant_compositions
from jurydesk.compliance.advice.pool import read_pool
from jurydesk.compliance.appointed import appointed_findings, as_if_attended, stopping, with_members
from jurydesk.compliance.finding import FindingStatus
from jurydesk.compliance.jury_file import read_jury
from jurydesk.compliance.member import Attendance
from jurydesk.transmission.jury_table import jury_csv
from tests.builders import a_candidate, a_jury, a_member, ruled
from tests.compliance.builders import a_situation, a_vae_jury, everyone_present, plain, shipped

PATH_OF_2022 = date(2022, 12, 10)
PATH_OF_2023 = date(2023, 1, 10)


def an_external(identifier, role="enseignant", **details):
    return a_member(identifier, role, external=True, **details)


def moves(composition):
    """Who enters in whose seat; nobody's seat is an addition."""
    return [
        (change.entering.identifier, change.leaving and change.leaving.identifier)
        for change in composition.changes
    ]


def test_one_outside_guest_makes_three_of_nine():
    search = compliant_compositions(a_situation(), (an_external("P1", "invite"),))
    (only,) = search.found
    assert moves(only) == [("P1", None)]
    assert only.shares[AccessRoute.STUDENT] == {
        Reading.SEATS: "3/9",
        Reading.STATUTORY: "3/6",
        Reading.VOTING: "0/6",
        Reading.PRESENT: "0/0",
    }
    assert [member.identifier for member in only.members][-1] == "P1"
    assert (search.has_more, search.is_cut) == (False, False)


def test_an_outside_teacher_comes_beside_the_others_or_in_the_seat_of_one():
    # Five women of nine is 4/9 for the men; in M6's seat 3/8, in M5's a woman leaves for a woman.
    found = compliant_compositions(a_situation(), (an_external("P1"),)).found
    assert [moves(each) for each in found] == [
        [("P1", None)],
        [("P1", "M5")],
        [("P1", "M6")],
    ]
    replaced = found[1]
    assert [m.identifier for m in replaced.members][4] == "P1"
    assert replaced.shares[AccessRoute.STUDENT][Reading.SEATS] == "3/8"
    assert [plain(note) for note in replaced.notes] == [
        "Autre siège possible, à effet égal : celui de PrénomM3 NOMM3."
    ]


def test_fewest_changes_come_before_anything_else():
    # One of them alone makes 3/9; two insiders with two outsiders are never proposed.
    pool = (a_member("P1", "invite"), an_external("P2", "invite"), an_external("P3", "invite"))
    found = compliant_compositions(a_situation(), pool).found
    assert [moves(each) for each in found] == [[("P2", None)], [("P3", None)]]


def test_balance_of_women_and_men_breaks_ties_then_the_order_of_the_pool():
    # Five men and three women: a woman makes 4/9, a man 3/9 which is under 2/5.
    jury = tuple(
        replace(m, gender=Gender.MAN if n < 5 else Gender.WOMAN) for n, m in enumerate(a_jury())
    )
    pool = (
        an_external("P1", "invite", gender=Gender.MAN),
        an_external("P3", "invite", gender=Gender.WOMAN),
        an_external("P2", "invite", gender=Gender.WOMAN),
    )
    found = compliant_compositions(a_situation(members=jury), pool).found
    assert [each.entering[0].identifier for each in found] == ["P3", "P2", "P1"]
    assert [each.balance.value for each in found] == ["4/9", "4/9", "3/9"]
    assert found[2].balance.status is FindingStatus.RESERVE


def test_at_half_two_outside_teachers_take_two_seats_before_four_guests_come():
    # 2/8: two seats give 4/8; four guests would give 6/12 and are four changes.
    half = ruled(shipped(), "part_exterieurs", value=Fraction(1, 2))
    pool = (
        *(an_external(f"P{n}", "invite") for n in range(1, 5)),
        *(an_external(f"P{n}") for n in (5, 6)),
    )
    search = compliant_compositions(a_situation(rulebook=half), pool, at_most=2)
    assert all(len(each.changes) == 2 for each in search.found)
    assert {each.shares[AccessRoute.STUDENT][Reading.SEATS] for each in search.found} == {"4/8"}
    assert all(len(each.leaving) == 2 for each in search.found)


def test_every_route_of_the_cohort_must_pass():
    # Voices: 0/6 for training; the two seats that cure it keep 4/8 for VAE and its quarter.
    candidates = (a_candidate("C01"), a_candidate("C02", "VAE", path_start=PATH_OF_2023))
    situation = a_situation(*candidates, members=a_vae_jury(), reading=Reading.VOTING)
    found = compliant_compositions(situation, (an_external("P1"), an_external("P2"))).found
    assert found
    for each in found:
        assert len(each.leaving) == 2
        assert each.shares[AccessRoute.STUDENT][Reading.VOTING] == "2/6"
        assert each.shares[AccessRoute.EXPERIENCE][Reading.VOTING] == "4/8"


def test_a_majority_of_teacher_researchers_is_kept_while_the_share_is_cured():
    # Path of 2022: 4/8 needs one more, and R335-8 keeps a quarter of representatives: a seat of
    # the direction or of a teacher, not a ninth voice.
    situation = a_situation(
        a_candidate("C01", "VAE", path_start=PATH_OF_2022), members=a_vae_jury()
    )
    pool = (
        an_external("P1", teacher_researcher=True),
        an_external("P2", "directeur", teacher_researcher=True),
    )
    search = compliant_compositions(situation, pool)
    assert moves(search.found[0]) == [("P2", "M2")]


def test_an_empty_seat_is_filled():
    jury = tuple(m for m in a_jury() if m.identifier != "M8")
    pool = (an_external("P1", "salarie"), an_external("P2", "enseignant"))
    found = compliant_compositions(a_situation(members=jury), pool).found
    # 6 + M7 and P1 is 2/8: P2 must come as well, beside the others or in a seat.
    assert all({m.identifier for m in each.entering} == {"P1", "P2"} for each in found)
    assert found


def test_a_missing_chair_may_come_from_the_pool_but_once():
    jury = tuple(
        replace(m, external=True) if m.identifier == "M6" else m
        for m in a_jury()
        if m.identifier != "M1"
    )
    pool = (a_member("P1", "president"), a_member("P2", "president"))
    found = compliant_compositions(a_situation(members=jury), pool).found
    assert [moves(each) for each in found] == [[("P1", None)], [("P2", None)]]


def test_the_chair_never_leaves():
    pool = (an_external("P1", "president"),)
    search = compliant_compositions(a_situation(), pool)
    assert search.found == ()
    assert search.set_aside == ("PrénomP1 NOMP1 a le siège « présidence », qui est pourvu.",)


def test_a_newcomer_of_unknown_origin_cures_nothing():
    search = compliant_compositions(a_situation(), (a_member("P1", "invite", external=None),))
    assert search == compliant_compositions(a_situation(), ())
    assert (search.found, search.tried, search.is_cut) == ((), 4, False)


def test_unknown_members_of_the_jury_do_not_stop_it():
    # M7 known, M8 unknown: 1/8 to 2/8 fails; one more gives 2/9 for certain, two more 3/10.
    jury = tuple(replace(m, external=None) if m.identifier == "M8" else m for m in a_jury())
    pool = (an_external("P1", "invite"), an_external("P2", "invite"))
    found = compliant_compositions(a_situation(members=jury), pool).found
    assert [moves(each) for each in found] == [[("P1", None), ("P2", None)]]
    assert found[0].shares[AccessRoute.STUDENT][Reading.SEATS] == "entre 3/10 et 4/10"


def test_recusals_that_a_newcomer_needs_are_said_and_ranked_last():
    candidate = a_candidate(
        "C01", "VAE", path_start=PATH_OF_2023, employer="Safran", birth_name="Diallo"
    )
    pool = (
        an_external("P1", "salarie", employer="Safran SA"),
        an_external("P3", "salarie", employer="Latécoère"),
    )
    situation = a_situation(candidate, members=a_vae_jury())
    found = compliant_compositions(situation, pool).found
    assert [each.entering[0].identifier for each in found] == ["P3", "P1"]
    (recusal,) = found[1].recusals
    assert recusal.member.identifier == "P1"
    assert recusal.why.startswith("appartient à l’entreprise du candidat")
    # Without P1, 2/8 for that candidate.
    assert "(2/8)" in found[1].notes[-1]
    assert found[0].recusals == ()


def test_a_newcomer_without_an_act_is_to_be_appointed():
    (only,) = compliant_compositions(a_situation(), (an_external("P1", "invite", act=""),)).found
    assert [plain(note) for note in only.notes] == ["À nommer par un acte : PrénomP1 NOMP1."]


def test_a_suppleant_follows_the_seat_and_the_act_must_say_so():
    jury = (
        *(
            replace(m, gender=Gender.MAN if m.identifier == "M4" else Gender.WOMAN)
            for m in a_jury()
        ),
        a_member("M9", "enseignant", substitute_for="M4"),
    )
    found = compliant_compositions(a_situation(members=jury), (an_external("P1"),)).found
    heir = next(each for each in found if moves(each) == [("P1", "M4")])
    (substitute,) = [m for m in heir.members if m.identifier == "M9"]
    assert substitute.substitute_for == "P1"
    assert any("supplée désormais" in note for note in heir.notes)


def test_those_who_cannot_enter_are_set_aside_with_the_reason():
    pool = (
        a_member("M3", "enseignant"),
        a_member("M2", "invite", name="Autre"),
        a_member("P1", "rapporteur"),
        a_member("P2", "enseignant", substitute_for="M3"),
    )
    search = compliant_compositions(a_situation(), pool)
    assert search.set_aside == (
        "PrénomM3 NOMM3 siège déjà dans ce jury.",
        "PrénomM2 AUTRE porte l’identifiant M2, déjà celui de PrénomM2 NOMM2 : donnez-lui le sien.",
        "PrénomP1 NOMP1 est rapporteur : un rapporteur ne compte dans aucune part.",
        "PrénomP2 NOMP2 est suppléant : il ne compte qu’à la place d’un titulaire absent.",
    )


def test_a_jury_that_passes_needs_nobody():
    jury = (*a_jury(), an_external("M9", "invite"))
    search = compliant_compositions(a_situation(members=jury), (an_external("P1", "invite"),))
    assert search.is_needless
    assert search.found == ()


def test_no_more_are_given_than_asked_and_it_is_said():
    pool = tuple(an_external(f"P{n}", "invite") for n in range(1, 31))
    search = compliant_compositions(a_situation(), pool)
    assert len(search.found) == 20
    assert search.has_more
    assert search.tried == 1


def test_on_those_present_a_newcomer_sits():
    there = everyone_present(a_jury(), "M6") | {"M7": Attendance.REMOTE}
    situation = a_situation(reading=Reading.PRESENT, attendance=there)
    # 2/7 there; 3/8 with one more.
    (only,) = compliant_compositions(situation, (an_external("P1", "invite"),)).found
    assert only.shares[AccessRoute.STUDENT][Reading.PRESENT] == "3/8"


def test_a_large_pool_of_every_kind_is_searched_within_its_bound():
    kinds = [
        (role, external, researcher, gender, voice)
        for role in ("enseignant", "employeur", "salarie", "invite")
        for external in (True, False, None)
        for researcher in (True, False)
        for gender in (Gender.WOMAN, Gender.MAN, None)
        for voice in (None, Voice.VOTING, Voice.ADVISORY)
    ]
    pool = tuple(
        a_member(f"P{n}", role, external=ext, teacher_researcher=tr, gender=gender, voice=voice)
        for n, (role, ext, tr, gender, voice) in enumerate(kinds[::3] + kinds[1::9])
    )[:60]
    candidates = (a_candidate("C01"), a_candidate("C02", "VAE", path_start=PATH_OF_2022))
    everyone = ruled(shipped(), "part_exterieurs", value=Fraction(3, 4))
    situation = a_situation(
        *candidates, members=a_vae_jury(), reading=Reading.VOTING, rulebook=everyone
    )
    once, twice = (compliant_compositions(situation, pool) for _ in range(2))
    assert once == twice
    assert once.is_cut or once.tried == 4


people = st.tuples(
    st.sampled_from(["enseignant", "employeur", "salarie", "invite", "directeur"]),
    st.sampled_from([True, False, None]),
    st.booleans(),
    st.sampled_from([None, Voice.VOTING]),
)


@settings(max_examples=40, deadline=None)
@given(
    rows=st.lists(people, min_size=1, max_size=5),
    reading=st.sampled_from([Reading.SEATS, Reading.VOTING, Reading.STATUTORY, Reading.PRESENT]),
    threshold=st.sampled_from([Fraction(3, 10), Fraction(2, 5)]),
    began=st.sampled_from([PATH_OF_2022, PATH_OF_2023, None]),
    seats=st.integers(5, 8),
)
def test_search_finds_what_trying_everything_finds(rows, reading, threshold, began, seats):
    book = ruled(shipped(), "part_exterieurs", value=threshold)
    situation = a_situation(
        a_candidate("C01"),
        a_candidate("C02", "VAE", path_start=began),
        members=a_jury()[:seats],
        reading=reading,
        rulebook=book,
    )
    pool = tuple(
        a_member(f"P{n}", role, external=ext, teacher_researcher=tr, voice=voice)
        for n, (role, ext, tr, voice) in enumerate(rows)
    )
    search = compliant_compositions(situation, pool, at_most=500)
    for each in search.found:
        assert not stopping(appointed_findings(with_members(situation, each.members)))
    tried = _by_trying_everything(as_if_attended(situation), pool)
    if tried is None:
        return
    smallest = min((len(entering) for entering in tried), default=None)
    found = {frozenset(m.identifier for m in each.entering) for each in search.found}
    assert min((len(entering) for entering in found), default=None) == smallest
    if smallest is not None:
        least = {entering for entering in tried if len(entering) == smallest}
        assert {entering for entering in found if len(entering) == smallest} == least


def _by_trying_everything(situation, pool):
    """Every set of newcomers, with some seats given up, for which no check stops or doubts."""
    doubts = _doubts(situation)
    if not stopping(appointed_findings(situation)):
        return None
    passing = set()
    for size in (1, 2):
        for entering in combinations(pool, size):
            for gone in range(size + 1):
                for leaving in combinations(situation.members[1:], gone):
                    roles = [m.role for m in entering]
                    wanted = [m.role for m in leaving]
                    if any(wanted.count(role) > roles.count(role) for role in wanted):
                        continue
                    heads = roles.count("directeur") - wanted.count("directeur")
                    held = any(m.role == "directeur" for m in situation.members)
                    if heads > (0 if held else 1):
                        continue
                    members = (*(m for m in situation.members if m not in leaving), *entering)
                    after = with_members(situation, members)
                    if not stopping(appointed_findings(after)) and _doubts(after) <= doubts:
                        passing.add(frozenset(m.identifier for m in entering))
        if passing:
            return passing
    return None


def _doubts(situation):
    return {
        (finding.id, finding.route, finding.candidate)
        for finding in appointed_findings(situation)
        if finding.status is FindingStatus.UNKNOWN and finding.id != "parite"
    }


@pytest.mark.parametrize("gender", [Gender.WOMAN, None])
def test_a_jury_written_as_a_table_is_read_back_the_same(tmp_path, gender):
    jury = (
        *a_vae_jury(),
        a_member("007", "invite", external=None, teacher_researcher=None, gender=gender),
        an_external("M12", "salarie", substitute_for="M8", quality="Élue ; CFDT, « cadre »"),
        a_member("M13", "invite", voice=Voice.VOTING, act=""),
    )
    path = tmp_path / "jury.csv"
    path.write_bytes(jury_csv(jury))
    assert read_jury(path, shipped()).accepted() == jury


def test_a_pool_may_hold_several_chairs_or_none(tmp_path):
    path = tmp_path / "vivier.csv"
    path.write_bytes(jury_csv((a_member("P1", "president"), a_member("P2", "president"))))
    assert read_pool(path, shipped()).problems == ()
    path.write_bytes(jury_csv((an_external("P1"),)))
    assert len(read_pool(path, shipped()).accepted()) == 1


def test_a_pool_of_nobody_is_said(tmp_path):
    path = tmp_path / "vivier.csv"
    path.write_bytes(jury_csv(()))
    read = read_pool(path, shipped())
    assert not read.is_acceptable
    assert read.problems[0].message == "Le tableau ne contient personne."


def test_a_guest_takes_no_teachers_seat_though_there_is_one_too_many():
    # Nine with M9, a fifth teacher: 2/9. The guest makes 3/10 beside them.
    jury = (*a_jury(), a_member("M9", "enseignant"))
    found = compliant_compositions(a_situation(members=jury), (an_external("P1", "invite"),)).found
    assert [moves(each) for each in found] == [[("P1", None)]]


def test_no_change_is_proposed_that_holds_a_smaller_one():
    # Whoever cures the jury alone is never proposed together with another.
    situation = a_situation(rulebook=ruled(shipped(), "part_exterieurs", value=Fraction(3, 8)))
    pool = (an_external("P1"), an_external("P2", "invite"), an_external("P3", "invite"))
    found = [
        frozenset(moves(each))
        for each in compliant_compositions(situation, pool, at_most=500).found
    ]
    # 2/8 < 3/8: one seat gives 3/8; one guest beside 3/9, too few; two 4/10.
    assert frozenset({("P1", "M6")}) in found
    assert frozenset({("P2", None), ("P3", None)}) in found
    assert all(not one < other for one in found for other in found)


def test_a_newcomer_of_unknown_origin_is_to_be_settled():
    # P1 cures the share; P2 fills the seat of M8, whatever P2's origin turns out to be.
    jury = tuple(m for m in (*a_jury(), an_external("M9", "invite")) if m.identifier != "M8")
    pool = (an_external("P1", "invite"), a_member("P2", "salarie", external=None))
    found = compliant_compositions(a_situation(members=jury), pool).found
    assert found
    for each in found:
        assert "Préciser si PrénomP2 NOMP2 vient de l’extérieur." in map(plain, each.notes)
