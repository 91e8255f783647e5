"""The chart of what moved since a paper or a day, as a part of a document: forwards one way, backwards the other."""

from __future__ import annotations

from collections.abc import Sequence

from ctrack.domain.failures import marked
from ctrack.domain.records.reports import Change, Changes
from ctrack.render.document import Align, Chart, Column, Table, Tone
from ctrack.render.sketch import LETTER, WIDTH, Anchor, Box, Mark, Sketch, Stroke, Word, fold_words
from ctrack.text.digit_shapes import say_figure
from ctrack.text.labels import label_value
from ctrack.text.language import translate as _
from ctrack.views import words

READS = "changes"
DRAWS = {
    "movement": (
        marked("What moved"),
        marked("what moved forwards and backwards since the last paper, or since --since"),
    )
}
# What counts against the parties stands on the side where reading begins.
AGAINST = ("backwards", "newly_late", "newly_missed", "postponed")
_LABEL, _MIDDLE = 150.0, 300.0
_ROW, _BAR = 22.0, 12.0
_ROOM = 120.0


def draw(reading: Changes, name: str = "movement") -> Chart:
    """A bar for each sort of movement; a table with the same counts."""
    parts = [(key, title, len(found), tone) for key, title, found, tone in list_parts(reading)]
    columns = (Column("movement", _("Movement")), Column("count", _("Commitments"), align=Align.END))
    rows = [(title, count) for _key, title, count, _tone in parts]
    rows.append((_("Silent"), len(reading.silent)))
    table = Table("movement", columns, rows, keys=(*(key for key, *_rest in parts), "silent"))
    return Chart(name, sketch_of(parts, reading), table, table)


def list_parts(changes: Changes) -> tuple[tuple[str, str, Sequence[Change], Tone], ...]:
    """The sorts of movement: key, title, what moved so, tone."""
    return (
        ("newly_met", _("Newly implemented"), changes.newly_met, Tone.GOOD),
        ("forwards", _("Moved forwards"), changes.forwards, Tone.BUSY),
        ("backwards", _("Moved backwards"), changes.backwards, Tone.ALARM),
        ("newly_late", _("Newly overdue"), changes.newly_late, Tone.ALARM),
        ("closed_otherwise", _("Closed otherwise"), changes.closed_otherwise, Tone.PLAIN),
        ("reopened", _("Taken up again"), changes.reopened, Tone.BUSY),
        ("newly_missed", _("Newly missed"), changes.newly_missed, Tone.ALARM),
        ("postponed", _("Postponed"), changes.postponed, Tone.WARNING),
        ("moved_dates", _("Own targets set"), changes.moved_dates, Tone.BUSY),
    )


def sketch_of(parts: list[tuple[str, str, int, Tone]], reading: Changes) -> Sketch:
    """The picture: a row for each sort, around a line in the middle."""
    most = max((count for _key, _title, count, _tone in parts), default=0)
    marks: list[Mark] = []
    for place, (key, title, count, tone) in enumerate(parts):
        marks += row_of(place * _ROW, title, -count if key in AGAINST else count, most, tone)
    height = len(parts) * _ROW
    marks.append(Stroke(((_MIDDLE, 0), (_MIDDLE, height)), Tone.PLAIN, 0.8))
    since, today = words.say_day(reading.since), words.say_day(reading.today)
    period = _("{since} to {today}").format(since=since, today=today)
    marks.append(Word(_MIDDLE, height + 14, period, Anchor.MIDDLE, LETTER, Tone.FAINT))
    told = " · ".join(label_value(title, str(count)) for _key, title, count, _tone in parts if count)
    return Sketch(WIDTH, height + 20, tuple(marks), told or _("Nothing moved in this period."))


def row_of(top: float, title: str, count: int, most: int, tone: Tone) -> list[Mark]:
    """A sort of movement: its name, its bar, its count; below nought it runs back from the middle."""
    middle = top + _ROW / 2
    line = fold_words(title, _LABEL, LETTER, most=1)[0]
    marks: list[Mark] = [Word(0, middle + 3, line, size=LETTER)]
    length = _ROOM * abs(count) / most if most else 0
    if count:
        x = _MIDDLE if count > 0 else _MIDDLE - length
        marks.append(Box(x, middle - _BAR / 2, length, _BAR, tone, hint=label_value(title, str(abs(count)))))
    way, anchor = (1, Anchor.START) if count >= 0 else (-1, Anchor.END)
    said = Word(_MIDDLE + way * (length + 5), middle + 3, say_figure(abs(count)), anchor, LETTER,
                Tone.STRONG if count else Tone.FAINT)  # fmt: skip
    return [*marks, said]
