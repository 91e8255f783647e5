"""What the views of a part leave out, for whoever checks the chain that runs through it."""

from __future__ import annotations

from ctrack.store.sql import Connection, text

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


def find_maker(connection: Connection, digest: str) -> tuple[int, str] | None:
    """The number of the paper in the ledger whose file has this SHA-256, and the role that made it of its part."""
    if connection.dialect.name != "postgresql" or sees_part(connection):
        return None
    if not connection.scalar(text(f"SELECT to_regclass('{SCHEMA}.written') IS NOT NULL")):
        return None
    statement = (
        f"SELECT r.number, w.role_name FROM report r JOIN {SCHEMA}.written w ON w.of_table = 'report' "
        f"AND w.number = r.number WHERE r.sha256 = :digest AND w.role_name <> ALL ({SCHEMA}.full_roles()) LIMIT 1"
    )
    row = connection.execute(text(statement), {"digest": digest}).one_or_none()
    return (row[0], row[1]) if row is not None else None


def count_papers_withheld(connection: Connection) -> int:
    """How many papers of the ledger others have made."""
    if not sees_part(connection):
        return 0
    return connection.scalar(text(f"SELECT count(*) FROM {SCHEMA}.report WHERE NOT is_own")) or 0
