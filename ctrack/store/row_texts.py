"""New rows of one table as the texts that the journal is to tell of them, and the values that a file takes.

Most columns of a new row are empty, and an import has ten thousand of them: what is the same in all is put together
once, and a text is written once for the column that holds it and for the journal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from json.encoder import encode_basestring
from types import NoneType
from typing import Any

from sqlalchemy import JSON, Table, inspect

from ctrack.domain.frozen import dataclass
from ctrack.store.change_texts import CANONICAL, STORED
from ctrack.store.journal import make_change
from ctrack.store.models import Entity

# What stands in the place of a value, and is in no name of a table or a column.
_PLACE = "\0"
_MARK = STORED.encode(_PLACE)
NULL = "null"


@dataclass(frozen=True, slots=True)
class RowTexts:
    """The filled columns of rows, each with its values as a file takes them, as stored JSON and as canonical JSON."""

    table: str
    columns: Mapping[str, tuple[Sequence[Any], Sequence[str], Sequence[str]]]

    def list_values(self, names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """The values of these columns, row by row."""
        return zip(*(self.columns[name][0] for name in names), strict=True)

    def list_changes(self, names: Sequence[str], labels: Sequence[str]) -> Iterator[tuple[str, str]]:
        """What the journal is to tell of these columns of each row, as it is stored and in its canonical form."""
        spoken = list(map(encode_basestring, labels))
        return zip(*(self._fill(names, spoken, is_canonical=way) for way in (False, True)), strict=True)

    def _fill(self, names: Sequence[str], spoken: Sequence[str], *, is_canonical: bool) -> Iterator[str]:
        """One of both texts of each row."""
        after = {name: _PLACE if name in self.columns else None for name in names}
        change = make_change(self.table, _PLACE, _PLACE, None, after)
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


def render_rows(table: Table, rows: Sequence[Mapping[str, Any]]) -> RowTexts:
    """The rows by their columns; those that are empty in all of them are left out."""
    named = turn_over(rows)
    columns = {}
    for name, column in table.c.items():
        values = named.get(name, ())
        if values.count(None) < len(values):
            columns[name] = render_maps(values) if isinstance(column.type, JSON) else render_column(values)
    return RowTexts(table.name, columns)


def turn_over(rows: Sequence[Mapping[str, Any]]) -> dict[str, Sequence[Any]]:
    """The values of each column that any of the rows names; most rows of a portion name the same in the same order."""
    if len(set(map(tuple, rows))) == 1:
        return dict(zip(rows[0], zip(*(row.values() for row in rows), strict=True), strict=True))
    return {name: [row.get(name) for row in rows] for name in set().union(*rows)}


def render_column(values: Sequence[Any]) -> tuple[Sequence[Any], Sequence[str], Sequence[str]]:
    """A column of texts, numbers, days, or yes and no."""
    kinds = set(map(type, values)) - {NoneType}
    if kinds == {int}:
        texts = [NULL if value is None else str(value) for value in values]
    elif kinds == {str}:
        texts = [NULL if value is None else encode_basestring(value) for value in values]
    elif kinds == {date}:
        values = [None if value is None else value.isoformat() for value in values]
        texts = [NULL if value is None else f'"{value}"' for value in values]
    else:
        values = [value.isoformat() if isinstance(value, date) else value for value in values]
        known: dict[str, tuple[str, str]] = {}
        texts = [spell(value, known)[0] for value in values]
    return values, texts, texts


def render_maps(values: Sequence[Any]) -> tuple[Sequence[Any], Sequence[str], Sequence[str]]:
    """A column of maps and lists, which are JSON in the file as well."""
    known: dict[str, tuple[str, str]] = {}
    stored, canonical = zip(*[spell_words(value) or spell(value, known) for value in values], strict=True)
    taken = [None if value is None else text for value, text in zip(values, stored, strict=True)]
    return taken, stored, canonical


def spell_words(value: Any) -> tuple[str, str] | None:
    """Texts by their languages as stored and as canonical JSON, each text written once; None of anything else."""
    try:
        words = {key: (encode_basestring(key), encode_basestring(text)) for key, text in value.items()}
    except (AttributeError, TypeError):
        return None
    stored = ", ".join([f"{key}: {text}" for key, text in words.values()])
    canonical = ",".join([":".join(words[key]) for key in sorted(words)])
    return f"{{{stored}}}", f"{{{canonical}}}"


def spell(value: Any, known: dict[str, tuple[str, str]]) -> tuple[str, str]:
    """A value in both forms: row after row has the same, and what is spelled alike is encoded once."""
    key = repr(value)
    if key not in known:
        known[key] = STORED.encode(value), CANONICAL.encode(value)
    return known[key]
