"""What would make a jury compliant: figures worked out by hand from the law and the fiche."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jurydesk.certification.vocabulary import Gender, Reading, Role, Voice
from jurydesk.compliance.advice.composition_advice import advice
from jurydesk.compliance.appointed import appointed_findings, faults
from jurydesk.compliance.finding import FindingStatus
from jurydesk.compliance.member import Attendance, NominationAct
from tests.builders import a_candidate, a_jury, a_member, ruled, the_second_rulebook
from tests.compliance.builders import a_situation, a_vae_jury, everyone_present, plain, shipped

ACT = {"2024-017": NominationAct("2024-017", date(2024, 2, 1), "La directrice générale")}
PATH_OF_2023 = date(2023, 1, 10)
PATH_OF_2022 = date(2022, 12, 10)


def told(situation, identifier):
    """The sentences about one check, as typed with ordinary spaces."""
    return [
        plain(each.sentence)
        for each in advice(situation)
        if any(finding.id == identifier for finding in each.findings)
    ]


def changed(jury, **details):
    """The jury where some members have other details, by identifier."""
    return tuple(replace(m, **details.get(m.identifier, {})) for m in jury)


def half():
    return ruled(shipped(), "part_exterieurs", value=Fraction(1, 2))


def test_from_two_of_eight_one_external_more_or_one_professional_among_the_teachers_would_do():
    # 2/8 = 25 %; 3/9 = 33,3 %; 3/8 = 37,5 %.
    assert told(a_situation(acts=ACT), "exterieurs") == [
        "Nommer 1 membre extérieur de plus : 3/9 (33,3 %) conviendrait.",
        (
            "Nommer parmi les quatre enseignants 1 professionnel extérieur : 3/8 (37,5 %) "
            "conviendrait."
        ),
    ]


def test_nothing_is_advised_to_a_jury_that_passes():
    jury = changed(a_jury(), M6={"external": True})
    assert advice(a_situation(members=jury, acts=ACT)) == ()


def test_the_same_figures_of_several_routes_are_one_advice():
    situation = a_situation(a_candidate("C01"), a_candidate("C02", "FC"), acts=ACT)
    first = advice(situation)[0]
    assert [finding.route for finding in first.findings] == ["FI", "FC"]
    assert first.value == "3/9"
    assert first.people == 1


def test_on_statutory_members_the_newcomer_sits_outside_their_seats():
    # One external representative gone: 1/6; one guest from outside gives 2/6 = 33,3 %.
    jury = tuple(m for m in a_jury() if m.identifier != "M8")
    sentences = told(a_situation(members=jury, reading=Reading.STATUTORY), "exterieurs")
    assert sentences[0] == (
        "Nommer 1 membre extérieur de plus, hors sièges statutaires : 2/6 (33,3 %) conviendrait."
    )


def test_on_voting_members_training_routes_need_three_voices_more_or_two_of_the_teachers():
    # 0/6: 1/7, 2/8 fall short, 3/9 passes; among the six, 1/6 falls short and 2/6 passes.
    assert told(a_situation(reading=Reading.VOTING), "exterieurs") == [
        "Nommer 3 membres extérieurs à voix délibérative de plus : 3/9 (33,3 %) conviendrait.",
        (
            "Nommer parmi les quatre enseignants 2 professionnels extérieurs : 2/6 (33,3 %) "
            "conviendrait."
        ),
    ]


def test_on_those_present_everyone_is_taken_to_come_before_attendance():
    sentences = told(a_situation(reading=Reading.PRESENT), "exterieurs")
    assert sentences[0] == "Nommer 1 membre extérieur de plus : 3/9 (33,3 %) conviendrait."


def test_on_those_present_an_absent_external_is_missed_until_two_more_come():
    # M8 is away: 1/7; 2/8 = 25 % falls short, 3/9 passes.
    there = everyone_present(a_jury(), "M8")
    situation = a_situation(reading=Reading.PRESENT, attendance=there)
    assert told(situation, "exterieurs")[0].startswith(
        "Nommer 2 membres extérieurs de plus : 3/9 (33,3 %)"
    )


def test_at_half_the_jury_needs_four_externals_more_or_two_of_the_teachers():
    # (2 + m)/(8 + m) reaches 1/2 at m = 4: 6/12; 4/8 with two of the teachers.
    assert told(a_situation(rulebook=half()), "exterieurs") == [
        "Nommer 4 membres extérieurs de plus : 6/12 (50 %) conviendrait.",
        (
            "Nommer parmi les quatre enseignants 2 professionnels extérieurs : 4/8 (50 %) "
            "conviendrait."
        ),
    ]


def test_the_second_rulebook_counts_half_of_the_voices():
    # Its jury of eight as the fiche's: 2 externals among 7 voices; 5/10 or 4/7.
    situation = a_situation(rulebook=the_second_rulebook(), reading=Reading.VOTING)
    sentences = told(situation, "exterieurs")
    assert "5/10 (50 %)" in sentences[0]
    assert "4/7 (57,1 %)" in sentences[1]


def test_a_threshold_of_all_only_leaves_replacing():
    everyone = ruled(shipped(), "part_exterieurs", value=Fraction(1))
    jury = changed(a_jury(), M1={"external": True})
    # M1, M7 and M8 come from outside: the director and the four teachers are replaced, 8/8.
    assert told(a_situation(rulebook=everyone, members=jury), "exterieurs") == [
        "Remplacer 5 membres internes par 5 membres extérieurs : 8/8 (100 %) conviendrait."
    ]


def test_unknown_origin_counts_for_nothing_and_the_advice_says_what_knowing_would_spare():
    # Nobody surely from outside, M6 and M8 unknown: 4/12 for certain; 3/9 if they are.
    details = {"M6": {"external": None}, "M8": {"external": None}, "M7": {"external": False}}
    sentences = told(a_situation(members=changed(a_jury(), **details)), "exterieurs")
    assert sentences[0] == (
        "Nommer 4 membres extérieurs de plus : 4/12 (33,3 %) conviendrait ; 1 suffirait, à 3/9 "
        "(33,3 %), s’il est établi que PrénomM6 NOMM6 et PrénomM8 NOMM8 viennent de l’extérieur."
    )


def test_one_unknown_is_named_in_the_singular():
    details = {"M8": {"external": None}, "M7": {"external": False}}
    sentences = told(a_situation(members=changed(a_jury(), **details)), "exterieurs")
    assert sentences[0].endswith("s’il est établi que PrénomM8 NOMM8 vient de l’extérieur.")


def test_empty_seats_are_named_with_their_number():
    jury = tuple(m for m in a_jury() if m.identifier not in ("M5", "M6", "M8"))
    assert told(a_situation(members=jury), "composition") == [
        "Nommer 2 enseignants et 1 représentant des salariés : 8/8 sièges pourvus."
    ]


def test_seats_are_filled_from_outside_where_the_share_would_fall():
    # 2/6 = 33,3 % with two teachers; two internal ones more give 2/8, two from outside 4/8.
    jury = tuple(m for m in a_jury() if m.identifier not in ("M5", "M6"))
    assert told(a_situation(members=jury), "composition") == [
        "Nommer 2 enseignants de l’extérieur : 8/8 sièges pourvus."
    ]


def test_nobody_appointed_is_advised_the_seats_only():
    found = advice(a_situation(members=()))
    assert [each.findings[0].id for each in found] == ["composition"]
    assert found[0].people == 8


def test_four_teacher_researchers_of_eight_need_one_more():
    # A path of 2022: strictly more than half; 5/9. The representatives would be 2/9 < 1/4.
    situation = a_situation(
        a_candidate("C01", "VAE", path_start=PATH_OF_2022), members=a_vae_jury()
    )
    (only,) = [a for a in advice(situation) if a.findings[0].id == "vae_enseignants_chercheurs"]
    assert plain(only.sentence) == (
        "Nommer 1 enseignant-chercheur de plus : 5/9 (55,6 %) conviendrait."
    )
    assert "les représentants qualifiés pour la VAE (2/9 pour un seuil de 1/4)" in only.warning


def test_a_plain_teacher_may_give_way_to_a_teacher_researcher():
    # 3/8: two more would be 5/10, not more than half, so three are needed, 6/11; or two seats.
    details = {"M6": {"teacher_researcher": False}, "M5": {"teacher_researcher": False}}
    jury = changed(a_vae_jury(), **details, M1={"teacher_researcher": True})
    situation = a_situation(a_candidate("C01", "VAE", path_start=PATH_OF_2022), members=jury)
    assert told(situation, "vae_enseignants_chercheurs") == [
        "Nommer 3 enseignants-chercheurs de plus : 6/11 (54,5 %) conviendrait.",
        (
            "Nommer 2 enseignants-chercheurs à la place de PrénomM5 NOMM5 et de PrénomM6 NOMM6 : "
            "5/8 (62,5 %) conviendrait."
        ),
    ]


def test_an_external_teacher_researcher_is_proposed_where_an_internal_one_spoils_the_share():
    # 3/10 externals hold; one internal more gives 3/11 < 30 %, one from outside 4/11.
    jury = (
        *changed(a_vae_jury(), M2={"external": True}),
        a_member("M10", "employeur", external=False),
        a_member("M11", "salarie", external=False),
    )
    situation = a_situation(a_candidate("C01", "VAE", path_start=PATH_OF_2022), members=jury)
    # 4 of 10: two more would be 6/12, three 7/13 > half.
    assert told(situation, "vae_enseignants_chercheurs")[0] == (
        "Nommer 3 enseignants-chercheurs extérieurs de plus : 7/13 (53,8 %) conviendrait."
    )


def test_candidates_under_the_same_texts_are_advised_once():
    pair = (
        a_candidate("C01", "VAE", path_start=PATH_OF_2022),
        a_candidate("C02", "VAE", path_start=date(2022, 11, 2)),
    )
    situation = a_situation(*pair, members=a_vae_jury())
    assert len(told(situation, "vae_enseignants_chercheurs")) == 1


def test_a_missing_representative_is_named_as_one_more():
    # 1/7 = 14 % under a quarter and under two: one more gives 2/8, exactly a quarter.
    jury = tuple(m for m in a_vae_jury() if m.identifier != "M8")
    situation = a_situation(a_candidate("C01", "VAE", path_start=PATH_OF_2023), members=jury)
    assert told(situation, "vae_representants") == [
        "Nommer 1 représentant qualifié de plus : 2/8 (25 %) conviendrait."
    ]


def test_silent_representatives_are_first_given_their_voice():
    details = {key: {"voice": Voice.ADVISORY} for key in ("M7", "M8")}
    situation = a_situation(
        a_candidate("C01", "VAE", path_start=PATH_OF_2023), members=changed(a_vae_jury(), **details)
    )
    assert told(situation, "vae_representants")[0] == (
        "Donner voix délibérative à PrénomM7 NOMM7 et PrénomM8 NOMM8 : 2/8 (25 %) conviendrait."
    )


def test_women_are_missing_by_number_or_by_seat():
    # Two women of eight: (2 + m)/(8 + m) reaches 2/5 at m = 2, 4/10; as much in place of two men.
    men = {m.identifier: {"gender": Gender.MAN} for m in a_jury()[2:]}
    women = {key: {"gender": Gender.WOMAN} for key in ("M1", "M2")}
    outside = {"M6": {"external": True, "gender": Gender.MAN}}
    jury = changed(a_jury(), **(men | women | outside))
    situation = a_situation(members=jury)
    found = told(situation, "parite")
    # 3/8 externals; two internal women more would give 3/10, which is 30 %.
    assert found == [
        "Nommer 2 femmes de plus : 4/10 (40 %) conviendrait.",
        "Remplacer 2 hommes par 2 femmes, aux mêmes sièges : 4/8 (50 %) conviendrait.",
    ]


def test_men_are_missing_too_and_come_from_outside_where_the_share_asks_it():
    jury = changed(a_jury(), **{m.identifier: {"gender": Gender.WOMAN} for m in a_jury()})
    situation = a_situation(
        members=(*jury, a_member("M9", "invite", external=True, gender=Gender.WOMAN))
    )
    # 0/9: six men give 6/15 = 40 %; internal ones would bring 3/15 externals, under 30 %.
    assert told(situation, "parite") == [
        "Nommer 6 hommes extérieurs de plus : 6/15 (40 %) conviendrait.",
        "Remplacer 4 femmes par 4 hommes, aux mêmes sièges : 4/9 (44,4 %) conviendrait.",
    ]


def test_members_without_an_act_are_named_and_many_are_counted():
    jury = changed(a_jury(), M3={"act": ""}, M5={"act": ""})
    assert told(a_situation(members=jury, acts=ACT), "nomination") == [
        "Nommer par un acte PrénomM3 NOMM3 et PrénomM5 NOMM5 : 8/8 membres nommés."
    ]
    nobody = tuple(replace(m, act="") for m in a_jury())
    assert told(a_situation(members=nobody), "nomination") == [
        "Nommer par un acte les 8 membres qui n’en ont pas : 8/8 membres nommés."
    ]


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (None, "Indiquer la date et le signataire de l’acte 2024-017."),
        (NominationAct("2024-017", date(2024, 2, 1)), "Indiquer le signataire de l’acte 2024-017."),
        (
            NominationAct("2024-017", date(2024, 4, 22), "La directrice"),
            (
                "Corriger la date de l’acte 2024-017, ou prendre un acte signé au plus tard le "
                "19/04/2024."
            ),
        ),
    ],
)
def test_an_incomplete_act_is_completed(act, words):
    acts = {} if act is None else {"2024-017": act}
    (only,) = [a for a in advice(a_situation(acts=acts)) if a.findings[0].id == "nomination"]
    assert only.sentence == words
    assert only.people == 0


def test_what_stops_is_told_before_what_only_warns():
    men = tuple(replace(m, gender=Gender.MAN) for m in a_jury())
    found = advice(a_situation(members=men))
    assert [each.findings[0].id for each in found] == [
        *("exterieurs", "exterieurs"),
        *("nomination", "parite", "parite"),
    ]


def test_an_absence_is_no_fault_of_the_appointed_jury():
    jury = (*a_jury(), a_member("M9", "invite", external=True))
    there = everyone_present(jury, "M7", "M8")
    assert told(a_situation(members=jury, acts=ACT, attendance=there), "exterieurs") == []


def test_a_suppleant_in_place_counts_for_the_titulaire():
    jury = (*a_jury(), a_member("M9", "salarie", external=False, substitute_for="M8"))
    there = everyone_present(jury, "M8") | {"M9": Attendance.PRESENT}
    # M9 for M8: 1/8; two externals more, 3/10.
    assert told(a_situation(members=jury, attendance=there), "exterieurs")[0].startswith(
        "Nommer 2 membres extérieurs de plus : 3/10 (30 %)"
    )


members_of_a_jury = st.lists(
    st.tuples(
        st.sampled_from([role for role in Role if role is not Role.CHAIR]),
        st.sampled_from([True, False, None]),
        st.sampled_from([True, False, None]),
        st.sampled_from([Gender.WOMAN, Gender.MAN, None]),
    ),
    max_size=8,
).map(
    lambda rows: (
        a_member("M1", "president"),
        *(
            a_member(f"M{n}", role, external=ext, teacher_researcher=tr, gender=gender)
            for n, (role, ext, tr, gender) in enumerate(rows, start=2)
        ),
    )
)


@settings(max_examples=60, deadline=None)
@given(jury=members_of_a_jury, reading=st.sampled_from(tuple(Reading)))
def test_every_fault_of_a_jury_is_cured_by_somebody_and_no_advice_is_empty(jury, reading):
    situation = a_situation(
        a_candidate("C01"),
        a_candidate("C02", "VAE", path_start=PATH_OF_2022),
        members=jury,
        reading=reading,
        acts=ACT,
    )
    found = advice(situation)
    # Before attendance the share of those present is unknown, so only advice knows of it.
    for fault in faults(appointed_findings(situation)):
        assert any(fault in each.findings for each in found) or reading is Reading.PRESENT
    for each in found:
        assert each.findings[0].status in (FindingStatus.BLOCKING, FindingStatus.RESERVE)
        assert each.sentence.endswith(".")


def test_a_plain_teacher_is_named_where_a_researcher_gone_would_spoil_the_majority():
    # A path of 2022: 5/8 researchers, M4, M5, M6 and M1, M2. An outsider in M3's seat makes 3/8
    # externals and keeps 5/8; in the seat of a researcher, 4/8 is no majority.
    details = {"M3": {"teacher_researcher": False}} | {
        key: {"teacher_researcher": True} for key in ("M1", "M2")
    }
    situation = a_situation(
        a_candidate("C01", "VAE", path_start=PATH_OF_2022),
        members=changed(a_vae_jury(), **details),
        acts=ACT,
    )
    assert told(situation, "exterieurs")[-1] == (
        "Nommer parmi les quatre enseignants 1 professionnel extérieur, à la place de PrénomM3 "
        "NOMM3 : 3/8 (37,5 %) conviendrait."
    )


def test_a_researcher_leaves_first_where_it_spoils_nothing():
    # 6/8 researchers: one may go. M3 is plain and comes first in the jury, but nobody is named.
    details = {"M3": {"teacher_researcher": False}} | {
        key: {"teacher_researcher": True} for key in ("M1", "M2", "M8")
    }
    situation = a_situation(
        a_candidate("C01", "VAE", path_start=PATH_OF_2022),
        members=changed(a_vae_jury(), **details),
        acts=ACT,
    )
    assert told(situation, "exterieurs")[-1] == (
        "Nommer parmi les quatre enseignants 1 professionnel extérieur : 3/8 (37,5 %) conviendrait."
    )


def test_knowing_an_advisory_member_spares_nobody_among_the_voices():
    # Voices of training: 0/6. Three more make 3/9, whoever M8, who only advises, turns out to be.
    jury = changed(a_jury(), M8={"external": None})
    sentences = told(a_situation(members=jury, reading=Reading.VOTING, acts=ACT), "exterieurs")
    assert sentences[0] == (
        "Nommer 3 membres extérieurs à voix délibérative de plus : 3/9 (33,3 %) conviendrait."
    )


def test_only_silent_representatives_are_given_a_voice():
    # M8 votes already and an invited guest advises: the one voice to give is M7's.
    jury = (
        *changed(a_vae_jury(), M7={"voice": Voice.ADVISORY}),
        a_member("M10", "invite", external=True),
    )
    situation = a_situation(a_candidate("C01", "VAE", path_start=PATH_OF_2023), members=jury)
    assert told(situation, "vae_representants")[0] == (
        "Donner voix délibérative à PrénomM7 NOMM7 : 2/8 (25 %) conviendrait."
    )


def test_an_outside_researcher_is_named_where_every_teacher_is_one():
    # 5/8 researchers, M2 to M6: an outside professional would leave 4/8, an outside researcher 5/8.
    jury = changed(a_vae_jury(), M2={"teacher_researcher": True})
    situation = a_situation(
        a_candidate("C01", "VAE", path_start=PATH_OF_2022), members=jury, acts=ACT
    )
    assert told(situation, "exterieurs")[-1] == (
        "Nommer parmi les quatre enseignants 1 enseignant-chercheur extérieur : 3/8 (37,5 %) "
        "conviendrait."
    )


def test_the_act_that_is_complete_is_not_to_be_corrected():
    jury = changed(a_jury(), M6={"external": True}, M8={"act": "2024-018"})
    acts = ACT | {"2024-018": NominationAct("2024-018", None, "La directrice générale")}
    (only,) = told(a_situation(members=jury, acts=acts), "nomination")
    assert only == "Indiquer la date de l’acte 2024-018."


def test_two_texts_that_ask_for_other_figures_are_two_cases():
    # One representative of seven: a quarter for the path of 2023, two for that of April 2024.
    pair = (
        a_candidate("C01", "VAE", path_start=PATH_OF_2023),
        a_candidate("C02", "VAE", path_start=date(2024, 4, 15)),
    )
    jury = tuple(m for m in a_vae_jury() if m.identifier != "M8")
    found = [
        {finding.threshold for finding in each.findings}
        for each in advice(a_situation(*pair, members=jury, acts=ACT))
        if each.findings[0].id == "vae_representants"
    ]
    assert sorted(map(sorted, found)) == [["1/4"], ["2/7"]]


def test_a_share_of_all_names_nobody_to_add():
    regime = shipped().rules["vae.r335-8"].value
    everyone = ruled(
        shipped(), "vae.r335-8", value=replace(regime, representatives_share=Fraction(1))
    )
    situation = a_situation(
        a_candidate("C01", "VAE", path_start=PATH_OF_2023),
        members=a_vae_jury(),
        rulebook=everyone,
        acts=ACT,
    )
    assert told(situation, "vae_representants") == []
