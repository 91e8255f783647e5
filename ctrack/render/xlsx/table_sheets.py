"""A table as a sheet: a head that stays and filters, columns as wide as what they hold, rates as bars, and the
colour of a word tied to the word, so that it follows an edit.

A table longer than a sheet goes on upon another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from xlsxwriter.worksheet import Worksheet

from ctrack.exchange.csv_guard import guard
from ctrack.render.document import Align, Column, Table, Tone
from ctrack.render.print_colours import FILLS, INKS, mix
from ctrack.render.xlsx.sheet_names import SheetNames
from ctrack.render.xlsx.workbook import HEAD_HEIGHT, Book, day_of, fit_row, text_of, width_of

_MOST_ROWS = 1_048_575
_SAMPLE = 300
_NARROWEST, _WIDEST, _RUNNING = 6, 34, 64
_MOST_WORDS = 24
_LONGEST_WORD = 200
"""What a formula compares with may have 255 characters."""
_COLOURED = (Tone.GOOD, Tone.BUSY, Tone.WARNING, Tone.ALARM)


@dataclass
class Place:
    """Where a column of the document stands in the sheet, and the words with a colour that it was seen to hold."""

    column: Column
    at: int
    width: int = 0
    # Whether some texts are wider than such a column may be.
    is_full: bool = False
    words: dict[str, Tone] = field(default_factory=dict)

    @property
    def has_rate(self) -> bool:
        """Whether the share stands in a column of its own, before the words."""
        return self.column.bar is not None

    @property
    def words_at(self) -> int:
        """Where the value or its words stand."""
        return self.at + self.has_rate


def write_table(book: Book, names: SheetNames, title: str, table: Table) -> None:
    """Write the rows upon as many sheets as they need."""
    start = 0
    while start == 0 or start < len(table.rows):
        sheet = book.add_sheet(names.take(title), is_wide=len(table.columns) > 6)
        _write_sheet(book, sheet, table, start, min(start + _MOST_ROWS, len(table.rows)))
        start += _MOST_ROWS


def _write_sheet(book: Book, sheet: Worksheet, table: Table, start: int, stop: int) -> None:
    places = list(_places(table.columns))
    _set_widths(sheet, table, places)
    _write_head(book, sheet, places)
    last = stop - start
    for number, row in enumerate(islice(table.rows, start, stop), 1):
        is_sum = start + number - 1 in table.emphasis
        fit_row(sheet, number, _running(places, row))
        for place, value in zip(places, row, strict=True):
            _write_value(book, sheet, number, place, value, is_sum)
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, last, places[-1].words_at)
    sums = sum(start <= index < stop for index in table.emphasis)
    sheet.autofilter(0, 0, max(last - sums, 0), places[-1].words_at)
    for place in places:
        _colour(book, sheet, place, last)


def _running(places: Sequence[Place], row: Sequence[Any]) -> list[tuple[str, int]]:
    """The texts of a row that wrap, with the widths that they have."""
    cells = zip(places, row, strict=True)
    return [(place.column.show(value), place.width) for place, value in cells if place.column.wraps or place.is_full]


def _places(columns: Sequence[Column]) -> Iterator[Place]:
    at = 0
    for column in columns:
        place = Place(column, at)
        yield place
        at = place.words_at + 1


def _set_widths(sheet: Worksheet, table: Table, places: Sequence[Place]) -> None:
    rows = list(islice(table.rows, _SAMPLE))
    for index, place in enumerate(places):
        texts = (text_of(place.column.show(row[index])) for row in rows)
        most = max((width_of(text) for text in texts), default=0)
        head = width_of(text_of(place.column.heading)) + 4
        width = min(max(most + 3, head, _NARROWEST), _RUNNING if place.column.wraps else _WIDEST)
        sheet.set_column(place.words_at, place.words_at, width)
        place.width, place.is_full = width, most >= width
        if place.has_rate:
            sheet.set_column(place.at, place.at, max(min(head + 2, _WIDEST), 12))


def _write_head(book: Book, sheet: Worksheet, places: Sequence[Place]) -> None:
    fit_row(sheet, 0, [(place.column.heading, place.width) for place in places], least=HEAD_HEIGHT)
    for place in places:
        heading = text_of(place.column.heading)
        look = book.head(at_end=place.column.align is Align.END)
        if place.has_rate:
            sheet.write_string(0, place.at, f"{heading} %".strip(), look)
        sheet.write_string(0, place.words_at, heading, look)


def _write_value(book: Book, sheet: Worksheet, row: int, place: Place, value: Any, is_sum: bool) -> None:
    column = place.column
    tone = column.tone(value)
    at_end = column.align is Align.END
    if column.bar is not None:
        share = column.bar(value)
        look = book.cell(Tone.PLAIN, kind="share", at_end=True, is_sum=is_sum)
        if share is None:
            sheet.write_blank(row, place.at, None, look)
        else:
            sheet.write_number(row, place.at, share, look)
    raw = None if column.bar is not None else column.raw(value)
    day = None if column.wraps else day_of(value if not isinstance(value, str) else raw)
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        kind = "whole" if isinstance(raw, int) or raw.is_integer() else "part"
        sheet.write_number(row, place.words_at, raw, book.cell(tone, kind=kind, at_end=at_end, is_sum=is_sum))
    elif day is not None:
        sheet.write_datetime(row, place.words_at, day, book.cell(tone, kind="day", at_end=at_end, is_sum=is_sum))
    else:
        _write_words(book, sheet, row, place, text_of(column.show(value)), tone, is_sum)


def _write_words(book: Book, sheet: Worksheet, row: int, place: Place, text: str, tone: Tone, is_sum: bool) -> None:
    is_word = tone in _COLOURED and not place.column.wraps and not place.has_rate and 0 < len(text) <= _LONGEST_WORD
    if is_word and len(place.words) < _MOST_WORDS:
        place.words.setdefault(text, tone)
    kind = "quoted" if guard(text) != text else ""
    look = book.cell(
        Tone.PLAIN if text in place.words else tone,
        kind=kind,
        at_end=place.column.align is Align.END,
        wraps=place.column.wraps or "\n" in text or len(text) >= place.width,
        is_sum=is_sum,
    )
    if text:
        sheet.write_string(row, place.words_at, text, look)
    else:
        sheet.write_blank(row, place.words_at, None, look)


def _colour(book: Book, sheet: Worksheet, place: Place, last: int) -> None:
    """Bars for rates, and a colour for each word that has one."""
    if last and place.has_rate:
        sheet.conditional_format(1, place.at, last, place.at, {
            "type": "data_bar", "data_bar_2010": True, "bar_solid": True, "bar_color": "#" + FILLS[Tone.GOOD],
            "bar_border_color": "#" + FILLS[Tone.GOOD], "min_type": "num", "max_type": "num", "min_value": 0,
            "max_value": 1, "bar_direction": "right" if book.is_mirrored else "left",
        })  # fmt: skip
    for text, tone in place.words.items():
        quoted = text.replace('"', '""')
        look = book.workbook.add_format({
            "font_color": "#" + INKS[tone], "bg_color": "#" + mix(FILLS[tone], 0.14), "bold": tone is Tone.ALARM,
        })  # fmt: skip
        sheet.conditional_format(1, place.words_at, last, place.words_at, {
            "type": "cell", "criteria": "==", "value": f'"{quoted}"', "format": look,
        })  # fmt: skip
