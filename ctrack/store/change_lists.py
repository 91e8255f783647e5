"""The changes of an entry as a list: those of a great import are gone through a portion at a time, either way.

As maps they would take ten times the memory of the text that is stored.
"""

from __future__ import annotations

import json
import marshal
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING

from ctrack.domain.long_lists import LongList, Spool
from ctrack.store.change_streams import read_pieces, read_text
from ctrack.store.change_texts import Change, StoredChanges

if TYPE_CHECKING:
    from sqlalchemy import Connection

# So many changes are held as they are; of more, so many are held at once.
FEW = 2000
PORTION = 500


class LongChanges(LongList[Change]):
    """More changes than are held, each made anew whenever they are gone through."""

    def __init__(self, changes: Iterable[Change]) -> None:
        self.spool = Spool()
        # Of which tables they tell, and whether rows were added, taken away, or changed.
        self.tables: set[str] = set()
        self.ways: set[tuple[bool, bool]] = set()
        length, waiting = 0, iter(changes)
        while portion := list(islice(waiting, PORTION)):
            self.spool.add(marshal.dumps(portion))
            self.tables.update(change["table"] for change in portion)
            self.ways.update((change.get("before") is None, change.get("after") is None) for change in portion)
            length += len(portion)
        super().__init__(length, lambda: chain.from_iterable(map(marshal.loads, self.spool)))

    @property
    def is_one_way(self) -> bool:
        """Whether all of them added rows, or all took rows away."""
        return self.ways in ({(True, False)}, {(False, True)})

    def __reversed__(self) -> Iterator[Change]:
        return chain.from_iterable(self.list_backwards())

    def list_backwards(self) -> Iterator[list[Change]]:
        """The changes from the last to the first, by portions."""
        return (marshal.loads(portion)[::-1] for portion in reversed(self.spool))


def keep_changes(changes: Iterable[Change]) -> Sequence[Change]:
    """The changes as a list that may be gone through again, however many there are."""
    waiting = iter(changes)
    first = list(islice(waiting, FEW))
    return first if len(first) < FEW else LongChanges(chain(first, waiting))


def read_changes(connection: Connection, number: int) -> Sequence[Change]:
    """The changes of an entry of a file."""
    try:
        return keep_changes(StoredChanges(read_pieces(connection, "journal", number)))
    except ValueError:
        changes: list[Change] = json.loads(read_text(connection, number))
        return changes
