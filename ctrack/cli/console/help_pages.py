"""Help in a right-to-left language: from the right edge on a terminal, and plain logical text everywhere else.

On a terminal terms stand on the right and what they mean to their left; command lines run from left to right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from ctrack.text.cells import cell_width, pad
from ctrack.text.controls import LRI, PDI
from ctrack.text.language import translate as _
from ctrack.text.wrapping import wrap

if TYPE_CHECKING:
    from ctrack.render.screen import Screen
    from ctrack.text.bidi import Base
    from ctrack.text.bidimode import BidiMode

MAX_WIDTH = 80
"""Longer lines are hard to read; on a wider terminal help keeps to its right side."""

_HANGING = 4


def make_formatter(screen: Screen, *, is_dressed: bool) -> click.HelpFormatter:
    """What writes help in a right-to-left language on a screen, or plainly where that is not to be dressed."""
    if not is_dressed or screen.bidi == "off":
        return PlainFormatter()
    return RightToLeftFormatter(screen.bidi, screen.width or MAX_WIDTH)


def _paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of a text, which blank lines divide, each in one line."""
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        yield re.sub(r"\s*\n\s*", " ", paragraph)


class PlainFormatter(click.HelpFormatter):
    """Help that takes no side: logical text without marks, a term and what it means on one line."""

    def write_text(self, text: str) -> None:
        """Paragraphs, with a blank line between them."""
        for number, paragraph in enumerate(_paragraphs(text)):
            if number:
                self.write_paragraph()
            self._write_wrapped(paragraph, hanging=0)

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Terms with what they mean; there are no columns, so that `col_max` says nothing."""
        for term, meaning in rows:
            self._write_wrapped(f"{term}{' ' * col_spacing}{' '.join(_paragraphs(meaning))}", _HANGING)

    def _write_wrapped(self, text: str, hanging: int) -> None:
        indent = " " * self.current_indent
        for number, (start, stop) in enumerate(wrap(text, self.width - len(indent) - hanging)):
            self.write(indent + (" " * hanging if number else "") + text[start:stop] + "\n")


class RightToLeftFormatter(click.HelpFormatter):
    """Help on a terminal that is `edge` cells wide, written for the terminals that `mode` is for."""

    def __init__(self, mode: BidiMode, edge: int) -> None:
        super().__init__(width=min(edge, MAX_WIDTH))
        self.mode = mode
        self.edge = edge

    def write(self, string: str) -> None:
        """Lines that run from left to right, such as examples: they begin on the left."""
        for line in string.removesuffix("\n").split("\n"):
            command = line.lstrip(" ")
            indent = len(line) - len(command)
            for number, laid in enumerate(self._lay_out_command(command, self.width - indent)):
                left = self.edge - self.width + indent + (_HANGING if number else 0)
                self._write_line(" " * left + laid)

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The head on the right, and to its left the command line, which runs from left to right."""
        head = self._lay_out((prefix or _("Usage:")).strip(), self.width // 2, 1)
        column = max(map(cell_width, head)) + 1
        words = [prog, *map(_isolate, args.split())]
        self._write_row(head, self._lay_out(" ".join(words), self.width - column, 0, in_block=True), column)

    def write_heading(self, heading: str) -> None:
        """A heading at the right edge."""
        self._write_right(f"{heading}:")

    def write_text(self, text: str) -> None:
        """Paragraphs, with a blank line between them."""
        for number, paragraph in enumerate(_paragraphs(text)):
            if number:
                self.write_paragraph()
            self._write_right(paragraph)

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Two columns: the terms on the right, what they mean to their left."""
        room = self.width - self.current_indent
        laid = [(self._lay_out(term, room, 0, in_block=True), meaning) for term, meaning in rows]
        widest = max((cell_width(term[-1]) for term, _meaning in laid), default=0)
        column = min(widest, col_max, room // 2) + col_spacing
        for term, meaning in laid:
            lines = [line for text in _paragraphs(meaning) for line in self._lay_out_prose(text, room - column)]
            self._write_row(term, lines if meaning else [], column, col_spacing)

    def _write_row(self, term: Sequence[str], lines: Sequence[str], column: int, spacing: int = 1) -> None:
        """A term and to its left what it means, which begins below where the term is too wide for its column."""
        *above, last = term
        for line in above:
            self._write_at(line)
        is_beside = bool(lines) and cell_width(last) <= column - spacing
        gap = " " * (column - cell_width(last))
        self._write_at(lines[0] + gap + last if is_beside else last)
        for line in lines[is_beside:]:
            self._write_at(line, column)

    def _write_right(self, text: str) -> None:
        """Prose that begins at the right edge, less the indentation."""
        for line in self._lay_out_prose(text, self.width - self.current_indent):
            self._write_at(line)

    def _write_at(self, line: str, indent: int = 0) -> None:
        """A line that is laid out, ending this far from the right edge and the indentation."""
        from ctrack.text.prose import place

        self._write_line(place(line, self.edge, self.current_indent + indent, 1))

    def _write_line(self, line: str) -> None:
        self.buffer.append(line.rstrip(" ") + "\n")

    def _lay_out_command(self, text: str, width: int) -> list[str]:
        """A command line in one line, or in lines that leave room to hang all but the first."""
        lines = self._lay_out(text, width, 0)
        return lines if len(lines) == 1 else self._lay_out(text, width - _HANGING, 0)

    def _lay_out_prose(self, text: str, width: int) -> list[str]:
        """Lines that begin on the right; those of a text that is not translated yet, as a block on the right."""
        from ctrack.text.direction import is_left_to_right

        return self._lay_out(text, width, 0, in_block=True) if is_left_to_right(text) else self._lay_out(text, width, 1)

    def _lay_out(self, text: str, width: int, base: Base, *, in_block: bool = False) -> list[str]:
        """The lines of a paragraph, in a block filled up to the widest so that they begin at the same place."""
        from ctrack.text.prose import lay_out

        lines = lay_out(text, self.mode, width, base)
        widest = max(map(cell_width, lines)) if in_block else 0
        return [pad(line, widest) for line in lines]


def _isolate(word: str) -> str:
    """A word of a command line; an Arabic one is isolated, so that its neighbours stay where they are."""
    return word if word.isascii() else LRI + word + PDI
