"""What the pages of a workbook for others have in common: their direction, their print, and how cells look."""

from __future__ import annotations

from typing import Any, Protocol

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

LOOK = {"font_name": "Calibri", "font_size": 10.5, "valign": "top", "text_wrap": True, "bottom": 4}
HEAD = {"bold": True, "valign": "bottom", "bottom": 1}
# A cell that is to be filled in.
OPEN = {"bg_color": "#FFF8DC", "locked": False}


class Directed(Protocol):
    """A sheet that knows which way its language runs."""

    @property
    def is_mirrored(self) -> bool:
        """Whether it is read from right to left."""


def add_page(book: Workbook, name: str, sheet: Directed) -> Worksheet:
    """A page in the direction of the language, one page wide in print."""
    page = book.add_worksheet(name)
    if sheet.is_mirrored:
        page.right_to_left()
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    return page


def make_look(book: Workbook, sheet: Directed, **wishes: Any) -> Format:
    """How cells look."""
    direction = {"reading_order": 2} if sheet.is_mirrored else {}
    return book.add_format({**LOOK, **direction, **wishes})
