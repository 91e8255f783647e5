"""Everyday queries look into an index: whatever SQLite would read whole, and grows, is named here with the reason."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event

from ctrack.store.kept_statements import READS, SHIPPED, WRITES, read_line
from ctrack.store.tables import metadata
from ctrack.store.taught_functions import teach
from tests.support.runner import Runner

GROWING = (
    "commitment", "undertaking", "occurrence", "contribution", "journal", "status_update", "link", "mail", "reminder",
    "answer", "report", "foreign_entry", "pack_row", "pack_return",
)  # fmt: skip
# Indexes of the rows in which something is that mostly is not: to read such a one whole is to read little.
RARE = tuple(
    str(index.name)
    for table in metadata.tables.values()
    for index in table.indexes
    if index.dialect_options["sqlite"]["where"] is not None
)


@dataclass(frozen=True)
class Whole:
    """What is read from end to end by its nature: the table, what the statement says, and why."""

    table: str
    pattern: str
    reason: str


OF_SCOPE = r"is_lead IS 1 AND NOT"
# What keeps so few that the rest must not be read for it.
FEW = (
    r"lead_id IN", r"(?<!person_id IS NULL OR undertaking\.)person_id IN", r"priority =", r"MATCH", r"code LIKE",
    r"AND \(?undertaking\.due_last <", r"tags LIKE", r"instrument\.slug =", r"commitment\.code =",
)  # fmt: skip
WHOLE = (
    Whole(
        "undertaking", OF_SCOPE, "a list of the home party, or of the most of it that is open, of a theme, or of none"
    ),
    Whole(
        "commitment",
        r"^SELECT commitment\.code(, CASE .* AS how)?\s+FROM commitment",
        "a code by its ending, or by what is like it",
    ),
    Whole(
        "commitment", r"commitment\.paragraph IS NOT NULL", "a code by the paragraph, once nothing else is called so"
    ),
    Whole(
        "commitment", r"^SELECT max\(CASE WHEN \(CAST\(commitment\.title", "which languages an export of all of it has"
    ),
    Whole(
        "commitment",
        r"FROM commitment CROSS JOIN undertaking .*GROUP BY commitment\.instrument_id",
        "all that one owes by instrument, by the index that holds instruments alone",
    ),
    Whole("commitment", r"AS ending.*ending\.code LIKE", "codes that end so, by the index that holds them alone"),
    Whole(
        "journal",
        r"^SELECT journal\.number, journal\.undoes, journal\.command",
        "what undo walks back over, and redo on",
    ),
    Whole("undertaking", r"FROM undertaking NOT INDEXED JOIN", "a tenth of all rows and more, as they lie in the file"),
    Whole("occurrence", r"^SELECT DISTINCT undertaking\.id", "whether anything that comes round was ever spoken of"),
    Whole("journal", r"journal\.command NOT IN", "how often dates were moved, by the index of commands"),
    Whole("status_update", r"note_folded LIKE", "what was said in notes, which have no index of words"),
    Whole(
        "status_update", r"^SELECT status_update\.level, count", "how many notes a whole register tells in confidence"
    ),
    *(
        Whole(table, rf"^SELECT (?!count).* ORDER BY {table}\.id$", "the records of a whole register, which JSON holds")
        for table in ("commitment", "undertaking", "occurrence", "contribution", "status_update", "link")
    ),
)


def list_scans(connection: Any, statement: str, values: Any) -> Iterator[str]:
    """The tables that grow, and that a statement reads from end to end, by what SQLite says it would do."""
    names = {alias: table for table, alias in re.findall(r"\b(\w+) AS (\w+)", statement)}
    plan = [row[3] for row in explain(connection, statement, values)]
    takes_first = "LIMIT" in statement and "WHERE" not in statement and not any("TEMP" in step for step in plan)
    for step in plan:
        found = re.match(r"SCAN (\w+)(?:.* INDEX (\w+))?", step)
        if found and found[2] not in RARE and not takes_first:
            table = names.get(found[1], found[1])
            if table in GROWING:
                yield table


def explain(connection: Any, statement: str, values: Any) -> list[Any]:
    """What SQLite would do, as rows."""
    rows: list[Any] = connection.execute(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()
    return rows


def list_kept() -> Iterator[str]:
    """The statements that come with the program."""
    for line in SHIPPED.read_text("utf-8").splitlines()[1:]:
        kept = read_line(line.split(" ", 1)[0], line, ("",))
        assert kept is not None
        yield kept.sql


def name_values(statement: str) -> dict[str, int]:
    """A value for everything that a statement is given."""
    return dict.fromkeys(re.findall(r"(?<!:):(\w+)", statement), 1)


def find_unnamed(connection: Any, statement: str, values: Any) -> list[str]:
    """Those of them for which nobody said why."""
    is_of_few = OF_SCOPE in statement and any(re.search(few, statement) for few in FEW)
    return [
        table
        for table in list_scans(connection, statement, values)
        if (table == "undertaking" and is_of_few)
        or not any(each.table == table and re.search(each.pattern, statement, re.DOTALL) for each in WHOLE)
    ]


def test_what_is_read_looks_into_an_index(ready: sqlite3.Connection) -> None:
    """Of all statements that come with the program none reads a table that grows from end to end, but those named."""
    found = {}
    for line in SHIPPED.read_text("utf-8").splitlines()[1:]:
        kept = read_line(line.split(" ", 1)[0], line, (*READS, *WRITES))
        assert kept is not None
        sql = kept.sql
        unnamed = find_unnamed(ready, sql, dict.fromkeys(re.findall(r"(?<!:):(\w+)", sql), 1))
        if unnamed:
            found[sql] = unnamed
    assert found == {}


@pytest.mark.parametrize(
    ("pattern", "index"),
    [
        (
            r"^SELECT party\.code, count\(.*is_withdrawn IS NULL GROUP BY",
            "COVERING INDEX ix_undertaking_party_id_is_lead",
        ),
        (r"FROM commitment CROSS JOIN undertaking", "SCAN commitment USING COVERING INDEX"),
        (r"FROM status_update CROSS JOIN undertaking .*effective_on >=", "ix_status_update_effective_on"),
        (r"FROM undertaking NOT INDEXED JOIN commitment", "SCAN undertaking"),
        (
            r"FROM undertaking WHERE undertaking\.party_id IN \(SELECT other\.id .* GROUP BY",
            "ix_undertaking_party_id",
        ),
        (r"^SELECT DISTINCT undertaking\.tags", "ix_undertaking_tags"),
        (r"commitment_search MATCH", "SEARCH commitment USING INTEGER PRIMARY KEY"),
    ],
)
def test_what_is_asked_most_has_its_index(pattern: str, index: str, ready: sqlite3.Connection) -> None:
    """A statement that comes with the program is answered by the index that was made for it."""
    kept = [sql for sql in list_kept() if re.search(pattern, " ".join(sql.split()))]
    assert kept
    for sql in kept:
        assert index in " ".join(row[3] for row in explain(ready, sql, name_values(sql)))


@pytest.fixture
def ready(template: Path) -> Iterator[sqlite3.Connection]:
    """A register of this layout, of which SQLite knows as little as of anybody's."""
    with closing(sqlite3.connect(f"file:{template}?mode=ro", uri=True)) as connection:
        teach(connection)
        assert connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat1'").fetchone() is None
        yield connection


