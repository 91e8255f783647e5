"""A curve as SVG: counts over time up to a total, time running the way the page is read.

A place on the plane is reckoned from the side where reading begins and turned round for a page that is mirrored;
every text carries its own `direction`, without which an anchor would flip with the page. The figures follow as a table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ctrack.render.chart_tables import tabulate
from ctrack.render.document import Curve, Line
from ctrack.render.html.page_settings import Setting
from ctrack.render.html.page_tables import join_table
from ctrack.render.html.page_words import FIGURES
from ctrack.text.digit_shapes import say_figure, write_figures
from ctrack.text.labels import label_value
from ctrack.text.markup import NOTHING, Markup, escape, tag, turned

WIDTH, HEIGHT = 640, 280
_START, _END, _TOP, _BOTTOM = 46, 46, 18, 34
_STEPS = 4
_LETTER = 6.6
_SHADES = 3


@dataclass(frozen=True, slots=True)
class Plane:
    """Where a curve is drawn: its scale from 0 to `highest`, and the share of the way that each date has gone."""

    highest: int
    ways: tuple[float, ...]
    is_mirrored: bool

    def across(self, way: float) -> float:
        """The distance from the left for a share of the way."""
        distance = _START + way * (WIDTH - _START - _END)
        return round(WIDTH - distance if self.is_mirrored else distance, 1)

    def up(self, count: float) -> float:
        """The distance from the top for a count."""
        room = HEIGHT - _TOP - _BOTTOM
        return round(_TOP + room * (1 - count / self.highest), 1)

    def path(self, values: Sequence[int]) -> str:
        """A line through the values, as SVG writes it."""
        points = (f"{self.across(way):g} {self.up(value):g}" for way, value in zip(self.ways, values, strict=True))
        return "M" + "L".join(points)


def curve_markup(curve: Curve, setting: Setting, name: str) -> Markup:
    """The drawing, the key to its lines, and the figures as a table that opens."""
    if not curve.dates or not curve.lines:
        return NOTHING
    plane = make_plane(curve, setting)
    lines = [_line(line, index, plane) for index, line in enumerate(curve.lines)]
    parts = [*_scale(plane, setting), _goal(curve.total, plane), *lines, *_ends(curve, plane, setting)]
    drawing = tag("svg", *parts, *_dates(curve, plane, setting), viewBox=f"0 0 {WIDTH} {HEIGHT}",
                  class_="curve", role="img", aria_label=_told(curve, name))  # fmt: skip
    caption = curve.caption
    head = tag("figcaption", escape(caption), dir=turned(caption, setting.direction)) if caption else NOTHING
    return tag("figure", head, drawing, _key(curve, setting), _figures(curve, setting, name), class_="over-time")


def make_plane(curve: Curve, setting: Setting) -> Plane:
    """The plane that holds every value and the total."""
    highest = max(curve.total, 1, *(value for line in curve.lines for value in line.values))
    return Plane(highest, ways_of([iso for _, iso in curve.dates]), setting.is_mirrored)


def ways_of(dates: Sequence[str]) -> tuple[float, ...]:
    """The share of the way that each date has gone; evenly apart where they are no days in their order."""
    last = max(len(dates) - 1, 1)
    try:
        days = [date.fromisoformat(text).toordinal() for text in dates]
    except ValueError:
        days = list(range(len(dates)))
    if days != sorted(days) or days[0] == days[-1]:
        return tuple(index / last for index in range(len(dates)))
    return tuple((day - days[0]) / (days[-1] - days[0]) for day in days)


def _told(curve: Curve, name: str) -> str:
    """The curve in words: where each line began and where it ended."""
    (first, _), (last, _) = curve.dates[0], curve.dates[-1]
    ends = (label_value(line.label, f"{line.values[0]} ({first}) → {line.values[-1]} ({last})") for line in curve.lines)
    return write_figures(" · ".join(filter(None, (curve.caption or name, *ends, f"/ {curve.total}"))))


def _scale(plane: Plane, setting: Setting) -> Iterator[Markup]:
    """Lines across at round counts, each with its count at the side where reading begins."""
    for count in steps_to(plane.highest):
        height = plane.up(count)
        yield tag("line", class_="grid", x1=f"{plane.across(0):g}", x2=f"{plane.across(1):g}",
                  y1=f"{height:g}", y2=f"{height:g}")  # fmt: skip
        yield _text(say_figure(count), _beside(plane, 0, -8), height, "end", setting, "scale")


def steps_to(highest: int) -> range:
    """Round counts from 0 up to the highest: about four, each 1, 2 or 5 times a power of ten apart."""
    step, factors = 1, (2, 5, 10)
    for turn in range(60):
        if highest / step <= _STEPS:
            break
        step = factors[turn % 3] * 10 ** (turn // 3)
    return range(0, highest + 1, step)


def _beside(plane: Plane, way: float, distance: float) -> float:
    """A place this far after a share of the way, as one reads."""
    return plane.across(way) + (-distance if plane.is_mirrored else distance)


def _text(text: str, x: float, y: float, anchor: str, setting: Setting, kind: str) -> Markup:
    return tag(
        "text", escape(text), class_=kind, x=f"{x:g}", y=f"{y:g}", text_anchor=anchor, direction=setting.direction
    )


def _goal(total: int, plane: Plane) -> Markup:
    """The total, as a line that the others are to reach."""
    height = f"{plane.up(total):g}"
    return tag("line", class_="goal", x1=f"{plane.across(0):g}", x2=f"{plane.across(1):g}", y1=height, y2=height)


def _line(line: Line, index: int, plane: Plane) -> Markup:
    return tag("path", class_=f"line line-{line.tone.value} dash-{index % _SHADES}", d=plane.path(line.values))


def _ends(curve: Curve, plane: Plane, setting: Setting) -> Iterator[Markup]:
    """A dot and the count where each line ends, and the total where no line has come so far."""
    x = plane.across(plane.ways[-1])
    for line in curve.lines:
        y = plane.up(line.values[-1])
        yield tag("circle", class_=f"dot line-{line.tone.value}", cx=f"{x:g}", cy=f"{y:g}", r="3.5")
    for count, height in spread({curve.total, *(line.values[-1] for line in curve.lines)}, plane):
        yield _text(say_figure(count), _beside(plane, plane.ways[-1], 9), height, "start", setting, "last")


def spread(counts: set[int], plane: Plane, least: float = 14) -> Iterator[tuple[int, float]]:
    """Each count with its height, moved up where it would stand on the one below."""
    below = float("inf")
    for count in sorted(counts):
        below = min(plane.up(count), below - least)
        yield count, below


def _dates(curve: Curve, plane: Plane, setting: Setting) -> Iterator[Markup]:
    """The first date, the last, and as many between as have room."""
    ends = {0: "start", len(curve.dates) - 1: "end"}
    for index in chosen([shown for shown, _ in curve.dates], plane.ways):
        kind = "date" if index in ends else "date between"
        x, anchor = plane.across(plane.ways[index]), ends.get(index, "middle")
        yield _text(curve.dates[index][0], x, HEIGHT - 10, anchor, setting, kind)


def chosen(texts: Sequence[str], ways: Sequence[float]) -> list[int]:
    """The places of the dates that are written: the ends, and between them each that touches none before it."""
    last = len(texts) - 1
    if not last:
        return [0]
    spans = [
        _span(text, way, index == 0, index == last) for index, (text, way) in enumerate(zip(texts, ways, strict=True))
    ]
    picked = [0]
    for index in range(1, last):
        if spans[index][0] > spans[picked[-1]][1] and spans[index][1] < spans[last][0]:
            picked.append(index)
    return [*picked, last] if spans[last][0] > spans[0][1] else [last]


def _span(text: str, way: float, is_first: bool, is_last: bool) -> tuple[float, float]:
    """About where a date begins and ends, with a gap after it, as shares of the way."""
    width = (len(text) + 2) * _LETTER / (WIDTH - _START - _END)
    start = way - width * (0 if is_first else 1 if is_last else 0.5)
    return start, start + width


def _key(curve: Curve, setting: Setting) -> Markup:
    entries = [
        tag("li", _sample(line, index), tag("span", escape(line.label), dir=turned(line.label, setting.direction)))
        for index, line in enumerate(curve.lines)
    ]
    return tag("ul", *entries, class_="key")


def _sample(line: Line, index: int) -> Markup:
    stroke = tag(
        "line", class_=f"line line-{line.tone.value} dash-{index % _SHADES}", x1="0", x2="100%", y1="50%", y2="50%"
    )
    return tag("svg", stroke, class_="sample", aria_hidden="true")


def _figures(curve: Curve, setting: Setting, name: str) -> Markup:
    summary = tag("summary", escape(setting.say(FIGURES)))
    return tag("details", summary, join_table(tabulate(curve), setting, curve.caption or name))
