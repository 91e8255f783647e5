"""GitHub-flavoured Markdown without any HTML: nothing that was typed or imported acts as markup.

Every punctuation mark that could act has a backslash before it (CommonMark 2.4). Where no heading is of
level 1, the title becomes one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from ctrack.domain.failures import marked
from ctrack.render.chart_tables import tabulate
from ctrack.render.document import (
    Align,
    Bars,
    Block,
    Curve,
    Document,
    Facts,
    Heading,
    HeatMap,
    Paragraph,
    Table,
)
from ctrack.render.page_frame import level_blocks
from ctrack.render.screen import Screen
from ctrack.text.safe import make_safe

DESCRIPTION = marked("Markdown, for a document")
ENDINGS = ("md", "markdown")
IS_BINARY = False
IS_OF_ROWS = False

_ACTIVE = re.compile(r"[\\`*_\[\]<>|~&]")
_LINE_START = re.compile(r"^(?:(?=[#+=:-])|(\d{1,9})(?=[.)]))")
_RULES = {Align.START: "---", Align.END: "---:"}


def write(document: Document, out: TextIO, screen: Screen) -> None:
    """Write the blocks with blank lines between them."""
    before = ""
    for block in (*_title(document), *document.blocks, *map(Paragraph, document.notes), *level_blocks(document)):
        lines = list(_lines(block))
        if lines:
            out.write(before + "\n".join(lines) + "\n")
            before = "\n"


def _title(document: Document) -> list[Heading]:
    is_there = any(isinstance(block, Heading) and block.level == 1 for block in document.blocks)
    return [] if is_there or not document.title else [Heading(document.title, 1)]


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield "#" * min(block.level, 6) + " " + _one_line(block.text).replace("#", "\\#")
        case Paragraph():
            yield from _running(block.text)
        case Facts():
            for item in block.items:
                yield from _item(item.label, item.text)
        case Table():
            yield from _table(block)
        case Bars():
            yield from _bars(block)
        case HeatMap() | Curve():
            yield from _table(tabulate(block))


def _one_line(text: str) -> str:
    """A text as one line that may stand behind a mark of ours."""
    return _ACTIVE.sub(r"\\\g<0>", make_safe(text).strip())


def _running(text: str) -> list[str]:
    """A text as lines that each keep their own end."""
    lines = map(_one_line, make_safe(text, multiline=True).split("\n"))
    filled = [_LINE_START.sub(r"\g<0>\\", line) for line in lines if line]
    return [line + "\\" for line in filled[:-1]] + filled[-1:]


def _item(label: str, text: str) -> Iterator[str]:
    """A fact as an item of a list, further lines of it indented."""
    first, *others = _running(text) or [""]
    yield f"- **{_one_line(label)}:** {first}".rstrip()
    yield from ("  " + line for line in others)


def _bold(text: str) -> str:
    line = _one_line(text)
    return f"**{line}**" if line else ""


def _table(table: Table) -> Iterator[str]:
    if not table.columns:
        return
    if table.caption:
        yield from (_bold(table.caption), "")
    yield from _head([column.heading for column in table.columns], [column.align for column in table.columns])
    for index, row in enumerate(table.rows):
        shown = [column.show(value) for column, value in zip(table.columns, row, strict=True)]
        yield _row(map(_bold if index in table.emphasis else _one_line, shown))


def _head(headings: Sequence[str], aligns: Iterable[Align]) -> Iterator[str]:
    yield _row(map(_one_line, headings))
    yield _row(_RULES[align] for align in aligns)


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _bars(bars: Bars) -> Iterator[str]:
    """Bars as the words that say the same; what has no label is told, not tabled."""
    if any(label for label, _, _ in bars.rows):
        yield from _head([bars.caption, ""], [Align.START, Align.START])
        yield from (_row(map(_one_line, (label, words))) for label, _, words in bars.rows)
    elif bars.rows:
        yield from [_bold(bars.caption), ""] if bars.caption else []
        yield from _running("\n".join(words for _, _, words in bars.rows))
