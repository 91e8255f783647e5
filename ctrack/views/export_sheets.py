"""Undertakings as a sheet for people: words in their language, lists to choose from, and a page of notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from ctrack.domain.failures import marked
from ctrack.domain.fields.field import Field, Form
from ctrack.domain.fields.registry import BY_KEY
from ctrack.domain.languages import call_language
from ctrack.domain.long_lists import Columns
from ctrack.domain.records.exported_tables import ExportCell, ExportColumn, ExportSheet
from ctrack.domain.remembered import Remembered
from ctrack.domain.vocabulary import SETTABLE_STATUSES
from ctrack.text.language import current_language, is_right_to_left
from ctrack.text.language import translate as _
from ctrack.views import words
from ctrack.views.export_rows import make_choice
from ctrack.views.row_parts import Convert, Part, choose_stored, find_place, pick_columns
from ctrack.views.values import say_value

# The fields in their order, how wide each is, and how it is meant where it may be filled in.
SHOWN = {
    "code": (16, ""),
    "instrument": (14, ""),
    "section": (16, ""),
    "party": (9, ""),
    "title": (50, ""),
    "due": (16, ""),
    "status": (20, marked("Choose one from the list; an empty cell leaves the status as it is.")),
    "progress": (11, marked("A whole number of per cent, from 0 to 100.")),
    "status_on": (14, marked("When it happened; without it, the day on which the sheet is taken back.")),
    "target": (14, marked("A target date of your own, where it changes.")),
    "priority": (12, ""),
    "position": (14, ""),
    "agency": (12, ""),
    "person": (22, ""),
    "themes": (24, ""),
    "tags": (16, ""),
}
GUIDE = (
    marked("Codes and what the text says are locked, without a password; the coloured cells may be filled in."),
    marked("Rows may be sorted, filtered, hidden and left out: each is known again by its code."),
    marked("Statuses are chosen from the list of the cell; progress is a whole number of per cent."),
    marked("'ctrack import FILE --into updates' takes the sheet back, and shows what is new before it is recorded."),
)


def make_export_sheet(portions: Iterable[Columns], languages: Sequence[str], labels: Mapping[str, str]) -> ExportSheet:
    """The sheet; titles come in the language that is spoken and behind it in the others that there are.

    `labels` are what columns are called that the registry has no title for.
    """
    parts = [part for key in SHOWN for part in make_parts(BY_KEY[key], languages, labels)]
    return ExportSheet(
        name=_("Commitments"),
        columns=tuple(column for column, _part in parts),
        portions=pick_columns([part for _column, part in parts], portions),
        is_mirrored=is_right_to_left(),
        guide_name=_("How it is filled in"),
        guide=tuple(map(_, GUIDE)),
        lists_name=_("Lists"),
    )


def make_parts(
    field: Field, languages: Sequence[str], labels: Mapping[str, str]
) -> Iterator[tuple[ExportColumn, Part]]:
    """The columns of a field: one, but of the title one for each other language as well."""
    width, hint = SHOWN[field.key]
    label = labels.get(field.key) or _(field.title)
    choices: tuple[str, ...] = ()
    if field.key == "status":
        choices = tuple(words.say(words.STATUS_WORDS, status) for status in SETTABLE_STATUSES)
    place = find_place(field)
    column = ExportColumn(field.key, label, width, bool(hint), _(hint) if hint else "", choices)
    yield column, Part(field.key, place, make_take(field))
    if field.form is Form.WORDS:
        for language in (each for each in languages if each != current_language()):
            name = f"{label} ({call_language(language)})"
            column = ExportColumn(f"{field.key}_{language}", name, width)
            yield column, Part(column.key, place, make_choice(language))


def make_take(field: Field) -> Convert:
    """What makes a cell of what a row has for a field: a number or a day as such, else the words that people read."""
    if field.form is Form.WORDS:
        return choose_stored
    if field.is_filed:
        known = Remembered(partial(say, field))
        return lambda filed: known[filed[field.key]]
    return Remembered(partial(say, field)).__getitem__


def say(field: Field, value: Any) -> ExportCell:
    """A value in words; a date that is a single day is a day."""
    if isinstance(value, date) or (field.form is Form.PERCENT and isinstance(value, int)):
        return value
    if field.form is Form.DATE and isinstance(value, str) and len(value) == len("2026-01-01"):
        return date.fromisoformat(value)
    return say_value(field, value)
