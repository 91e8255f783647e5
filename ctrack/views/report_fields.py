"""The lists of a report in JSON, field by field: of most fields few values come again and again, each written once."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from json.encoder import encode_basestring as quote
from operator import attrgetter, call, itemgetter
from typing import Any, NamedTuple, TypeVar

from ctrack.domain.fields.field import Field, Form
from ctrack.domain.fields.registry import FILED, LISTED
from ctrack.domain.json_signs import escape_suspects
from ctrack.domain.records.reports import Change, Event
from ctrack.domain.records.undertakings import Row
from ctrack.domain.stored_json import cut_out_of, put_in, put_in_sorted, read_words
from ctrack.domain.told_lists import ToldList
from ctrack.text.language import choose_words, current_language
from ctrack.views.row_parts import find_place, row_data
from ctrack.views.values import plain_value

Item = TypeVar("Item")
Encode = Callable[[Any], str]
Values = Callable[[Any], Sequence[Any]]

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
    choose = partial(choose_words, language=current_language())

    def tell(row: Row) -> dict[str, Any]:
        return {**row_data(row), TITLE: choose(row.title)}

    return ToldList(rows, tell, row_writer(current_language(), LINE), row_writer(current_language(), SUM))


@cache
def row_writer(language: str, style: Style) -> Callable[[Row], str]:
    """What writes a row in a style, with its title in a language: one for all lists, for they have the same values."""
    return make_writer(row_values, [row_cell(field, language) for field in LISTED], style)


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
def before_writer() -> Callable[[Change], str]:
    """What writes how something stood before."""
    return make_writer(before_values, [Cell(key, place, as_it_is) for place, key in enumerate(BEFORE)], LINE)


def tell_events(events: Sequence[Event]) -> ToldList[Event]:
    """Events as JSON holds them, with titles in the language that is spoken now."""
    choose = partial(choose_words, language=current_language())
    cells = [cell._replace(plain=choose) if cell.key == TITLE else cell for cell in EVENT_CELLS]

    def tell(event: Event) -> dict[str, Any]:
        return {cell.key: value if cell.plain is None else cell.plain(value)
                for cell, value in zip(cells, event_values(event), strict=True)}  # fmt: skip

    return ToldList(events, tell, make_writer(event_values, cells, LINE), make_writer(event_values, cells, SUM))


def row_values(row: Row) -> Sequence[Any]:
    """The values of a row, and behind them those that are filed."""
    return (*row, *take_filed(row.filed))


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
    return Cell(field.key, find_place(field), partial(plain_value, field), comes_again=field.key != "code")


def make_writer(values: Values, cells: Sequence[Cell], style: Style) -> Callable[[Any], str]:
    """What writes a thing in a style, given what has its values."""
    if style.is_sorted:
        cells = sorted((cell for cell in cells if cell.key != TITLE), key=attrgetter("key"))
    take = itemgetter(*(cell.place for cell in cells))
    writers = [write_cell(cell, style) for cell in cells]
    join = style.comma.join

    def write(thing: Any) -> str:
        return f"{{{join(map(call, writers, take(values(thing))))}}}"

    return write


def write_cell(cell: Cell, style: Style) -> Encode:
    """What writes the values of a cell, behind its key."""
    name, plain = f"{quote(cell.key)}{style.colon}", cell.plain
    if plain is None:
        put = style.write_words if not cell.is_stored else put_in_sorted if style.is_sorted else put_in
        return lambda value: name + put(value)
    if cell.is_stored:
        find = cut_out_of(cell.language)
        return lambda text: name + (find(text) or style.write_text(plain(read_words(text))))
    if not cell.comes_again:
        return lambda value: name + style.write_text(plain(value))
    return Known(lambda value: name + style.escape(style.encode(plain(value)))).__getitem__


class Known(dict[Any, str]):
    """The texts of values that were written before; all values of a field are of one type, or nothing."""

    def __init__(self, write: Encode) -> None:
        self.write = write

    def __missing__(self, value: Any) -> str:
        text = self.write(value)
        if len(self) < MOST_KNOWN:
            self[value] = text
        return text
