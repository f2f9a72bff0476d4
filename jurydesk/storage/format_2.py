"""What format 2 changes: named votes in progress are enciphered, each ballot under its own key.

A later format never changes this module. The votes that a file of format 1 holds in clear are
enciphered by :mod:`~jurydesk.storage.votes` in the transaction of the migration.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def create_format_2(database: "Database") -> None:
    """Replace the table of the votes; the transaction, and the votes, are the caller's."""
    database.table("vote").drop()
    database.table("vote").create(
        {"position": int, "pool": bytes, "slot": int, "body": bytes},
        pk="position",
        not_null={"pool", "slot", "body"},
    )
