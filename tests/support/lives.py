"""A register with a little of everything said of it: agencies, people, notes of each level, steps back, targets."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from tests.support.runner import Runner

LIFE: tuple[tuple[str, ...], ...] = (
    ("agency", "add", "moi", "--name", "Ministry of Interior", "--name-ar", "وزارة الداخلية"),
    ("agency", "add", "police", "--name", "Police", "--parent", "moi"),
    ("agency", "add", "customs", "--name", "Customs"),
    ("person", "add", "Salem", "--email", "salem@moi.gov.kw", "--agency", "police"),
    ("person", "add", "Noura"),
    ("assign", "instrument:kuwait-2024", "--lead", "police", "--person", "Salem"),
    ("assign", "section:youth", "--lead", "customs"),
    ("update", "KWT-25", "--status", "implemented", "--on", "2026-09-01", "--level", "public", "--note", "PUBLICNOTE"),
    ("update", "KWT-25", "--status", "in_progress", "--on", "2026-11-10", "--level", "internal", "--note", "INNERNOTE"),
    ("update", "KWT-21", "--status", "implemented", "--on", "2026-11-05"),
    ("note", "KWT-26", "CLOSEDNOTE", "--level", "restricted"),
    ("update", "section:youth", "--status", "not_applicable", "--priority", "high", "--on", "2026-04-01"),
    ("update", "KWT-26", "--target", "2026-12-01", "--on", "2026-10-10"),
    ("update", "KWT-01", "--progress", "40", "--on", "2026-03-01", "--priority", "low"),
)


def live(runner: Runner) -> Runner:
    """The runner, after all of it."""
    for words in LIFE:
        runner.ok(*words)
    return runner


@contextmanager
def tampering(path: str) -> Iterator[sqlite3.Connection]:
    """A connection for somebody who takes the guards away, and sets them up again so that nobody notices."""
    with closing(sqlite3.connect(path)) as connection, connection:
        guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _sql in guards:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        for _name, sql in guards:
            connection.execute(sql)
