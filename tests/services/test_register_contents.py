"""What a register states, record by record: as maps, and as the lines of JSON that are written of what is stored."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Connection

from ctrack.domain.filters import parse_filter
from ctrack.exchange.json_text import encode
from ctrack.services.register_contents import read_contents
from ctrack.store import readings
from ctrack.store.register_kinds import KIND_NAMES, PACKED
from ctrack.store.register_records import KINDS, Shape
from tests.support.registers import HORIZON, read
from tests.support.rich_year import LIFE
from tests.support.runner import Runner

WAYS = {"": ("", None), "instrument:kuwait-2024": ("instrument:kuwait-2024", None), "--redact public": ("", "public")}


def test_the_kinds_are_named_as_they_are() -> None:
    """What is known of the kinds without SQLAlchemy is what they say of themselves."""
    assert tuple(kind.name for kind in KINDS) == KIND_NAMES
    for kind in KINDS:
        packed = [field.name for field in kind.fields if field.shape is Shape.NAMES]
        assert packed == [name for name in PACKED if name in kind.table.c]


@pytest.mark.parametrize("is_quick", [True, pytest.param(False, marks=pytest.mark.slow)])
@pytest.mark.parametrize(
    "words", [pytest.param(each, marks=[pytest.mark.slow] * each.startswith("instrument")) for each in WAYS]
)
def test_each_line_is_what_json_makes_of_the_record(
    ctrack: Runner, monkeypatch: pytest.MonkeyPatch, is_quick: bool, words: str
) -> None:
    """By the driver alone and by SQLAlchemy, of all, of a part, and without what a reader may not be told."""
    for line in LIFE:
        ctrack(*line)
    ctrack.ok("note", "KWT-21", 'Said "so" \\ here\u202e, \u202fand\nthere', "--level", "internal")
    ctrack.ok("update", "KWT-22", "--status", "in_progress", "--tag", "border", "--tag", "ب")
    lines = read(ctrack, lambda connection: list_lines(connection, *WAYS[words]))
    monkeypatch.setattr(readings, "may_read", lambda place: is_quick)
    text = ctrack.ok("export", "--format", "json", *words.split()).out
    assert text.splitlines() == lines
    assert ("\\u202e" in text) == ("redact" not in words)


def list_lines(connection: Connection, filtered: str, reader: str | None) -> list[str]:
    """The file, of the records as maps."""
    node = parse_filter([filtered], read_date=date.fromisoformat) if filtered else None
    contents = read_contents(connection, node, HORIZON, reader)
    lines = ["{", *(f"{encode(key)}: {encode(value)}," for key, value in contents.head.items())]
    for name, records in contents.records:
        found = [encode(record) for record in records]
        lines += [f"{encode(name)}: [", *(f"{line}," for line in found[:-1]), *found[-1:], "],"]
    return [*lines[:-1], "]", "}"]
