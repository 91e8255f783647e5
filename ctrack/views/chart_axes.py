"""The axes of a picture: counts upwards, months along it, and the figures that stand beside both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ctrack.domain.frozen import dataclass
from ctrack.render.document import Tone
from ctrack.render.sketch import SMALL, WIDTH, Anchor, Dash, Mark, Point, Stroke, Word, steps_to, words_width
from ctrack.text.digit_shapes import say_figure
from ctrack.views import words

_RULE = 0.5
_GAP = 10.0


@dataclass(frozen=True, slots=True)
class Plane:
    """Where values stand: counts from `lowest` to `highest` between two heights, a way from 0 to 1 along the width."""

    steps: range
    start: float = 32
    end: float = 44
    top: float = 10
    bottom: float = 160

    @property
    def lowest(self) -> int:
        """The count at the foot."""
        return self.steps[0]

    @property
    def highest(self) -> int:
        """The count at the top."""
        return self.steps[-1]

    def across(self, way: float) -> float:
        """The place of a share of the way."""
        return self.start + way * (WIDTH - self.start - self.end)

    def up(self, count: float) -> float:
        """The height of a count."""
        return self.bottom - (self.bottom - self.top) * (count - self.lowest) / (self.highest - self.lowest)

    def scale(self) -> Iterator[Mark]:
        """A rule at every round count, with the count where reading begins."""
        for count in self.steps:
            height = self.up(count)
            yield Stroke(((self.across(0), height), (self.across(1), height)), Tone.FAINT, _RULE)
            yield Word(self.start - 6, height + 2.8, say_figure(count), Anchor.END, SMALL, Tone.FAINT)

    def line(self, height: float, tone: Tone, dash: Dash = Dash.DASHED) -> Stroke:
        """A thin line across."""
        points: tuple[Point, ...] = ((self.across(0), height), (self.across(1), height))
        return Stroke(points, tone, 0.9, dash)


def fit_plane(values: Sequence[int], *, from_nought: bool = True) -> Plane:
    """The plane on which values fill the height: from nought, or where all are far above it from a round count."""
    low, high = min(values, default=0), max([*values, 1])
    return Plane(steps_to(high, lowest=0 if from_nought or 2 * low < high else low))


def name_days(places: Sequence[tuple[float, date]], height: float, *, is_month: bool = False) -> Iterator[Mark]:
    """Dates below a picture: the last, the first, and as many between as touch none before them, about evenly."""
    shown = [(x, words.say_edtf(day.isoformat()[:7]) if is_month else words.say_day(day)) for x, day in places]
    spans = [span_of(x, words_width(text, SMALL)) for x, text in shown]
    last = len(shown) - 1
    widest = max((right - left for left, right in spans), default=1)
    every = max(1, round(last / max(1, (WIDTH / (widest + 4 * _GAP))))) if last > 0 else 1
    picked: list[int] = []
    for place in [*range(0, last, every), last]:
        is_last = place == last
        while is_last and picked and spans[picked[-1]][1] + _GAP > spans[place][0]:
            picked.pop()
        if not picked or spans[picked[-1]][1] + _GAP <= spans[place][0]:
            picked.append(place)
    for place in picked:
        yield Word(spans[place][0], height, shown[place][1], Anchor.START, SMALL, Tone.FAINT)


def span_of(x: float, width: float) -> Point:
    """Where a word around a place begins and ends, moved in where it would leave the picture."""
    start = min(max(x - width / 2, 0), WIDTH - width)
    return start, start + width
