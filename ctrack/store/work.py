"""The unit of work: one command, one transaction, one journal entry.

It rolls back unless it is told to commit. Whatever the session changes is noted for the journal as it is
flushed, before and after, so that no command can forget to.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from ctrack.store import engine as opening
from ctrack.store.faults import explained, is_worth_retrying
from ctrack.store.journal import Change, EntryHead, append_entry, read_last

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Result = TypeVar("Result")
# Isolation levels of PostgreSQL: as if one came after the other; one state throughout; each statement for itself.
SERIALIZABLE, SNAPSHOT, ROW_BY_ROW = "SERIALIZABLE", "REPEATABLE READ", "READ COMMITTED"
ATTEMPTS = 8
PAUSE = 0.02


class UnitOfWork:
    """A transaction over the register: `connection` to read by, `session` to change entities by."""

    def __init__(self, connection: Connection, *, journals: bool = True, moment: datetime | None = None) -> None:
        self.connection = connection
        self.changes: list[Change] = []
        self.journals = journals
        self.moment = moment or datetime.now(UTC)

    @cached_property
    def last_entry(self) -> tuple[int, str]:
        """The number and hash of the newest journal entry as this transaction began to write."""
        return read_last(self.connection)

    @property
    def number(self) -> int:
        """The number that this command's journal entry will have."""
        return self.last_entry[0] + 1

    @cached_property
    def session(self) -> Session:
        """The session by which entities are changed; loads the object mapper on first use."""
        from ctrack.store.change_capture import open_session

        return open_session(self.connection, self.changes if self.journals else None)

    def flush(self) -> None:
        """Send what the session holds to the database, so that queries see it."""
        if "session" in self.__dict__:
            self.session.flush()

    def close_entry(self, head: EntryHead) -> str:
        """Write the journal entry of all changes made; return its hash."""
        self.flush()
        number, previous = self.last_entry
        return append_entry(self.connection, number + 1, previous, head, self.changes)


class Register:
    """An opened register: hands out units of work."""

    def __init__(self, place: opening.Place, engine: Engine) -> None:
        self.place = place
        self.engine = engine

    @contextmanager
    def read(self) -> Iterator[UnitOfWork]:
        """A unit of work that only reads: it sees one state throughout, and is in no writer's way."""
        with explained(self.place.shown), self.connect(SNAPSHOT) as connection:
            opening.check_revision(connection, self.place)
            yield UnitOfWork(connection)

    def connect(self, isolation: str) -> Connection:
        """A connection at an isolation level of PostgreSQL; a file of SQLite has one writer at a time anyway."""
        connection = self.engine.connect()
        is_server = connection.dialect.name == "postgresql"
        return connection.execution_options(isolation_level=isolation) if is_server else connection

    def write(
        self,
        head: EntryHead,
        work: Callable[[UnitOfWork], Result],
        *,
        dry_run: bool = False,
        isolation: str = SERIALIZABLE,
    ) -> Result:
        """Do the work and commit it with its journal entry; with `dry_run` do it and roll it back.

        The work is done again from the start where the server found that two transactions could not be put in
        an order (SQLSTATE 40001, 40P01), so it must change nothing outside the unit of work. Work that itself makes
        sure of what it changes, row by row, may ask for another isolation than SERIALIZABLE.
        """
        with explained(self.place.shown):
            for attempt in range(ATTEMPTS):
                try:
                    return self.write_once(head, work, dry_run, isolation)
                except DBAPIError as error:
                    if attempt + 1 == ATTEMPTS or not is_worth_retrying(error):
                        raise
                    # Those who met come back at different times.
                    time.sleep(random.uniform(0, PAUSE * (attempt + 1)))
        raise AssertionError("unreachable")

    def write_once(
        self, head: EntryHead, work: Callable[[UnitOfWork], Result], dry_run: bool, isolation: str
    ) -> Result:
        """One attempt at the work."""
        with self.connect(isolation).execution_options(ctrack_writes=True) as connection:
            with connection.begin() as transaction:
                opening.check_revision(connection, self.place)
                unit = UnitOfWork(connection, moment=head.moment)
                result = work(unit)
                if dry_run:
                    unit.flush()
                    transaction.rollback()
                elif unit.changes or has_pending(unit):
                    unit.close_entry(head)
            return result


def has_pending(unit: UnitOfWork) -> bool:
    """Whether the work changed anything; a command that changed nothing leaves no entry."""
    unit.flush()
    return bool(unit.changes)


def open_register(argument: str) -> Register:
    """The register that `--db` names, which must exist."""
    place = opening.read_place(argument)
    return Register(place, opening.open_engine(place))
