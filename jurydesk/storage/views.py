"""The views of a session file, for people who query it with their own tools.

They leave out the acts undone and never show a named vote. Candidates and members have the
columns of the records that are not private: a session made before a column was added has fewer of
them until somebody opens it to write, and is as sound as another.
"""

import re
import sqlite3
from collections.abc import Iterable, Mapping

from jurydesk.cohort.cohort_columns import CANDIDATE_COLUMNS
from jurydesk.compliance.jury_columns import MEMBER_COLUMNS
from jurydesk.storage.connection import writing
from jurydesk.tables.column import Column


def _fields(*names: str) -> str:
    return ", ".join(f"json_extract(body, '$.{name}') AS {name}" for name in names)


def _facts(kind: str, *names: str) -> str:
    return f"SELECT number, at, {_fields(*names)} FROM standing WHERE kind = '{kind}'"  # noqa: S608 constants


def _latest(kind: str, *names: str, key: str = "candidate, block") -> str:
    """Return the last fact of a kind for each key."""
    facts = _facts(kind, *names)
    rank = f"row_number() OVER (PARTITION BY {key} ORDER BY number DESC)"
    columns = ", ".join(("number", "at", *names))
    return f"SELECT {columns} FROM (SELECT *, {rank} AS rank FROM ({facts})) WHERE rank = 1"  # noqa: S608 constants


# An act is out when what was last said of it is that it was undone, not that it was restored.
_STANDING = """
SELECT * FROM journal WHERE kind NOT IN ('ActUndone', 'ActRestored') AND act NOT IN
    (SELECT undone FROM (
        SELECT json_extract(body, '$.act') AS undone, kind, max(number) FROM journal
        WHERE kind IN ('ActUndone', 'ActRestored') GROUP BY undone
    ) WHERE kind = 'ActUndone')
"""


def _still(decided: str) -> str:
    """Return what was decided and not taken up again since."""
    return f"""
SELECT * FROM ({decided}) AS decided WHERE NOT EXISTS (
    SELECT 1 FROM standing WHERE kind = 'DecisionReopened' AND standing.number > decided.number
        AND json_extract(body, '$.candidate') = decided.candidate
        AND json_extract(body, '$.block') = decided.block
)
"""  # noqa: S608 constants


def _columns(paths: Mapping[str, str], record: str) -> str:
    return ", ".join(
        f"json_extract({record}, '$.{path}') AS {name}" for name, path in paths.items()
    )


def _paths(columns: Iterable[Column]) -> dict[str, str]:
    public = [column.attribute for column in columns if not column.private]
    return {attribute.replace(".", "_"): attribute for attribute in public}


def _candidates(paths: Mapping[str, str]) -> str:
    columns = _columns(paths, "person")
    return f"""
SELECT {columns} FROM (
    SELECT person, row_number() OVER (
        PARTITION BY json_extract(person, '$.identifier') ORDER BY number DESC) AS rank
    FROM (
        SELECT number, value AS person FROM standing, json_each(standing.body, '$.candidates')
        WHERE number = (SELECT max(number) FROM standing WHERE kind = 'CohortImported')
        UNION ALL
        SELECT number, json_extract(body, '$.candidate') FROM standing
        WHERE kind = 'CandidateCorrected' AND number >
            (SELECT max(number) FROM standing WHERE kind = 'CohortImported')
    )
) WHERE rank = 1
"""  # noqa: S608 constants


def _members(paths: Mapping[str, str]) -> str:
    columns = _columns(paths, "value")
    return f"""
SELECT {columns} FROM standing, json_each(standing.body, '$.members')
WHERE number = (SELECT max(number) FROM standing WHERE kind = 'JuryImported')
"""  # noqa: S608 constants


def _session(day: str) -> str:
    return f"""
SELECT at, {day}, {_fields("reading", "rulebook_digest")},
    (SELECT max(number) FROM journal) AS entries,
    (SELECT digest FROM journal ORDER BY number DESC LIMIT 1) AS head
FROM standing WHERE kind = 'SessionCreated'
"""  # noqa: S608 constants


_CORRECTED_DAY = """coalesce(
        (SELECT json_extract(body, '$.session_date') FROM standing
            WHERE kind = 'SessionRescheduled' ORDER BY number DESC LIMIT 1),
        json_extract(body, '$.session_date')
    ) AS session_date"""
_SESSION = _session(f"{_fields('certification')}, {_CORRECTED_DAY}")

_LEVELS = (1, 2, 3, 4)


def _ballots(levels: Iterable[int]) -> str:
    counts = ", ".join(f"coalesce(json_extract(b.tally, '$.{k}'), 0) AS level_{k}" for k in levels)
    return f"""
SELECT b.number, b.at, b.candidate, b.block, b.way,
    {counts},
    b.abstentions, json_array_length(b.voters) AS voters, b.chair, b.level, b.casting_vote
FROM (SELECT number, at,
    {_fields("candidate", "block", "way", "tally", "abstentions", "voters", "chair", "level", "casting_vote")}
    FROM standing WHERE kind = 'BallotCounted') AS b
"""  # noqa: S608, E501 constants


