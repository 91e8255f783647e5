"""The chart of groups side by side, as a part of a document: how the commitments of each one stand."""

from __future__ import annotations

from ctrack.domain.failures import marked
from ctrack.domain.progress import Rate
from ctrack.domain.records.reports import Group, Report
from ctrack.domain.vocabulary import Status
from ctrack.render.document import Bars, Chart, Share, Table, Tone
from ctrack.render.sketch import LETTER, SMALL, WIDTH, Anchor, Box, Mark, Sketch, Word, fold_words, list_key
from ctrack.text.digit_shapes import say_figure
from ctrack.text.labels import label_value
from ctrack.text.language import translate as _
from ctrack.text.language import translate_count
from ctrack.views import words
from ctrack.views.groups import ALL_STATUSES, group_table, group_title

READS = "groups"
DRAWS = {
    "instrument": (marked("Progress by instrument"), marked("a bar for each instrument, by status")),
    "theme": (marked("Progress by theme"), marked("a bar for each theme, by status")),
    "agency": (marked("Progress by agency"), marked("a bar for each lead agency, by status")),
    "party": (marked("Progress by party"), marked("a bar for each party, by status")),
    "bars": (marked("Progress compared"), marked("the same by whatever --by names")),
}
# As many as a page has room for; a table says the rest.
MOST_ROWS = 24
_LABEL, _RATE, _GAP = 156.0, 84.0, 10.0
_BAR, _ROW, _LINE = 12.0, 26.0, 9.5
_ROOM_FOR_COUNT = 11.0
# How many times each tone was used before, so that two statuses of one tone are two shades.
SHADES = {Status.PARTIALLY_IMPLEMENTED: 0, Status.IN_PROGRESS: 1, Status.NOT_REPORTED: 1, Status.NOT_APPLICABLE: 2,
          Status.OVERTAKEN_BY_EVENTS: 3}  # fmt: skip


def draw(reading: Report, name: str) -> Chart:
    """All groups of a report, in the order of its table, over one scale."""
    table = group_table(name, reading.by, reading.groups, reading.whole)
    return Chart(name, sketch_of(reading), table, plain_of(reading, table))


def plain_of(report: Report, table: Table) -> Table | Bars:
    """The bars for a format that draws its own: the counts of each group."""
    if not report.groups:
        return table
    rows = tuple((group_title(report.by, group), shares_of(group), say_rate(group.rate)) for group in report.groups)
    return Bars("groups", rows)


def shares_of(group: Group) -> tuple[Share, ...]:
    """The parts of a bar, the furthest status first."""
    return tuple(
        Share(status, words.say_status(status), group.counts[status], words.STATUS_TONES[status])
        for status in ALL_STATUSES
        if group.counts[status]
    )


def say_rate(rate: Rate) -> str:
    """The rate with its denominator."""
    if not rate.counted:
        return words.NO_RATE
    return _("{percent}% ({implemented} of {counted})").format(
        percent=rate.percent, implemented=rate.implemented, counted=rate.counted
    )


def sketch_of(report: Report) -> Sketch:
    """The picture: a row a group, and below it what the fills mean."""
    groups = report.groups[:MOST_ROWS]
    whole = max((group.total for group in groups), default=0)
    marks: list[Mark] = []
    for place, group in enumerate(groups):
        marks += row_of(report.by, group, place * _ROW, whole)
    y = len(groups) * _ROW + 12
    left = len(report.groups) - len(groups)
    if left:
        said = translate_count("{count} more is in the table", "{count} more are in the table", left)
        marks.append(Word(0, y, said, size=SMALL, tone=Tone.FAINT))
        y += 16
    used = [status for status in ALL_STATUSES if any(group.counts[status] for group in groups)]
    key, height = list_key(((words.say_status(status), *fill_of(status)) for status in used), y)
    return Sketch(WIDTH, height, (*marks, *key) if groups else (), tell(report))


def fill_of(status: Status) -> tuple[Tone, int]:
    """The tone and shade of a status."""
    return words.STATUS_TONES[status], SHADES.get(status, 0)


def row_of(by: str, group: Group, top: float, whole: int) -> list[Mark]:
    """A group: its name, its bar, its rate."""
    lines = fold_words(group_title(by, group), _LABEL, LETTER)
    middle = top + _ROW / 2
    first = middle + 3 - (len(lines) - 1) * _LINE / 2
    marks: list[Mark] = [Word(0, first + at * _LINE, line, size=LETTER) for at, line in enumerate(lines)]
    x, room = _LABEL + _GAP, WIDTH - _LABEL - _RATE - 2 * _GAP
    marks.append(Box(x, middle - _BAR / 2, room, _BAR, Tone.FAINT, 3))
    for status in ALL_STATUSES:
        count = group.counts[status]
        length = room * count / whole if whole else 0
        if not count:
            continue
        tone, shade = fill_of(status)
        hint = label_value(words.say_status(status), str(count))
        marks.append(Box(x, middle - _BAR / 2, max(length - 0.6, 0.4), _BAR, tone, shade, hint))
        if length >= _ROOM_FOR_COUNT + 2 * len(str(count)):
            marks.append(Word(x + length / 2, middle + 2.8, say_figure(count), Anchor.MIDDLE, SMALL, on=(tone, shade)))
        x += length
    marks.append(Word(WIDTH, middle + 3, say_rate(group.rate), Anchor.END, LETTER, Tone.FAINT))
    return marks


def tell(report: Report) -> str:
    """Each group in words, as far as a listener follows."""
    said = (label_value(group_title(report.by, group), say_rate(group.rate)) for group in report.groups[:MOST_ROWS])
    return " · ".join(said) or _("nothing to show")
