"""The lists of a report in JSON, a portion of things at a time and field by field.

Of most fields few values come again and again, each written once; what all of a portion have alike is put in once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import islice, repeat
from json.encoder import encode_basestring as quote
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

from ctrack.domain.fields.field import Field, Form
from ctrack.domain.fields.registry import FILED, LISTED
from ctrack.domain.json_signs import escape_suspects
from ctrack.domain.records.reports import Change, Event
from ctrack.domain.records.undertakings import Row
from ctrack.domain.stored_json import cut_out_of, put_in_sorted, put_in_words, read_words
from ctrack.domain.told_lists import PORTION, ToldList, Write, WriteBoth
from ctrack.text.language import choose_words, current_language
from ctrack.views.row_parts import find_place, row_data
from ctrack.views.values import plain_value

Encode = Callable[[Any], str]
# The values of things, a column for each.
Columns = Sequence[Sequence[Any]]
Split = Callable[[Sequence[Any]], Columns]

# The title in the reader's language, which no fingerprint knows.
TITLE = "title"
# More values of a field than these are not remembered.
MOST_KNOWN = 2_048


def as_it_is(value: Any) -> Any:
    """The value."""
    return value


class Style(NamedTuple):
    """How JSON is written: for readers with blanks and escapes, and for a fingerprint sorted and without either."""

    encode: Encode
    comma: str
    colon: str
    is_sorted: bool
    escape: Callable[[str], str]

    def write_text(self, text: str) -> str:
        """A text."""
        return self.escape(quote(text))

    def write_words(self, words: Mapping[str, str] | None) -> str:
        """A text in its languages."""
        if words is None:
            return "null"
        held = sorted(words.items()) if self.is_sorted else words.items()
        told = self.comma.join([f"{quote(key)}{self.colon}{quote(text)}" for key, text in held])
        return self.escape(f"{{{told}}}")


LINE = Style(json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode, ", ", ": ", False, escape_suspects)
SUM = Style(
    json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode, ",", ":", True, as_it_is
)


class Cell(NamedTuple):
    """A value of a thing: its key, its place among the values, what data it is; whether few values are expected.

    One that `is_stored` is a text in its languages as the register holds it, told in all of them or in a `language`.
    """

    key: str
    place: int
    plain: Callable[[Any], Any] | None
    comes_again: bool = True
    is_stored: bool = False
    language: str = ""


EVENT_CELLS = (
    Cell("code", 0, as_it_is, comes_again=False),
    Cell("party", 1, as_it_is),
    Cell("title", 2, None, comes_again=False),
    Cell("status", 3, as_it_is),
    Cell("effective", 4, as_it_is),
    Cell("voice", 5, as_it_is),
    Cell("note", 6, None, comes_again=False),
    Cell("level", 7, as_it_is),
    Cell("withheld", 8, as_it_is),
)
event_values = attrgetter(
    "code", "party", "title", "status", "effective", "voice", "note", "level", "is_withheld"
)  # fmt: skip


def tell_rows(rows: Sequence[Row]) -> ToldList[Row]:
    """Rows as JSON holds them, with titles in the language that is spoken now."""
    language = current_language()
    choose = partial(choose_words, language=language)

    def tell(row: Row) -> dict[str, Any]:
        return {**row_data(row), TITLE: choose(row.title)}

    return ToldList(rows, tell, row_writer(language, LINE), row_writer(language, SUM), both_writer(language))


@cache
def row_writer(language: str, style: Style) -> Write[Row]:
    """What writes rows in a style, with titles in a language: one for all lists, for they have the same values."""
    return make_writer(split_rows, row_cells(language), style)


@cache
def both_writer(language: str) -> WriteBoth[Row]:
    """What writes rows in both styles at once, with titles in a language."""
    return make_both_writer(split_rows, row_cells(language))


def tell_changes(changes: Sequence[Change]) -> ToldList[Change]:
    """Changes as JSON holds them: the row as it is now, and how it stood before."""
    language = current_language()
    write_rows, write_before = row_writer(language, LINE), before_writer()
    choose = partial(choose_words, language=language)

    def tell(change: Change) -> dict[str, Any]:
        before = dict(zip(BEFORE, before_values(change), strict=True))
        return {**row_data(change.row), TITLE: choose(change.row.title), "before": before}

    def write(changes: Iterable[Change]) -> Iterator[str]:
        for portion in list_portions(changes):
            rows = write_rows(change.row for change in portion)
            for row, before in zip(rows, write_before(portion), strict=True):
                yield f'{row[:-1]}, "before": {before}}}'

    return ToldList(changes, tell, write)


BEFORE = ("status", "progress", "target")
before_values = attrgetter("status_before", "progress_before", "target_before")


@cache
def before_writer() -> Write[Change]:
    """What writes how things stood before."""
    cells = [Cell(key, place, as_it_is) for place, key in enumerate(BEFORE)]
    return make_writer(split_by(before_values), cells, LINE)


def tell_events(events: Sequence[Event]) -> ToldList[Event]:
    """Events as JSON holds them, with titles in the language that is spoken now."""
    choose = partial(choose_words, language=current_language())
    cells = [cell._replace(plain=choose) if cell.key == TITLE else cell for cell in EVENT_CELLS]

    def tell(event: Event) -> dict[str, Any]:
        return {cell.key: value if cell.plain is None else cell.plain(value)
                for cell, value in zip(cells, event_values(event), strict=True)}  # fmt: skip

    split = split_by(event_values)
    write, sum_up = (make_writer(split, cells, style) for style in (LINE, SUM))
    return ToldList(events, tell, write, sum_up, make_both_writer(split, cells))


def split_by(values: Callable[[Any], tuple[Any, ...]]) -> Split:
    """What splits things into columns, given what has the values of one."""
    return lambda things: list(zip(*map(values, things), strict=True))


def split_rows(rows: Sequence[Row]) -> Columns:
    """The values of rows, and behind them those that are filed."""
    columns = list(zip(*rows, strict=True))
    return [*columns, *zip(*map(take_filed, columns[-1]), strict=True)]


FILED_KEYS = [field.key for field in FILED]
take_filed = itemgetter(*FILED_KEYS)


def row_cells(language: str) -> list[Cell]:
    """The cells of a row, with its title in a language."""
    return [row_cell(field, language) for field in LISTED]


def row_cell(field: Field, language: str) -> Cell:
    """The cell of a field."""
    if field.is_filed:
        return Cell(field.key, len(Row._fields) + FILED_KEYS.index(field.key), partial(plain_value, field))
    if field.form is Form.WORDS:
        return Cell(field.key, find_place(field), partial(choose_words, language=language), False, True, language)
    if field.form is Form.LANGUAGES:
        return Cell(field.key, find_place(field), None, False, True)
    return Cell(field.key, find_place(field), partial(plain_value, field), comes_again=field.key != "code")


def make_writer(split: Split, cells: Sequence[Cell], style: Style) -> Write[Any]:
    """What writes things in a style, given what splits them into columns."""
    write_portion = make_portion_writer(cells, style)

    def write(things: Iterable[Any]) -> Iterator[str]:
        for portion in list_portions(things):
            yield from write_portion(split(portion))

    return write


def make_both_writer(split: Split, cells: Sequence[Cell]) -> WriteBoth[Any]:
    """What writes things in both styles, LINE and SUM, given what splits them into columns."""
    write_lines, sum_up = make_portion_writer(cells, LINE), make_portion_writer(cells, SUM)

    def write(things: Iterable[Any]) -> Iterator[tuple[str, str]]:
        for portion in list_portions(things):
            columns = split(portion)
            yield from zip(write_lines(columns), sum_up(columns), strict=True)

    return write


def list_portions(things: Iterable[Any]) -> Iterator[list[Any]]:
    """The things, so many at a time."""
    left = iter(things)
    while portion := list(islice(left, PORTION)):
        yield portion


def make_portion_writer(cells: Sequence[Cell], style: Style) -> Callable[[Columns], Iterator[str]]:
    """What writes a portion of things in a style, of their columns."""
    if style.is_sorted:
        cells = sorted((cell for cell in cells if cell.key != TITLE), key=attrgetter("key"))
    names = [f"{style.comma}{quote(cell.key)}{style.colon}" for cell in cells]
    names[0] = "{" + names[0].removeprefix(style.comma)
    writers = [(name, cell, write_cell(cell, style)) for name, cell in zip(names, cells, strict=True)]

    def write(columns: Columns) -> Iterator[str]:
        # What all things of the portion have alike, up to what they have not; that; and so on.
        parts: list[Iterable[str]] = []
        alike, count = "", len(columns[0])
        for name, cell, write_value in writers:
            column = columns[cell.place]
            alike += name
            if cell.comes_again and column.count(column[0]) == count:
                alike += write_value(column[0])
            else:
                parts += repeat(alike, count), map(write_value, column)
                alike = ""
        return map("".join, zip(*parts, repeat(alike + "}", count), strict=True))

    return write


def write_cell(cell: Cell, style: Style) -> Encode:
    """What writes the values of a cell."""
    plain = cell.plain
    if plain is None:
        return style.write_words if not cell.is_stored else put_in_sorted if style.is_sorted else put_in_words
    if cell.is_stored:
        find = cut_out_of(cell.language)
        return lambda text: find(text) or style.write_text(plain(read_words(text)))
    if not cell.comes_again:
        return lambda value: style.write_text(plain(value))
    return Known(lambda value: style.escape(style.encode(plain(value)))).__getitem__


class Known(dict[Any, str]):
    """The texts of values that were written before; all values of a field are of one type, or nothing."""

    def __init__(self, write: Encode) -> None:
        self.write = write

    def __missing__(self, value: Any) -> str:
        text = self.write(value)
        if len(self) < MOST_KNOWN:
            self[value] = text
        return text
