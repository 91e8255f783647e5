"""Classes of lists that are too long to be held: they are gone through as often as is wanted, a portion at a time.

A portion lies in the memory while there are few, and else in a file without a name, which nobody else can open and
which is gone with the program.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import IO, Any, TypeVar, overload

Item = TypeVar("Item")
Columns = Sequence[Sequence[Any]]
"""Some items by what they hold: for each column a sequence with a value of every item."""
# So many bytes of portions are held; what comes after them goes into a file.
MOST_HELD = 1 << 22


class Spool:
    """Portions of bytes in the order in which they came."""

    def __init__(self) -> None:
        self.held: list[bytes] = []
        self.size = 0
        self.file: IO[bytes] | None = None
        # Where the portions in the file end.
        self.ends = [0]

    def add(self, portion: bytes) -> None:
        """Keep one more portion."""
        self.size += len(portion)
        if self.size <= MOST_HELD:
            self.held.append(portion)
            return
        if self.file is None:
            # What makes such files takes longer to load than a list of some thousand rows to write.
            from tempfile import TemporaryFile

            self.file = TemporaryFile()  # noqa: SIM115
        self.file.seek(self.ends[-1])
        self.ends.append(self.ends[-1] + self.file.write(portion))

    def __iter__(self) -> Iterator[bytes]:
        yield from self.held
        yield from map(self._read, range(len(self.ends) - 1))

    def __reversed__(self) -> Iterator[bytes]:
        yield from map(self._read, reversed(range(len(self.ends) - 1)))
        yield from reversed(self.held)

    def _read(self, place: int) -> bytes:
        assert self.file is not None
        self.file.seek(self.ends[place])
        return self.file.read(self.ends[place + 1] - self.ends[place])


class LongList(Sequence[Item]):
    """So many items, which are made anew each time that they are gone through."""

    def __init__(self, length: int, make: Callable[[], Iterator[Item]]) -> None:
        self.length = length
        self.make = make

    def __len__(self) -> int:
        return self.length

    def __iter__(self) -> Iterator[Item]:
        return self.make()

    @overload
    def __getitem__(self, place: int) -> Item: ...
    @overload
    def __getitem__(self, place: slice) -> list[Item]: ...
    def __getitem__(self, place: int | slice) -> Item | list[Item]:
        """One item, or a list of some: what comes first is found without the others."""
        if isinstance(place, slice):
            is_plain = (place.step or 1) > 0 and (place.start or 0) >= 0 and (place.stop or 0) >= 0
            return list(islice(self, place.start, place.stop, place.step)) if is_plain else list(self)[place]
        if not -self.length <= place < self.length:
            raise IndexError(place)
        return next(islice(self, place % self.length, None))


class ColumnList(LongList[Item]):
    """A long list that comes by columns, so many items at a time: what is told of all is told quickest so."""

    def __init__(
        self, length: int, portions: Callable[[], Iterator[Columns]], make: Callable[[Sequence[Any]], Item]
    ) -> None:
        super().__init__(length, lambda: chain.from_iterable(map(make, zip(*each, strict=True)) for each in portions()))
        self.portions = portions


def make_each(make: Callable[[Item], Any], items: Sequence[Item]) -> Sequence[Any]:
    """What is made of each item: a list, or of a list that is too long to be held another one."""
    if isinstance(items, LongList):
        return LongList(len(items), lambda: map(make, items))
    return [make(item) for item in items]


def hold_each(data: Mapping[str, Any]) -> dict[str, Any]:
    """The data with lists in the place of those that are too long, for what takes a list for one only if it is one."""
    return {key: list(value) if isinstance(value, LongList) else value for key, value in data.items()}