# Not among them: reports, changes, the log and what is read as of a day, which tell of all that there is.
EVERYDAY = (
    "update KWT-21 --status in_progress --progress 40 --note begun --target 2027-06",
    "note KWT-22 seen",
    "done KWT-25 --on 2026-02-01",
    "undo",
    "redo",
    "show KWT-21",
    "agency add moi --name Interior",
    "person add Amal --email amal@example.org --agency moi",
    "assign KWT-21 KWT-22 --lead moi --person Amal",
    "list person:Amal",
    "list agency:moi",
    "recur KWT-24 --every year --anchor 2025-01-31",
    "retract KWT-21 --reason mistaken",
    "remind --check",
)


@pytest.mark.slow
def test_what_commands_ask_looks_into_an_index(ctrack: Runner, explained: dict[str, list[str]]) -> None:
    """Nothing that everyday commands send, those that write among them, reads a table that grows from end to end."""
    for line in EVERYDAY:
        ctrack.ok(*line.split())
    assert explained == {}


@pytest.fixture
def explained() -> Iterator[dict[str, list[str]]]:
    """Fills with the tables that a statement of any engine of SQLite reads whole, as it is sent."""
    found: dict[str, list[str]] = {}

    def look(connection: Connection, _cursor: Any, statement: str, values: Any, _context: Any, many: bool) -> None:
        if not many and re.match(r"SELECT|WITH|UPDATE|DELETE|INSERT", statement):
            raw = connection.connection.driver_connection
            unnamed = find_unnamed(raw, statement, values)
            if unnamed:
                found[statement] = unnamed

    event.listen(Engine, "before_cursor_execute", look)
    yield found
    event.remove(Engine, "before_cursor_execute", look)
