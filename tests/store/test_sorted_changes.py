"""What a journal tells of rows comes back by the row: each change once, newest first, in the order of the keys."""

from __future__ import annotations

import random
from itertools import groupby
from typing import Any

import pytest

from ctrack.store import sorted_changes
from ctrack.store.sorted_changes import sort_changes


def tell(table: str, key: Any, number: int) -> dict[str, Any]:
    """A change of a row."""
    return {"table": table, "id": key, "label": "x", "before": {"n": number}, "after": {"n": number + 1, "t": "ا"}}


@pytest.mark.parametrize("portion", [1, 7, 500])
def test_changes_come_back_by_their_rows(portion: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever order they were told in, and however many are written down at once."""
    monkeypatch.setattr(sorted_changes, "PORTION", portion)
    chosen = random.Random(portion)
    entries = [
        [tell(chosen.choice(("party", "link")), chosen.randrange(-5, 20), n) for _ in range(chosen.randrange(9))]
        for n in range(1, 40)
    ]
    with sort_changes(("party", "link", "person")) as told:
        for number, changes in enumerate(entries, 1):
            assert list(told.note(number, changes)) == changes
        assert told.entries == len(entries)
        for table in ("party", "link", "person"):
            flat = [(change["id"], number, change) for number, changes in enumerate(entries, 1) for change in changes]
            own = sorted((each for each in reversed(flat) if each[2]["table"] == table), key=lambda each: each[0])
            expected = [
                (key, [(number, change["before"], change["after"]) for _key, number, change in group])
                for key, group in groupby(own, key=lambda each: each[0])
            ]
            assert list(told.read(table)) == expected


def test_an_entry_that_is_read_again_counts_once() -> None:
    """What was noted of an entry is taken back where it is gone through anew."""
    with sort_changes(("party",)) as told:
        list(told.note(1, [tell("party", 1, 1)]))
        list(told.note(2, [tell("party", 2, 2), tell("party", 3, 2)]))
        list(told.note(2, [tell("party", 2, 2)]))
        assert [(key, len(changes)) for key, changes in told.read("party")] == [(1, 1), (2, 1)]


def test_whatever_an_entry_holds_is_noted_or_passed_by() -> None:
    """What is no change of a row of these tables stops nobody, and keys are of any kind."""
    odd: list[Any] = [
        None, 1, [], {}, {"table": []}, {"table": "spy", "before": None}, {"table": "party", "id": [1], "before": None},
        tell("setting", "b", 1), tell("setting", "\ud800", 1), tell("setting", "ا", 1), tell("setting", 10**30, 1),
        {"table": "setting", "label": "home", "before": None, "after": {"value": "x"}},
        {"table": "link", "label": "", "rows": 2, "last": 9, "sha256": "0"},
    ]  # fmt: skip
    with sort_changes(("party", "setting", "link")) as told:
        assert list(told.note(1, odd)) == odd
        assert [key for key, _changes in told.read("setting")] == [str(10**30), "b", "home", "ا", "\ud800"]
        assert [key for key, _changes in told.read("party")] == ["[1]"]
        assert told.digests == {"link": odd[-1]}
