"""CSV and TSV of a report are one tidy table that holds whatever its JSON holds, block by block, in raw values."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from ctrack.exchange.csv_guard import unguard
from tests.support.runner import Runner

REPORTS = (
    ("report",), ("report", "--by", "section,kind"), ("report", "--compare", "2026-01-01"), ("report", "party:KW,FR"),
    ("report", "deadlines"), ("report", "changes", "--since", "2026-01-01"), ("report", "country"),
    ("report", "agency"), ("report", "parties"), ("report", "assessment"), ("report", "one", "KWT-25"),
    ("report", "one", "KWT-13"), ("report", "code:KWT-25", "not", "code:KWT-25"), ("changes", "--since", "2026-01-01"),
)  # fmt: skip
WORD_LISTS = ("tags", "withheld", "addressee_parties")
Rows = list[dict[str, str]]


def read_csv(text: str) -> Rows:
    """The rows of CSV, without the guards of a spreadsheet."""
    return [{key: unguard(cell) for key, cell in row.items()} for row in csv.DictReader(io.StringIO(text, newline=""))]


def read_tsv(text: str) -> Rows:
    """The rows of TSV, with the escapes of cells undone."""
    head, *lines = [line.split("\t") for line in text.removesuffix("\n").split("\n")]
    meaning = {"\\t": "\t", "\\n": "\n", "\\\\": "\\"}

    def undo(cell: str) -> str:
        parts, place = [], 0
        while place < len(cell):
            sign = meaning.get(cell[place : place + 2], "")
            parts.append(sign or cell[place])
            place += 2 if sign else 1
        return "".join(parts)

    return [dict(zip(head, map(undo, line), strict=True)) for line in lines]


def count_things(path: str, value: Any) -> Iterator[tuple[str, int]]:
    """How many rows each list of things in the JSON should have, by the path of its keys."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from count_things(f"{path}.{key}" if path else key, inner) if key not in WORD_LISTS else ()
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        yield path, len(value)
        for item in value:
            yield from count_things(path, item)


def list_scalars(value: Any) -> Iterator[str]:
    """Every number and every word of the JSON, as cells have them."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from list_scalars(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from list_scalars(inner)
    elif isinstance(value, bool):
        yield str(value).lower()
    elif value not in (None, ""):
        yield str(value)


@pytest.mark.slow
@pytest.mark.parametrize("words", REPORTS, ids=" ".join)
def test_every_row_of_every_block(words: tuple[str, ...], year: Runner) -> None:
    """Each list of the JSON has all its rows, each figure stands in a cell, and TSV says the same as CSV."""
    data, text = year.data(*words), year.ok(*words, "--format", "csv").out
    # How the paper was ordered is for `verify`, and no row.
    data.pop("seal", None)
    rows = read_csv(text)
    blocks, expected = Counter(row["block"] for row in rows), Counter[str]()
    for path, count in count_things("", data):
        expected[path] += count
    assert {path: blocks[path] for path in expected} == dict(expected)
    assert next(iter(rows[0])) == "block"
    assert rows[0]["block"] == "report"
    cells = {cell for row in rows for cell in row.values()}
    numbers = {text for text in list_scalars(drop_languages(data)) if is_number(text)}
    assert numbers <= cells
    tsv = read_tsv(year.ok(*words, "--format", "tsv").out)
    assert [{key: cell.replace("\t", " ") for key, cell in row.items()} for row in tsv] == rows


def drop_languages(value: Any) -> Any:
    """The data without texts in several languages, of which CSV has the reader's own."""
    if isinstance(value, dict):
        return {key: drop_languages(inner) for key, inner in value.items() if not {"en", "ar"} & {*value}}
    return [drop_languages(item) for item in value] if isinstance(value, list) else value


def is_number(text: str) -> bool:
    """Whether a cell is a figure."""
    try:
        float(text)
    except ValueError:
        return False
    return True


def test_values_are_raw(year: Runner) -> None:
    """Days are ISO or EDTF, statuses are words of the vocabulary, rates are numbers with their denominators."""
    rows = read_csv(year.ok("report", "--format", "csv").out)
    whole = next(row for row in rows if row["block"] == "whole")
    data = year.data("report")["whole"]
    assert float(whole["rate_percent"]) == data["rate"]["percent"]
    assert (whole["rate_implemented"], whole["rate_counted"]) == ("3", str(data["rate"]["counted"]))
    pressing = [row for row in rows if row["block"] == "pressing"]
    assert {row["status"] for row in pressing} <= {"not_reported", "not_started", "in_progress", "implemented"}
    assert all(len(row["due_on"]) == 10 and row["days_left"].lstrip("-").isdecimal() for row in pressing)
    trend = [row for row in rows if row["block"] == "trend"]
    assert [row["date"] for row in trend] == year.data("report")["trend"]["dates"]
    parts = [row for row in rows if row["block"] == "rows.parts"]
    assert {row["parent"] for row in parts} == {row["key"] for row in rows if row["block"] == "rows"}


def test_a_listing_is_a_table_as_before(year: Runner) -> None:
    """A listing has one kind of rows, and its CSV no column for blocks."""
    assert year.ok("list", "--format", "csv").out.startswith("code,instrument,")
