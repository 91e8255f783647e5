"""Stacked bars over one scale, drawn by Rich between labels and words, and the key to their blocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import RenderableType
from rich.table import Table as Grid
from rich.text import Text

from ctrack.render.bars import blocks_of, divide
from ctrack.render.brush import Brush
from ctrack.render.document import Bars, Share
from ctrack.render.fitting import GAP_WIDTH
from ctrack.render.grids import add_labelled, label_grid, pair_widths
from ctrack.text.safe import make_safe

_WIDE_SCREEN = 72
_LONG_BAR, _SHORT_BAR = 24, 10
_KEY_GAP = "   "


def bar_grid(bars: Bars, brush: Brush) -> Grid | None:
    """The bars, each with its label and its words; None where a line has no room for all three."""
    width = brush.screen.width
    bar_width = _LONG_BAR if width is None or width >= _WIDE_SCREEN else _SHORT_BAR
    widths = pair_widths([(label, words) for label, _, words in bars.rows], width, bar_width + GAP_WIDTH)
    if widths is None:
        return None
    grid = label_grid([widths[0], bar_width, widths[1]], brush)
    blocks = blocks_of(bars)
    whole = max((_sum(shares) for _, shares, _ in bars.rows), default=0)
    for label, shares, words in bars.rows:
        bar = _stack(shares, divide([share.count for share in shares], whole, bar_width), blocks, brush)
        add_labelled(grid, brush, label, bar, brush.text(words))
    return grid


def bar_key(bars: Bars, brush: Brush) -> RenderableType:
    """What each block stands for, a block never apart from its words."""
    blocks, room = blocks_of(bars), brush.screen.width
    lines = [Text()]
    for share in {share.key: share for _, row, _ in bars.rows for share in row}.values():
        entry = Text.assemble((blocks[share.key], brush.style(share.tone)), f" {make_safe(share.label)}")
        if lines[-1] and room is not None and lines[-1].cell_len + len(_KEY_GAP) + entry.cell_len > room:
            lines.append(Text())
        lines[-1].append(_KEY_GAP if lines[-1] else "").append_text(entry)
    return brush.turn(Text("\n").join(lines), base=1 if brush.screen.layout == "rtl" else None)


def _sum(shares: Sequence[Share]) -> int:
    return sum(share.count for share in shares)


def _stack(shares: Sequence[Share], cells: Sequence[int], blocks: Mapping[str, str], brush: Brush) -> Text:
    """A bar that grows from where reading begins."""
    pairs = zip(shares, cells, strict=True)
    parts = [(blocks[share.key] * count, brush.style(share.tone)) for share, count in pairs]
    ordered = parts[::-1] if brush.screen.layout == "rtl" else parts
    return Text.assemble(*ordered, justify=brush.near_side)
