"""The rulebooks at hand, and finding one by code or path."""

from datetime import date
from pathlib import Path

import pytest

from jurydesk.bundle import resource
from jurydesk.certification.catalogue import find_rulebook, rulebooks_at_hand
from jurydesk.errors import UnreadableFileError
from tests.certification.builders import SECOND, changed, plain, the_second_text


def test_the_list_says_how_many_values_are_to_confirm():
    shipped = {summary.code: summary for summary in rulebooks_at_hand()}
    first = shipped["RNCP35609"]
    assert first.title.startswith("Chef de Projets en Intelligence Artificielle")
    assert first.expiry == date(2024, 5, 19)
    assert first.to_confirm == 15
    assert first.path == resource("rulebooks", "rncp35609.toml")


def test_adopted_values_are_no_longer_to_confirm(tmp_path):
    path = tmp_path / "a.toml"
    adoption = (
        'a_confirmer = true\nadopte_le = 2023-09-12\nadopte_par = "x"\npublie_le = 2023-09-15'
    )
    # The second rulebook has two values to confirm, one of which is adopted and published.
    (second,) = rulebooks_at_hand([SECOND])
    assert second.to_confirm == 1
    text = the_second_text()
    head, mark, tail = text.rpartition("a_confirmer = true")
    path.write_text(head + adoption + tail, encoding="utf-8")
    assert mark
    (adopted,) = rulebooks_at_hand([path])
    assert adopted.to_confirm == 0


def test_given_rulebooks_are_listed_by_code(tmp_path):
    other = tmp_path / "a.toml"
    other.write_text(changed(the_second_text(), "RNCP99001", "RNCP99000"), encoding="utf-8")
    assert [one.code for one in rulebooks_at_hand([SECOND, other])] == ["RNCP99000", "RNCP99001"]


@pytest.mark.parametrize("written", ["RNCP35609", "rncp35609", " RNCP35609 "])
def test_a_shipped_rulebook_is_found_by_its_code(written):
    assert find_rulebook(written) == resource("rulebooks", "rncp35609.toml")


def test_a_rulebook_is_found_by_its_path():
    assert find_rulebook(str(SECOND)) == Path(SECOND)


@pytest.mark.parametrize("written", ["RNCP99001", "absent.toml", "", "nul\x00.toml", "."])
def test_an_unknown_rulebook_lists_the_known_ones(written):
    with pytest.raises(UnreadableFileError) as refusal:
        find_rulebook(written)
    assert "donnez un code connu (RNCP35609)" in plain(str(refusal.value))
