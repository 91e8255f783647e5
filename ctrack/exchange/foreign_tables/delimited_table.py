"""Text with a separator between cells: commas, semicolons, tabs or bars, whatever ends the lines."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from ctrack.domain.failures import Message, marked
from ctrack.domain.records.imported_rows import FileRefused, TableRow
from ctrack.exchange.csv_guard import unguard
from ctrack.exchange.text_encodings import find_encoding

SEPARATORS = ",;\t|؛"
LOOKED_AT = 60
LOOKED_AT_CHARACTERS = 400_000


def read(content: bytes, name: str, sheet: str | None = None) -> Iterator[TableRow]:
    """The rows that hold anything."""
    encoding = find_encoding(content, name)
    try:
        separator = find_separator(content, encoding)
        stream = io.TextIOWrapper(io.BytesIO(content), encoding, newline="")
        for number, cells in enumerate(read_records(stream, separator), 1):
            if any(cells):
                yield TableRow(number, tuple(map(unguard, cells)))
    except UnicodeDecodeError as error:
        reason = Message(marked("it is no text in {encoding} (byte {position})."),
                         {"encoding": encoding, "position": error.start})  # fmt: skip
        raise FileRefused(file=name, reason=reason) from error


def read_records(stream: Iterator[str], separator: str) -> Iterator[list[str]]:
    """The records of a text; a cell may be as long as the file."""
    csv.field_size_limit(2**31 - 1)
    return csv.reader(stream, delimiter=separator)


def find_separator(content: bytes, encoding: str) -> str:
    """The separator by which most records have the same number of cells, and more than one."""
    text = io.TextIOWrapper(io.BytesIO(content), encoding, newline="").read(LOOKED_AT_CHARACTERS)
    return max(SEPARATORS, key=lambda separator: agreement(text, separator))


def agreement(text: str, separator: str) -> tuple[float, int]:
    """The share of records that have the commonest number of cells, and that number; none where it is one."""
    records = read_records(io.StringIO(text, newline=""), separator)
    widths = Counter(len(record) for record in islice(records, LOOKED_AT) if any(record))
    if (text and separator not in text) or not widths:
        return 0.0, 0
    width, count = max(((width, count) for width, count in widths.items()), key=lambda found: (found[1], found[0]))
    return (count / widths.total(), width) if width > 1 else (0.0, 0)
