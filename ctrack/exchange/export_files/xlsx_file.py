"""A workbook of Excel that is written row by row, with what is locked, what is chosen from a list, and a page of notes.

Nothing is behind a password. Lists stand on a hidden page of their own: within a rule they could have 255 characters.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from ctrack.domain.records.exported_tables import ExportColumn, ExportSheet
from ctrack.exchange.sheet_pages import HEAD, OPEN, add_page, make_look
from ctrack.exchange.sheet_rows import Looks, write_rows

OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
DAY = {"num_format": "yyyy-mm-dd"}
ALLOWED = {"sort": True, "autofilter": True, "format_cells": True, "format_columns": True, "format_rows": True}
LAST_ROW = 1_048_575
GUIDE_WIDTH = 90


def write(sheet: ExportSheet, out: BinaryIO) -> None:
    """Write the workbook."""
    book = Workbook(out, OPTIONS)
    page = add_page(book, sheet.name, sheet)
    looks = [make_looks(book, sheet, column) for column in sheet.columns]
    head = make_look(book, sheet, **HEAD)
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
    page.freeze_panes(1, 1)
    for place, column in enumerate(sheet.columns):
        page.write_string(0, place, column.label, head)
    last = write_rows(page, sheet.portions, looks)
    page.autofilter(0, 0, last, len(sheet.columns) - 1)
    page.protect("", ALLOWED)
    guide = add_page(book, sheet.guide_name, sheet)
    guide.set_column(0, 0, GUIDE_WIDTH)
    plain = make_look(book, sheet)
    for place, line in enumerate(sheet.guide):
        guide.write_string(place, 0, line, plain)
    add_rules(book, page, sheet)
    book.close()


def make_looks(book: Workbook, sheet: ExportSheet, column: ExportColumn) -> Looks:
    """How the cells of a column look, and those of them that hold a day."""
    wishes = OPEN if column.is_open else {}
    return make_look(book, sheet, **wishes), make_look(book, sheet, **wishes, **DAY)


def add_rules(book: Workbook, page: Worksheet, sheet: ExportSheet) -> None:
    """What open cells take, for rows to come as well, and the hint that stands beside one that is chosen."""
    lists = [column for column in sheet.columns if column.choices]
    if lists:
        hidden = book.add_worksheet(sheet.lists_name)
        hidden.hide()
        for number in range(max(len(column.choices) for column in lists)):
            for place, column in enumerate(lists):
                if number < len(column.choices):
                    hidden.write_string(number, place, column.choices[number])
    for place, column in enumerate(sheet.columns):
        if column.is_open:
            rule: dict[str, Any] = {"input_title": column.label[:32], "input_message": column.hint[:255]}
            page.data_validation(1, place, LAST_ROW, place, {**rule, **make_rule(column, lists, sheet.lists_name)})


def make_rule(column: ExportColumn, lists: Sequence[ExportColumn], page: str) -> dict[str, Any]:
    """What the cells of a column take."""
    if column.choices:
        name = xl_col_to_name(lists.index(column), col_abs=True)
        return {"validate": "list", "source": f"='{page}'!${name.lstrip('$')}$1:{name}${len(column.choices)}"}
    if column.key == "progress":
        return {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": 100, "error_type": "warning"}
    return {"validate": "any"}
