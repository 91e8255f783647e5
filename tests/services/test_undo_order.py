"""Which command comes next, to undo and to redo, is that of two stacks that are filled from the first entry on."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, create_engine, event, insert

from ctrack.domain.failures import NothingToUndo
from ctrack.services import undo_order
from ctrack.services.reversals import UPGRADE
from ctrack.services.undo_order import NothingToRedo, Pending, Turn, find_redo, find_undo, walk_back
from ctrack.store.tables import journal

Entry = tuple[int, int | None, str]


@pytest.fixture
def connection() -> Iterator[Connection]:
    """A connection to a journal alone."""
    engine = create_engine("sqlite://")
    journal.create(engine)
    with engine.connect() as found:
        yield found


def append(connection: Connection, entries: list[Entry], undoes: int | None, command: str = "note") -> None:
    """One entry more."""
    number = len(entries) + 1
    entries.append((number, undoes, command))
    said = {"recorded_at": "", "author": "", "detail": "", "changes": [], "previous": number, "hash": number}
    connection.execute(insert(journal).values(number=number, undoes=undoes, command=command, **said))


def stack(entries: list[Entry]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """What stands and what was undone, each a command with its newest entry, the last one last."""
    standing: dict[int, int] = {}
    undone: dict[int, int] = {}
    commands: dict[int, int] = {}
    for number, undoes, _command in (entry for entry in entries if entry[2] not in ("init", UPGRADE)):
        command = commands[number] = number if undoes is None else commands[undoes]
        if undoes is None:
            undone.clear()
        came_from, goes_to = (standing, undone) if command in standing else (undone, standing)
        came_from.pop(command, None)
        goes_to[command] = number
    return list(standing.items()), list(undone.items())


def next_of(turns: list[tuple[int, int]], *, stands: bool) -> Turn | None:
    """The end of a stack."""
    return Turn(*turns[-1], stands) if turns else None


def compare(connection: Connection, entries: list[Entry], chosen: random.Random) -> None:
    """The answers, and those with an entry on its way, beside the stacks."""
    standing, undone = stack(entries)
    assert undo_order.find_next_undo(connection) == next_of(standing, stands=True)
    assert undo_order.find_next_redo(connection) == next_of(undone, stands=False)
    since = chosen.randrange(len(entries) + 1)
    turns = [(turn.command, turn.newest) for turn in walk_back(connection, since=since) if turn.stands]
    assert turns == [turn for turn in reversed(standing) if turn[1] > since]
    for command, newest in (*standing, *undone):
        stands = (command, newest) in standing
        assert find_undo(connection, command) == (newest if stands else command)
        pending = Pending(len(entries) + 1, newest)
        then = stack([*entries, (pending.number, pending.undoes, "undo")])
        assert undo_order.find_next_undo(connection, pending) == next_of(then[0], stands=True)
        assert undo_order.find_next_redo(connection, pending) == next_of(then[1], stands=False)


@pytest.mark.parametrize("seed", range(8))
def test_the_next_is_that_of_two_stacks(seed: int, connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever was done, undone in turn or out of turn, and done again, also beside an upgrade."""
    monkeypatch.setattr(undo_order, "PORTION", 1 + seed)
    chosen, entries = random.Random(seed), list[Entry]()
    append(connection, entries, None, "init")
    with pytest.raises(NothingToUndo):
        find_undo(connection, None)
    for _step in range(40):
        act = chosen.choice(("do", "undo", "undo", "redo", "redo", "any", "upgrade"))
        standing, undone = stack(entries)
        if act in ("do", "upgrade"):
            append(connection, entries, None, UPGRADE if act == "upgrade" else "note")
        elif act == "redo" and not undone:
            with pytest.raises(NothingToRedo):
                find_redo(connection)
        elif act == "redo":
            append(connection, entries, find_redo(connection), "redo")
        elif act == "any" and (turns := standing + undone):
            append(connection, entries, chosen.choice(turns)[1], "undo")
        elif standing:
            append(connection, entries, find_undo(connection, None), "undo")
        compare(connection, entries, chosen)


def test_only_the_end_of_a_long_journal_is_read(connection: Connection) -> None:
    """What comes next is found in as many entries as were undone since, however many there are."""
    entries = list[Entry]()
    for _number in range(300):
        append(connection, entries, None)
    append(connection, entries, 300, "undo")
    statements = list[str]()
    event.listen(connection, "before_cursor_execute", lambda *of: statements.append(of[2]))
    assert undo_order.find_next_undo(connection) == Turn(299, 299, True)
    assert undo_order.find_next_redo(connection) == Turn(300, 301, False)
    assert len(statements) == 4
    assert all("WHERE" in statement for statement in statements)
    assert all("LIMIT" in each or "number = ?" in each for each in statements)
