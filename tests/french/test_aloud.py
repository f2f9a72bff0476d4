"""What is only seen is said in words."""

import pytest

from jurydesk.french.aloud import aloud


@pytest.mark.parametrize(
    ("seen", "heard"),
    [
        ("Votants : 3/8", "Votants : 3 sur 8"),
        ("14,50/20 au rapport", "14,50 sur 20 au rapport"),
        ("le 19/04/2024", "le 19/04/2024"),
        ("n°\u00a0C01 · FI · 7\u00a0blocs", "n° C01, FI, 7 blocs"),
        ("présidence ◆", "présidence, préside"),
        ("enseignement ◆ préside", "enseignement, préside"),
        ("<p><b>30\u202f% &amp; plus</b></p><p>Source : fiche</p>", "30 % & plus Source : fiche"),
        ("", ""),
    ],
)
def test_signs_are_said(seen, heard):
    assert aloud(seen) == heard
