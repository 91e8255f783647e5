"""Stacked bars over one scale, drawn by Rich between labels and words, and the key to their blocks."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import RenderableType
from rich.table import Table as Grid
from rich.text import Text

from ctrack.render.bar_keys import is_key_enough
from ctrack.render.bars import blocks_of, divide
from ctrack.render.document import Bars, Share
from ctrack.render.terminal.canvas import Brush
from ctrack.render.terminal.grids import bare_grid, pair_widths
from ctrack.render.terminal.reading_sides import runs_right_to_left
from ctrack.render.terminal.table_fit import GAP_WIDTH
from ctrack.text.controls import FSI, PDI
from ctrack.text.safe import make_safe

_WIDE_SCREEN = 72
_LONG_BAR, _SHORT_BAR = 24, 10
_KEY_GAP = "   "


def bar_grid(bars: Bars, brush: Brush) -> Grid | None:
    """The bars, each with its label and its words; None where a line has no room for all three.

    The words of a bar that stands alone are those of its key, and are left to that.
    """
    width = brush.screen.width
    bar_width = _LONG_BAR if width is None or width >= _WIDE_SCREEN else _SHORT_BAR
    says = [(label, "" if is_key_enough(bars) else words) for label, _, words in bars.rows]
    widths = pair_widths(says, width, bar_width + GAP_WIDTH)
    if widths is None:
        return None
    blocks = blocks_of(bars)
    whole = max((sum(_counts(shares)) for _, shares, _ in bars.rows), default=0)
    rows = []
    for (label, words), (_, shares, _) in zip(says, bars.rows, strict=True):
        cells = zip(shares, divide(_counts(shares), whole, bar_width), strict=True)
        bar = brush.bar([(blocks[share.key] * count, share.tone) for share, count in cells])
        rows.append((brush.label(label), bar, brush.text(words)))
    return bare_grid(rows, [widths[0], bar_width, widths[1]], brush)


def bar_key(bars: Bars, brush: Brush) -> RenderableType:
    """What each block stands for, a block never apart from its words."""
    blocks, room = blocks_of(bars), brush.screen.width
    lines = [Text()]
    shares = list({share.key: share for _, row, _ in bars.rows for share in row}.values())
    is_mixed = brush.screen.layout == "rtl" or any(runs_right_to_left(share.label) for share in shares)
    for share in shares:
        label = make_safe(share.label)
        isolated = FSI + label + PDI if is_mixed and brush.screen.bidi != "off" else label
        entry = Text.assemble((blocks[share.key], brush.style(share.tone)), " ", isolated)
        if lines[-1] and room is not None and lines[-1].cell_len + len(_KEY_GAP) + entry.cell_len > room:
            lines.append(Text())
        lines[-1].append(_KEY_GAP if lines[-1] else "").append_text(entry)
    return brush.turn(Text("\n").join(lines), base=1 if brush.screen.layout == "rtl" else None)


def _counts(shares: Sequence[Share]) -> list[int]:
    return [share.count for share in shares]
