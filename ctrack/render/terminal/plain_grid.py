"""Tables, bars and lines of plain text painted without Rich, sign for sign as Rich paints them.

Plain is what any terminal shows from the left, a cell for a sign, on lines that break at blanks alone. All else is left
to Rich, which takes as long to load as a short command may take in all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress, zip_longest
from operator import itemgetter

from ctrack.render.bars import fill
from ctrack.render.document import Fact, Share, Table, Tone
from ctrack.render.screen import Screen
from ctrack.render.terminal.bar_fit import KEY_GAP, FittedBars
from ctrack.render.terminal.column_widths import is_simple
from ctrack.render.terminal.palette import palette_for
from ctrack.render.terminal.table_fit import BAR_WIDTH, GAP_WIDTH, Fitted
from ctrack.text.cells import cell_width
from ctrack.text.direction import PLAIN
from ctrack.text.safe import make_safe

_CODES = {
    "bold": "1", "dim": "2", "underline": "4", "red": "31", "green": "32", "yellow": "33", "blue": "34",
    "magenta": "35", "cyan": "36", "bright_red": "91", "bright_blue": "94", "bright_magenta": "95",
}  # fmt: skip
# A line of a cell: texts one after the other, each in its style.
Pieces = list[tuple[str, str]]
_WORD = re.compile(r" *[^ ]+ *")


def paint_line(text: str, style: str, screen: Screen) -> str | None:
    """A text of one line in a style of Rich's; None where it is not plain, or is wider than the screen."""
    if not _suits(screen) or not is_plain(text) or len(text) > (screen.width or len(text)):
        return None
    return paint(text, style, screen).rstrip()


def paint_table(table: Table, columns: Sequence[Fitted], screen: Screen) -> list[str] | None:
    """The lines of a table whose columns are fitted to the screen; None where something in it is not plain."""
    if not _suits(screen) or table.emphasis or not all(fitted.width for fitted in columns):
        return None
    broken = [_break_all(fitted) for fitted in columns]
    cells = [column for column in broken if column is not None]
    return list(_paint_rows(columns, cells, screen)) if len(cells) == len(columns) else None


def paint_bars(bars: FittedBars, key: Sequence[tuple[str, Share]], screen: Screen) -> list[str] | None:
    """Bars between labels and words, and below them what each block stands for; None where something is not plain."""
    painted_key = _paint_key(key, screen)
    if not _suits(screen) or not painted_key:
        return None
    palette = palette_for(screen.background)
    lines: list[str] = []
    for row in bars.rows:
        label = _break_at(make_safe(row.label), bars.widths[0])
        words = _break_at(make_safe(row.words), bars.widths[2])
        if label is None or words is None:
            return None
        bar = [(blocks, palette[tone]) for blocks, tone in row.parts]
        cells = (_style_all(label, palette[Tone.FAINT]), [bar], _style_all(words, ""))
        slots = [(width, False) for width in bars.widths]
        lines += _paint_row(list(filter(itemgetter(0), slots)), compress(cells, bars.widths), screen)
    return [*lines, *painted_key]


def _paint_key(key: Sequence[tuple[str, Share]], screen: Screen) -> list[str] | None:
    """Blocks with their words, as many on a line as it has room for."""
    palette = palette_for(screen.background)
    lines, used = list[str](), 0
    for block, share in key:
        entry = f"{block} {make_safe(share.label)}"
        if not is_plain(entry) or entry.endswith(" ") or len(entry) > (screen.width or len(entry)):
            return None
        painted = paint(block, palette[share.tone], screen) + entry[len(block) :]
        if lines and (screen.width is None or used + len(KEY_GAP) + len(entry) <= screen.width):
            lines[-1] += KEY_GAP + painted
            used += len(KEY_GAP) + len(entry)
        else:
            lines.append(painted)
            used = len(entry)
    return lines


def paint_facts(facts: Sequence[Fact], widths: Sequence[int], screen: Screen) -> list[str] | None:
    """Facts beside their labels in columns of these widths; None where something in them is not plain."""
    if not _suits(screen) or not all(widths):
        return None
    palette = palette_for(screen.background)
    lines: list[str] = []
    for fact in facts:
        label = _break_at(make_safe(fact.label), widths[0])
        text = _break_at(make_safe(fact.text, multiline=True), widths[1])
        if label is None or text is None:
            return None
        cells = (_style_all(label, palette[Tone.FAINT]), _style_all(text, palette[fact.tone]))
        lines += _paint_row([(width, False) for width in widths], cells, screen)
    return lines


def is_plain(text: str) -> bool:
    """Whether each sign takes one cell, and all are read from the left; a line end is no such sign."""
    return is_simple(text) or ("\n" not in text and bool(PLAIN.fullmatch(text)) and cell_width(text) == len(text))


