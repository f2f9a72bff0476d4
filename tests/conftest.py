"""What every test runs under: no screen, no network."""

import os
import tempfile

import pytest

from tests import network_guard

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Safety copies of the tests' sessions are not the person's.
os.environ["XDG_DATA_HOME"] = tempfile.mkdtemp(prefix="jurydesk-tests-")
network_guard.watch()


@pytest.fixture(autouse=True)
def _no_network():
    network_guard.uses.clear()
    yield
    assert not network_guard.uses, f"the program used the network: {network_guard.uses}"
