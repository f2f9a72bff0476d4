"""What keeps the official minutes from being printed, and where it is mended."""

from dataclasses import replace
from datetime import date

import pytest

from jurydesk.certification.vocabulary import BlockStatus
from jurydesk.compliance.member import NominationAct
from jurydesk.deliberation.facts import (
    ActingChairNamed,
    BlockSetAside,
    FindingOverridden,
    NominationDescribed,
    RecommendationWritten,
    SessionDescribed,
    SittingClosed,
    SittingOpened,
    VoteCast,
)
from jurydesk.deliberation.inspection import findings
from jurydesk.minutes.preflight import Where, preflight, reserves
from tests.builders import a_candidate, a_jury, at
from tests.minutes.builders import (
    BLOCKS,
    Story,
    a_full_sitting,
    a_refuge_sitting,
    a_story,
    arrive,
    counted,
    decide,
)
from tests.minutes.rectifying import a_rectifying_session, a_rectifying_sitting

EVERYONE = "M1 M2 M3 M4 M5 M6 M7 M8"


def messages(state) -> str:
    return " ".join(blocker.message for blocker in preflight(state)).replace("\u00a0", " ")


def a_decided_story(candidate=None, levels=(2,) * 7, members=()) -> Story:
    """One candidate, everyone there, everything adopted and closed."""
    candidate = candidate or a_candidate("C01")
    story = a_story((candidate,), members)
    arrive(story, EVERYONE)
    story.tell(SittingOpened(at("09:00")))
    story.tell(
        FindingOverridden(
            at("09:01"),
            "soutenance",
            "C01",
            "soutenance du 12 avril",
            "M1",
            {f"{candidate.route}|C01": value(story, "soutenance")},
        )
    )
    decide(story, "C01", levels)
    story.tell(SittingClosed(at("10:00")))
    return story


def value(story: Story, identifier: str) -> str:
    """The value a finding has now, as an override keeps it."""
    found = (each for each in findings(story.state()) if each.id == identifier)
    return next(found).value or ""


def test_complete_sittings_are_ready():
    assert preflight(a_full_sitting().state()) == ()
    assert preflight(a_refuge_sitting().state()) == ()
    assert preflight(a_decided_story().state()) == ()


def test_sitting_must_be_opened_and_closed():
    assert "L’ouverture de la séance manque" in messages(a_story((a_candidate(),)).state())
    assert "La séance n’est pas close" in messages(a_full_sitting(closed=False).state())


def test_number_and_place_are_needed():
    state = a_full_sitting().state()
    state.minutes_number = "  "
    state.place = ""
    state.remote_means = ""
    found = preflight(state)
    assert [blocker.field for blocker in found] == ["minutes_number", "place"]
    assert {blocker.where for blocker in found} == {Where.MINUTES}


def test_remote_means_stand_for_a_place():
    state = a_full_sitting().state()
    state.place = ""
    assert preflight(state) == ()


def test_empty_cohort_is_refused():
    assert "aucune candidature" in messages(a_story(()).state())


def test_undecided_candidate_is_named():
    story = a_story((a_candidate(),))
    arrive(story, EVERYONE)
    story.tell(SittingOpened(at("09:00")))
    found = [each for each in preflight(story.state()) if each.place == "C01"]
    assert any("statué sur LEFÈVRE Éloïse" in each.message for each in found)


def test_vote_in_progress_and_count_not_adopted_are_refused():
    story = a_decided_story()
    state = story.state()
    state.ballots["C01", BLOCKS[0]].votes["M1"] = 2
    state.ballots["C01", BLOCKS[1]].decision = None
    by_block = {each.block: each.message for each in preflight(state) if each.block}
    assert "un vote est en cours" in by_block[BLOCKS[0]]
    assert "n’est pas adopté" in by_block[BLOCKS[1]]


