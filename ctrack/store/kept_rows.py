"""Rows of a statement that are kept beyond the reading which found them: few as records, and however many as they came.

So the register is read once, nobody who writes waits for whoever reads on slowly, and what is held stays small.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import Any, TypeVar

from ctrack.domain.dueness import Horizon
from ctrack.domain.long_lists import ColumnList, Columns, LongList, Spool
from ctrack.domain.records.undertakings import Row
from ctrack.store.fetched_rows import RawRows, Values
from ctrack.store.row_readers import read_columns
from ctrack.store.row_records import column_maker, make_row
from ctrack.store.sql import Connection, Select

# So many rows are made records of; more of them where they are gone through more than once.
FEW, SEVERAL = 2000, 10_000
# So many rows of more are held as the driver gave them, 10 MB of a list; the others as bytes.
HELD = 10_000
Item = TypeVar("Item")
Made = TypeVar("Made")


class KeptRows(ColumnList[Row]):
    """Many rows, with how many are whose, in the order in which the parties are met."""

    def __init__(self, length: int, portions: Callable[[], Iterator[Columns]], parties: Counter[str]) -> None:
        super().__init__(length, portions, make_row)
        self.parties = parties


class KeptColumns:
    """The columns of rows as they came, portion by portion: some are held, and the others lie in a spool."""

    def __init__(self, found: RawRows, take: Callable[[Columns], Columns]) -> None:
        self.held, self.spool, self.length, self.unpack = list[Columns](), Spool(), 0, found.unpack
        for portion in found:
            columns = take(list(zip(*portion, strict=True)))
            if self.length < HELD:
                self.held.append(columns)
            else:
                self.spool.add(found.pack(columns))
            self.length += len(portion)

    def each(self, make: Callable[[Columns], Made], *, is_made_once: bool) -> Callable[[], Iterator[Made]]:
        """What goes through all that is made of the portions; of those that are held it may be made once."""
        begin = list(map(make, self.held)).__iter__ if is_made_once else partial(map, make, self.held)
        return lambda: chain(begin(), map(make, map(self.unpack, self.spool)))


def keep_rows(connection: Connection, statement: Select[Any], horizon: Horizon, few: int = 0) -> Sequence[Row]:
    """The rows of a statement made by `select_rows`: a list of few, or many that are gone through by portions.

    How many are `few` may be given, where a list is gone through more than once: so many of a long one are made once.
    """
    found, parties = RawRows(connection, statement), Counter[str]()
    whose = found.names.index("party")

    def take(columns: Columns) -> Columns:
        parties.update(columns[whose])
        # What is alike in a portion is there once, and takes a few bytes in the spool.
        return [tuple(map(dict[Any, Any]().setdefault, column, column)) for column in columns]

    kept = KeptColumns(found, take)
    make = column_maker(found.names, horizon, found.kinds)
    rows = KeptRows(kept.length, kept.each(make, is_made_once=bool(few)), parties)
    return list(rows) if kept.length < (few or FEW) else rows


def keep(
    connection: Connection, statement: Select[Any], make: Callable[[Iterable[Values]], Iterator[Item]], few: int
) -> Sequence[Item]:
    """What is made of the rows of a statement: a list of few, or a long list, of which so many are made once."""
    found = RawRows(connection, statement)
    kept = KeptColumns(found, list)
    each = kept.each(
        lambda columns: list(make(zip(*read_columns(columns, found.kinds), strict=True))), is_made_once=True
    )
    items = LongList(kept.length, lambda: chain.from_iterable(each()))
    return list(items) if kept.length < few else items


def count_parties(rows: Sequence[Row]) -> dict[str, int]:
    """How many rows are whose, in the order in which the parties are met."""
    return dict(rows.parties if isinstance(rows, KeptRows) else Counter(row.party for row in rows))
