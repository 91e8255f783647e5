"""Prose for a terminal, line by line: wrapped as it is read, and begun at the side where reading begins.

Text is shaped before it is wrapped, because a lam-alef takes one cell and not two, and reordered after,
because reordered text cannot be wrapped. Directions are those of whole paragraphs; a newline ends one. The text
must be safe: what it holds of direction controls is closed on its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ctrack.text.bidi import Base, base_direction, line_to_visual, resolve_levels
from ctrack.text.bidimode import VISUAL, BidiMode
from ctrack.text.cells import Span, cell_width
from ctrack.text.controls import LRI, LRO, PDF, PDI, RLI, closers, unclosed
from ctrack.text.direction import is_left_to_right
from ctrack.text.language import is_right_to_left
from ctrack.text.mirroring import draw_mirrored
from ctrack.text.shaping import shape
from ctrack.text.wrapping import wrap

_COMMAND = re.compile(
    r"""
    [A-Za-z][ -~]*                                          # runs from left to right by itself
    | (?P<command>
        (?<![0-9]) (?: --? | [+/] | ~/ | \.\.?/ ) (?=[0-9]*[A-Za-z])
        [!#-&*-Z\\^-z|~]*[A-Za-z0-9/*_=]
        (?: [ ] (?: [!#-&*-Z\\^-z|~]*[A-Za-z0-9/*_=] | \[[!-Z\\^-~]*\] | "[ !#-~]*" | '[ -&(-~]*' ) )*
        | <[a-z]+:[!-;=?-~]*>
        | (?<![\w-]) [-+] [0-9]+ (?:[.,][0-9]+)* %? (?![\w-])
        | \b [0-9]{4}-(?:[0-9]{2}|[QH][0-9])(?:-[0-9]{2})? \b
    )
    """,
    re.VERBOSE | re.ASCII,
)
"""What reads from left to right though it begins with a sign or a digit: `--db x.db`, `+10d`, `2026-06`, `-144`,
`<https://un.org/>`. Between Arabic words the sign would go to the other end, and the month before the year."""


def dress_text(text: str, mode: BidiMode, width: int) -> str:
    """The text as a terminal of this width needs it: lines that hold no right-to-left text stay as they are.

    The others are wrapped; one that reads from the right ends at the right edge, less its indentation. A program
    that speaks a right-to-left language reads all of them from the right, otherwise each finds its own direction
    (UAX #9, P2).
    """
    if mode == "off":
        return text
    return "\n".join(dressed for line in text.split("\n") for dressed in _dress_line(line, mode, width))


def _dress_line(line: str, mode: BidiMode, width: int) -> list[str]:
    if is_left_to_right(line):
        return [line]
    line = line.expandtabs().rstrip(" ")
    body = line.lstrip(" ")
    indent = min(len(line) - len(body), width // 2)
    base = 1 if is_right_to_left() else base_direction(body)
    return [place(laid, width, indent, base) for laid in lay_out(body, mode, width - indent, base)]


def lay_out(text: str, mode: BidiMode, width: int, base: Base) -> list[str]:
    """The lines of one paragraph as the terminal must get them, each at most this many cells, without padding.

    Those that read from the right leave a cell free on the left: a control that begins a line is lost in VTE and tmux,
    which keep what has no width with the cell before it.
    """
    if base and mode != "off":
        text = isolate_commands(text)
    if mode in VISUAL:
        text, _ = shape(text)
    spans = wrap(text, max(1, width - 1) if base and mode != "off" else width)
    if mode == "off" or (not base and is_left_to_right(text)):
        return [text[start:stop] for start, stop in spans]
    if mode not in VISUAL:
        return list(_isolated((text[start:stop] for start, stop in spans), base, mode))
    levels, _ = resolve_levels(text, base)
    return [visual_line(text, levels, base, span, mode) for span in spans]


def visual_line(text: str, levels: list[int | None], base: Base, span: Span, mode: BidiMode) -> str:
    """A line in visual order, held in it by controls unless it is bare or runs from left to right by itself."""
    line, _ = line_to_visual(text, levels, base, *span)
    if mode == "bare":
        return line
    return line if not base and not any(level != 0 for level in levels[slice(*span)]) else LRO + line + PDF


def logical_line(line: str, base: Base, mode: BidiMode) -> str:
    """A line in logical order, its brackets turned where the terminal, which sees it alone, does not turn them."""
    if mode != "unmirrored":
        return line
    levels, _ = resolve_levels(line, base)
    return "".join(map(draw_mirrored, line, levels))


def place(line: str, width: int, indent: int, base: Base) -> str:
    """A line that is laid out, moved to where it begins: this far from the left edge, or from the right one."""
    left = width - indent - cell_width(line) if base else indent
    return " " * left + line


def isolate_commands(text: str) -> str:
    """The text with an isolate around every command or date that right-to-left text would turn round."""
    return _COMMAND.sub(lambda found: LRI + found[0] + PDI if found["command"] else found[0], text)


def _isolated(lines: Iterable[str], base: Base, mode: BidiMode) -> Iterator[str]:
    """Each line in an isolate of its own; controls that a break divides are closed and opened again."""
    opened = ""
    for line in lines:
        before, opened = opened, unclosed(line, opened)
        yield (RLI if base else LRI) + logical_line(before + line, base, mode) + closers(opened) + PDI
