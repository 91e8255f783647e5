"""The changes of a journal entry on its way, each held as the texts that are made of it and not as the map it was.

Of an import of many thousand rows the maps would take ten times the memory of what is stored of them.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

# What the hash of an entry is taken over, and what is stored: Arabic stays Arabic, for whoever looks into the file.
CANONICAL = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))
STORED = json.JSONEncoder(ensure_ascii=False)
Change = dict[str, Any]


class ChangeTexts:
    """A list of changes to which more are added, and from whose end some are taken; each comes out of it anew."""

    def __init__(self, changes: Iterable[Change] = ()) -> None:
        self.stored = bytearray(b"[")
        self.canonical = bytearray(b"[")
        # Where the texts of each change end.
        self.stored_ends = array("Q", [1])
        self.canonical_ends = array("Q", [1])
        self.extend(changes)

    def append(self, change: Change) -> None:
        """Add a change."""
        self.extend((change,))

    def extend(self, changes: Iterable[Change]) -> None:
        """Add changes in their order."""
        self.extend_texts((STORED.encode(change), CANONICAL.encode(change)) for change in changes)

    def extend_texts(self, texts: Iterable[tuple[str, str]]) -> None:
        """Add changes by their two texts, which have to be those that the encoders make of them."""
        separators = (b", ", b",") if self else (b"", b"")
        for stored, canonical in texts:
            self.stored += separators[0] + stored.encode()
            self.canonical += separators[1] + canonical.encode()
            self.stored_ends.append(len(self.stored))
            self.canonical_ends.append(len(self.canonical))
            separators = b", ", b","

    def cut(self, count: int) -> None:
        """Keep the first so many."""
        for texts, ends in ((self.stored, self.stored_ends), (self.canonical, self.canonical_ends)):
            del ends[count + 1 :]
            del texts[ends[-1] :]

    def close(self) -> bytearray:
        """The whole as it is stored; the other text is needed no more, and given up before a database takes copies."""
        self.canonical.clear()
        self.stored += b"]"
        return self.stored

    def __len__(self) -> int:
        return len(self.stored_ends) - 1

    def __iter__(self) -> Iterator[Change]:
        for start, end in pairwise(self.stored_ends):
            yield json.loads(self.stored[start:end].removeprefix(b", "))
