"""What a cohort's file says of a bloc: levels, marks, assessments, and what they propose."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from jurydesk.certification.rulebook import MarkScale, Rulebook
from jurydesk.certification.vocabulary import ProposalRule
from jurydesk.cohort.block_values import mean_mark, propose_level
from jurydesk.cohort.candidate import BlockRecordState
from jurydesk.cohort.cohort_file import read_cohort
from tests.builders import the_rulebook
from tests.tables.tables import a_csv, an_xlsx

RULES = the_rulebook()
SCALE = MarkScale(Decimal(20), ((Decimal(16), 1), (Decimal(10), 2), (Decimal(8), 3)), 4)


def marked(rules: Rulebook) -> Rulebook:
    """The same certification, but its first bloc is marked over 20."""
    first, *others = rules.certification.blocks
    blocks = (replace(first, mark_scale=SCALE), *others)
    return replace(rules, title=replace(rules.title, blocks=blocks))


def proposing(rule: ProposalRule) -> Rulebook:
    return RULES.with_rules(replace(RULES.proposal, value=rule))


def the_row(tmp_path, rules: Rulebook = RULES, **cells: str):
    heads = [name.replace("_of_", ".") for name in cells]
    lines = (
        ";".join(["identifiant", "nom", "prenoms", "voie", *heads]),
        ";".join(["01", "Roy", "Anne", "FI", *cells.values()]),
    )
    (row,) = read_cohort(a_csv(tmp_path, "\n".join(lines)), rules).rows
    return row


def the_block(tmp_path, rules: Rulebook = RULES, **cells: str):
    return the_row(tmp_path, rules, **cells).record.record("RNCP35609BC01")


@pytest.mark.parametrize(
    "written",
    ["2", "2.0", "2,0", "niveau 2", "2 – au niveau des attentes", "Au niveau des attentes"],
)
def test_a_level_is_read_in_figures_or_words(tmp_path, written):
    block = the_block(tmp_path, BC01=written)
    assert (block.state, block.proposed) == (BlockRecordState.TO_VOTE, 2)


@pytest.mark.parametrize("written", ["0", "5", "1,5", "A", "2 – non acquise", "01/02/2024", "12E1"])
def test_a_level_outside_the_rulebook_is_refused(tmp_path, written):
    row = the_row(tmp_path, BC01=written)
    assert row.state == "error"
    assert "1 à 4" in row.problems[0].message


def test_a_spreadsheet_level_and_a_tick_are_told_apart(tmp_path):
    heads = ["identifiant", "nom", "prenoms", "voie", "BC01"]
    people = [[f"0{n}", f"Roy{n}", "Anne", "FI", cell] for n, cell in enumerate((1, True, 1.5))]
    preview = read_cohort(an_xlsx(tmp_path, Promo=[heads, *people]), RULES)
    assert [row.state for row in preview.rows] == ["ok", "error", "error"]


@pytest.mark.parametrize("heading", ["RNCP35609BC01", "RNCP35609 BC01", "bc1", "Bloc 1", "BC 01"])
def test_a_bloc_may_be_headed_by_any_of_its_codes(tmp_path, heading):
    assert the_block(tmp_path, **{heading: "3"}).proposed == 3


@pytest.mark.parametrize("heading", ["BC01.1", "BC01-1", "bc01 éval 1", "RNCP35609BC01.1"])
def test_an_assessment_may_be_headed_in_several_ways(tmp_path, heading):
    assert the_block(tmp_path, **{heading: "3"}).assessments == (Decimal(3), None)


def test_an_acquired_bloc_keeps_its_date_and_asks_for_it(tmp_path):
    block = the_block(tmp_path, BC01="acquis", BC01_date="21/04/2023")
    assert (block.state, block.acquired_on) == (BlockRecordState.ACQUIRED, date(2023, 4, 21))
    assert block.proposed is None
    assert the_block(tmp_path, BC01="Acquis le 21/04/2023").acquired_on == date(2023, 4, 21)
    assert the_row(tmp_path, BC01="acquis").state == "warning"
    assert the_row(tmp_path, BC01="acquis (21/04/23)").state == "warning"
    assert the_row(tmp_path, BC01="acquis le 31/02/2023").state == "error"
    twice = the_row(tmp_path, BC01="acquis le 21/04/2023", BC01_date="22/04/2023")
    assert twice.state == "error"


def test_a_pending_or_unpresented_bloc_is_not_a_level(tmp_path):
    assert the_block(tmp_path, BC01="en attente").state is BlockRecordState.PENDING
    assert the_block(tmp_path, BC01="NP").state is BlockRecordState.NOT_PRESENTED
    assert the_row(tmp_path, BC01="attente", BC01_of_1="2", BC01_of_2="2").state == "ok"
    assert the_row(tmp_path, BC01="np", BC01_of_1="2", BC01_of_2="2").state == "warning"


def test_a_date_of_a_bloc_that_is_not_acquired_is_left_aside(tmp_path):
    for cells in ({"BC01": "2"}, {"BC01": "np"}, {"BC01": ""}):
        row = the_row(tmp_path, **cells, BC01_date="21/04/2023")
        assert row.state == "warning"
        assert row.record.record("RNCP35609BC01").acquired_on is None


def test_assessments_propose_the_worst_level_by_default(tmp_path):
    block = the_block(tmp_path, BC01_of_1="1", BC01_of_2="3")
    assert block.proposed == 3
    assert block.assessments == (Decimal(1), Decimal(3))


def test_no_rule_proposes_nothing_and_contradicts_nothing(tmp_path):
    rules = proposing(ProposalRule.NONE)
    assert the_block(tmp_path, rules, BC01_of_1="1", BC01_of_2="3").proposed is None
    assert the_row(tmp_path, rules, BC01="2", BC01_of_1="1", BC01_of_2="3").state == "ok"


def test_a_missing_assessment_is_pointed_out(tmp_path):
    row = the_row(tmp_path, BC01_of_1="2", BC01_of_2="")
    assert row.state == "warning"
    assert "BC01.2" in row.problems[0].message
    assert row.record.record("RNCP35609BC01").proposed == 2


def test_a_bloc_and_its_assessments_must_agree(tmp_path):
    assert the_row(tmp_path, BC01="3", BC01_of_1="1", BC01_of_2="3").state == "ok"
    row = the_row(tmp_path, BC01="2", BC01_of_1="1", BC01_of_2="3")
    assert row.state == "error"
    assert row.problems[0].column == "BC01"


def test_a_marked_bloc_turns_marks_into_levels(tmp_path):
    rules = marked(RULES)
    block = the_block(tmp_path, rules, BC01="12,5")
    assert (block.mark, block.proposed) == (Decimal("12.5"), 2)
    block = the_block(tmp_path, rules, BC01_of_1="15,5", BC01_of_2="16/20")
    assert (block.mark, block.proposed) == (Decimal("15.75"), 2)
    words = the_row(tmp_path, rules, BC01="16").cells[4].understood
    assert words == "16 sur 20, soit 1 – au-delà des attentes"


@pytest.mark.parametrize("written", ["20,5", "-1", "12/10", "bien"])
def test_a_mark_off_the_scale_is_refused(tmp_path, written):
    assert the_row(tmp_path, marked(RULES), BC01=written).state == "error"


def test_a_mark_and_its_assessments_must_agree_to_the_hundredth(tmp_path):
    rules = marked(RULES)
    assert the_row(tmp_path, rules, BC01="15,75", BC01_of_1="15,5", BC01_of_2="16").state == "ok"
    assert the_row(tmp_path, rules, BC01="15,7", BC01_of_1="15,5", BC01_of_2="16").state == "error"


def test_marks_without_a_rule_keep_their_mean_and_propose_nothing(tmp_path):
    block = the_block(
        tmp_path, marked(proposing(ProposalRule.NONE)), BC01_of_1="15", BC01_of_2="16"
    )
    assert (block.mark, block.proposed) == (Decimal("15.50"), None)


@pytest.mark.parametrize(
    ("levels", "worst", "majority"),
    [([2], 2, 2), ([1, 3], 3, 3), ([1, 1, 4], 4, 1), ([1, 2, 3], 3, 2), ([1, 1, 2, 2], 2, 2)],
)
def test_several_levels_never_make_a_mean(levels, worst, majority):
    assert propose_level(levels, ProposalRule.WORST) == worst
    assert propose_level(levels, ProposalRule.MAJORITY) == majority
    assert propose_level(levels, ProposalRule.NONE) is None
    assert propose_level([], ProposalRule.WORST) is None


def test_a_mean_is_rounded_half_up_at_the_end_only():
    # (12 + 12.01) / 2 = 12.005, which rounds up; (8 + 9 + 9) / 3 = 8.666…
    assert mean_mark([Decimal(12), Decimal("12.01")]) == Decimal("12.01")
    assert mean_mark([Decimal(8), Decimal(9), Decimal(9)]) == Decimal("8.67")


def test_codes_of_another_form_head_their_columns(tmp_path):
    first, *others = RULES.certification.blocks
    blocks = (replace(first, code="REFUGE-A"), *others)
    rules = replace(RULES, title=replace(RULES.title, blocks=blocks))
    row = the_row(tmp_path, rules, **{"refuge a": "2", "REFUGE-A.1": "2", "REFUGE-A.2": "1"})
    assert row.state == "ok"
    assert row.record.record("REFUGE-A").proposed == 2
