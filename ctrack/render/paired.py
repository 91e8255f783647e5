"""Two documents that say the same in two languages, made one: each text stands beside its translation.

In a table the translation stands in a column of its own beside the text, wherever the two differ; what is the same in
both languages, a code or a number, stands there once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ctrack.domain.frozen import dataclass, replace
from ctrack.render.document import (
    Bars,
    Beside,
    Block,
    Chart,
    Column,
    Curve,
    Document,
    Fact,
    Facts,
    Heading,
    HeatMap,
    Paragraph,
    Table,
    Tone,
)
from ctrack.text.controls import LRM, RLM
from ctrack.text.direction import direction_of
from ctrack.text.language import speaking

BETWEEN = " / "


@dataclass(frozen=True, slots=True)
class Said:
    """What a cell shows in the other language, with its tone: the two are known before the page is written."""

    text: str
    tone: Tone


def pair_documents(first: Document, second: Document) -> Document:
    """The first document with the second beside it; stamp, data and direction are those of the first."""
    blocks: list[Block] = []
    if len(first.blocks) == len(second.blocks):
        for here, there in zip(first.blocks, second.blocks, strict=True):
            blocks += pair_blocks(here, there, first.language, second.language)
        blocks = join_together(blocks)
    else:
        blocks += [*first.blocks, *second.blocks]
    notes = [note for both in zip(first.notes, second.notes, strict=False) for note in dict.fromkeys(both)]
    return replace(first, title=beside(first.title, second.title), blocks=tuple(blocks), notes=tuple(notes))


def beside(here: str, there: str) -> str:
    """A short text and its translation; once where they are one.

    Where the two run against each other the first says which way the whole does, whichever has more letters.
    """
    if here == there or not (here and there):
        return here or there
    ways = direction_of(here, "ltr"), direction_of(there, "ltr")
    mark = "" if ways[0] == ways[1] else LRM if ways[0] == "ltr" else RLM
    return f"{mark}{here}{BETWEEN}{there}"


def pair_blocks(here: Block, there: Block, language: str, other: str) -> Iterator[Block]:
    """One block with its translation, or the two one after the other where they are not built alike."""
    match here, there:
        case Heading(), Heading():
            yield replace(here, text=beside(here.text, there.text))
        case Facts(), Facts() if len(here.items) == len(there.items):
            yield Beside(tuple(zip(here.items, there.items, strict=True)), (language, other))
        case Paragraph(), Paragraph() if here.text != there.text:
            pair = (Fact("", "", here.text, here.tone), Fact("", "", there.text, there.tone))
            yield Beside((pair,), (here.language or language, there.language or other), here.together)
        case Chart(), Chart():
            yield from pair_charts(here, there, language, other)
        case Table(), Table():
            yield from pair_tables(here, there, language, other)
        case Bars(), Bars() if len(here.rows) == len(there.rows):
            yield pair_bars(here, there)
        case HeatMap(), HeatMap() if len(here.rows) == len(there.rows):
            yield pair_maps(here, there)
        case Curve(), Curve() if len(here.lines) == len(there.lines):
            yield pair_curves(here, there)
        case _:
            yield here
            if here != there:
                yield there


def join_together(blocks: list[Block]) -> list[Block]:
    """The blocks, those one after the other that stay together in the same two languages as one."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if isinstance(block, Beside) and isinstance(last, Beside) and is_one_thing(last, block):
            joined[-1] = replace(last, pairs=last.pairs + block.pairs)
        else:
            joined.append(block)
    return joined


def is_one_thing(here: Beside, there: Beside) -> bool:
    """Whether a reader takes the two for one."""
    return here.together != "" and here.together == there.together and here.languages == there.languages


def pair_charts(here: Chart, there: Chart, language: str, other: str) -> Iterator[Chart]:
    """The picture in both languages, and below the second the figures of both, once."""
    plain = list(pair_blocks(here.plain, there.plain, language, other))
    tables = list(pair_tables(here.table, there.table, language, other)) if here.table and there.table else []
    if len(plain) != 1 or len(tables) > 1 or not isinstance(plain[0], (Table, Bars, Curve)):
        yield from (here, there)
        return
    yield replace(here, table=None, plain=plain[0])
    yield replace(there, table=tables[0] if tables else None, plain=Table(there.key, (), ()))


def pair_tables(here: Table, there: Table, language: str, other: str) -> Iterator[Table]:
    """One table of both, where each row is surely the same in both; else the two one after the other."""
    if len(here.columns) != len(there.columns) or not has_same_rows(here, there):
        yield from (here, there)
        return
    with speaking(language):
        shown = [show_column(here, place) for place in range(len(here.columns))]
    with speaking(other):
        translated = [show_column(there, place) for place in range(len(there.columns))]
    columns: list[Column] = []
    cells: list[Sequence[Any]] = []
    for place, (column, twin) in enumerate(zip(here.columns, there.columns, strict=True)):
        cells.append([row[place] for row in here.rows])
        if [said.text for said in shown[place]] == [said.text for said in translated[place]]:
            columns.append(replace(column, heading=beside(column.heading, twin.heading)))
            continue
        columns += [column, twin_column(twin)]
        cells.append(translated[place])
    rows = list(zip(*cells, strict=True)) if here.rows else []
    yield replace(here, columns=tuple(columns), rows=rows, caption=beside(here.caption, there.caption))


def has_same_rows(here: Table, there: Table) -> bool:
    """Whether each row is called the same in both, or has values that no other has and that are the same in both."""
    if len(here.rows) != len(there.rows):
        return False
    if here.keys and there.keys:
        return here.keys == there.keys
    places = range(len(here.columns))
    values = ([[str(row[place]) for row in table.rows] for table in (here, there)] for place in places)
    same = [mine for mine, theirs in values if mine == theirs]
    return len(set(zip(*same, strict=True))) == len(here.rows)


def show_column(table: Table, place: int) -> list[Said]:
    """What a column shows in the language spoken now."""
    column = table.columns[place]
    return [Said(column.show(row[place]), column.tone(row[place])) for row in table.rows]


def twin_column(column: Column) -> Column:
    """The column of the translation."""
    return replace(
        column,
        key=f"{column.key}_translated",
        show=lambda said: said.text,
        raw=lambda said: said.text,
        tone=lambda said: said.tone,
        bar=None,
        short=None,
    )


def pair_bars(here: Bars, there: Bars) -> Bars:
    """Bars with both labels and both sayings."""
    rows = tuple(
        (
            beside(label, other),
            tuple(replace(a, label=beside(a.label, b.label)) for a, b in zip(shares, others, strict=True)),
            beside(words, other_words),
        )
        for (label, shares, words), (other, others, other_words) in zip(here.rows, there.rows, strict=True)
    )
    return replace(here, rows=rows, caption=beside(here.caption, there.caption))


def pair_maps(here: HeatMap, there: HeatMap) -> HeatMap:
    """A map with both names of its rows and columns."""
    columns = tuple(
        (key, beside(label, other), tone)
        for (key, label, tone), (_key, other, _tone) in zip(here.columns, there.columns, strict=True)
    )
    rows = tuple(
        (beside(label, other), counts) for (label, counts), (other, _counts) in zip(here.rows, there.rows, strict=True)
    )
    return replace(here, columns=columns, rows=rows, caption=beside(here.caption, there.caption))


def pair_curves(here: Curve, there: Curve) -> Curve:
    """A curve with both names of its lines."""
    lines = tuple(
        replace(line, label=beside(line.label, twin.label)) for line, twin in zip(here.lines, there.lines, strict=True)
    )
    return replace(here, lines=lines, caption=beside(here.caption, there.caption))
