"""A real X server with a real keyboard, and the program started on it as a person starts it.

Nothing sleeps: each wait looks again until what is awaited is there, for as long as the program
lives and a generous deadline lasts; a failure tells the program's own last words.
"""

import os
import select
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from time import monotonic
from typing import Self

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 90.0


class RealScreen:
    """Xvfb on a display of its own, ``jurydesk`` on it, ``xdotool`` at the keyboard."""

    def __init__(self, folder: Path) -> None:
        needed = (("Xvfb", "xvfb"), ("xdotool", "xdotool"), ("setxkbmap", "x11-xkb-utils"))
        for program, package in needed:
            assert shutil.which(program), f"{program} is missing: install the package {package}"
        self._folder = folder
        self._ends = ExitStack()
        self._environment = {
            **os.environ,
            "HOME": str(folder),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "LC_ALL": "C.UTF-8",
            "QT_QPA_PLATFORM": "xcb",
        }
        self._program: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        reading, writing = os.pipe()
        log = self._ends.enter_context((self._folder / "xvfb.txt").open("wb"))
        # A number nobody else takes: two servers that look for a free one may both take the same.
        display = f":{100 + os.getpid() % 50_000}"
        server = subprocess.Popen(
            [
                "Xvfb",
                display,
                "-displayfd",
                str(writing),
                "-screen",
                "0",
                "1366x768x24",
                "-nolisten",
                "tcp",
                # Without it the server forgets the layout with the program that set it.
                "-noreset",
            ],
            pass_fds=(writing,),
            stdout=log,
            stderr=log,
        )
        self._ends.callback(end, server)
        os.close(writing)
        with os.fdopen(reading) as told:
            # The server tells its number once it can be reached.
            ready, _, _ = select.select([told], [], [], PATIENCE)
            number = told.readline().strip() if ready else ""
        assert number, f"Xvfb did not start: {self._words('xvfb.txt')}"
        self._environment["DISPLAY"] = display
        return self

    def __exit__(self, *_: object) -> None:
        self._ends.close()

    def start(self, session: Path) -> None:
        """Start the program on a session, as a double click does."""
        errors = self._ends.enter_context((self._folder / "stderr.txt").open("wb"))
        self._program = subprocess.Popen(
            [sys.executable, "-m", "jurydesk", session],
            cwd=ROOT,
            env=self._environment,
            stdout=subprocess.DEVNULL,
            stderr=errors,
        )
        self._ends.callback(end, self._program)

    def faces(self, title: str) -> None:
        """Wait for a window whose title holds these words, and give it the keyboard."""
        shown = ("search", "--onlyvisible", "--name", title)
        self.awaits(lambda: bool(self._xdotool(*shown)), f"a window « {title} »")
        # There is no window manager here to do it.
        self._xdotool("windowfocus", "--sync", self._xdotool(*shown).split()[-1])

    def no_longer_shows(self, title: str) -> None:
        """Wait until no visible window has these words in its title."""
        shown = ("search", "--onlyvisible", "--name", title)
        self.awaits(lambda: not self._xdotool(*shown), f"the end of the window « {title} »")

    def presses(self, *keys: str) -> None:
        """Press keys by their X names."""
        self._xdotool("key", "--clearmodifiers", *keys)

    def plugs_in(self, layout: str, variant: str = "") -> None:
        """Put another layout on the keyboard, as ``setxkbmap`` names it."""
        words = ["setxkbmap", layout, "-variant", variant]
        subprocess.run(words, env=self._environment, check=True, timeout=PATIENCE)

    def strikes(self, *keys: str | int) -> None:
        """Strike physical keys: X codes, or names of keys as the layout has them."""
        self._xdotool("key", "--delay", "0", *map(str, keys))

    def holds(self, key: str | int) -> None:
        """Hold a key down until :meth:`lets_go`; the server repeats it meanwhile."""
        self._xdotool("keydown", str(key))

    def lets_go(self, key: str | int) -> None:
        """Let a held key go."""
        self._xdotool("keyup", str(key))

    def awaits(self, seen: Callable[[], bool], what: str) -> None:
        """Look again and again until something is so, while the program lives."""
        deadline = monotonic() + PATIENCE
        while not seen():
            assert monotonic() < deadline, f"{what} was not seen; {self._last_words()}"
            assert not self._has_ended(), f"the program ended before {what}; {self._last_words()}"

    def stays(self, seen: Callable[[], bool], looks: int, what: str) -> None:
        """Look several times at what must remain so, while the program lives."""
        for _ in range(looks):
            assert seen(), f"{what}: it did not last; {self._last_words()}"
            assert not self._has_ended(), f"the program ended; {self._last_words()}"

    def end_code(self) -> int:
        """Wait until the program ends by itself; return its exit code."""
        assert self._program is not None
        try:
            return self._program.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"the program does not end; {self._last_words()}") from None

    def _has_ended(self) -> bool:
        """Give the program a moment of the machine, and tell whether it is over."""
        assert self._program is not None
        try:
            self._program.wait(0.05)
        except subprocess.TimeoutExpired:
            return False
        return True

    def _xdotool(self, *words: str) -> str:
        done = self._run(*words)
        # A search that finds nothing yet says so by its exit code alone.
        assert done.returncode == 0 or words[0] == "search", f"{done.stderr}; {self._last_words()}"
        return done.stdout.strip()

    def _run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["xdotool", *words],
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def _last_words(self) -> str:
        said = self._words("stderr.txt") or "nothing"
        return f"on screen: {self._titles()}; standard error of the program: {said}"

    def _titles(self) -> str:
        """Tell the windows on screen by their titles, the one with the keyboard last."""
        shown = self._run("search", "--onlyvisible", "--name", ".").stdout.split()
        titles = [self._run("getwindowname", number).stdout.strip() for number in shown]
        focus = self._run("getwindowfocus", "getwindowname").stdout.strip()
        return f"{', '.join(titles)}; keyboard: {focus}"

    def _words(self, name: str) -> str:
        path = self._folder / name
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""


def end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.kill()
    process.wait()
