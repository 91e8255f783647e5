"""Undertakings as rows for programs: every field of the registry, raw, the title in each language that there is.

A row is taken apart by one call, and only what needs it is made into something else: there may be a million of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from ctrack.domain.fields.field import Audience, Field, Form
from ctrack.domain.fields.registry import LISTED
from ctrack.domain.records.exported_tables import ExportColumn, ExportSheet
from ctrack.domain.records.undertakings import Row
from ctrack.domain.stored_json import read_words
from ctrack.text.language import current_language
from ctrack.views.report_fields import LINE, row_writer
from ctrack.views.row_parts import Convert, Part, choose_stored, find_place, make_pick


def make_raw_sheet(rows: Iterable[Row], languages: Sequence[str]) -> ExportSheet:
    """The rows as `list --format csv` has them, with every title beside the one in the language that is spoken."""
    parts = []
    for field in LISTED:
        if field.audience is Audience.ALL:
            parts.append(make_part(field, join_words))
            if field.form is Form.WORDS:
                place = find_place(field)
                parts += [Part(f"{field.key}_{code}", place, make_choice(code)) for code in languages]
    columns = tuple(ExportColumn(part.name, part.name) for part in parts)
    return ExportSheet("", columns, map(make_pick(parts), rows))


def write_records(rows: Iterable[Row]) -> Iterator[str]:
    """The rows as lines of JSON, as `list --format json` has them."""
    return row_writer(current_language(), LINE)(rows)


def make_part(field: Field, join: Convert) -> Part:
    """The column of a field; `join` makes one text of several words."""
    if field.is_filed:
        return Part(field.key, find_place(field), itemgetter(field.key))
    if field.form in (Form.TAGS, Form.THEMES):
        return Part(field.key, find_place(field), join)
    return Part(field.key, find_place(field), choose_stored if field.form is Form.WORDS else None)


def join_words(value: Iterable[str]) -> str:
    """Words side by side."""
    return " ".join(value)


def make_choice(language: str) -> Convert:
    """What takes the text in one language."""
    return lambda text: read_words(text).get(language)
