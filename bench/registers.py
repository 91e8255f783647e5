"""Registers of a size: what `ctrack init` makes, and on top of it as many commitments of the home party as asked for.

The texts are those of the shipped catalogue again and again, so that a row weighs what a real one weighs.
Run as `python bench/registers.py 10000 FILE`, by a Python that has ctrack.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from bench.journals import IMPORTED, digest_rows, tell_beginning, tell_updates
from ctrack.domain.searched_texts import SEARCHED
from ctrack.store.text_lookups import fold_stored

NOW = "2026-11-21T09:00:00+00:00"
TODAY = NOW[:10]
# As the journal writes it.
MOMENT = "2026-11-21T09:00:00.000000Z"
INSTRUMENTS = 10
SECTIONS = 10
STATUSES = (
    *("not_reported",) * 6,
    *("in_progress",) * 6,
    *("implemented",) * 4,
    *("partially_implemented",) * 2,
    "not_started",
    "not_applicable",
)
PROGRESS = {"in_progress": 40, "partially_implemented": 70, "implemented": 100}

MOULD = """
CREATE TEMP TABLE mould AS
SELECT row_number() OVER (ORDER BY c.id) - 1 AS place, c.* FROM commitment c
JOIN undertaking u ON u.commitment_id = c.id JOIN setting s ON s.key = 'home_party'
JOIN party p ON p.id = u.party_id AND p.code = s.value
"""
NUMBERS = """
CREATE TEMP TABLE numbered AS
WITH RECURSIVE numbers(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM numbers WHERE i + 1 < :count)
SELECT numbers.i, statuses.status, statuses.progress,
    CASE WHEN i % 3 THEN date('2024-01-01', '+' || (i * 7919 % 2500) || ' days') END AS deadline,
    CASE WHEN statuses.status <> 'not_reported' THEN date(:today, '-' || (i * 31 % 900) || ' days') END AS said_on
FROM numbers JOIN statuses ON statuses.place = i * 13 % (SELECT count(*) FROM statuses)
"""
INSTRUMENT = """
INSERT INTO instrument (slug, ordinal, kind, title, scale, origin)
VALUES (:slug, :ordinal, 'plan_of_action', json_object('en', :title, 'ar', :title), 'ctrack', 'own')
"""
SECTION = """
INSERT INTO section (instrument_id, slug, ordinal, title)
SELECT id, :slug, :ordinal, json_object('en', :title, 'ar', :title) FROM instrument WHERE slug LIKE 'bench-%'
"""
COMMITMENT = """
INSERT INTO commitment (code, instrument_id, section_id, ordinal, deadline, deadline_first, deadline_last, {copied})
SELECT printf('BENCH-%06d', n.i), s.instrument_id, s.id, n.i, n.deadline, n.deadline, n.deadline, {moulded}
FROM numbered n
JOIN mould ON mould.place = n.i % (SELECT count(*) FROM mould)
JOIN instrument i ON i.slug = 'bench-' || (n.i % :instruments)
JOIN section s ON s.instrument_id = i.id AND s.slug = 'part-' || (n.i / :instruments % :sections)
"""
UNDERTAKING = """
INSERT INTO undertaking
    (commitment_id, party_id, is_lead, tags, status, progress, status_on, told_on, voice, updated_on,
     is_regressed, due_last)
SELECT c.id, p.id, 1, '', 'not_reported', 0, NULL, NULL, NULL, NULL, 0, n.deadline
FROM numbered n JOIN commitment c ON c.code = printf('BENCH-%06d', n.i)
JOIN setting s ON s.key = 'home_party' JOIN party p ON p.code = s.value
"""
UPDATE = """
INSERT INTO status_update (undertaking_id, journal_number, status, progress, effective, effective_on, recorded_at,
    author, voice, level, note, note_folded)
SELECT u.id, 2 + (row_number() OVER (ORDER BY u.id) - 1) / :imported, n.status, n.progress, n.said_on, n.said_on, :now,
    'bench', 'coordinator', 'internal', json_object('en', 'The ministry has answered.'), 'the ministry has answered.'
FROM numbered n JOIN commitment c ON c.code = printf('BENCH-%06d', n.i) JOIN undertaking u ON u.commitment_id = c.id
WHERE n.said_on IS NOT NULL ORDER BY u.id
"""
STANDING = """
UPDATE undertaking SET status = s.status, progress = s.progress, status_on = s.effective_on, told_on = s.effective_on,
    voice = s.voice, updated_on = s.effective_on
FROM status_update s WHERE s.undertaking_id = undertaking.id AND s.journal_number > 1
"""
TEXTS = f"SELECT id, {', '.join(SEARCHED)} FROM commitment WHERE code LIKE 'BENCH-%' ORDER BY id"
INDEX = "INSERT INTO commitment_search(rowid, folded) VALUES (?, ?)"
REPLACED = {"id", "code", "instrument_id", "section_id", "ordinal", "deadline", "deadline_first", "deadline_last"}


def make_register(count: int, path: Path) -> None:
    """Make a register at `path` with `count` commitments of the home party beside the catalogue's."""
    ctrack = Path(sys.executable).with_name("ctrack")
    environ = {**os.environ, "CTRACK_NOW": NOW, "CTRACK_USER": "bench"}
    subprocess.run([ctrack, "--db", path, "--quiet", "init"], env=environ, stdout=subprocess.DEVNULL, check=True)
    with closing(sqlite3.connect(path)) as connection:
        with connection:
            fill(connection, count)
        with connection:
            say(connection, digest_rows(path))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def fill(connection: sqlite3.Connection, count: int) -> None:
    """Add instruments, their sections, commitments, and undertakings of which nothing was said yet."""
    connection.execute(MOULD)
    connection.execute("CREATE TEMP TABLE statuses (place INTEGER PRIMARY KEY, status TEXT, progress INTEGER)")
    rows = [(place, status, PROGRESS.get(status, 0)) for place, status in enumerate(STATUSES)]
    connection.executemany("INSERT INTO statuses VALUES (?, ?, ?)", rows)
    connection.execute(NUMBERS, {"count": count, "today": TODAY})
    for number in range(INSTRUMENTS):
        title = f"Plan number {number}"
        connection.execute(INSTRUMENT, {"slug": f"bench-{number}", "ordinal": 100 + number, "title": title})
    for number in range(SECTIONS):
        title = f"Part number {number}"
        connection.execute(SECTION, {"slug": f"part-{number}", "ordinal": number, "title": title})
    columns = [row[1] for row in connection.execute("PRAGMA table_info(commitment)")]
    copied = [column for column in columns if column not in REPLACED]
    names = {"copied": ", ".join(copied), "moulded": ", ".join(f"mould.{column}" for column in copied)}
    connection.execute(COMMITMENT.format(**names), {"instruments": INSTRUMENTS, "sections": SECTIONS})
    connection.execute(UNDERTAKING)
    connection.executemany(INDEX, fold_stored(connection.execute(TEXTS)))


def say(connection: sqlite3.Connection, digests: dict[str, dict[str, Any]]) -> None:
    """Add what was said of them, and the journal of all that; the digests are of what is there without it."""
    tell_beginning(connection, digests)
    connection.execute(UPDATE, {"now": MOMENT, "imported": IMPORTED})
    connection.execute(STANDING)
    tell_updates(connection, NOW)


if __name__ == "__main__":
    make_register(int(sys.argv[1]), Path(sys.argv[2]))
