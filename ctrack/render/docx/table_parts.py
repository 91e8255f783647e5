"""Tables as WordprocessingML has them: an opening with the widths, rows, cells.

Widths are twentieths of a point and stand in the grid and in each cell, because LibreOffice reads the one and Word
the other. Right-to-left papers mirror their tables (`w:bidiVisual`), and Word then takes the first cell for the
rightmost.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ctrack.render.docx.elements import put
from ctrack.render.docx.runs import Script, clean

LONG_CELL = 1200
"""A row with a text of as many characters may go on over the page."""
_LONGEST_NAME = 200


def put_table(parent: Any, style: str, widths: Sequence[int], script: Script, name: str = "") -> Any:
    """A new last table without rows, its properties in the order of CT_TblPr; the name is read out by readers."""
    table = put(parent, "tbl")
    inside = put(table, "tblPr")
    put(inside, "tblStyle", val=style)
    if script.base == "rtl":
        put(inside, "bidiVisual")
    put(inside, "tblW", w=sum(widths), type="dxa")
    put(inside, "tblLayout", type="fixed")
    put(inside, "tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1)
    if name.strip():
        put(inside, "tblCaption", val=clean(name).replace("\n", " ")[:_LONGEST_NAME])
    grid = put(table, "tblGrid")
    for width in widths:
        put(grid, "gridCol", w=width)
    return table


def put_row(table: Any, *, is_head: bool = False, is_whole: bool = True, height: int = 0) -> Any:
    """A new last row without cells."""
    row = put(table, "tr")
    if is_whole or height or is_head:
        inside = put(row, "trPr")
        if is_whole:
            put(inside, "cantSplit")
        if height:
            put(inside, "trHeight", val=height, hRule="exact")
        if is_head:
            put(inside, "tblHeader")
    return row


def put_cell(row: Any, width: int, fill: str = "", *, is_middle: bool = False) -> Any:
    """A new last cell without paragraphs."""
    cell = put(row, "tc")
    inside = put(cell, "tcPr")
    put(inside, "tcW", w=width, type="dxa")
    if fill:
        put(inside, "shd", val="clear", color="auto", fill=fill)
    if is_middle:
        put(inside, "vAlign", val="center")
    return cell


def put_gap(parent: Any, *, keeps: bool = False) -> None:
    """The paragraph without which Word would make two tables one."""
    inside = put(put(parent, "p"), "pPr")
    put(inside, "pStyle", val="Gap")
    if keeps:
        put(inside, "keepNext")


def put_sliver(parent: Any, *, keeps: bool = False) -> None:
    """A paragraph that is there because one must be, as low as can be."""
    inside = put(put(parent, "p"), "pPr")
    if keeps:
        put(inside, "keepNext")
    put(inside, "spacing", before=0, after=0, line=20, lineRule="exact")
