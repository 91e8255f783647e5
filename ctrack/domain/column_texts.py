"""Many things as texts, written a column at a time: what is alike in all of them is written once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import repeat
from typing import Any

from ctrack.domain.long_lists import Columns


def write_columns(
    writers: Sequence[Callable[[Any], str]], columns: Columns, comma: str = "", end: str = ""
) -> Iterator[str]:
    """The text of each thing: what the writers of its columns make of its values, with a comma between these.

    The values of a column are of one type, or nothing: those that are equal have one text, but for maps, which are
    equal in whatever order.
    """
    count = len(columns[0])
    pieces, alike = list[Iterable[str]](), list[str]()
    for write, column in zip(writers, columns, strict=True):
        if not isinstance(column[0], dict) and column.count(column[0]) == count:
            alike.append(write(column[0]))
        else:
            if alike:
                pieces.append(repeat(comma.join(alike), count))
                alike = []
            pieces.append(map(write, column))
    if alike or end:
        pieces.append(repeat(comma.join(alike) + end, count))
    return map(comma.join, zip(*pieces, strict=True))
