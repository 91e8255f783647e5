"""Plain text for pipes and files: aligned columns in logical order, no box, no colour, nothing cut."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from ctrack.domain.failures import marked
from ctrack.render.chart_tables import tabulate
from ctrack.render.document import Bars, Block, Chart, Curve, Document, Facts, Heading, HeatMap, Paragraph, Table
from ctrack.render.document_figures import choose_digits
from ctrack.render.page_frame import level_blocks, name_together
from ctrack.render.screen import Screen
from ctrack.render.terminal.aligned_columns import lines_of, pairs_of
from ctrack.text.safe import make_safe

DESCRIPTION = marked("aligned columns without colour, nothing cut off")
ENDINGS = ("txt",)
IS_BINARY = False
IS_OF_ROWS = False


def write(document: Document, out: TextIO, screen: Screen) -> None:
    """Write the blocks with blank lines between them; what stays together has none."""
    document = choose_digits(document)
    before, together = "", ""
    for block in (*document.blocks, *map(Paragraph, document.notes), *level_blocks(document)):
        text = "\n".join(_lines(block))
        if text:
            name = name_together(block)
            out.write(("" if name and name == together else before) + text + "\n")
            before, together = "\n", name


def _lines(block: Block) -> Iterable[str]:
    match block:
        case Heading() | Paragraph():
            return (line.rstrip() for line in make_safe(block.text, multiline=True).split("\n"))
        case Facts():
            return pairs_of((item.label, item.text) for item in block.items)
        case Table():
            return (*_caption(block.caption), *lines_of(block))
        case Bars():
            return (*_caption(block.caption), *pairs_of((label, words) for label, _, words in block.rows))
        case HeatMap() | Curve():
            return _lines(tabulate(block))
        case Chart():
            return _lines(block.plain)


def _caption(caption: str) -> tuple[str, ...]:
    return (make_safe(caption),) if caption else ()
