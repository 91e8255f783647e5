"""Keys in portions that a statement can bind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

Key = TypeVar("Key", int, str)
# As many keys as any engine binds in one statement, with room to spare.
CHUNK = 400


def pad(keys: Sequence[Key]) -> tuple[Key, ...]:
    """The keys with the last one repeated until they are a power of two, or CHUNK.

    What is among the keys is among these, and lists of nearly any length have a statement that was made before.
    """
    length = min(1 << max(0, len(keys) - 1).bit_length(), max(CHUNK, len(keys)))
    return tuple(keys) + tuple(keys[-1:]) * (length - len(keys))


def split(keys: Sequence[Key]) -> Iterator[tuple[Key, ...]]:
    """Keys in portions that a statement can bind."""
    for start in range(0, len(keys), CHUNK):
        yield tuple(keys[start : start + CHUNK])
