"""Hours, blocs and members as an act's sentence names them."""

from jurydesk.deliberation.words.labels import block_name, block_of, clock, member_names
from tests.builders import at
from tests.deliberation.builders import BC01, prepared


def test_an_hour_shows_its_seconds_only_where_it_has_some():
    assert clock(at("09:30")) == "09:30"
    assert clock(at("09:30").replace(second=5)) == "09:30:05"


def test_members_are_named_in_the_order_of_the_jury_then_the_unknown():
    state = prepared().state
    assert member_names(state, {"M2", "M1", "X1"}) == "PrénomM1 NOMM1, PrénomM2 NOMM2, X1"


def test_a_bloc_is_named_by_its_short_code_and_a_strange_one_as_given():
    state = prepared().state
    assert block_name(state, BC01) == "BC01"
    assert block_name(state, "BC99") == "BC99"
    assert block_of(state, "C01", BC01) == "bloc BC01 de LEFÈVRE Éloïse"
