"""The unit of work: one command, one transaction, one journal entry.

It rolls back unless it is told to commit. Whatever the session changes is noted for the journal as it is
flushed, before and after, so that no command can forget to.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

from ctrack.domain import failures
from ctrack.store.faults import explained
from ctrack.store.journal import EntryHead, read_hash
from ctrack.store.layout_checks import check_revision
from ctrack.store.plain_rows import PlainUnit
from ctrack.store.readings import Unusual, may_read
from ctrack.store.register_files import check_place
from ctrack.store.register_places import Place, read_place
from ctrack.store.turns import WAIT, Wait
from ctrack.store.units import UnitOfWork

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine
    from sqlalchemy.exc import DBAPIError

__all__ = ["Register", "Task", "UnitOfWork", "find_file", "has_pending", "open_register"]
Result = TypeVar("Result")
# Isolation levels of PostgreSQL: one state throughout; each statement for itself.
SNAPSHOT, ROW_BY_ROW = "REPEATABLE READ", "READ COMMITTED"


@dataclass(slots=True)
class Task(Generic[Result]):
    """What is to be written, how long it may take to come to that, and what was on its way as a connection was lost."""

    head: EntryHead
    work: Callable[[UnitOfWork], Result]
    is_dry: bool
    is_in_turn: bool
    wait: Wait
    is_committing: bool = False
    # The number and hash of an entry that may have been committed, and what its work gave.
    doubt: tuple[tuple[int, str], Result] | None = None

    def may_go_again(self, error: DBAPIError, *, is_looked_for: bool) -> bool:
        """Whether to begin anew after an error; a server that was there a moment ago is looked for again.

        What leaves no entry cannot be asked for, so that it is not begun anew where it may have been committed.
        """
        from ctrack.store.server_faults import is_lost, is_worth_retrying

        if is_worth_retrying(error):
            self.is_committing = False
            return bool(self.wait.left)
        if not is_lost(error, is_looked_for=is_looked_for) or not self.wait.left:
            return False
        return not self.is_committing or self.doubt is not None


class Register:
    """An opened register: hands out units of work."""

    def __init__(self, place: Place, engine: Engine | None = None, wait: float = WAIT) -> None:
        self.place = place
        self.wait = wait
        if engine is not None:
            self.__dict__["engine"] = engine
        # Whether a server that does not answer may do so soon: it did before, or another may take over.
        self.is_looked_for = place.has_several_hosts
        # The number and the hash of the entry that was last on its way to be committed.
        self.sent: tuple[int, str] | None = None

    @cached_property
    def engine(self) -> Engine:
        """The engine of SQLAlchemy, which much of what is done every day can do without."""
        from ctrack.store.engine import open_engine

        return open_engine(self.place, wait=self.wait)

    def close(self) -> None:
        """Let go of what is open."""
        if "engine" in self.__dict__:
            self.engine.dispose()

    @contextmanager
    def read(self, *, rewinds: bool = False) -> Iterator[UnitOfWork]:
        """A unit of work that only reads: it sees one state throughout, and is in no writer's way.

        Where it `rewinds` to the past, and the server lets nobody do that, it reads a copy.
        """
        from ctrack.store.standby_copy import copy_register, is_needed

        with explained(self.place.shown), self.connect_to_read(Wait(self.wait)) as connection:
            if rewinds and is_needed(connection):
                with copy_register(connection) as copy:
                    yield UnitOfWork(copy)
            else:
                yield UnitOfWork(connection)

    def connect_to_read(self, wait: Wait) -> Connection:
        """A connection in a transaction that shows one state; a server that is not ready yet is asked again."""
        from sqlalchemy.exc import DBAPIError

        from ctrack.store.server_faults import is_lost

        while True:
            connection = None
            try:
                connection = self.connect(SNAPSHOT)
                check_revision(connection, self.place)
                return connection
            except BaseException as error:
                if connection is not None:
                    connection.close()
                may_come = isinstance(error, DBAPIError) and is_lost(error, is_looked_for=self.is_looked_for)
                if not may_come or not wait.left:
                    raise
            wait.pause()

    def connect(self, isolation: str) -> Connection:
        """A connection at an isolation level of PostgreSQL; a file of SQLite has one writer at a time anyway."""
        connection = self.engine.connect()
        self.is_looked_for = True
        is_server = connection.dialect.name == "postgresql"
        return connection.execution_options(isolation_level=isolation) if is_server else connection

    def write(
        self,
        head: EntryHead,
        work: Callable[[UnitOfWork], Result],
        *,
        dry_run: bool = False,
        in_turn: bool = True,
    ) -> Result:
        """Do the work and commit it with its journal entry; with `dry_run` do it and roll it back.

        The work may be done again from the start, so it must change nothing outside the unit of work: where somebody
        else's entry came first, and where the server was lost; then it looks first whether it had been committed. Work
        that itself makes sure of what it changes, row by row, and leaves no entry, need not wait its turn.
        """
        task = Task(head, work, dry_run, in_turn, Wait(self.wait))
        before = find_file(self.place)
        with explained(self.place.shown):
            try:
                result = self.write_plainly(task)
            except Unusual:
                result = self.write_by_sqlalchemy(task)
            if not dry_run and find_file(self.place) != before:
                raise failures.DatabaseGone(path=self.place.shown)
            return result

    def write_plainly(self, task: Task[Result]) -> Result:
        """Do the work without SQLAlchemy; Unusual where it has to be done in the ordinary way, and was not done."""
        if not (task.is_in_turn and may_write_plainly(self.place)):
            raise Unusual("not for the driver alone")
        from ctrack.store.drivers import write_quickly

        given: list[Result] = []

        def work(unit: UnitOfWork) -> bool:
            # A server was there, and may be found again.
            self.is_looked_for = True
            given.append(task.work(unit))
            task.is_committing = self.finish(unit, task, given[0])
            return task.is_committing

        write_quickly(self.place, task.wait, task.head.moment, work)
        return given[0]

    def write_by_sqlalchemy(self, task: Task[Result]) -> Result:
        """Do the work in the ordinary way; where nobody has loaded the object mapper, without it if it can be."""
        try:
            return self.write_again(task, PlainUnit if may_leave_out_mapper() else UnitOfWork)
        except Unusual:
            return self.write_again(task, UnitOfWork)

    def write_again(self, task: Task[Result], make_unit: type[UnitOfWork]) -> Result:
        """Do the work in such a unit, more than once where that is called for."""
        from sqlalchemy.exc import DBAPIError

        while True:
            try:
                return self.write_once(task, make_unit)
            except DBAPIError as error:
                if not task.may_go_again(error, is_looked_for=self.is_looked_for):
                    self.refuse_doubt(task, error)
                    raise
            task.wait.pause()

    def refuse_doubt(self, task: Task[Result], error: DBAPIError) -> None:
        """Where nobody could be asked any more whether the work was committed, say so."""
        from ctrack.store.server_faults import is_lost

        if task.is_committing and is_lost(error, is_looked_for=True):
            raise failures.OutcomeUnknown(path=self.place.shown, seconds=round(task.wait.waited)) from error

    def write_once(self, task: Task[Result], make_unit: type[UnitOfWork] = UnitOfWork) -> Result:
        """One attempt at the work."""
        options = {"ctrack_writes": True, "ctrack_wait": task.wait, "ctrack_row_by_row": not task.is_in_turn}
        with self.connect(ROW_BY_ROW).execution_options(**options) as connection:
            with connection.begin() as transaction:
                check_revision(connection, self.place)
                unit = make_unit(connection, moment=task.head.moment)
                # Read before all else: what comes after is of the register at this entry (`turns`).
                if task.is_in_turn and unit.last_entry and task.doubt and self.holds(connection, task.doubt[0]):
                    return task.doubt[1]
                task.doubt, task.is_committing = None, False
                result = task.work(unit)
                if not self.finish(unit, task, result):
                    transaction.rollback()
                    return result
                task.is_committing = True
            return result

    def finish(self, unit: UnitOfWork, task: Task[Result], result: Result) -> bool:
        """Add the journal entry where something was changed; whether the transaction is to be committed."""
        if task.is_dry:
            unit.flush()
            return False
        if unit.changes or has_pending(unit):
            self.sent = unit.number, unit.close_entry(task.head)
            task.doubt = self.sent, result
        return True

    def holds(self, connection: Connection, entry: tuple[int, str]) -> bool:
        """Whether the journal has an entry of that number and hash."""
        return read_hash(connection, entry[0]) == entry[1]

    def holds_sent(self) -> bool:
        """Whether the entry that was last on its way is in the register: to be asked after an interruption."""
        if self.sent is None:
            return False
        with explained(self.place.shown), self.engine.connect() as connection:
            return self.holds(connection, self.sent)


def may_write_plainly(place: Place) -> bool:
    """Whether a register may be written to so: by a program that has not loaded SQLAlchemy for something else."""
    return may_read(place)


def may_leave_out_mapper() -> bool:
    """Whether the object mapper of SQLAlchemy is not loaded: what changes entities by it has loaded it first."""
    return "sqlalchemy.orm" not in sys.modules


def find_file(place: Place) -> tuple[int, int] | None:
    """Which file stands at the name of a register: what is written into one that was taken away is found by nobody."""
    try:
        found = os.stat(place.path) if place.path is not None else None
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if found is not None else None


def has_pending(unit: UnitOfWork) -> bool:
    """Whether the work changed anything; a command that changed nothing leaves no entry."""
    unit.flush()
    return bool(unit.changes)


def open_register(named: str | Place, wait: float = WAIT) -> Register:
    """The register at a place, or that `--db` names, which must exist; `wait` seconds are spent on others who write."""
    place = read_place(named) if isinstance(named, str) else named
    if place.path is not None:
        check_place(place)
    register = Register(place, wait=wait)
    if place.path is None and not may_read(place):
        # An address that is none is told before anything is asked of it.
        register.engine  # noqa: B018
    return register
