"""The chart of how things came, as a part of a document: implemented and under way at the end of each month."""

from __future__ import annotations

from ctrack.domain.failures import marked
from ctrack.domain.records.reports import Trend
from ctrack.render.chart_tables import tabulate
from ctrack.render.document import Chart, Curve, Line, Tone
from ctrack.render.sketch import LETTER, SMALL, WIDTH, Anchor, Dash, Dot, Mark, Sketch, Stroke, Word, spread
from ctrack.text.digit_shapes import say_figure
from ctrack.text.language import translate as _
from ctrack.text.language import translate_count
from ctrack.views import words
from ctrack.views.chart_axes import Plane, fit_plane, name_days

READS = "trend"
DRAWS = {
    "burn-up": (
        marked("Implemented and under way over the last twelve months"),
        marked("how much was implemented and under way, month by month, of all that count"),
    )
}
_DASHES = (Dash.SOLID, Dash.DASHED)
# A total that is further away than this many times the highest count is told in words: the lines would lie flat.
_FAR = 1.6


def draw(reading: Trend, name: str = "burn-up") -> Chart:
    """The lines with their ends, and the total where it is near."""
    curve = trend_curve(reading)
    return Chart(name, sketch_of(reading, curve), tabulate(curve), curve)


def trend_curve(trend: Trend) -> Curve:
    """How much was implemented, and how much under way, at the end of each month."""
    dates = tuple((words.say_day(day), day.isoformat()) for day in trend.dates)
    lines = (
        Line("implemented", _("implemented"), tuple(trend.implemented), Tone.GOOD),
        Line("under_way", _("under way"), tuple(trend.under_way), Tone.BUSY),
    )
    return Curve("trend", dates, lines, trend.counted)


def sketch_of(trend: Trend, curve: Curve) -> Sketch:
    """The picture of the curve."""
    values = [value for line in curve.lines for value in line.values]
    is_near = trend.counted <= _FAR * max(values)
    plane = fit_plane([*values, *([trend.counted] if is_near else [])], from_nought=False)
    first, last = trend.dates[0].toordinal(), trend.dates[-1].toordinal()
    ways = [(day.toordinal() - first) / max(last - first, 1) for day in trend.dates]
    marks: list[Mark] = [*plane.scale()]
    if is_near:
        marks.append(plane.line(plane.up(trend.counted), Tone.STRONG, Dash.DOTTED))
    for line, dash in zip(curve.lines, _DASHES, strict=True):
        points = tuple((plane.across(way), plane.up(value)) for way, value in zip(ways, line.values, strict=True))
        marks += [Stroke(points, line.tone, 1.8, dash), Dot(*points[-1], 2.6, line.tone)]
    marks += ends(curve, plane, [trend.counted] if is_near else [])
    places = [plane.across(way) for way in ways]
    marks += name_days(list(zip(places, trend.dates, strict=True)), plane.bottom + 14)
    foot = plane.bottom + 32
    marks += key_of(curve, foot)
    said = translate_count("of {count} that counts", "of {count} that count", trend.counted)
    marks.append(Word(WIDTH, foot, said, Anchor.END, SMALL, Tone.FAINT))
    return Sketch(WIDTH, foot + 6, tuple(marks), tell(curve))


def ends(curve: Curve, plane: Plane, totals: list[int]) -> list[Mark]:
    """The count where each line ends, and the total."""
    found = [(line.values[-1], line.tone) for line in curve.lines] + [(total, Tone.STRONG) for total in totals]
    seen = dict(reversed(found))
    heights = spread([plane.up(count) for count in seen])
    x = plane.across(1) + 6
    return [
        Word(x, height + 3, say_figure(count), size=LETTER, tone=Tone.STRONG if tone is Tone.STRONG else tone)
        for (count, tone), height in zip(seen.items(), heights, strict=True)
    ]


def key_of(curve: Curve, y: float) -> list[Mark]:
    """What each line is."""
    marks: list[Mark] = []
    x = 0.0
    for line, dash in zip(curve.lines, _DASHES, strict=True):
        label = f"{line.label} {say_moved(line)}"
        marks.append(Stroke(((x, y - 3), (x + 20, y - 3)), line.tone, 1.8, dash))
        marks.append(Word(x + 25, y, label, size=SMALL, tone=Tone.FAINT))
        x += 25 + len(label) * SMALL * 0.56 + 16
    return marks


def say_moved(line: Line) -> str:
    """By how much a line rose or fell from its first date to its last."""
    return f"({line.values[-1] - line.values[0]:+d})"


def tell(curve: Curve) -> str:
    """The lines in words: where each began, and where it ended."""
    said = _("{label}: {first} on {since}, {last} on {today}, of {total}")
    (since, _first), (today, _last) = curve.dates[0], curve.dates[-1]
    return " · ".join(
        said.format(label=line.label, first=line.values[0], since=since, last=line.values[-1], today=today,
                    total=curve.total)
        for line in curve.lines
    )  # fmt: skip
