"""The tables, triggers and views of a session file of format 1, as they are for ever.

Leaves bringing a file from one format to the next to :mod:`~jurydesk.storage.migrations`. A later
format never changes this module: it adds one of its own.

The views are for people who query the file with their own tools. They leave out the acts undone
and never show a named vote.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_JOURNAL = """
CREATE TABLE journal (
    number INTEGER PRIMARY KEY,
    act INTEGER NOT NULL,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL CHECK (json_valid(body)),
    previous TEXT NOT NULL,
    digest TEXT NOT NULL
)
"""

_TRIGGERS = (
    """
CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'Le journal ne se modifie pas : un acte s’annule par un autre acte.'); END
""",
    """
CREATE TRIGGER journal_is_never_shortened BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'Le journal ne s’efface pas : un acte s’annule par un autre acte.'); END
""",
    """
CREATE TRIGGER journal_only_grows BEFORE INSERT ON journal
WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM journal)
BEGIN SELECT RAISE(ABORT, 'Le journal ne s’écrit qu’à sa suite.'); END
""",
)


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


_STANDING = """
SELECT * FROM journal WHERE kind <> 'ActUndone' AND act NOT IN
    (SELECT json_extract(body, '$.act') FROM journal WHERE kind = 'ActUndone')
"""

_PERSON = (
    "identifier",
    "birth_name",
    "used_name",
    "first_names",
    "route",
    "gender",
    "birth_date",
    "birth_place",
    "birth_place_code",
    "birth_country",
    "employer",
    "path_start",
    "derogation",
    "english_test",
    "english_score",
    "rapporteur",
    "companion",
)


def _candidates() -> str:
    columns = ", ".join(f"json_extract(person, '$.{name}') AS {name}" for name in _PERSON)
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


_MEMBER = (
    "identifier",
    "name",
    "first_name",
    "role",
    "gender",
    "quality",
    "external",
    "teacher_researcher",
    "employer",
    "voice",
    "substitute_for",
    "act",
)


def _members() -> str:
    columns = ", ".join(f"json_extract(value, '$.{name}') AS {name}" for name in _MEMBER)
    return f"""
SELECT {columns} FROM standing, json_each(standing.body, '$.members')
WHERE number = (SELECT max(number) FROM standing WHERE kind = 'JuryImported')
"""  # noqa: S608 constants


_SESSION = f"""
SELECT at, {_fields("certification", "session_date", "reading", "rulebook_digest")},
    (SELECT max(number) FROM journal) AS entries,
    (SELECT digest FROM journal ORDER BY number DESC LIMIT 1) AS head
FROM standing WHERE kind = 'SessionCreated'
"""  # noqa: S608 constants

_BALLOTS = f"""
SELECT b.number, b.at, b.candidate, b.block, b.way,
    {", ".join(f"coalesce(json_extract(b.tally, '$.{k}'), 0) AS level_{k}" for k in (1, 2, 3, 4))},
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

VIEWS = {
    "standing": _STANDING,
    "session": _SESSION,
    "candidates": _candidates(),
    "members": _members(),
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
    "ballots": _BALLOTS,
    "decisions": _latest(
        "DecisionAdopted", "candidate", "block", "level", "status", "proposed", "reason"
    ),
    "set_aside": _latest("BlockSetAside", "candidate", "block", "status", "reason"),
    "follow_ups": _latest("FollowUpPlanned", "candidate", "block", "work", "due_on"),
    "recommendations": _latest("RecommendationWritten", "candidate", "text", key="candidate"),
    "incidents": _facts("IncidentRecorded", "text"),
}


def create_format_1(database: "Database") -> None:
    """Create everything a file of format 1 holds; the transaction is the caller's."""
    database.conn.execute(_JOURNAL)
    for trigger in _TRIGGERS:
        database.conn.execute(trigger)
    database.table("vote").create(
        {"position": int, "act": int, "at": str, "body": str, "digest": str},
        pk="position",
        not_null={"act", "at", "body", "digest"},
    )
    for name, query in VIEWS.items():
        database.create_view(name, query.strip())
