"""A correspondence of blocs written in a rulebook loads back, and replaces only its own fiche."""

from pathlib import Path

import pytest

from jurydesk.bundle import resource
from jurydesk.certification.matching_text import with_matches
from jurydesk.certification.rulebook_file import parse_rulebook
from jurydesk.errors import JuryDeskError

TEXT = (Path(__file__).parent / "rulebooks" / "second.toml").read_text(encoding="utf-8")


def matches(text):
    found = parse_rulebook(text).certification.matches
    return {(match.fiche, match.other): match.block for match in found}


def test_correspondence_is_written_and_written_again():
    once = with_matches(TEXT, "RNCP1", {"B1": "REFUGE-A", "B2": "REFUGE-B"})
    both = with_matches(once, "RNCP2", {"B1": "REFUGE-C"})
    again = with_matches(both, "RNCP1", {"B1": "REFUGE-D"})
    assert matches(again) == {("RNCP1", "B1"): "REFUGE-D", ("RNCP2", "B1"): "REFUGE-C"}
    assert matches(with_matches(again, "RNCP1", {})) == {("RNCP2", "B1"): "REFUGE-C"}


def test_the_rest_of_the_rulebook_stays():
    made = parse_rulebook(with_matches(TEXT, "RNCP1", {"B1": "REFUGE-A"}))
    before = parse_rulebook(TEXT)
    assert made.rules == before.rules
    assert made.certification.blocks == before.certification.blocks


def test_one_bloc_does_not_stand_for_two():
    with pytest.raises(JuryDeskError, match="que d’un seul"):
        with_matches(TEXT, "RNCP1", {"B1": "REFUGE-A", "B2": "REFUGE-A"})


def test_shipped_rulebook_takes_one_too():
    text = resource("rulebooks", "rncp35609.toml").read_text(encoding="utf-8")
    assert matches(with_matches(text, "RNCP9", {"X": "RNCP35609BC01"})) == {
        ("RNCP9", "X"): "RNCP35609BC01"
    }
