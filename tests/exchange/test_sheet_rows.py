"""Rows of a workbook that are written as XML: to the byte what xlsxwriter writes of the same cells."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from ctrack.domain import remembered
from ctrack.domain.cell_texts import clean
from ctrack.domain.records.exported_tables import ExportCell
from ctrack.exchange.csv_guard import guard
from ctrack.exchange.sheet_rows import LONGEST_TEXT, Looks
from ctrack.exchange.sheet_rows import write_rows as write_columns

TEXTS = (
    "a", " a", "a ", "a\n", "\ta", "a\nb", 'a "b" & <c>', "_x0041_ _x41_", "=1+1", "+3", "ا ب", "\x07\x85\u2028\ud800",
    "\x07", "\u202e\u00a0", "x" * (LONGEST_TEXT + 5), "\U0001f600" * (LONGEST_TEXT // 2 + 5), "-" * LONGEST_TEXT,
)  # fmt: skip
ROWS: list[list[ExportCell]] = [
    *([text, number, None] for number, text in enumerate(TEXTS)),
    ["", 100, date(2026, 11, 21)],
    [None, 0, date(1901, 1, 1)],
    ["a", -1, date(1899, 12, 31)],
    ["a", True, date(9999, 12, 31)],
    ["a", None, "2026-11"],
]
Rows = Sequence[Sequence[ExportCell]]
Write = Callable[[Worksheet, Rows, Sequence[Looks]], int]


def cut(text: str) -> str:
    """As much of a text as a cell takes, which early releases of the library count by signs and not by units."""
    return text.encode("utf-16-le", "surrogatepass")[: 2 * LONGEST_TEXT].decode("utf-16-le", "ignore")


def write_rows(page: Worksheet, rows: Rows, looks: Sequence[Looks]) -> int:
    """The rows as they come by columns, five at a time."""
    return write_columns(page, (list(zip(*rows[at : at + 5], strict=True)) for at in range(0, len(rows), 5)), looks)


def write_by_library(page: Worksheet, rows: Rows, looks: Sequence[Looks]) -> int:
    """The same by the calls that the library has for it."""
    for number, row in enumerate(rows, 1):
        for place, value in enumerate(row):
            plain, of_day = looks[place]
            if isinstance(value, date) and value.year > 1900:
                page.write_datetime(number, place, value, of_day)
            elif isinstance(value, str | date) and value:
                page.write_string(number, place, cut(guard(clean(str(value)))), plain)
            elif isinstance(value, int):
                page.write_number(number, place, value, plain)
            else:
                page.write_blank(number, place, None, of_day)
    return len(rows)


def make_book(write: Write, rows: Rows) -> bytes:
    """A workbook with a head, these rows, and a page behind."""
    out = io.BytesIO()
    book = Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    page = book.add_worksheet("one")
    looks = [(book.add_format({"bold": place == 1}), book.add_format({"num_format": "yyyy"})) for place in range(3)]
    for place in range(3):
        page.write_string(0, place, f"head {place}")
    last = write(page, rows, looks)
    page.autofilter(0, 0, last, 2)
    book.add_worksheet("two").write_string(0, 0, "behind")
    book.close()
    return out.getvalue()


@pytest.mark.parametrize("rows", [ROWS, ROWS[:1], [], ROWS * 12])
@pytest.mark.parametrize("known", [2, 2_048])
def test_rows_are_written_as_the_library_writes_them(
    monkeypatch: pytest.MonkeyPatch, rows: list[Any], known: int
) -> None:
    """Whatever a cell holds, and whether its text is remembered: every part of the file is the same."""
    monkeypatch.setattr(remembered, "MOST", known)
    parts = []
    for write in (write_rows, write_by_library):
        with zipfile.ZipFile(io.BytesIO(make_book(write, rows))) as book:
            # The one part that tells when it was made.
            names = [name for name in book.namelist() if name != "docProps/core.xml"]
            parts.append({name: book.read(name) for name in names})
    assert parts[0].keys() == parts[1].keys()
    # Not compared as a whole: to tell how such long texts differ takes minutes.
    assert [name for name, part in parts[0].items() if part != parts[1][name]] == []


def test_cells_keep_their_types() -> None:
    """A number is a number, a day is a day, and what would be calculated is a text."""
    sheet = load_workbook(io.BytesIO(make_book(write_rows, [["=1+1", 40, date(2026, 11, 21)]]))).worksheets[0]
    text, number, day = sheet[2]
    assert (text.value, text.data_type, number.value, number.data_type) == ("'=1+1", "s", 40, "n")
    assert (day.is_date, day.value.date()) == (True, date(2026, 11, 21))
