"""What a workbook would unpack to, found before anything of it is unpacked as a whole.

An archive may hold what fills any memory, a cell at the far end of its sheet makes billions of empty ones, and an
entity of XML may stand for a file of this machine: all of these are refused. Also found are formulas that were never
calculated and errors, which would read as nothing.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree

from ctrack.domain.failures import Message, marked
from ctrack.domain.records.imported_rows import UNCALCULATED, FileRefused

MOST_UNPACKED = 300_000_000
MOST_CELLS = 6_000_000
MOST_PARTS = 5_000
CHUNK = 1 << 20
# No piece that is looked for is longer than this.
OVERLAP = 4096
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\0!\0D\0O|\0<\0!\0D\0O|<\0!\0E\0N", re.IGNORECASE)
_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*?(?<!/)>')
_UNCALCULATED = re.compile(
    rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*?(?<!/)><(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)'
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"
)
_REPEATED = re.compile(rb'table:number-(?:rows|columns)-repeated="(\d+)"')
_ODS_ROW = re.compile(rb"<table:table-row\b([^>]*)>(.*?)</table:table-row>", re.DOTALL)
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*)>")
_REFERENCES = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ERROR = re.compile(
    rb'<(?:\w+:)?c\b(?=[^>]*?\bt="e")[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*>(?:<(?:\w+:)?f\b[^>]*>[^<]*</(?:\w+:)?f>)?'
    rb"<(?:\w+:)?v>([^<]{1,40})</"
)
# What cells hold of which calamine says nothing: an error, or a formula without a result; by row and column.
Unsaid = dict[tuple[int, int], str]
UnsaidBySheet = dict[str, Unsaid]


def check_archive(content: bytes, file: str) -> UnsaidBySheet:
    """Refuse an archive that is broken or would fill the memory; else what each sheet holds that reads as nothing."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            check_parts(package, file)
            found = {part.filename: check_part(package, part, file) for part in package.infolist()}
            return name_sheets(package, found)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError,
            ElementTree.ParseError) as error:  # fmt: skip
        raise refuse(file, marked("the archive is broken and cannot be unpacked.")) from error


def refuse(file: str, told: str, **facts: object) -> FileRefused:
    """An archive that is refused."""
    return FileRefused(file=file, reason=Message(told, facts))


def check_parts(package: zipfile.ZipFile, file: str) -> None:
    """Refuse parts that lead out of the archive, or that are too many or too large by what they say of themselves."""
    parts = package.infolist()
    for part in parts:
        if part.filename.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", part.filename):
            raise refuse(file, marked("a part of the archive leads out of it ({part})."), part=part.filename)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise refuse(file, marked("it unpacks to more than {most} MB."), most=MOST_UNPACKED // 1_000_000)


def check_part(package: zipfile.ZipFile, part: zipfile.ZipInfo, file: str) -> Unsaid:
    """Refuse a part that declares entities or has cells far out; else what it holds that reads as nothing."""
    rows, columns, unsaid = 0, 0, Unsaid()
    if not part.filename.endswith((".xml", ".rels")):
        return unsaid
    is_sheet = "worksheets/" in part.filename
    for piece in read_pieces(package, part):
        if _DECLARED.search(piece):
            raise refuse(file, marked("its XML declares entities, which no workbook needs."))
        for found in _CELL.finditer(piece) if is_sheet else ():
            rows, columns = max(rows, int(found[2])), max(columns, count_letters(found[1]))
        if rows * columns > MOST_CELLS:
            raise refuse(file, marked("a sheet reaches to row {row} and column {column}, which is more than is read."),
                         row=rows, column=columns)  # fmt: skip
        if is_sheet:
            unsaid |= {find_cell(found): UNCALCULATED for found in _UNCALCULATED.finditer(piece)}
            unsaid |= {find_cell(found): found[3].decode() for found in _ERROR.finditer(piece)}
    if part.filename == "content.xml":
        check_repeated(package.read(part), file)
    return unsaid


def find_cell(found: re.Match[bytes]) -> tuple[int, int]:
    """The row and the column, from 0, of a cell that is called by letters and figures."""
    return int(found[2]) - 1, count_letters(found[1]) - 1


def read_pieces(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The content of a part, piece by piece, each with the end of the one before."""
    tail = b""
    with package.open(part) as stream:
        while chunk := stream.read(CHUNK):
            yield tail + chunk
            tail = chunk[-OVERLAP:]


def count_letters(letters: bytes) -> int:
    """The number of a column that is called by letters."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def check_repeated(content: bytes, file: str) -> None:
    """Refuse an OpenDocument sheet whose cells, said once to stand many times, are more than are read."""
    total = 0
    for found in _ODS_ROW.finditer(content):
        filled = [attributes for attributes in _ODS_CELL.findall(found[2]) if b"value-type" in attributes]
        cells = sum(count_repeated(attributes) for attributes in filled)
        total += cells * count_repeated(found[1])
        if total > MOST_CELLS:
            raise refuse(file, marked("its cells are repeated {count} times, which is more than is read."), count=total)


def count_repeated(attributes: bytes) -> int:
    """How many times a row or a cell stands there."""
    found = _REPEATED.search(attributes)
    return int(found[1]) if found else 1


def name_sheets(package: zipfile.ZipFile, found: dict[str, Unsaid]) -> UnsaidBySheet:
    """What reads as nothing by the name of its sheet; parsing is safe, since no part declares an entity."""
    if not any(found.values()) or "xl/workbook.xml" not in found:
        return {}
    relations = ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    targets = {item.get("Id"): str(item.get("Target")).rpartition("worksheets/")[2] for item in relations}
    sheets = ElementTree.fromstring(package.read("xl/workbook.xml")).iter()
    names = {targets[item.get(_REFERENCES)]: str(item.get("name")) for item in sheets
             if item.get(_REFERENCES) in targets and item.get("name")}  # fmt: skip
    ends = {part.rpartition("worksheets/")[2]: cells for part, cells in found.items() if cells}
    return {name: ends[end] for end, name in names.items() if end in ends}
