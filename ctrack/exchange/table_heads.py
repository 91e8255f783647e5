"""The head row of a table of somebody else: where it stands, and which field each of its columns means.

The names that people give to columns, in three languages, are data of the catalogue: a table for each kind of rows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from ctrack.domain.failures import Message, Misused, marked
from ctrack.domain.folding import fold
from ctrack.domain.languages import NAMES, OFFICIAL
from ctrack.domain.messages import list_any
from ctrack.domain.records.imported_rows import (
    Cell,
    FileRefused,
    Into,
    RowPlace,
    RowRefused,
    TableColumn,
    TableRow,
)
from ctrack.domain.shipped_tables import read_table
from ctrack.exchange.row_values import CellFault, check_letters

LOOKED_AT = 40
LONGEST_NAME = 80
TABLES = {
    Into.COMMITMENTS: "import_columns.tsv",
    Into.UPDATES: "import_update_columns.tsv",
    Into.AGENCIES: "import_agency_columns.tsv",
    Into.PEOPLE: "import_people_columns.tsv",
}
TOTALS = re.compile(r"(?:grand |sub ?)?totals?|sums?|المجموع|الاجمالي|اجمالي|total general|sous total")
# The fields without which a row is no entry.
NEEDED = ("code", "title", "name")
# What a column is mapped onto that is to be left out.
NOTHING = "-"
# The fields that are texts, of which a table may have one column for each language.
WORDS = ("title", "summary", "name")
NUMBERS = ("number", "no", "nr", "id", "code", "ref", "رقم", "رمز", "numero")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SIGNS = re.compile(r"[\W_]+")
_ENDING = re.compile(r" ?(?:in |en |بال)?(?P<language>\w+)$")


class UnknownColumn(Misused):
    message = marked("There is no column {name} in {file}. It has: {known}.")


class UnknownField(Misused):
    message = marked("There is no field {name} to put a column into. There is {known}, and - for none.")


@cache
def read_names(into: Into = Into.COMMITMENTS) -> dict[str, tuple[str, str]]:
    """The field that each folded name means, and the language that the name is of."""
    found: dict[str, tuple[str, str]] = {}
    for row in read_table(TABLES[into]):
        field = row.pop("field")
        found.setdefault(field, (field, ""))
        for language, names in row.items():
            for name in names.split(";"):
                found.setdefault(simplify(name), (field, language if language == "fr" else ""))
    return found


@cache
def read_fields(into: Into = Into.COMMITMENTS) -> tuple[str, ...]:
    """The fields that a column can be put into."""
    return tuple(row["field"] for row in read_table(TABLES[into]))


@cache
def name_field(field: str, language: str, into: Into, place: int = 0) -> str:
    """What a column of our own is called that holds a field, in a language or else in English: it is known again.

    The names at the first place are of columns that are empty, for what is new; those at the second of any.
    """
    row = next(row for row in read_table(TABLES[into]) if row["field"] == field)
    name = row.get(language, row["en"]).split(";")[place].strip()
    return name[:1].upper() + name[1:]


def simplify(name: str) -> str:
    """The name of a column as names are compared: `TargetsNumber` and "Targets  number:" are the same."""
    spaced = _CAMEL.sub(" ", name)
    return " ".join(_SIGNS.sub(" ", fold(spaced)).split()) or fold(name)


# Those of the columns of a table are asked for at each of its rows.
simplify_name = lru_cache(maxsize=256)(simplify)


def find_head(
    rows: Sequence[TableRow], file: str, into: Into = Into.COMMITMENTS, mapped: Mapping[str, str] | None = None
) -> int:
    """The place, in these first rows, of the one whose cells name most fields; raises FileRefused without any."""
    best, most = -1, 0
    said = {simplify(name): split_field(field)[0] for name, field in (mapped or {}).items()}
    for place, row in enumerate(rows[:LOOKED_AT]):
        cells = [cell for cell in row.cells if isinstance(cell, str) and cell.strip()]
        short = [cell for cell in cells if len(cell) <= LONGEST_NAME]
        known = {said.get(simplify(cell)) or know_column(cell, into)[0] for cell in short} - {""}
        enough = len(known) > 1 or (known and len(cells) < 3) or "title" in known
        if enough and len(known) > most and all(len(cell) <= 2 * LONGEST_NAME for cell in cells):
            best, most = place, len(known)
    for row in rows[:LOOKED_AT] if best < 0 else [rows[best]]:
        check_names(row, file)
    if best < 0:
        reason = Message(
            marked(
                "none of its first rows names its columns; --columns code,title,... names them in their order, from "
                "among {known}."
            ),
            {"known": list_any(read_fields(into))},
        )
        raise FileRefused(file=file, reason=reason)
    return best


def check_names(row: TableRow, file: str) -> None:
    """Refuse names whose letters were misread before they were saved: no column would be known by them."""
    for index, cell in enumerate(row.cells, 1):
        try:
            check_letters(cell if isinstance(cell, str) and len(cell) <= LONGEST_NAME else "")
        except CellFault as fault:
            place = RowPlace(file, row.number, row.sheet, str(index))
            raise RowRefused(place=place.say(), reason=fault.reason) from fault


def know_column(name: str, into: Into = Into.COMMITMENTS) -> tuple[str, str]:
    """The field and the language that the name of a column means; empty where it means none."""
    word, names = simplify(name), read_names(into)
    if word in names:
        return names[word]
    ending = _ENDING.search(word)
    if ending and (language := know_language(ending["language"])):
        field, _language = names.get(word[: ending.start()], ("", ""))
        return (field, language) if field in WORDS else ("", "")
    return "", ""


def know_language(word: str) -> str:
    """The code of the language that a word names."""
    others = {"arabic": "ar", "عربيه": "ar", "العربيه": "ar", "arabe": "ar", "french": "fr", "فرنسيه": "fr",
              "انجليزيه": "en", "anglais": "en", "spanish": "es", "russian": "ru", "chinese": "zh"}  # fmt: skip
    called = {fold(name): code for code, name in NAMES.items()}
    return word if word in OFFICIAL else called.get(word) or others.get(word, "")


def read_columns(
    row: TableRow, mapped: Mapping[str, str], file: str, into: Into = Into.COMMITMENTS
) -> tuple[TableColumn, ...]:
    """The columns that a head row names; no two mean one field in one language."""
    names = number_twins([" ".join(str(cell or "").split()) for cell in row.cells])
    wanted = read_mapping(mapped, names, file, into)
    taken = {split_field(field) for field in wanted.values()}
    columns: list[TableColumn] = []
    for index, name in enumerate(names):
        if index in wanted:
            columns.append(TableColumn(index, name, *split_field(wanted[index])))
            continue
        found = know_column(name, into)
        if found in taken or not found[0]:
            found = "", ""
        taken.add(found)
        columns.append(TableColumn(index, name, *found))
    return find_numbers(tuple(columns))


def pick_columns(saved: Mapping[str, str], row: TableRow, file: str) -> dict[str, str]:
    """What a saved map says of the columns that a head row names; refused where it speaks of none of them."""
    cells = number_twins([" ".join(str(cell or "").split()) for cell in row.cells])
    names = {simplify(name) for name in cells}
    found = {name: field for name, field in saved.items() if simplify(name) in names}
    if saved and not found:
        raise UnknownColumn(name=next(iter(saved)), file=file, known=list_any(filter(None, cells)))
    return found


def find_numbers(columns: tuple[TableColumn, ...]) -> tuple[TableColumn, ...]:
    """The columns, that of references found by its ending where none is called so: "Target number" beside "Target"."""
    if any(column.field == "code" for column in columns):
        return columns
    title = next((simplify(column.name) for column in columns if column.field == "title"), "")
    ends = [column for column in columns if not column.field and simplify(column.name).split()[-1:] and
            simplify(column.name).split()[-1] in NUMBERS]  # fmt: skip
    best = next((item for item in ends if title and simplify(item.name).startswith(title)), ends[0] if ends else None)
    return tuple(TableColumn(item.index, item.name, "code") if item is best else item for item in columns)


def number_twins(names: Sequence[str]) -> list[str]:
    """The names, the second of the same with its number."""
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(f"{name} ({seen[name]})" if name and seen[name] > 1 else name)
    return found


def read_mapping(mapped: Mapping[str, str], names: Sequence[str], file: str, into: Into) -> dict[int, str]:
    """The field of each column that was named by the user, by its place."""
    found: dict[int, str] = {}
    for name, field in mapped.items():
        places = [index for index, known in enumerate(names) if simplify(known) == simplify(name)]
        if not places:
            raise UnknownColumn(name=name, file=file, known=list_any(filter(None, names)))
        check_field(field, into)
        found[places[0]] = field
    return found


def check_field(field: str, into: Into) -> None:
    """Refuse what is no field."""
    if split_field(field)[0] not in (*read_fields(into), NOTHING):
        raise UnknownField(name=field, known=list_any(read_fields(into)))


def split_field(word: str) -> tuple[str, str]:
    """A field and its language: `title_fr` is the title in French."""
    field, _line, language = word.strip().partition("_")
    return (field, language) if language in OFFICIAL and field in WORDS else (word.strip(), "")


def name_columns(words: str, into: Into = Into.COMMITMENTS) -> tuple[TableColumn, ...]:
    """The columns that a user names in their order, where a table has no head."""
    fields = [word.strip() or NOTHING for word in words.split(",")]
    for field in fields:
        check_field(field, into)
    return tuple(TableColumn(index, word, *split_field(word)) for index, word in enumerate(fields))


def is_same_head(cells: Sequence[Cell], columns: Sequence[TableColumn]) -> bool:
    """Whether a row repeats the head, as on every page of a printed table."""
    named = [column for column in columns if column.name]
    return bool(named) and all(column.index < len(cells) and is_called(cells[column.index], column.name)
                               for column in named)  # fmt: skip


def is_called(cell: Cell, name: str) -> bool:
    """Whether a cell holds the name of a column; a text that is much longer is none, and costs nothing."""
    text = str(cell or "")
    return len(text) <= 2 * LONGEST_NAME and simplify(text) == simplify_name(name)


def is_beside(row: TableRow, columns: Sequence[TableColumn]) -> bool:
    """Whether a row is no entry: a total, a title or a footnote in one cell, the head once more."""
    filled = [text for cell in row.cells if cell is not None and (text := str(cell).strip())]
    if not filled:
        return True
    is_total = len(filled[0]) <= LONGEST_NAME and TOTALS.fullmatch(fold(filled[0]).rstrip(" :"))
    if is_total or is_same_head(row.cells, columns):
        return True
    needed = [column.index for column in columns if column.field in NEEDED]
    is_short = any(index >= len(row.cells) or not str(row.cells[index] or "").strip() for index in needed)
    return len(filled) == 1 and is_short and len(columns) > 1
