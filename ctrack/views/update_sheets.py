"""The words and rows of a sheet that goes out to be filled in, which is a document for one's own hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ctrack.domain.failures import marked
from ctrack.domain.records.undertakings import Row
from ctrack.domain.records.update_sheets import SheetColumn, UpdateSheet
from ctrack.domain.vocabulary import SETTABLE_STATUSES
from ctrack.text.language import choose_words, is_right_to_left
from ctrack.text.language import translate as _
from ctrack.views import words

# What is asked, how wide each column is, and how it is meant.
ASKED = {
    "status": (22, marked("Choose one from the list; an empty cell leaves the status as it is.")),
    "progress": (12, marked("A whole number of per cent, from 0 to 100.")),
    "effective": (14, marked("When it happened; without it, the day on which the sheet is taken back.")),
    "target": (14, marked("A target date of your own, where it changes.")),
    "note": (50, marked("What was done, and what stands in the way.")),
}
GUIDE = (
    marked("Fill in the coloured cells only. A cell that is left empty says nothing."),
    marked("Codes are locked, so that each row is known again. Rows may be sorted, filtered, hidden and left out."),
    marked("Send the file back as it is; what is new in it is shown before it is recorded."),
)


def make_update_sheet(rows: Sequence[Row], names: Mapping[str, str]) -> UpdateSheet:
    """The sheet for these undertakings; `names` are what the columns that come back are called, by their fields."""
    told = (
        SheetColumn(names["code"], 14, "code"),
        SheetColumn(_("Title"), 50),
        SheetColumn(_("Due"), 16),
        SheetColumn(_("Status now"), 20),
        SheetColumn(_("Progress now"), 12),
    )
    asked = tuple(SheetColumn(names[field], width, field, _(hint)) for field, (width, hint) in ASKED.items())
    return UpdateSheet(
        name=_("Updates"),
        is_mirrored=is_right_to_left(),
        told=told,
        asked=asked,
        rows=tuple(make_row(row) for row in rows),
        statuses=tuple(words.say(words.STATUS_WORDS, status) for status in SETTABLE_STATUSES),
        guide_name=_("How it is filled in"),
        guide=tuple(map(_, GUIDE)),
    )


def make_row(row: Row) -> tuple[str | int, ...]:
    """What is told of an undertaking."""
    status = words.say(words.STATUS_WORDS, row.status)
    return row.code, choose_words(row.title), words.say_edtf(row.due), status, row.progress
