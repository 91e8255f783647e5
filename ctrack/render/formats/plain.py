"""Plain text for pipes and files: aligned columns in logical order, no box, no colour, nothing cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import TextIO

from ctrack.domain.failures import marked
from ctrack.domain.long_lists import LongList
from ctrack.render.chart_tables import tabulate
from ctrack.render.document import (
    Bars,
    Beside,
    Block,
    Chart,
    Curve,
    Document,
    Facts,
    Heading,
    HeatMap,
    Paragraph,
    Table,
)
from ctrack.render.document_figures import choose_digits
from ctrack.render.page_frame import level_blocks, name_together
from ctrack.render.screen import Screen
from ctrack.render.terminal.aligned_columns import lines_of, pairs_of
from ctrack.text.safe import make_safe

DESCRIPTION = marked("aligned columns without colour, nothing cut off")
ENDINGS = ("txt",)
IS_BINARY = False
IS_OF_ROWS = False
_PORTION = 1000


def write(document: Document, out: TextIO, screen: Screen) -> None:
    """Write the blocks with blank lines between them; what stays together has none."""
    document = choose_digits(document)
    before, together = "", ""
    for block in (*document.blocks, *map(Paragraph, document.notes), *level_blocks(document)):
        pieces = _join(_lines(block))
        first = next(pieces, "")
        if first:
            name = name_together(block)
            out.write(("" if name and name == together else before) + first)
            for piece in pieces:
                out.write("\n" + piece)
            out.write("\n")
            before, together = "\n", name


def _join(lines: Iterable[str]) -> Iterator[str]:
    """The lines as a few long texts: nobody holds all of them, and none is written by itself."""
    left = iter(lines)
    while portion := list(islice(left, _PORTION)):
        yield "\n".join(portion)


def _lines(block: Block) -> Iterable[str]:
    match block:
        case Heading() | Paragraph():
            return (line.rstrip() for line in make_safe(block.text, multiline=True).split("\n"))
        case Facts():
            return pairs_of((item.label, item.text) for item in block.items)
        case Beside():
            return _lines(block.in_turn())
        case Table():
            return chain(_caption(block.caption), _table(block))
        case Bars():
            return (*_caption(block.caption), *pairs_of((label, words) for label, _, words in block.rows))
        case HeatMap() | Curve():
            return _lines(tabulate(block))
        case Chart():
            return _lines(block.plain)


def _table(table: Table) -> Iterator[str]:
    if not isinstance(table.rows, LongList):
        return lines_of(table)
    from ctrack.render.terminal.portioned_columns import lines_of as lines_by_portions

    return lines_by_portions(table)


def _caption(caption: str) -> tuple[str, ...]:
    return (make_safe(caption),) if caption else ()
