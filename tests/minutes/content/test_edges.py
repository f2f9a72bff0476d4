"""The minute before and the one too many: what the minutes say at each edge."""

from dataclasses import replace
from datetime import date

import pytest

from jurydesk.certification.vocabulary import BlockStatus, Gender, JurorCapacity
from jurydesk.cohort.candidate import BlockRecord, BlockRecordState, Thesis
from jurydesk.compliance.member import NominationAct
from jurydesk.deliberation.facts import (
    ActingChairNamed,
    ActUndone,
    BallotWay,
    BlockSetAside,
    DefenceJurorAppointed,
    FollowUpPlanned,
    IncidentRecorded,
    MemberRecused,
    NominationDescribed,
    RecommendationWritten,
    SessionDescribed,
    SittingClosed,
    SittingOpened,
    SittingResumed,
    SittingSuspended,
)
from tests.builders import a_candidate, a_jury, a_member, at
from tests.minutes.builders import BLOCKS, a_story, adopted, arrive, counted, decide
from tests.minutes.content.test_whole import composed, plain, presence_of, words

BC01, BC07 = BLOCKS[0], BLOCKS[6]


def opened(*candidates, members=(), clock="09:00"):
    story = a_story(candidates or (a_candidate("C01"),), members)
    arrive(story, "M1 M2 M3 M4 M5 M6 M7 M8")
    story.tell(SittingOpened(at(clock)))
    return story


def details(story, candidate="C01"):
    """The lines told of one candidate, label and words."""
    found = {each.identifier: each.lines for each in composed(story).details}
    return [(plain(pair.label), plain(pair.text)) for pair in found.get(candidate, ())]


# Hours


def test_who_comes_at_the_very_opening_was_there_and_a_minute_later_arrives():
    story = a_story((a_candidate(),))
    arrive(story, "M1")
    story.tell(SittingOpened(at("09:00")))
    arrive(story, "M2", "09:00")
    arrive(story, "M3", "09:01")
    assert presence_of(story, "M2") == ("En salle dès 9 h 00",)
    assert presence_of(story, "M3") == ("Arrivée à 9 h 01, en salle",)


def test_who_presides_at_the_opening_is_the_last_named_by_then():
    story = a_story((a_candidate(),))
    arrive(story, "M1 M2 M3")
    story.tell(ActingChairNamed(at("08:55"), "M3"))
    story.tell(ActingChairNamed(at("09:00"), "M2"))
    story.tell(SittingOpened(at("09:00")))
    story.tell(ActingChairNamed(at("09:01"), "M3"))
    assert "ouverte à 9 h 00 sous la présidence de PrénomM2 NOMM2" in words(story)


def test_before_anybody_is_named_the_appointed_president_opened():
    story = opened()
    story.tell(ActingChairNamed(at("09:01"), "M2"))
    assert "ouverte à 9 h 00 sous la présidence de PrénomM1 NOMM1" in words(story)


def test_an_act_undone_at_the_opening_is_a_correction_and_before_it_none():
    story = a_story((a_candidate(),))
    early = story.tell(IncidentRecorded(at("08:50"), "Un"))
    story.tell(ActUndone(at("08:59"), early))
    arrive(story, "M1")
    story.tell(SittingOpened(at("09:00")))
    assert composed(story).input_corrections == ""
    late = story.tell(IncidentRecorded(at("09:00"), "Deux"))
    story.tell(ActUndone(at("09:00"), late, "Doublon."))
    told = plain(composed(story).input_corrections)
    assert told == (
        "Correction de saisie : incident porté au procès-verbal (annulation à 9 h 00 : Doublon)."
    )
    again = story.tell(IncidentRecorded(at("09:10"), "Trois"))
    story.tell(ActUndone(at("09:11"), again))
    assert plain(composed(story).input_corrections).startswith("Corrections de saisie (2) : ")


def test_suspensions_are_told_each_with_its_end():
    story = opened()
    story.tell(SittingSuspended(at("10:00"), "Pause"))
    story.tell(SittingResumed(at("10:15")))
    story.tell(SittingSuspended(at("12:00")))
    story.tell(SittingResumed(at("13:30")))
    pairs = {pair.label: plain(pair.text) for pair in composed(story).session}
    assert pairs["Suspensions"] == "de 10 h 00 à 10 h 15 (Pause) ; de 12 h 00 à 13 h 30"
    assert [plain(pair.text) for pair in composed(story).chronology] == [
        "La séance est ouverte sous la présidence de PrénomM1 NOMM1.",
        "La séance est suspendue : Pause.",
        "La séance est reprise.",
        "La séance est suspendue.",
        "La séance est reprise.",
    ]


