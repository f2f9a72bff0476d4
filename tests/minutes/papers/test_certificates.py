"""Certificates and parchemins: every mandatory line, and nothing that may not be there."""

import pytest

from jurydesk.cohort.birth_date import BirthDate
from jurydesk.errors import JuryDeskError
from jurydesk.minutes.papers.certificate import (
    block_certificate,
    certified,
    missing_lines,
    parchment,
    validated,
)
from jurydesk.minutes.papers.documents import produce
from jurydesk.minutes.papers.leaf import to_text
from tests.builders import a_candidate
from tests.minutes.builders import BLOCKS, a_story, arrive, decide, the_rulebook_text
from tests.minutes.papers.builders import (
    a_closed_state,
    a_sealed_state,
    golden,
    pages,
    plain,
    printed,
)


def test_certificate_is_worded_as_reviewed():
    state = a_sealed_state()
    third = state.rulebook.certification.blocks[2]
    assert to_text(block_certificate(state, state.candidates["C02"], third)) == golden(
        "certificate"
    )


def test_parchment_is_worded_as_reviewed():
    state = a_sealed_state()
    assert to_text(parchment(state, state.candidates["C02"])) == golden("parchment")


def test_one_certificate_per_bloc_validated_at_this_sitting():
    # C01–C03 and C08 validate 7 each; C04 and C09, 5; C05, 6 (BC01 was acquired in 2023);
    # C06, 6 (BC07 is pending); C07 presented nothing.
    state = a_sealed_state()
    by_person: dict[str, int] = {}
    for candidate, _block in validated(state):
        by_person[candidate.identifier] = by_person.get(candidate.identifier, 0) + 1
    assert by_person == {
        "C01": 7,
        "C02": 7,
        "C03": 7,
        "C04": 5,
        "C05": 6,
        "C06": 6,
        "C08": 7,
        "C09": 5,
    }
    assert len(pages(printed(state, "certificats"))) == 50


def test_nothing_pending_or_refused_is_certified():
    state = a_sealed_state()
    found = {(candidate.identifier, block.code) for candidate, block in validated(state)}
    assert ("C06", BLOCKS[6]) not in found
    assert ("C04", BLOCKS[3]) not in found  # level 3
    assert ("C04", BLOCKS[5]) not in found  # level 4


def test_parchment_is_for_the_certified_only():
    assert [c.identifier for c in certified(a_sealed_state())] == [
        "C01",
        "C02",
        "C03",
        "C05",
        "C08",
    ]


@pytest.mark.parametrize("kind", ["certificats", "parchemins"])
def test_printed_titles_hold_the_mandatory_lines_and_no_label(kind):
    printed_pages = pages(printed(a_sealed_state(), kind))
    assert printed_pages
    for text in printed_pages:
        for line in ("RNCP35609", "19 mai 2021", "niveau 7", "européen", "326", "19 avril 2024"):
            assert line in text
        assert "Institut supérieur de l’aéronautique et de l’espace" in text
        assert "Chef de Projets en Intelligence Artificielle et Science des Données (MS)" in text
        assert "sous réserve" not in text
        assert "France compétences" not in text
        assert "PROJET" not in text


@pytest.mark.parametrize("kind", ["certificats", "parchemins"])
def test_no_title_leaves_before_the_seal(kind):
    with pytest.raises(JuryDeskError, match="une fois la séance scellée"):
        produce(a_closed_state(), (kind,))


def test_birth_stands_on_the_certificate_when_known():
    born = a_candidate(birth_date=BirthDate(1999, 12, 31), birth_place="Albi")
    story = a_story([born])
    arrive(story, "M1 M2 M3 M4 M5 M6")
    decide(story, "C01", (2,) * 7)
    state = a_sealed_state(story)
    text = plain(to_text(block_certificate(state, born, state.rulebook.certification.blocks[0])))
    assert "née le 31 décembre 1999 à Albi" in text


def a_sealed_story(levels, rulebook=""):
    story = a_story([a_candidate()], rulebook=rulebook)
    arrive(story, "M1 M2 M3 M4 M5 M6")
    decide(story, "C01", levels)
    return a_sealed_state(story)


def test_missing_mandatory_line_refuses_the_paper_and_names_it():
    text = the_rulebook_text().replace("decision = 2021-05-19\n", "")
    text = text.replace("enregistrement = 2021-05-19\n", "")
    state = a_sealed_story((2,) * 7, text)
    assert missing_lines(state) == (
        "la date de la décision d’enregistrement, ou d’effet d’un enregistrement de droit",
    )
    with pytest.raises(JuryDeskError, match="il manque la date de la décision"):
        produce(state, ("certificats",))


def test_a_title_registered_by_right_says_so():
    text = the_rulebook_text().replace("decision = 2021-05-19\n", "")
    state = a_sealed_story((2,) * 7, text)
    assert missing_lines(state) == ()
    candidate = state.candidates["C01"]
    first = state.rulebook.certification.blocks[0]
    told = plain(to_text(block_certificate(state, candidate, first)))
    assert "enregistrée de droit au répertoire national" in told
    assert "sous le n° RNCP35609, à compter du 19 mai 2021" in told
    assert "par décision" not in told
    lines = plain(to_text(parchment(state, candidate)))
    assert "Enregistrement de droit : à compter du 19 mai 2021" in lines
    assert "Décision d’enregistrement" not in lines


def test_nobody_certified_means_no_parchment():
    with pytest.raises(JuryDeskError, match="Personne n’est certifié"):
        produce(a_sealed_story((2, 2, 2, 2, 2, 2, 4)), ("parchemins",))


def test_nothing_validated_means_no_certificate():
    with pytest.raises(JuryDeskError, match="Aucun bloc n’est validé"):
        produce(a_sealed_story((4,) * 7), ("certificats",))
