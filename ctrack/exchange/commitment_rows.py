"""Commitments from the rows of a table of somebody else: what each row says, or why it cannot be taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import islice
from pathlib import Path

from ctrack.domain.catalogue import CommitmentEntry, Source
from ctrack.domain.failures import marked
from ctrack.domain.frozen import dataclass, field, replace
from ctrack.domain.records.imported_rows import (
    Cell,
    FileRefused,
    ImportedRow,
    Into,
    RowPlace,
    TableColumn,
    TableRow,
    Understanding,
)
from ctrack.domain.themes import know_theme
from ctrack.domain.vocabulary import Kind, Verification
from ctrack.exchange.directory_rows import DirectoryReader
from ctrack.exchange.foreign_tables import find_form, list_sheets, read_content, read_table
from ctrack.exchange.own_rows import OF_UPDATES, OwnReader, find_column, is_own
from ctrack.exchange.row_values import (
    GOES_ON,
    CellFault,
    cut_title,
    find_language,
    read_due,
    read_reference,
    read_text,
    split_list,
    split_reference,
)
from ctrack.exchange.table_heads import (
    LOOKED_AT,
    NOTHING,
    find_head,
    is_beside,
    name_columns,
    name_field,
    pick_columns,
    read_columns,
    simplify,
)
from ctrack.exchange.update_rows import UpdateReader

MOST_LEFT_OUT = 1000
# How a file of refused rows is called, and the column of the reasons in it.
REFUSED = "-refused"
REASONS = ("Reason", "Motif", "السبب")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user says of a file: the instrument that its rows go into, its sheet, what its columns and rows mean.

    The instrument is "" where the rows of updates name whole codes.
    """

    instrument: str
    today: date
    sheet: str | None = None
    mapped: Mapping[str, str] = field(default_factory=dict)
    columns: str | None = None
    into: Into = Into.COMMITMENTS
    # What a map that was saved says of columns; those that this table has not are passed over.
    saved: Mapping[str, str] = field(default_factory=dict)


def understand(path: Path, wanted: Wanted) -> Understanding:
    """What the table of a file is, and what reads its rows: as often as they are asked for."""
    content = read_content(path)
    form = find_form(path, content)
    sheet, first = find_table(path, content, wanted)
    if wanted.columns is not None:
        columns, head = name_columns(wanted.columns, wanted.into), 0
    else:
        place = find_head(first, path.name, wanted.into, {**wanted.saved, **wanted.mapped})
        saved = pick_columns(wanted.saved, first[place], path.name)
        own = OF_UPDATES if wanted.into is Into.UPDATES and is_own(first[place]) else {}
        mapped = {**own, **leave_reasons(path, first[place]), **saved, **wanted.mapped}
        columns, head = read_columns(first[place], mapped, path.name, wanted.into), first[place].number
    reader: RowReader | UpdateReader | DirectoryReader | OwnReader
    has_own = wanted.columns is None and is_own(first[place])
    if wanted.into is Into.UPDATES:
        party = find_column(columns, "party") if has_own else None
        reader = UpdateReader(path.name, columns, wanted.instrument.upper(), wanted.today, party)
    elif has_own and wanted.into is Into.COMMITMENTS and not mapped:
        reader = OwnReader(path.name, columns, wanted.instrument)
    elif wanted.into is not Into.COMMITMENTS:
        reader = DirectoryReader(path.name, columns, wanted.into)
    else:
        is_glued = not any(column.field == "code" for column in columns) and are_glued(first, columns, head)
        reader = RowReader(path.name, columns, wanted, is_glued=is_glued)
    left_out: list[tuple[int, str]] = []

    def read() -> Iterator[ImportedRow]:
        return join_rows(read_each())

    def read_each() -> Iterator[ImportedRow]:
        left_out.clear()
        for row in read_table(path, content, sheet):
            if row.number > head and not is_beside(row, columns):
                yield reader.read(row)
            elif row.number != head and len(left_out) < MOST_LEFT_OUT:
                left_out.append((row.number, first_text(row)))

    return Understanding(form, first[0].sheet if first else "", head, columns, read, left_out, wanted.into)