def test_incidents_come_by_their_hour():
    story = opened()
    story.tell(IncidentRecorded(at("09:30"), "Second"))
    story.tell(IncidentRecorded(at("09:10"), "Premier"))
    assert [plain(pair.text) for pair in composed(story).incidents] == ["Premier.", "Second."]


# Tallies


@pytest.mark.parametrize(
    ("abstentions", "way", "told"),
    [
        (0, BallotWay.TALLY, "0/5/1/0"),
        (1, BallotWay.TALLY, "0/5/1/0, 1 abstention"),
        (2, BallotWay.SECRET, "0/5/1/0, 2 abstentions"),
        (0, BallotWay.CONSENSUS, "0/5/1/0 c."),
    ],
)
def test_a_tally_has_its_abstentions_and_the_mark_of_a_consensus(abstentions, way, told):
    story = opened()
    ballot = counted("C01", BC01, {2: 5, 3: 1}, level=2, abstentions=abstentions, way=way)
    story.tell(ballot, adopted("C01", BC01, 2))
    assert plain(composed(story).candidates[0].cells[0].tally) == told


def test_the_quorum_is_told_by_the_fewest_and_the_most_who_voted():
    story = opened()
    for rank, voters in enumerate((6, 4, 5, 6, 6, 6, 6)):
        code = BLOCKS[rank]
        story.tell(counted("C01", code, {2: voters}, level=2), adopted("C01", code, 2))
    story.tell(SittingClosed(at("11:00")))
    row = next(row for row in composed(story).findings if row.title == "Quorum")
    assert plain(row.value) == "4/6 au moins"
    assert "de 4 à 6 votants pour 7 mises aux voix, il en fallait 3." in plain(row.statement)


def test_one_number_of_voters_is_no_span():
    story = opened()
    decide(story, "C01", (2,) * 7)
    story.tell(SittingClosed(at("11:00")))
    row = next(row for row in composed(story).findings if row.title == "Quorum")
    assert " de " not in plain(row.statement).partition(" : ")[2].partition(" votants")[0]


# Candidates


def test_what_is_asked_of_a_bloc_depends_on_its_status():
    story = opened()
    for code, level, work in ((BLOCKS[1], 3, "Annexe."), (BLOCKS[2], 4, "Étude de cas")):
        story.tell(counted("C01", code, {level: 6}, level=level), adopted("C01", code, level))
        due = date(2024, 9, 1) if level == 4 else None
        story.tell(FollowUpPlanned(at("10:05"), "C01", code, work, due))
    assert details(story) == [
        ("BC02", "complément demandé : Annexe."),
        ("BC03", "rattrapage : Étude de cas, pour le 1er septembre 2024."),
    ]


def test_a_bloc_set_aside_has_its_reason_where_one_was_given():
    story = opened()
    story.tell(BlockSetAside(at("10:00"), "C01", BLOCKS[0], BlockStatus.PENDING, "Pièce attendue"))
    story.tell(BlockSetAside(at("10:00"), "C01", BLOCKS[1], BlockStatus.NOT_PRESENTED, ""))
    assert details(story) == [
        ("BC01", "en attente : Pièce attendue."),
        ("BC02", "non présenté."),
    ]


def test_a_departure_tells_both_levels_and_following_the_proposal_none():
    story = opened()
    story.tell(
        counted("C01", BLOCKS[0], {2: 6}, level=2),
        adopted("C01", BLOCKS[0], 2, departure=(3, "Oral excellent")),
    )
    story.tell(counted("C01", BLOCKS[1], {2: 6}, level=2), adopted("C01", BLOCKS[1], 2))
    ((label, text),) = details(story)
    assert label == "BC01"
    assert "niveau adopté 2" in text
    assert "niveau proposé 3" in text
    assert text.endswith("Motif : Oral excellent.")
    cells = composed(story).candidates[0].cells
    assert [plain(note) for note in cells[0].notes] == ["proposition : 3"]
    assert cells[1].notes == ()


def test_recommendations_are_told_of_those_who_have_some():
    story = opened(a_candidate("C01"), a_candidate("C02"))
    story.tell(RecommendationWritten(at("10:00"), "C02", "Poursuivre"))
    assert details(story, "C01") == []
    assert details(story, "C02") == [("Recommandations du jury", "Poursuivre.")]


