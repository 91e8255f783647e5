"""What a row of a listing is taken apart into: by one call, and only what needs it is made into something else.

There may be a million of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from operator import itemgetter
from typing import Any

from ctrack.domain.fields.field import Field, Form
from ctrack.domain.fields.registry import LISTED
from ctrack.domain.frozen import dataclass
from ctrack.domain.long_lists import Columns
from ctrack.domain.records.undertakings import Row
from ctrack.domain.stored_json import read_words
from ctrack.text.language import choose_words
from ctrack.views.values import PLAIN

Convert = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Part:
    """A column: its name, the place of what it holds within a row, and what is made of that, if anything."""

    name: str
    place: int
    convert: Convert | None = None

    def __call__(self, row: Row) -> Any:
        """What the column holds of a row."""
        value = row[self.place]
        return value if self.convert is None else self.convert(value)

    def of_columns(self, columns: Columns) -> Sequence[Any]:
        """What it holds of many rows, given theirs."""
        column = columns[self.place]
        return column if self.convert is None else list(map(self.convert, column))


# Where a row has the title: as it is stored.
FOUND = {"title": "title_stored"}


def find_place(field: Field) -> int:
    """Where a row has a field."""
    return Row._fields.index("filed" if field.is_filed else FOUND.get(field.name, field.name))


def pick_columns(parts: Sequence[Part], portions: Iterable[Columns]) -> Iterator[Columns]:
    """Those columns of many rows, portion by portion."""
    return ([part.of_columns(columns) for part in parts] for columns in portions)


def make_pick(parts: Sequence[Part]) -> Callable[[Row], list[Any]]:
    """What takes the columns out of a row."""
    take = itemgetter(*(part.place for part in parts))
    made = [(place, part.convert) for place, part in enumerate(parts) if part.convert is not None]

    def pick(row: Row) -> list[Any]:
        values = list(take(row))
        for place, convert in made:
            values[place] = convert(values[place])
        return values

    return pick


def make_part(field: Field, join: Convert | None = None) -> Part:
    """The column of a field, with a text in the reader's language; `join` makes one text of several words."""
    place = find_place(field)
    if field.is_filed:
        return Part(field.key, place, itemgetter(field.key))
    if field.form in (Form.WORDS, Form.LANGUAGES):
        return Part(field.key, place, choose_stored if field.form is Form.WORDS else read_words)
    return Part(field.key, place, join if field.form in (Form.TAGS, Form.THEMES) else None)


def join_tags(value: Iterable[str]) -> str:
    """Words side by side."""
    return " ".join(value)


def make_plain(field: Field) -> Part:
    """A field as JSON holds it; a word of a vocabulary is a text as it is."""
    if field.form in (Form.WORDS, Form.LANGUAGES):
        return Part(field.key, find_place(field), choose_stored if field.form is Form.WORDS else read_words)
    write = None if field.form is Form.WORD else PLAIN.get(field.form)
    made = None if write is None else partial(write_known, write)
    if field.is_filed:
        take = itemgetter(field.key)
        return Part(field.key, find_place(field), take if made is None else lambda filed: made(take(filed)))
    return Part(field.key, find_place(field), made)


def choose_stored(text: str) -> str:
    """A stored text in the reader's language."""
    return choose_words(read_words(text))


def write_known(write: Convert, value: Any) -> Any:
    """What is made of a value where there is one."""
    return None if value is None else write(value)


KEYS = tuple(field.key for field in LISTED)
take_apart = make_pick([make_plain(field) for field in LISTED])


def row_data(row: Row) -> dict[str, Any]:
    """A row as JSON holds it: keys of the vocabulary, ISO dates, the title in the reader's language and in all."""
    return dict(zip(KEYS, take_apart(row), strict=True))
