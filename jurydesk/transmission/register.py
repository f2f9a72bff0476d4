"""The register over a folder of sessions: who has what, since when, through which minutes.

Only reads, and locks nothing: a session that somebody holds is read as it stands on the disk. A
protected session is listed as such, and not asked about. Leaves the calendar of what is due to
:mod:`~jurydesk.transmission.calendar`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jurydesk.certification.rulebook import Rulebook
from jurydesk.certification.vocabulary import BlockStatus, Outcome
from jurydesk.deliberation.following.earlier import EarlierPerson, earlier_of
from jurydesk.deliberation.following.merging import Past
from jurydesk.deliberation.following.plan import persons_of
from jurydesk.deliberation.state import SittingState
from jurydesk.errors import JuryDeskError
from jurydesk.french.folding import fold
from jurydesk.storage.encryption import is_protected
from jurydesk.storage.session_file import SessionFile
from jurydesk.transmission.deadlines import Deadline, session_deadlines, title_deadlines

PROTECTED = "protégée"
UNREADABLE = "illisible"
COPY = "copie"


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """A file of the folder: where it stands, and why it tells nothing when it does not."""

    path: Path
    standing: str
    minutes_number: str = ""
    held_on: date | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class RegisterBlock:
    """One bloc of one person: obtained since a day through minutes, or what is asked."""

    code: str
    status: BlockStatus | None
    since: date | None = None
    minutes_number: str = ""
    work: str = ""
    due_on: date | None = None

    @property
    def is_obtained(self) -> bool:
        """Whether the bloc is acquired."""
        return self.status is not None and self.status.is_obtained


@dataclass(frozen=True, slots=True)
class RegisterPerson:
    """A person and what is held; ``doubt`` says who else this may be."""

    certification: str
    name: str
    identifiers: tuple[str, ...]
    born: str
    outcome: Outcome | None
    minutes: tuple[str, ...]
    blocks: tuple[RegisterBlock, ...]
    doubt: str = ""

    @property
    def key(self) -> str:
        """What a search looks in."""
        return fold(" ".join((self.name, *self.identifiers, self.certification, *self.minutes)))


@dataclass(frozen=True, slots=True)
class Register:
    """Everything a folder of sessions tells."""

    folder: Path
    files: tuple[RegisterFile, ...]
    people: tuple[RegisterPerson, ...]
    deadlines: tuple[Deadline, ...]


def read_register(folder: Path) -> Register:
    """Read every session of a folder and of those inside it.

    Raises:
        JuryDeskError: it is no folder, or holds no session.
    """
    if not folder.is_dir():
        raise JuryDeskError(
            f"« {folder} » n’est pas un dossier : donnez celui où sont rangées les séances."
        )
    read = [(path, *_read(path)) for path in sorted(folder.rglob("*.jury"))]
    sealed = _latest(state for _, _, state in read if state is not None)
    files = tuple(
        RegisterFile(path, COPY, told.minutes_number, told.held_on, "copie d’une séance déjà lue")
        if state is not None and state.sealed and sealed[state.sealed.head] is not state
        else told
        for path, told, state in read
    )
    if not files:
        raise JuryDeskError(f"Le dossier « {folder} » ne contient aucune séance (.jury).")
    people: list[RegisterPerson] = []
    deadlines: list[Deadline] = []
    for states in _by_title(sealed.values()):
        found, due = _of_title(states)
        people += found
        deadlines += due
    people.sort(key=lambda person: (person.certification, fold(person.name), person.identifiers))
    return Register(folder, files, tuple(people), tuple(sorted(deadlines)))


def _latest(states: Iterable[SittingState]) -> dict[str, SittingState]:
    """Return the sealed sessions by their head; of copies, the one where most was noted since."""
    found: dict[str, SittingState] = {}
    for state in states:
        if state.sealed is None:
            continue
        known = found.setdefault(state.sealed.head, state)
        if state.revision > known.revision:
            found[state.sealed.head] = state
    return found


def _read(path: Path) -> tuple[RegisterFile, SittingState | None]:
    if is_protected(path):
        return RegisterFile(path, PROTECTED, problem="protégée par une phrase secrète"), None
    try:
        with SessionFile.open(path, read_only=True) as session:
            state = session.state
    except (JuryDeskError, OSError) as error:
        return RegisterFile(path, UNREADABLE, problem=str(error)), None
    told = RegisterFile(path, state.phase.value, state.minutes_number, state.session_date)
    return told, state


def _by_title(states: Iterable[SittingState]) -> Iterator[list[SittingState]]:
    titles: dict[str, list[SittingState]] = {}
    for state in states:
        titles.setdefault(state.rulebook.certification.code, []).append(state)
    yield from titles.values()


def _of_title(states: Sequence[SittingState]) -> tuple[list[RegisterPerson], list[Deadline]]:
    sessions = [earlier_of(state) for state in states]
    pasts, doubts = persons_of(sessions)
    rulebook = max(states, key=lambda state: state.session_date).rulebook
    told: dict[str, list[str]] = {}
    for doubt in doubts:
        told.setdefault(doubt.here, []).append(doubt.sentence)
    people = [_person(past, rulebook, told) for past in pasts]
    deadlines = list(title_deadlines(rulebook, min(s.sealed_at for s in sessions)))
    for state in states:
        deadlines += session_deadlines(state, pasts)
    return people, deadlines


def _person(past: Past, rulebook: Rulebook, doubts: dict[str, list[str]]) -> RegisterPerson:
    file = past.file
    latest = past.latest[1]
    certified = past.certified_by is not None
    blocks = tuple(_block(past, latest, block.code) for block in rulebook.certification.blocks)
    identifiers = tuple(dict.fromkeys(person.file.identifier for _, person in past.held))
    return RegisterPerson(
        certification=rulebook.certification.code,
        name=file.name,
        identifiers=identifiers,
        born="" if file.birth_date is None else file.birth_date.short,
        outcome=Outcome.CERTIFIED if certified else latest.outcome,
        minutes=tuple(session.minutes_number for session, _ in past.held),
        blocks=blocks,
        doubt=" ".join(doubts.get(file.identifier, ())),
    )


def _block(past: Past, latest: EarlierPerson, code: str) -> RegisterBlock:
    obtained = past.obtained(code)
    if obtained is not None:
        session, block = obtained
        # A bloc that came in as « acquis » was validated by minutes that are not here.
        here = block.status is BlockStatus.VALIDATED
        number = session.minutes_number if here else ""
        return RegisterBlock(code, block.status, block.acquired_on, number)
    left = next((each for each in latest.blocks if each.block == code), None)
    if left is None:
        return RegisterBlock(code, None)
    number = past.latest[0].minutes_number
    return RegisterBlock(code, left.status, None, number, left.work, left.due_on)


def register_json(register: Register) -> dict[str, object]:
    """Return the register as « register --json » prints it."""
    return {
        "folder": str(register.folder),
        "files": [
            {
                "file": file.path.name,
                "state": file.standing,
                "minutes_number": file.minutes_number or None,
                "date": _iso(file.held_on),
                "problem": file.problem or None,
            }
            for file in register.files
        ],
        "people": [_person_json(person) for person in register.people],
        "deadlines": [
            {
                "day": due.day.isoformat(),
                "kind": due.kind.value,
                "what": due.title,
                "who": due.who or None,
                "minutes_number": due.minutes_number or None,
                "done": due.done,
            }
            for due in register.deadlines
        ],
    }


def _person_json(person: RegisterPerson) -> dict[str, object]:
    return {
        "certification": person.certification,
        "name": person.name,
        "ids": list(person.identifiers),
        "outcome": None if person.outcome is None else person.outcome.value,
        "minutes": list(person.minutes),
        "doubt": person.doubt or None,
        "blocs": [
            {
                "code": block.code,
                "status": None if block.status is None else block.status.value,
                "since": _iso(block.since),
                "minutes_number": block.minutes_number or None,
                "work": block.work or None,
                "due_on": _iso(block.due_on),
            }
            for block in person.blocks
        ],
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
