"""The words of the letters: exactly one person's data, in reviewed French."""

from dataclasses import replace
from datetime import date

import pytest

from jurydesk.certification.vocabulary import BlockStatus, Gender
from jurydesk.cohort.birth_date import BirthDate
from jurydesk.deliberation.facts import BlockSetAside
from jurydesk.minutes.papers.experience import (
    NO_RECOMMENDATION,
    experience_notification,
    president_report,
    reported,
)
from jurydesk.minutes.papers.leaf import to_text
from jurydesk.minutes.papers.mentions import Notice
from jurydesk.minutes.papers.notification import notification, notified
from jurydesk.minutes.papers.summons import attendance_sheet, summons
from jurydesk.minutes.papers.words import birth_words, salutation
from tests.builders import a_candidate, at, unruled
from tests.minutes.builders import BLOCKS, a_full_sitting, a_story, arrive, decide
from tests.minutes.papers.builders import (
    APPEAL,
    a_closed_state,
    a_sealed_state,
    golden,
    pages,
    plain,
    printed,
)


def test_notification_of_a_partial_result_is_worded_as_reviewed():
    state = a_sealed_state()
    text = to_text(notification(state, state.candidates["C04"], APPEAL))
    assert text == golden("notification_partial")


def test_notification_of_a_pending_result_is_worded_as_reviewed():
    state = a_sealed_state()
    text = to_text(notification(state, state.candidates["C06"], APPEAL))
    assert text == golden("notification_pending")


def test_vae_notification_is_worded_as_reviewed():
    state = a_sealed_state()
    text = to_text(experience_notification(state, state.candidates["C09"], APPEAL))
    assert text == golden("experience_partial")


def test_president_report_is_worded_as_reviewed():
    state = a_sealed_state()
    assert to_text(president_report(state, state.candidates["C09"])) == golden("president_report")


@pytest.mark.parametrize(
    ("began", "cited"), [(date(2023, 12, 28), True), (date(2023, 12, 29), False), (None, False)]
)
def test_r613_37_is_cited_for_the_paths_of_its_day_only(began, cited):
    state = a_sealed_state()
    who = replace(state.candidates["C09"], path_start=began)
    letter = to_text(experience_notification(state, who, APPEAL))
    report = to_text(president_report(state, who))
    assert ("R613-37" in letter, "R613-37" in report) == (cited, cited)


def test_a_copy_goes_to_who_accompanied_where_that_is_set():
    state = a_sealed_state()
    who = replace(state.candidates["C09"], companion="Nadia Kervella")
    told = "Copie à la personne qui a accompagné la démarche : Nadia Kervella."
    assert told in plain(to_text(experience_notification(state, who, APPEAL)))
    state.rulebook = unruled(state.rulebook, "vae_notification")
    assert "Copie à" not in to_text(experience_notification(state, who, APPEAL))


def test_convocation_of_an_external_member_is_worded_as_reviewed():
    state = a_closed_state()
    assert to_text(summons(state, state.members["M8"])) == golden("summons")


def test_internal_member_has_no_employer_to_warn():
    state = a_closed_state()
    text = to_text(summons(state, state.members["M3"]))
    assert "employeur le" not in text
    assert "D3142-32" not in text


def test_convocation_without_vae_asks_for_no_relation():
    state = a_story([a_candidate()]).state()
    text = to_text(summons(state, state.members["M1"]))
    assert "relation professionnelle" not in text
    assert "Le jury délibérera sur 1 candidature." in plain(text)


def test_each_notification_names_one_candidate_only():
    state = a_sealed_state()
    names = {c.identifier: c.birth_name.upper() for c in state.candidates.values()}
    people = list(notified(state))
    assert len(people) > 1
    for candidate in people:
        text = to_text(notification(state, candidate, APPEAL))
        others = {names[each] for each in names if each != candidate.identifier}
        assert not [name for name in others if name in text.upper()], candidate.identifier


def test_each_notification_has_a_page_of_its_own():
    texts = pages(printed(a_sealed_state(), "notifications"))
    assert len(texts) == 7  # nine candidates, two of them VAE
    assert all(text.count("Candidature n°") == 1 and "page 1 / 1" in text for text in texts)


def test_certified_candidate_reads_that_the_certification_is_obtained():
    state = a_sealed_state()
    text = plain(to_text(notification(state, state.candidates["C01"], APPEAL)))
    assert "Tous les blocs de compétences sont validés : vous obtenez la certification." in text
    assert "il reste à valider" not in text


def test_marks_of_the_defence_are_the_means_and_name_no_juror():
    # C01: reports 14.5 and 13, orals 15 and 16.25; means 13.75 and 15.625, mark 14.6875.
    state = a_sealed_state()
    text = plain(to_text(notification(state, state.candidates["C01"], APPEAL)))
    assert "Soutenance : rapport 13,75, oral 15,63, note 14,69 sur 20." in text
    assert "Delmas" not in text
    assert "Lacombe" not in text


def test_thesis_title_stays_out_of_notifications():
    state = a_sealed_state()
    text = " ".join(pages(printed(state, "notifications")))
    assert "Aquila" not in text


