"""Names as people write them, compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jurydesk.french.folding import fold, folded_word, identifier_key


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("  Éloïse  LEFÈVRE ", "eloise lefevre"),
        ("L’Haÿ-les-Roses", "l hay les roses"),
        ("Cœur_d'Ærø", "coeur d aero"),
        ("Date de naissance *", "date de naissance"),
        ("Łukasz Đurić", "lukasz duric"),
        ("Straße", "strasse"),
        ("YILDIZ", "yildiz"),
        ("Yıldız İnci Şahin", "yildiz inci sahin"),
        ("Øystein Ħal Ŧor", "oystein hal tor"),
        ("Þóra Guðrún", "thora gudrun"),
        ("Ŋaŋ ĸ ɓala ƙasa Ƴar ɛɔ", "nan q bala kasa yar eo"),
        ("OʼBrien", "o brien"),
        ("O’Brien", "o brien"),
        ("Oʻahu Ꞌa", "o ahu a"),
        ("GROẞ", "gross"),
        ("Ọ́lá g\u0303", "ola g"),
        ("Đặng Thị Ánh", "dang thi anh"),
        ("DU\u2060PONT DUR\u200eAND", "dupont durand"),
        ("ﬁlip ŉ", "filip n"),
        ("…", ""),
    ],
)
def test_folding_sets_accents_case_punctuation_and_spacing_aside(written, folded):
    assert fold(written) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


def test_initials_are_one_word_whatever_their_dots():
    assert folded_word("V.A.E.") == folded_word("V A E") == "vae"
    assert folded_word("M. Roy") == "m roy"


def test_identifiers_sort_as_people_count():
    given = ["10", "9", "A10", "A9", "001", "1", "B"]
    assert sorted(given, key=identifier_key) == ["001", "1", "9", "10", "A9", "A10", "B"]
