"""Everything that stands somewhere has one look: tone, shape and word, never a colour alone."""

import pytest

from jurydesk.certification.vocabulary import BlockStatus, Outcome
from jurydesk.compliance.finding import FindingStatus
from jurydesk.compliance.member import Attendance
from jurydesk.deliberation.looks import look_of
from jurydesk.deliberation.records import Phase

EVERYTHING = [
    each for kind in (BlockStatus, Outcome, FindingStatus, Attendance, Phase) for each in kind
]


@pytest.mark.parametrize("value", EVERYTHING, ids=lambda value: f"{type(value).__name__} {value}")
def test_it_has_a_tone_a_shape_and_a_word(value):
    look = look_of(value)
    assert look.tone in {"good", "warn", "bad", "muted", "accent", "unknown"}
    assert look.shape
    assert look.word


@pytest.mark.parametrize("status", FindingStatus)
def test_a_finding_has_a_sign_of_its_own_in_a_terminal(status):
    assert [look_of(each).sign for each in FindingStatus].count(look_of(status).sign) == 1
