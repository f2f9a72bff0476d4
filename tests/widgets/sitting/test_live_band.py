"""What the band of figures says of a finding, in words that fit what was counted."""

from jurydesk.deliberation.inspection import findings_for
from jurydesk.widgets.parts.finding_cards import FindingCard, brief, explanation_html
from tests.widgets.room import an_open_room, clear_file


def test_rules_unpublished_are_never_missing_people(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    found = {each.id: each for each in findings_for(window.bridge.state, "C01")}
    rules = found["regles_publiees"]
    assert rules.missing == len(rules.names) > 0
    card = FindingCard(window)
    card.show_finding(rules)
    words = card._words.text()
    assert "Indiquez qui les a adoptées" in words
    assert "personne" not in words
    assert "Personnes comptées" not in explanation_html(rules)


def test_figure_of_people_names_the_people_counted(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    found = {each.id: each for each in findings_for(window.bridge.state, "C01")}
    assert "Personnes comptées : " in explanation_html(found["exterieurs"])


def test_long_finding_leaves_its_lists_to_the_hover_and_keeps_its_cure():
    message = (
        "12 règles sur 13 ne sont pas publiées (Quorum ; Voix (FI, FC) ; Barème). Publiez-les."
    )
    assert brief(message, 60) == "12 règles sur 13 ne sont pas publiées. Publiez-les."
    assert brief(message, 100) == message
    assert brief("un deux trois", 8) == "un deux…"
