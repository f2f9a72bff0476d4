"""What the minutes prove, and what they never hold."""

from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

import pytest

from jurydesk.certification.rulebook import Adoption
from jurydesk.certification.vocabulary import Gender
from jurydesk.cohort.candidate import Thesis
from jurydesk.compliance.finding import FindingStatus
from jurydesk.compliance.member import Attendance
from jurydesk.compliance.registry import finding_title
from jurydesk.deliberation.facts import (
    AttendanceRecorded,
    FindingOverridden,
    MemberRecused,
    RuleConfirmed,
    SigningDeclared,
    SigningWay,
    SittingClosed,
    SittingOpened,
    SittingSuspended,
    VoteCast,
)
from jurydesk.minutes.content.text import to_text
from jurydesk.minutes.content.whole import compose
from tests.builders import a_candidate, a_jury, a_member, at
from tests.minutes.builders import (
    BLOCKS,
    HEAD,
    Story,
    a_full_sitting,
    a_story,
    adopted,
    arrive,
    counted,
    decide,
    the_members,
)


def composed(story: Story):
    return compose(story.state(), head=HEAD, entries=128)


def words(story: Story) -> str:
    """The whole minutes with ordinary spaces."""
    return plain(to_text(composed(story)))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def presence_of(story: Story, member: str) -> tuple[str, ...]:
    rows = {row.identifier: row for row in composed(story).members}
    return tuple(plain(line) for line in rows[member].presence)


def texts(record: object):
    if isinstance(record, str) and not isinstance(record, StrEnum):
        yield record
    elif isinstance(record, tuple):
        for item in record:
            yield from texts(item)
    elif is_dataclass(record):
        for each in fields(record):
            yield from texts(getattr(record, each.name))


def test_confidential_title_is_nowhere():
    assert "Aquila" not in words(a_full_sitting())
    assert "thèse confidentielle" in words(a_full_sitting())


def test_reason_of_a_recusal_is_nowhere():
    said = words(a_full_sitting())
    assert "lien familial" not in said
    assert "même entreprise" not in said
    assert "FOURNIER Inès (C06) | Hélène CASTÉRA" in said


def test_no_named_vote_is_anywhere_even_while_votes_are_open():
    story = a_story((a_candidate("C01"),), the_members())
    arrive(story, "M1 M2 M3 M4 M5 M6")
    story.tell(SittingOpened(at("09:00")))
    before = composed(story)
    for number in range(1, 7):
        level = 4 if number == 3 else 1
        story.votes.append(VoteCast(at("09:10"), f"M{number}", "C01", BLOCKS[0], level))
    assert composed(story) == before


def test_no_juror_s_own_mark_is_printed():
    story = a_full_sitting()
    said = words(story)
    # Corinne Delmas gave 14.5 and 15 to C01, Odile Lacombe 13 and 16.25: only means stand.
    assert "14,5" not in said
    assert "16,25" not in said
    assert "rapport 13,75, oral 15,63, note 14,69" in said


def test_text_holds_every_word_of_the_content():
    minutes = composed(a_full_sitting())
    said = to_text(minutes)
    apart = {minutes.date, minutes.running_head, *(column.code for column in minutes.columns)}
    held = [text for text in texts(minutes) if text not in apart]
    assert len(held) > 100
    assert [text for text in held if text not in said] == []


def test_undone_adoption_keeps_its_earlier_tally():
    assert "BC04 : une première adoption a été annulée, et le bloc remis aux voix. " in words(
        a_full_sitting()
    )
    assert "Décompte antérieur : 0/1/5/0, niveau 3" in words(a_full_sitting())


def test_vote_taken_again_is_not_told_as_an_adoption_undone():
    story = a_story((a_candidate("C01"),))
    # Two voters only, then six: the first tally never was a decision.
    story.tell(counted("C01", BLOCKS[0], {2: 2}, level=2))
    story.tell(counted("C01", BLOCKS[0], {1: 6}, level=1), adopted("C01", BLOCKS[0], 1))
    story.tell(counted("C01", BLOCKS[1], {}, level=None, abstentions=6))
    story.tell(counted("C01", BLOCKS[1], {2: 6}, level=2), adopted("C01", BLOCKS[1], 2))
    said = words(story)
    assert "adoption a été annulée" not in said
    assert (
        "BC01 : les votants ayant changé avant l’adoption, le bloc a été remis aux voix. Décompte "
        "antérieur : 0/2/0/0, niveau 2"
    ) in said
    assert "BC02 : aucune voix n’a d’abord été exprimée, et le bloc a été remis aux voix." in said


