"""The clerk's desk, for every test of the command line."""

import pytest

from tests.commands.desk import Desk


@pytest.fixture
def desk(tmp_path, capsys, monkeypatch):
    # A bug shows itself here, rather than being told politely.
    monkeypatch.setenv("JURYDESK_TRACE", "1")
    return Desk(tmp_path, capsys)
