"""Lists that are too long to be held."""

from __future__ import annotations

import pytest

from ctrack.domain import long_lists
from ctrack.domain.long_lists import LongList, Spool, make_each


def test_a_spool_is_read_again_and_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Portions come in their order, from the file as from the memory, also where two go through them at once."""
    monkeypatch.setattr(long_lists, "MOST_HELD", 4)
    spool, portions = Spool(), [b"one", b"", b"three", b"four"]
    for portion in portions:
        spool.add(portion)
    assert list(zip(spool, spool, strict=True)) == list(zip(portions, portions, strict=True))
    spool.add(b"five")
    assert list(spool) == [*portions, b"five"]
    assert list(reversed(spool)) == [b"five", *portions[::-1]]


def test_a_long_list_is_a_sequence() -> None:
    """Places, parts and what is made of each are those of a list of the same items."""
    items = list(range(10))
    made = LongList(10, lambda: iter(items))
    assert (len(made), list(made), made[3], made[-1]) == (10, items, 3, 9)
    for part in (slice(3), slice(2, 7, 2), slice(None, None, -1), slice(-3, None), slice(4, -2)):
        assert made[part] == items[part]
    for place in (10, -11):
        with pytest.raises(IndexError):
            made[place]
    assert make_each(str, items) == [str(item) for item in items]
    assert list(make_each(str, made)) == [str(item) for item in items]
    assert isinstance(make_each(str, made), LongList)
