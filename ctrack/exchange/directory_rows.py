"""Agencies and people from the rows of a table: what each row tells of one, or why it cannot be taken."""

from __future__ import annotations

from ctrack.domain.failures import marked
from ctrack.domain.frozen import dataclass
from ctrack.domain.records.imported_rows import ImportedRow, Into, RowPlace, TableColumn, TableRow
from ctrack.exchange.row_values import CellFault, find_language, read_text, split_list
from ctrack.exchange.table_heads import NOTHING, know_language, simplify

# By what a row is known again.
KEYS = {Into.AGENCIES: "code", Into.PEOPLE: "name"}
MOST_LANGUAGES = 2


@dataclass(frozen=True, slots=True)
class DirectoryReader:
    """What reads the rows under a head; an empty cell says nothing."""

    file: str
    columns: tuple[TableColumn, ...]
    into: Into

    def read(self, row: TableRow) -> ImportedRow:
        """What a row tells, or why it cannot be taken."""
        facts: dict[str, str] = {}
        name = ""
        try:
            for column in self.columns:
                name = column.name
                if column.field in ("", NOTHING) or column.index >= len(row.cells):
                    continue
                text = " ".join(read_text(row.cells[column.index]).split())
                if text:
                    facts |= self.tell(column, text)
            name = next((column.name for column in self.columns if column.field == KEYS[self.into]), "")
            key = facts.pop(KEYS[self.into], "")
            if not key:
                raise CellFault(marked("what the row is known by is missing."))
        except CellFault as fault:
            return ImportedRow(RowPlace(self.file, row.number, row.sheet, name), reason=fault.reason)
        return ImportedRow(RowPlace(self.file, row.number, row.sheet), code=key, facts=facts)

    def tell(self, column: TableColumn, text: str) -> dict[str, str]:
        """What one cell tells: names of agencies by their language, languages by their codes."""
        if column.field == "name" and self.into is Into.AGENCIES:
            return {f"name_{find_language(text, column.language)}": text}
        return {column.field: read_languages(text) if column.field == "language" else text}


def read_languages(text: str) -> str:
    """One language or two, by their codes; each may be named in several languages."""
    words = split_list(text)
    codes = [know_language(simplify(word)) for word in words]
    if not all(codes) or len(codes) > MOST_LANGUAGES:
        raise CellFault(marked("{text} is no language in which ctrack writes, nor are they two."), text=text)
    return ",".join(codes)
