"""A workbook that goes out to be filled in: codes are locked, statuses are chosen from a list, and rows may be sorted.

What it tells stands in grey and is locked, so that a row is known again when it comes back; nothing is behind a
password. `update_rows` reads it again.
"""

from __future__ import annotations

import io
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ctrack.domain.records.update_sheets import SheetColumn, UpdateSheet
from ctrack.exchange.pack_labels import MARK, PIECE
from ctrack.exchange.sheet_pages import HEAD, OPEN, add_page, make_look

OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
TOLD = {"font_color": "#595959"}
DAYS = ("effective", "target")
# What may be done to a sheet whose cells are locked.
ALLOWED = {"sort": True, "autofilter": True, "format_cells": True, "format_columns": True, "format_rows": True}
GUIDE_WIDTH = 90


def write_update_sheet(sheet: UpdateSheet) -> bytes:
    """The workbook."""
    out = io.BytesIO()
    book = Workbook(out, OPTIONS)
    page = add_page(book, sheet.name, sheet)
    columns, last = (*sheet.told, *sheet.asked), len(sheet.rows)
    for place, column in enumerate(columns):
        page.set_column(place, place, column.width)
        page.write_string(0, place, column.label, make_look(book, sheet, **HEAD))
    write_rows(book, page, sheet)
    for place, column in enumerate(sheet.asked, len(sheet.told)):
        page.data_validation(1, place, last, place, make_rule(column, sheet))
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, last, len(columns) - 1)
    page.protect("", ALLOWED)
    guide = add_page(book, sheet.guide_name, sheet)
    guide.set_column(0, 0, GUIDE_WIDTH)
    for place, line in enumerate(sheet.guide):
        guide.write_string(place, 0, line, make_look(book, sheet))
    if sheet.label:
        write_label(book, guide, sheet)
    book.close()
    return out.getvalue()


def write_label(book: Workbook, guide: Worksheet, sheet: UpdateSheet) -> None:
    """The line by which a pack is known again: below the guide, and in pieces among the properties of the workbook."""
    guide.write_string(len(sheet.guide) + 1, 0, sheet.label, make_look(book, sheet, **TOLD))
    guide.protect("")
    for number, start in enumerate(range(0, len(sheet.label), PIECE)):
        book.set_custom_property(f"{MARK}-{number}", sheet.label[start : start + PIECE], "text")


def write_rows(book: Workbook, page: Worksheet, sheet: UpdateSheet) -> None:
    """What is told of each commitment, and empty cells beside it."""
    told, asked = make_look(book, sheet, **TOLD), make_look(book, sheet, **OPEN)
    day = make_look(book, sheet, **OPEN, num_format="yyyy-mm-dd")
    for number, row in enumerate(sheet.rows, 1):
        for place, text in enumerate(row):
            write_cell(page, (number, place), text, told)
        filled = sheet.filled[number - 1] if sheet.filled else (None,) * len(sheet.asked)
        for place, (column, cell) in enumerate(zip(sheet.asked, filled, strict=True), len(row)):
            write_cell(page, (number, place), cell, day if column.field in DAYS else asked)


def write_cell(page: Worksheet, at: tuple[int, int], cell: str | int | None, look: Format) -> None:
    """A number, a text, or a cell that is empty and has its look."""
    if cell is None:
        page.write_blank(*at, None, look)
    elif isinstance(cell, int):
        page.write_number(*at, cell, look)
    else:
        page.write_string(*at, cell, look)


def make_rule(column: SheetColumn, sheet: UpdateSheet) -> dict[str, Any]:
    """What the cells of a column take, and the hint that stands beside one that is chosen."""
    rule: dict[str, Any] = {"validate": "any", "input_title": column.label[:32], "input_message": column.hint[:255]}
    if column.field == "status":
        return {**rule, "validate": "list", "source": list(sheet.statuses)}
    if column.field == "progress":
        # 1 means the whole in a cell that is shown as per cent, so that it may have to be typed as text.
        return {**rule, "validate": "integer", "criteria": "between", "minimum": 0, "maximum": 100,
                "error_type": "warning"}  # fmt: skip
    return rule
