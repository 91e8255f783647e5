"""A workbook that is being written: its styles, its direction, and how one value becomes one cell.

Widths are in Excel's characters. A text longer than a cell may hold (32,767 characters) ends in an ellipsis.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ctrack.exchange.csv_guard import guard
from ctrack.render.document import Tone
from ctrack.render.print_colours import ACCENT, INKS, RULE, WASH
from ctrack.text.cells import cell_width
from ctrack.text.language import RIGHT_TO_LEFT, current_digits
from ctrack.text.safe import make_safe

LONGEST_TEXT = 32_767
LINE_HEIGHT, HEAD_HEIGHT = 17, 22
_HIGHEST = 400
_NOT_IN_XML = re.compile("[\ufffe\uffff]")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FIRST_YEAR = 1901
_BASE = {"font_name": "Calibri", "font_size": 10.5, "font_color": "#" + INKS[Tone.PLAIN], "valign": "vcenter"}
_NUMBERS = {"share": "0%", "day": "yyyy-mm-dd", "whole": "#,##0", "part": "#,##0.0"}
# Excel's and LibreOffice's code for a number in Arabic-Indic digits (numeral shape 02), whatever its calendar.
_ARABIC_INDIC = "[$-2000401]"
Look = tuple[tuple[str, Any], ...]


def text_of(text: str) -> str:
    """A text as a cell can hold it."""
    safe = _NOT_IN_XML.sub("\ufffd", make_safe(text, multiline=True))
    return safe if len(safe) <= LONGEST_TEXT else safe[: LONGEST_TEXT - 1] + "…"


def number_form(kind: str) -> str:
    """How a spreadsheet shows numbers of a kind, in the digits of the language spoken now."""
    return _NUMBERS[kind] if current_digits() == "western" else _ARABIC_INDIC + _NUMBERS[kind]


def day_of(value: Any) -> date | None:
    """The day that a value is, where Excel's calendar has it; months and years stay text."""
    if isinstance(value, datetime):
        value = value.date()
    elif isinstance(value, str) and _DAY.fullmatch(value):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            return None
    return value if isinstance(value, date) and value.year >= _FIRST_YEAR else None


def width_of(text: str) -> int:
    """The characters of its widest line."""
    return max(map(cell_width, text.split("\n")), default=0)


def fit_row(sheet: Worksheet, row: int, texts: Iterable[tuple[str, int]], *, least: float = LINE_HEIGHT) -> None:
    """Make a row high enough for texts in columns of these widths; said in the file, for not every reader fits rows.

    Must come before the cells of the row.
    """
    most = max((_lines_in(text_of(text), width) for text, width in texts), default=1)
    if most > 1 or least > LINE_HEIGHT:
        sheet.set_row(row, min(max(most * (LINE_HEIGHT - 2) + 2, least), _HIGHEST))


def _lines_in(text: str, width: int) -> int:
    """How many lines a text takes; of more than one, each has a little room left at its end."""
    lines = map(cell_width, text.split("\n"))
    return sum(1 if line <= width - 2 else math.ceil(line / max(width * 0.9, 1)) for line in lines)


@dataclass
class Book:
    """A workbook with what its sheets share; `title` heads and `stamp` foots every printed page."""

    workbook: Workbook
    language: str
    title: str = ""
    stamp: str = ""
    _looks: dict[Look, Format] = field(default_factory=dict)

    @property
    def is_mirrored(self) -> bool:
        """Whether sheets run from right to left."""
        return self.language in RIGHT_TO_LEFT

    def add_sheet(self, name: str, *, is_wide: bool = False) -> Worksheet:
        """A sheet that prints on A4, as many pages long as it takes and one wide."""
        sheet = self.workbook.add_worksheet(name)
        if self.is_mirrored:
            sheet.right_to_left()
        sheet.hide_gridlines(2)
        sheet.set_default_row(LINE_HEIGHT)
        sheet.set_paper(9)
        sheet.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.8)
        sheet.fit_to_pages(1, 0)
        if is_wide:
            sheet.set_landscape()
        # Ampersands begin a code in headers, and 255 characters are all that one may have.
        start, end = ("&R", "&L") if self.is_mirrored else ("&L", "&R")
        sheet.set_header(f"{start}&8" + _in_header(self.title))
        sheet.set_footer(f"{start}&8{_in_header(self.stamp)}{end}&8&P / &N")
        return sheet

    def look(self, **wishes: Any) -> Format:
        """The format with these properties beside those that all have; made once."""
        key = tuple(sorted(wishes.items()))
        if key not in self._looks:
            direction = {"reading_order": 2} if self.is_mirrored else {}
            self._looks[key] = self.workbook.add_format({**_BASE, **direction, **wishes})
        return self._looks[key]

    def head(self, *, at_end: bool = False) -> Format:
        """The format of a column's heading."""
        return self.look(
            bold=True, font_color="#" + ACCENT, bottom=1, bottom_color="#" + ACCENT, text_wrap=True, valign="bottom",
            align=self.side(at_end), indent=int(not at_end),
        )  # fmt: skip

    def side(self, at_end: bool) -> str:
        """Left or right, whichever is where reading begins, or ends."""
        return "right" if at_end != self.is_mirrored else "left"

    def cell(
        self, tone: Tone, *, kind: str = "", at_end: bool = False, wraps: bool = False, is_sum: bool = False
    ) -> Format:
        """The format of a cell in a table."""
        wishes: dict[str, Any] = {
            "bottom": 1, "bottom_color": "#" + RULE, "align": self.side(at_end), "font_color": "#" + INKS[tone],
            "indent": int(not at_end and kind not in _NUMBERS),
        }  # fmt: skip
        if is_sum or tone in (Tone.STRONG, Tone.ALARM):
            wishes["bold"] = True
        if is_sum:
            wishes["bg_color"] = "#" + WASH
        if wraps:
            wishes["text_wrap"] = True
        if kind in _NUMBERS:
            wishes["num_format"] = number_form(kind)
        if kind == "quoted":
            wishes["quote_prefix"] = True
        return self.look(**wishes)


def put_text(sheet: Worksheet, row: int, column: int, text: str, book: Book, **wishes: Any) -> None:
    """A text as a cell that stays one, even once somebody edits it."""
    if not text:
        sheet.write_blank(row, column, None, book.look(**wishes))
        return
    if guard(text) != text:
        wishes["quote_prefix"] = True
    sheet.write_string(row, column, text, book.look(**wishes))


def _in_header(text: str) -> str:
    return " ".join(text.split())[:200].replace("&", "&&")[:230]
