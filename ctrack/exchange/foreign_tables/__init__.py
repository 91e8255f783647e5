"""Tables in files that others wrote: a row at a time, with the sheet and the number that a spreadsheet shows.

One file for each form, found by its name; each offers `read(content, name, sheet)`. Nothing in such a file is believed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from ctrack.domain.bounded_files import read_bounded
from ctrack.domain.failures import FileUnreadable, Message, marked
from ctrack.domain.messages import list_any
from ctrack.domain.records.imported_rows import FileRefused, RowPlace, RowRefused, TableRow

# The forms that are read, by the endings of their files.
FORMS = {
    **dict.fromkeys(("csv", "tsv", "tab", "txt"), "delimited"),
    **dict.fromkeys(("xlsx", "xlsm", "xls", "ods"), "workbook"),
    **dict.fromkeys(("json", "jsonl", "ndjson"), "record"),
    **dict.fromkeys(("yaml", "yml"), "tree"),
    "docx": "document",
}
# What a file begins with tells more than its name does.
BEGINNINGS = (
    (b"PK\x03\x04", "zip"),
    (b"\xd0\xcf\x11\xe0", "ole"),
    (b"%PDF", "pdf"),
    (b"SQLite format 3", "sqlite"),
    (b"\x89PNG", "png"),
    (b"\x1f\x8b", "gzip"),
    (b"{\\rtf", "rtf"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "7z"),
)
# A list of records is read one at a time, and a catalog of controls as a whole.
CATALOG = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"catalog"\s*:\s*\{')
MOST_BYTES = 64_000_000
MOST_CELL = 100_000


def find_form(path: Path, content: bytes) -> str:
    """The form of a file; raises FileRefused where it is none that is read."""
    form = FORMS.get(path.suffix.lower().removeprefix("."))
    begins = next((kind for begin, kind in BEGINNINGS if content.startswith(begin)), None)
    if form is None:
        known = list_any(f".{ending}" for ending in FORMS)
        reason = Message(marked("it is no table that can be read; the name of one ends in {known}."), {"known": known})
        raise FileRefused(file=path.name, reason=reason)
    if not content.strip(b"\xef\xbb\xbf\xfe\xff\0 \r\n\t"):
        raise FileRefused(file=path.name, reason=Message(marked("it is empty.")))
    if form == "workbook" and begins is None:
        return find_plain_form(path, content)
    if form == "record" and CATALOG.match(content[:1000]) and path.suffix.lower() == ".json":
        form = "tree"
    if begins is not None and (form in ("delimited", "record", "tree") or begins not in ("zip", "ole")):
        reason = Message(
            marked("it is called {ending}, but it begins like a file of the kind {kind}."),
            {"ending": path.suffix, "kind": begins},
        )
        raise FileRefused(file=path.name, reason=reason)
    return form


def find_plain_form(path: Path, content: bytes) -> str:
    """The form of what is called a workbook and is none: many programs write text under such a name."""
    start = content[:1000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if not start or start.startswith(b"<") or b"\0" in start:
        reason = Message(marked("it is called {ending}, but it is no workbook; save it as one from a spreadsheet."),
                         {"ending": path.suffix})  # fmt: skip
        raise FileRefused(file=path.name, reason=reason)
    return "delimited"


def list_sheets(path: Path, content: bytes) -> list[str | None]:
    """The sheets of a file among which the table is looked for; none by name where its form has no sheets."""
    reader = import_module(f"ctrack.exchange.foreign_tables.{find_form(path, content)}_table")
    return reader.list_sheets(content, path.name) if hasattr(reader, "list_sheets") else [None]


def read_content(path: Path) -> bytes:
    """The bytes of a file, of which there may be only so many."""
    try:
        return read_bounded(path, MOST_BYTES)
    except OSError as error:
        raise FileUnreadable(path=path, detail=error.strerror or error) from error


def read_table(path: Path, content: bytes, sheet: str | None = None) -> Iterator[TableRow]:
    """The rows of a file that hold anything, none of them with a cell that no register takes."""
    reader = import_module(f"ctrack.exchange.foreign_tables.{find_form(path, content)}_table")
    for row in reader.read(content, path.name, sheet):
        check_cells(row, path.name)
        yield row


def check_cells(row: TableRow, file: str) -> None:
    """Refuse a cell that is too long to be any text that people wrote, or holds what cannot be stored."""
    for index, cell in enumerate(row.cells, 1):
        if not isinstance(cell, str) or (len(cell) <= MOST_CELL and "\0" not in cell):
            continue
        place = RowPlace(file, row.number, row.sheet, str(index))
        if "\0" in cell:
            reason = Message(marked("the cell holds a character that cannot be stored (U+0000)."))
        else:
            reason = Message(
                marked("the cell has {length} characters, and {most} are taken; is a quotation mark missing?"),
                {"length": len(cell), "most": MOST_CELL},
            )
        raise RowRefused(place=place.say(), reason=reason)
