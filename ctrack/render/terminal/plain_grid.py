"""Tables and lines of plain text painted without Rich, sign for sign as Rich paints them.

Plain is what any terminal shows from the left, a cell for a sign, on lines that break at blanks alone. All else is left
to Rich, which takes as long to load as a short command may take in all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from ctrack.render.document import Table, Tone
from ctrack.render.screen import Screen
from ctrack.render.terminal.column_widths import is_simple
from ctrack.render.terminal.palette import palette_for
from ctrack.render.terminal.table_fit import Fitted
from ctrack.text.cells import cell_width
from ctrack.text.direction import PLAIN
from ctrack.text.safe import make_safe

_CODES = {
    "bold": "1", "dim": "2", "underline": "4", "red": "31", "green": "32", "yellow": "33", "blue": "34",
    "magenta": "35", "cyan": "36", "bright_red": "91", "bright_blue": "94", "bright_magenta": "95",
}  # fmt: skip
_WORD = re.compile(r" *[^ ]+ *")


def paint_line(text: str, style: str, screen: Screen) -> str | None:
    """A text of one line in a style of Rich's; None where it is not plain, or is wider than the screen."""
    if not _suits(screen) or not is_plain(text) or len(text) > (screen.width or len(text)):
        return None
    return paint(text, style, screen).rstrip()


def paint_table(table: Table, columns: Sequence[Fitted], screen: Screen) -> list[str] | None:
    """The lines of a table whose columns are fitted to the screen; None where something in it is not plain."""
    if not _suits(screen) or table.emphasis or any(fitted.has_bar or not fitted.width for fitted in columns):
        return None
    broken = [_break_all(fitted) for fitted in columns]
    cells = [column for column in broken if column is not None]
    return list(_paint_rows(columns, cells, screen)) if len(cells) == len(columns) else None


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
        if not is_plain(text) or text != text.strip(" "):
            return None
        lines = [text] if len(text) <= fitted.width else _break_line(text, fitted.width)
        if lines is None:
            return None
        made[text] = lines
    return [made[text] for text in texts]


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
    heads = [palette[Tone.HEADING]] * len(columns)
    height = max(len(column[0]) for column in cells)
    # A heading of fewer lines stands on the rule.
    low = [[*[""] * (height - len(column[0])), *column[0]] for column in cells]
    yield from _paint_row(columns, low, heads, screen)
    yield paint("─" * (sum(fitted.width for fitted in columns) + 2 * (len(columns) - 1)), "dim", screen)
    for place, row in enumerate(zip(*[column[1:] for column in cells], strict=True)):
        styles = [palette[fitted.column.tone(fitted.values[place])] for fitted in columns]
        yield from _paint_row(columns, row, styles, screen)


def _paint_row(
    columns: Sequence[Fitted], cells: Iterable[list[str]], styles: Sequence[str], screen: Screen
) -> Iterator[str]:
    for lines in zip_longest(*cells, fillvalue=""):
        parts = []
        for fitted, text, style in zip(columns, lines, styles, strict=True):
            shown = text.rstrip(" ") if fitted.side == "right" else text
            blanks, painted = " " * (fitted.width - len(shown)), paint(shown, style, screen)
            parts.append(blanks + painted if fitted.side == "right" else painted + blanks)
        yield "  ".join(parts).rstrip()
