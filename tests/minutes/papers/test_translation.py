"""English beside French: complete, of what was decided, and told as English to who hears it."""

import re
from io import BytesIO

import pikepdf
import pytest

from jurydesk.certification.vocabulary import AccessRoute, BlockStatus, Outcome
from jurydesk.cohort.birth_date import BirthDate
from jurydesk.deliberation.decisions import outcome
from jurydesk.deliberation.facts import EnglishChosen
from jurydesk.deliberation.words import english
from jurydesk.minutes.papers.certificate import validated
from jurydesk.minutes.papers.leaf import Table, Words, to_text
from jurydesk.minutes.papers.translation import (
    COURTESY,
    english_certificate,
    english_notification,
)
from tests.builders import a_candidate, at
from tests.deliberation.builders import SECOND
from tests.minutes.builders import a_full_sitting, a_story
from tests.minutes.pages.test_structure import rules_broken
from tests.minutes.papers.builders import a_sealed_state, golden, pages, plain, printed


def in_english(*people, everyone=False):
    story = a_full_sitting()
    story.tell(EnglishChosen(at("16:30"), everyone, people))
    return a_sealed_state(story)


@pytest.mark.parametrize(
    ("catalogue", "kinds"),
    [
        (english.OUTCOMES, Outcome),
        (english.STATUSES, BlockStatus),
        (english.ROUTES, AccessRoute),
    ],
)
def test_every_word_has_its_english(catalogue, kinds):
    assert set(catalogue) == set(kinds)
    assert all(re.fullmatch(r"[a-z][ -~]+", each) for each in catalogue.values())


def test_every_level_of_the_shipped_title_has_its_english():
    rulebook = a_sealed_state().rulebook
    labels = [rulebook.level(level).label.partition("– ")[2] for level in (1, 2, 3, 4)]
    assert labels == list(english.LEVELS)


def test_a_level_that_is_not_in_the_catalogue_keeps_its_number():
    assert english.english_level(a_sealed_state(), 2) == "level 2 – meets expectations"
    other = a_story([a_candidate()], rulebook=SECOND.read_text(encoding="utf-8")).state()
    assert english.english_level(other, 1) == "level 1"


def test_days_and_births_are_english():
    assert plain(english.english_day(at("09:00").date())) == "Friday 19 April 2024"
    told = [BirthDate(1998, 5, 3), BirthDate(1998, 5), BirthDate(1998)]
    assert [plain(english.english_birth(each)) for each in told] == [
        *("on 3 May 1998", "in May 1998", "in 1998"),
    ]


def test_notification_in_english_is_worded_as_reviewed():
    state = in_english(everyone=True)
    text = to_text(english_notification(state, state.candidates["C04"]))
    assert text == golden("english_notification")


def test_certificate_in_english_is_worded_as_reviewed():
    state = in_english(everyone=True)
    candidate, block = validated(state)[2]
    assert to_text(english_certificate(state, candidate, block)) == golden("english_certificate")


FRENCH = re.compile(r"\b(le|la|les|un|une|du|des|est|sont|vous|votre|pour|avec|bloc|niveau)\b")


def test_nothing_but_what_says_so_is_french():
    state = in_english(everyone=True)
    leaves = [
        english_notification(state, each)
        for each in state.candidates.values()
        if outcome(state, each.identifier)
    ]
    leaves += [english_certificate(state, *each) for each in validated(state)]
    assert len(leaves) > 2
    for leaf in leaves:
        assert leaf.language == "en-GB"
        for block in leaf.blocks:
            if isinstance(block, Words) and block.language != "fr-FR":
                assert not FRENCH.search(block.text), block.text
            if isinstance(block, Table):
                assert [each.language for each in block.columns] == ["", "fr-FR", ""]
                cells = [cell for row in block.rows for cell in (row[0], row[2])]
                assert not [cell for cell in cells if FRENCH.search(cell)]


def test_english_follows_the_letters_of_those_it_was_chosen_for():
    texts = [plain(each) for each in pages(printed(in_english("C04"), "notifications"))]
    (place,) = (n for n, text in enumerate(texts) if COURTESY in text)
    assert "Ayşe ÖZDEMIR" in texts[place]
    assert "page 1 / 2" in texts[place - 1]
    assert "page 2 / 2" in texts[place]
    assert len(texts) == 8


def test_nobody_has_english_unless_it_was_chosen():
    for state in (a_sealed_state(), in_english()):
        for kind in ("notifications", "notifications-vae", "certificats"):
            assert COURTESY not in plain(" ".join(pages(printed(state, kind))))


@pytest.mark.parametrize("kind", ["notifications", "notifications-vae", "certificats"])
def test_each_element_tells_its_language(kind, tmp_path):
    found = printed(in_english(everyone=True), kind)
    path = tmp_path / "papier.pdf"
    path.write_bytes(found.content)
    assert rules_broken(path) == []
    with pikepdf.open(BytesIO(found.content)) as pdf:
        told = [str(each.Lang) for each in pdf.objects if _tells(each)]
    assert {"en-GB", "fr-FR"} <= set(told)


def _tells(each):
    return isinstance(each, pikepdf.Dictionary) and "/Lang" in each and "/S" in each


def test_the_french_certificate_alone_is_counted_and_signed():
    state = in_english("C02")
    paper = printed(state, "certificats")
    assert len(paper.titles) == len(validated(state))
    assert len(pages(paper)) == len(validated(state)) + 7
