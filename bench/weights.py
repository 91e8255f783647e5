"""What a file weighs for each undertaking, by what it is made of; of one party, and where many share the texts.

The texts of a commitment stand once, whoever is bound by it: what grows with the parties is what each of them did.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from bench.places import Place

PARTS = ("texts", "search", "undertakings", "updates", "journal", "indexes", "rest")
PART_OF = {
    "commitment": "texts",
    "commitment_search_data": "search",
    "commitment_search_idx": "search",
    "commitment_search_docsize": "search",
    "undertaking": "undertakings",
    "status_update": "updates",
    "journal": "journal",
}
PARTIES = 20
SHARED = 5000
# The home party's side of the commitments that were filled in, and what was said of it, once more for each party.
PARTY = "INSERT INTO party (code, kind, name, is_tracked) VALUES (:code, 'state', '{\"en\": \"State\"}', 1)"
SIDE = """
INSERT INTO undertaking (party_id, is_lead, {columns}) SELECT :party, 0, {read} FROM undertaking WHERE id IN
    (SELECT u.id FROM undertaking u JOIN commitment c ON c.id = u.commitment_id JOIN party p ON p.id = u.party_id
    JOIN setting s ON s.key = 'home_party' AND s.value = p.code WHERE c.code LIKE 'BENCH-%')
"""
SAID = """
INSERT INTO status_update (undertaking_id, {columns}) SELECT theirs.id, {read} FROM status_update
JOIN undertaking ours ON ours.id = undertaking_id JOIN undertaking theirs ON theirs.commitment_id = ours.commitment_id
WHERE theirs.party_id = :party AND ours.party_id < :first AND journal_number > 1
"""


def weigh_files(place: Place, sizes: Sequence[int]) -> dict[str, dict[str, float]]:
    """How many bytes of each part there are for each undertaking of registers, by what they are called."""
    found = {f"{size:,}": weigh(place.register(size)) for size in sizes}
    path = Path(shutil.copyfile(place.register(SHARED), place.folder / "shared.db"))
    share(path)
    return {**found, f"{PARTIES} parties, {SHARED:,} commitments": weigh(path)}


def weigh(path: Path) -> dict[str, float]:
    """How many bytes of each part a file has for each undertaking."""
    weights = dict.fromkeys(PARTS, 0.0)
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        ((count,),) = connection.execute("SELECT count(*) FROM undertaking")
        for name, size in connection.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name"):
            part = "indexes" if name.startswith(("ix_", "sqlite_autoindex")) else PART_OF.get(name, "rest")
            weights[part] += size / count
    return weights


def share(path: Path) -> None:
    """Let the commitments of a register bind more parties, of whom as much was said; past the journal."""
    with closing(sqlite3.connect(path)) as connection, connection:
        ((first,),) = connection.execute("SELECT max(id) + 1 FROM party")
        for party in range(first, first + PARTIES - 1):
            given = {"party": party, "first": first, "code": f"BENCH{party}"}
            connection.execute(PARTY, given)
            for table, statement, apart in (
                ("undertaking", SIDE, {"id", "party_id", "is_lead"}),
                ("status_update", SAID, {"id", "undertaking_id"}),
            ):
                every = (row[1] for row in connection.execute(f"PRAGMA table_info({table})"))
                names = [name for name in every if name not in apart]
                read = ", ".join(f"{table}.{name}" for name in names)
                connection.execute(statement.format(columns=", ".join(names), read=read), given)
