"""Measures the session file: recording, opening and entering in one go, beside bare SQLite.

Run ``python -m benchmarks.storage``. Every floor is measured in the same run on the same disk.
"""

import resource
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.table import Row, print_table
from jurydesk.bundle import resource as bundled
from jurydesk.certification.rulebook_file import parse_rulebook
from jurydesk.certification.vocabulary import (
    AccessRoute,
    BlockStatus,
    Gender,
    JurorCapacity,
    Reading,
    Role,
)
from jurydesk.cohort.birth_date import BirthDate
from jurydesk.cohort.candidate import BlockRecord, Candidate, Thesis
from jurydesk.compliance.member import Attendance, JuryMember
from jurydesk.deliberation.facts import (
    AttendanceRecorded,
    BallotCounted,
    BallotWay,
    CohortImported,
    DecisionAdopted,
    DefenceJurorAppointed,
    DefenceMarked,
    Fact,
    IncidentRecorded,
    JuryImported,
    Part,
    SessionCreated,
    SittingOpened,
)
from jurydesk.storage.connection import WRITER_PRAGMAS, writing
from jurydesk.storage.encryption import SessionKey, new_key
from jurydesk.storage.journal import append_rows, make_row
from jurydesk.storage.session_file import SessionFile

_MORNING = datetime(2024, 4, 19, 9, 0, tzinfo=timezone(timedelta(hours=2)))
_ACTS = 300


def _members() -> tuple[JuryMember, ...]:
    roles = ("president", "directeur", *("enseignant",) * 4, "employeur", "salarie")
    return tuple(
        JuryMember(
            f"M{n}",
            f"Nom{n}",
            f"Prénom{n}",
            Role(role),
            Gender.WOMAN,
            external=n > 5,
            act="2024-017",
        )
        for n, role in enumerate(roles, start=1)
    )


def _candidates(count: int) -> tuple[Candidate, ...]:
    rulebook = parse_rulebook(_rulebook_text())
    blocks = tuple(block.code for block in rulebook.certification.blocks)
    marks = (Decimal(2), Decimal(1))
    return tuple(
        Candidate(
            identifier=f"C{n:05}",
            birth_name=f"Nom{n}",
            first_names="Éloïse Anne",
            route=AccessRoute.STUDENT,
            gender=Gender.WOMAN,
            birth_date=BirthDate(1998, 4, 2),
            birth_place="Toulouse",
            birth_place_code="31555",
            employer="Atelier des Données",
            path_start=date(2022, 9, 1),
            english_test="TOEIC",
            english_score=Decimal(850),
            thesis=Thesis(f"Apprentissage sobre, étude n° {n}", 58),
            blocks=tuple(BlockRecord(code, proposed=2, assessments=marks) for code in blocks),
        )
        for n in range(count)
    )


def _rulebook_text() -> str:
    return bundled("rulebooks", "rncp35609.toml").read_text(encoding="utf-8")


def _preparation(candidates: int) -> tuple[Fact, ...]:
    created = SessionCreated(
        _MORNING,
        "RNCP35609",
        date(2024, 4, 19),
        "Toulouse",
        Reading.SEATS,
        _rulebook_text(),
        "",
        "",
    )
    return (
        created,
        CohortImported(_MORNING, "promotion.csv", "", _candidates(candidates)),
        JuryImported(_MORNING, "jury.csv", "", _members()),
    )


def _opening() -> tuple[Fact, ...]:
    arrivals = (AttendanceRecorded(_MORNING, m.identifier, Attendance.PRESENT) for m in _members())
    return (*arrivals, SittingOpened(_MORNING))


def _decided(candidate: str, block: str) -> tuple[Fact, Fact]:
    voters = tuple(f"M{n}" for n in range(1, 7))
    return (
        BallotCounted(
            _MORNING, candidate, block, BallotWay.CONSENSUS, {1: 0, 2: 6, 3: 0, 4: 0}, 0,
            voters, "M1", 2, casting_vote=False,
        ),
        DecisionAdopted(_MORNING, candidate, block, 2, BlockStatus.VALIDATED, 2),
    )  # fmt: skip


