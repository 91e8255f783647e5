"""The changes of an entry as a list, however many they are."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ctrack.store import change_lists
from ctrack.store.change_lists import LongChanges, keep_changes, read_changes
from ctrack.store.journal import make_change
from ctrack.store.tables import journal
from tests.support.registers import query, read
from tests.support.runner import Runner


def add(key: int, table: str = "party") -> dict[str, Any]:
    """The change that adds a row."""
    return make_change(table, key, f"row {key}", None, {"id": key, "name": {"ar": "خطة", "en": None}, "big": 10**30})


def test_many_changes_are_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are the same both ways and as often as is wanted; few are held as they are."""
    monkeypatch.setattr(change_lists, "FEW", 7)
    monkeypatch.setattr(change_lists, "PORTION", 3)
    changes = [add(key, "party" if key % 2 else "agency") for key in range(8)]
    found = keep_changes(iter(changes))
    assert isinstance(found, LongChanges)
    assert (len(found), list(found), list(found), list(reversed(found))) == (8, changes, changes, changes[::-1])
    assert [len(portion) for portion in found.list_backwards()] == [2, 3, 3]
    assert found.tables == {"party", "agency"}
    assert keep_changes(iter(changes[:6])) == changes[:6]


def test_whether_all_go_one_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows that come are one way, rows that go the other; one that is changed, or what tells of none, is neither."""
    monkeypatch.setattr(change_lists, "FEW", 1)
    come, gone = add(1), make_change("party", 2, "two", {"id": 2}, None)
    moved, other = make_change("party", 3, "three", {"name": 1}, {"name": 2}), {"table": "journal", "rows": 3}
    for changes, is_one_way in (
        ([come, come], True), ([gone, gone], True), ([come, gone], False), ([come, moved], False), ([moved], False),
        ([come, other], False),
    ):  # fmt: skip
        found = keep_changes(changes)
        assert isinstance(found, LongChanges)
        assert found.is_one_way is is_one_way


def test_an_entry_is_read_as_its_text_says(ctrack: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read a piece at a time is what the whole text holds; what is no list is read whole."""
    monkeypatch.setattr(change_lists, "FEW", 10)
    ctrack.ok("update", "KWT-21", "--progress", "10", "--note", "قيد التنفيذ")
    for number, kind in ((1, LongChanges), (2, list)):
        (text,) = query(ctrack.database, "SELECT changes FROM journal WHERE number = ?", number)[0]
        found = read(ctrack, lambda connection, number=number: read_changes(connection, number))  # type: ignore[misc]
        assert isinstance(found, kind)
        assert list(found) == json.loads(text)
    values = "99, '', '', '', '', NULL, ?, 'x', 'y', NULL"
    query(ctrack.database, f"INSERT INTO {journal.name} VALUES ({values})", '{"no": "list"}')
    assert read(ctrack, lambda connection: read_changes(connection, 99)) == {"no": "list"}
