"""Rows of a statement that are kept beyond the reading which found them: few as records, and however many as they came.

So the register is read once, nobody who writes waits for whoever reads on slowly, and what is held stays small.
"""

from __future__ import annotations

import marshal
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, islice
from operator import itemgetter
from typing import Any, TypeVar

from ctrack.domain.dueness import Horizon
from ctrack.domain.long_lists import LongList, Spool
from ctrack.domain.records.undertakings import Row
from ctrack.store.fetched_rows import PORTION, fetch
from ctrack.store.readings import Result
from ctrack.store.row_readers import read_values
from ctrack.store.row_records import make_rows
from ctrack.store.sql import Connection, Select

# So many rows are held as records; more of them where they are gone through more than once.
FEW, SEVERAL = 2000, 10_000
# So many rows after those are held as the driver gave them, 10 MB of a list; the others as bytes.
HELD = 8000
Values = Sequence[Any]
Item = TypeVar("Item")


class KeptRows(LongList[Row]):
    """Many rows, with how many are whose, in the order in which the parties are met."""

    def __init__(self, length: int, make: Callable[[], Iterator[Row]], parties: Counter[str]) -> None:
        super().__init__(length, make)
        self.parties = parties


def keep_rows(connection: Connection, statement: Select[Any], horizon: Horizon, few: int = 0) -> Sequence[Row]:
    """The rows of a statement made by `select_rows`: a list of few, or many that are gone through by portions."""
    result = fetch(connection, statement)
    names, parties = tuple(result.keys()), Counter[str]()
    whose = itemgetter(names.index("party"))
    kept = keep(
        result,
        lambda found: make_rows(names, found, horizon),
        lambda portion: parties.update(map(whose, portion)),
        few,
    )
    return KeptRows(len(kept), kept.make, parties) if isinstance(kept, LongList) else kept


def keep(
    result: Any,
    make: Callable[[Iterable[Values]], Iterator[Item]],
    note: Callable[[list[Values]], object] = len,
    few: int = 0,
) -> Sequence[Item]:
    """What is made of the rows of a result: a list of few, or a long list; of that, `note` is shown each portion.

    How many are `few` may be given, where a list is gone through more than once: so many of a long one are made once.
    """
    first: list[Values] = list(islice(result, few or FEW))
    if len(first) < (few or FEW):
        return list(make(first))
    note(first)
    begin = list(make(first)).__iter__ if few else partial(make, first)
    held, spool, length = list[list[Values]](), Spool(), len(first)
    pack, unpack, read = find_packing(result)
    for portion in list_portions(result):
        note(portion)
        length += len(portion)
        if len(held) * PORTION < HELD:
            held.append(portion)
        else:
            spool.add(pack(portion))

    def list_left() -> Iterator[Item]:
        return make(chain.from_iterable(chain(map(read, held), map(read, map(unpack, spool)))))

    return LongList(length, lambda: chain(begin(), list_left()))


def list_portions(result: Any) -> Iterator[list[Any]]:
    """The rows that are left, as the driver gives them, portion by portion."""
    if isinstance(result, Result):
        left = iter(result.cursor)
        return iter(lambda: list(islice(left, PORTION)), [])
    return ([tuple(row) for row in portion] for portion in result.partitions(PORTION))


def find_packing(
    result: Any,
) -> tuple[Callable[[list[Any]], bytes], Callable[[bytes], list[Any]], Callable[[list[Any]], Iterable[Values]]]:
    """What makes bytes of a portion, what makes a portion of these again, and what reads the values in one.

    What SQLite gives is the plainest there is.
    """
    if isinstance(result, Result):
        kinds = result.kinds
        if isinstance(result.cursor, sqlite3.Cursor):
            return marshal.dumps, marshal.loads, lambda portion: read_values(portion, kinds)
        import pickle

        return pickle.dumps, pickle.loads, lambda portion: read_values(portion, kinds)
    import pickle

    return pickle.dumps, pickle.loads, iter


def count_parties(rows: Sequence[Row]) -> dict[str, int]:
    """How many rows are whose, in the order in which the parties are met."""
    return dict(rows.parties if isinstance(rows, KeptRows) else Counter(row.party for row in rows))
