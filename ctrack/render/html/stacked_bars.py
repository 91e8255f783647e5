"""Bars as SVG: lengths in per cent of the room there is, drawn from the side where reading begins.

SVG does not mirror by itself, so that every place is reckoned for the page's direction. A picture never says
anything alone: words beside it, or its label, say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ctrack.domain.progress import percent_of
from ctrack.render.document import Bars, Share, Tone
from ctrack.render.html.page_settings import Setting
from ctrack.text.digit_shapes import say_figure, write_figures
from ctrack.text.labels import say_share
from ctrack.text.markup import NOTHING, Markup, escape, join, tag, turned

_ROOM_FOR_A_COUNT = 5.0
_SHADES = 3
_THINNEST = 0.01


def per_cent(value: float) -> str:
    """A length as SVG takes it; what is there is never drawn as nothing, nor what is less than all as all."""
    if 0 < value < 100:
        value = min(max(value, _THINNEST), 100 - _THINNEST)
    return f"{round(value, 2):g}%"


def place(start: float, length: float, is_mirrored: bool) -> str:
    """Where a stretch begins for SVG, which counts from the left."""
    return per_cent(100 - start - length if is_mirrored else start)


def draw_meter(share: float | None, is_mirrored: bool) -> Markup:
    """A small bar filled to a share from 0 to 1; an empty room for it where there is no share."""
    if share is None:
        return Markup('<svg class="meter" aria-hidden="true"></svg>')
    length = 100 * min(max(share, 0.0), 1.0)
    start = place(0, length, is_mirrored)
    filled = f'<rect class="fill" x="{start}" width="{per_cent(length)}" height="100%"/>' if length else ""
    return Markup(
        f'<svg class="meter" aria-hidden="true"><rect class="track" width="100%" height="100%"/>{filled}</svg>'
    )


def bars_markup(bars: Bars, setting: Setting) -> Markup:
    """Bars over one scale with their labels and words, and the key to their colours."""
    if not bars.rows:
        return NOTHING
    shades = shades_of(bars)
    whole = max((count_all(shares) for _, shares, _ in bars.rows), default=0)
    is_alone = len(bars.rows) == 1
    rows = [_row(row, whole, shades, setting, is_alone) for row in bars.rows]
    caption = _caption(bars.caption, setting)
    return tag("figure", *caption, *rows, _key(bars, shades, setting, is_alone), class_="bars")


def count_all(shares: Iterable[Share]) -> int:
    """How many all parts hold."""
    return sum(share.count for share in shares)


def shades_of(bars: Bars) -> dict[str, str]:
    """The classes of every part's colour: its tone, and a lighter shade where that tone was used before."""
    shades: dict[str, str] = {}
    used: dict[Tone, int] = {}
    for _, shares, _ in bars.rows:
        for share in shares:
            if share.key not in shades:
                shade = used[share.tone] = used.get(share.tone, 0) + 1
                shades[share.key] = f"fill-{share.tone.value} shade-{(shade - 1) % _SHADES}"
    return shades


def _caption(caption: str, setting: Setting) -> list[Markup]:
    return [tag("figcaption", escape(caption), dir=turned(caption, setting.direction))] if caption else []


def _row(
    row: tuple[str, Sequence[Share], str], whole: int, shades: dict[str, str], setting: Setting, is_alone: bool
) -> Markup:
    """A bar by itself is labelled by its words; one of several has its label before and its words behind it."""
    label, shares, words = row
    picture = _picture(shares, whole, shades, setting, words if is_alone and not label else "")
    if is_alone and not label:
        return picture
    before = tag("div", escape(label), dir=turned(label, setting.direction))
    after = tag("div", escape(words), class_="words", dir=turned(words, setting.direction))
    return tag("div", before, picture, after, class_="bar")


def _picture(shares: Sequence[Share], whole: int, shades: dict[str, str], setting: Setting, words: str) -> Markup:
    """The bar itself: a part for every share, its count in it where there is room."""
    parts = join(_parts(shares, whole, shades, setting.is_mirrored, setting))
    named = {"role": "img", "aria_label": words} if words else {"aria_hidden": "true"}
    return tag("svg", parts, class_="stack", **named)


def _parts(
    shares: Sequence[Share], whole: int, shades: dict[str, str], is_mirrored: bool, setting: Setting
) -> Iterator[Markup]:
    start = 0.0
    for share in shares:
        length = 100 * share.count / whole if whole else 0.0
        if length:
            title = tag("title", escape(share.label))
            yield tag("rect", title, class_=shades[share.key], x=place(start, length, is_mirrored),
                      width=per_cent(length), height="100%")  # fmt: skip
        if length >= _ROOM_FOR_A_COUNT:
            middle = place(start + length / 2, 0, is_mirrored)
            yield tag("text", escape(say_figure(share.count)), class_=f"on-{shades[share.key]}", x=middle, y="50%",
                      direction=setting.direction)  # fmt: skip
        start += length


def _key(bars: Bars, shades: dict[str, str], setting: Setting, is_alone: bool) -> Markup:
    """What each colour stands for; beside a single bar, with its share of the whole."""
    shares = {share.key: share for _, row, _ in bars.rows for share in row}
    whole = count_all(shares.values())
    entries = [_entry(share, shades[share.key], whole if is_alone else 0, setting) for share in shares.values()]
    return tag("ul", *entries, class_="key") if entries else NOTHING


def _entry(share: Share, shade: str, whole: int, setting: Setting) -> Markup:
    label = tag("span", escape(share.label), dir=turned(share.label, setting.direction))
    part = tag("small", escape(_share_words(share.count, whole))) if whole else NOTHING
    return tag("li", swatch(shade), label, part)


def _share_words(count: int, whole: int) -> str:
    return write_figures(say_share(percent_of(count, whole)))


def swatch(shade: str) -> Markup:
    """A small piece of a colour for a key."""
    return Markup(f'<svg class="swatch" aria-hidden="true"><rect class="{shade}" width="100%" height="100%"/></svg>')
