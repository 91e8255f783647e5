"""A terminal's screen as a picture in SVG: every character stays in its cell, whatever fonts the reader has.

Lengths are in pixels. Known are the escape sequences that the program sends: bold, faint, underlined and the sixteen
colours of ECMA-48 (SGR).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape

from ctrack.text.cells import cell_width

CELL, LINE, SIZE = 8.4, 19, 14
MARGIN, BAR = 18, 34
GROUND, INK, FRAME = "#16191f", "#d6dbe4", "#2b303b"
COLOURS = {
    31: "#e06c75", 32: "#7fbf6b", 33: "#d9a94f", 34: "#6ea3e8", 35: "#c586d6", 36: "#56b6c2", 37: INK,
    90: "#7b8494", 91: "#ff7a7a", 92: "#9ad97f", 93: "#f0c674", 94: "#7fb2ff", 95: "#dda0f0", 96: "#7fd6dc", 97: "#fff",
}  # fmt: skip
SEQUENCE = re.compile(r"\x1b\[([0-9;]*)m")
BLOCK = "\u2500\u2580-\u259f"
PIECE = re.compile(f" +|[{BLOCK}]+|[^ {BLOCK}]+(?: [^ {BLOCK}]+)*")
TALL, HIGH = 0.76, 0.12
SHADES = {"░": 0.45, "▒": 0.6, "▓": 0.8}
# The quarters that a character fills: upper left, upper right, lower left, lower right.
QUARTERS = {"▖": "..x.", "▗": "...x", "▘": "x...", "▙": "x.xx", "▚": "x..x", "▛": "xxx.", "▜": "xx.x", "▝": ".x..",
            "▞": ".xx.", "▟": ".xxx", "▀": "xx..", "▐": ".x.x"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Style:
    """How characters look."""

    colour: str = INK
    is_bold: bool = False
    is_faint: bool = False
    is_underlined: bool = False

    def attributes(self) -> str:
        """The attributes of an element that looks so."""
        weight = ' font-weight="bold"' if self.is_bold else ""
        faint = ' opacity="0.55"' if self.is_faint else ""
        line = ' text-decoration="underline"' if self.is_underlined else ""
        return f'fill="{self.colour}"{weight}{faint}{line}'


def draw_screen(text: str, title: str, columns: int) -> str:
    """The picture of what a terminal of so many columns shows, in a window with a title."""
    lines = text.rstrip("\n").split("\n")
    width, height = 2 * MARGIN + columns * CELL, BAR + 2 * MARGIN + len(lines) * LINE
    parts = [*frame(title, width, height)]
    style = Style()
    for number, line in enumerate(lines):
        top = BAR + MARGIN + number * LINE
        pieces = list(read_line(line, style))
        for column, piece, look in pieces:
            parts += draw_piece(piece, MARGIN + column * CELL, top, look)
        style = pieces[-1][2]
    return "\n".join([*parts, "</svg>"]) + "\n"


def frame(title: str, width: float, height: float) -> Iterator[str]:
    """The window."""
    fonts = "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace"
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'width="{width:.0f}" height="{height:.0f}" font-family="{fonts}" font-size="{SIZE}" xml:space="preserve">'
    )
    yield f"<title>{escape(title)}</title>"
    yield f'<rect width="100%" height="100%" rx="9" fill="{GROUND}"/>'
    yield f'<path d="M0 {BAR} H{width:.0f}" stroke="{FRAME}"/>'
    for number in range(3):
        yield f'<circle cx="{20 + 18 * number}" cy="{BAR / 2:.0f}" r="5" fill="{FRAME}"/>'


def read_line(line: str, style: Style) -> Iterator[tuple[int, str, Style]]:
    """The pieces of a line: the column where each begins, its characters and their style; blanks are left out.

    The last piece is empty and carries the style with which the next line begins.
    """
    column = 0
    for number, part in enumerate(SEQUENCE.split(line)):
        if number % 2:
            style = change_style(style, part)
            continue
        for piece in PIECE.findall(part):
            if not piece.isspace():
                yield column, piece, style
            column += cell_width(piece)
    yield column, "", style


def change_style(style: Style, sequence: str) -> Style:
    """The style after an escape sequence."""
    for word in sequence.split(";"):
        match int(word or 0):
            case 0:
                style = Style()
            case 1:
                style = replace(style, is_bold=True)
            case 2:
                style = replace(style, is_faint=True)
            case 4:
                style = replace(style, is_underlined=True)
            case 22:
                style = replace(style, is_bold=False, is_faint=False)
            case 24:
                style = replace(style, is_underlined=False)
            case 39:
                style = replace(style, colour=INK)
            case code if code in COLOURS:
                style = replace(style, colour=COLOURS[code])
            case code:
                raise ValueError(f"no way is known to draw the escape sequence {code}")
    return style


def draw_piece(piece: str, left: float, top: float, style: Style) -> Iterator[str]:
    """The elements of one piece: blocks as rectangles, all else as text that fills its cells."""
    if not piece:
        return
    if piece[0] == "─" or "▀" <= piece[0] <= "▟":
        for run in re.finditer(r"(.)\1*", piece):
            for x, y, width, height, ink in find_parts(run[1], len(run[0])):
                yield (
                    f'<rect x="{left + (run.start() + x) * CELL:.1f}" y="{top + y * LINE:.1f}" '
                    f'width="{width * CELL:.1f}" height="{height * LINE:.1f}" fill-opacity="{ink:g}" '
                    f"{style.attributes()}/>"
                )
        return
    yield (
        f'<text x="{left:.1f}" y="{top + SIZE:.1f}" textLength="{cell_width(piece) * CELL:.1f}" '
        f'lengthAdjust="spacingAndGlyphs" {style.attributes()}>{escape(piece)}</text>'
    )


def find_parts(block: str, count: int) -> Iterator[tuple[float, float, float, float, float]]:
    """So many of a block side by side as rectangles: left, top, width and height in cells and lines, and ink."""
    if block == "─":
        yield 0, 0.5, count, 0.06, 1
    elif block in QUARTERS:
        for cell in range(count):
            for number, filled in enumerate(QUARTERS[block]):
                if filled == "x":
                    yield cell + number % 2 / 2, HIGH + number // 2 * TALL / 2, 0.5, TALL / 2, 1
    elif block in SHADES:
        yield 0, HIGH, count, TALL, SHADES[block]
    elif "▁" <= block <= "█":
        part = (ord(block) - 0x2580) / 8
        yield 0, HIGH + TALL * (1 - part), count, TALL * part, 1
    else:
        part = (0x2590 - ord(block)) / 8
        for cell in range(count):
            yield cell, HIGH, part, TALL, 1
