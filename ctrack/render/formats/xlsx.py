"""An Excel workbook: the rows, a summary, then a sheet for each other table and chart; numbers and days are such.

Nothing is a formula or a link: text is written as text, and what a spreadsheet would calculate after an edit is
quoted (`quotePrefix`). A rate takes two columns: its share of 1, and the words that have its denominator.
"""

from __future__ import annotations

from typing import Any, BinaryIO

import xlsxwriter

from ctrack.domain.failures import marked
from ctrack.domain.records.papers import SEAL
from ctrack.render.document import Bars, Chart, Curve, Document, HeatMap, Table
from ctrack.render.document_figures import choose_digits
from ctrack.render.page_frame import SUMMARY, foot_line, furnished, moment_of, shorten, words_in
from ctrack.render.screen import Screen
from ctrack.render.xlsx.chart_sheets import write_bars, write_curve, write_map
from ctrack.render.xlsx.sheet_names import SheetNames
from ctrack.render.xlsx.summary_sheet import has_summary, write_summary
from ctrack.render.xlsx.table_sheets import write_table
from ctrack.render.xlsx.workbook import Book, text_of
from ctrack.text.language import speaking

DESCRIPTION = marked("a workbook for a spreadsheet")
ENDINGS = ("xlsx",)
IS_BINARY = True
IS_OF_ROWS = False
IS_PAPER = True

_LONGEST_PROPERTY = 255
_SETTINGS: dict[str, Any] = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "nan_inf_to_errors": True,
}


def write(document: Document, out: BinaryIO, screen: Screen) -> None:
    """Write the workbook."""
    workbook = xlsxwriter.Workbook(out, _SETTINGS)
    moment = moment_of(document)
    properties: dict[str, Any] = {"title": shorten(text_of(document.title)), "author": "ctrack"}
    workbook.set_properties({**properties, **({"created": moment} if moment else {})})
    seal = document.stamp.seal if document.stamp else ""
    for place in range(0, len(seal), _LONGEST_PROPERTY):
        name = f"{SEAL}-{place // _LONGEST_PROPERTY + 1}"
        workbook.set_custom_property(name, seal[place : place + _LONGEST_PROPERTY], "text")
    book = Book(workbook, document.language)
    with speaking(document.language):
        document = choose_digits(document)
        book.title, book.stamp = shorten(text_of(document.title)), foot_line(document)
        _write_sheets(book, document)
        workbook.close()


def _write_sheets(book: Book, document: Document) -> None:
    """The rows that the document is about first, for on them it opens, then the summary and the other blocks."""
    names = SheetNames()
    blocks = [block.plain if isinstance(block, Chart) else block for block in furnished(document)]
    first = _main_of(document, blocks)
    titled = _titled(blocks)
    for title, block in titled:
        if block is first:
            _write_block(book, names, title, block)
    if first is None or has_summary(document, blocks):
        write_summary(book, names.take(words_in(document.language)(SUMMARY)), document, blocks)
    for title, block in titled:
        if block is not first:
            _write_block(book, names, title, block)


def _main_of(document: Document, blocks: list[Any]) -> Table | None:
    """The table that the document is about: the one it names, else its first; None without one."""
    tables = [block for block in blocks if isinstance(block, Table) and block.columns]
    return next(iter([table for table in tables if table.key == document.main] or tables), None)


def _write_block(book: Book, names: SheetNames, title: str, block: Any) -> None:
    """A block that has a sheet of its own, named after what stands above it."""
    match block:
        case Table() if block.columns:
            write_table(book, names, title, block)
        case Bars() if any(shares for _label, shares, _words in block.rows):
            write_bars(book, names.take(title), title, block)
        case HeatMap() if block.rows:
            write_map(book, names.take(title), title, block)
        case Curve() if block.lines and block.dates:
            write_curve(book, names.take(title), title, block)


def _titled(blocks: list[Any]) -> list[tuple[str, Any]]:
    """Every block with what it is called: its caption, else the nearest heading above it."""
    from ctrack.render.document import Heading

    titled, heading = [], ""
    for block in blocks:
        if isinstance(block, Heading):
            heading = text_of(block.text)
        else:
            caption = text_of(getattr(block, "caption", ""))
            titled.append((caption or heading or text_of(getattr(block, "key", "")), block))
    return titled
