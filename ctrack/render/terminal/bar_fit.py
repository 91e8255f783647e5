"""Stacked bars fitted to a screen: how wide labels, bars and words are, and the blocks of each."""

from __future__ import annotations

from collections.abc import Sequence

from ctrack.domain.frozen import dataclass
from ctrack.render.bar_keys import is_key_enough
from ctrack.render.bars import blocks_of, divide
from ctrack.render.document import Bars, Share, Tone
from ctrack.render.terminal.table_fit import GAP_WIDTH, pair_widths

KEY_GAP = "   "
_WIDE_SCREEN = 72
_LONG_BAR, _SHORT_BAR = 24, 10
# The blocks of one part, and its tone.
Part = tuple[str, Tone]


@dataclass(frozen=True, slots=True)
class FittedBar:
    """A bar between its label and its words; its parts stand in their order, some of no blocks."""

    label: str
    parts: Sequence[Part]
    words: str


@dataclass(frozen=True, slots=True)
class FittedBars:
    """Bars, and the cells of label, bar and words."""

    rows: Sequence[FittedBar]
    widths: tuple[int, int, int]


def fit_bars(bars: Bars, width: int | None) -> FittedBars | None:
    """The bars in lines of so many cells; None where a line has no room for label, bar and words.

    The words of a bar that stands alone are those of its key, and are left to that.
    """
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
        rows.append(FittedBar(label, [(blocks[share.key] * count, share.tone) for share, count in cells], words))
    return FittedBars(rows, (widths[0], bar_width, widths[1]))


def key_of_blocks(bars: Bars) -> list[tuple[str, Share]]:
    """The block of each part that any bar has, and the part."""
    blocks = blocks_of(bars)
    shares = {share.key: share for _, row, _ in bars.rows for share in row}
    return [(blocks[key], share) for key, share in shares.items()]


def _counts(shares: Sequence[Share]) -> list[int]:
    return [share.count for share in shares]