def recording(folder: Path) -> list[Row]:
    """One act with its durable commit, beside a bare durable insert of the same row."""
    bare = sqlite3.connect(folder / "bare.db", isolation_level=None)
    for pragma in WRITER_PRAGMAS:
        bare.execute(pragma)
    bare.execute(
        "CREATE TABLE journal (number INTEGER PRIMARY KEY, act INTEGER, at TEXT, kind TEXT, "
        "body TEXT, previous TEXT, digest TEXT)"
    )
    fact = IncidentRecorded(_MORNING, "Coupure de courant de deux minutes, salle B12.")
    ours, floor = [], []
    with SessionFile.create(folder / "one.jury", _preparation(28)) as session:
        session.record(*_opening())
        for number in range(_ACTS):
            row = make_row(fact, number + 1, number + 1, session.head)
            floor.append(_timed(lambda row=row: _insert(bare, row)))
            ours.append(_timed(lambda: session.record(fact)))
    bare.close()
    ratio = median(ours) / median(floor)
    return [
        Row(
            "record one act, durable (median)",
            f"{median(ours) * 1e3:.2f} ms",
            f"{median(floor) * 1e3:.2f} ms",
            f"{ratio:.2f}",
            "≤ 1.5",
            ratio <= 1.5,
        )
    ]


def _insert(connection: sqlite3.Connection, row: tuple[object, ...]) -> None:
    with writing(connection):
        connection.execute("INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?)", row)


