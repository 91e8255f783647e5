"""The lists of a report in JSON, field by field: of most fields few values come again and again, each written once."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from json.encoder import encode_basestring as quote
from operator import attrgetter, call, itemgetter
from typing import Any, NamedTuple, TypeVar

from ctrack.domain.fields.field import Field, Form
from ctrack.domain.fields.registry import FILED, LISTED
from ctrack.domain.records.reports import Event
from ctrack.domain.records.undertakings import Row
from ctrack.domain.told_lists import ToldList
from ctrack.text.language import choose_words, current_language
from ctrack.views.row_parts import row_data
from ctrack.views.values import plain_value

Item = TypeVar("Item")
Encode = Callable[[Any], str]
Values = Callable[[Any], Sequence[Any]]

# The title in the reader's language, which no fingerprint knows.
TITLE = "title"
# More values of a field than these are not remembered.
MOST_KNOWN = 4_096


class Style(NamedTuple):
    """How JSON is written: for readers with blanks, and for a fingerprint sorted and without."""

    encode: Encode
    comma: str
    colon: str
    is_sorted: bool

    def write_words(self, words: Mapping[str, str] | None) -> str:
        """A text in its languages."""
        if words is None:
            return "null"
        held = sorted(words.items()) if self.is_sorted else words.items()
        return "{" + self.comma.join([f"{quote(key)}{self.colon}{quote(text)}" for key, text in held]) + "}"


LINE = Style(json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode, ", ", ": ", False)
SUM = Style(json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode, ",", ":", True)


class Cell(NamedTuple):
    """A value of a thing: its key, its place among the values, what data it is; whether few values are expected."""

    key: str
    place: int
    plain: Callable[[Any], Any] | None
    comes_again: bool = True


def as_it_is(value: Any) -> Any:
    """The value."""
    return value


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

    cells = [row_cell(field, choose) for field in LISTED]
    return ToldList(rows, tell, make_writer(row_values, cells, LINE), make_writer(row_values, cells, SUM))


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
    return (*row, *map(row.filed.__getitem__, FILED_KEYS))


FILED_KEYS = [field.key for field in FILED]


def row_cell(field: Field, choose: Callable[[Any], str]) -> Cell:
    """The cell of a field."""
    names = Row._fields
    place = len(names) + FILED_KEYS.index(field.key) if field.is_filed else names.index(field.name)
    if field.form is Form.LANGUAGES:
        return Cell(field.key, place, None, comes_again=False)
    if field.form is Form.WORDS:
        return Cell(field.key, place, choose, comes_again=False)
    return Cell(field.key, place, partial(plain_value, field), comes_again=field.key != "code")


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
        return lambda value: name + style.write_words(value)
    if not cell.comes_again:
        return lambda value: name + quote(plain(value))
    return Known(lambda value: name + style.encode(plain(value))).__getitem__


class Known(dict[Any, str]):
    """The texts of values that were written before; all values of a field are of one type, or nothing."""

    def __init__(self, write: Encode) -> None:
        self.write = write

    def __missing__(self, value: Any) -> str:
        text = self.write(value)
        if len(self) < MOST_KNOWN:
            self[value] = text
        return text
