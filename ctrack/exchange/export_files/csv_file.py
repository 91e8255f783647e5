"""Rows with commas between their cells by RFC 4180, guarded against formulas, in UTF-8 with a byte order mark.

The mark is what spreadsheet programs know UTF-8 by.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any, BinaryIO

from ctrack.domain.cell_texts import clean
from ctrack.domain.records.exported_tables import ExportSheet
from ctrack.exchange.csv_guard import guard

LONGEST_WORD = 24


def write(sheet: ExportSheet, out: BinaryIO) -> None:
    """Write the names of the columns, then row by row what they hold."""
    text = io.TextIOWrapper(out, "utf-8-sig", newline="")
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow([column.label for column in sheet.columns])
    take = WRITERS.get
    rows.writerows([make(value) if (make := take(type(value))) else value for value in row] for row in sheet.rows)
    text.flush()
    text.detach()


def write_text(text: str) -> str:
    """A text that no spreadsheet calculates; those that come again and again are made once."""
    return write_word(text) if len(text) < LONGEST_WORD else guard(clean(text).replace("\t", " "))


@lru_cache(maxsize=2048)
def write_word(text: str) -> str:
    """A short text."""
    return guard(clean(text).replace("\t", " "))


# What is made of a value; a number and nothing stay what they are.
WRITERS: dict[type, Callable[[Any], str]] = {
    str: write_text,
    bool: lambda value: "true" if value else "false",
    date: date.isoformat,
}
