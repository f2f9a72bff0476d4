"""The power goes while the jury votes: what the screen acknowledged is there afterwards."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from jurydesk.compliance.member import Attendance
from jurydesk.deliberation import acts
from jurydesk.storage.session_file import SessionFile
from tests.builders import at
from tests.stories.room import Room
from tests.widgets.room import a_file, a_session

ROOT = Path(__file__).resolve().parents[2]


# Six votes and an adoption a bloc: in the middle of the first ballot, of the third, of a later one.
@pytest.mark.parametrize("acknowledgements", [4, 17, 45])
def test_nothing_acknowledged_is_lost_with_the_power(qtbot, tmp_path, acknowledgements):
    path = an_open_sitting(tmp_path / "séance.jury")
    told = cut_off_after(acknowledgements, path)

    room = Room(qtbot, path)
    room.says("Séance ouverte", "Préside : PrénomM1 NOMM1.")
    ballots = {f"{who} {block}": each for (who, block), each in room.state.ballots.items()}
    for key, level in told["adopted"].items():
        assert ballots[key].decision.level == level
    for key, votes in told["votes"].items():
        # One act more may have reached the disk before the cut, and its word not the pipe.
        kept = ballots[key]
        assert kept.decision is not None or votes.items() <= kept.votes.items()
    the_screen_shows_the_votes_in_progress(room, ballots)
    the_sitting_goes_on(room)


def an_open_sitting(path):
    """A session of four candidates, open before its eight members."""
    a_session(path, *(a_file("222222a", f"C0{number}") for number in range(1, 5)))
    with SessionFile.open(path) as session:
        everyone = tuple(session.state.members)
        there = acts.attend(session.state, everyone, Attendance.PRESENT, at("08:55"))
        session.record(*there)
        session.record(*acts.open_sitting(session.state, at("09:00")))
    return path


def cut_off_after(acknowledgements, path):
    """Kill a clerk at work once so many acts were told; return the last word heard."""
    complaints = path.with_name("clerk.txt")
    command = [sys.executable, "-m", "tests.stories.clerk", path, path.with_name("réglages")]
    with (
        complaints.open("wb") as errors,
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=errors) as clerk,
    ):
        lines = [clerk.stdout.readline() for _ in range(acknowledgements)]
        clerk.kill()
        lines += clerk.stdout.readlines()
    heard = [line for line in lines if line.endswith(b"\n")]
    assert len(heard) >= acknowledgements, complaints.read_text(encoding="utf-8")
    return json.loads(heard[-1])


def the_screen_shows_the_votes_in_progress(room, ballots):
    """The room opens where the jury was; named votes are beside their members."""
    for key, ballot in ballots.items():
        candidate, block = key.split()
        if ballot.votes:
            assert (room.candidate, room.block) == (candidate, block[-4:])
            room.says(f"{len(ballot.votes)} sur 6 vote")
            for member, level in ballot.votes.items():
                room.speaks(f"Prénom{member} NOM{member} : niveau {level}")
        if ballot.decision is not None and candidate == room.candidate:
            room.says(f"| {ballot.decision.level} – validé |")


def the_sitting_goes_on(room):
    """The clerk's desk is taken over at once: whoever held the file is dead."""
    candidate, block = room.candidate, room.block
    left = 6 - len(room.state.ballot(candidate, f"RNCP35609{block}").votes)
    room.votes("2" * left)
    room.adopts()
    assert room.bloc(candidate, block)["status"] == "validé"
    assert room.window.bridge.file.integrity().intact
