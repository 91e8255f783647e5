"""Undertakings as a sheet for people: words in their language, lists to choose from, and a page of notes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from ctrack.domain.failures import marked
from ctrack.domain.fields.field import Field, Form
from ctrack.domain.fields.registry import BY_KEY
from ctrack.domain.languages import call_language
from ctrack.domain.records.exported_tables import ExportCell, ExportColumn, ExportSheet
from ctrack.domain.records.undertakings import Row, read_field
from ctrack.domain.vocabulary import SETTABLE_STATUSES
from ctrack.text.language import choose_words, current_language, is_right_to_left
from ctrack.text.language import translate as _
from ctrack.views import words
from ctrack.views.values import say_value

Part = tuple[ExportColumn, Callable[[Row], ExportCell]]

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


def make_export_sheet(rows: Iterable[Row], languages: Sequence[str], labels: Mapping[str, str]) -> ExportSheet:
    """The sheet; titles come in the language that is spoken and behind it in the others that there are.

    `labels` are what columns are called that the registry has no title for.
    """
    parts = [part for key in SHOWN for part in make_parts(BY_KEY[key], languages, labels)]
    takes = [take for _column, take in parts]
    return ExportSheet(
        name=_("Commitments"),
        columns=tuple(column for column, _take in parts),
        rows=([take(row) for take in takes] for row in rows),
        is_mirrored=is_right_to_left(),
        guide_name=_("How it is filled in"),
        guide=tuple(map(_, GUIDE)),
        lists_name=_("Lists"),
    )


def make_parts(field: Field, languages: Sequence[str], labels: Mapping[str, str]) -> Iterator[Part]:
    """The columns of a field: one, but of the title one for each other language as well."""
    width, hint = SHOWN[field.key]
    label = labels.get(field.key) or _(field.title)
    choices: tuple[str, ...] = ()
    if field.key == "status":
        choices = tuple(words.say(words.STATUS_WORDS, status) for status in SETTABLE_STATUSES)
    yield ExportColumn(field.key, label, width, bool(hint), _(hint) if hint else "", choices), make_take(field)
    if field.form is Form.WORDS:
        for language in (each for each in languages if each != current_language()):
            name = f"{label} ({call_language(language)})"
            yield ExportColumn(f"{field.key}_{language}", name, width), make_choice(field, language)


def make_take(field: Field) -> Callable[[Row], ExportCell]:
    """What takes a field out of a row: a number or a day as such, else the words that people read."""

    def take(row: Row) -> ExportCell:
        value = read_field(row, field)
        return value if isinstance(value, date) or field.form is Form.PERCENT else say(field, value)

    return take


def say(field: Field, value: object) -> ExportCell:
    """A value in words; a date that is a single day is a day."""
    if field.form is Form.DATE and isinstance(value, str) and len(value) == len("2026-01-01"):
        return date.fromisoformat(value)
    return choose_words(value) if isinstance(value, dict) else say_value(field, value)


def make_choice(field: Field, language: str) -> Callable[[Row], ExportCell]:
    """What takes the text in one language out of a row."""
    return lambda row: read_field(row, field).get(language)
