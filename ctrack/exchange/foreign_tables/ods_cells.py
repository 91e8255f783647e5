"""What an OpenDocument sheet holds: how many cells its repeated ones come to, and which read as nothing.

An error and a formula that was never calculated have no value, and would be taken for empty cells.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.parsers import expat

from ctrack.domain.records.imported_rows import UNCALCULATED

_TABLE = re.compile(rb'<table:table\b[^>]*?table:name="([^"]*)"')
_ROW = re.compile(rb"<table:table-row\b([^>]*)>(.*?)</table:table-row>", re.DOTALL)
_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*)>([^<]*(?:<(?!/?table:)[^<]*)*)")
_SPACES = re.compile(rb'<text:s\b[^>]*text:c="(\d+)"')
_REPEATED = re.compile(rb'table:number-(?:rows|columns)-repeated="(\d+)"')
_TEXT = re.compile(rb"<[^>]*>")
_ERROR = re.compile(r"#[^\s]{2,12}|Err:\d{3}")


class SheetCell(NamedTuple):
    """A cell that holds anything, and all those that it is repeated over: where the first stands."""

    sheet: str
    row: int
    column: int
    times: int
    attributes: bytes
    inner: bytes

    @property
    def length(self) -> int:
        """How long the text of a cell is at most."""
        return len(self.inner) + sum(map(int, _SPACES.findall(self.inner)))

    @property
    def unsaid(self) -> str | None:
        """What the cell holds that reads as nothing; None where it has a value."""
        text = html.unescape(_TEXT.sub(b"", self.inner).decode("utf-8", "replace")).strip()
        if b'value-type="error"' in self.attributes:
            return text or "#N/A"
        if b"table:formula=" not in self.attributes:
            return None
        if _ERROR.fullmatch(text):
            return text
        return None if b"value-type=" in self.attributes else UNCALCULATED


def list_cells(content: bytes) -> Iterator[SheetCell]:
    """The cells that hold anything, sheet by sheet; raises ExpatError where the sheet is no whole XML."""
    expat.ParserCreate().Parse(content, True)
    tables = [*_TABLE.finditer(content)]
    ends = [*(table.start() for table in tables[1:]), len(content)]
    for table, end in zip(tables, ends, strict=True):
        name, row = html.unescape(table[1].decode("utf-8", "replace")), 0
        for found in _ROW.finditer(content, table.end(), end):
            rows, column = count_repeated(found[1]), 0
            for attributes, inner in _CELL.findall(found[2]):
                columns = count_repeated(attributes)
                if b"value-type" in attributes or b"table:formula" in attributes:
                    yield SheetCell(name, row, column, rows * columns, attributes, inner)
                column += columns
            row += rows


def count_repeated(attributes: bytes) -> int:
    """How many times a row or a cell stands there."""
    found = _REPEATED.search(attributes)
    return int(found[1]) if found else 1
