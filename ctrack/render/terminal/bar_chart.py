"""Stacked bars over one scale, drawn by Rich between labels and words, and the key to their blocks."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import RenderableType
from rich.table import Table as Grid
from rich.text import Text

from ctrack.render.bars import blocks_of, divide
from ctrack.render.document import Bars, Share
from ctrack.render.terminal.canvas import Brush
from ctrack.render.terminal.grids import bare_grid, pair_widths
from ctrack.render.terminal.table_fit import GAP_WIDTH
from ctrack.text.controls import FSI, PDI
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
    blocks = blocks_of(bars)
    whole = max((sum(_counts(shares)) for _, shares, _ in bars.rows), default=0)
    rows = []
    for label, shares, words in bars.rows:
        cells = zip(shares, divide(_counts(shares), whole, bar_width), strict=True)
        bar = brush.bar([(blocks[share.key] * count, share.tone) for share, count in cells])
        rows.append((brush.label(label), bar, brush.text(words)))
    return bare_grid(rows, [widths[0], bar_width, widths[1]], brush)


def bar_key(bars: Bars, brush: Brush) -> RenderableType:
    """What each block stands for, a block never apart from its words."""
    blocks, room = blocks_of(bars), brush.screen.width
    lines = [Text()]
    for share in {share.key: share for _, row, _ in bars.rows for share in row}.values():
        label = make_safe(share.label)
        isolated = label if brush.screen.bidi == "off" else FSI + label + PDI
        entry = Text.assemble((blocks[share.key], brush.style(share.tone)), " ", isolated)
        if lines[-1] and room is not None and lines[-1].cell_len + len(_KEY_GAP) + entry.cell_len > room:
            lines.append(Text())
        lines[-1].append(_KEY_GAP if lines[-1] else "").append_text(entry)
    return brush.turn(Text("\n").join(lines), base=1 if brush.screen.layout == "rtl" else None)


def _counts(shares: Sequence[Share]) -> list[int]:
    return [share.count for share in shares]
