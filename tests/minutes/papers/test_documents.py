"""The door to the papers: which kinds there are, when each applies, how each is printed."""

from datetime import date

import pytest

from jurydesk.deliberation.facts import SittingOpened
from jurydesk.errors import JuryDeskError
from jurydesk.minutes.pages.typesetting import UnsupportedGlyphError
from jurydesk.minutes.papers.documents import produce
from jurydesk.minutes.papers.kinds import KINDS
from jurydesk.minutes.papers.obstacles import no_candidate, no_member
from tests.builders import a_candidate, at
from tests.deliberation.builders import SECOND
from tests.minutes.builders import HEAD, a_story, arrive, decide
from tests.minutes.papers.builders import a_closed_state, a_sealed_state, pages, printed

FORMS = ["convocations", "emargement", "bordereau", "soutenances"]
AFTER = ["attestations-jury"]
DECISIONS = [
    *("notifications", "notifications-vae", "rapport-president", "admis", "admis-numeros"),
    "composition",
]
TITLES = ["certificats", "parchemins"]


def keys(papers):
    return [paper.kind for paper in papers]


def test_session_in_preparation_prints_only_the_forms():
    state = a_story([a_candidate()]).state()
    assert keys(produce(state)) == FORMS


def test_closed_session_prints_all_but_the_titles():
    assert sorted(keys(produce(a_closed_state()))) == sorted([*FORMS, *DECISIONS, *AFTER])


def test_sealed_session_prints_every_kind_in_the_order_of_the_work():
    assert keys(produce(a_sealed_state())) == [kind.key for kind in KINDS]
    assert sorted(kind.key for kind in KINDS) == sorted([*FORMS, *DECISIONS, *AFTER, *TITLES])


def test_kinds_are_named_whatever_the_accents_and_the_case():
    state = a_closed_state()
    assert keys(produce(state, ("Émargement", "EMARGEMENT", "Rapport président"))) == [
        "emargement",
        "rapport-president",
    ]


def test_unknown_kind_is_refused_with_the_list():
    with pytest.raises(JuryDeskError) as refused:
        produce(a_closed_state(), ("diplomes",))
    for kind in KINDS:
        assert kind.key in str(refused.value)


def test_kinds_that_do_not_apply_are_all_refused_at_once():
    state = a_story([a_candidate()]).state()
    with pytest.raises(JuryDeskError) as refused:
        produce(state, ("notifications", "admis", "composition", "emargement"))
    told = str(refused.value)
    assert "tenez d’abord la séance" in told
    assert "attend la clôture" in told
    assert "Aucune décision n’est adoptée" in told


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.key not in FORMS])
def test_each_obstacle_is_a_french_sentence(kind):
    told = kind.obstacle(a_story([a_candidate()]).state())
    assert told[0].isupper()
    assert told.endswith(".")


def test_cohort_of_training_routes_has_no_vae_paper():
    story = a_story([a_candidate()])
    arrive(story, "M1 M2 M3 M4 M5 M6")
    story.tell(SittingOpened(at("09:00")))
    state = story.state()
    with pytest.raises(JuryDeskError, match="Aucun résultat n’est connu hors VAE"):
        produce(state, ("notifications",))
    decide(story, "C01", (2,) * 7)
    state = story.state()
    assert keys(produce(state, ("notifications",))) == ["notifications"]
    with pytest.raises(JuryDeskError, match="Aucun résultat de VAE"):
        produce(state, ("notifications-vae",))
    with pytest.raises(JuryDeskError, match="Aucune VAE n’est partielle ou refusée"):
        produce(state, ("rapport-president",))


def test_empty_cohort_and_empty_jury_are_said():
    state = a_story([a_candidate()]).state()
    assert no_candidate(state) == no_member(state) == ""
    state.candidates.clear()
    state.members.clear()
    assert "importez-la" in no_candidate(state)
    assert "importez-le" in no_member(state)
    with pytest.raises(JuryDeskError, match="Aucune soutenance"):
        produce(state, ("soutenances",))


@pytest.mark.parametrize("key", DECISIONS)
def test_decisions_are_a_draft_until_the_seal(key):
    draft = pages(printed(a_closed_state(), key))
    assert all("PROJET" in text for text in draft)
    sealed = pages(printed(a_sealed_state(), key))
    assert not [text for text in sealed if "PROJET" in text]
    assert all(HEAD in text for text in sealed)


