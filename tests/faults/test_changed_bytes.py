"""A thousand bytes changed, one at a time: told, or without effect on what the session says."""

import os
import random
from pathlib import Path

import pytest

from jurydesk.deliberation.facts import IncidentRecorded
from jurydesk.errors import JuryDeskError
from jurydesk.storage.encryption import new_key
from jurydesk.storage.integrity import verify_file
from jurydesk.storage.session_file import SessionFile
from tests.builders import at
from tests.storage.builders import arrivals, preparation

_CHANGES = 2000 if os.environ.get("JURYDESK_FAULTS") == "long" else 500
_KEY = new_key("une phrase")


@pytest.mark.parametrize("key", [None, _KEY], ids=["clear", "protected"])
def test_a_changed_byte_is_told_or_changes_nothing(tmp_path: Path, key, capfd) -> None:
    path = tmp_path / "a.jury"
    with SessionFile.create(path, preparation(), key=key) as session:
        session.record(*arrivals())
        session.record(IncidentRecorded(at("09:01"), "Alarme incendie."))
        state, head = session.state, session.head
    whole = path.read_bytes()
    chance = random.Random(35609)  # noqa: S311 places, not secrets
    told = 0
    for _ in range(_CHANGES):
        place = chance.randrange(len(whole))
        changed = bytearray(whole)
        changed[place] ^= 1 << chance.randrange(8)
        path.write_bytes(changed)
        try:
            if not verify_file(path, key).intact:
                told += 1
                continue
            with SessionFile.open(path, read_only=True, key=key) as session:
                assert (session.head, session.state) == (head, state), place
        except JuryDeskError as error:
            told += str(error).endswith(".")
    # A clear file has free room whose bytes say nothing; a protected one has none.
    assert told == _CHANGES if key else told > _CHANGES // 2
    assert capfd.readouterr() == ("", "")
