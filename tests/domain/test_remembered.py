"""What was made of values before."""

from __future__ import annotations

from ctrack.domain.remembered import Remembered


def test_what_was_made_is_made_once_and_no_more_is_held() -> None:
    """A value that comes again is looked up, and however many different ones come, few are remembered."""
    made: list[int] = []
    known = Remembered(lambda value: made.append(value) or str(value), 3)
    assert [known[value] for value in (1, 2, 1, 2, 3)] == ["1", "2", "1", "2", "3"]
    assert made == [1, 2, 3]
    assert [known[value] for value in range(100)] == [str(value) for value in range(100)]
    assert len(known) <= 3
