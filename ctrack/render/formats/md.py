"""GitHub-flavoured Markdown without any HTML but the line break of a cell: nothing that was typed acts as markup.

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
    Beside,
    Block,
    Chart,
    Column,
    Curve,
    Document,
    Facts,
    Heading,
    HeatMap,
    Paragraph,
    Table,
)
from ctrack.render.document_figures import choose_digits
from ctrack.render.page_frame import level_blocks
from ctrack.render.screen import Screen
from ctrack.text.safe import make_safe

DESCRIPTION = marked("Markdown, for a document")
ENDINGS = ("md", "markdown")
IS_BINARY = False
IS_OF_ROWS = False

_ACTIVE = re.compile(r"[\\`*_\[\]<>|~&]")
_LINE_START = re.compile(r"^(?:(?=[#+=:-])|(\d{1,9})(?=[.)]))")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n\s*")
_BREAK = "<br>"
_RULES = {Align.START: "---", Align.END: "---:"}


def write(document: Document, out: TextIO, screen: Screen) -> None:
    """Write the blocks with blank lines between them."""
    document = choose_digits(document)
    before = ""
    for block in (*_title(document), *document.blocks, *map(Paragraph, document.notes), *level_blocks(document)):
        is_first = True
        for line in _lines(block):
            out.write(f"{before if is_first else ''}{line}\n")
            is_first = False
        before = before if is_first else "\n"


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
        case Beside():
            for fact in (fact for pair in block.pairs for fact in pair):
                yield from _item(fact.label, fact.text) if fact.label else (*_running(fact.text), "")
        case Table():
            yield from _table(block)
        case Bars():
            yield from _bars(block)
        case HeatMap() | Curve():
            yield from _table(tabulate(block))
        case Chart():
            yield from _lines(block.plain)


def _one_line(text: str) -> str:
    """A text as one line that may stand behind a mark of ours."""
    return _ACTIVE.sub(r"\\\g<0>", make_safe(text).strip())


def _running(text: str) -> list[str]:
    """A text as lines that each keep their own end, its paragraphs apart."""
    parts = [part.split("\n") for part in _PARAGRAPH_END.split(make_safe(text, multiline=True).strip())]
    filled = [[_LINE_START.sub(r"\g<0>\\", line) for line in map(_one_line, part) if line] for part in parts]
    kept = [[line + "\\" for line in part[:-1]] + part[-1:] for part in filled if part]
    return [line for place, part in enumerate(kept) for line in ([""] if place else []) + part]


def _item(label: str, text: str) -> Iterator[str]:
    """A fact as an item of a list, further lines of it indented."""
    first, *others = _running(text) or [""]
    # What has no name of its own goes on with the fact above it.
    yield (f"- **{_one_line(label)}:** {first}" if label else f"- {first}").rstrip()
    yield from (f"  {line}".rstrip() for line in others)


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
        pairs = zip(table.columns, row, strict=True)
        yield _row(_cell(column, column.show(value), index in table.emphasis) for column, value in pairs)


def _cell(column: Column, text: str, is_strong: bool) -> str:
    """A text within a row, which ends with its line: running text keeps its own lines by breaks."""
    if is_strong:
        return _bold(text)
    if not column.wraps:
        return _one_line(text)
    return _BREAK.join(map(_one_line, make_safe(text, multiline=True).strip().split("\n")))


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