def test_open_votes_say_nothing_of_who_voted_what():
    story = a_decided_story()
    story.votes.append(VoteCast(at("09:59"), "M3", "C01", BLOCKS[0], 4))
    told = [each for each in preflight(story.state()) if each.block == BLOCKS[0]]
    assert len(told) == 1
    assert "M3" not in str(told)
    assert "4" not in told[0].message


def test_ballot_that_does_not_add_up_is_refused():
    state = a_decided_story().state()
    ballot = state.ballots["C01", BLOCKS[2]]
    assert ballot.count is not None
    ballot.count = replace(ballot.count, voters=("M1", "M2"))
    assert "ne correspond pas au nombre de votants" in messages(state)


def test_pending_bloc_with_an_old_count_is_no_open_ballot():
    story = a_story((a_candidate(),))
    arrive(story, EVERYONE)
    story.tell(SittingOpened(at("09:00")))
    decide(story, "C01", (2,) * 6, blocks=BLOCKS[:6])
    story.tell(counted("C01", BLOCKS[6], {2: 6}, "09:20", level=2))
    story.tell(BlockSetAside(at("09:30"), "C01", BLOCKS[6], BlockStatus.PENDING, "pièce attendue"))
    story.tell(SittingClosed(at("10:00")))
    assert preflight(story.state()) == ()


def test_pending_bloc_voted_since_is_to_be_adopted():
    story = a_story((a_candidate(),))
    arrive(story, EVERYONE)
    story.tell(SittingOpened(at("09:00")))
    decide(story, "C01", (2,) * 6, blocks=BLOCKS[:6])
    story.tell(BlockSetAside(at("09:01"), "C01", BLOCKS[6], BlockStatus.PENDING, "pièce attendue"))
    story.tell(counted("C01", BLOCKS[6], {2: 6}, "09:30", level=2))
    story.tell(SittingClosed(at("10:00")))
    (left,) = preflight(story.state())
    assert left.block == BLOCKS[6]
    assert "n’est pas adopté" in left.message


@pytest.mark.parametrize("levels", [(2, 2, 2, 2, 2, 2, 4), (4,) * 7])
def test_vae_that_ends_partial_or_refused_needs_recommendations(levels):
    candidate = a_candidate("C01", "VAE", path_start=date(2024, 4, 15))
    story = a_decided_story(candidate, levels)
    (advice,) = [each for each in preflight(story.state()) if each.field == "recommendation"]
    assert advice.place == "C01"
    assert advice.where is Where.SITTING
    story.tell(RecommendationWritten(at("10:05"), "C01", "Reprendre le bloc."))
    assert not [each for each in preflight(story.state()) if each.field == "recommendation"]


def test_training_route_needs_no_recommendation():
    assert preflight(a_decided_story(levels=(4,) * 7).state()) == ()


def test_member_without_an_act_is_named():
    jury = (*a_jury()[:7], replace(a_jury()[7], act=""))
    found = preflight(a_decided_story(members=jury).state())
    assert ("M8", "act", Where.JURY) in [(each.place, each.field, each.where) for each in found]


def test_nomination_passed_over_in_writing_no_longer_stops():
    jury = (*a_jury()[:7], replace(a_jury()[7], act=""))
    story = a_decided_story(members=jury)
    override = FindingOverridden(
        at("09:02"),
        "nomination",
        None,
        "acte en cours de signature",
        "M1",
        {"|": value(story, "nomination")},
    )
    story.acts.insert(3, (override,))
    assert not [each for each in preflight(story.state()) if each.field in ("act", "nomination")]


def test_stopping_finding_is_told_with_its_page():
    story = a_decided_story(a_candidate("C01", path_start=date(2024, 9, 1)))
    state = story.state()
    state.session_date = date(2024, 10, 1)
    found = [each for each in preflight(state) if each.field == "enregistrement"]
    assert [each.place for each in found] == ["C01"]


def test_attendance_must_be_known_for_each_titulaire():
    story = a_story((a_candidate(),))
    arrive(story, "M1 M2 M3 M4 M5 M6 M7")
    story.tell(SittingOpened(at("09:00")))
    found = [each.place for each in preflight(story.state()) if each.field == "attendance"]
    assert found == ["M8"]


