"""The VAE jury by the day the path began: DOMAIN §3 and the vectors 2 and 7 of §10."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from jurydesk.certification.rulebook import CastingVote
from jurydesk.certification.vocabulary import AccessRoute, Role, Voice
from jurydesk.compliance.finding import FindingStatus
from tests.builders import a_candidate, a_member, ruled, unruled
from tests.compliance.builders import (
    a_situation,
    a_vae_jury,
    everyone_present,
    found,
    plain,
    shipped,
    voters,
)

REPRESENTATIVES = "vae_representants"
RESEARCHERS = "vae_enseignants_chercheurs"
# The last day of L613-4, and the first and last days of the texts after it.
UNDER_L613_4 = date(2022, 12, 22)
UNDER_R335_8 = date(2022, 12, 23)
LAST_OF_R335_8 = date(2023, 12, 31)
TRANSITIONAL = date(2024, 1, 1)
LAST_TRANSITIONAL = date(2024, 4, 12)
UNDER_D6412_6 = date(2024, 4, 13)


def vae(began: date | None = UNDER_R335_8, **details):
    return a_candidate("C02", "VAE", birth_name="Martin", path_start=began, **details)


def case(began=UNDER_R335_8, *, members=None, **details):
    members = a_vae_jury() if members is None else members
    return a_situation(vae(began), members=members, **details)


def without(*identifiers):
    return tuple(m for m in a_vae_jury() if m.identifier not in identifiers)


def researchers(flags: str):
    """Eight members, E an « enseignant-chercheur », - not, ? unknown; and the rapporteur."""
    meaning = {"E": True, "-": False, "?": None}
    *eight, rapporteur = a_vae_jury()
    return (
        *(replace(m, teacher_researcher=meaning[f]) for m, f in zip(eight, flags, strict=True)),
        rapporteur,
    )


def test_two_of_eight_is_exactly_a_quarter():
    # Vector 2: R335-8 asks for two representatives and a quarter of the members.
    finding = found(case(), REPRESENTATIVES, candidate="C02")
    assert (finding.status, finding.value, finding.threshold) == (
        FindingStatus.COMPLIANT,
        "2/8",
        "1/4",
    )
    assert finding.names == ("PrénomM7 NOMM7", "PrénomM8 NOMM8")
    assert "R335-8" in finding.source


def test_one_representative_is_not_enough_before_2024():
    # 1/7 of the votes; a second makes two and 2/8 = 1/4.
    finding = found(case(members=without("M8")), REPRESENTATIVES, candidate="C02")
    assert finding.stops
    assert finding.overridable
    assert (finding.value, finding.missing) == ("1/7", 1)
    assert "il manque 1 représentant : 2/8 conviendrait" in plain(finding.message)


def test_nine_votes_break_the_quarter():
    # 2/9 is under a quarter; one more representative gives 3/10.
    members = (*a_vae_jury(), a_member("M10", "enseignant"))
    finding = found(case(members=members), REPRESENTATIVES, candidate="C02")
    assert (finding.value, finding.missing) == ("2/9", 1)


def test_an_advisory_guest_is_not_a_member_who_votes():
    members = (*a_vae_jury(), a_member("M10", "invite"))
    assert found(case(members=members), REPRESENTATIVES, candidate="C02").value == "2/8"


def test_representatives_left_advisory_do_not_count_for_vae():
    members = tuple(
        replace(m, voice=Voice.ADVISORY) if m.role.is_representative else m for m in a_vae_jury()
    )
    finding = found(case(members=members), REPRESENTATIVES, candidate="C02")
    assert (finding.value, finding.missing) == ("0/6", 2)


# A fiche that names no representative: what remains is what the national texts ask.
def silent_fiche():
    seats = tuple(
        replace(seat, minimum=0) if seat.role.is_representative else seat
        for seat in shipped().seats
    )
    return ruled(shipped(), "sieges", value=seats)


def test_the_fiche_asks_for_both_representatives_whatever_the_regime():
    for began in (date(2019, 11, 3), UNDER_L613_4, UNDER_R335_8, TRANSITIONAL, UNDER_D6412_6):
        whole = found(case(began), REPRESENTATIVES, candidate="C02")
        assert (whole.status, whole.value) == (FindingStatus.COMPLIANT, "2/8")
        assert "Fiche RNCP35609" in whole.source
        short = found(case(began, members=without("M8")), REPRESENTATIVES, candidate="C02")
        assert (short.stops, short.missing) == (True, 1)


def test_two_employers_do_not_stand_for_the_employees():
    members = tuple(
        replace(m, role=Role.EMPLOYER) if m.identifier == "M8" else m for m in a_vae_jury()
    )
    finding = found(case(UNDER_D6412_6, members=members), REPRESENTATIVES, candidate="C02")
    assert (finding.value, finding.missing) == ("2/8", 1)
    assert "1 des employeurs et 1 des salariés" in plain(finding.message)


def test_one_qualified_person_is_enough_for_the_law_from_13_april_2024():
    # A president and a teacher: the teacher is a trainer, no representative is needed.
    pair = (a_member("M1", "president"), a_member("M3", "enseignant"))
    situation = case(UNDER_D6412_6, members=pair, rulebook=silent_fiche())
    finding = found(situation, REPRESENTATIVES, candidate="C02")
    assert (finding.status, finding.value, finding.threshold) == (
        FindingStatus.COMPLIANT,
        "1/2",
        "1/2",
    )
    assert finding.source == "D6412-6 du code du travail, depuis le 13/04/2024"


@pytest.mark.parametrize(
    ("external", "status"),
    [
        (True, FindingStatus.COMPLIANT),
        (False, FindingStatus.BLOCKING),
        (None, FindingStatus.UNKNOWN),
    ],
)
def test_an_outside_professional_is_qualified_an_insider_who_does_not_teach_is_not(
    external, status
):
    pair = (
        a_member("M1", "president", external=False),
        a_member("M2", "directeur", external=external),
    )
    situation = case(UNDER_D6412_6, members=pair, rulebook=silent_fiche())
    finding = found(situation, REPRESENTATIVES, candidate="C02")
    assert finding.status is status
    assert finding.missing == (1 if status is FindingStatus.BLOCKING else None)


def test_before_november_2019_a_quarter_half_employers_half_employees():
    old = date(2019, 11, 3)
    rulebook = silent_fiche()
    finding = found(case(old, rulebook=rulebook), REPRESENTATIVES, candidate="C02")
    assert (finding.status, finding.value, finding.threshold) == (
        FindingStatus.COMPLIANT,
        "2/8",
        "1/4",
    )
    assert "version de 2006" in finding.source
    # Two employers and no employee are no halves; one employee more makes two and one, as near
    # as three can be halved.
    members = tuple(
        replace(m, role=Role.EMPLOYER) if m.identifier == "M8" else m for m in a_vae_jury()
    )
    uneven = found(case(old, members=members, rulebook=rulebook), REPRESENTATIVES, candidate="C02")
    assert (uneven.stops, uneven.missing) == (True, 1)
    # The text of 2019 asks for two representatives, of whichever side.
    later = case(UNDER_L613_4, members=members, rulebook=rulebook)
    assert found(later, REPRESENTATIVES, candidate="C02").status is FindingStatus.COMPLIANT
    # One alone of four members is a quarter: 2006 asks no number.
    few = (*without("M4", "M5", "M6", "M8", "M9"),)
    assert len(few) == 4
    alone = found(case(old, members=few, rulebook=rulebook), REPRESENTATIVES, candidate="C02")
    assert (alone.status, alone.value) == (FindingStatus.COMPLIANT, "1/4")


def test_in_the_gap_of_2024_no_national_text_speaks():
    situation = case(TRANSITIONAL, members=without("M7", "M8"), rulebook=silent_fiche())
    finding = found(situation, REPRESENTATIVES, candidate="C02")
    assert finding.status is FindingStatus.NOT_APPLICABLE
    assert "non réglé" in finding.message
    assert "régime transitoire : choix de l’établissement, à confirmer" in plain(finding.source)


def test_two_members_at_least_from_13_april_2024():
    alone = (a_member("M7", "employeur", external=True),)
    finding = found(case(UNDER_D6412_6, members=alone), REPRESENTATIVES, candidate="C02")
    assert finding.stops
    assert (finding.value, finding.missing) == ("1/1", 1)


@pytest.mark.parametrize("began", [TRANSITIONAL, LAST_TRANSITIONAL])
def test_the_transitional_rule_is_flagged(began):
    finding = found(case(began), REPRESENTATIVES, candidate="C02")
    assert finding.status is FindingStatus.COMPLIANT
    assert "régime transitoire : choix de l’établissement, à confirmer" in plain(finding.source)
    assert "régime transitoire : choix de l’établissement, à confirmer" in plain(finding.message)
    assert found(case(began, members=without("M8")), REPRESENTATIVES, candidate="C02").stops
    others = (
        found(case(each), REPRESENTATIVES, candidate="C02")
        for each in (LAST_OF_R335_8, UNDER_D6412_6)
    )
    assert not any("transitoire" in other.message for other in others)


def test_another_rulebooks_transitional_text_is_flagged_too():
    rulebook = ruled(shipped(), "vae.transitoire-2024", source="Texte")
    situation = case(TRANSITIONAL, rulebook=rulebook)
    source = found(situation, REPRESENTATIVES, candidate="C02").source
    told = "Texte (régime transitoire : choix de l’établissement, à confirmer)"
    assert plain(source).startswith(told)


@pytest.mark.parametrize("began", [UNDER_R335_8, LAST_OF_R335_8])
def test_the_bounds_of_r335_8_are_inclusive(began):
    assert "2019" in found(case(began), REPRESENTATIVES, candidate="C02").source


def test_an_unknown_start_passes_only_when_every_text_is_satisfied():
    assert found(case(None), REPRESENTATIVES, candidate="C02").status is FindingStatus.COMPLIANT
    finding = found(case(None, members=without("M8")), REPRESENTATIVES, candidate="C02")
    assert finding.status is FindingStatus.UNKNOWN
    assert "date de début du parcours" in finding.message


def test_a_recused_representative_is_a_reserve_for_that_candidate():
    # 1/7 once M8 has withdrawn.
    situation = case(recused={"C02": frozenset({"M8"})})
    finding = found(situation, REPRESENTATIVES, candidate="C02")
    assert (finding.status, finding.value) == (FindingStatus.RESERVE, "2/8")
    assert "il reste 1/7" in finding.message


def test_an_absent_representative_is_a_reserve():
    situation = case(attendance=everyone_present(a_vae_jury(), "M7"))
    finding = found(situation, REPRESENTATIVES, candidate="C02")
    assert finding.status is FindingStatus.RESERVE
    assert "il reste 1/7" in finding.message


def test_a_share_of_all_asks_to_replace_members():
    regime = shipped().rules["vae.r335-8"].value
    everyone = replace(regime, representatives_share=Fraction(1))
    situation = case(rulebook=ruled(shipped(), "vae.r335-8", value=everyone))
    finding = found(situation, REPRESENTATIVES, candidate="C02")
    assert finding.stops
    assert finding.missing is None
    assert "il faut remplacer" in finding.message


def test_four_of_eight_is_not_a_majority():
    # Vector 7: a path of 10/12/2022 needs five of eight; one more makes 5/9.
    situation = case(date(2022, 12, 10), members=researchers("--EEEE--"))
    finding = found(situation, RESEARCHERS, candidate="C02")
    assert finding.stops
    assert finding.overridable
    assert (finding.value, finding.threshold, finding.missing) == ("4/8", "5/8", 1)
    assert "L613-4" in finding.source


def test_five_of_eight_is_a_majority():
    situation = case(date(2022, 12, 10), members=researchers("-EEEEE--"))
    finding = found(situation, RESEARCHERS, candidate="C02")
    assert (finding.status, finding.value) == (FindingStatus.COMPLIANT, "5/8")


@pytest.mark.parametrize("began", [UNDER_R335_8, UNDER_D6412_6])
def test_nobody_asks_for_the_majority_afterwards(began):
    finding = found(case(began), RESEARCHERS, candidate="C02")
    assert finding.status is FindingStatus.NOT_APPLICABLE
    assert "aucun texte ne le demande" in finding.message


@pytest.mark.parametrize(
    ("flags", "status", "bounds"),
    [
        ("-EEEE?--", FindingStatus.UNKNOWN, "entre 4/8 et 5/8"),
        ("EEEEE?--", FindingStatus.COMPLIANT, "entre 5/8 et 6/8"),
        ("-EEE?---", FindingStatus.BLOCKING, "entre 3/8 et 4/8"),
    ],
)
def test_an_unknown_teacher_researcher_is_counted_on_neither_side(flags, status, bounds):
    finding = found(case(UNDER_L613_4, members=researchers(flags)), RESEARCHERS, candidate="C02")
    assert finding.status is status
    assert bounds in finding.message


def test_the_majority_lost_by_an_absence_is_a_reserve():
    # 5/8 appointed; without two of them, 3/6 is only half.
    members = researchers("-EEEEE--")
    situation = case(
        UNDER_L613_4, members=members, attendance=everyone_present(members, "M2", "M3")
    )
    finding = found(situation, RESEARCHERS, candidate="C02")
    assert (finding.status, finding.value) == (FindingStatus.RESERVE, "5/8")
    assert "il reste 3/6" in finding.message


def test_the_majority_is_unknown_without_a_start_or_a_jury():
    finding = found(case(None), RESEARCHERS, candidate="C02")
    assert finding.status is FindingStatus.UNKNOWN
    assert "date de début du parcours" in finding.message
    assert (
        found(case(UNDER_L613_4, members=()), RESEARCHERS, candidate="C02").status
        is FindingStatus.UNKNOWN
    )


def test_training_candidates_have_no_vae_finding():
    with pytest.raises(AssertionError):
        found(a_situation(), REPRESENTATIVES, candidate="C01")


@pytest.mark.parametrize(
    ("began", "granted"), [(UNDER_D6412_6, True), (LAST_TRANSITIONAL, False), (None, False)]
)
def test_eight_voters_may_tie_and_the_law_then_gives_the_chair_the_casting_vote(began, granted):
    # Vector 6: eight voters can split 4–4; from 13/04/2024 the law decides, else the setting,
    # which this establishment refuses.
    refused = CastingVote((AccessRoute.EXPERIENCE,), granted=False)
    rulebook = ruled(shipped(), "voix_preponderante.VAE", value=refused)
    situation = case(began, attendance=everyone_present(a_vae_jury()), rulebook=rulebook)
    assert len(voters(situation, vae(began))) == 8
    assert rulebook.grants_casting_vote(AccessRoute.EXPERIENCE, began) is granted


def test_a_representative_named_rapporteur_leaves_one_of_seven():
    # Nobody is recused: M8 loses the vote on this candidate, whose file names M8 as rapporteur.
    candidate = vae(rapporteur="M8")
    finding = found(a_situation(candidate, members=a_vae_jury()), REPRESENTATIVES, candidate="C02")
    assert (finding.status, finding.value) == (FindingStatus.RESERVE, "2/8")
    assert "il reste 1/7" in finding.message


def test_two_representatives_of_six_left_are_enough():
    situation = case(attendance=everyone_present(a_vae_jury(), "M5", "M6"))
    finding = found(situation, REPRESENTATIVES, candidate="C02")
    assert finding.status is FindingStatus.COMPLIANT
    assert "il reste" not in finding.message


def test_both_representatives_gone_leave_none_of_six():
    situation = case(recused={"C02": frozenset({"M7", "M8"})})
    finding = found(situation, REPRESENTATIVES, candidate="C02")
    assert finding.status is FindingStatus.RESERVE
    assert "il reste 0/6" in finding.message


def test_the_majority_that_a_recusal_leaves_at_exactly_half_is_a_reserve():
    # 5/8 appointed; without M2 and one who is none, 4/6 still; without M2 and M3, 3/6 no longer.
    members = researchers("-EEEEE--")
    kept = case(UNDER_L613_4, members=members, recused={"C02": frozenset({"M2", "M1"})})
    assert found(kept, RESEARCHERS, candidate="C02").status is FindingStatus.COMPLIANT
    lost = case(UNDER_L613_4, members=members, recused={"C02": frozenset({"M2", "M3"})})
    finding = found(lost, RESEARCHERS, candidate="C02")
    assert finding.status is FindingStatus.RESERVE
    assert "il reste 3/6" in finding.message


def test_only_those_of_unknown_origin_are_asked_for():
    # From 13/04/2024 one qualified person is enough: M1 alone may be one, M2 teaches nothing.
    pair = (
        a_member("M1", "president", external=None),
        a_member("M2", "directeur", external=False),
    )
    situation = case(UNDER_D6412_6, members=pair, rulebook=silent_fiche())
    finding = found(situation, REPRESENTATIVES, candidate="C02")
    assert finding.status is FindingStatus.UNKNOWN
    assert "précisez si PrénomM1 NOMM1 vient de l’extérieur" in plain(finding.message)
    assert "NOMM2" not in finding.message


def test_without_a_text_and_without_the_fiche_nobody_is_asked_for():
    silent = unruled(silent_fiche(), "vae")
    finding = found(case(rulebook=silent), REPRESENTATIVES, candidate="C02")
    assert finding.status is FindingStatus.NOT_APPLICABLE
    assert finding.value is None
