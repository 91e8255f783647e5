"""The rows of a page of a workbook as XML, a piece for each cell: what xlsxwriter writes, without an object for each.

Most columns hold few different values, and what stands behind the name of a cell is written once for each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from itertools import chain, repeat
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from ctrack.domain.cell_texts import clean
from ctrack.domain.records.exported_tables import ExportCell
from ctrack.domain.remembered import Remembered
from ctrack.exchange.csv_guard import guard

# How the cells of a column look, and those of them that hold a day.
Looks = tuple[Format, Format]
# Units of UTF-16.
LONGEST_TEXT = 32_767
# Excel's calendar begins with 1900, and holds a day in it that never was.
FIRST_YEAR, EPOCH = 1901, date(1899, 12, 30)
# What a reader would take for the escape of a sign.
_ESCAPED = re.compile("(_x[0-9a-fA-F]{4}_)")
_EDGES = re.compile(r"\A\s|\s\Z")


def write_rows(page: Worksheet, portions: Iterable[Sequence[Sequence[ExportCell]]], looks: Sequence[Looks]) -> int:
    """Write rows, of which the columns come, beneath the first one of a page that is written row by row; the number of
    the last one.
    """
    columns = [Remembered(partial(write_cell, each)) for each in looks]
    leads = [f'<c r="{xl_col_to_name(place)}' for place in range(len(looks))]
    # What stands in the first row goes out before.
    page._write_single_row(1)
    last = 0
    for values in portions:
        count = len(values[0])
        names = list(map(str, range(last + 2, last + count + 2)))
        pieces: list[Iterable[str]] = [repeat('<row r="', count), names, repeat('">', count)]
        for lead, known, column in zip(leads, columns, values, strict=True):
            pieces += (repeat(lead, count), names, map(known.__getitem__, column))
        page.fh.write("".join(chain.from_iterable(zip(*pieces, repeat("</row>", count), strict=True))))
        last += count
    page.dim_rowmax = max(page.dim_rowmax or 0, last)
    return last


def write_cell(looks: Looks, value: ExportCell) -> str:
    """What stands behind the name of a cell by what it holds; what may be filled in is coloured though it is empty."""
    plain, of_day = looks
    if isinstance(value, date) and value.year < FIRST_YEAR:
        value = value.isoformat()
    if isinstance(value, str) and value:
        return f'{begin(plain)} t="inlineStr"><is>{write_text(value)}</is></c>'
    if isinstance(value, date):
        return f"{begin(of_day)}><v>{(value - EPOCH).days}</v></c>"
    if isinstance(value, int):
        return f"{begin(plain)}><v>{int(value)}</v></c>"
    return f"{begin(of_day)}/>"


def begin(look: Any) -> str:
    """What every cell of that look has."""
    return f'" s="{look._get_xf_index()}"'


def write_text(value: str) -> str:
    """A text that is none of a formula, no longer than a cell takes."""
    text = guard(clean(value))[:LONGEST_TEXT]
    if len(text) > LONGEST_TEXT // 2:
        text = text.encode("utf-16-le")[: 2 * LONGEST_TEXT].decode("utf-16-le", "ignore")
    text = _ESCAPED.sub(r"_x005F\1", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<t xml:space="preserve">{text}</t>' if _EDGES.search(text) else f"<t>{text}</t>"
