"""Words are found on the pages as people type them."""

import pytest

from jurydesk.minutes.page_search import Match, find_words

PAGES = ("Procès-verbal de LEFÈVRE Éloïse", "le jury de\r\ncertification, l’œuvre de Lefevre")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("lefevre", (Match(0, 17, 7), Match(1, 38, 7))),
        ("LEFÈVRE éloise", (Match(0, 17, 14),)),
        ("jury  de certification", (Match(1, 3, 22),)),
        ("l'œuvre", (Match(1, 27, 7),)),
        ("absent", ()),
        ("  ", ()),
        ("de (", ()),
    ],
)
def test_words_are_found_whatever_accents_case_and_ends_of_line(words, found):
    # « jury de », the end of a line, « certification » are 22 characters with the line's end.
    assert find_words(PAGES, words) == found
