"""The lists of a report in JSON, field by field: of most fields few values come again and again, each written once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from json.encoder import encode_basestring as quote
from operator import attrgetter, call, itemgetter
from typing import Any, NamedTuple, TypeVar

from ctrack.domain.column_texts import write_columns
from ctrack.domain.fields.field import Field, Form
from ctrack.domain.fields.registry import FILED, LISTED
from ctrack.domain.json_signs import escape_suspects
from ctrack.domain.long_lists import Columns
from ctrack.domain.records.reports import Change, Event
from ctrack.domain.records.undertakings import Row
from ctrack.domain.remembered import MOST_TEXTS, Remembered
from ctrack.domain.stored_json import cut_out_of, put_in, put_in_sorted, read_words
from ctrack.domain.told_lists import ColumnWriter, ToldList
from ctrack.text.language import choose_words, current_language
from ctrack.views.row_parts import find_place, row_data
from ctrack.views.values import plain_value

Item = TypeVar("Item")
Encode = Callable[[Any], str]
Values = Callable[[Any], Sequence[Any]]

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
    choose = partial(choose_words, language=current_language())

    def tell(row: Row) -> dict[str, Any]:
        return {**row_data(row), TITLE: choose(row.title)}

    return ToldList(rows, tell, row_writer(current_language(), LINE), row_writer(current_language(), SUM))


@cache
def row_writer(language: str, style: Style) -> ColumnWriter[Row]:
    """What writes a row in a style, with its title in a language: one for all lists, for they have the same values."""
    return CellWriter(row_values, [row_cell(field, language) for field in LISTED], style, row_columns)


def tell_changes(changes: Sequence[Change]) -> ToldList[Change]:
    """Changes as JSON holds them: the row as it is now, and how it stood before."""
    language = current_language()
    write_row, write_before = row_writer(language, LINE), before_writer()
    choose = partial(choose_words, language=language)

    def tell(change: Change) -> dict[str, Any]:
        before = dict(zip(BEFORE, before_values(change), strict=True))
        return {**row_data(change.row), TITLE: choose(change.row.title), "before": before}

    def write(change: Change) -> str:
        return f'{write_row(change.row)[:-1]}, "before": {write_before(change)}}}'

    return ToldList(changes, tell, write)


BEFORE = ("status", "progress", "target")
before_values = attrgetter("status_before", "progress_before", "target_before")


@cache
def before_writer() -> CellWriter[Change]:
    """What writes how something stood before."""
    return CellWriter[Change](before_values, [Cell(key, place, as_it_is) for place, key in enumerate(BEFORE)], LINE)


def tell_events(events: Sequence[Event]) -> ToldList[Event]:
    """Events as JSON holds them, with titles in the language that is spoken now."""
    choose = partial(choose_words, language=current_language())
    cells = [cell._replace(plain=choose) if cell.key == TITLE else cell for cell in EVENT_CELLS]

    def tell(event: Event) -> dict[str, Any]:
        return {cell.key: value if cell.plain is None else cell.plain(value)
                for cell, value in zip(cells, event_values(event), strict=True)}  # fmt: skip

    return ToldList(
        events, tell, CellWriter[Event](event_values, cells, LINE), CellWriter[Event](event_values, cells, SUM)
    )


def row_values(row: Row) -> Sequence[Any]:
    """The values of a row, and behind them those that are filed."""
    return (*row, *take_filed(row.filed))


def row_columns(columns: Columns) -> Columns:
    """The same of the columns of rows."""
    return (*columns, *zip(*map(take_filed, columns[-1]), strict=True))


FILED_KEYS = [field.key for field in FILED]
take_filed = itemgetter(*FILED_KEYS)


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


class CellWriter(ColumnWriter[Item]):
    """What writes a thing in a style cell by cell; `values` finds what it has, and `find` that of many by columns."""

    def __init__(
        self, values: Values, cells: Sequence[Cell], style: Style, find: Callable[[Columns], Columns] = tuple
    ) -> None:
        if style.is_sorted:
            cells = sorted((cell for cell in cells if cell.key != TITLE), key=attrgetter("key"))
        self.values, self.find = values, find
        self.take = itemgetter(*(cell.place for cell in cells))
        self.writers = [write_cell(cell, style, style.comma if place else "{") for place, cell in enumerate(cells)]

    def __call__(self, item: Item) -> str:
        return "".join(map(call, self.writers, self.take(self.values(item)))) + "}"

    def write_columns(self, columns: Columns) -> Iterator[str]:
        """The same of each of many things."""
        return write_columns(self.writers, self.take(self.find(columns)), end="}")


def write_cell(cell: Cell, style: Style, lead: str) -> Encode:
    """What writes the values of a cell, behind what leads to it and its key."""
    name, plain = f"{lead}{quote(cell.key)}{style.colon}", cell.plain
    if cell.is_stored:
        write = put_whole(style) if plain is None else put_one(cell.language, style, plain)
        return Remembered(lambda text: name + write(text), MOST_TEXTS).__getitem__
    if plain is None:
        return lambda words: name + style.write_words(words)
    if not cell.comes_again:
        escape = style.escape
        return lambda value: name + escape(quote(plain(value)))
    return Remembered(lambda value: name + style.escape(style.encode(plain(value)))).__getitem__


def put_whole(style: Style) -> Encode:
    """What writes a stored text in all of its languages."""
    return put_in_sorted if style.is_sorted else put_in


def put_one(language: str, style: Style, choose: Callable[[Any], Any]) -> Encode:
    """What writes a stored text in one language; where that is not seen at a glance, as `choose` finds it."""
    find = cut_out_of(language)
    return lambda text: find(text) or style.write_text(choose(read_words(text)))
