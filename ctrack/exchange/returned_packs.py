"""A pack that came back as a table, whatever became of it: rows moved, cut or doubled, columns hidden or renamed.

What stands in a cell as it was sent says nothing. A row is known by its code alone; what is in no row of the pack is
never taken.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from xml.etree.ElementTree import ParseError

from ctrack.domain.failures import Message, Refused, marked
from ctrack.domain.folding import fold
from ctrack.domain.messages import list_all
from ctrack.domain.records.imported_rows import Cell, FileRefused, ImportedRow, Into, RowPlace, TableColumn, TableRow
from ctrack.domain.records.packs import KeptPack, ReturnedPack, ReturnedRow, SentRow, SignedManifest
from ctrack.domain.records.requests import UpdateRequest
from ctrack.exchange.commitment_rows import Wanted, find_table
from ctrack.exchange.foreign_tables import find_form, list_sheets, read_content, read_table
from ctrack.exchange.foreign_tables.workbook_bounds import check_archive
from ctrack.exchange.pack_labels import MARK, PackForged, check_label, find_label
from ctrack.exchange.paper_files.docx_paper import CUSTOM, Oversized, read_part
from ctrack.exchange.row_values import CellFault, read_text
from ctrack.exchange.table_heads import NOTHING, find_head, is_beside, read_columns
from ctrack.exchange.update_rows import UpdateReader

ASKED = ("status", "progress", "effective", "target", "note")
# What takes a target away.
DASHES = ("-", "–", "—")
# The columns in the order in which they are sent; what is told besides the code comes back as nothing.
SENT = ("code", "", "", *ASKED)
SQLITE = b"SQLite format 3\0"


class LabelMissing(Refused):
    message = marked("{path} does not say which pack it is; --agency CODE takes it for the newest one of that agency.")


def read_file(path: Path) -> bytes:
    """The bytes of what came back."""
    return read_content(path)


def find_signed(path: Path, content: bytes) -> SignedManifest | None:
    """Which pack a table says it is, checked; None where it does not say. Raises PackForged."""
    find_form(path, content)
    return check_labels(path, (*read_properties(path, content), *read_cells(path, content)))


def check_labels(path: Path, texts: Iterable[str]) -> SignedManifest | None:
    """What the texts say, which have to agree and to be as they were signed."""
    labels = [find_label(text, path) for text in texts]
    found = [label for label in labels if label is not None]
    for label in found:
        if label != found[0]:
            raise PackForged(path=path)
    if not found:
        return None
    check_label(found[0], path)
    return found[0]


def read_properties(path: Path, content: bytes) -> Iterator[str]:
    """The line among the properties of a workbook, put together from its pieces."""
    if not content.startswith(b"PK"):
        return
    check_archive(content, path.name)
    with suppress(zipfile.BadZipFile, KeyError, ParseError, Oversized, ValueError):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            pieces = {str(item.get("name")): "".join(item.itertext()) for item in read_part(package, CUSTOM)}
        numbers = sorted(int(name.rpartition("-")[2]) for name in pieces if name.startswith(f"{MARK}-"))
        yield "".join(pieces[f"{MARK}-{number}"] for number in numbers)


def read_cells(path: Path, content: bytes) -> Iterator[str]:
    """The cells that hold the line."""
    for sheet in list_sheets(path, content):
        for row in read_table(path, content, sheet):
            yield from (cell for cell in row.cells if isinstance(cell, str) and cell.startswith(MARK))


def read_returned(
    path: Path, content: bytes, pack: KeptPack, signed: SignedManifest | None, today: date
) -> ReturnedPack:
    """What the rows of a table say that was not sent."""
    sheet, first = find_table(path, content, Wanted("", today, into=Into.UPDATES))
    head, columns = find_columns(path, first, pack)
    sheet_rows = SheetRows(path.name, columns, pack, UpdateReader(path.name, columns, "", today))
    for row in read_table(path, content, sheet):
        if row.number > head and not is_beside(row, columns):
            sheet_rows.take(row)
    gone = [name for name in ASKED if not any(column.field == name for column in columns)]
    notes = sheet_rows.notes
    if gone:
        told = marked("{file} has no column any more for: {fields}. Of these nothing was taken.")
        notes.append(Message(told, {"file": path.name, "fields": list_all(gone)}))
    return ReturnedPack(path.name, signed, tuple(sheet_rows.found.values()), tuple(notes))


def find_columns(path: Path, first: list[TableRow], pack: KeptPack) -> tuple[int, tuple[TableColumn, ...]]:
    """The row that names the columns, or the one above the first entry where none does, and the columns.

    One that has a name nobody knows is what stood in its place, where nothing else is called that.
    """
    try:
        place = find_head(first, path.name, Into.UPDATES)
    except FileRefused:
        begun = next((row.number for row in first if row.cells[:1] and row.cells[0] in pack.rows), None)
        if begun is None:
            raise
        return begun - 1, tuple(TableColumn(index, name, name) for index, name in enumerate(SENT))
    columns = read_columns(first[place], {}, path.name, Into.UPDATES)
    known = {column.field for column in columns}
    return first[place].number, tuple(
        replace(column, field=SENT[column.index])
        if not column.field and column.index < len(SENT) and SENT[column.index] not in known
        else column
        for column in columns
    )


@dataclass(slots=True)
class SheetRows:
    """The rows of a sheet as far as they were read, by their codes, and what was left out of them."""

    file: str
    columns: tuple[TableColumn, ...]
    pack: KeptPack
    reader: UpdateReader
    found: dict[str, ReturnedRow] = field(default_factory=dict)
    notes: list[Message] = field(default_factory=list)

    def take(self, row: TableRow) -> None:
        """Read a row; one that says nothing and is not of the pack is named and left out."""
        sent = self.find_sent(row)
        read = self.reader.read(without_sent(row, self.columns, sent) if sent else row)
        if sent is None:
            self.take_stranger(row, read)
            return
        one = ReturnedRow(read.place, sent.code, self.with_target(row, read), read.reason)
        before = self.found.get(sent.code)
        if before is None:
            self.found[sent.code] = one
        elif not are_alike(before, one):
            told = marked("{code} stands in row {row} already, and says something else there.")
            reason = Message(told, {"code": sent.code, "row": before.place.row})
            self.found[f"{sent.code} {row.number}"] = replace(one, said=None, reason=reason)

    def find_sent(self, row: TableRow) -> SentRow | None:
        """The row of the pack that a row is."""
        places = [column.index for column in self.columns if column.field == "code"]
        with suppress(CellFault):
            text = read_text(row.cells[places[0]]) if places and places[0] < len(row.cells) else ""
            return self.pack.rows.get(text) or self.pack.rows.get(" ".join(text.split()).upper())
        return None

    def take_stranger(self, row: TableRow, read: ImportedRow) -> None:
        """A row that is not of the pack: refused where it says something of a commitment, else left out."""
        place = RowPlace(self.file, row.number, row.sheet)
        asked = {column.index for column in self.columns if column.field in ASKED}
        if any(cell not in (None, "") for index, cell in enumerate(row.cells) if index in asked):
            code = read.code or first_text(row)
            told = marked("{code} is not in this pack; only what was sent is taken back.")
            reason = Message(told, {"code": code}) if code else read.reason
            self.found[f" {row.number}"] = ReturnedRow(place, code, None, reason)
        else:
            told = marked("Row {row} is none of the pack and was left out: {text}")
            self.notes.append(Message(told, {"row": row.number, "text": first_text(row)}))

    def with_target(self, row: TableRow, read: ImportedRow) -> UpdateRequest | None:
        """What a row says; a dash in the place of the target takes that away."""
        if read.said is None:
            return None
        texts = {column.field: row.cells[column.index] for column in self.columns if column.index < len(row.cells)}
        return replace(read.said, target="") if texts.get("target") in DASHES else read.said


def without_sent(row: TableRow, columns: tuple[TableColumn, ...], sent: SentRow) -> TableRow:
    """A row without the cells that are as they were sent; a date alone says nothing and goes too."""
    cells: list[Cell] = list(row.cells)
    places = {column.field: column.index for column in columns if column.field not in ("", NOTHING)}
    for name, place in places.items():
        if place < len(cells) and name in ASKED and is_as_sent(name, cells[place], sent.shown):
            cells[place] = None
    others = [cells[place] for name, place in places.items() if name in ASKED[:2] + ASKED[3:] and place < len(cells)]
    if places.get("effective", len(cells)) < len(cells) and all(cell in (None, "") for cell in others):
        cells[places["effective"]] = None
    return replace(row, cells=tuple(cells))


def is_as_sent(name: str, cell: Cell, shown: Mapping[str, str]) -> bool:
    """Whether a cell holds what was sent in it, or what takes a target away."""
    with suppress(CellFault):
        text = read_text(cell)
        return fold(text) == fold(shown.get(name, "")) or (name == "target" and text in DASHES)
    return False


def are_alike(one: ReturnedRow, other: ReturnedRow) -> bool:
    """Whether two rows say the same, wherever they stand."""
    if one.said is None or other.said is None:
        return False
    return replace(one.said, sources=[]) == replace(other.said, sources=[])


def first_text(row: TableRow) -> str:
    """The first cell of a row that holds anything."""
    return next((" ".join(str(cell).split())[:80] for cell in row.cells if cell not in (None, "")), "")
