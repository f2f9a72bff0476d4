"""Papers for some people only, one file a person, and duplicates."""

import pytest

from jurydesk.errors import JuryDeskError
from jurydesk.minutes.papers.documents import Choice, not_printed, produce
from tests.minutes.papers.builders import a_sealed_state, pages

KIND = "notifications"


def files(state, *kinds, **choice):
    return produce(state, kinds, choice=Choice(**choice))


def test_one_file_a_person_is_named_by_the_minutes_the_identifier_and_the_name():
    state = a_sealed_state()
    found = files(state, KIND, each=True)
    whole = pages(files(state, KIND)[0])
    assert len(found) > 3
    assert sum(len(pages(paper)) for paper in found) == len(whole)
    for paper in found:
        person = paper.file_name.split(" ")[2]
        name = state.candidates[person].name
        assert paper.file_name == f"notifications {state.minutes_number} {person} {name}.pdf"
        assert all(
            other.birth_name.upper() not in "".join(pages(paper)).upper()
            for key, other in state.candidates.items()
            if key != person and other.birth_name != state.candidates[person].birth_name
        )


def test_every_certificate_of_one_person_is_in_one_file():
    state = a_sealed_state()
    (whole,) = files(state, "certificats")
    each = files(state, "certificats", each=True)
    assert sum(len(pages(paper)) for paper in each) == len(pages(whole))
    assert len({paper.file_name for paper in each}) == len(each) < len(pages(whole))


def test_paper_that_is_nobodys_stays_one_file():
    (paper,) = files(a_sealed_state(), "admis", each=True)
    assert paper.file_name == "admis.pdf"


def test_only_the_people_named_have_theirs():
    state = a_sealed_state()
    chosen = list(state.candidates)[:2]
    (paper,) = files(state, "composition", people=tuple(chosen))
    own = files(state, "composition", people=tuple(chosen), each=True)
    assert len(own) == 2
    assert pages(paper) == [text for each in own for text in pages(each)]
    assert len(pages(paper)) < len(pages(files(state, "composition")[0]))


def test_person_who_has_no_such_paper_is_said():
    state = a_sealed_state()
    none = next(key for key, who in state.candidates.items() if who.route.value != "VAE")
    told = not_printed(state, ("notifications-vae",), Choice(people=(none,)))
    assert told == (f"Notifications de VAE\u00a0: rien pour {state.candidates[none].name}.",)


def test_unknown_person_is_refused_before_anything_is_printed():
    with pytest.raises(JuryDeskError, match="«\u00a0C99\u00a0» n’est l’identifiant d’aucun"):
        files(a_sealed_state(), KIND, people=("C99",))


@pytest.mark.parametrize("kind", ["certificats", "parchemins"])
def test_duplicate_says_so_on_each_certificate_and_on_no_letter(kind):
    state = a_sealed_state()
    marked = pages(files(state, kind, duplicates=True)[0])
    assert all("Duplicata" in text for text in marked)
    assert len(marked) == len(pages(files(state, kind)[0]))
    assert not any("Duplicata" in text for text in pages(files(state, KIND, duplicates=True)[0]))
