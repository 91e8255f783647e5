"""Comma-separated rows of the main table by RFC 4180: quotes where needed, lines that end in CR LF.

Text that a spreadsheet would calculate is guarded (`exchange.csv_guard`); numbers stay numbers. A tab in a
cell becomes a space. A file begins with a byte order mark, which spreadsheet programs need to read it as UTF-8; a
pipe has none.
"""

from __future__ import annotations

import csv
from typing import TextIO

from ctrack.domain.failures import marked
from ctrack.exchange.csv_guard import make_cell
from ctrack.render.document import Document
from ctrack.render.rows import rows_of
from ctrack.render.screen import Screen

DESCRIPTION = marked("rows for a spreadsheet, raw values")
ENDINGS = ("csv",)
ENCODING = "utf-8-sig"
IS_BINARY = False
IS_OF_ROWS = True


def write(document: Document, out: TextIO, screen: Screen) -> None:
    """Write the keys, then the raw values; the stream must leave line ends alone."""
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerows([make_cell(value) for value in row] for row in rows_of(document))
