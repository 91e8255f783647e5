"""Tables of documents of Word (DOCX), each called by its number; merged cells hold for every row that they span."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from ctrack.domain.failures import Message, marked
from ctrack.domain.messages import list_any
from ctrack.domain.records.imported_rows import FileRefused, TableRow
from ctrack.exchange.foreign_tables.workbook_bounds import check_archive

MAIN = "word/document.xml"
MOST_BYTES = 30_000_000
# Among so many tables one with a head is looked for; another is named by --sheet.
MOST_TABLES = 30
MOST_COLUMNS = 1000
DEEPEST = 50
DEEP = marked("it is nested more than {most} deep.")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BREAKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n"}


def list_sheets(content: bytes, name: str) -> list[str]:
    """The first tables of the document, by their numbers."""
    return list(dict.fromkeys(row.sheet for row in read_rows(content, name)))[:MOST_TABLES]


def read(content: bytes, name: str, sheet: str | None = None) -> Iterator[TableRow]:
    """The rows of a table; without its number, of the first."""
    wanted, seen = sheet or "1", dict[str, None]()
    for row in read_rows(content, name):
        seen[row.sheet] = None
        if row.sheet == wanted and any(row.cells):
            yield row
    if wanted not in seen:
        told = marked("it has no table {sheet}; there is {known}.") if seen else marked("it holds no table.")
        raise FileRefused(file=name, reason=Message(told, {"sheet": wanted, "known": list_any(seen)}))


def read_rows(content: bytes, name: str) -> Iterator[TableRow]:
    """The rows of all tables that stand in no other."""
    check_document(content, name)
    depth = number = place = 0
    above: list[str | None] = []
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package, package.open(MAIN) as stream:
            for event, element in ElementTree.iterparse(stream, ("start", "end")):
                if element.tag == f"{W}tbl":
                    depth += 1 if event == "start" else -1
                    if depth > DEEPEST:
                        raise FileRefused(file=name, reason=Message(DEEP, {"most": DEEPEST}))
                    if event == "start" and depth == 1:
                        number, place, above = number + 1, 0, []
                elif element.tag == f"{W}tr" and event == "end" and depth == 1:
                    place += 1
                    above = read_cells(element, above)
                    if len(above) > MOST_COLUMNS:
                        told = marked("a row of it has more than {most} cells.")
                        raise FileRefused(file=name, reason=Message(told, {"most": MOST_COLUMNS}))
                    yield TableRow(place, tuple(above), str(number))
                    element.clear()
    except (ElementTree.ParseError, KeyError, zipfile.BadZipFile, OSError, EOFError) as error:
        raise FileRefused(file=name, reason=Message(marked("the document is broken and cannot be read."))) from error


def check_document(content: bytes, name: str) -> None:
    """Refuse what has a password, is no archive, declares entities or would fill the memory."""
    if content.startswith(b"\xd0\xcf\x11\xe0") and ENCRYPTED in content:
        raise FileRefused(file=name, reason=Message(marked("the document has a password; save it without one.")))
    check_archive(content, name)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        if any(part.filename == MAIN and part.file_size > MOST_BYTES for part in package.infolist()):
            told = marked("it unpacks to more than {most} MB.")
            raise FileRefused(file=name, reason=Message(told, {"most": MOST_BYTES // 1_000_000}))


def read_cells(row: ElementTree.Element, above: list[str | None]) -> list[str | None]:
    """The cells of a row; one that goes on with the cell above says the same, and a wide one stands in its first."""
    cells: list[str | None] = []
    for cell in find_cells(row):
        wide, goes_on = read_shape(cell)
        text = above[len(cells)] if goes_on and len(cells) < len(above) else read_words(cell)
        cells += [text or None, *[None] * (wide - 1)]
        if len(cells) > MOST_COLUMNS:
            break
    return cells


def find_cells(row: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """The cells of a row itself, also those within a form field, and none of a table that stands in one of them."""
    for item in row:
        if item.tag == f"{W}tc":
            yield item
        elif item.tag == f"{W}sdt":
            yield from item.findall(f"{W}sdtContent/{W}tc")


def read_shape(cell: ElementTree.Element) -> tuple[int, bool]:
    """Over how many columns a cell stands, and whether it goes on with the one above."""
    span, merge = cell.find(f"{W}tcPr/{W}gridSpan"), cell.find(f"{W}tcPr/{W}vMerge")
    count = span.get(f"{W}val", "1") if span is not None else "1"
    wide = int(count) if count.isdecimal() and 0 < len(count) < 3 else 1
    return max(wide, 1), merge is not None and merge.get(f"{W}val", "continue") == "continue"


def read_words(cell: ElementTree.Element) -> str:
    """The text of a cell, a line for each of its paragraphs."""
    lines = []
    for paragraph in cell.iter(f"{W}p"):
        words = (item.text or "" if item.tag == f"{W}t" else BREAKS.get(item.tag, "") for item in paragraph.iter())
        lines.append("".join(words))
    return "\n".join(lines).strip()