def _timed(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def opening(folder: Path) -> list[Row]:
    """Opening 5 000 candidates and 100 000 facts, beside only reading their rows."""
    path = folder / "big.jury"
    _write_big(path)
    code = (
        "import sys; from pathlib import Path; from benchmarks.storage import open_and_tell; "
        "open_and_tell(Path(sys.argv[1]))"
    )
    runs = [
        subprocess.run([sys.executable, "-c", code, str(path)], check=True, capture_output=True)
        for _ in range(3)
    ]
    seconds, megabytes, facts = min(tuple(map(float, run.stdout.split())) for run in runs)
    floor = min(_timed(lambda: _read_rows(path)) for _ in range(3))
    return [
        Row(
            f"open 5 000 candidates and {facts:,.0f} facts".replace(",", " "),
            f"{seconds:.2f} s",
            f"{floor:.2f} s",
            f"{seconds / floor:.1f}",
            "≤ 1 s",
            seconds <= 1,
        ),
        Row("  its peak memory", f"{megabytes:.0f} MB", "", "", "≤ 250 MB", megabytes <= 250),
        *_undoing(path),
    ]


def _undoing(path: Path) -> list[Row]:
    """Undo acts of three kinds at the end of 100 000 facts, each with its durable commit."""
    with SessionFile.open(path) as session:
        session.record(IncidentRecorded(_MORNING, "Coupure de courant."))
        session.record(AttendanceRecorded(_MORNING, "M8", Attendance.ABSENT))
        taken = [_timed(lambda: session.undo(_MORNING)) for _ in range(9)]
    worst = max(taken)
    return [
        Row("undo, the slowest of nine", f"{worst * 1e3:.0f} ms", "", "", "≤ 50 ms", worst <= 0.05)
    ]


def protecting(folder: Path) -> list[Row]:
    """One act in a protected session beside one in clear, and its opening, turn by turn."""
    keys = {"clear": None, "protected": new_key("une phrase")}
    fact = IncidentRecorded(_MORNING, "Coupure de courant de deux minutes, salle B12.")
    acts: dict[str, float] = {}
    for name, key in keys.items():
        block = _candidates(1)[0].blocks[0].block
        with SessionFile.create(folder / f"{name}.jury", _preparation(500), key=key) as session:
            session.record(*_opening())
            with session.batch():
                for candidate in list(session.state.candidates)[:300]:
                    session.record(*_decided(candidate, block))
            record = partial(session.record, fact)
            acts[name] = median(_timed(record) for _ in range(_ACTS))
    opened: dict[str, list[float]] = {name: [] for name in keys}
    for _ in range(20):
        for name, key in keys.items():
            opened[name].append(_timed(partial(_open_and_close, folder / f"{name}.jury", key)))
    drawn = min(_timed(lambda: new_key("une phrase")) for _ in range(3))
    act = acts["protected"] / acts["clear"]
    ratio = min(opened["protected"]) / min(opened["clear"])
    return [
        Row(
            "record one act, protected (beside clear)",
            f"{acts['protected'] * 1e3:.2f} ms",
            f"{acts['clear'] * 1e3:.2f} ms",
            f"{act:.2f}",
            "≤ 1.5",
            act <= 1.5,
        ),
        Row(
            f"open protected, its key known ({drawn * 1e3:.0f} ms to draw it)",
            f"{min(opened['protected']) * 1e3:.1f} ms",
            f"{min(opened['clear']) * 1e3:.1f} ms",
            f"{ratio:.2f}",
            "≤ 1.3",
            ratio <= 1.3,
        ),
    ]


def _open_and_close(path: Path, key: SessionKey | None) -> None:
    SessionFile.open(path, key=key).close()


def open_and_tell(path: Path) -> None:
    """Open a session and print seconds, peak megabytes and entries."""
    start = perf_counter()
    session = SessionFile.open(path)
    seconds = perf_counter() - start
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(seconds, megabytes, session.entries_count)
    session.close()


def _read_rows(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("SELECT * FROM journal").fetchall()
    connection.close()


def _write_big(path: Path) -> None:
    """Write the journal directly: what is measured is opening."""
    preparation = _preparation(5000)
    with SessionFile.create(path, preparation) as session:
        session.record(*_opening())
        number, head = session.entries_count, session.head
    rows = []
    cohort = preparation[1]
    for candidate in cohort.candidates:
        for fact in _one_candidate(candidate):
            number += 1
            rows.append(make_row(fact, number, number, head))
            head = rows[-1].digest
    connection = sqlite3.connect(path, isolation_level=None)
    with writing(connection):
        append_rows(connection, rows)
    connection.close()


def _one_candidate(candidate: Candidate) -> list[Fact]:
    name = candidate.identifier
    facts: list[Fact] = [
        DefenceJurorAppointed(_MORNING, name, "M7", JurorCapacity.COMPANY),
        DefenceJurorAppointed(_MORNING, name, "M3", JurorCapacity.TEACHER),
    ]
    facts += [
        DefenceMarked(_MORNING, name, juror, part, Decimal("14.5"))
        for juror in ("M3", "M7")
        for part in Part
    ]
    for block in candidate.blocks:
        facts += _decided(name, block.block)
    return facts


def entering(folder: Path) -> list[Row]:
    """20 000 acts checked and recorded in one durable transaction."""
    blocks = [block.block for block in _candidates(1)[0].blocks if not block.block.endswith("07")]
    count = 20_000
    with SessionFile.create(
        folder / "sheet.jury", _preparation(-(-count // len(blocks)))
    ) as session:
        session.record(*_opening())
        places = [(name, block) for name in session.state.candidates for block in blocks][:count]
        start = perf_counter()
        with session.batch():
            for name, block in places:
                session.record(*_decided(name, block))
        seconds = perf_counter() - start
    rate = count / seconds
    return [
        Row(
            "20 000 acts (ballot + adoption) in one batch",
            f"{rate:,.0f}/s".replace(",", " "),
            "",
            "",
            "≥ 5 000/s",
            rate >= 5000,
        )
    ]


def measure() -> list[Row]:
    """Take every measure of the session file."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        return [*recording(place), *opening(place), *protecting(place), *entering(place)]


if __name__ == "__main__":
    print_table(measure())