def paint(text: str, style: str, screen: Screen) -> str:
    """A text in a style."""
    if not style or not text or not screen.colour:
        return text
    return f"\x1b[{';'.join(_CODES[word] for word in style.split())}m{text}\x1b[0m"


def _suits(screen: Screen) -> bool:
    return screen.layout == "ltr"


def _break_all(fitted: Fitted) -> list[list[str]] | None:
    """The heading and the cells of a column as lines; None where one of them cannot be broken at blanks alone."""
    made: dict[str, list[str]] = {}
    texts = [make_safe(text, multiline=fitted.column.wraps) for text in (fitted.heading, *fitted.cells)]
    for text in set(texts):
        lines = _break_at(text, fitted.width)
        if lines is None:
            return None
        made[text] = lines
    return [made[text] for text in texts]


def _break_at(text: str, width: int) -> list[str] | None:
    """The lines of a text in so many cells; None where it is not plain, or begins or ends with a blank."""
    if not is_plain(text) or text != text.strip(" "):
        return None
    return [text] if len(text) <= width else _break_line(text, width)


def _break_line(text: str, width: int) -> list[str] | None:
    """The lines of a text that is broken before a word that does not fit; None where a word is wider than a line.

    Blanks behind the last word of a line stay as far as there is room for them.
    """
    starts, used = [0], 0
    for found in _WORD.finditer(text):
        word = found[0]
        length = len(word.rstrip(" "))
        if length > width:
            return None
        if length > width - used and used:
            starts.append(found.start())
            used = 0
        used += len(word)
    pieces = (text[start:stop] for start, stop in zip(starts, [*starts[1:], None], strict=True))
    return [piece if len(piece) <= width else piece[:width] + piece[width:].rstrip(" ") for piece in pieces]


def _paint_rows(columns: Sequence[Fitted], cells: Sequence[Sequence[list[str]]], screen: Screen) -> Iterator[str]:
    palette = palette_for(screen.background)
    height = max(len(column[0]) for column in cells)
    slots = [slot for fitted in columns for slot in _slots_of(fitted)]
    heads: list[list[Pieces]] = []
    for fitted, column in zip(columns, cells, strict=True):
        # A heading of fewer lines stands on the rule.
        low = _style_all([*[""] * (height - len(column[0])), *column[0]], palette[Tone.HEADING])
        heads += [[], low] if fitted.has_bar else [low]
    yield from _paint_row(slots, heads, screen)
    yield paint("─" * (sum(width for width, _is_right in slots) + GAP_WIDTH * (len(slots) - 1)), "dim", screen)
    for place, row in enumerate(zip(*[column[1:] for column in cells], strict=True)):
        shown: list[list[Pieces]] = []
        for fitted, lines in zip(columns, row, strict=True):
            tone = fitted.column.tone(fitted.values[place])
            words = _style_all(lines, palette[tone])
            shown += [[_bar_of(fitted, place, palette)], words] if fitted.has_bar else [words]
        yield from _paint_row(slots, shown, screen)


def _slots_of(fitted: Fitted) -> list[tuple[int, bool]]:
    """The cells of a column, with whether it leans to the right; before it those of its bar."""
    words = (fitted.width, fitted.side == "right")
    return [(BAR_WIDTH, False), words] if fitted.has_bar else [words]


def _bar_of(fitted: Fitted, place: int, palette: Mapping[Tone, str]) -> Pieces:
    """The bar before a cell; nothing where the value has no share."""
    value = fitted.values[place]
    share = fitted.column.bar(value) if fitted.column.bar else None
    if share is None:
        return []
    filled, empty = fill(share, BAR_WIDTH)
    return [(filled, palette[fitted.column.tone(value)]), (empty, palette[Tone.FAINT])]


def _style_all(lines: Iterable[str], style: str) -> list[Pieces]:
    return [[(line, style)] for line in lines]


def _paint_row(slots: Sequence[tuple[int, bool]], cells: Iterable[list[Pieces]], screen: Screen) -> Iterator[str]:
    """The lines of a row, whose columns have these widths and lean to the right or not."""
    for lines in zip_longest(*cells, fillvalue=[]):
        parts = []
        for (width, is_right), pieces in zip(slots, lines, strict=True):
            shown = [(text.rstrip(" "), style) for text, style in pieces] if is_right else pieces
            blanks = " " * (width - sum(len(text) for text, _style in shown))
            painted = "".join([paint(text, style, screen) for text, style in shown])
            parts.append(blanks + painted if is_right else painted + blanks)
        yield "  ".join(parts).rstrip()
