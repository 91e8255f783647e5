"""Classes of lists that are told to programs one thing at a time: each is made, and written, when it is asked for.

A report may list 250,000 things; what they are made of is small beside what is told of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, Generic, TypeVar

from ctrack.domain.json_signs import escape_suspects
from ctrack.domain.long_lists import ColumnList, Columns, LongList

Item = TypeVar("Item")
Data = dict[str, Any]
Write = Callable[[Item], str]


class ColumnWriter(Generic[Item]):
    """What writes a thing, and many at once by their columns: the same texts."""

    def __call__(self, item: Item) -> str:
        raise NotImplementedError

    def write_columns(self, columns: Columns) -> Iterable[str]:
        """The text of each of some things."""
        raise NotImplementedError


def write_each(write: Write[Item], items: Sequence[Item]) -> Iterator[str]:
    """The text of each thing."""
    if isinstance(write, ColumnWriter) and isinstance(items, ColumnList):
        return chain.from_iterable(map(write.write_columns, items.portions()))
    return map(write, items)


class ToldList(LongList[Data], Generic[Item]):
    """A list of things, each as the data that `tell` makes of it.

    `write` writes a thing in JSON, and `sum_up` as a fingerprint is taken of it: both faster than what is made by
    `tell` is written, and just so.
    """

    def __init__(
        self,
        items: Sequence[Item],
        tell: Callable[[Item], Data],
        write: Write[Item] | None = None,
        sum_up: Write[Item] | None = None,
    ) -> None:
        super().__init__(len(items), lambda: map(tell, items))
        self.items = items
        self.write = write
        self.sum_up = sum_up

    def lines(self, encode: Callable[[Any], str]) -> Iterator[str]:
        """Each thing in JSON, as `encode` writes its data, and with escapes for what could steer a terminal."""
        return write_each(self.write, self.items) if self.write else map(escape_suspects, map(encode, self))

    def contents(self, encode: Callable[[Any], str]) -> Iterator[str]:
        """Each thing as a fingerprint is taken of it, as `encode` writes its data."""
        return write_each(self.sum_up, self.items) if self.sum_up else map(encode, self)