def asks_for_updates(path: Path, sheet: str | None, today: date) -> bool:
    """Whether a file is a sheet that ctrack sent out to be filled in, or a listing that it wrote."""
    _sheet, first = find_table(path, read_content(path), Wanted("", today, sheet, into=Into.UPDATES))
    asked = {simplify(name_field("status", language, Into.UPDATES)) for language in ("en", "ar", "fr")}
    names = ({simplify(cell) for cell in row.cells if isinstance(cell, str) and len(cell) < 80} for row in first)
    return any(is_own(row) for row in first) or any(asked & found for found in names)


def leave_reasons(path: Path, head: TableRow) -> dict[str, str]:
    """The column of reasons that ctrack itself wrote into a file of refused rows, to be left out."""
    last = str(head.cells[-1]) if head.cells else ""
    return {last: NOTHING} if path.stem.endswith(REFUSED) and last in REASONS else {}


def find_table(path: Path, content: bytes, wanted: Wanted) -> tuple[str | None, list[TableRow]]:
    """The sheet that is asked for, or the first that has a head, and its first rows."""
    sheets = [wanted.sheet] if wanted.sheet is not None else list_sheets(path, content)
    tried: list[tuple[str | None, list[TableRow]]] = []
    for sheet in sheets:
        tried.append((sheet, list(islice(read_table(path, content, sheet), LOOKED_AT))))
        try:
            find_head(tried[-1][1], path.name, wanted.into, {**wanted.saved, **wanted.mapped})
        except FileRefused:
            continue
        return tried[-1]
    return tried[0] if tried else (None, [])


def join_rows(rows: Iterable[ImportedRow]) -> Iterator[ImportedRow]:
    """The rows, those that go on with what the one before began as one with it: a target over several indicators."""
    held: ImportedRow | None = None
    for row in rows:
        one, other = held.entry if held else None, row.entry
        if held and one and other and one.code == other.code != "" and one.title == other.title:
            note = join_notes(one.note, other.note)
            held = replace(held, entry=replace(one, note=note), joined=(*held.joined, row.place))
            continue
        if held:
            yield held
        held = row
    if held:
        yield held


def join_notes(one: dict[str, str] | None, other: dict[str, str] | None) -> dict[str, str] | None:
    """Two notes as one, each line once."""
    found = dict(one or {})
    for language, text in (other or {}).items():
        lines = dict.fromkeys([*found.get(language, "").split("\n"), *text.split("\n")])
        found[language] = "\n".join(filter(None, lines))
    return found or None


def are_glued(rows: list[TableRow], columns: tuple[TableColumn, ...], head: int) -> bool:
    """Whether most titles begin with a reference."""
    places = [column.index for column in columns if column.field == "title"]
    texts = [str(row.cells[place]) for row in rows if row.number > head for place in places if place < len(row.cells)]
    return 2 * sum(bool(split_reference(text.strip())[0]) for text in texts) > len(texts)


def first_text(row: TableRow) -> str:
    """The first cell of a row that holds anything."""
    return next((" ".join(str(cell).split())[:80] for cell in row.cells if cell not in (None, "")), "")


