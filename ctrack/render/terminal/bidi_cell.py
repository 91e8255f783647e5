"""A Rich renderable for one text in either direction: it wraps in logical order, then lays out every line.

Wrapping comes first because reordered text cannot be wrapped; shaping comes before it because a lam-alef
takes one cell and not two. A line is flush with the side where its paragraph begins. The text must be safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Literal

from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

from ctrack.domain.frozen import dataclass, replace
from ctrack.text.bidi import Base, Levels, line_to_visual, resolve_levels
from ctrack.text.bidimode import VISUAL, BidiMode
from ctrack.text.cells import ELLIPSIS, Span, cell_width, fit
from ctrack.text.controls import LRI, LRO, PDF, PDI, RLI, closers, unclosed
from ctrack.text.mirroring import draw_mirrored
from ctrack.text.shaping import shape
from ctrack.text.wrapping import wrap

Justify = Literal["start", "left", "center", "right"]
Overflow = Literal["fold", "crop", "ellipsis", "ignore"]

_AFTER_ARABIC_JOINER = re.compile("(?<=[\u0600-\u08ff]\u200d)")


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph as it is measured and wrapped, and its characters' places in the text that was given."""

    text: str
    sources: Sequence[int]
    levels: Levels
    base: Base

    @property
    def is_plain(self) -> bool:
        """Whether every terminal shows it as it is."""
        return not any(self.levels) and None not in self.levels


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as it is written: its characters, their places in the given text, and what goes around them."""

    text: str
    sources: Sequence[int]
    base: Base
    before: str = ""
    after: str = ""


class BidiText:
    """A text, styled or not, that reads right on the terminal that `mode` is for.

    `base` fixes the direction of every paragraph; each finds its own otherwise (UAX #9, P2). `justify` is
    `start` unless given here, in the text, or by a column as `right` or `center`: Rich's `left` is a column's
    default and so says nothing. In mode `off` the text is left to Rich.
    """

    def __init__(
        self, text: Text | str, mode: BidiMode, base: Base | None = None, justify: Justify | None = None
    ) -> None:
        self.text = Text(text) if isinstance(text, str) else text
        self.mode = mode
        self.base = base
        self.justify = justify
        self._paragraphs = () if mode == "off" else tuple(self._split_paragraphs())

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """As wide as the widest paragraph, as narrow as the widest word, in cells of what will be shown."""
        if self.mode == "off":
            return Measurement.get(console, options, self.text)
        texts = [paragraph.text for paragraph in self._paragraphs]
        widest = max(map(cell_width, texts), default=0)
        words = (text[start:stop] for text in texts for start, stop in wrap(text, 1, fold=False))
        return Measurement(max(map(cell_width, words), default=0), widest)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The lines, each exactly as wide as the options say."""
        if self.mode == "off":
            yield self.text
            return
        styles = _styles(self.text, console)
        justify = self._justification(options)
        for line in self._lines(options):
            yield from _padded(line, styles, options.max_width, justify)
            yield Segment.line()

    def _split_paragraphs(self) -> Iterator[_Paragraph]:
        """P1: a paragraph for each line that was given."""
        start = 0
        for line in self.text.plain.split("\n"):
            text, sources = shape(line) if self.mode in VISUAL else (line, range(len(line)))
            levels, base = resolve_levels(text, self.base)
            yield _Paragraph(text, [start + source for source in sources], levels, base)
            start += len(line) + 1

    def _justification(self, options: ConsoleOptions) -> Justify:
        if self.justify is not None:
            return self.justify
        asked = self.text.justify or options.justify
        return asked if asked == "right" or asked == "center" else "start"

    def _lines(self, options: ConsoleOptions) -> Iterator[_Line]:
        """The lines of every paragraph, wrapped and cut as Rich's options ask."""
        overflow: Overflow = self.text.overflow or options.overflow or "fold"
        is_wrapped = not (options.no_wrap if self.text.no_wrap is None else self.text.no_wrap)
        lay_out = _visual_lines if self.mode in VISUAL else _logical_lines
        for paragraph in self._paragraphs:
            spans = [(0, len(paragraph.text))]
            if is_wrapped and overflow != "ignore":
                spans = wrap(paragraph.text, options.max_width, fold=overflow == "fold")
            cuts = [_cut(paragraph.text, span, options.max_width, overflow) for span in spans]
            for line in lay_out(paragraph, cuts):
                yield self._suit(line)

    def _suit(self, line: _Line) -> _Line:
        """The line as a terminal of this kind draws it right."""
        if self.mode == "bare":
            return replace(line, before=_bare(line.before), after=_bare(line.after))
        return _turned(line) if self.mode == "unmirrored" else line


def _turned(line: _Line) -> _Line:
    """A line in logical order with its brackets turned round, each in an isolate; the terminal sees that line alone."""
    opened = line.before[1:]
    levels, _ = resolve_levels(opened + line.text, line.base)
    pieces = list(map(draw_mirrored, line.text, levels[len(opened) :]))
    sources = [source for piece, source in zip(pieces, line.sources, strict=True) for _sign in piece]
    return replace(line, text="".join(pieces), sources=sources)


def _bare(around: str) -> str:
    """What goes around a line on a terminal that draws controls as signs: an ellipsis, or nothing."""
    return around.replace(LRO, "").replace(PDF, "")


_Cut = tuple[int, int, str]
"""A line's range in its paragraph, and the ellipsis that stands for what was cut off, or nothing."""


def _cut(text: str, span: Span, width: int, overflow: Overflow) -> _Cut:
    """The part of a line that fits; only words that could not be folded are ever too wide."""
    start, stop = span
    if overflow == "ignore" or cell_width(text[start:stop]) <= width:
        return start, stop, ""
    mark = ELLIPSIS if overflow == "ellipsis" else ""
    return start, start + fit(text[start:stop], width - len(mark)), mark


def _visual_lines(paragraph: _Paragraph, cuts: Iterable[_Cut]) -> Iterator[_Line]:
    """Lines in visual order, inside LRO and PDF so that a terminal with bidi of its own keeps that order.

    A line that every terminal shows as it is needs neither.
    """
    base = paragraph.base
    for start, stop, mark in cuts:
        text, positions = line_to_visual(paragraph.text, paragraph.levels, base, start, stop)
        sources = [paragraph.sources[position] for position in positions]
        runs_as_is = not base and not any(level != 0 for level in paragraph.levels[start:stop])
        before, after = ("", "") if runs_as_is else (LRO, PDF)
        yield _Line(text, sources, base, *((before + mark, after) if base else (before, mark + after)))


def _logical_lines(paragraph: _Paragraph, cuts: Iterable[_Cut]) -> Iterator[_Line]:
    """Lines in logical order, each in an isolate; controls that a break divides are closed and reopened."""
    opened = ""
    for start, stop, mark in cuts:
        text = paragraph.text[start:stop]
        before, opened = opened, unclosed(text, opened)
        after = closers(opened) + mark
        if not paragraph.is_plain:
            before, after = (RLI if paragraph.base else LRI) + before, after + PDI
        yield _Line(text, paragraph.sources[start:stop], paragraph.base, before, after)


def _styles(text: Text, console: Console) -> list[Style]:
    """The style of every character of a text, later spans over earlier ones."""
    styles = [console.get_style(text.style, default=Style.null())] * len(text.plain)
    for start, stop, named in text.spans:
        style = console.get_style(named, default=Style.null())
        for position in range(max(start, 0), min(stop, len(styles))):
            styles[position] += style
    return styles


def _padded(line: _Line, styles: Sequence[Style], width: int, justify: Justify) -> Iterator[Segment]:
    """A line with the spaces that fill its width."""
    room = max(0, width - cell_width(line.before + line.text + line.after))
    at_start = room if line.base else 0
    left = {"start": at_start, "left": 0, "center": room // 2, "right": room}[justify]
    pieces = (" " * left + line.before, line.after + " " * (room - left))
    if pieces[0]:
        yield Segment(pieces[0])
    yield from _segments(line, styles)
    if pieces[1]:
        yield Segment(pieces[1])


def _segments(line: _Line, styles: Sequence[Style]) -> Iterator[Segment]:
    """The characters of a line in stretches of one style.

    Rich takes the character after a joiner for a part of an emoji and gives it no width, so that a stretch
    ends after a joiner between Arabic letters.
    """
    characters = zip(line.sources, line.text, strict=True)
    for style, stretch in groupby(characters, key=lambda pair: styles[pair[0]]):
        text = "".join(character for _, character in stretch)
        yield from (Segment(piece, style) for piece in _AFTER_ARABIC_JOINER.split(text) if piece)
