"""Whose turn it is to write: writers come one after the other, and each waits no longer than it was told to.

PostgreSQL keeps the queue itself, first come first served, by an advisory lock that ends with the transaction. It needs
no right that a role may lack, goes through a pooler, and keeps writers from meeting; that nothing is lost does not rest
on it. Whoever writes reads the head of the journal first and adds the entry after it last. The journal's key lets only
one of two do that who overlapped, so whatever was read in between is what no other entry had changed: the number of the
entry is the version of the whole register. READ COMMITTED is enough for that, and it sees what the one before has done.

SQLite tells nobody that a lock is free, so that it is asked for again and again: the more often, the longer one waits.
"""

from __future__ import annotations

import random
import sqlite3
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import Connection

# Seconds that a writer waits for others unless it is told otherwise.
WAIT = 30.0
# The longest pause between two questions whether a lock is free, the shortest, and when the one becomes the other.
LONGEST, SHORTEST, GROWN = 0.01, 0.001, 2.0
# Pauses of whoever has to do its work again, or to find a server again.
FIRST_PAUSE, LAST_PAUSE = 0.02, 1.0
# "ctrk" says whose queue it is, among all those of a database.
QUEUE = 0x6374726B
# What we ask is run once, and to compile it costs more than that saves; whoever reads by a cursor reads all of it.
AS_WE_ASK = "SET LOCAL jit = off; SET LOCAL cursor_tuple_fraction = 1"
# Nobody who stopped in the midst, as when a laptop dies, keeps the others waiting for longer.
MOST_IDLE_SECONDS = 60


@dataclass(slots=True)
class Wait:
    """How long something may wait, from now on."""

    seconds: float = WAIT
    began: float = field(default_factory=time.monotonic)
    pauses: int = 0

    @property
    def waited(self) -> float:
        """Seconds that have passed."""
        return time.monotonic() - self.began

    @property
    def left(self) -> float:
        """Seconds that are left; none below nought."""
        return max(0.0, self.seconds - self.waited)

    def pause(self) -> None:
        """Sleep for a moment, longer each time; those who met come back at different times."""
        longest = min(LAST_PAUSE, FIRST_PAUSE * 2**self.pauses)
        self.pauses += 1
        time.sleep(min(self.left, random.uniform(longest / 4, longest)))


def begin(connection: Connection) -> None:
    """Begin a transaction; one that writes begins with its turn, or fails as locked when it has waited too long."""
    options = connection.get_execution_options()
    writes = options.get("ctrack_writes", False)
    wait: Wait = options.get("ctrack_wait") or Wait()
    if connection.dialect.name == "sqlite":
        raw: Any = connection.connection.driver_connection
        ask_for_lock(raw, wait) if writes else raw.execute("BEGIN")
    elif writes and not options.get("ctrack_row_by_row", False):
        connection.exec_driver_sql(queue_up(wait))
    elif not writes:
        connection.exec_driver_sql(AS_WE_ASK)


def ask_for_lock(raw: sqlite3.Connection, wait: Wait) -> None:
    """Take the write lock of a file; whoever has waited for longer asks more often, and so comes before a newcomer."""
    raw.execute("PRAGMA busy_timeout = 0")
    while True:
        try:
            raw.execute("BEGIN IMMEDIATE")
            break
        except sqlite3.OperationalError as error:
            if not is_busy(error) or not wait.left:
                raise
        longest = max(SHORTEST, LONGEST * (1 - wait.waited / GROWN))
        time.sleep(min(wait.left, random.uniform(SHORTEST / 2, longest)))
    raw.execute(f"PRAGMA busy_timeout = {int(wait.left * 1000)}")


def is_busy(error: sqlite3.Error) -> bool:
    """Whether another program has the lock."""
    return (getattr(error, "sqlite_errorname", "") or "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def queue_up(wait: Wait) -> str:
    """The statements that wait for one's turn on a server; a limit that the server sets to statements is not for that.

    A lock_timeout of 0 would be no limit at all.
    """
    return (
        "SET LOCAL statement_timeout = 0; "
        f"SET LOCAL lock_timeout = {max(1, int(wait.left * 1000))}; "
        f"SET LOCAL idle_in_transaction_session_timeout = '{MOST_IDLE_SECONDS}s'; "
        f"SELECT pg_advisory_xact_lock({QUEUE}); "
        "SET LOCAL statement_timeout = DEFAULT"
    )