def test_tally_of_a_single_voter_is_never_told():
    story = a_story((a_candidate("C01"),))
    story.tell(counted("C01", BLOCKS[0], {2: 1}, level=2), adopted("C01", BLOCKS[0], 2))
    story.tell(counted("C01", BLOCKS[1], {2: 2}, level=2), adopted("C01", BLOCKS[1], 2))
    cells = composed(story).candidates[0].cells
    assert [cell.tally for cell in cells[:2]] == ["", "0/2/0/0"]


def test_minutes_ask_nothing_of_the_clerk():
    said = words(a_full_sitting(closed=False))
    assert "règles sur 15 ne sont pas publiées" in said
    for asked in ("Indiquez qui", "déclarez", "enregistrez le déport"):
        assert asked not in said


def test_casting_vote_names_who_presided():
    said = words(a_full_sitting())
    assert "voix prépondérante du président (exercée par Hélène CASTÉRA)" in said


def test_late_arrival_and_departure_have_their_hour():
    assert presence_of(a_full_sitting(), "M7") == (
        "Absence : train en retard",
        "Arrivée à 9 h 40, en salle",
    )
    assert presence_of(a_full_sitting(), "M6")[-1] == "Départ à 15 h 30 : obligation de service"


def test_replacement_is_told_on_both_sides():
    story = a_full_sitting()
    assert presence_of(story, "M5")[-1] == "Remplacement par Maud GARRIGUE dès 8 h 56"
    assert presence_of(story, "M11")[-1] == "Suppléance d’Agnès VIDAL dès 8 h 56"


def test_substitute_without_a_seat_to_take_was_not_called():
    story = a_story((a_candidate(),), the_members())
    arrive(story, "M5 M11")
    assert presence_of(story, "M11") == ("En salle dès 8 h 50", "Suppléance non appelée")
    quiet = a_story((a_candidate(),), the_members())
    assert presence_of(quiet, "M11") == ("Suppléance non appelée",)


def test_coming_back_moving_to_a_screen_and_going_absent_are_told():
    story = a_story((a_candidate(),), the_members())
    arrive(story, "M1 M2 M3")
    story.tell(SittingOpened(at("09:00")))
    for clock, member, way in (
        ("09:30", "M1", "parti"),
        ("09:40", "M1", "present"),
        ("09:41", "M2", "distance"),
        ("09:42", "M3", "absent"),
        ("09:43", "M3", "absent"),
    ):
        story.tell(AttendanceRecorded(at(clock), member, Attendance(way)))
    assert presence_of(story, "M1")[-2:] == ("Départ à 9 h 30", "Retour à 9 h 40, en salle")
    assert presence_of(story, "M2")[-1] == "À distance à partir de 9 h 41"
    assert presence_of(story, "M3") == ("En salle dès 8 h 50", "Absence à partir de 9 h 42")


def test_hours_of_another_day_are_told_with_their_day():
    story = a_story((a_candidate(),), the_members())
    arrive(story, "M1 M2 M3")
    story.tell(SittingOpened(at("09:00") + timedelta(days=1)))
    for member, way in (("M1", "parti"), ("M2", "absent"), ("M4", "present")):
        later = at("09:30") + timedelta(days=1)
        story.tell(AttendanceRecorded(later, member, Attendance(way)))
    assert "ouverte le 20 avril 2024 à 9 h 00 sous" in plain(composed(story).preamble[1])
    told = [presence_of(story, member)[-1] for member in ("M1", "M2", "M4")]
    assert told == [
        "Départ le 20 avril 2024 à 9 h 30",
        "Absence à partir du 20 avril 2024 à 9 h 30",
        "Arrivée le 20 avril 2024 à 9 h 30, en salle",
    ]


def test_nobody_asked_about_a_member_is_said():
    story = a_story((a_candidate(),))
    assert presence_of(story, "M1") == ("Présence non relevée",)


def test_voice_is_told_by_route_when_it_differs():
    rows = {row.identifier: plain(row.voice) for row in composed(a_full_sitting()).members}
    assert rows["M1"] == "délibérative"
    assert rows["M7"] == "délibérative (VAE) ; consultative (FI, FC et CA)"


def test_unknown_belonging_is_never_internal():
    jury = (*a_jury()[:7], a_member("M8", "salarie", external=None, gender=None))
    story = a_story((a_candidate(),), jury)
    rows = {row.identifier: row for row in composed(story).members}
    assert rows["M8"].standing == "appartenance non renseignée"


def test_external_of_unknown_gender_is_named_neutrally():
    jury = (*a_jury()[:7], a_member("M8", "salarie", external=True, gender=None))
    rows = {row.identifier: row for row in composed(a_story((a_candidate(),), jury)).members}
    assert rows["M8"].standing == "membre extérieur"