def test_candidate_who_presented_nothing_is_told_so_without_blame():
    state = a_sealed_state()
    text = plain(to_text(notification(state, state.candidates["C07"], APPEAL)))
    assert "Blocs non présentés" in text
    assert "Aucun des blocs à présenter ne l’a été : le jury n’a pas statué à leur sujet." in text


def test_adjourned_candidate_reads_all_that_remains():
    story = a_story([a_candidate()])
    arrive(story, "M1 M2 M3 M4 M5 M6")
    decide(story, "C01", (4,) * 7)
    state = story.state()
    text = plain(to_text(notification(state, state.candidates["C01"], APPEAL)))
    assert "Ajournement" in text
    assert "Aucun bloc de compétences n’est validé à ce jour." in text
    assert "il reste à valider les blocs BC01, BC02, BC03, BC04, BC05, BC06 et BC07." in text


def test_one_bloc_takes_the_singular():
    story = a_story([a_candidate()])
    arrive(story, "M1 M2 M3 M4 M5 M6")
    decide(story, "C01", (2, 4, 4, 4, 4, 4, 4))
    state = story.state()
    text = plain(to_text(notification(state, state.candidates["C01"], APPEAL)))
    assert "Le bloc BC01 vous est acquis définitivement." in text


def test_bloc_acquired_before_keeps_its_date():
    state = a_sealed_state()
    text = plain(to_text(notification(state, state.candidates["C05"], APPEAL)))
    assert "acquis / le 30/06/2023" in text


def test_pending_bloc_without_reason_says_only_that():
    story = a_story([a_candidate()])
    story.tell(BlockSetAside(at("10:00"), "C01", BLOCKS[0], BlockStatus.PENDING))
    state = story.state()
    text = to_text(notification(state, state.candidates["C01"], APPEAL))
    assert text.count("en attente\n") == 2  # in the explanation and in the bloc's own line
    assert "acquis définitivement" not in text


def test_confirmed_appeal_notice_loses_its_doubt():
    state = a_sealed_state()
    notice = Notice("Recours devant le juge", "article 1", to_confirm=False)
    text = to_text(notification(state, state.candidates["C01"], notice))
    assert "(article 1). Recours devant le juge." in text
    assert "à confirmer" not in text


def test_vae_notification_tells_total_validation():
    state = a_sealed_state()
    text = plain(to_text(experience_notification(state, state.candidates["C08"], APPEAL)))
    assert "Validation totale : certification obtenue" in text
    assert "rapport du président" not in text


def a_refused_vae():
    story = a_story([a_candidate("V1", "VAE", path_start=date(2023, 9, 1))])
    arrive(story, "M1 M2 M3 M4 M5 M6 M7 M8")
    decide(story, "V1", (4,) * 7, voters=8)
    return story.state()


def test_refused_vae_waits_for_its_recommendations():
    state = a_refused_vae()
    candidate = state.candidates["V1"]
    letter = plain(to_text(experience_notification(state, candidate, APPEAL)))
    assert "Refus de validation" in letter
    assert NO_RECOMMENDATION in letter
    report = plain(to_text(president_report(state, candidate)))
    assert "Blocs acquis : aucun" in report
    assert NO_RECOMMENDATION in report


def test_reports_are_for_partial_or_refused_vae_only():
    assert [c.identifier for c in reported(a_sealed_state())] == ["C09"]


def test_report_is_signed_by_who_presided_over_that_candidate():
    story = a_full_sitting()
    state = story.state()
    # M1 withdrew from C06 only, and presided again for C09.
    assert "Hélène CASTÉRA" in to_text(president_report(state, state.candidates["C09"]))


def test_report_without_any_ballot_names_the_chair():
    story = a_story([a_candidate("V1", "VAE", path_start=date(2023, 9, 1))])
    for block in BLOCKS:
        story.tell(BlockSetAside(at("10:00"), "V1", block, BlockStatus.NOT_PRESENTED))
    state = story.state()
    text = to_text(president_report(state, state.candidates["V1"]))
    assert "Prénom" in text  # the chair by default, « PrénomM1 NOMM1 »
    assert "M1" in text


@pytest.mark.parametrize(
    ("gender", "words"),
    [(Gender.WOMAN, "Madame,"), (Gender.MAN, "Monsieur,"), (None, "Madame, Monsieur,")],
)
def test_salutation_agrees_and_never_guesses(gender, words):
    assert salutation(gender) == words


def test_birth_is_told_as_far_as_it_is_known():
    candidate = a_candidate(
        birth_date=BirthDate(1998, 5, 1), birth_place="Toulouse", birth_country="France"
    )
    assert plain(birth_words(candidate)) == "née le 1er mai 1998 à Toulouse (France)"
    assert birth_words(a_candidate()) == ""
    unknown = replace(candidate, gender=None, birth_date=None)
    assert plain(birth_words(unknown)) == "naissance à Toulouse (France)"


def test_everyone_appointed_has_a_line_to_sign():
    state = a_closed_state()
    text = plain(to_text(attendance_sheet(state)))
    for member in state.members.values():
        assert member.full_name in text
    assert "suppléance d’Agnès VIDAL" in text
    assert "Arrivée | Départ | Signature" in text
