"""The charts count people: every number here was counted by hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from jurydesk.deliberation.figures.chart import small_warning
from jurydesk.deliberation.figures.charts import (
    charts_of,
    levels_by_block,
    outcomes_by_route,
    session_charts,
)
from jurydesk.deliberation.figures.comparison import comparison_charts, with_session
from jurydesk.deliberation.figures.distributions import defence_charts, span_words, time_chart
from jurydesk.errors import JuryDeskError
from tests.builders import a_candidate, the_rulebook, the_second_rulebook
from tests.deliberation.builders import bc07_acquired, defend, prepared, sitting
from tests.deliberation.figures.builders import a_count, a_defence, a_person

NBSP = "\u00a0"


def counts(chart):
    return {bar.label: bar.counts for bar in chart.bars if any(bar.counts)}


def test_outcomes_are_counted_by_route_and_only_those_that_somebody_has_are_drawn():
    people = [
        *(a_person("FI") for _ in range(6)),
        a_person("FI", "PART"),
        a_person("VAE", "REFU"),
        a_person("VAE", "CERT"),
        a_person("FC", "NP"),
    ]
    chart = outcomes_by_route(people)
    assert [each.words for each in chart.series] == [
        "certification complète",
        "validation partielle",
        "refus de validation",
        "non présenté",
    ]
    assert counts(chart) == {"FI": (6, 1, 0, 0), "FC": (0, 0, 0, 1), "VAE": (1, 0, 1, 0)}
    # Seven of the nine who came: 77.8 %.
    assert chart.remarks == (f"7{NBSP}certifiés sur 9{NBSP}présentés, soit 77,8\u202f%.",)
    assert chart.headings[-1] == "Total"
    assert chart.rows[0] == (
        f"FI{NBSP}– formation initiale (élève ou étudiant)",
        *("6", "1", "0", "0", "7"),
    )
    assert chart.rows[-1] == ("Ensemble", "7", "1", "1", "1", "10")
    assert f"VAE{NBSP}– validation des acquis" in chart.rows[2][0]
    assert f"formation continue{NBSP}: non présenté 1" in chart.spoken


def test_who_is_left_to_decide_is_counted_apart_and_no_share_is_told():
    chart = outcomes_by_route([a_person(outcome=None), a_person()])
    assert counts(chart) == {"FI": (1, 1)}
    assert [each.words for each in chart.series] == ["certification complète", "à décider"]
    assert chart.remarks == (f"1{NBSP}candidat reste à décider.",)


def test_levels_are_counted_by_bloc_with_what_has_no_level():
    people = [
        a_person(blocks="12"),
        a_person(blocks="22"),
        a_person(blocks="3a"),
        a_person(blocks="-n"),
    ]
    chart = levels_by_block(a_count(*people))
    assert [each.words for each in chart.series][:4] == [
        f"1{NBSP}– au-delà des attentes",
        f"2{NBSP}– au niveau des attentes",
        f"3{NBSP}– en voie de validation",
        f"4{NBSP}– non acquise",
    ]
    assert [each.words for each in chart.series][4:] == [
        "acquis avant la séance",
        "non présenté",
        "à décider",
    ]
    assert counts(chart) == {"BC01": (1, 1, 1, 0, 0, 0, 1), "BC02": (0, 2, 0, 0, 1, 1, 0)}
    # A candidate is in both blocs: they are not added up.
    assert [row[0] for row in chart.rows] == [f"BC01{NBSP}– Concevoir", f"BC02{NBSP}– Conduire"]


def test_patterns_tell_the_parts_of_a_bar_apart_without_colours():
    people = [a_person(blocks="1a"), a_person(blocks="en"), a_person(blocks="--")]
    chart = levels_by_block(a_count(*people))
    patterns = [each.pattern for each in chart.series]
    assert len(set(patterns)) == len(patterns) == 8
    every = [a_person(outcome=each) for each in ("CERT", "PART", "AJOU", "REFU", "ATT", "NP", None)]
    patterns = [each.pattern for each in outcomes_by_route(every).series]
    assert len(set(patterns)) == len(patterns) == 7


def test_marks_are_spread_over_one_point_each_and_the_highest_is_in_the_last():
    marks = ("9.99", "10", "10.5", "16", "19.99", "20", "0")
    people = [a_person(defence=a_defence("10", "10", mark)) for mark in marks]
    chart = defence_charts(people, the_rulebook().defence)[0]
    assert len(chart.bars) == 20
    assert counts(chart) == {"0–1": (1,), "9–10": (1,), "10–11": (2,), "16–17": (1,), "19–20": (2,)}
    assert [(guide.place, guide.words) for guide in chart.guides] == [
        (8, f"niveau{NBSP}3 dès 8"),
        (10, f"niveau{NBSP}2 dès 10"),
        (16, f"niveau{NBSP}1 dès 16"),
    ]
    # 86.48 over 7 = 12.354…; the middle one of 0, 9.99, 10, 10.5, 16, 19.99, 20 is 10.5.
    assert chart.remarks[0].startswith("Note moyenne 12,35, médiane 10,50, de 0 à 20")


def test_oral_less_report_has_its_own_place_for_no_gap():
    pairs = ("12 12", "12 12.25", "12 13", "12 13.25", "14 12", "15 12")
    people = [a_person(defence=a_defence(*pair.split(), "12")) for pair in pairs]
    chart = defence_charts(people, the_rulebook().defence)[1]
    assert counts(chart) == {
        "−3 à −2": (1,),
        "−2 à −1": (1,),
        "0": (1,),
        "0 à +1": (2,),
        "+1 à +2": (1,),
    }
    assert chart.remarks[0].replace("\u202f", " ").replace(NBSP, " ") == (
        "Oral meilleur : 3 ; égal : 1 ; moins bon : 2."
    )


def test_jurors_are_compared_part_by_part_and_a_gap_at_the_bound_is_not_beyond_it():
    gaps = [("0", "0"), ("0.25", "1"), ("4", "4"), ("4.25", "1")]
    people = [a_person(defence=a_defence("12", "12", "12", gap)) for gap in gaps]
    people.append(a_person(defence=a_defence("12", "12", "12")))
    chart = defence_charts(people, the_rulebook().defence)[2]
    assert counts(chart) == {"0": (1, 1), "0–1": (1, 2), "3–4": (1, 1), "4–5": (1, 0)}
    assert chart.remarks == (f"1{NBSP}soutenance au-delà du seuil de 4 points.",)
    assert chart.guides[0].place == 5


def test_marks_of_a_sitting_are_those_of_complete_defences():
    session = sitting(a_candidate(), a_candidate("C02"))
    defend(session, {"M7": ("12", "14"), "M3": ("15", "14.5")})
    by_key = {chart.key: chart for chart in charts_of(session.state)}
    # Report 13.5, oral 14.25: 13.875, so 13.88; the second candidate was not heard.
    assert counts(by_key["notes"]) == {"13–14": (1,)}
    assert counts(by_key["rapport-oral"]) == {"0 à +1": (1,)}
    assert counts(by_key["jures"]) == {"2–3": (1, 0), "0–1": (0, 1)}


def test_time_is_spread_over_few_ranges():
    people = [a_person(minutes=each) for each in ("0.5", "1", "3.5", "13.99")]
    chart = time_chart([*people, a_person()])
    assert counts(chart) == {"0–1": (1,), "1–2": (1,), "3–4": (1,), "13–14": (1,)}
    # 18.99 minutes by four: 4 min 44.85 s; the middle of 1 and 3.5 is 2 min 15 s.
    told = chart.remarks[0].replace(NBSP, " ")
    assert "moyenne 4 min 45 s, médiane 2 min 15 s, de 30 s à 13 min 59 s" in told
    longer = time_chart([a_person(minutes="14"), a_person(minutes="3")])
    assert counts(longer) == {"2–4": (1,), "14–16": (1,)}


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        ("0", f"0{NBSP}s"),
        ("59.4", f"59{NBSP}s"),
        ("59.5", f"1{NBSP}min"),
        ("61", f"1{NBSP}min{NBSP}01{NBSP}s"),
        ("3599.4", f"59{NBSP}min{NBSP}59{NBSP}s"),
        ("3600", f"1{NBSP}h{NBSP}00"),
        ("7199", f"2{NBSP}h{NBSP}00"),
    ],
)
def test_a_span_is_said_to_the_second_then_to_the_minute(seconds, words):
    assert span_words(Fraction(seconds)) == words


def test_sessions_are_compared_by_their_shares_the_oldest_first():
    here = a_count(*(a_person() for _ in range(3)), a_person(outcome="AJOU", blocks="44"))
    before = a_count(
        a_person(defence=a_defence("10", "11", "10.5")),
        a_person("VAE", "REFU", "34"),
        label="PV-2023",
        day=date(2023, 4, 21),
    )
    outcomes, levels = comparison_charts(here, (before,))
    assert [bar.label for bar in outcomes.bars] == ["21/04/2023", "19/04/2024"]
    assert [bar.counts for bar in outcomes.bars] == [(1, 0, 1), (3, 1, 0)]
    assert outcomes.rows[1][1:] == ("3 (75\u202f%)", "1 (25\u202f%)", "0 (0\u202f%)", "4")
    assert outcomes.remarks == (f"Note moyenne de soutenance{NBSP}: 10,50 le 21/04/2023.",)
    # Of the earlier one: two 2, one 3, one 4; of this one: six 2, two 4.
    assert [bar.counts for bar in levels.bars] == [(0, 2, 1, 1), (0, 6, 0, 2)]
    assert comparison_charts(here, ()) == ()


def test_session_of_another_scale_or_title_is_told():
    here = a_count(a_person())
    other = a_count(
        a_person(blocks="12"), label="A", day=date(2022, 1, 1), code="RNCP1", levels=((1, "oui"),)
    )
    outcomes, levels = comparison_charts(here, (other,))
    assert "titres différents" in outcomes.remarks[-1]
    assert [bar.label for bar in levels.bars] == ["19/04/2024"]
    assert "non comparées" in levels.remarks[0]


def test_session_is_compared_once_and_never_with_itself():
    here, other = a_count(a_person(), head="a" * 64), a_count(a_person(), label="B", head="b" * 64)
    known = with_session((), here, other)
    with pytest.raises(JuryDeskError, match="déjà dans la comparaison"):
        with_session(known, here, other)
    with pytest.raises(JuryDeskError, match="séance ouverte"):
        with_session((), here, replace(here, label="copie"))
    # The same number on another day is another session, told apart.
    later = replace(other, head="c" * 64, held_on=date(2025, 1, 1))
    again = with_session(known, here, later)
    assert [each.label for each in again] == ["B", "B, 01/01/2025"]


def test_small_numbers_are_told_and_nothing_is_where_none_is_small():
    many = outcomes_by_route([a_person() for _ in range(5)])
    few = outcomes_by_route([*(a_person() for _ in range(5)), *(a_person("VAE") for _ in range(4))])
    assert not small_warning([many])
    assert "inférieurs à 5" in small_warning([many, few])
    assert [bar.label for bar in few.small_groups] == ["VAE"]


def test_charts_without_anybody_say_why():
    session = prepared()
    empty = session.state
    empty.candidates.clear()
    charts = {chart.key: chart for chart in charts_of(empty)}
    assert all(chart.is_empty and chart.absent for chart in charts.values())
    assert charts["resultats"].absent == "Aucun candidat n’est inscrit."
    assert charts["temps"].absent == "Aucune décision n’a encore été prise en séance."
    assert charts["resultats"].spoken.endswith("Aucun candidat n’est inscrit.")


def test_title_without_blocs_or_defence_says_so():
    none = a_count(a_person(blocks=""), blocks=())
    charts = {c.key: c for c in session_charts(none, prepared().state)}
    assert charts["niveaux"].absent == "Ce titre n’a pas de bloc."
    absent = defence_charts([a_person()], None)
    assert {chart.absent for chart in absent} == {"Ce titre n’a pas de soutenance notée."}
    waiting = defence_charts([a_person()], the_rulebook().defence)
    assert waiting[0].absent == "Aucune soutenance n’a encore toutes ses notes."


def test_scale_over_another_maximum_has_its_own_ranges():
    rule = the_rulebook().defence
    scale = replace(rule.scale.value, maximum=Decimal(100), floors=((Decimal(50), 1),), otherwise=4)
    rule = replace(rule, scale=replace(rule.scale, value=scale))
    chart = defence_charts([a_person(defence=a_defence("50", "50", "50"))], rule)[0]
    assert len(chart.bars) == 25
    assert counts(chart) == {"48–52": (1,)}
    assert chart.guides[0].place == Fraction(25, 2)


def test_one_candidate_and_the_second_title_are_counted():
    assert the_second_rulebook().certification.blocks
    session = sitting(a_candidate(**bc07_acquired()))
    charts = {chart.key: chart for chart in charts_of(session.state)}
    assert counts(charts["resultats"]) == {"FI": (1,)}
    assert len(charts["niveaux"].bars) == 7
    assert charts["niveaux"].bars[6].total == 1
