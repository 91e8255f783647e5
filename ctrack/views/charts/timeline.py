"""The chart of dates, as a part of a document: deadlines and occurrences month by month, on both sides of today."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from ctrack.domain.failures import marked
from ctrack.domain.records.reports import DateCounts
from ctrack.domain.vocabulary import DueState
from ctrack.render.document import Align, Chart, Column, Table, Tone
from ctrack.render.sketch import SMALL, WIDTH, Anchor, Box, Dash, Mark, Sketch, Stroke, Word, list_key
from ctrack.text.digit_shapes import say_figure
from ctrack.text.labels import label_value
from ctrack.text.language import translate as _
from ctrack.text.language import translate_count
from ctrack.views import words
from ctrack.views.chart_axes import Plane, fit_plane, name_days
from ctrack.views.groups import count_tone, show_count

READS = "dates"
DRAWS = {
    "timeline": (
        marked("Deadlines and occurrences"),
        marked("deadlines and occurrences month by month, a year back and a year ahead"),
    )
}
# From the foot of a column upwards: what is over, what is open, what nobody looked at.
FILLS: dict[DueState, tuple[Tone, int]] = {
    DueState.MET: (Tone.GOOD, 0),
    DueState.MET_LATE: (Tone.GOOD, 1),
    DueState.OVERDUE: (Tone.ALARM, 0),
    DueState.MISSED: (Tone.ALARM, 1),
    DueState.DUE_SOON: (Tone.WARNING, 0),
    DueState.LATER: (Tone.BUSY, 0),
    DueState.NOT_LOOKED_UP: (Tone.FAINT, 0),
}
NAMES = {
    DueState.MET: marked("met in time"),
    DueState.MET_LATE: marked("met late"),
    DueState.OVERDUE: marked("overdue"),
    DueState.MISSED: marked("missed"),
    DueState.DUE_SOON: marked("due soon"),
    DueState.LATER: marked("later"),
    DueState.NOT_LOOKED_UP: marked("not looked up"),
}
_FULL = 0.78
_COUNTED = 11.0


def draw(reading: DateCounts, name: str = "timeline") -> Chart:
    """A column a month, today between those that were and those to come."""
    table = table_of(reading)
    return Chart(name, sketch_of(reading), table, table)


def used_in(reading: DateCounts) -> list[DueState]:
    """The states that any date has, in the order of the columns."""
    every = [reading.before, *reading.counts, reading.after]
    return [state for state in FILLS if any(counts.get(state) for counts in every)]


def table_of(reading: DateCounts) -> Table:
    """A row for each month that has a date, with what lies before and after."""
    states = used_in(reading)
    columns = [
        Column(state.value, _(NAMES[state]), show_count, align=Align.END, tone=count_tone(FILLS[state][0]))
        for state in states
    ]
    months = [words.say_edtf(month.isoformat()[:7]) for month in reading.months]
    named = [
        ("before", _("Before {month}").format(month=months[0]), reading.before),
        *zip(map(str, reading.months), months, reading.counts, strict=True),
        ("after", _("After {month}").format(month=months[-1]), reading.after),
    ]
    keys = tuple(key for key, _label, counts in named if counts)
    rows: list[tuple[Any, ...]] = [
        (label, *(counts.get(state, 0) for state in states), sum(counts.values()))
        for _key, label, counts in named
        if counts
    ]
    if rows:
        rows.append((_("Total"), *(sum(row[place] for row in rows) for place in range(1, len(states) + 2))))
    emphasis = frozenset({len(rows) - 1}) if rows else frozenset()
    head = Column("month", _("Month"))
    columns = [head, *columns, Column("all", _("All"), align=Align.END)]
    return Table("timeline", tuple(columns), rows, emphasis=emphasis, keys=(*keys, *("total" for _sum in emphasis)))


def sketch_of(reading: DateCounts) -> Sketch:
    """The columns, today's line, and what the fills mean."""
    states = used_in(reading)
    plane = fit_plane([sum(counts.values()) for counts in reading.counts])
    column_of = partial(draw_column, plane=plane, count=len(reading.months))
    marks: list[Mark] = [*plane.scale()]
    for place, counts in enumerate(reading.counts):
        marks += column_of(place, counts)
    marks += draw_today(reading, plane)
    middles = [plane.across((place + 0.5) / len(reading.months)) for place in range(len(reading.months))]
    marks += name_days(list(zip(middles, reading.months, strict=True)), plane.bottom + 14, is_month=True)
    y = plane.bottom + 31
    for said in say_beyond(reading):
        marks.append(Word(0, y, said, size=SMALL, tone=Tone.FAINT))
        y += 13
    key, height = list_key(((_(NAMES[state]), *FILLS[state]) for state in states), y + 2)
    return Sketch(WIDTH, height, (*marks, *key) if states else (), tell(reading))


def draw_column(place: int, counts: Mapping[DueState, int], *, plane: Plane, count: int) -> list[Mark]:
    """The dates of a month, one state upon the other, with their number above."""
    marks: list[Mark] = []
    room = (plane.across(1) - plane.across(0)) / count
    x, height = plane.across(place / count) + room * (1 - _FULL) / 2, 0
    for state, (tone, shade) in FILLS.items():
        number = counts.get(state, 0)
        if number:
            top, foot = plane.up(height + number), plane.up(height)
            hint = label_value(_(NAMES[state]), str(number))
            marks.append(Box(x, top, room * _FULL, max(foot - top - 0.5, 0.5), tone, shade, hint))
            height += number
    if height:
        said = say_figure(height)
        marks.append(Word(x + room * _FULL / 2, plane.up(height) - 3, said, Anchor.MIDDLE, SMALL - 1, Tone.FAINT))
    return marks


def draw_today(reading: DateCounts, plane: Plane) -> list[Mark]:
    """Where today is in its month."""
    first = next((at for at, month in enumerate(reading.months) if month == reading.today.replace(day=1)), 0)
    x = plane.across((first + (reading.today.day - 1) / 31) / len(reading.months))
    line = Stroke(((x, plane.top - 14), (x, plane.bottom)), Tone.STRONG, 1, Dash.DASHED)
    return [line, Word(x + 4, plane.top - 8, words.say_day(reading.today), size=SMALL, tone=Tone.STRONG)]


def say_beyond(reading: DateCounts) -> list[str]:
    """How many dates lie before the first column, and after the last."""
    before, after = sum(reading.before.values()), sum(reading.after.values())
    found = []
    if before:
        found.append(translate_count("{count} date before these months", "{count} dates before these months", before))
    if after:
        found.append(translate_count("{count} date after them", "{count} dates after them", after))
    return [" · ".join(found)] if found else []


def tell(reading: DateCounts) -> str:
    """How many dates of each state."""
    every = [reading.before, *reading.counts, reading.after]
    totals = {state: sum(counts.get(state, 0) for counts in every) for state in used_in(reading)}
    said = (label_value(_(NAMES[state]), str(total)) for state, total in totals.items())
    return " · ".join(said) or _("Nothing is due.")
