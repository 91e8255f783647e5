"""The key beside printed bars: what each fill is called, and where that says as much as the words of the bar."""

from __future__ import annotations

from ctrack.render.document import Bars, Share
from ctrack.render.print_colours import fills_of
from ctrack.text.digit_shapes import say_figure


def is_alone(bars: Bars) -> bool:
    """Whether there is one bar and nothing to tell it from others."""
    return len(bars.rows) == 1 and not bars.rows[0][0].strip()


def say_share(share: Share, bars: Bars) -> str:
    """What a part is called; of a bar that stands alone, with its count."""
    count = say_figure(share.count)
    return share.label if not is_alone(bars) or count in share.label.split() else f"{share.label} {count}"


def is_key_enough(bars: Bars) -> bool:
    """Whether the words of the one bar name the very parts that the key names with their counts."""
    return is_alone(bars) and all(share.label in bars.rows[0][2] for share in bars.rows[0][1])


def key_of(bars: Bars) -> list[tuple[str, str, str]]:
    """The parts that any bar has: key, fill and name, in the order in which they come."""
    shares = {share.key: share for _, row, _ in bars.rows for share in row if share.count > 0}
    fills = fills_in(bars)
    return [(key, fills[key], say_share(share, bars)) for key, share in shares.items()]


def fills_in(bars: Bars) -> dict[str, str]:
    """The fill of every part."""
    return fills_of((share.key, share.tone) for _, row, _ in bars.rows for share in row)
