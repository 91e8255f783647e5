"""Workbooks: XLSX, XLS and ODS, read by calamine once their bounds are known, merged cells filled downwards."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime
from functools import partial

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from ctrack.domain.failures import Message, marked
from ctrack.domain.folding import fold
from ctrack.domain.messages import list_any
from ctrack.domain.records.imported_rows import Cell, FileRefused, TableRow
from ctrack.exchange.foreign_tables.workbook_bounds import Unsaid, check_archive

ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def list_sheets(content: bytes, name: str) -> list[str]:
    """The sheets that are not hidden, in their order."""
    book = open_book(content, name)
    return [item.name for item in book.sheets_metadata if item.visible is SheetVisibleEnum.Visible]


def open_book(content: bytes, name: str) -> CalamineWorkbook:
    """The workbook; raises FileRefused where it has a password, is broken, or would fill the memory."""
    refuse = partial(refuse_book, name)
    if content.startswith(b"PK"):
        check_archive(content, name)
    elif ENCRYPTED in content:
        raise refuse(marked("the workbook has a password; save it without one."))
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(content))
    except PasswordError as error:
        raise refuse(marked("the workbook has a password; save it without one.")) from error
    except (CalamineError, OSError, ValueError) as error:
        raise refuse(marked("the workbook is broken and cannot be read.")) from error


def refuse_book(name: str, told: str, **facts: object) -> FileRefused:
    """A workbook that is refused."""
    return FileRefused(file=name, reason=Message(told, facts))


def read(content: bytes, name: str, sheet: str | None = None) -> Iterator[TableRow]:
    """The rows of a sheet that hold anything; without its name, of the first that is not hidden."""
    book = open_book(content, name)
    called = find_sheet(book, name, sheet)
    unsaid = check_archive(content, name).get(called, {}) if content.startswith(b"PK") else {}
    try:
        found = book.get_sheet_by_name(called)
        yield from read_sheet(found, called, unsaid)
    except (CalamineError, ValueError) as error:
        raise refuse_book(name, marked("the workbook is broken and cannot be read.")) from error


def find_sheet(book: CalamineWorkbook, name: str, sheet: str | None) -> str:
    """The sheet that a name means; raises FileRefused where there is none so called."""
    names = [item.name for item in book.sheets_metadata if item.visible is SheetVisibleEnum.Visible] or book.sheet_names
    if sheet is None and names:
        return names[0]
    for called in book.sheet_names:
        if sheet is not None and fold(called) == fold(sheet):
            return called
    raise refuse_book(name, marked("there is no sheet {sheet}; there is {known}."),
                      sheet=sheet or "", known=list_any(book.sheet_names))  # fmt: skip


def read_sheet(sheet: CalamineSheet, name: str, unsaid: Unsaid) -> Iterator[TableRow]:
    """The rows of a sheet, counted as it shows them; a cell that is merged over several rows stands in each of them."""
    left = sheet.start[1] if sheet.start else 0
    tops = {first: last for first, last in sheet.merged_cell_ranges or () if last[0] > first[0]}
    running: dict[int, tuple[int, Cell]] = {}
    for index, found in enumerate(sheet.iter_rows()):
        cells: list[Cell] = [None] * left + [read_cell(cell) for cell in found]
        for place in range(len(cells)):
            cells[place] = unsaid.get((index, place), cells[place])
            if (index, place) in tops:
                running[place] = tops[index, place][0], cells[place]
            last, above = running.get(place, (-1, None))
            if index <= last and cells[place] is None:
                cells[place] = above
        if any(cell is not None for cell in cells):
            yield TableRow(index + 1, tuple(cells), name)


def read_cell(cell: object) -> Cell:
    """A cell; one that is empty is nothing, and a length of time is its words."""
    if cell == "" or cell is None:
        return None
    if isinstance(cell, (str, bool, int, float, datetime, date)):
        return cell
    return str(cell)
