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
from functools import lru_cache
from xml.etree import ElementTree
from xml.parsers.expat import ExpatError

from ctrack.domain.failures import Message, marked
from ctrack.domain.records.imported_rows import UNCALCULATED, FileRefused
from ctrack.exchange.foreign_tables.ods_cells import list_cells
from ctrack.exchange.foreign_tables.workbook_strings import MOST_TOGETHER, is_too_long

MOST_UNPACKED = 300_000_000
MOST_CELLS = 6_000_000
MOST_PARTS = 5_000
# No text within a part is longer than this.
MOST_TEXT = 800_000
CHUNK = 1 << 20
# No piece that is looked for is longer than this.
OVERLAP = 4096
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_LOCKED = re.compile(rb"<(?:\w+:)?encryption-data\b")
_LEADS_OUT = re.compile(r"[/\\]|[A-Za-z]:")
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\0!\0D\0O|\0<\0!\0D\0O|<\0!\0E\0N", re.IGNORECASE)
_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*?(?<!/)>')
_UNCALCULATED = re.compile(
    rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*?(?<!/)><(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)'
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"
)
_REFERENCES = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ERROR = re.compile(
    rb'<(?:\w+:)?c\b(?=[^>]*?\bt="e")[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*>(?:<(?:\w+:)?f\b[^>]*>[^<]*</(?:\w+:)?f>)?'
    rb"<(?:\w+:)?v>([^<]{1,40})</"
)
# What cells hold of which calamine says nothing: an error, or a formula without a result; by row and column.
Unsaid = dict[tuple[int, int], str]
UnsaidBySheet = dict[str, Unsaid]


@lru_cache(maxsize=1)
def check_archive(content: bytes, file: str) -> UnsaidBySheet:
    """Refuse an archive that is broken or would fill the memory; else what each sheet holds that reads as nothing."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            check_parts(package, file)
            check_locks(package, file)
            if is_too_long(package):
                raise refuse(file, marked("the texts of its cells would come to more than is read."))
            found = {part.filename: check_part(package, part, file) for part in package.infolist()}
            if "content.xml" in found:
                return check_repeated(package.read("content.xml"), file)
            return name_sheets(package, found)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError,
            ElementTree.ParseError, ExpatError) as error:  # fmt: skip
        raise refuse(file, marked("the archive is broken and cannot be unpacked.")) from error


def refuse(file: str, told: str, **facts: object) -> FileRefused:
    """An archive that is refused."""
    return FileRefused(file=file, reason=Message(told, facts))


def check_parts(package: zipfile.ZipFile, file: str) -> None:
    """Refuse parts that lead out of the archive, or that are too many or too large by what they say of themselves."""
    parts = package.infolist()
    for part in parts:
        if _LEADS_OUT.match(part.filename) or ".." in re.split(r"[/\\]", part.filename):
            raise refuse(file, marked("a part of the archive leads out of it ({part})."), part=part.filename)
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise refuse(file, marked("it unpacks to more than {most} MB."), most=MOST_UNPACKED // 1_000_000)


def check_locks(package: zipfile.ZipFile, file: str) -> None:
    """Refuse an archive that has a password: as an archive, or by what its manifest says of its parts."""
    parts = package.infolist()
    manifest = next((part for part in parts if part.filename == "META-INF/manifest.xml"), None)
    is_locked = any(part.flag_bits & 1 for part in parts)
    if is_locked or (manifest is not None and _LOCKED.search(package.read(manifest)[:CHUNK])):
        raise refuse(file, marked("the workbook has a password; save it without one."))


def check_part(package: zipfile.ZipFile, part: zipfile.ZipInfo, file: str) -> Unsaid:
    """Refuse a part that declares entities or has cells far out; else what it holds that reads as nothing."""
    rows, columns, unsaid = 0, 0, Unsaid()
    if not part.filename.endswith((".xml", ".rels")):
        return unsaid
    is_sheet = "worksheets/" in part.filename
    for piece in read_pieces(package, part):
        if len(piece) > MOST_TEXT and b"<" not in piece:
            raise refuse(file, marked("a cell of it is longer than any text ({part})."), part=part.filename)
        if _DECLARED.search(piece):
            raise refuse(file, marked("its XML declares entities, which no workbook needs."))
        for found in _CELL.finditer(piece) if is_sheet else ():
            rows, columns = max(rows, int(found[2])), max(columns, count_letters(found[1]))
        if rows * columns > MOST_CELLS:
            raise refuse(file, marked("a sheet reaches to row {row} and column {column}, which is more than is read."),
                         row=rows, column=columns)  # fmt: skip
        if is_sheet and _FORMULA.search(piece):
            unsaid |= {find_cell(found): UNCALCULATED for found in _UNCALCULATED.finditer(piece)}
        if is_sheet and b't="e"' in piece:
            unsaid |= {find_cell(found): found[3].decode() for found in _ERROR.finditer(piece)}
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


def check_repeated(content: bytes, file: str) -> UnsaidBySheet:
    """Refuse an OpenDocument sheet whose cells, said once to stand many times, are more than are read."""
    total = length = 0
    unsaid: UnsaidBySheet = {}
    for cell in list_cells(content):
        total += cell.times
        length += cell.times * cell.length
        if total > MOST_CELLS:
            raise refuse(file, marked("its cells are repeated {count} times, which is more than is read."), count=total)
        if length > MOST_TOGETHER:
            raise refuse(file, marked("the texts of its cells would come to more than is read."))
        if cell.unsaid is not None:
            unsaid.setdefault(cell.sheet, {})[cell.row, cell.column] = cell.unsaid
    return unsaid


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
