"""What the schema of a register is made of, and the triggers that keep what is append-only as it is.

A register may come from elsewhere: what no revision made has no place in it, least of all what runs when it is read.
"""

from __future__ import annotations

from collections.abc import Iterable

from ctrack.domain.failures import Message, marked
from ctrack.store.kept_statements import read_names
from ctrack.store.sql import Connection, text

TABLES, APPEND_ONLY = read_names()
VERSION = "alembic_version"
SEARCH = "commitment_search"
VERBS = {"sqlite": ("update", "delete", "replace"), "postgresql": ("change", "truncate")}
GUARDS = {
    engine: tuple(f"{name}_refuse_{verb}" for name in APPEND_ONLY for verb in verbs) for engine, verbs in VERBS.items()
}
# A virtual table is none of ours, but for the index: it may be anything that a module of SQLite makes of it.
SCHEMA = (
    "SELECT CASE WHEN sql LIKE 'CREATE VIRTUAL%' AND name <> 'commitment_search' THEN 'virtual table' ELSE type END "
    "AS type, name FROM sqlite_master WHERE type IN ('table', 'view', 'trigger')"
)
ENABLED = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
BODIES = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"


def list_strange(schema: Iterable[tuple[str, str]], engine: str = "sqlite") -> Iterable[tuple[str, Message]]:
    """The tables that are missing, and what stands in a file that no revision makes: by name, what is wrong."""
    kinds = {name: kind for kind, name in schema}
    for name in (*TABLES, VERSION, *((SEARCH,) if engine == "sqlite" else ())):
        if kinds.get(name) == "view":
            yield name, Message(marked("a view stands in its place"))
        elif kinds.get(name) == "virtual table":
            yield name, Message(marked("a virtual table stands in its place"))
        elif kinds.get(name) != "table":
            yield name, Message(marked("it is missing"))
    if engine == "sqlite":
        for name, kind in kinds.items():
            if kind == "view" or (kind == "trigger" and name not in GUARDS[engine]):
                yield name, Message(marked("no version of ctrack made this {kind}"), {"kind": kind})


def find_strange(connection: Connection, *, to_write: bool = False) -> tuple[str, Message] | None:
    """The first thing of the schema of a file that should not be as it is, by its names alone, which costs little.

    Before something is written also a trigger that has the name of a guard and does something else, which would run.
    """
    rows = [(row.type, row.name) for row in connection.execute(text(SCHEMA))]
    strange = next(iter(list_strange(rows)), None)
    if strange is not None or not to_write:
        return strange
    wrong = next((row.name for row in connection.execute(text(BODIES)) if not refuses(row.name, row.sql)), None)
    return (wrong, Message(marked("this trigger does not do what its name says"))) if wrong is not None else None


def find_missing_guard(connection: Connection) -> str | None:
    """The first trigger that is missing, is switched off, or refuses nothing any more."""
    if connection.dialect.name == "sqlite":
        bodies = {row.name: row.sql for row in connection.execute(text(BODIES))}
        found = {name for name, body in bodies.items() if refuses(name, body)}
    else:
        found = set(connection.scalars(text(ENABLED)))
    return next((name for name in GUARDS[connection.dialect.name] if name not in found), None)


def refuses(name: str, body: str) -> bool:
    """Whether a trigger of SQLite does what its name says: to abort whatever would change its table."""
    table, _, verb = name.rpartition("_refuse_")
    when = {"update": "BEFORE UPDATE ON", "delete": "BEFORE DELETE ON", "replace": "BEFORE INSERT ON"}.get(verb, "")
    head = f"CREATE TRIGGER {name} {when} {table} "
    does = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    between = body.removeprefix(head).removesuffix(does)
    expected = "" if verb != "replace" else f"WHEN EXISTS (SELECT 1 FROM {table} WHERE "
    return body.startswith(head) and body.endswith(does) and between.startswith(expected)
