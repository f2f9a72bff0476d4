"""The letters kept beside the fonts are those that the fonts draw."""

from jurydesk.french.letters import letter_words, printable_letters, unprintable, without_invisible
from jurydesk.minutes.pages.fonts import load_faces


def test_letters_kept_are_those_of_every_face():
    assert printable_letters() == load_faces().supported


def test_letters_are_named_as_a_person_finds_them():
    assert letter_words("王") == "« 王 » (U+738B)"
    assert letter_words("\u2060") == "U+2060"
    assert unprintable("Łukasz Ọ́lá") == ""
    assert without_invisible("a\u200eb\u00a0c") == ("ab\u00a0c", "\u200e")
