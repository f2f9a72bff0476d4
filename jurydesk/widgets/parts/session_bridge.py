"""The one way from the pages to the session file: records, undoes, and tells who listens.

Holds no rule and no state of its own: the file's state is the truth, and an act that the core
refuses is told by :attr:`SessionBridge.refused` in the core's own words.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from jurydesk.clock import now
from jurydesk.deliberation import decisions, permission, session_time
from jurydesk.deliberation.words import acts as act_words
from jurydesk.deliberation.words import spoken
from jurydesk.errors import JuryDeskError
from jurydesk.french import numbers, spaces
from jurydesk.storage import protection, session_file, sheet_recording
from jurydesk.tables import how_read
from jurydesk.widgets.heard import announcing

# The window opens on its first page: what a session needs is read when one is opened.
if TYPE_CHECKING:
    from jurydesk.deliberation.facts import Fact
    from jurydesk.deliberation.state import SittingState
    from jurydesk.storage.encryption import SessionKey
    from jurydesk.storage.session_file import SessionFile
    from jurydesk.storage.sheet_recording import SheetReport


class SessionBridge(QObject):
    """Holds the open session file (« séance »), if any.

    ``changed`` carries the state after an act, or ``None`` when the file was closed; ``done``
    the act in words; ``refused`` why an act is impossible and what to do; ``looked_at`` the
    candidate and the bloc before the jury, for what follows the room.
    """

    changed = Signal(object)
    done = Signal(str)
    refused = Signal(str)
    looked_at = Signal(str, str)

    def __init__(self, clock: Callable[[], datetime] = now, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._file: SessionFile | None = None
        # What the room hides from who looks at the screen is not said aloud either.
        self.is_veiled = False
        self._path: Path | None = None

    @property
    def state(self) -> "SittingState | None":
        """The state of the open session, ``None`` when none is open."""
        return None if self._file is None else self._file.state

    @property
    def file(self) -> "SessionFile | None":
        """The open session file, for sealing and exports."""
        return self._file

    @property
    def path(self) -> Path | None:
        """Where the open session is."""
        return self._path

    def now(self) -> datetime:
        """Return the present moment, in the session's zone, never before the last act recorded."""
        moment = self._clock()
        if self._file is None:
            return moment
        state = self._file.state
        moment = session_time.local(state, moment)
        return moment if state.last_at is None or moment >= state.last_at else state.last_at

    def decided(self) -> int:
        """Return how many candidates are decided."""
        return 0 if self.state is None else decisions.decided_count(self.state)

    @property
    def key(self) -> "SessionKey | None":
        """What opens the session file, ``None`` when it is in clear."""
        return None if self._file is None else self._file.key

    def open(self, path: Path, key: "SessionKey | None" = None) -> None:
        """Open a session file; raises ``JuryDeskError`` when it cannot be."""
        opened = session_file.SessionFile.open(path, key=key)
        self._take(opened, path)
        for notice in opened.notices:
            self.refused.emit(notice)

    def create(
        self, path: Path, facts: "tuple[Fact, ...]", key: "SessionKey | None" = None
    ) -> None:
        """Create a session file; raises ``JuryDeskError`` when it cannot be."""
        self._take(session_file.SessionFile.create(path, facts, key=key), path)

    def reprotect(self, key: "SessionKey | None", done: str) -> None:
        """Write the open session anew under another key, ``None`` for clear; tell it as ``done``.

        Raises:
            JuryDeskError: It cannot be; the session stays open as it was.
        """
        if self._file is None or self._path is None:
            return
        old, path = self._file.key, self._file.path
        self._file.close()
        try:
            protection.reprotect(path, old, key)
            old = key
        finally:
            self._file = session_file.SessionFile.open(path, key=old)
        self.reload(done)

    def close(self) -> None:
        """Close the session; everything was already on the disk."""
        if self._file is not None:
            self._file.close()
            self._file, self._path = None, None
            self.changed.emit(None)

    def record(self, *facts: "Fact") -> bool:
        """Record one act; return whether it was done."""
        return self.perform(lambda: facts)

    @property
    def is_reading(self) -> bool:
        """Whether the session is only read, as when another program holds it."""
        return self._file is not None and self._file.read_only

    def allows(self, *facts: "Fact") -> bool:
        """Ask the core whether an act would be taken; records nothing, tells why it is refused."""
        if self.state is None:
            return False
        try:
            for fact in facts:
                permission.check_allowed(self.state, fact)
        except JuryDeskError as error:
            self.refused.emit(str(error))
            return False
        return True

    def perform(self, build: "Callable[[], tuple[Fact, ...]]") -> bool:
        """Build and record one act, whichever of the two the core may refuse."""
        if self._file is None:
            return False
        try:
            facts = build()
            if facts:
                self._file.record(*facts)
        except JuryDeskError as error:
            self.refused.emit(str(error))
            return False
        if facts:
            self._tell(self._words(facts), facts)
        return bool(facts)

    def perform_each(self, acts: "tuple[tuple[Fact, ...], ...]") -> bool:
        """Record what one button asks for as one act, all of it or nothing."""
        if self._file is None or not acts:
            return False
        try:
            # What one button recorded is one act, undone and given back as a whole.
            self._file.record(*(fact for facts in acts for fact in facts))
        except JuryDeskError as error:
            self.refused.emit(str(error))
            return False
        if acts:
            together = tuple(fact for facts in acts for fact in facts)
            self._tell(self._words(together), together)
        return bool(acts)

    def enter_sheet(
        self, path: Path, how: "how_read.HowRead | None" = None, *, rehearsed: bool
    ) -> "SheetReport":
        """Enter a « bordereau de séance », all or nothing; rehearsed, record nothing.

        Raises:
            JuryDeskError: The sheet cannot be read, or no session is open.
        """
        if self._file is None:
            raise JuryDeskError("Aucune séance n’est ouverte : ouvrez-en une d’abord.")
        report = sheet_recording.enter_sheet(
            self._file, path, how or how_read.AS_THE_FILE_SAYS, dry_run=rehearsed
        )
        if report.acts and not rehearsed:
            self._tell(
                f"{numbers.plural(report.acts, 'acte')} du bordereau {spaces.quoted(path.name)}"
            )
        return report

    def undo(self, reason: str = "") -> bool:
        """Undo the last act that stands."""
        if self._file is None:
            return False
        words = self.undo_words()
        try:
            self._file.undo(self.now(), reason)
        except JuryDeskError as error:
            self.refused.emit(str(error))
            return False
        # The notice of an undo is what is said of it.
        self._tell(f"annulation : {words}" if words else "annulation", aloud=False)
        return True

    def redo(self) -> bool:
        """Give back the act undone last, as long as nothing else was recorded since."""
        if self._file is None:
            return False
        words = self.redo_words()
        try:
            self._file.redo(self.now())
        except JuryDeskError as error:
            self.refused.emit(str(error))
            return False
        self._tell(f"rétabli : {words}")
        return True

    def redo_words(self) -> str:
        """Return what « Rétablir » would give back, in words, empty when nothing can be."""
        if self._file is None or self._file.read_only or self._file.state.sealed is not None:
            return ""
        return self._words(self._file.restorable())

    def redo_place(self) -> str:
        """Return the candidate and the bloc that « Rétablir » would change."""
        return _place(() if self._file is None else self._file.restorable())

    def undo_words(self) -> str:
        """Return what « Annuler » would undo, in words, empty when nothing can be."""
        if self._file is None or self._file.read_only or self._file.state.sealed is not None:
            return ""
        return self._words(self._file.last_act())

    def undoes(self) -> "tuple[Fact, ...]":
        """Return the facts that « Annuler » would take back."""
        return () if self._file is None else self._file.last_act()

    def undo_place(self) -> str:
        """Return the candidate and the bloc that « Annuler » would change, in one word or two."""
        return _place(self.undoes())

    def reload(self, words: str = "") -> None:
        """Tell everyone again, after the file itself recorded something (sealing)."""
        if self._file is not None:
            if words:
                announcing.announce(f"Enregistré : {words}.")
                self.done.emit(words)
            self.changed.emit(self._file.state)

    def _take(self, opened: "SessionFile", path: Path) -> None:
        if self._file is not None:
            self._file.close()
        self._file, self._path = opened, path
        self.changed.emit(opened.state)

    def _tell(self, words: str, facts: "tuple[Fact, ...]" = (), *, aloud: bool = True) -> None:
        state = self.state
        if announcing.is_heard() and aloud:
            announcing.announce(self._aloud(words, facts))
        self.done.emit(words)
        self.changed.emit(state)

    def _aloud(self, words: str, facts: "tuple[Fact, ...]") -> str:
        if self.state is not None and facts:
            return spoken.spoken_act(facts, self.state, private=not self.is_veiled)
        return f"{words[:1].upper()}{words[1:]}."

    def _words(self, facts: "tuple[Fact, ...]") -> str:
        state = self.state
        return act_words.describe_act(facts, state) if state is not None and facts else ""


def _place(facts: "tuple[Fact, ...]") -> str:
    """Return the first candidate and bloc that facts name."""
    for fact in facts:
        if candidate := getattr(fact, "candidate", None):
            # A corrected file holds the candidate whole.
            who = getattr(candidate, "identifier", candidate)
            return f"{who} {getattr(fact, 'block', '')}".strip()
    return ""
