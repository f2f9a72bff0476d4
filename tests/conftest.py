"""What every test runs under: no screen, no network."""

import os

import pytest

from tests import network_guard

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
network_guard.watch()


@pytest.fixture(autouse=True)
def _no_network():
    network_guard.uses.clear()
    yield
    assert not network_guard.uses, f"the program used the network: {network_guard.uses}"
