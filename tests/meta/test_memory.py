"""Large tables are built without the cycle collector, and not walked by it right afterwards."""

import gc

import pytest

from jurydesk.memory import collector_paused


@pytest.mark.parametrize("was_on", [True, False])
def test_building_a_table_leaves_the_collector_as_it_was(was_on):
    if not was_on:
        gc.disable()
    try:
        with collector_paused():
            assert not gc.isenabled()
        assert gc.isenabled() is was_on
    finally:
        gc.enable()


def test_what_was_built_meanwhile_counts_as_old():
    with collector_paused():
        rows = [[number] for number in range(1000)]
    old = {id(thing) for thing in gc.get_objects(generation=2)}
    assert all(id(row) in old for row in rows)