def test_everyone_who_sat_signs_also_those_who_left_and_the_chair_last():
    places = composed(a_full_sitting()).signatures
    assert " ".join(place.member for place in places) == "M2 M3 M4 M6 M7 M8 M9 M11 M1"
    assert places[-1].is_chair
    left = next(place for place in places if place.member == "M6")
    assert plain(left.presence) == "départ à 15 h 30"


def test_refusal_and_paper_are_noted_at_the_signature():
    story = a_full_sitting()
    story.tell(SigningDeclared(at("16:10"), "M2", SigningWay.REFUSED))
    notes = {place.member: place.note for place in composed(story).signatures}
    assert (notes["M2"], notes["M8"], notes["M3"]) == (
        "refus de signer",
        "signature manuscrite",
        "",
    )


def test_quorum_is_told_from_the_ballots_once_the_room_has_emptied():
    story = a_full_sitting(closed=False)
    for member in ["M1", "M2", "M3", "M4", "M7", "M8", "M9", "M11"]:
        story.tell(AttendanceRecorded(at("16:01"), member, Attendance.LEFT))
    story.tell(SittingClosed(at("16:02")))
    rows = [row for row in composed(story).findings if row.title in ("Quorum", "Présidence")]
    assert {row.status for row in rows} == {FindingStatus.COMPLIANT}
    quorum = {row.scope: (row.value, plain(row.threshold)) for row in rows}
    # Six voted on FI and FC; five on the apprentice whose chair withdrew, of six appointed.
    assert quorum["voie FI"] == ("6/6 au moins", "seuil 3/6")
    assert quorum["voie CA"] == ("5/6 au moins", "seuil 3/6")


def test_same_finding_of_several_candidates_makes_one_row():
    rows = [row for row in composed(a_full_sitting()).findings if row.title.startswith("Enregis")]
    assert [plain(row.scope) for row in rows] == ["7 candidatures", "2 candidatures"]


def test_same_finding_of_several_routes_makes_one_row():
    rows = [row for row in composed(a_full_sitting()).findings if row.title == "Membres extérieurs"]
    assert plain(rows[0].scope) == "voies FI, FC et CA"
    assert "2/8 (25 %)" in plain(rows[0].remarks[0])
    assert "2/6 (33,3 %) (lecture retenue)" in plain(rows[0].remarks[0])


def test_finding_with_an_unknown_name_keeps_it():
    assert "Ont été comptés : Claire Morvan et Odile LACOMBE." in words(a_full_sitting())


def test_override_is_told_with_reason_and_author():
    row = composed(a_full_sitting()).overrides[0]
    assert (row.finding, row.scope, row.author) == (
        "Jury de soutenance",
        "FOURNIER Inès",
        "Hélène CASTÉRA",
    )
    assert row.reason.startswith("Soutenance tenue à huis clos")


def test_departure_from_the_proposal_gives_both_levels_in_words_and_the_reason():
    said = words(a_full_sitting())
    assert (
        "BC07 : niveau adopté 2 – au niveau des attentes ; niveau proposé 3 – en voie de "
        "validation – écarts mineurs. Motif : Qualité de l’oral"
    ) in said


def test_birth_name_stands_beside_another_used_name():
    rows = {row.identifier: row.birth_name for row in composed(a_full_sitting()).candidates}
    assert (rows["C02"], rows["C01"]) == ("née MARCHAND", "")


def test_acquired_bloc_has_its_date_or_says_it_has_none():
    story = a_full_sitting()
    rows = {row.identifier: row for row in composed(story).candidates}
    assert rows["C05"].cells[0].notes == ("le 30/06/2023",)
    state = story.state()
    candidate = state.candidates["C05"]
    undated = replace(candidate.blocks[0], acquired_on=None)
    state.candidates["C05"] = replace(candidate, blocks=(undated, *candidate.blocks[1:]))
    again = {row.identifier: row for row in compose(state, head=HEAD, entries=1).candidates}
    assert again["C05"].cells[0].notes == ("date non fournie",)


def test_blocs_that_say_the_same_are_told_together():
    details = {each.identifier: each.lines for each in composed(a_full_sitting()).details}
    (line,) = details["C07"]
    assert (line.label, plain(line.text)) == (
        "BC01 à BC07",
        "non présenté : ne s’est pas présenté.",
    )


def test_ballot_with_no_level_has_no_level_in_words():
    story = a_full_sitting()
    state = story.state()
    ballot = state.ballots["C03", BLOCKS[3]]
    ballot.earlier = (replace(ballot.earlier[0], level=None), *ballot.earlier[1:])
    assert "niveau aucun niveau" not in to_text(compose(state, head=HEAD, entries=1))


