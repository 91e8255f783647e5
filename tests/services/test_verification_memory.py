"""Verification goes through the rows of a register, and through its journal, and holds little of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from ctrack.services import verification
from ctrack.store import canonical_rows, change_streams, sorted_changes
from tests.support.registers import read
from tests.support.runner import Runner

MOST = 50


def test_rows_are_not_held(ctrack: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of hundreds of rows few are held at a time, whether an entry tells of them or not."""
    held = most = made = told = 0

    class Counted(dict[str, Any]):
        def __del__(self) -> None:
            nonlocal held
            held -= 1

    def make_row(*of: Any) -> Counted:
        nonlocal held, most, made
        held, made = held + 1, made + 1
        most = max(most, held)
        return Counted(found_row(*of))

    def unpack_key(key: Any) -> Any:
        nonlocal told
        told += 1
        return found_key(key)

    ctrack.ok("update", "status:not_reported", "--status", "in_progress")
    found_row, found_key = canonical_rows.make_row, sorted_changes.unpack_key
    monkeypatch.setattr(canonical_rows, "make_row", make_row)
    monkeypatch.setattr(sorted_changes, "unpack_key", unpack_key)
    assert read(ctrack, verification.verify_register).holds
    assert made > told > 2 * MOST > 20 * most


def test_changes_are_read_in_pieces(ctrack: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever the text of an entry is cut, between changes, in a number or within a letter, it is what was written."""
    most = 0

    def read_pieces(*of: Any) -> Iterator[str]:
        nonlocal most
        for piece in found(*of):
            most = max(most, len(piece))
            yield piece

    ctrack.ok("note", "KWT-25", "التقرير 12.5 🏛")
    ctrack.ok("update", "KWT-21", "--progress", "100")
    found = change_streams.read_pieces
    monkeypatch.setattr(change_streams, "read_pieces", read_pieces)
    monkeypatch.setattr(change_streams, "read_text", lambda *_of: pytest.fail("An entry was read whole."))
    for size in (1, 2, 3, 64):
        monkeypatch.setattr(change_streams, "PIECE", size)
        assert read(ctrack, verification.verify_register).holds
        assert 0 < most <= size
