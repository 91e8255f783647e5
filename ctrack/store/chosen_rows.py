"""Rows of a statement that are kept as they came, compared one by one, and chosen into lists of whatever length."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from operator import itemgetter
from typing import Any, Generic, TypeVar

from ctrack.domain.dueness import Horizon
from ctrack.domain.long_lists import LongList, Spool
from ctrack.domain.records.undertakings import Row
from ctrack.store.fetched_rows import PORTION, RawRows, Values
from ctrack.store.row_records import make_rows
from ctrack.store.sql import Connection, Select

Item = TypeVar("Item")
# So many chosen rows are held.
FEW = 2000


class RowSource(RawRows):
    """The rows of a statement made by `select_rows`, as they came, and what makes records of them."""

    def __init__(self, connection: Connection, statement: Select[Any], horizon: Horizon) -> None:
        super().__init__(connection, statement)
        self.horizon = horizon

    def make(self, rows: Iterable[Values]) -> Iterator[Row]:
        """The record of each row; what stands after its columns is of no account."""
        return make_rows(self.names, rows, self.horizon, self.kinds)

    def find(self, name: str) -> Callable[[Values], Any]:
        """What takes the column of that name out of a row."""
        return itemgetter(self.names.index(name))


class Chosen(Generic[Item]):
    """Rows of a source that are chosen one by one, each with what is made of it and of what stands `beside` it."""

    def __init__(self, source: RowSource, make: Callable[[Row, Values], Item]) -> None:
        self.source, self.make_item = source, make
        self.spool, self.held, self.length = Spool(), list[Values](), 0

    def add(self, row: Values, *beside: Any) -> None:
        """Choose a row."""
        self.length += 1
        self.held.append((*row, *beside))
        if len(self.held) >= PORTION and self.length > FEW:
            self.spool.add(self.source.pack(self.held))
            self.held = []

    def finish(self, *others: Item) -> Sequence[Item]:
        """What was chosen, and some others after it."""
        width = len(self.source.names)

        def make() -> Iterator[Item]:
            for rows in chain(map(self.source.unpack, self.spool), (self.held,)):
                records = self.source.make(rows)
                yield from (self.make_item(row, values[width:]) for row, values in zip(records, rows, strict=True))
            yield from others

        return list(make()) if self.length <= FEW else LongList(self.length + len(others), make)
