r"""Tab-separated rows of the main table, one line each; tab, newline, backslash in a cell are \t, \n, \\."""

from __future__ import annotations

from typing import TextIO

from ctrack.domain.failures import marked
from ctrack.render.document import Document
from ctrack.render.rows import rows_of, text_of
from ctrack.render.screen import Screen

DESCRIPTION = marked("rows with tabs between the cells, raw values")
ENDINGS = ("tsv",)
IS_BINARY = False
IS_OF_ROWS = True

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n"})


def write(document: Document, out: TextIO, screen: Screen) -> None:
    """Write the keys, then the raw values."""
    for row in rows_of(document):
        out.write("\t".join([text_of(value).translate(_ESCAPES) for value in row]) + "\n")
