"""The journals of other registers as they are kept: each entry as it was written there, under its own hash."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Text, cast, func, insert, select

from ctrack.store.chunks import CHUNK
from ctrack.store.journal import GENESIS, hash_entry
from ctrack.store.lineages import MERGE, list_heads
from ctrack.store.tables import foreign_entry, journal

COLUMNS = tuple(column.name for column in foreign_entry.c)


def copy_entries(source: Connection, target: Connection, keys: Sequence[str]) -> None:
    """Keep the entries of these hashes, from the journal of another register or from what that one keeps."""
    for table in (journal, foreign_entry):
        for start in range(0, len(keys), CHUNK):
            wanted = table.c.hash.in_(keys[start : start + CHUNK])
            rows = source.execute(select(*(table.c[name] for name in COLUMNS)).where(wanted)).mappings().all()
            if rows:
                target.execute(insert(foreign_entry), [dict(row) for row in rows])


def count_foreign(connection: Connection) -> int:
    """How many entries of other registers are kept."""
    return connection.scalar(select(func.count()).select_from(foreign_entry)) or 0


def find_foreign_break(connection: Connection) -> int | None:
    """The first entry of the journal whose merged history is not what was written there; None where all of it holds.

    What differs in a history that no entry names any more counts against the newest.
    """
    own = {row.hash: int(row.number) for row in connection.execute(select(journal.c.hash, journal.c.number))}
    if not own:
        return None
    previous: dict[str, str] = {}
    heads: dict[str, list[str]] = {}
    broken: set[str] = set()
    for entry in read_foreign(connection):
        key, changes = str(entry["hash"]), read_changes(entry["changes"])
        previous[key] = str(entry["previous"])
        if changes is None or hash_entry({**entry, "changes": changes}) != key:
            broken.add(key)
        elif entry["command"] == MERGE:
            heads[key] = list(list_heads(changes))
    merged = select(journal.c.number, journal.c.changes).where(journal.c.command == MERGE).order_by(journal.c.number)
    seen = set(own)
    for number, changes in connection.execute(merged):
        if not reaches(list_heads(changes), previous, heads, broken, seen):
            return int(number)
    return max(own.values()) if set(previous) - seen else None


def reaches(
    ends: Iterable[str],
    previous: dict[str, str],
    heads: dict[str, list[str]],
    broken: set[str],
    seen: set[str],
) -> bool:
    """Whether chains lead without a gap to what was seen; what they go through has been seen from then on."""
    waiting = list(ends)
    while waiting:
        key = waiting.pop()
        if key in seen or key == GENESIS:
            continue
        if key not in previous or key in broken:
            return False
        seen.add(key)
        waiting += [previous[key], *heads.get(key, ())]
    return True


def read_foreign(connection: Connection) -> Iterator[dict[str, Any]]:
    """Every entry that is kept, streamed; the changes as the text that is stored."""
    table = foreign_entry
    columns = (cast(column, Text) if column is table.c.changes else column for column in table.c)
    for row in connection.execute(select(*columns).execution_options(yield_per=200)):
        yield dict(zip(COLUMNS, row, strict=True))


def read_changes(text: str) -> Any:
    """What the text of changes holds; None where it is no JSON."""
    try:
        return json.loads(text)
    except ValueError:
        return None
