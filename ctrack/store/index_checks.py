"""Whether the index for searching is true to the texts of a file: it holds no text that could be compared with them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import zip_longest
from pathlib import Path

from ctrack.domain.searched_texts import SEARCHED
from ctrack.store.guards import SEARCH
from ctrack.store.register_files import choose_mode, connect_to_file
from ctrack.store.search_index import MAKE
from ctrack.store.text_lookups import fold_stored
from ctrack.store.turns import WAIT

# What is in the index or among the texts, and not in both.
UNKNOWN = (
    "SELECT id FROM commitment WHERE id NOT IN (SELECT id FROM commitment_search_docsize) UNION ALL "
    "SELECT id FROM commitment_search_docsize WHERE id NOT IN (SELECT id FROM commitment)"
)
STORED = f"SELECT id, {', '.join(SEARCHED)} FROM commitment ORDER BY id"


def is_index_true(path: Path) -> bool:
    """Whether the full-text table has an entry for every text and no other, and each trigram as often as the texts."""
    with closing(connect_to_file(path, choose_mode(path), WAIT)) as raw:
        try:
            if raw.execute(UNKNOWN).fetchone():
                return False
            raw.execute("BEGIN")
            raw.execute("INSERT INTO commitment_search(commitment_search) VALUES ('integrity-check')")
            raw.execute("ROLLBACK")
            return are_counts_equal(raw)
        except sqlite3.DatabaseError as error:
            # What cannot be written, or not now, cannot be asked.
            return not (getattr(error, "sqlite_errorname", "") or "").startswith(("SQLITE_CORRUPT", "SQLITE_ERROR"))


def are_counts_equal(raw: sqlite3.Connection) -> bool:
    """Whether the index has each trigram for as many texts as an index has that is made of the texts now."""
    made = "temp.commitment_made"
    raw.execute("PRAGMA temp_store = FILE")
    raw.execute(MAKE["sqlite"].format(table=made))
    raw.execute("BEGIN")
    raw.executemany(f"INSERT INTO {made}(rowid, folded) VALUES (?, ?)", fold_stored(raw.execute(STORED)))
    raw.execute("COMMIT")
    for name, schema, table in (("held", "main", SEARCH), ("made", "temp", "commitment_made")):
        raw.execute(f"CREATE VIRTUAL TABLE temp.terms_{name} USING fts5vocab({schema}, {table}, row)")
    counts = (raw.execute(f"SELECT term, doc FROM temp.terms_{name} ORDER BY term") for name in ("held", "made"))
    return all(one == other for one, other in zip_longest(*counts))
