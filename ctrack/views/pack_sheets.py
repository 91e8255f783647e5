"""The words of a pack that goes out as a workbook: the cells hold what the register says, to be put right there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ctrack.domain.failures import marked
from ctrack.domain.records.packs import SentRow
from ctrack.domain.records.undertakings import Row
from ctrack.domain.records.update_sheets import SheetColumn, UpdateSheet
from ctrack.domain.scales import Scale
from ctrack.domain.vocabulary import SETTABLE_STATUSES
from ctrack.text.language import choose_words, is_right_to_left
from ctrack.text.language import translate as _
from ctrack.views import words

# What is asked, how wide each column is, and how it is meant.
ASKED = {
    "status": (22, marked("Choose another from the list where this is no longer so.")),
    "progress": (12, marked("A whole number of per cent, from 0 to 100.")),
    "effective": (14, marked("When it happened; without it, the day on which the sheet is taken back.")),
    "target": (16, marked("A target date of your own, where it changes; a dash (-) takes it away.")),
    "note": (50, marked("What was done, and what stands in the way.")),
}
GUIDE = (
    marked("The coloured cells hold what the register says now. Change what is no longer so, and leave the rest."),
    marked("A cell that is emptied says nothing. What you do not know of stays as it is."),
    marked("Codes are locked, so that each row is known again. Rows may be sorted, filtered, hidden and left out."),
    marked("Send the file back as it is; the line in grey below says which file it is."),
)


def make_sent(rows: Sequence[Row], values: Mapping[str, tuple[int, dict[str, Any]]], scales: Mapping[str, Scale]
              ) -> tuple[SentRow, ...]:  # fmt: skip
    """The rows as they are sent, with the texts of their cells in the language that is spoken."""
    return tuple(
        SentRow(values[row.code][0], row.code, values[row.code][1], show_values(values[row.code][1], row, scales))
        for row in rows
    )


def show_values(values: Mapping[str, Any], row: Row, scales: Mapping[str, Scale]) -> dict[str, str]:
    """What stands in the cells that can be changed."""
    scale = scales.get(row.instrument)
    word = scale.word(values["status"]) if scale else None
    status = choose_words(word.name) if word else words.say(words.STATUS_WORDS, values["status"])
    return {
        "status": status,
        "progress": str(values["progress"]),
        "target": words.say_edtf(values["target"]) if values["target"] else "",
    }


def make_pack_sheet(
    rows: Sequence[Row], sent: Sequence[SentRow], names: Mapping[str, str], back_by: date | None, label: str
) -> UpdateSheet:
    """The sheet; `names` are what the columns that come back are called, by their fields."""
    told = (SheetColumn(names["code"], 14, "code"), SheetColumn(_("Title"), 50), SheetColumn(_("Due"), 16))
    last = [_("Send it back by {date}.").format(date=words.say_edtf(back_by.isoformat()))] if back_by else []
    return UpdateSheet(
        name=_("Updates"),
        is_mirrored=is_right_to_left(),
        told=told,
        asked=tuple(SheetColumn(names[field], width, field, _(hint)) for field, (width, hint) in ASKED.items()),
        rows=tuple((row.code, choose_words(row.title), words.say_edtf(row.due)) for row in rows),
        statuses=tuple(words.say(words.STATUS_WORDS, status) for status in SETTABLE_STATUSES),
        guide_name=_("How it is filled in"),
        guide=(*map(_, GUIDE), *last),
        filled=tuple(fill(row) for row in sent),
        label=label,
    )


def fill(row: SentRow) -> tuple[str | int | None, ...]:
    """The cells of a row that can be changed."""
    return row.shown["status"], int(row.values["progress"]), None, row.shown["target"] or None, None
