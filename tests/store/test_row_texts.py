"""Rows as texts: the journal tells of each what the encoders make of it, and a file takes what the types say."""

from __future__ import annotations

from datetime import date
from typing import Any

from ctrack.store.change_texts import CANONICAL, STORED
from ctrack.store.journal import make_change, plain_value
from ctrack.store.models import Commitment
from ctrack.store.row_texts import list_columns, render_rows

ROWS: list[dict[str, Any]] = [
    {"id": 7, "code": "A-%s", "title": {"fr": "é", "en": "100 %"}, "sources": [], "deadline_last": date(2030, 1, 31)},
    {"id": 8, "code": 'ا "\\\0', "title": {"en": "b", "ar": "ب"}, "sources": None, "binding": True, "ordinal": None},
    {"id": 9, "code": "", "title": {}, "sources": [{"z": 1, "a": True}, {"z": True, "a": 1}], "binding": False},
    {"id": 10, "code": None, "title": None, "sources": [], "ordinal": 1},
]
LABELS = ["%d", "\0", "ب", ""]


def test_rows_are_told_as_the_encoders_tell_them() -> None:
    """Each row has all columns in both texts, whatever its values hold and whichever columns the others fill."""
    found = render_rows(Commitment, ROWS)
    changes = [
        make_change("commitment", row["id"], label, None,
                    {name: plain_value(row.get(name)) for name in list_columns(Commitment)})
        for row, label in zip(ROWS, LABELS, strict=True)
    ]  # fmt: skip
    told = list(found.list_changes(Commitment, LABELS))
    assert told == [(STORED.encode(change), CANONICAL.encode(change)) for change in changes]


def test_a_file_is_given_what_the_columns_hold() -> None:
    """Days and maps go as text, what is empty as nothing, and no column that all of them leave empty."""
    found = render_rows(Commitment, ROWS)
    assert set(found.columns) == {"id", "code", "title", "sources", "deadline_last", "binding", "ordinal"}
    assert list(found.list_values(["sources", "deadline_last", "binding"])) == [
        ("[]", "2030-01-31", None),
        (None, None, True),
        ('[{"z": 1, "a": true}, {"z": true, "a": 1}]', None, False),
        ("[]", None, None),
    ]