def test_chair_must_have_sat():
    story = a_decided_story()
    story.tell(ActingChairNamed(at("10:01"), "M99"))
    assert "Personne n’a présidé" in messages(story.state())


def test_room_that_emptied_after_the_votes_stops_nothing():
    story = a_full_sitting(closed=False)
    arrive(story, EVERYONE.replace(" M5", "").replace(" M6", ""), "16:00", "parti")
    story.tell(SittingClosed(at("16:02")))
    assert preflight(story.state()) == ()


def test_unsupported_glyph_names_the_person_and_the_page():
    state = a_decided_story(a_candidate("C01", first_names="Mei 美")).state()
    (blocker,) = preflight(state)
    assert "LEFÈVRE Mei 美" in blocker.message
    assert (blocker.where, blocker.place) == (Where.COHORT, "C01")


def test_every_text_with_an_unsupported_glyph_is_told():
    state = a_decided_story(a_candidate("C01", first_names="美")).state()
    state.members["M3"] = replace(state.members["M3"], quality="教授")
    state.place = "東京"
    told = [(each.where, each.place) for each in preflight(state)]
    assert (Where.COHORT, "C01") in told
    assert (Where.JURY, "M3") in told
    assert (Where.MINUTES, "") in told


def test_number_too_long_for_the_foot_of_the_page_is_refused():
    story = a_decided_story()
    story.tell(SessionDescribed(at("10:10"), minutes_number="RNCP35609-" * 15))
    (blocker,) = preflight(story.state())
    assert blocker.field == "minutes_number"
    assert "Raccourcissez-le" in blocker.message


def test_missing_signatory_and_unpublished_rules_are_only_reserves():
    story = a_decided_story()
    story.tell(NominationDescribed(at("10:10"), NominationAct("2024-017")))
    assert preflight(story.state()) == ()
    told = [(each.where, each.place, each.field) for each in reserves(story.state())]
    assert (Where.JURY, "2024-017", "act") in told
    assert (Where.CERTIFICATION, "quorum", "adoption") in told
    # a_jury() gives no quality to anyone.
    assert (Where.JURY, "M1", "quality") in told


def test_complete_act_is_no_reserve():
    assert not [each for each in reserves(a_decided_story().state()) if each.field == "act"]


def test_remote_sitting_without_its_means_is_a_reserve():
    story = a_decided_story()
    assert not [each for each in reserves(story.state()) if each.field == "remote_means"]
    arrive(story, "M2", "09:30", "distance")
    assert [each.where for each in reserves(story.state()) if each.field == "remote_means"]
    story.tell(SessionDescribed(at("10:10"), remote_means="Visioconférence"))
    assert not [each for each in reserves(story.state()) if each.field == "remote_means"]


def test_every_candidate_touched_by_an_error_is_decided_before_the_new_minutes():
    told = messages(a_rectifying_session().state())
    assert "Le jury n’a pas statué sur ÖZDEMIR Ayşe" in told
    assert "Le jury n’a pas statué sur D’HAUTEFEUILLE Anne-Sophie" in told
    assert "statué" not in messages(a_rectifying_sitting().state())


def test_rectifying_minutes_have_a_number_of_their_own():
    story = a_rectifying_sitting()
    assert "porte le numéro du premier" not in messages(story.state())
    story.tell(SessionDescribed(at("09:30"), minutes_number="RNCP35609-2024-04-19-01"))
    assert "porte le numéro du premier : donnez-lui le sien" in messages(story.state())


@pytest.mark.parametrize(("day", "late"), [(date(2024, 8, 19), False), (date(2024, 8, 20), True)])
def test_past_four_months_is_a_reserve(day, late):
    found = [each.message for each in reserves(a_rectifying_session(day=day).state())]
    assert any("Plus de quatre mois" in each for each in found) is late
