"""A real screen with a real screen reader on it: Orca, on an accessibility bus of its own."""

import os
import select
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Self

from tests.stories.real_screen import PATIENCE, RealScreen, end
from tests.stories.voice import Voice

_NEEDED = (("orca", "orca"), ("dbus-daemon", "dbus-daemon"))


class HeardScreen(RealScreen):
    """``RealScreen`` with Orca in French; what it speaks is awaited and asserted on."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        for program, package in _NEEDED:
            assert shutil.which(program), f"{program} is missing: install the package {package}"
        self._place = 0

    def __enter__(self) -> Self:
        super().__enter__()
        try:
            self._start_reader()
        except BaseException:
            self._ends.close()
            raise
        return self

    def _start_reader(self) -> None:
        run = self._folder / "run"
        run.mkdir(mode=0o700)
        # Short: the path of a socket has 107 letters at most, and the folders of tests are deep.
        place = Path(tempfile.mkdtemp(prefix="voice-"))
        self._ends.callback(shutil.rmtree, place, ignore_errors=True)
        self.voice = Voice(place / "socket")
        self._ends.callback(self.voice.close)
        self._environment |= {
            "XDG_RUNTIME_DIR": str(run),
            "XDG_DATA_HOME": str(self._folder / "data"),
            "XDG_CACHE_HOME": str(self._folder / "cache"),
            "SPEECHD_ADDRESS": self.voice.address,
            "LANGUAGE": "fr",
        }
        self._environment["DBUS_SESSION_BUS_ADDRESS"] = self._start_bus()
        log = self._ends.enter_context((self._folder / "orca.txt").open("wb"))
        words = ["orca", "-u", str(self._folder / "orca")]
        reader = subprocess.Popen(words, env=self._environment, stdout=log, stderr=log)
        self._ends.callback(end, reader)
        self.hears("Lecteur d’écran activé")

    def hears(self, *sentences: str) -> None:
        """Wait until Orca has spoken each of these since the last time; nothing may be missing."""
        for words in sentences:
            said = self.voice.waits_for(words, self._place, PATIENCE)
            assert said, f"« {words} » was not spoken, but: {self.heard()}; {self._last_words()}"

    def heard(self) -> list[str]:
        """Return what Orca spoke since the last time."""
        return self.voice.since(self._place)

    def listens_again(self) -> None:
        """Forget what was spoken so far."""
        self._place = self.voice.count()

    def presses_and_hears(self, key: str, *sentences: str) -> None:
        """Press a key, then wait for what is spoken of it and of nothing before it."""
        self.listens_again()
        self.presses(key)
        self.hears(*sentences)

    def leaves_and_hears(self, key: str, title: str, back: str, *sentences: str) -> None:
        """Press the key that ends a window, go back to the one behind it, hear what was done."""
        self.listens_again()
        self.presses(key)
        self.no_longer_shows(title)
        self.faces(back)
        self.hears(*sentences)

    def _start_bus(self) -> str:
        reading, writing = os.pipe()
        words = ["dbus-daemon", "--session", "--nofork", f"--print-address={writing}"]
        log = self._ends.enter_context((self._folder / "bus.txt").open("wb"))
        bus = subprocess.Popen(
            words, env=self._environment, pass_fds=(writing,), stdout=log, stderr=log
        )
        self._ends.callback(end, bus)
        os.close(writing)
        with os.fdopen(reading) as told:
            ready, _, _ = select.select([told], [], [], PATIENCE)
            address = told.readline().strip() if ready else ""
        assert address, f"no session bus: {self._words('bus.txt')}"
        return address
