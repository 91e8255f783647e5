"""Undertakings as rows for programs: every field of the registry, raw, the title in each language that there is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from ctrack.domain.fields.field import Audience, Field, Form
from ctrack.domain.fields.registry import LISTED
from ctrack.domain.records.exported_tables import ExportColumn, ExportSheet
from ctrack.domain.records.undertakings import Row, read_field
from ctrack.views.listings import row_data
from ctrack.views.values import plain_value

Part = tuple[str, Callable[[Row], Any]]


def make_raw_sheet(rows: Iterable[Row], languages: Sequence[str]) -> ExportSheet:
    """The rows as `list --format csv` has them, with every title beside the one in the language that is spoken."""
    parts = [part for field in LISTED if field.audience is Audience.ALL for part in make_parts(field, languages)]
    takes = [take for _name, take in parts]
    columns = tuple(ExportColumn(name, name) for name, _take in parts)
    return ExportSheet("", columns, ([take(row) for take in takes] for row in rows))


def make_parts(field: Field, languages: Sequence[str]) -> Iterator[Part]:
    """The columns of a field: one, but of the title one for each language as well."""
    yield field.key, make_take(field)
    if field.form is Form.WORDS:
        for language in languages:
            yield f"{field.key}_{language}", make_choice(field, language)


def make_take(field: Field) -> Callable[[Row], Any]:
    """What takes a field out of a row, as a cell holds it."""
    if field.form in (Form.TAGS, Form.THEMES):
        return lambda row: " ".join(read_field(row, field))
    if field.form is Form.WORDS:
        return lambda row: plain_value(field, read_field(row, field))
    return lambda row: read_field(row, field)


def make_choice(field: Field, language: str) -> Callable[[Row], Any]:
    """What takes the text in one language out of a row."""
    return lambda row: read_field(row, field).get(language)


def make_records(rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
    """The rows as `list --format json` has them."""
    return map(row_data, rows)
