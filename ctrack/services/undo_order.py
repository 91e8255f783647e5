"""The order in which undo walks back over the journal and redo forward: two stacks, read from the entries alone.

An entry that undoes an undo does the command again. What is done anew ends what could be done again. Of a long journal
only its end is read, as far back as it takes to find what comes next.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from ctrack.domain import failures
from ctrack.domain.failures import Refused, marked
from ctrack.domain.frozen import dataclass
from ctrack.services.reversals import UPGRADE
from ctrack.store.tables import journal

# What makes the register, or brings it to another layout, is no command to be undone.
MAKING = ("init", UPGRADE)
# So many entries are read at once.
PORTION = 50


class NothingToRedo(Refused):
    message = marked(
        "There is nothing to do again: nothing was undone since the last command. 'ctrack log' lists what was done."
    )


@dataclass(frozen=True, slots=True)
class Turn:
    """A command, and the newest entry of those that did it, undid it and did it again; undoing that one turns it."""

    command: int
    newest: int
    # Whether it stands, or was undone.
    stands: bool


@dataclass(frozen=True, slots=True)
class Pending:
    """An entry that is about to be written, and the one that it undoes."""

    number: int
    undoes: int


def find_next_undo(connection: Connection, pending: Pending | None = None) -> Turn | None:
    """What undo takes back next: of the commands that stand the one that was done or redone last."""
    return next((turn for turn in walk_back(connection, pending) if turn.stands), None)


def find_next_redo(connection: Connection, pending: Pending | None = None) -> Turn | None:
    """What redo does again next: what was undone last, if nothing was done anew since."""
    return next((turn for turn in walk_back(connection, pending, is_anew_last=True) if not turn.stands), None)


def walk_back(
    connection: Connection, pending: Pending | None = None, since: int = 0, *, is_anew_last: bool = False
) -> Iterator[Turn]:
    """The commands whose newest entry comes after `since`, the newest first.

    With `is_anew_last` no more of them than come after what was done anew last.
    """
    undone = set[int]()
    if pending is not None:
        undone.add(pending.undoes)
        yield find_turn(connection, pending.number, pending.undoes)
    for number, undoes, command in read_back(connection, since):
        if undoes is not None:
            undone.add(undoes)
        if number not in undone and command not in MAKING:
            yield find_turn(connection, number, undoes)
        if is_anew_last and undoes is None and command not in MAKING:
            return


def find_turn(connection: Connection, newest: int, undoes: int | None) -> Turn:
    """The command that an entry did, undid or did again, by what that undoes."""
    command, stands = newest, True
    while undoes is not None:
        command, stands = undoes, not stands
        undoes = connection.scalar(select(journal.c.undoes).where(journal.c.number == command))
    return Turn(command, newest, stands)


def read_back(connection: Connection, since: int) -> Iterator[Any]:
    """The entries after `since`, newest first, as many as are asked for."""
    wanted = select(journal.c.number, journal.c.undoes, journal.c.command).order_by(journal.c.number.desc())
    statement = wanted.where(journal.c.number > since).limit(PORTION)
    rows = connection.execute(statement).all()
    while rows:
        yield from rows
        rows = connection.execute(statement.where(journal.c.number < rows[-1].number)).all()


def find_undo(connection: Connection, number: int | None) -> int:
    """The entry to undo: for a command that was done again that which did so; without a number, the last that stands.

    Raises NothingToUndo where nothing stands but the making of the register.
    """
    if number is None:
        turn = find_next_undo(connection)
        if turn is None:
            raise failures.NothingToUndo()
        return turn.newest
    newest = find_newest(connection, number)
    return newest if newest is not None else number


def find_newest(connection: Connection, command: int) -> int | None:
    """The entry that did a command last, where it stands; None where it does not, and of what is no command."""
    row = connection.execute(select(journal.c.undoes, journal.c.command).where(journal.c.number == command)).first()
    if row is None or row.undoes is not None or row.command in MAKING:
        return None
    newest, stands = command, True
    while (later := connection.scalar(select(journal.c.number).where(journal.c.undoes == newest))) is not None:
        newest, stands = later, not stands
    return newest if stands else None


def find_redo(connection: Connection) -> int:
    """The entry whose undo does a command again; raises NothingToRedo."""
    turn = find_next_redo(connection)
    if turn is None:
        raise NothingToRedo()
    return turn.newest
