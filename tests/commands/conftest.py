"""The clerk's desk, for every test of the command line."""

import pytest

from tests.commands.desk import Desk


@pytest.fixture
def desk(tmp_path, capsys):
    return Desk(tmp_path, capsys)
