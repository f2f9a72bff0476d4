"""The room on a real screen: a real X server, a real keyboard, the program as people start it."""

import json
import subprocess
import sys

from jurydesk.compliance.member import Attendance
from jurydesk.deliberation import acts
from jurydesk.storage.session_file import SessionFile
from tests.builders import at
from tests.stories.real_screen import ROOT, RealScreen
from tests.stories.room import decisions_of
from tests.widgets.room import BLOCKS, a_session, clear_file


def test_a_sitting_on_a_real_screen(tmp_path):
    path = a_jury_in_its_seats(tmp_path / "seance.jury")
    with RealScreen(tmp_path) as screen:
        screen.start(path)
        screen.faces("seance")
        screen.presses("ctrl+5", "alt+r")
        # This computer’s day is not the session’s.
        screen.faces("^JuryDesk$")
        screen.presses("alt+o")
        screen.no_longer_shows("^JuryDesk$")
        screen.faces("seance")
        screen.awaits(lambda: decisions_of(path)["state"] == "ouverte", "the opening")

        screen.presses("2", "2", "1", "2", "2", "0")
        screen.awaits(lambda: len(votes(path)) == 6, "six votes on BC01")
        screen.presses("a")
        screen.awaits(lambda: first_bloc(path)["status"] == "validé", "the adoption of BC01")

        the_director_leaves_for_a_while(screen, path)

        screen.presses("shift+u", "shift+a")
        screen.awaits(lambda: outcomes(path) == ["CERT", None], "the first candidate certified")
        screen.presses("shift+u", "shift+a")
        screen.awaits(lambda: outcomes(path) == ["CERT", "CERT"], "both candidates certified")

        screen.presses("ctrl+q")
        # Q is where other keyboards have A: an open sitting is left only when it is meant.
        screen.faces("^JuryDesk$")
        screen.presses("alt+l")
        assert screen.end_code() == 0
    the_command_line_agrees(path)


def a_jury_in_its_seats(path, candidates=2):
    """A session in preparation whose eight members were noted present."""
    a_session(path, *(clear_file(f"C0{number}") for number in range(1, candidates + 1)))
    with SessionFile.open(path) as session:
        everyone = tuple(session.state.members)
        session.record(*acts.attend(session.state, everyone, Attendance.PRESENT, at("08:55")))
    return path


def the_director_leaves_for_a_while(screen, path):
    """Attendance opens a dialog, a departure asks its reason in another: focus follows both."""
    screen.presses("p")
    screen.faces("sences")
    screen.presses("Down", "l")
    screen.faces("parti")
    screen.presses("t", "r", "a", "i", "n", "ctrl+Return")
    screen.no_longer_shows("parti")
    screen.faces("sences")
    screen.presses("Return")
    screen.no_longer_shows("sences")
    screen.faces("seance")
    with SessionFile.open(path, read_only=True) as session:
        assert session.state.attendance["M2"] is Attendance.LEFT


def the_command_line_agrees(path):
    words = [sys.executable, "-m", "jurydesk", "decisions", path, "--json"]
    told = json.loads(subprocess.run(words, cwd=ROOT, capture_output=True, check=True).stdout)
    first = told["candidates"][0]["blocs"]
    assert first[0]["tally"] == {"1": 1, "2": 4, "3": 0, "4": 0, "abstention": 1}
    # The director had left: five voters remain for the blocs that came after.
    assert [each["voters"] for each in first] == [6, 5, 5, 5, 5, 5, None]
    assert told["counts"]["certified"] == 2


def votes(path):
    with SessionFile.open(path, read_only=True) as session:
        return session.state.ballot("C01", BLOCKS[0]).votes


def first_bloc(path):
    return decisions_of(path)["candidates"][0]["blocs"][0]


def outcomes(path):
    return [each["outcome"] for each in decisions_of(path)["candidates"]]
