"""Undertakings as rows for programs: every field of the registry, raw, the title in each language that there is.

Columns are taken from those of many rows, and only what needs it is made into something else: there may be a million.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ctrack.domain.fields.field import Audience, Form
from ctrack.domain.fields.registry import LISTED
from ctrack.domain.frozen import replace
from ctrack.domain.long_lists import Columns
from ctrack.domain.records.exported_tables import ExportColumn, ExportSheet
from ctrack.domain.remembered import MOST_TEXTS, Remembered
from ctrack.domain.stored_json import read_words
from ctrack.views.report_fields import write_row_columns
from ctrack.views.row_parts import Convert, Part, find_place, join_tags, make_part, pick_columns


def make_raw_sheet(portions: Iterable[Columns], languages: Sequence[str]) -> ExportSheet:
    """The rows as `list --format csv` has them, with every title beside the one in the language that is spoken."""
    parts = []
    for field in LISTED:
        if field.audience is Audience.ALL:
            part = make_part(field, join_tags)
            # What is filed is a map, of which nothing is remembered.
            known = (
                Remembered(part.convert, MOST_TEXTS).__getitem__
                if part.convert and not field.is_filed
                else part.convert
            )
            parts.append(replace(part, convert=known))
            if field.form is Form.WORDS:
                place = find_place(field)
                parts += [Part(f"{field.key}_{code}", place, make_choice(code)) for code in languages]
    columns = tuple(ExportColumn(part.name, part.name) for part in parts)
    return ExportSheet("", columns, pick_columns(parts, portions))


def write_records(portions: Iterable[Columns]) -> Iterator[str]:
    """The rows as lines of JSON, as `list --format json` has them."""
    return write_row_columns(portions)


def make_choice(language: str) -> Convert:
    """What takes the text in one language."""
    return Remembered(lambda text: read_words(text).get(language), MOST_TEXTS).__getitem__