class RowReader:
    """What reads the rows under a head."""

    def __init__(self, file: str, columns: tuple[TableColumn, ...], wanted: Wanted, *, is_glued: bool) -> None:
        self.file = file
        self.columns = columns
        self.wanted = wanted
        self.is_glued = is_glued
        # By field, and of what no field takes: where its columns stand among the columns, and what the first is called.
        self.places: dict[str, list[int]] = {}
        self.names: dict[str, str] = {}
        for place, column in enumerate(columns):
            self.places.setdefault(column.field, []).append(place)
            self.names.setdefault(column.field, column.name)

    def read(self, row: TableRow) -> ImportedRow:
        """What a row says, or why it cannot be taken."""
        column = ""
        try:
            texts: list[str] = []
            for item in self.columns:
                column = item.name
                texts.append(read_text(row.cells[item.index]) if item.index < len(row.cells) else "")
            column = self.name_of("code")
            code, title = self.read_code(texts)
            column = self.name_of("title")
            titles = self.read_words(texts, "title", title)
            if not titles:
                raise CellFault(marked("the title is missing."))
            column = self.name_of("deadline")
            due, words = read_due(self.cell_of(row, "deadline"), self.wanted.today)
            column = self.name_of("theme")
            themes, others = read_themes(self.text_of(texts, "theme"))
        except CellFault as fault:
            return ImportedRow(RowPlace(self.file, row.number, row.sheet, column), reason=fault.reason)
        section = self.text_of(texts, "section")
        summary = self.read_words(texts, "summary")
        cut = {language: cut_title(text) for language, text in titles.items()}
        longer = {language: text for language, text in titles.items() if cut[language].endswith(GOES_ON)
                  and cut[language] != " ".join(text.split())}  # fmt: skip
        source, paragraph = self.text_of(texts, "source"), self.text_of(texts, "paragraph")
        entry = CommitmentEntry(
            code=code,
            section=section,
            kind=Kind.ACTION,
            addressee=None,
            title=cut,
            summary={**longer, **summary} or None,
            paragraph={find_language(paragraph): paragraph} if paragraph else None,
            deadline=due,
            deadline_words=words,
            sources=(Source({find_language(source): source}),) if source else (),
            note=self.read_note(texts, others),
            verification=Verification.UNCHECKED,
            themes=themes,
        )
        return ImportedRow(RowPlace(self.file, row.number, row.sheet), entry)

    def name_of(self, field: str) -> str:
        """What the column of a field is called."""
        return self.names.get(field, "")

    def text_of(self, texts: Sequence[str], field: str) -> str:
        """What the row says in a field."""
        places = self.places.get(field)
        return texts[places[0]] if places else ""

    def cell_of(self, row: TableRow, field: str) -> Cell:
        """The cell of a field as the file has it."""
        places = self.places.get(field)
        index = self.columns[places[0]].index if places else len(row.cells)
        return row.cells[index] if index < len(row.cells) else None

    def read_code(self, texts: Sequence[str]) -> tuple[str, str]:
        """The code of a row, "" where the table has none, and its title without a reference glued to it."""
        title, reference = self.text_of(texts, "title"), self.text_of(texts, "code")
        if self.is_glued:
            reference, title = split_reference(title)
            title = title.rstrip(";").rstrip()
        if not reference and not self.is_glued and "code" not in self.places:
            return "", title
        if not reference:
            raise CellFault(marked("the reference is missing."))
        return read_reference(reference, self.wanted.instrument.upper()), title

    def read_words(self, texts: Sequence[str], field: str, first: str | None = None) -> dict[str, str]:
        """A text in each language in which the row has it; `first` stands for that of the first column."""
        found: dict[str, str] = {}
        for place in self.places.get(field, ()):
            language = self.columns[place].language
            said = texts[place] if first is None or language else first
            if said:
                found[language or find_language(said)] = said
        return found

    def read_note(self, texts: Sequence[str], themes: str) -> dict[str, str] | None:
        """The note of the row, with what no field takes below it, each after the name of its column."""
        lines = [self.text_of(texts, "note")]
        if themes:
            lines.append(f"{self.name_of('theme')}: {themes}")
        for place in self.places.get("", ()):
            name, text = self.columns[place].name, texts[place]
            if text:
                lines.append(f"{name}: {text}" if name else text)
        note = "\n".join(filter(None, lines))
        return {find_language(note): note} if note else None


@lru_cache(maxsize=256)
def read_themes(text: str) -> tuple[tuple[str, ...], str]:
    """The themes that a cell names, and the cell where it names one that is not known; a table names the same often."""
    keys = [know_theme(word) for word in split_list(text)]
    return tuple(dict.fromkeys(key for key in keys if key)), "" if all(keys) else text