@pytest.mark.parametrize("key", FORMS)
def test_forms_are_never_a_draft(key):
    assert not [text for text in pages(printed(a_closed_state(), key)) if "PROJET" in text]


def test_same_session_prints_the_same_bytes():
    first, again = produce(a_sealed_state()), produce(a_sealed_state())
    assert [paper.content for paper in first] == [paper.content for paper in again]


def test_every_paper_has_its_file_and_title():
    papers = produce(a_closed_state())
    assert papers
    for paper in papers:
        assert paper.file_name == f"{paper.kind}.pdf"
        assert paper.title[0].isupper()
        assert paper.content.startswith(b"%PDF-")


def test_sitting_form_is_numbered_as_one_paper():
    texts = pages(printed(a_closed_state(), "bordereau"))
    # Presences, nine candidates, other acts, legend.
    assert len(texts) == 12
    assert "page 1 / 12" in texts[0]
    assert "page 12 / 12" in texts[-1]


def test_long_recommendations_go_on_a_second_page_with_the_signature():
    story = a_story([a_candidate("V1", "VAE")])
    arrive(story, "M1 M2 M3 M4 M5 M6 M7 M8")
    decide(story, "V1", (4,) * 7, voters=8)
    story.tell(SittingOpened(at("09:00")))
    state = story.state()
    state.recommendations["V1"] = "Reprendre chaque livrable avec soin. " * 60
    first, second = pages(printed(state, "notifications-vae"))
    assert "page 1 / 2" in first
    assert "page 2 / 2" in second
    assert "Pour l’établissement certificateur" in second
    assert "Voies et délais de recours" in second


def test_long_jury_repeats_the_headings_of_its_form():
    state = a_closed_state()
    for number in range(20, 60):
        member = state.members["M3"]
        state.members[f"M{number}"] = member
    texts = pages(printed(state, "emargement"))
    assert len(texts) > 1
    assert all("Nom, qualité et employeur" in text for text in texts[:-1])


def test_name_that_cannot_be_printed_names_the_person():
    story = a_story([a_candidate(birth_name="Li 李", first_names="Mei")])
    arrive(story, "M1 M2 M3 M4 M5 M6")
    story.tell(SittingOpened(at("09:00")))
    decide(story, "C01", (2,) * 7)
    with pytest.raises(UnsupportedGlyphError, match="李"):
        produce(story.state(), ("notifications",))


def test_notified_candidates_of_an_open_sitting_are_those_decided():
    story = a_story([a_candidate(), a_candidate("C02", birth_name="Durand")])
    arrive(story, "M1 M2 M3 M4 M5 M6")
    story.tell(SittingOpened(at("09:00")))
    decide(story, "C02", (2,) * 7)
    (text,) = pages(printed(story.state(), "notifications"))
    assert "DURAND" in text


def test_only_what_the_law_dates_has_a_due_day():
    state = a_closed_state()
    dated = {kind.key: kind.due(state) for kind in KINDS if kind.due(state) is not None}
    # Fifteen days before and after 19 April 2024.
    assert dated == {
        "convocations": date(2024, 4, 4),
        "notifications-vae": date(2024, 5, 4),
        "rapport-president": date(2024, 5, 4),
    }


def test_another_certification_prints_its_own_papers():
    # Four blocs, marked, without a thesis: one person by training, one by VAE, both certified.
    blocks = tuple(f"REFUGE-{letter}" for letter in "ABCD")
    story = a_story(
        [a_candidate("A1"), a_candidate("V1", "VAE")], rulebook=SECOND.read_text(encoding="utf-8")
    )
    arrive(story, "M1 M2 M3 M4 M5 M6 M7 M8")
    for identifier in ("A1", "V1"):
        decide(story, identifier, (1,) * 4, blocks=blocks)
    state = a_sealed_state(story)
    left_out = {kind.key for kind in KINDS} - set(keys(produce(state)))
    # Nobody closed it: who sat until when is not known.
    assert left_out == {"soutenances", "rapport-president", "attestations-jury"}
    assert len(pages(printed(state, "certificats"))) == 8
    (letter,) = pages(printed(state, "notifications"))
    assert "REFUGE-A" in letter
    assert "RNCP35609" not in letter.replace("RNCP35609-2024-04-19-01", "")
