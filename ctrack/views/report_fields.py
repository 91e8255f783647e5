"""The lists of a report in JSON, a portion of things at a time and field by field.

Of most fields few values come again and again, each written once; what all of a portion have alike is put in once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import chain, islice
from json.encoder import encode_basestring as quote
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

from ctrack.domain.column_texts import write_columns
from ctrack.domain.fields.field import Field, Form
from ctrack.domain.fields.registry import FILED, LISTED
from ctrack.domain.json_signs import escape_suspects
from ctrack.domain.long_lists import ColumnList, Columns
from ctrack.domain.records.reports import Change, Event
from ctrack.domain.records.undertakings import Row
from ctrack.domain.remembered import MOST_TEXTS, Remembered
from ctrack.domain.stored_json import cut_out_of, put_in_sorted, put_in_words, read_words
from ctrack.domain.told_lists import PORTION, ToldList, Write, WriteBoth
from ctrack.text.language import choose_words, current_language
from ctrack.views.row_parts import find_place, row_data
from ctrack.views.values import plain_value

Encode = Callable[[Any], str]
Split = Callable[[Iterable[Any]], Iterator[Columns]]

# The title in the reader's language, which no fingerprint knows.
TITLE = "title"


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


def write_row_columns(portions: Iterable[Columns]) -> Iterator[str]:
    """The lines of rows that come in portions of columns, with titles in the language that is spoken now."""
    return chain.from_iterable(map(row_line_writer(current_language()), map(add_filed, portions)))


@cache
def row_line_writer(language: str) -> Callable[[Columns], Iterator[str]]:
    """What writes lines of a portion of rows, with titles in a language."""
    return make_portion_writer(row_cells(language), LINE)


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
    """What splits things into portions of columns, given what has the values of one."""
    return lambda things: (list(zip(*map(values, portion), strict=True)) for portion in list_portions(things))


def split_rows(rows: Iterable[Row]) -> Iterator[Columns]:
    """The values of rows in portions of columns, and behind them those that are filed."""
    if isinstance(rows, ColumnList):
        return map(add_filed, rows.portions())
    return (add_filed(list(zip(*portion, strict=True))) for portion in list_portions(rows))


def add_filed(columns: Columns) -> Columns:
    """The columns of rows, and behind them a column of each value that is filed."""
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
    plain = as_it_is if field.form is Form.TEXT else partial(plain_value, field)
    return Cell(field.key, find_place(field), plain, comes_again=field.key != "code")


def make_writer(split: Split, cells: Sequence[Cell], style: Style) -> Write[Any]:
    """What writes things in a style, given what splits them into portions of columns."""
    write = make_portion_writer(cells, style)
    return lambda things: chain.from_iterable(map(write, split(things)))


def make_both_writer(split: Split, cells: Sequence[Cell]) -> WriteBoth[Any]:
    """What writes things in both styles, LINE and SUM, given what splits them into portions of columns."""
    write_lines, sum_up = make_portion_writer(cells, LINE), make_portion_writer(cells, SUM)

    def write(things: Iterable[Any]) -> Iterator[tuple[str, str]]:
        for columns in split(things):
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
    take = itemgetter(*(cell.place for cell in cells))
    writers = [write_cell(cell, style, style.comma if place else "{") for place, cell in enumerate(cells)]
    return lambda columns: write_columns(writers, take(columns), end="}")


def write_cell(cell: Cell, style: Style, lead: str) -> Encode:
    """What writes the values of a cell, behind what leads to it and its key."""
    name, plain = f"{lead}{quote(cell.key)}{style.colon}", cell.plain
    if cell.is_stored:
        write = put_whole(style) if plain is None else put_one(cell.language, style, plain)
        return Remembered(lambda text: name + write(text), MOST_TEXTS).__getitem__
    if plain is None:
        return lambda words: name + style.write_words(words)
    if not cell.comes_again:
        return lambda value: name + style.write_text(plain(value))
    return Remembered(lambda value: name + style.escape(style.encode(plain(value)))).__getitem__


def put_whole(style: Style) -> Encode:
    """What writes a stored text in all of its languages."""
    return put_in_sorted if style.is_sorted else put_in_words


def put_one(language: str, style: Style, choose: Callable[[Any], Any]) -> Encode:
    """What writes a stored text in one language; where that is not seen at a glance, as `choose` finds it."""
    find = cut_out_of(language)
    return lambda text: find(text) or style.write_text(choose(read_words(text)))
