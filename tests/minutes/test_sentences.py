"""Minutes, papers, findings, advice and acts of whole sittings, read for women, men and unknowns.

Everybody's name begins with a vowel or an h, so that each elision is met.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from jurydesk.certification.vocabulary import Gender
from jurydesk.compliance.advice.composition_advice import advice
from jurydesk.deliberation.inspection import findings, situation_of
from jurydesk.deliberation.state import SittingState
from jurydesk.deliberation.words.acts import describe_act
from jurydesk.deliberation.words.candidate_words import closing_question, evaluations, facts, thesis
from jurydesk.french.spaces import typeset
from jurydesk.minutes.content.text import to_text
from jurydesk.minutes.content.whole import compose
from jurydesk.minutes.papers import leaf
from jurydesk.minutes.papers.kinds import KINDS
from jurydesk.minutes.preflight import preflight, reserves
from tests.minutes import builders

FAMILIES = ("Élan", "Hélias", "Abadie", "Ibarra", "Ollivier", "Urbain", "Yver", "Œuvrard")
FIRST = {Gender.WOMAN: "Élodie", Gender.MAN: "Aurélien", None: "Alix"}
UNELIDED = re.compile(
    r"\b(?:de|que|jusque|lorsque) (?=[AEIOUÀÂÉÈÊÎÔŒ][\wé]|H[éÉ]|Yv)", re.IGNORECASE
)
SINGULAR = re.compile(
    r"(?<![\d,.])[01][ \u00a0\u202f](?:candidat|membre|bloc|ligne|vote|juré|règle)s\b"
)
MACHINE = re.compile(r"\bNone\b|\bTrue\b|\bFalse\b|<[A-Za-z]+\.|\b[A-Z]{2,}_[A-Z]+\b|\{\w*\}|…\.")
STRAIGHT = re.compile(r"[A-Za-zéèà]['\"][A-Za-zéèàê]")


def named_anew(gender):
    """The cohort and the jury of the golden sitting, all of one sex, names as hard as they come."""
    members = tuple(
        replace(
            each,
            gender=gender,
            name=FAMILIES[place % len(FAMILIES)],
            first_name=f"{FIRST[gender]}-{place}",
        )
        for place, each in enumerate(builders.the_members())
    )
    candidates = tuple(
        replace(
            each,
            gender=gender,
            birth_name=FAMILIES[-1 - place % len(FAMILIES)],
            used_name="",
            first_names=f"{FIRST[gender]} {chr(65 + place)}",
        )
        for place, each in enumerate(builders.the_cohort())
    )
    return members, candidates


def sayings(state: SittingState) -> Iterator[str]:
    """Everything the program says of a sitting, sentence by sentence."""
    yield from to_text(compose(state, head="0" * 64, entries=200)).split("\n")
    for kind in KINDS:
        if not kind.obstacle(state):
            for part in kind.sheets(state):
                yield from leaf.to_text(part.compose()).split("\n")
    for finding in findings(state):
        yield typeset(finding.message)
    for told in (*preflight(state), *reserves(state)):
        yield typeset(told.message)
    for each in advice(situation_of(state)):
        yield typeset(each.sentence)
    yield closing_question(state)
    for who in state.candidates.values():
        yield facts(state, who, private=True)
        yield thesis(state, who, private=True)
        for block in state.rulebook.certification.blocks:
            yield typeset(evaluations(state, who, block.code))


@pytest.mark.parametrize("gender", [Gender.WOMAN, Gender.MAN, None], ids=["F", "M", "inconnu"])
def test_whole_sitting_is_said_as_french_is_written(monkeypatch, gender):
    members, candidates = named_anew(gender)
    monkeypatch.setattr(builders, "the_members", lambda: members)
    monkeypatch.setattr(builders, "the_cohort", lambda: candidates)
    story = builders.a_full_sitting()
    state = story.state()
    told = [*sayings(state), *(typeset(describe_act(act, state)) for act in story.acts)]
    assert len(told) > 500
    faults = [
        (pattern.pattern[:24], text)
        for text in told
        for pattern in (UNELIDED, SINGULAR, MACHINE, STRAIGHT)
        if pattern.search(text)
    ]
    assert faults == []
    other = {Gender.WOMAN: r"s’est déporté\b(?!e)|\bné le\b", Gender.MAN: r"déportée\b|\bnée le\b"}
    wrong = re.compile(other.get(gender, r"s’est déportée?\b(?!·)|\bnée? le\b"))
    assert [text for text in told if wrong.search(text)] == []
