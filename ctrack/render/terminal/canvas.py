"""One screen painted with Rich: safe texts in their tones and directions, and drawings turned into lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Literal

from rich.align import Align
from rich.console import Console, Group, RenderableType
from rich.table import Table as Grid
from rich.text import Text

from ctrack.render.document import Tone
from ctrack.render.screen import Screen
from ctrack.render.terminal.palette import palette_for
from ctrack.render.terminal.reading_sides import is_to_be_mirrored, runs_right_to_left
from ctrack.render.terminal.table_fit import Side
from ctrack.text.cells import cell_width
from ctrack.text.safe import make_safe

_ENDLESS = 1_000_000
"""The cells of a line that has no end."""
_PAINTED_BLANKS = re.compile("\x1b\\[[0-9;]+m( +)\x1b\\[0m")
"""Rich paints the blanks between columns as it does its rules."""


class Brush:
    """Paints texts for one screen."""

    __slots__ = ("_palette", "screen")

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self._palette = palette_for(screen.background)

    @property
    def near_side(self) -> Literal["left", "right"]:
        """Where reading begins."""
        return "right" if self.screen.layout == "rtl" else "left"

    def style(self, tone: Tone) -> str:
        """Rich's name for the style of a tone."""
        return self._palette[tone]

    def text(self, text: str, style: str = "", side: Side = "start", *, is_long: bool = False) -> RenderableType:
        """A text on the side asked for; its own line ends stay where it `is_long`."""
        safe = make_safe(text, multiline=is_long)
        layout = self.screen.layout
        if self.screen.bidi == "off" or not (runs_right_to_left(safe) or is_to_be_mirrored(safe, layout)):
            return self.turn(Text.assemble((safe, style)), side)
        from ctrack.render.terminal.bidi_line import base_of
        from ctrack.text.prose import isolate_commands

        base = base_of(safe, layout)
        return self.turn(Text.assemble((isolate_commands(safe) if base else safe, style)), side, base or None)

    def label(self, text: str) -> RenderableType:
        """The name of what stands beside it."""
        return self.text(text, self.style(Tone.FAINT), self.near_side)

    def turn(self, text: Text, side: Side = "start", base: Literal[0, 1] | None = None) -> RenderableType:
        """A safe text, laid out by us where it runs from right to left and the terminal is to be told how."""
        text.overflow = "fold"
        if self.screen.bidi != "off" and (base or runs_right_to_left(text.plain)):
            from ctrack.render.terminal.bidi_cell import BidiText

            return BidiText(text, self.screen.bidi, base, side)
        text.justify = "right" if side == "right" else None
        return text

    def bar(self, parts: Sequence[tuple[str, Tone]]) -> Text:
        """Blocks in their tones, from where reading begins."""
        ordered = parts[::-1] if self.screen.layout == "rtl" else parts
        styled = ((blocks, self.style(tone)) for blocks, tone in ordered)
        return Text.assemble(*styled, justify="right" if self.near_side == "right" else None)

    def draw(self, drawing: RenderableType, natural: int = _ENDLESS) -> Iterator[str]:
        """The lines of a drawing, `natural` cells wide where lines have no end; none ends in blanks."""
        buffer = StringIO()
        self._console(buffer).print(Group(drawing), width=self.screen.width or natural)
        lines = _PAINTED_BLANKS.sub(r"\1", buffer.getvalue()).removesuffix("\n").split("\n")
        return (line.rstrip() for line in lines)

    def draw_grid(self, grid: Grid) -> Iterator[str]:
        """The lines of a grid, on the side where reading begins."""
        is_mirrored = self.screen.layout == "rtl" and self.screen.width is not None
        return self.draw(Align.right(grid) if is_mirrored else grid)

    def draw_text(self, text: str, style: str = "", *, is_long: bool = False) -> Iterator[str]:
        """Lines of a text by itself, from where reading begins; if it wraps, from where it itself begins."""
        natural = max(1, *map(cell_width, make_safe(text, multiline=is_long).split("\n")))
        side: Side = "start" if natural > (self.screen.width or natural) else self.near_side
        return self.draw(self.text(text, style, side, is_long=is_long), natural)

    def _console(self, buffer: StringIO) -> Console:
        """A console that guesses nothing from the environment and reads no markup."""
        has_colour = self.screen.colour
        return Console(
            file=buffer,
            width=self.screen.width or _ENDLESS,
            color_system="standard" if has_colour else None,
            force_terminal=has_colour,
            no_color=not has_colour,
            force_jupyter=False,
            legacy_windows=False,
            markup=False,
            emoji=False,
            highlight=False,
            _environ={},
        )
