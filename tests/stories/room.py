"""The room in the trade's words: what the clerk at the keyboard does, and what everybody sees.

Every verb strikes real keys in the real window; every word seen is read on the screen, and every
decision in the file itself, as another program would.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QWidget

from jurydesk.deliberation.decisions import decisions_json
from jurydesk.signature.expected import expected_signatures
from jurydesk.storage.session_file import SessionFile
from jurydesk.widgets.parts.session_bridge import SessionBridge
from jurydesk.widgets.window.main_window import MainWindow
from tests.builders import at
from tests.stories import screen
from tests.stories.typist import (
    BACK,
    DOWN,
    ENTER,
    RIGHT,
    SPACE,
    TAB,
    UP,
    WRITTEN,
    Key,
    Stroke,
    Typist,
    Until,
)

SECONDS_BETWEEN_READINGS = 3


class Clock:
    """The clock on the wall: it moves a little each time it is read."""

    def __init__(self) -> None:
        self.now = at("09:00")

    def __call__(self):
        self.now += timedelta(seconds=SECONDS_BETWEEN_READINGS)
        return self.now


@dataclass
class Spent:
    """How many keys something took."""

    keys: int = 0


class Room:
    """One window, one pair of hands."""

    def __init__(self, qtbot, path: Path | None = None) -> None:
        self.clock = Clock()
        self.window = MainWindow(QSettings(), SessionBridge(self.clock))
        # A sitting left under way would be asked about.
        qtbot.addWidget(self.window, before_close_func=lambda window: window.bridge.close())
        # As on the smallest usual screen: the offscreen one is narrower.
        self.window.resize(1366, 768)
        self.window.show()
        self.hands = Typist()
        if path is not None:
            assert self.window.open_session(path)
        # No key yet: the window only takes its place on the screen.
        self.type()

    # What is done.

    def the_day_is(self, day: date) -> None:
        """Let days pass: it is nine o’clock again."""
        self.clock.now = at("09:00", day)

    def type(self, *strokes: Stroke) -> None:
        """Strike keys."""
        self.hands.type(*strokes)

    @contextmanager
    def counting(self) -> Iterator[Spent]:
        """Count the keys struck inside."""
        spent, before = Spent(), self.hands.keys
        yield spent
        spent.keys = self.hands.keys - before

    def prepares(self, cohort: Path, jury: Path, *, place: str) -> None:
        """Follow « Nouvelle séance » to its end; the external share is read on statutory seats."""
        read = Until(self.may_go_on, "the file read and accepted")
        self.type(
            *(Key("Ctrl+N"), Key("Alt+L"), place, Key("Alt+U"), DOWN, Key("Alt+S")),
            *(Key("Alt+H"), str(cohort), ENTER, read),
            *(self.sees("30 candidats lus", "30 lignes bonnes"), Key("Alt+S")),
            *(Key("Alt+H"), str(jury), ENTER, read),
            *(self.sees("9 membres lus"), Key("Alt+S")),
            *(self.sees("30 candidats", "9 membres", "sur les membres statutaires"), Key("Alt+L")),
            Key("Alt+C"),
        )

    def goes_to_the_sitting(self) -> None:
        self.type(Key("Ctrl+5"))

    def opens(self) -> None:
        self.type(Key("Alt+R"))

    def suspends(self) -> None:
        self._reach("suspend_button")
        self.type(SPACE)

    def resumes(self) -> None:
        self.type(Key("Alt+R"))

    def closes(self, *glimpses: Stroke) -> None:
        self._reach("close_button")
        self.type(SPACE, *glimpses, Key("Alt+C"))

    def undoes(self) -> None:
        self.type(Key("Ctrl+Z"))

    def attends(self, *moves: tuple[str, str], because: str = "") -> None:
        """Record arrivals and departures in the attendance: members and their letters."""
        strokes: list[Stroke] = ["p"]
        for member, letter in moves:
            strokes += [*self._line_of(member), letter]
            if letter in "ael":
                strokes += [because, WRITTEN]
        self.type(*strokes, ENTER)

    def arrives(self, *members: str) -> None:
        self.attends(*((member, "p") for member in members))

    def leaves(self, *members: str, because: str) -> None:
        self.attends(*((member, "l") for member in members), because=because)

    def excuses(self, *members: str, because: str) -> None:
        self.attends(*((member, "e") for member in members), because=because)

    def presides(self, member: str) -> None:
        self.type("p", *self._line_of(member), "s", ENTER)

    def recuses(self, member: str, because: str = "") -> None:
        """Record a « déport » for the candidate on screen."""
        row = list(self.state.members).index(member)
        if because:
            self.type("d", Key("Home"), *([DOWN] * row), TAB, because, ENTER)
        else:
            self.type("d", str(row + 1))

    def chooses(self, name: str) -> None:
        """Look a candidate up by name."""
        self.type("/", Key("Ctrl+A"), name, ENTER)

    def chooses_block(self, block: str) -> None:
        """Go to a bloc with the arrows."""
        here, there = int(self.block[-1]), int(block[-1])
        self.type(*(UP if there < here else DOWN for _ in range(abs(there - here))))

    def votes(self, levels: str) -> None:
        """Cast the votes in the order of the seats; 0 is an abstention."""
        self.type(levels)

    def adopts(self, because: str = "") -> None:
        self.type("a", *((because, WRITTEN) if because else ()))

    def agrees(self) -> None:
        """Take the proposal unanimously, for the bloc on screen."""
        self.type("u")

    def agrees_on_everything(self) -> None:
        self.type("U", "A")

    def counts(
        self,
        *numbers: int,
        secretly: bool = False,
        chair: int = 0,
        glimpses: tuple[Stroke, ...] = (),
    ) -> None:
        """Enter a tally: votes for levels 1 to 4, then abstentions; the chair's level on a tie."""
        strokes: list[Stroke] = ["s" if secretly else "t"]
        for place, number in enumerate(numbers):
            strokes += [*((TAB,) if place else ()), str(number)]
        strokes += glimpses
        if chair:
            strokes += [TAB, *([DOWN] * self._rank(chair, numbers))]
        self.type(*strokes, ENTER)

    def puts_off(self, because: str) -> None:
        self.type("e", because, WRITTEN)

    def says_not_presented(self, because: str) -> None:
        self.type("n", because, WRITTEN)

    def adopts_clear_cases(self, *strokes: Stroke) -> None:
        self.type("l", *strokes, Key("Alt+A"))

    def marks_the_defence(self, *jurors: tuple[str, str, str, str]) -> None:
        """Enter the jurors of a defence, then a report and an oral mark each."""
        strokes: list[Stroke] = ["m"]
        for name, capacity, _, _ in jurors:
            strokes += [name, TAB, UP if capacity == "entreprise" else DOWN, Key("Alt+J"), BACK]
        strokes += [BACK, Key("Ctrl+Home"), RIGHT, RIGHT]
        for _, _, report, oral in jurors:
            strokes += [report, ENTER, oral, ENTER]
        self.type(*strokes, Key("Alt+F"))

    def signs(self, member: str, key: Path, passphrase: str, *after: Stroke) -> None:
        """Sign the minutes with a key, and recognise its certificate; ``after`` a refusal."""
        chosen = self.line_of_signer(member)
        agreed = after or (Key("Space"), ENTER)
        self.type(*chosen, Key("Alt+N"), str(key), TAB, TAB, passphrase, ENTER, *agreed)

    def line_of_signer(self, member: str) -> tuple[Stroke, ...]:
        """Return the keys that choose a member among those who are to sign."""
        asked = [each.member for each in expected_signatures(self.state)]
        return (Key("Alt+G"), Key("Ctrl+Home"), *([DOWN] * asked.index(member)))

    # What is seen.

    def sees(self, *texts: str) -> Stroke:
        """Return a glimpse at the screen between two keys."""
        return lambda: self.says(*texts)

    def says(self, *texts: str) -> None:
        """Assert that the window in front shows each text."""
        shown = screen.reads(screen.front(self.window))
        for text in texts:
            assert text in shown, f"« {text} » is not on screen:\n{shown}"

    def does_not_say(self, *texts: str) -> None:
        shown = screen.reads(screen.front(self.window))
        for text in texts:
            assert text not in shown, f"« {text} » is on screen:\n{shown}"

    def speaks(self, *texts: str) -> None:
        """Assert that a screen reader would say each text."""
        heard = screen.hears(screen.front(self.window))
        for text in texts:
            assert text in heard, f"« {text} » is not spoken:\n{heard}"

    def may_go_on(self) -> bool:
        """Whether the assistant's « Suivant » is there to be pressed."""
        button = screen.front(self.window).findChild(QWidget, "next_button")
        return button is not None and button.isEnabled()

    @property
    def candidate(self) -> str:
        return self.window.page("sitting").candidate

    @property
    def block(self) -> str:
        return self.window.page("sitting").block_view.block[-4:]

    @property
    def path(self) -> Path:
        assert self.window.bridge.path is not None
        return self.window.bridge.path

    def decisions(self) -> dict:
        """Return what the file holds, read as another program reads it."""
        return decisions_of(self.path)

    def outcome(self, candidate: str) -> str | None:
        return _person(self.decisions(), candidate)["outcome"]

    def bloc(self, candidate: str, block: str) -> dict:
        """Return one bloc of one candidate, as the file holds it."""
        blocs = _person(self.decisions(), candidate)["blocs"]
        return next(each for each in blocs if each["code"].endswith(block))

    @property
    def state(self):
        """The state of the session the window holds."""
        state = self.window.bridge.state
        assert state is not None
        return state

    def _line_of(self, member: str) -> tuple[Stroke, ...]:
        """Return the keys that choose a member in the attendance, from wherever one is."""
        row = list(self.state.members).index(member)
        return (Key("Ctrl+Home"), *([DOWN] * row))

    def _rank(self, level: int, numbers: tuple[int, ...]) -> int:
        voted = [place for place, number in enumerate(numbers[:-1], start=1) if number]
        return voted.index(level) + 1

    def _reach(self, name: str) -> None:
        """Go to a control by Tab alone; a control that Tab does not reach fails the story."""
        for _ in range(60):
            focus = QApplication.focusWidget()
            if focus is not None and focus.objectName() == name:
                return
            self.type(TAB)
        raise AssertionError(f"{name} cannot be reached by Tab")


def decisions_of(path: Path) -> dict:
    """Return the decisions a session file holds."""
    with SessionFile.open(path, read_only=True) as session:
        return decisions_json(session.state)


def _person(decisions: dict, candidate: str) -> dict:
    return next(each for each in decisions["candidates"] if each["id"] == candidate)