def test_rule_without_adoption_prints_as_to_confirm_until_it_is_published():
    story = a_story((a_candidate(),))
    assert adoption_of(story, "Quorum") == "à confirmer : non adopté"
    story.tell(RuleConfirmed(at("08:10"), "quorum", Adoption(date(2023, 9, 12), "le conseil")))
    assert adoption_of(story, "Quorum") == (
        "à confirmer : adopté le 12 septembre 2023 par le conseil, non publié"
    )
    story.tell(RuleConfirmed(at("08:11"), "quorum", Adoption(None, "", date(2023, 9, 20))))
    assert adoption_of(story, "Quorum") == "à confirmer : publié le 20 septembre 2023"
    whole = Adoption(date(2023, 9, 12), "le conseil", date(2023, 9, 20))
    story.tell(RuleConfirmed(at("08:12"), "quorum", whole))
    assert adoption_of(story, "Quorum") == (
        "adopté le 12 septembre 2023 par le conseil, publié le 20 septembre 2023"
    )


def adoption_of(story: Story, label: str) -> str:
    rows = {row.label: row for row in composed(story).rules}
    return plain(rows[label].adoption)


def test_suspension_still_running_says_since_when():
    story = a_story((a_candidate(),), the_members())
    arrive(story, "M1")
    story.tell(SittingOpened(at("09:00")))
    story.tell(SittingSuspended(at("10:00")))
    pairs = {pair.label: plain(pair.text) for pair in composed(story).session}
    assert pairs["Suspensions"] == "depuis 10 h 00"


def test_sitting_not_open_yet_says_so():
    said = words(a_story((a_candidate(),)))
    assert "La séance n’est pas encore ouverte." in said
    assert "La séance n’est pas close." in said


def test_remote_member_without_means_told_shows_what_is_missing():
    story = a_story((a_candidate(),))
    assert pair_of(story, "Moyens de participation à distance") == "sans objet"
    arrive(story, "M1", way="distance")
    assert pair_of(story, "Moyens de participation à distance") == "non renseigné"


def pair_of(story: Story, label: str) -> str:
    return {pair.label: pair.text for pair in composed(story).session}[label]


def test_one_refused_vae_candidate_is_a_refusal_and_a_training_one_an_adjournment():
    story = a_story((a_candidate("C01"), a_candidate("C02", "VAE")), the_members())
    arrive(story, "M1 M2 M3 M4 M5 M6 M7 M8 M9")
    story.tell(SittingOpened(at("09:00")))
    decide(story, "C01", (4,) * 7)
    decide(story, "C02", (4,) * 7)
    figures = [(each.value, each.label) for each in composed(story).figures]
    assert ("1", "ajournement") in figures
    assert ("1", "refus de validation") in figures


def test_recused_juror_is_no_juror_of_that_defence():
    story = a_full_sitting(closed=False)
    story.tell(MemberRecused(at("15:50"), "M3", "C01", "ancien lien"))
    rows = {row.candidate: row.jurors for row in composed(story).defences}
    assert "LACOMBE" not in rows["LEFÈVRE Éloïse (C01)"]


def test_reason_given_for_a_level_that_follows_the_proposal_is_kept():
    story = a_story((a_candidate(),), the_members())
    arrive(story, "M1 M2 M3 M4 M5 M6")
    story.tell(SittingOpened(at("09:00")))
    story.tell(
        counted("C01", BLOCKS[0], {2: 6}, level=2),
        adopted("C01", BLOCKS[0], 2, departure=(2, "à l’unanimité")),
    )
    assert "BC01 : motif : à l’unanimité." in words(story)


def test_title_of_an_open_thesis_is_printed():
    thesis = Thesis("Réseaux de neurones pour l'avion", 40)
    story = a_story((a_candidate(thesis=thesis, gender=Gender.MAN),))
    assert composed(story).defences[0].title == "Réseaux de neurones pour l’avion"


@pytest.mark.parametrize("name", ["Éloïse <b>&amp;", "Robert'); DROP"])
def test_names_are_kept_as_they_are_written(name):
    row = composed(a_story((a_candidate(first_names=name),))).candidates[0]
    assert name in row.name


def test_partial_validation_tells_what_is_got_and_what_remains():
    assert (
        "Blocs : obtenus : BC01, BC02, BC03, BC05 et BC07 ; restant à valider : BC04 et BC06."
        in (words(a_full_sitting()))
    )


def test_override_for_everyone_names_routes_and_people():
    story = a_full_sitting()
    story.tell(
        FindingOverridden(
            at("15:50"),
            "vae_rapporteur",
            None,
            "rapport lu",
            "M1",
            {"VAE|C08": "0/1", "VAE|C09": "0/1", "FI|": "2/8"},
        )
    )
    row = composed(story).overrides[-1]
    assert row.scope == "voie FI et FERRAND Karim et PEÑA Lucía"
    assert row.finding == "VAE, rapport"


def test_check_of_another_rulebook_keeps_its_own_name():
    assert finding_title("duree_minimale") == "Duree minimale"
