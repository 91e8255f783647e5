"""The journal of a register that was filled past the program: `init` brought its texts, and imports its updates.

So `verify` holds, undo has something to undo, and the file weighs what it would.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ctrack.services.registers import digest_table
from ctrack.store.engine import open_engine
from ctrack.store.journal import EntryHead, hash_entry, make_change
from ctrack.store.register_places import read_place
from ctrack.store.tables import SCHEMA_REVISION

# So many updates an import brings.
IMPORTED = 100
ENTRY = (
    "INSERT INTO journal (number, recorded_at, author, command, detail, undoes, changes, previous, layout, hash) "
    "VALUES (:number, :recorded_at, :author, :command, :detail, :undoes, :changes, :previous, :layout, :hash)"
)
# Where an undertaking stood before anything was said of it.
SILENT = {
    "status": "not_reported",
    "progress": 0,
    "status_on": None,
    "told_on": None,
    "voice": None,
    "updated_on": None,
}
SAID = f"""
SELECT s.*, c.code || ' ' || p.code AS label, {", ".join(f"u.{name} AS now_{name}" for name in SILENT)}
FROM status_update s JOIN undertaking u ON u.id = s.undertaking_id JOIN commitment c ON c.id = u.commitment_id
JOIN party p ON p.id = u.party_id WHERE s.journal_number > 1 ORDER BY s.id
"""


def digest_rows(path: Path) -> dict[str, dict[str, Any]]:
    """What the first entry would say of the rows that are there now, by table."""
    with closing(sqlite3.connect(path)) as connection:
        ((changes,),) = connection.execute("SELECT changes FROM journal WHERE number = 1")
    names = [change["table"] for change in json.loads(changes) if "rows" in change]
    engine = open_engine(read_place(str(path)))
    with engine.connect() as reading:
        found = {name: digest_table(reading, name) for name in names}
    engine.dispose()
    return found


def tell_beginning(connection: sqlite3.Connection, digests: dict[str, dict[str, Any]]) -> None:
    """Let the first entry tell of these rows; the triggers that refuse that stand aside meanwhile."""
    guards = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'journal'"
    ).fetchall()
    for name, _sql in guards:
        connection.execute(f"DROP TRIGGER {name}")
    cursor = connection.execute("SELECT * FROM journal WHERE number = 1")
    entry = dict(zip([column[0] for column in cursor.description], cursor.fetchone(), strict=True))
    changes = [
        digests.get(change["table"], change) if "rows" in change else change for change in json.loads(entry["changes"])
    ]
    entry["hash"] = hash_entry({**entry, "changes": changes})
    connection.execute("DELETE FROM journal")
    connection.execute(ENTRY, {**entry, "changes": json.dumps(changes, ensure_ascii=False)})
    for _name, sql in guards:
        connection.execute(sql)


def tell_updates(connection: sqlite3.Connection, moment: str) -> None:
    """Write an entry for each import of updates, after the one before; `status_update` names their numbers."""
    ((previous,),) = connection.execute("SELECT hash FROM journal WHERE number = 1")
    for number, changes in list_imports(connection):
        detail = "import --into updates sheet.xlsx"
        head = EntryHead("bench", "import", detail, datetime.fromisoformat(moment).astimezone(UTC))
        entry = {
            "number": number,
            "recorded_at": head.recorded_at,
            "author": head.author,
            "command": head.command,
            "detail": head.detail,
            "undoes": None,
            "changes": changes,
            "previous": previous,
            "layout": SCHEMA_REVISION,
        }
        entry["hash"] = previous = hash_entry(entry)
        connection.execute(ENTRY, {**entry, "changes": json.dumps(changes, ensure_ascii=False)})


def list_imports(connection: sqlite3.Connection) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    """The changes of each import by the number of its entry."""
    cursor = connection.execute(SAID)
    names = [column[0] for column in cursor.description]
    number, changes = 0, []  # type: int, list[dict[str, Any]]
    for values in cursor:
        row = dict(zip(names, values, strict=True))
        if row["journal_number"] != number and changes:
            yield number, changes
            changes = []
        number = row["journal_number"]
        changes += tell_update(row)
    if changes:
        yield number, changes


def tell_update(row: dict[str, Any]) -> list[dict[str, Any]]:
    """The two changes that an update makes: it is said, and its undertaking stands as it says."""
    label, now = row.pop("label"), {name: row.pop(f"now_{name}") for name in SILENT}
    after = {**row, "note": json.loads(row["note"])}
    moved = {name: value for name, value in now.items() if value != SILENT[name]}
    return [
        make_change("status_update", row["id"], label, None, after),
        make_change("undertaking", row["undertaking_id"], label, {name: SILENT[name] for name in moved}, moved),
    ]
