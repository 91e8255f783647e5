"""The records of a register as they are read: as maps of what each has, or row by row as they are stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any

from ctrack.domain.frozen import dataclass
from ctrack.store.fetched_rows import fetch
from ctrack.store.readings import Result
from ctrack.store.register_kinds import PACKED
from ctrack.store.row_readers import READERS
from ctrack.store.sql import Connection, Select, select_kind

Values = Sequence[Any]
# A column of words side by side.
NAMES = "names"
READ: dict[str, Callable[[Any], Any]] = {**READERS, NAMES: lambda words: words.split() or None}


@dataclass(frozen=True, slots=True)
class Records:
    """Records of one kind, which are gone through once: their fields, what each is stored as, and the stored values.

    What it is stored as is a kind of `row_readers`, NAMES, or nothing for a value of Python as it is.
    """

    names: tuple[str, ...]
    kinds: tuple[str, ...]
    rows: Iterable[Values]

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Each record with what it has: a field that is empty is none."""
        readers = [(name, READ[kind]) for name, kind in zip(self.names, self.kinds, strict=True) if kind]
        for row in self.rows:
            record = {name: value for name, value in zip(self.names, row, strict=True) if value is not None}
            for name, read in readers:
                if name in record:
                    record[name] = read(record[name])
            yield {name: value for name, value in record.items() if value is not None}


def read_records(connection: Connection, kind: str, sides: Select[Any] | None = None) -> Records:
    """The records of a kind, of the whole register or of the part with some undertakings; lists of words come last."""
    found = fetch(connection, select_kind(kind) if sides is None else select_kind(kind, sides))
    names, is_stored = tuple(found.keys()), isinstance(found, Result)
    kinds = [NAMES if name in PACKED else found.kinds[place] if is_stored else "" for place, name in enumerate(names)]
    order = sorted(range(len(names)), key=lambda place: kinds[place] == NAMES)
    take = itemgetter(*order)
    rows = map(take, found.cursor if is_stored else found)
    return Records(tuple(names[place] for place in order), tuple(kinds[place] for place in order), rows)
