"""Every overseas department and territory has its hours, by the names the system knows."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from jurydesk.deliberation.session_time import DEFAULT_ZONE, check_zone
from jurydesk.french.zones import ZONES


def test_the_first_is_what_a_session_that_says_none_keeps():
    assert ZONES[0][0] == DEFAULT_ZONE


@pytest.mark.parametrize(
    ("place", "hours"),
    [
        ("Guadeloupe", -4),
        ("Martinique", -4),
        ("Guyane", -3),
        ("La Réunion", 4),
        ("Mayotte", 3),
        ("Saint-Pierre-et-Miquelon", -2),
        ("Polynésie française : îles Marquises", -9.5),
        ("Nouvelle-Calédonie", 11),
        ("Wallis-et-Futuna", 12),
    ],
)
def test_a_place_has_its_hours_in_april(place, hours):
    zone = {words: name for name, words in ZONES}[place]
    offset = datetime(2024, 4, 19, 9, tzinfo=ZoneInfo(zone)).utcoffset()
    assert offset is not None
    assert offset.total_seconds() == hours * 3600


@pytest.mark.parametrize(("name", "words"), ZONES)
def test_every_zone_is_one_the_commands_take(name, words):
    assert check_zone(name) == name
    assert words
