"""The order in which undo walks back over the journal and redo forward: two stacks, read from the entries alone.

An entry that undoes an undo does the command again. What is done anew ends what could be done again.
"""

from __future__ import annotations

from sqlalchemy import Connection, select

from ctrack.domain import failures
from ctrack.domain.failures import Refused, marked
from ctrack.domain.frozen import dataclass
from ctrack.services.reversals import UPGRADE
from ctrack.store.tables import journal

# What makes the register, or brings it to another layout, is no command to be undone.
MAKING = ("init", UPGRADE)


class NothingToRedo(Refused):
    message = marked(
        "There is nothing to do again: nothing was undone since the last command. 'ctrack log' lists what was done."
    )


@dataclass(frozen=True, slots=True)
class Turn:
    """A command, and the newest entry of those that did it, undid it and did it again; undoing that one turns it."""

    command: int
    newest: int


@dataclass(frozen=True, slots=True)
class Order:
    """What stands and what was undone, each with what comes next at its end."""

    standing: tuple[Turn, ...]
    undone: tuple[Turn, ...]

    @property
    def next_undo(self) -> Turn | None:
        """What undo takes back next."""
        return self.standing[-1] if self.standing else None

    @property
    def next_redo(self) -> Turn | None:
        """What redo does again next."""
        return self.undone[-1] if self.undone else None


def read_order(connection: Connection, pending: tuple[int, int] | None = None) -> Order:
    """The order as the journal tells it, with the entry that is about to be written, if `pending` gives one.

    That entry is given by its number and the number of what it undoes.
    """
    entries = connection.execute(select(journal.c.number, journal.c.undoes, journal.c.command).order_by("number"))
    standing: dict[int, int] = {}
    undone: dict[int, int] = {}
    commands: dict[int, int] = {}
    for number, undoes in [
        *((row.number, row.undoes) for row in entries if row.command not in MAKING),
        *([pending] if pending else []),
    ]:
        command = commands[number] = commands.get(undoes, undoes or number)
        if undoes is None:
            undone.clear()
        came_from, goes_to = (standing, undone) if command in standing else (undone, standing)
        came_from.pop(command, None)
        goes_to[command] = number
    return Order(*(tuple(Turn(*turn) for turn in turns.items()) for turns in (standing, undone)))


def find_undo(connection: Connection, number: int | None) -> int:
    """The entry to undo: for a command that was done again that which did so; without a number, the last that stands.

    Raises NothingToUndo where nothing stands but the making of the register.
    """
    order = read_order(connection)
    if number is None:
        if order.next_undo is None:
            raise failures.NothingToUndo()
        return order.next_undo.newest
    return next((turn.newest for turn in order.standing if turn.command == number), number)


def find_redo(connection: Connection) -> int:
    """The entry whose undo does a command again; raises NothingToRedo."""
    turn = read_order(connection).next_redo
    if turn is None:
        raise NothingToRedo()
    return turn.newest
