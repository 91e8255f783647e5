"""What touched a commitment is found in the texts of the journal, wherever these are cut."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import Connection

from ctrack.services.undo import count_entries, list_entries
from ctrack.store import change_streams
from ctrack.store.change_streams import list_mentioning
from ctrack.store.journal import read_entries
from tests.support.lives import live
from tests.support.registers import read
from tests.support.runner import Runner

CODES = ("KWT-20", "KWT-21", "KWT-22", "KWT-25")


def recount(connection: Connection, code: str) -> list[int]:
    """The entries of a commitment by the labels of their changes, newest first."""
    found = []
    for entry in read_entries(connection):
        labels = [change["label"] for change in json.loads(entry["changes"])]
        if any(label == code or label.startswith(f"{code} ") for label in labels):
            found.append(int(entry["number"]))
    return found[::-1]


@pytest.mark.parametrize("size", [5, 1 << 16])
def test_entries_of_a_commitment(size: int, anywhere: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """On both engines they are those whose changes name it, and it alone; as many are counted."""
    monkeypatch.setattr(change_streams, "PIECE", size)
    live(anywhere)
    for code in CODES:
        expected = read(anywhere, lambda connection, of=code: recount(connection, of))
        found = read(anywhere, lambda connection, of=code: list_entries(connection, code=of))
        assert [entry.number for entry in found] == expected
        assert read(anywhere, lambda connection, of=code: count_entries(connection, of)) == len(expected)
    assert any(read(anywhere, lambda connection, of=code: recount(connection, of)) for code in CODES)


def test_a_word_across_pieces(ctrack: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """A word is found wherever it begins, also behind letters of several bytes."""
    ctrack.ok("note", "KWT-25", "تقرير الهدف")
    for size in range(1, 12):
        monkeypatch.setattr(change_streams, "PIECE", size)
        assert read(ctrack, lambda connection: list_mentioning(connection, ("الهدف", "x" * 9))) == [2]
        assert read(ctrack, lambda connection: list_mentioning(connection, ("الهدف ", "x" * 9))) == []
