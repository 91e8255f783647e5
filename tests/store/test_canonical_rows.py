"""Rows are read as the journal writes them, and their digest is that of JSON's own encoder over SQLAlchemy's values."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Connection, select

from ctrack.store.canonical_rows import digest_rows, read_rows
from ctrack.store.tables import STATED, commitment
from tests.support.lives import live, tampering
from tests.support.registers import read
from tests.support.runner import Runner


def recount(connection: Connection, name: str) -> tuple[list[tuple[Any, dict[str, Any]]], str]:
    """The rows of a table and their digest, by SQLAlchemy and JSON."""
    (table,) = (table for table in STATED if table.name == name)
    (key,) = table.primary_key.columns
    rows = []
    for row in connection.execute(select(table)):
        values = {column: value for column, value in row._mapping.items() if value is not None}
        rows.append(
            {column: value.isoformat() if isinstance(value, date) else value for column, value in values.items()}
        )
    rows.sort(key=lambda row: row[key.name])
    lines = [json.dumps(row, sort_keys=True, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows]
    return [(row[key.name], row) for row in rows], hashlib.sha256("".join(lines).encode()).hexdigest()


def test_rows_and_digests(anywhere: Runner) -> None:
    """Of every table, on both engines."""
    live(anywhere)
    for table in STATED:
        rows, digest = read(anywhere, lambda connection, name=table.name: recount(connection, name))
        assert read(anywhere, lambda connection, of=table: list(read_rows(connection, of))) == rows
        assert read(anywhere, lambda connection, of=table: digest_rows(connection, of)) == digest


@pytest.mark.parametrize(
    ("stored", "found"), [("2", 2), ("1", True), ("0", False), ("NULL", None)], ids=["neither", "yes", "no", "none"]
)
def test_a_flag_that_is_neither(stored: str, found: object, ctrack: Runner) -> None:
    """What is neither yes nor no is not taken for one of them."""
    with tampering(ctrack.database) as connection:
        connection.execute(f"UPDATE commitment SET is_joint = {stored} WHERE id = 1")
    row = read(ctrack, lambda connection: dict(read_rows(connection, commitment))[1])
    assert row.get("is_joint") is found or (found == 2 and row["is_joint"] == found)
