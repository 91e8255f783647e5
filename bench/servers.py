"""Registers on a server of PostgreSQL that is started for the bench: the rows of the files, moved by COPY."""

from __future__ import annotations

import json
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import psycopg
from psycopg import sql

from bench.places import Place
from ctrack.domain.searched_texts import fold_title
from ctrack.store.index_checks import STORED
from ctrack.store.tables import metadata
from ctrack.store.text_lookups import fold_columns
from tests.support.postgres import make_address

CHUNK = 1000
# Indexes are made after the rows have come, those of constraints apart.
INDEXES = """
SELECT format('%I.%I', schemaname, indexname), indexdef FROM pg_indexes
WHERE schemaname = current_schema() AND NOT EXISTS
    (SELECT FROM pg_constraint WHERE conindid = format('%I.%I', schemaname, indexname)::regclass)
"""


def make_register(place: Place, server: str, size: int) -> str:
    """The address of a register of that size, on a server."""
    name = f"bench_{size}"
    with psycopg.connect(make_address(server, "postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    address = make_address(server, name)
    subprocess.run([*place.run(address, "--quiet", "init")], env=place.environ, stdout=subprocess.DEVNULL, check=True)
    with psycopg.connect(address, autocommit=True) as connection:
        move(place.register(size), connection)
    return address


def move(register: Path, connection: psycopg.Connection) -> None:
    """Put the rows of a file in the place of those that are there, and let the server know what it has."""
    with connection.transaction(), closing(sqlite3.connect(f"file:{register}?mode=ro", uri=True)) as source:
        # No trigger, and no look at what a key points to: the rows are those of a register that holds all that.
        connection.execute("SET LOCAL session_replication_role = replica")
        connection.execute("SET LOCAL maintenance_work_mem = '512MB'")
        indexes = connection.execute(INDEXES).fetchall()
        for name, _definition in indexes:
            connection.execute(f"DROP INDEX {name}".encode())
        connection.execute(f"TRUNCATE {', '.join(metadata.tables)} CASCADE".encode())
        for table in metadata.sorted_tables:
            copy_table(source, connection, table.name, [column.name for column in table.columns])
        copy_search(source, connection)
        for _name, definition in indexes:
            connection.execute(definition.encode())
    connection.execute("VACUUM ANALYZE")


def copy_table(source: sqlite3.Connection, connection: psycopg.Connection, name: str, columns: list[str]) -> None:
    """Copy the rows of one table, and go on numbering after them."""
    listed = ", ".join(columns)
    with connection.cursor() as cursor, cursor.copy(f"COPY {name} ({listed}) FROM STDIN".encode()) as copy:
        for row in source.execute(f"SELECT {listed} FROM {name}"):
            copy.write_row(row)
    if "id" in columns:
        last = f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), max(id)) FROM {name} HAVING max(id) IS NOT NULL"
        connection.execute(last.encode())


def copy_search(source: sqlite3.Connection, connection: psycopg.Connection) -> None:
    """Fill the table of folded texts, which a file has not."""
    with connection.cursor() as cursor, cursor.copy(b"COPY commitment_search (id, title, folded) FROM STDIN") as copy:
        for key, code, title, *others in source.execute(STORED):
            copy.write_row((key, fold_title(json.loads(title)), fold_columns(code, title, *others)))
