"""Rows that ctrack itself wrote: `list --format csv` and `export`, whose columns are keys of the registry of fields.

Such a row says what a commitment is in the words of the register. What is worked out, and what hangs on a side, is left
alone as commitments are taken in; where they stand is taken by --into updates.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from ctrack.domain.catalogue import NAMING, CommitmentEntry
from ctrack.domain.failures import marked
from ctrack.domain.frozen import dataclass
from ctrack.domain.languages import OFFICIAL
from ctrack.domain.records.imported_rows import ImportedRow, RowPlace, TableColumn, TableRow
from ctrack.domain.themes import know_theme
from ctrack.domain.vocabulary import Addressee, Kind, Verification
from ctrack.exchange.instrument_values import CODE
from ctrack.exchange.row_values import CellFault, find_language, read_text

# No table of anybody else has all of these.
KEYS = frozenset({"code", "instrument", "section", "party", "title", "due_state", "verification"})
# In such a table what the columns mean of which updates are read; a date is that of the status.
OF_UPDATES = {"status_on": "effective", "updated_on": "-", "due": "-"}


def is_own(row: TableRow) -> bool:
    """Whether a head row is one that ctrack wrote."""
    return frozenset(cell for cell in row.cells if isinstance(cell, str)) >= KEYS


def find_column(columns: tuple[TableColumn, ...], name: str) -> int | None:
    """The place of a column."""
    return next((column.index for column in columns if column.name == name), None)


@dataclass(frozen=True, slots=True)
class OwnReader:
    """What reads the rows under such a head, as commitments of an instrument."""

    file: str
    columns: tuple[TableColumn, ...]
    instrument: str

    def read(self, row: TableRow) -> ImportedRow:
        """What a row says, or why it cannot be taken."""
        name, texts = "", dict[str, str]()
        try:
            for column in self.columns:
                name = column.name
                cell = row.cells[column.index] if column.index < len(row.cells) else None
                text = read_text(cell)
                # A blank that does not break belongs to a text in French.
                texts[name] = cell.strip() if isinstance(cell, str) else text
            name = "instrument"
            self.check_instrument(texts["instrument"])
            name = "code"
            if not re.fullmatch(CODE, texts["code"]):
                raise CellFault(marked("{reference} cannot be a reference."), reference=texts["code"][:40])
            name = "title"
            title = read_titles(texts)
            if not title:
                raise CellFault(marked("the title is missing."))
            name = "kind"
            entry = make_entry(texts, title)
        except CellFault as fault:
            return ImportedRow(RowPlace(self.file, row.number, row.sheet, name), reason=fault.reason)
        return ImportedRow(RowPlace(self.file, row.number, row.sheet), entry)

    def check_instrument(self, slug: str) -> None:
        """Refuse a row of another instrument: its code would come to stand twice."""
        if slug != self.instrument:
            raise CellFault(
                marked("the row is of {instrument}; --instrument {instrument} takes in a table of its rows alone."),
                instrument=slug,
            )


def read_titles(texts: Mapping[str, str]) -> dict[str, str]:
    """The title in each language, or else in that which the table was written in."""
    found = {language: text for language in OFFICIAL if (text := texts.get(f"title_{language}"))}
    title = texts["title"]
    return found or ({find_language(title): title} if title else {})


def make_entry(texts: Mapping[str, str], title: dict[str, str]) -> CommitmentEntry:
    """What a row says of a commitment; raises CellFault where it is no word of the register."""
    try:
        addressee = Addressee(texts["addressee"]) if texts.get("addressee") else None
        kind, verification = Kind(texts.get("kind") or Kind.ACTION), Verification(texts["verification"])
    except ValueError as error:
        raise CellFault("{reason}", reason=str(error)) from error
    return CommitmentEntry(
        code=texts["code"],
        section=texts["section"],
        kind=kind,
        addressee=addressee,
        addressee_parties=(texts["party"],) if addressee in NAMING else (),
        title=title,
        verification=verification,
        sources=(),
        force=texts.get("force") or None,
        deadline=texts.get("deadline") or None,
        binding=texts["binding"].lower() == "true" if texts.get("binding") else None,
        themes=tuple(key for word in texts.get("themes", "").split() if (key := know_theme(word))),
    )
