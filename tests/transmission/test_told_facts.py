"""What an extract of personal data calls each kind of fact about a person."""

from dataclasses import fields

import pytest

from jurydesk.deliberation.kinds.registry import KINDS
from jurydesk.transmission.extract_pages import _FACTS

ABOUT_SOMEBODY = [
    kind for kind in KINDS if {f.name for f in fields(kind.fact)} & {"candidate", "candidates"}
]


def test_such_kinds_are_found():
    assert len(ABOUT_SOMEBODY) >= 12


@pytest.mark.parametrize("kind", ABOUT_SOMEBODY, ids=lambda kind: kind.name)
def test_a_fact_about_a_person_has_a_french_name_in_the_extract(kind):
    assert kind.name in _FACTS or not kind.journaled, f"{kind.name}: name it in extract_pages"
