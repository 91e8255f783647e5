"""New rows of one entity as the texts that the journal is to tell of them, and the values that a file takes.

Most columns of a new row are empty, and an import has ten thousand of them: what is the same in all is put together
once, and a text is written once for the column that holds it and for the journal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from json.encoder import JSONEncoder, encode_basestring
from typing import Any

from sqlalchemy import JSON, inspect

from ctrack.domain.frozen import dataclass
from ctrack.store.change_texts import CANONICAL, STORED
from ctrack.store.journal import make_change
from ctrack.store.models import Entity

# What stands in the place of a value, and is in no name of a table or a column.
_PLACE = "\0"
_MARK = STORED.encode(_PLACE)


@dataclass(frozen=True, slots=True)
class RowTexts:
    """The filled columns of rows, each with its values as a file takes them, as stored JSON and as canonical JSON."""

    columns: Mapping[str, tuple[Sequence[Any], Sequence[str], Sequence[str]]]

    def list_values(self, names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """The values of these columns, row by row."""
        return zip(*(self.columns[name][0] for name in names), strict=True)

    def list_changes(self, model: type[Entity], labels: Sequence[str]) -> Iterator[tuple[str, str]]:
        """What the journal is to tell of each row, as it is stored and in its canonical form."""
        spoken = list(map(encode_basestring, labels))
        return zip(*(self._fill(model, spoken, is_canonical=way) for way in (False, True)), strict=True)

    def _fill(self, model: type[Entity], spoken: Sequence[str], *, is_canonical: bool) -> Iterator[str]:
        """One of both texts of each row."""
        names = list_columns(model)
        after = {name: _PLACE if name in self.columns else None for name in names}
        change = make_change(model.__table__.name, _PLACE, _PLACE, None, after)  # type: ignore[attr-defined]
        encoder = CANONICAL if is_canonical else STORED
        template = encoder.encode(change).replace("%", "%%").replace(_MARK, "%s")
        texts = {name: column[1 + is_canonical] for name, column in self.columns.items()}
        filled = [name for name in (sorted(names) if is_canonical else names) if name in self.columns]
        inner, keys = [texts[name] for name in filled], texts["id"]
        parts = [*inner, keys, spoken] if is_canonical else [keys, spoken, *inner]
        return map(template.__mod__, zip(*parts, strict=True))


@cache
def list_columns(model: type[Entity]) -> tuple[str, ...]:
    """The columns of an entity in the order in which the mapper has them, and so the journal."""
    return tuple(column.key for column in inspect(model).mapper.column_attrs)


@cache
def list_kinds(model: type[Entity]) -> tuple[tuple[str, bool], ...]:
    """The columns of an entity, and whether each holds JSON."""
    return tuple((column.key, isinstance(column.type, JSON)) for column in inspect(model).mapper.columns)


def render_rows(model: type[Entity], rows: Sequence[Mapping[str, Any]]) -> RowTexts:
    """The rows by their columns; those that are empty in all of them are left out."""
    named = set().union(*rows)
    columns = {}
    for name, is_map in list_kinds(model):
        values = [row.get(name) for row in rows] if name in named else []
        if any(value is not None for value in values):
            columns[name] = render_maps(values) if is_map else render_column(values)
    return RowTexts(columns)


def render_column(values: Sequence[Any]) -> tuple[Sequence[Any], Sequence[str], Sequence[str]]:
    """A column of texts, numbers, days, or yes and no."""
    kinds = set(map(type, values))
    if kinds == {int}:
        texts = list(map(str, values))
    elif kinds == {str}:
        texts = list(map(encode_basestring, values))
    else:
        values = [value.isoformat() if isinstance(value, date) else value for value in values]
        texts = encode_each(STORED, values)
    return values, texts, texts


def render_maps(values: Sequence[Any]) -> tuple[Sequence[Any], Sequence[str], Sequence[str]]:
    """A column of maps and lists, which are JSON in the file as well."""
    texts = encode_each(STORED, values)
    taken = [None if value is None else text for value, text in zip(values, texts, strict=True)]
    return taken, texts, encode_each(CANONICAL, values)


def encode_each(encoder: JSONEncoder, values: Sequence[Any]) -> list[str]:
    """The values in JSON: row after row has the same, and what is spelled alike is encoded once."""
    spelled = list(map(repr, values))
    known = {key: encoder.encode(value) for key, value in dict(zip(spelled, values, strict=True)).items()}
    return [known[key] for key in spelled]
