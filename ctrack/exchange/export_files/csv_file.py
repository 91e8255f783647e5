"""Rows with commas between their cells by RFC 4180, guarded against formulas, in UTF-8 with a byte order mark.

The mark is what spreadsheet programs know UTF-8 by.
"""

from __future__ import annotations

import io
from typing import BinaryIO

from ctrack.domain.records.exported_tables import ExportSheet
from ctrack.exchange.csv_cells import write_lines


def write(sheet: ExportSheet, out: BinaryIO) -> None:
    """Write the names of the columns, then row by row what they hold."""
    text = io.TextIOWrapper(out, "utf-8-sig", newline="")
    text.writelines(write_lines([[(column.label,) for column in sheet.columns]]))
    text.writelines(write_lines(sheet.portions))
    text.flush()
    text.detach()
