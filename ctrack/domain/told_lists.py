"""Classes of lists that are told to programs one thing at a time: each is made, and written, when it is asked for.

A report may list 250,000 things; what they are made of is small beside what is told of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Generic, TypeVar

from ctrack.domain.json_signs import escape_suspects
from ctrack.domain.long_lists import LongList, Spool

Item = TypeVar("Item")
Data = dict[str, Any]
Write = Callable[[Iterable[Item]], Iterator[str]]
WriteBoth = Callable[[Iterable[Item]], Iterator[tuple[str, str]]]
# So many lines are kept together.
PORTION = 500


class ToldList(LongList[Data], Generic[Item]):
    """A list of things, each as the data that `tell` makes of it.

    `write` writes things in JSON, and `sum_up` as a fingerprint is taken of them: both faster than what is made by
    `tell` is written, and just so. `write_both` does the one and the other at once.
    """

    def __init__(
        self,
        items: Sequence[Item],
        tell: Callable[[Item], Data],
        write: Write[Item] | None = None,
        sum_up: Write[Item] | None = None,
        write_both: WriteBoth[Item] | None = None,
    ) -> None:
        super().__init__(len(items), lambda: map(tell, items))
        self.items = items
        self.write = write
        self.sum_up = sum_up
        self.write_both = write_both
        self.kept: Spool | None = None

    def lines(self, encode: Callable[[Any], str]) -> Iterator[str]:
        """Each thing in JSON, as `encode` writes its data, and with escapes for what could steer a terminal."""
        if self.kept is not None:
            return (line for portion in self.kept for line in portion.decode().split("\n"))
        return self.write(self.items) if self.write else map(escape_suspects, map(encode, self))

    def contents(self, encode: Callable[[Any], str], *, keeps_lines: bool = False) -> Iterator[str]:
        """Each thing as a fingerprint is taken of it, as `encode` writes its data.

        With `keeps_lines` those in JSON are made with them, and kept for whoever asks for them next.
        """
        if keeps_lines and self.write_both is not None:
            return self.keep_lines(self.write_both)
        return self.sum_up(self.items) if self.sum_up else map(encode, self)

    def keep_lines(self, write_both: WriteBoth[Item]) -> Iterator[str]:
        """Each thing as a fingerprint is taken of it; its line in JSON, which holds no end of a line, is kept."""
        kept, both = Spool(), write_both(self.items)
        while portion := list(islice(both, PORTION)):
            lines, contents = zip(*portion, strict=True)
            kept.add("\n".join(lines).encode())
            yield from contents
        self.kept = kept
