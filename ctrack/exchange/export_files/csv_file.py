"""Rows with commas between their cells by RFC 4180, guarded against formulas, in UTF-8 with a byte order mark.

The mark is what spreadsheet programs know UTF-8 by.
"""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import BinaryIO

from ctrack.domain.cell_texts import clean
from ctrack.domain.records.exported_tables import ExportCell, ExportSheet
from ctrack.exchange.csv_guard import guard


def write(sheet: ExportSheet, out: BinaryIO) -> None:
    """Write the names of the columns, then row by row what they hold."""
    text = io.TextIOWrapper(out, "utf-8-sig", newline="", write_through=False)
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow([column.label for column in sheet.columns])
    rows.writerows([write_cell(value) for value in row] for row in sheet.rows)
    text.flush()
    text.detach()


def write_cell(value: ExportCell) -> str | int | None:
    """A cell: a text that no spreadsheet calculates, a number, a day in ISO form, `true` or `false`."""
    if isinstance(value, str):
        return guard(clean(value).replace("\t", " ")) if value else value
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else value