_SITTING = """
SELECT number, at, CASE kind
    WHEN 'SittingOpened' THEN 'ouverture' WHEN 'SittingSuspended' THEN 'suspension'
    WHEN 'SittingResumed' THEN 'reprise' ELSE 'cloture' END AS act,
    json_extract(body, '$.reason') AS reason
FROM standing WHERE kind IN
    ('SittingOpened', 'SittingSuspended', 'SittingResumed', 'SittingClosed')
"""

_NOMINATION_ACTS = """
SELECT number, at, act, signed_on, signatory, delegation FROM (
    SELECT number, at,
        json_extract(body, '$.act.number') AS act,
        json_extract(body, '$.act.signed_on') AS signed_on,
        json_extract(body, '$.act.signatory') AS signatory,
        json_extract(body, '$.act.delegation') AS delegation,
        row_number() OVER (
            PARTITION BY json_extract(body, '$.act.number') ORDER BY number DESC) AS rank
    FROM standing WHERE kind = 'NominationDescribed'
) WHERE rank = 1
"""

_DECISIONS = _latest(
    "DecisionAdopted", "candidate", "block", "level", "status", "proposed", "reason"
)
_SET_ASIDE = _latest("BlockSetAside", "candidate", "block", "status", "reason")

VIEWS = {
    "standing": _STANDING,
    "session": _SESSION,
    "candidates": _candidates(_paths(CANDIDATE_COLUMNS)),
    "members": _members(_paths(MEMBER_COLUMNS)),
    "nomination_acts": _NOMINATION_ACTS,
    "attendance": _facts("AttendanceRecorded", "member", "attendance", "reason"),
    "sitting": _SITTING,
    "acting_chairs": _facts("ActingChairNamed", "member"),
    "recusals": _facts("MemberRecused", "member", "candidate"),
    "overrides": _facts("FindingOverridden", "finding", "candidate", "reason", "by"),
    "defence_jurors": _facts("DefenceJurorAppointed", "candidate", "juror", "capacity"),
    "defence_marks": _latest(
        "DefenceMarked", "candidate", "juror", "part", "mark", key="candidate, juror, part"
    ),
    "ballots": _ballots(_LEVELS),
    "decisions": _still(_DECISIONS),
    "set_aside": _still(_SET_ASIDE),
    "follow_ups": _latest("FollowUpPlanned", "candidate", "block", "work", "due_on"),
    "recommendations": _latest("RecommendationWritten", "candidate", "text", key="candidate"),
    "incidents": _facts("IncidentRecorded", "text"),
}

_FROM_COLUMNS = {
    "candidates": (_candidates, _paths(CANDIDATE_COLUMNS)),
    "members": (_members, _paths(MEMBER_COLUMNS)),
}
_EARLIER = {
    "standing": (
        """
SELECT * FROM journal WHERE kind <> 'ActUndone' AND act NOT IN
    (SELECT json_extract(body, '$.act') FROM journal WHERE kind = 'ActUndone')
""",
    ),
    # Before the day of the sitting could be corrected.
    "session": (_session(_fields("certification", "session_date")),),
    "decisions": (_DECISIONS,),
    "set_aside": (_SET_ASIDE,),
}
"""What earlier versions of the views said, before an undo or a decision could be taken back."""

_LEVEL = re.compile(r" AS level_(\d+)")
_NAMED = re.compile(r"\) AS (\w+)")


def create_views(connection: sqlite3.Connection) -> None:
    """Create every view; the transaction is the caller's."""
    for name, query in VIEWS.items():
        connection.execute(_created(name, query))


def refresh_views(connection: sqlite3.Connection, levels: Iterable[int] = _LEVELS) -> None:
    """Give a session the views of this version, with a column a level of its rulebook.

    Those that somebody altered are left as they are, for the verification to tell.
    """
    wanted = {**VIEWS, "ballots": _ballots(levels)}
    found = views_of(connection)
    stale = [
        name
        for name, sql in found.items()
        if sql != _created(name, wanted.get(name, "")) and is_ours(name, sql)
    ]
    if stale:
        with writing(connection):
            for name in stale:
                connection.execute(f"DROP VIEW {name}")
                connection.execute(_created(name, wanted[name]))


def views_of(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the text of each view the file holds."""
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'view'"
    return dict(connection.execute(query).fetchall())


def is_ours(name: str, sql: str) -> bool:
    """Whether a view is as this version, an earlier one, or one with other columns makes it."""
    if sql in {_created(name, each) for each in (VIEWS.get(name, ""), *_EARLIER.get(name, ()))}:
        return True
    if name == "ballots":
        return sql == _created(name, _ballots(map(int, _LEVEL.findall(sql))))
    if name not in _FROM_COLUMNS:
        return False
    make, paths = _FROM_COLUMNS[name]
    held = _NAMED.findall(sql.partition(" FROM ")[0])
    known = {column: paths[column] for column in held if column in paths}
    return len(known) == len(held) and sql == _created(name, make(known))


def _created(name: str, query: str) -> str:
    return f'CREATE VIEW "{name}" AS {query.strip()}'
