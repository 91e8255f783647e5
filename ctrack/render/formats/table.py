"""Tables, facts and bars for a terminal; beside every colour stands a word that says the same.

A table of more than ROWS_FOR_RICH rows is left to a fast column writer, and one that no line this narrow can
hold is shown row by row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TextIO

from ctrack.domain.failures import marked
from ctrack.domain.frozen import replace
from ctrack.render.chart_tables import tabulate
from ctrack.render.document import (
    Bars,
    Beside,
    Block,
    Chart,
    Curve,
    Document,
    Fact,
    Facts,
    Heading,
    HeatMap,
    Paragraph,
    Table,
    Tone,
)
from ctrack.render.document_figures import change_texts, choose_digits
from ctrack.render.page_frame import level_blocks, name_together
from ctrack.render.screen import Screen
from ctrack.render.terminal.bar_fit import fit_bars, key_of_blocks
from ctrack.render.terminal.long_table import lines_of
from ctrack.render.terminal.palette import palette_for
from ctrack.render.terminal.plain_grid import paint_bars, paint_facts, paint_line, paint_table
from ctrack.render.terminal.table_fit import fit_table, pair_widths
from ctrack.text.controls import DIRECTION_CONTROLS
from ctrack.text.emoji import part_emoji

if TYPE_CHECKING:
    from ctrack.render.terminal.canvas import Brush

DESCRIPTION = marked("tables and bars for a terminal")
ENDINGS = ()
IS_BINARY = False
IS_OF_ROWS = False
ROWS_FOR_RICH = 200
_BEGINS_WITH_CONTROL = re.compile(f"(?:\x1b\\[[0-9;]*m)*[{''.join(sorted(DIRECTION_CONTROLS))}]")


def write(document: Document, out: TextIO, screen: Screen) -> None:
    """Write the blocks with blank lines between them; what a heading stands over, and what stays together, has none."""
    document = change_texts(choose_digits(document), part_emoji)
    previous: Block | None = None
    for block in (*document.blocks, *(Paragraph(note, Tone.FAINT) for note in document.notes), *level_blocks(document)):
        is_one = bool(name_together(block)) and name_together(block) == name_together(previous)
        if previous is not None and not isinstance(previous, Heading) and not is_one:
            out.write("\n")
        out.writelines(line + "\n" for line in _lines_off_the_edge(block, screen))
        previous = block


def _lines_off_the_edge(block: Block, screen: Screen) -> Iterable[str]:
    """The lines of a block, moved in by a cell where one would begin with a direction control.

    VTE and tmux keep what has no width with the cell before it, so that in the first cell it is lost.
    """
    lines, width = list(_lines(block, screen)), screen.width
    if width is None or width < 2 or screen.bidi == "off" or not any(map(_BEGINS_WITH_CONTROL.match, lines)):
        return lines
    narrower = replace(screen, width=width - 1)
    return (" " + line if line else line for line in _lines(block, narrower))


def _brush(screen: Screen) -> Brush:
    """What paints with Rich, which is loaded for it."""
    from ctrack.render.terminal.canvas import Brush

    return Brush(screen)


def _text(text: str, style: str, screen: Screen, *, is_long: bool = False) -> Iterable[str]:
    """A text by itself, in a style of Rich's."""
    line = paint_line(text, style, screen)
    return [line] if line is not None else _brush(screen).draw_text(text, style, is_long=is_long)


def _toned(text: str, tone: Tone, screen: Screen, *, is_long: bool = False) -> Iterable[str]:
    """The same in a tone."""
    return _text(text, palette_for(screen.background)[tone], screen, is_long=is_long)


def _lines(block: Block, screen: Screen) -> Iterator[str]:
    match block:
        case Heading():
            yield from _text(block.text, "bold underline" if block.level == 1 else "bold", screen)
        case Paragraph():
            yield from _toned(block.text, block.tone, screen, is_long=True)
        case Facts():
            yield from _facts(block.items, screen)
        case Beside():
            yield from _facts(block.in_turn().items, screen)
        case Table():
            yield from _caption(block.caption, screen)
            yield from _table(block, screen)
        case Bars():
            yield from _caption(block.caption, screen)
            yield from _bars(block, screen)
        case HeatMap() | Curve():
            yield from _lines(tabulate(block, is_narrow=True, is_mirrored=screen.layout == "rtl"), screen)
        case Chart():
            yield from _lines(block.plain, screen)


def _caption(caption: str, screen: Screen) -> Iterable[str]:
    return _toned(caption, Tone.HEADING, screen) if caption else ()


def _facts(facts: tuple[Fact, ...], screen: Screen) -> Iterator[str]:
    """Facts beside their labels, or under them where the line is too narrow."""
    widths = pair_widths([(fact.label, fact.text) for fact in facts], screen.width)
    painted = paint_facts(facts, widths, screen) if widths is not None else None
    if painted is not None:
        yield from painted
        return
    if widths is not None:
        from ctrack.render.terminal.grids import facts_grid

        brush = _brush(screen)
        yield from brush.draw_grid(facts_grid(facts, widths, brush))
        return
    for fact in facts:
        yield from _toned(fact.label, Tone.FAINT, screen)
        yield from _toned(fact.text, fact.tone, screen, is_long=True)


def _table(table: Table, screen: Screen) -> Iterator[str]:
    if not table.columns:
        return
    if len(table.rows) > ROWS_FOR_RICH:
        yield from lines_of(table, screen)
        return
    columns = fit_table(table, screen)
    if columns is None:
        yield from _facts(tuple(_row_facts(table)), screen)
        return
    painted = paint_table(table, columns, screen)
    if painted is not None:
        yield from painted
        return
    from ctrack.render.terminal.grids import table_grid

    brush = _brush(screen)
    yield from brush.draw_grid(table_grid(table, columns, brush))


def _row_facts(table: Table) -> Iterator[Fact]:
    """The rows as facts, without the empty ones, and a blank between row and row."""
    for number, row in enumerate(table.rows):
        if number:
            yield Fact("", "", "")
        for column, value in zip(table.columns, row, strict=True):
            text = column.show(value)
            if text:
                yield Fact(column.key, column.heading, text, column.tone(value))


def _bars(bars: Bars, screen: Screen) -> Iterator[str]:
    """Bars and their key, or their words alone where the line is too narrow."""
    fitted = fit_bars(bars, screen.width)
    if fitted is None:
        yield from _facts(tuple(Fact(bars.key, label, words) for label, _, words in bars.rows), screen)
    elif bars.rows:
        painted = paint_bars(fitted, key_of_blocks(bars), screen)
        if painted is not None:
            yield from painted
            return
        from ctrack.render.terminal.bar_chart import bar_grid, bar_key

        brush = _brush(screen)
        yield from brush.draw_grid(bar_grid(fitted, brush))
        yield from brush.draw(bar_key(bars, brush))
