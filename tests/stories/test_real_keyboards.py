"""The room under physical keys: layouts, Caps Lock, a keypad without Num Lock, held keys."""

import pytest

from jurydesk.deliberation import acts
from jurydesk.storage.session_file import SessionFile
from tests.builders import at
from tests.stories.real_screen import RealScreen
from tests.stories.test_real_screen import a_jury_in_its_seats
from tests.widgets.room import BLOCKS

# The second, the first, the third, the fourth, the second and the tenth key of the top row.
KEYS = (11, 10, 12, 13, 11, 19)
MEANT = [2, 1, 3, 4, 2, None]
# The keypad's own 2, 1, 3, 4, 2 and 0; a new server has Num Lock off.
KEYPAD = (88, 87, 89, 83, 88, 90)
# A vote for a whole row: Left goes back over it, Backspace takes each vote away.
CLEARED = ("Left", *("BackSpace", "Left") * 6, "Next", "Prior")
LAYOUTS = (
    *(("fr", ""), ("be", ""), ("ch", "fr"), ("ca", ""), ("de", ""), ("gb", ""), ("us", "")),
    *(("fr", "bepo"), ("fr", "afnor"), ("es", ""), ("it", "")),
)
# Enough looks for a server to have repeated a held key a dozen times.
LONG = 25


@pytest.fixture
def path(tmp_path):
    """A sitting that is open, eight members present."""
    path = a_jury_in_its_seats(tmp_path / "seance.jury")
    with SessionFile.open(path) as session:
        session.record(*acts.open_sitting(session.state, at("09:00")))
    return path


@pytest.fixture
def screen(tmp_path, path):
    with RealScreen(tmp_path) as screen:
        screen.start(path)
        screen.faces("seance")
        yield screen


def test_digits_and_letters_on_every_layout(screen, path):
    for layout, variant in LAYOUTS:
        name = f"{layout} {variant}"
        screen.plugs_in(layout, variant)
        votes_as_meant(screen, path, KEYS, name)
        screen.strikes("Caps_Lock", *KEYS)
        votes_as_meant(screen, path, (), f"{name}, Caps Lock")
        # Caps Lock, u: this bloc, and this bloc alone.
        screen.strikes("u", "Caps_Lock")
        screen.awaits(lambda: counted(path) == [BLOCKS[0]], f"unanimity on BC01, {name}")
        screen.strikes("ctrl+z")
        screen.awaits(lambda: counted(path) == [], f"unanimity undone, {name}")
    votes_as_meant(screen, path, KEYPAD, "keypad without Num Lock")


def test_held_keys_move_and_do_not_act(screen, path):
    screen.plugs_in("fr")
    screen.holds(11)
    screen.awaits(lambda: votes(path) == {"M1": 2}, "a vote")
    screen.stays(lambda: votes(path) == {"M1": 2}, LONG, "one vote by a key held down")
    screen.lets_go(11)

    screen.strikes(10)
    screen.awaits(lambda: votes(path) == {"M1": 2, "M2": 1}, "a second vote")
    screen.holds("Control_L")
    screen.holds("z")
    screen.awaits(lambda: votes(path) == {"M1": 2}, "the vote undone")
    screen.stays(lambda: votes(path) == {"M1": 2}, LONG, "one act undone by Ctrl+Z held down")
    screen.lets_go("z")
    screen.lets_go("Control_L")

    # D, then the digit held: the recusal closes its dialog and the key is still down.
    screen.strikes("Next", "d")
    screen.faces("port")
    screen.holds(12)
    screen.awaits(lambda: recused(path) == {"C02": {"M3"}}, "the recusal")
    screen.faces("seance")
    screen.stays(lambda: votes(path, "C02") == {}, LONG, "no vote by the key of the recusal")
    screen.lets_go(12)


def votes_as_meant(screen, path, keys, name):
    """Every key gives its member the vote of its place; then the row is cleared."""
    if keys:
        screen.strikes(*keys)
    screen.awaits(lambda: len(votes(path)) == 6, f"six votes, {name}")
    assert list(votes(path).values()) == MEANT, name
    screen.strikes(*CLEARED)
    screen.awaits(lambda: votes(path) == {}, f"the votes taken back, {name}")


def votes(path, candidate="C01"):
    with SessionFile.open(path, read_only=True) as session:
        return dict(session.state.ballot(candidate, BLOCKS[0]).votes)


def counted(path):
    with SessionFile.open(path, read_only=True) as session:
        return [code for code in BLOCKS if session.state.ballot("C01", code).count is not None]


def recused(path):
    with SessionFile.open(path, read_only=True) as session:
        return {who: set(members) for who, members in session.state.recused.items()}
