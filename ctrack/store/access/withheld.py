"""What the views of a part leave out, for whoever checks the chain that runs through it."""

from __future__ import annotations

from sqlalchemy import Connection, text

SCHEMA = "ctrack_access"


def sees_part(connection: Connection) -> bool:
    """Whether views of a part stand before the tables of this connection."""
    if connection.dialect.name != "postgresql":
        return False
    path = f"current_setting('search_path') LIKE '{SCHEMA},%'"
    return bool(connection.scalar(text(f"SELECT {path} AND to_regclass('{SCHEMA}.journal') IS NOT NULL")))


def read_withheld(connection: Connection) -> set[int]:
    """The entries of the journal that are not seen whole, so that their hashes cannot be worked out."""
    if not sees_part(connection):
        return set()
    return set(connection.scalars(text(f"SELECT number FROM {SCHEMA}.journal WHERE sight <> 'whole'")))


def count_papers_withheld(connection: Connection) -> int:
    """How many papers of the ledger others have made."""
    if not sees_part(connection):
        return 0
    return connection.scalar(text(f"SELECT count(*) FROM {SCHEMA}.report WHERE NOT is_own")) or 0