def test_a_defence_is_expected_of_a_thesis_unless_its_bloc_is_acquired():
    there = a_candidate("C01", thesis=Thesis(title="Essaims"))
    done = a_candidate(
        "C02",
        thesis=Thesis(title="Vols"),
        blocks=(BlockRecord(BC07, BlockRecordState.ACQUIRED),),
    )
    rows = composed(opened(there, done, a_candidate("C03"))).defences
    assert [(row.candidate, row.title) for row in rows] == [("LEFÈVRE Éloïse (C01)", "Essaims")]


def test_counts_keep_zero_and_the_front_page_does_not():
    story = opened(a_candidate("C01"), a_candidate("C02"))
    decide(story, "C01", (2,) * 7)
    for code in BLOCKS:
        story.tell(BlockSetAside(at("10:30"), "C02", code, BlockStatus.NOT_PRESENTED, "Absence"))
    whole = composed(story)
    counts = {pair.label: pair.text for pair in whole.counts}
    assert counts["Candidatures inscrites"] == "2"
    assert counts["Candidatures présentées"] == "1"
    assert counts["Certifications complètes"] == "1"
    assert counts["Ajournements"] == "0"
    assert counts["Candidatures non présentées"] == "1"
    assert [(each.value, each.label) for each in whole.figures] == [
        ("2", "candidatures inscrites"),
        ("1", "candidature présentée"),
        ("1", "certification complète"),
    ]
    assert [len(each.names) for each in whole.lists] == [1, 1]


# Members


def test_the_chair_signs_last_and_a_departure_is_told_at_the_place():
    story = opened()
    arrive(story, "M3", "10:00", "parti")
    places = composed(story).signatures
    assert [place.member for place in places] == ["M2", "M3", "M4", "M5", "M6", "M7", "M8", "M1"]
    assert [place.is_chair for place in places] == [False] * 7 + [True]
    assert [plain(place.presence) for place in places if place.presence] == ["départ à 10 h 00"]


def test_withdrawals_name_the_members_in_the_order_of_the_jury():
    story = opened()
    story.tell(MemberRecused(at("09:05"), "M6", "C01", "lien"))
    story.tell(MemberRecused(at("09:06"), "M2", "C01", "lien"))
    (row,) = composed(story).recusals
    assert plain(row.members) == "PrénomM2 NOMM2 et PrénomM6 NOMM6"


def test_belonging_is_said_with_the_gender_and_the_quality():
    members = (
        *a_jury()[:6],
        replace(a_jury()[6], gender=Gender.WOMAN),
        a_member("M8", "salarie", external=True, gender=Gender.MAN, teacher_researcher=True),
    )
    rows = {row.identifier: row.standing for row in composed(opened(members=members)).members}
    assert rows["M1"] == "interne"
    assert rows["M7"] == "extérieure"
    assert rows["M8"] == "extérieur, enseignant-chercheur"
    assert rows["M3"].startswith("interne, enseignant")


def test_an_act_of_nobody_is_not_told_and_one_half_described_says_so():
    members = (*a_jury()[:7], replace(a_jury()[7], act="2024-018"))
    story = opened(members=members)
    story.tell(NominationDescribed(at("09:02"), NominationAct("1999-001", date(1999, 1, 1), "X")))
    acts = {act.number: act for act in composed(story).acts}
    assert set(acts) == {"2024-017", "2024-018"}
    assert acts["2024-018"].signatory == "non renseigné"
    assert plain(acts["2024-018"].members) == "PrénomM8 NOMM8"
    assert plain(acts["2024-017"].signed_on) == "12 mars 2024"


def test_remote_means_are_missing_only_where_somebody_is_remote():
    story = opened()
    pairs = {pair.label: pair.text for pair in composed(story).session}
    assert pairs["Moyens de participation à distance"] == "sans objet"
    story.tell(SessionDescribed(at("09:10"), remote_means="Visio"))
    pairs = {pair.label: pair.text for pair in composed(story).session}
    assert pairs["Moyens de participation à distance"] == "Visio"


def test_a_defence_judged_by_companies_alone_names_no_teacher():
    story = opened(a_candidate("C01", thesis=Thesis(title="Essaims")))
    story.tell(DefenceJurorAppointed(at("09:05"), "C01", "M7", JurorCapacity.COMPANY))
    (row,) = composed(story).defences
    assert plain(row.jurors) == "entreprise : PrénomM7 NOMM7"
