"""The entries that a register knows, its own and those that other registers brought, and how they follow on each other.

An entry that merged another register follows on two: on the one before it, and on the last one that it took over. A
merge that was undone, and what undid it, count as if they had never been.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, select

from ctrack.domain.frozen import dataclass
from ctrack.store.tables import foreign_entry, journal

MERGE = "merge"
# What orders entries whatever register they are read in: never before what they follow on.
Clock = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class Node:
    """An entry without its changes; `heads` are the last entries of the registers that it merged."""

    hash: str
    previous: str
    number: int
    recorded_at: str
    command: str
    undoes: int | None
    heads: tuple[str, ...] = ()


class Lineage:
    """The entries of a register: `own` in their order, and by their hashes all that are known."""

    def __init__(self, own: Iterable[Node], foreign: Iterable[Node]) -> None:
        self.own = tuple(own)
        self.all = {node.hash: node for node in (*foreign, *self.own)}
        undone = self._find_undone()
        self.skipped = self._find_skipped(undone)
        self.known = self._find_known(undone)
        self._clocks: dict[str, Clock] = {}

    def _find_undone(self) -> set[str]:
        """The entries that were undone, and not done again since."""
        undone: set[str] = set()
        undoing = [node for node in self.all.values() if node.undoes is not None]
        for node in sorted(undoing, key=lambda node: -node.number):
            if node.hash not in undone and (target := self._find_before(node, node.undoes or 0)) is not None:
                undone.add(target)
        return undone

    def _find_before(self, node: Node, number: int) -> str | None:
        """The hash of the entry of that number in the chain that leads to this one."""
        found: Node | None = node
        while found is not None and found.number > number:
            found = self.all.get(found.previous)
        return found.hash if found is not None else None

    def _find_skipped(self, undone: set[str]) -> set[str]:
        """The merges of this register that do not stand, and all entries that undid merges or did them again."""
        commands: dict[int, Node] = {}
        skipped = set()
        for node in self.own:
            command = commands[node.number] = commands.get(node.undoes or 0, node)
            if command.command == MERGE and (command is not node or node.hash in undone):
                skipped.add(node.hash)
        return skipped

    def _find_known(self, undone: set[str]) -> set[str]:
        """The hashes of what this register has seen: all of its own, and what stands of what it merged."""
        known = {node.hash for node in self.own}
        waiting = [head for node in self.own if node.hash not in undone for head in node.heads]
        while waiting:
            node = self.all.get(waiting.pop())
            if node is not None and node.hash not in known:
                known.add(node.hash)
                waiting += [node.previous, *(node.heads if node.hash not in undone else ())]
        return known

    def find_clock(self, key: str) -> Clock:
        """When an entry came, so that whatever it follows on came before: the same in every register."""
        waiting = [key]
        while waiting:
            node = self.all[waiting[-1]]
            before = [each for each in (node.previous, *node.heads) if each in self.all]
            unread = [each for each in before if each not in self._clocks]
            if unread:
                waiting += unread
                continue
            clocks = [self._clocks[each] for each in before]
            time = max([node.recorded_at, *(clock[0] for clock in clocks)])
            self._clocks[node.hash] = (time, 1 + max((clock[1] for clock in clocks), default=0), node.hash)
            waiting.pop()
        return self._clocks[key]


def read_lineage(connection: Connection, last: int | None = None) -> Lineage:
    """The lineage of a register; of its own entries those up to the number `last`."""
    own, foreign = read_nodes(connection, journal), read_nodes(connection, foreign_entry)
    return Lineage((node for node in own if last is None or node.number <= last), foreign)


def read_nodes(connection: Connection, table: Any) -> Iterator[Node]:
    """The entries of a table, in the order of their numbers."""
    merged = select(table.c.hash, table.c.changes).where(table.c.command == MERGE)
    heads = {key: tuple(list_heads(changes)) for key, changes in connection.execute(merged)}
    columns = (table.c[name] for name in ("hash", "previous", "number", "recorded_at", "command", "undoes"))
    for row in connection.execute(select(*columns).order_by(table.c.number, table.c.hash)):
        yield Node(**row._mapping, heads=heads.get(row.hash, ()))


def list_heads(changes: Iterable[dict[str, Any]]) -> Iterator[str]:
    """The last entries of the registers that an entry merged, as its changes name them."""
    return (change["head"] for change in changes if change.get("table") == foreign_entry.name and "head" in change)


def count_common(ours: Lineage, theirs: Lineage) -> int:
    """How many entries two journals begin with alike."""
    pairs = zip(ours.own, theirs.own, strict=False)
    return next((place for place, (one, other) in enumerate(pairs) if one.hash != other.hash),
                min(len(ours.own), len(theirs.own)))  # fmt: skip
