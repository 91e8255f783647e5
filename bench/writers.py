"""A crowd of processes that write to four commitments as fast as they can, by ctrack or by the plain driver."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import time
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

CODES = ("KWT-21", "KWT-22", "KWT-25", "KWT-26")
TODAY = date(2026, 11, 21)
MOMENT = datetime(2026, 11, 21, 9, tzinfo=UTC)


class Crowd(NamedTuple):
    """Who writes where, for how long, and how long each waits for its turn."""

    address: str
    count: int
    seconds: float
    wait: float
    is_plain: bool = False


class Tally(NamedTuple):
    """What came of it: the notes that were acknowledged, how many were refused, how long it took, the longest write."""

    done: list[str]
    refused: int
    seconds: float
    slowest: float

    @property
    def pace(self) -> float:
        """Updates a second."""
        return len(self.done) / self.seconds


def run_crowd(crowd: Crowd) -> Tally:
    """Let all of them begin at once, and add up what each tells at its end."""
    context = multiprocessing.get_context("fork")
    gate, told = context.Barrier(crowd.count + 1), context.Queue()
    writer = write_plainly if crowd.is_plain else write_by_ctrack
    people = [context.Process(target=writer, args=(crowd, place, gate, told)) for place in range(crowd.count)]
    for person in people:
        person.start()
    gate.wait(60)
    began = time.monotonic()
    found = [told.get(timeout=crowd.seconds + crowd.wait + 60) for _person in people]
    taken = time.monotonic() - began
    for person in people:
        person.join()
    notes = [note for done, _refused, _slowest in found for note in done]
    return Tally(notes, sum(refused for _, refused, _ in found), taken, max(slowest for _, _, slowest in found))


def write_by_ctrack(crowd: Crowd, place: int, gate: Any, told: Any) -> None:
    """Record progress and a note again and again, as `ctrack update` does once it has started."""
    from ctrack.domain.dueness import Horizon
    from ctrack.domain.failures import DatabaseFailure
    from ctrack.domain.records.requests import UpdateRequest
    from ctrack.services.targets import Target
    from ctrack.services.updates import record_updates
    from ctrack.store.journal import EntryHead
    from ctrack.store.work import open_register

    register = open_register(crowd.address, crowd.wait)
    head = EntryHead(f"writer {place}", "update", "bench", MOMENT)
    with register.read():
        pass

    def write(turn: int, note: str) -> bool:
        request = UpdateRequest(progress=turn % 100, note={"en": note})
        target = Target(code=CODES[turn % len(CODES)])
        try:
            register.write(head, lambda unit: record_updates(unit, target, request, head, Horizon(TODAY)))
        except DatabaseFailure:
            return False
        finally:
            register.engine.dispose()
        return True

    repeat(crowd, place, gate, told, write)


def repeat(crowd: Crowd, place: int, gate: Any, told: Any, write: Any) -> None:
    """Write until the time is over, and tell what was acknowledged."""
    write(0, f"{place}.first")
    done, refused, slowest, turn = [f"{place}.first"], 0, 0.0, 0
    gate.wait(60)
    end = time.monotonic() + crowd.seconds
    while (began := time.monotonic()) < end:
        turn += 1
        note = f"{place}.{turn}"
        if write(turn + place, note):
            done.append(note)
        else:
            refused += 1
        slowest = max(slowest, time.monotonic() - began)
    told.put((done, refused, slowest))


def find_lost(address: str, tally: Tally) -> int:
    """How many of the acknowledged notes are not in the register, or all of them where the journal does not hold."""
    from sqlalchemy import select

    from ctrack.store.journal import find_break
    from ctrack.store.tables import status_update
    from ctrack.store.work import open_register

    register = open_register(address)
    with register.read() as unit:
        if find_break(unit.connection) is not None:
            return len(tally.done)
        kept = [note["en"] for note in unit.connection.scalars(select(status_update.c.note)) if note and "en" in note]
    register.engine.dispose()
    return len(set(tally.done) - set(kept))


FIND = "SELECT u.id FROM undertaking u JOIN commitment c ON c.id = u.commitment_id WHERE c.code = {0}"
LAST = "SELECT number, hash FROM journal ORDER BY number DESC LIMIT 1"
MOVE = "UPDATE undertaking SET status = 'in_progress', progress = {0}, updated_on = {0} WHERE id = {0}"
SAY = (
    "INSERT INTO status_update (undertaking_id, journal_number, status, progress, effective, effective_on, "
    "recorded_at, author, voice, note, note_folded, level) VALUES "
    "({0}, {0}, 'in_progress', {0}, {0}, {0}, {0}, {0}, 'coordinator', {0}, {0}, 'internal')"
)
ENTER = (
    "INSERT INTO journal (number, recorded_at, author, command, detail, changes, previous, hash) "
    "VALUES ({0}, {0}, {0}, 'update', 'bench', {0}, {0}, {0})"
)


def write_plainly(crowd: Crowd, place: int, gate: Any, told: Any) -> None:
    """The same row changed and the same two added, with the least that does it: nothing else is looked at."""
    author, stamp, day = f"writer {place}", MOMENT.isoformat(), TODAY.isoformat()

    def write(turn: int, note: str) -> bool:
        connection, mark = begin_plainly(crowd)
        number, previous = connection.execute(LAST).fetchone()
        (key,) = connection.execute(FIND.format(mark), (CODES[turn % len(CODES)],)).fetchone()
        connection.execute(MOVE.format(mark), (turn % 100, day, key))
        said = (key, number + 1, turn % 100, day, day, stamp, author, json.dumps({"en": note}), note)
        connection.execute(SAY.format(mark), said)
        changes = json.dumps([{"table": "status_update", "after": said}])
        digest = hashlib.sha256((previous + changes + note).encode()).hexdigest()
        connection.execute(ENTER.format(mark), (number + 1, stamp, author, changes, previous, digest))
        connection.execute("COMMIT")
        connection.close()
        return True

    repeat(crowd, place, gate, told, write)


def begin_plainly(crowd: Crowd) -> tuple[Any, str]:
    """A connection that has begun to write, and how a value is marked in a statement."""
    if "://" not in crowd.address:
        import sqlite3

        connection = sqlite3.connect(crowd.address, timeout=crowd.wait, isolation_level=None)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("BEGIN IMMEDIATE")
        return connection, "?"
    import psycopg

    server = psycopg.connect(crowd.address, autocommit=True)
    server.execute("BEGIN")
    server.execute("SELECT pg_advisory_xact_lock(1)")
    return server, "%s"
