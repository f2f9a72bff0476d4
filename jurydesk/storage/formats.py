"""What each format of a session file is, as it is for ever: a later one adds its function.

Leaves bringing a file from one format to the next to :mod:`~jurydesk.storage.migrations`, and the
views, which follow the columns, to :mod:`~jurydesk.storage.views`.
"""

from typing import TYPE_CHECKING

from jurydesk.storage.views import create_views

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
    create_views(database.conn)


def create_format_2(database: "Database") -> None:
    """Replace the table of the votes, each ballot now enciphered under a key of its own.

    The transaction is the caller's, and enciphering there the votes that format 1 held in clear.
    """
    database.table("vote").drop()
    database.table("vote").create(
        {"position": int, "pool": bytes, "slot": int, "body": bytes},
        pk="position",
        not_null={"pool", "slot", "body"},
    )
