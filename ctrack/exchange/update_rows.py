"""Status updates from the rows of a table: what each row says of where a commitment stands, or why it cannot be taken.

A cell that is empty says nothing, and columns that no field takes are left alone: they tell what was sent.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date
from functools import cache

from ctrack.domain.deadlines import Deadline
from ctrack.domain.failures import Message, Refused, marked
from ctrack.domain.filters.synonyms import find_meaning
from ctrack.domain.folding import fold
from ctrack.domain.frozen import dataclass
from ctrack.domain.messages import list_any
from ctrack.domain.records.imported_rows import Cell, ImportedRow, RowPlace, TableColumn, TableRow
from ctrack.domain.records.requests import UpdateRequest
from ctrack.domain.shipped_tables import read_table
from ctrack.domain.statuswords import STATUS_MARKS
from ctrack.domain.vocabulary import SETTABLE_STATUSES, Status
from ctrack.exchange.row_values import CellFault, find_language, read_due, read_reference, read_text
from ctrack.exchange.table_heads import NOTHING

SIGNS = "".join(STATUS_MARKS.values())


class StatusUnknown(Refused):
    message = marked("{value} is no status. There is {known}.")


@cache
def read_status_words() -> dict[str, str]:
    """The status that each folded word of the catalogue means, in three languages."""
    return {
        fold(word): row["status"]
        for row in read_table("import_status_words.tsv")
        for words in row.values()
        for word in words.split(";")
    }


def know_status(text: str) -> Status | None:
    """The status that a text names; None where it names none."""
    meant = read_status_words().get(fold(text)) or find_meaning("status", text)
    return Status(meant) if meant in tuple(Status) else None


def read_progress(cell: Cell, text: str) -> int | None:
    """A progress in per cent; a share that a spreadsheet shows as per cent is below 1. Raises CellFault."""
    if not text:
        return None
    if isinstance(cell, float) and 0 < cell < 1:
        return round(100 * cell)
    if isinstance(cell, float) and cell == 1:
        raise CellFault(marked("1 can be 1% or the whole; write 1% or 100% as text."))
    plain = text.removesuffix("%").removesuffix("٪").strip()
    digits = "".join(str(unicodedata.decimal(sign, "?")) for sign in plain)
    if not digits.isdecimal() or len(digits) > 3 or int(digits) > 100:
        raise CellFault(marked("Progress is a whole number from 0 to 100; {value} is not."), value=text)
    return int(digits)


def read_day(cell: Cell, today: date) -> Deadline | None:
    """A date; words that name none are refused."""
    edtf, words = read_due(cell, today)
    if edtf is None and words is not None:
        raise CellFault(marked("{text} is not a date."), text=next(iter(words.values())))
    return Deadline.from_edtf(edtf) if edtf is not None else None


@dataclass(frozen=True, slots=True)
class UpdateReader:
    """What reads the rows under a head; `prefix` stands before references that are numbers alone."""

    file: str
    columns: tuple[TableColumn, ...]
    prefix: str
    today: date
    # Where a table of ctrack's own says of which party a row is.
    party: int | None = None

    def read(self, row: TableRow) -> ImportedRow:
        """What a row says, or why it cannot be taken."""
        cells = {column.field: row.cells[column.index] if column.index < len(row.cells) else None
                 for column in self.columns if column.field not in ("", NOTHING)}  # fmt: skip
        texts: dict[str, str] = {}
        field = "code"
        try:
            for field, cell in cells.items():
                texts[field] = read_text(cell)
            field = "code"
            code = self.read_code(texts.get("code", ""))
            field = "progress"
            progress = read_progress(cells.get("progress"), texts.get("progress", ""))
            field = "effective"
            effective = read_day(cells.get("effective"), self.today)
            field = "target"
            target = read_day(cells.get("target"), self.today)
        except CellFault as fault:
            return ImportedRow(RowPlace(self.file, row.number, row.sheet, self.name_of(field)), reason=fault.reason)
        place = RowPlace(self.file, row.number, row.sheet)
        said = self.make_request(texts, place, progress, effective, target)
        if effective is not None and not said.says_something:
            reason = Message(marked("a date alone says nothing; give a status, a progress or a note with it."))
            return ImportedRow(RowPlace(self.file, row.number, row.sheet, self.name_of("effective")), reason=reason)
        return ImportedRow(place, code=code, said=said, party=self.read_party(row))

    def read_party(self, row: TableRow) -> str:
        """Of which party a row is; "" where the table does not say."""
        return str(row.cells[self.party] or "") if self.party is not None and self.party < len(row.cells) else ""

    def name_of(self, field: str) -> str:
        """What the column of a field is called."""
        return next((column.name for column in self.columns if column.field == field), "")

    def read_code(self, text: str) -> str:
        """The code of a row."""
        if not text:
            raise CellFault(marked("the reference is missing."))
        if not self.prefix and not any(sign.isalpha() for sign in text):
            raise CellFault(
                marked("{reference} is a number alone; --instrument SLUG says of which instrument."),
                reference=text[:40],
            )
        return read_reference(text, self.prefix)

    def make_request(
        self,
        texts: Mapping[str, str],
        place: RowPlace,
        progress: int | None,
        effective: Deadline | None,
        target: Deadline | None,
    ) -> UpdateRequest:
        """What a row says, with the place in the file as its source."""
        # A paper of ours has a sign before each status.
        typed, note = texts.get("status", "").lstrip(SIGNS).lstrip(), texts.get("note", "")
        status = know_status(typed) if typed else None
        is_told = bool(typed) and status is not Status.NOT_REPORTED
        known = list_any(SETTABLE_STATUSES)
        return UpdateRequest(
            status=status if is_told else None,
            typed_status=typed if is_told else None,
            refusal=StatusUnknown(value=typed, known=known) if is_told and status is None else None,
            progress=progress,
            effective=effective,
            target=target,
            note={find_language(note): note} if note else None,
            sources=[{"en": place.say().tell()}],
        )
