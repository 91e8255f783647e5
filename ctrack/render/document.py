"""The format-free document: what a reader is to see, before anyone decides how.

Values stay what they are (a status word, a date, a rate) until a format shows them: a format for people calls the
column's `show`, a format for machines its `raw`. Texts are in logical order; nothing here is made safe yet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from ctrack.domain.frozen import dataclass, field
from ctrack.render.sketch import Sketch
from ctrack.render.tones import Tone as Tone


class Align(StrEnum):
    """Which side a column leans to: that where reading begins, or that where it ends."""

    START = "start"
    END = "end"


def show_text(value: Any) -> str:
    """A value as people read it, where the column knows no better."""
    return "" if value is None else str(value)


def raw_value(value: Any) -> str | int | float | bool | None:
    """A value as machines read it: words of the vocabulary, ISO dates, numbers."""
    if value is None or isinstance(value, (bool, int, float)):
        return value
    return str(value)


def plain_tone(value: Any) -> Tone:
    """No colour."""
    return Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `key` for machines, `heading` for people.

    `show` gives the whole text for people; `short` a narrower one for a terminal that has no room for it.
    `bar` gives the filled share from 0 to 1 that a graphical format may draw beside the text. A column that wraps
    may be narrowed to `min_width` cells; 0 leaves the choice to the format.
    """

    key: str
    heading: str
    show: Callable[[Any], str] = show_text
    raw: Callable[[Any], str | int | float | bool | None] = raw_value
    tone: Callable[[Any], Tone] = plain_tone
    align: Align = Align.START
    wraps: bool = False
    bar: Callable[[Any], float | None] | None = None
    min_width: int = 0
    short: Callable[[Any], str] | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the document's own. With `starts_page` a page begins with it, where there are pages."""

    text: str
    level: int = 2
    starts_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text that runs on.

    `language` is that of its words where it is not the document's own. Paragraphs one after the other with one name in
    `together` are one thing to a reader, and no page divides them while a page can hold them. `leads_to` is the code or
    the path of a page, to which it is a link where there is a site with that.
    """

    text: str
    tone: Tone = Tone.PLAIN
    language: str = ""
    together: str = ""
    leads_to: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and what it is."""

    key: str
    label: str
    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with what they are, one a line."""

    items: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """Facts with their translations, each pair on one line of a paper in two languages.

    A fact without a label is a text that runs on. `languages` are those of either side, `together` is as in Paragraph.
    """

    pairs: tuple[tuple[Fact, Fact], ...]
    languages: tuple[str, str]
    together: str = ""

    def in_turn(self) -> Facts:
        """The same for a format without columns: each fact, and below it its translation."""
        return Facts(tuple(fact for pair in self.pairs for fact in pair))


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns; `emphasis` names rows (by index) that sum up others.

    `keys` are what each row is called in every language, for a paper in two.
    """

    key: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Any]]
    caption: str = ""
    emphasis: frozenset[int] = frozenset()
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Share:
    """One part of a bar."""

    key: str
    label: str
    count: int
    tone: Tone


@dataclass(frozen=True, slots=True)
class Bars:
    """Stacked bars over one scale: each with a label, its parts, and words that say the same."""

    key: str
    rows: tuple[tuple[str, tuple[Share, ...], str], ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Counts over two axes: how many of each column's kind every row holds; darker is more."""

    key: str
    columns: tuple[tuple[str, str, Tone], ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a curve: a value for each of its dates."""

    key: str
    label: str
    values: tuple[int, ...]
    tone: Tone


@dataclass(frozen=True, slots=True)
class Curve:
    """Counts over time, up to `total`: dates (as people read them, with their ISO form) and one line or more."""

    key: str
    dates: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]
    total: int
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture that is the same wherever pages are, with the table that says the same to those who cannot see it.

    There is none where the document has those figures beside it in any case.
    `plain` is what a format shows that draws no picture: figures that it has a way of its own for, or the table.
    """

    key: str
    sketch: Sketch
    table: Table | None
    plain: Table | Bars | Curve
    caption: str = ""


Block = Heading | Paragraph | Facts | Beside | Table | Bars | HeatMap | Curve | Chart


# The fact by which a document says its fingerprint; a format that shows stamps of its own leaves these facts out.
STAMP_FACT = "stamp_fingerprint"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What proves a paper: the day it speaks of, the journal entry it stands on, and a fingerprint of what it says."""

    as_of: str
    scope: str
    entry: int
    head: str
    fingerprint: str
    # The last day that counts for what was known, where that is not the present; and the JSON that a file carries in
    # its metadata, from which the paper can be made again and checked.
    known_at: str = ""
    seal: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG image, whole and checked, with its size in pixels."""

    data: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Document:
    """A whole output: blocks for people, `data` for JSON; `main` names the table that CSV and TSV write.

    `title` names the whole where no heading of level 1 does; `notes` stand at the end, for people. `level` is the
    classification, of what leaves the house: that of the notes which it may tell. What matters first stands before the
    heading `rest`, one of the blocks; nothing where all of it is as much.
    """

    title: str
    language: str
    blocks: tuple[Block, ...]
    data: Mapping[str, Any] = field(default_factory=dict)
    main: str = ""
    notes: tuple[str, ...] = ()
    stamp: Stamp | None = None
    level: str = ""
    rest: Heading | None = None
    # What stands above the title, where there are pages.
    emblem: Picture | None = None
    # What the paper says of itself, by the names of places in a document of one's own, and that document (Word's).
    said: Mapping[str, str] = field(default_factory=dict)
    template: bytes = b""
    # The files of a look of one's own, for a PDF.
    style: Mapping[str, bytes] = field(default_factory=dict)

    def main_table(self) -> Table | None:
        """The table that a format of rows alone writes: the one named, else the first."""
        held = (block.table if isinstance(block, Chart) else block for block in self.blocks)
        tables = [block for block in held if isinstance(block, Table)]
        named = [table for table in tables if table.key == self.main]
        return next(iter(named or tables), None)
