"""What a raw disk tells after the sitting: no vote, and no key of a vote."""

import os
from dataclasses import replace
from pathlib import Path

from jurydesk.deliberation.facts import BallotWay
from jurydesk.storage.session_file import SessionFile
from tests.builders import a_candidate, at
from tests.faults.disks import mounted_image
from tests.storage.builders import BC01, BC02, VOTERS, a_count, a_vote, an_adoption, an_open_session

_NOW = at("09:20")
_PEOPLE = [f"C{number:02}" for number in range(1, 9)]


def _hold(path: Path) -> set[bytes]:
    """Hold eight candidates' ballots, a vote each changed on the way; return every key that was."""
    keys: set[bytes] = set()
    with an_open_session(path, *map(a_candidate, _PEOPLE)) as session:
        for who in _PEOPLE:
            for block in (BC01, BC02):
                for level, member in enumerate(VOTERS):
                    vote = replace(a_vote(member, level % 4 + 1, block), candidate=who, at=_NOW)
                    session.record(vote)
                session.record(replace(a_vote("M1", 2, block), candidate=who, at=_NOW))
                content = path.with_name("a.jury.votes").read_bytes()
                keys |= {content[start : start + 32] for start in range(16, len(content), 32)}
                counted = replace(
                    a_count(candidate=who, way=BallotWay.NOMINAL),
                    block=block,
                    tally={1: 1, 2: 3, 3: 1, 4: 1},
                    level=2,
                )
                session.record(counted, replace(an_adoption(candidate=who), block=block))
    return keys


def test_no_vote_and_no_key_is_left_on_the_raw_disk(tmp_path: Path) -> None:
    with mounted_image(tmp_path) as (disk, image):
        keys = _hold(disk / "a.jury")
        assert sorted(path.name for path in disk.glob("a.*")) == ["a.jury"]
        os.sync()
        raw = image.read_bytes()
        with SessionFile.open(disk / "a.jury", read_only=True) as session:
            assert all(session.state.ballot(who, BC01).decision for who in _PEOPLE)
    # The journal is there: the search would find what is in clear.
    assert raw.count(b"DecisionAdopted") >= len(_PEOPLE)
    assert len(keys) >= 2 * len(_PEOPLE)
    assert b"VoteCast" not in raw
    assert b'"level":4,"member"' not in raw
    assert not [key for key in keys if key in raw]
