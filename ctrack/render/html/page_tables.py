"""Tables: plain HTML that reads as it is, with the raw values that a script sorts by.

A cell that sorts by something else than it shows carries it in `data-v`. Rows at the end that sum up others
stand in a body of their own and are never sorted among them. What is short does not wrap.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from itertools import islice
from typing import Any

from ctrack.render.document import Align, Column, Table, Tone, plain_tone, raw_value
from ctrack.render.html.page_settings import Setting, find_nothing
from ctrack.render.html.stacked_bars import draw_meter
from ctrack.text.markup import (
    NOTHING,
    Markup,
    escape,
    escape_lines,
    join,
    link_addresses,
    tag,
    turned,
    write_attributes,
)

Cell = Callable[[Any], Markup]

_LONGEST_UNBROKEN = 30
_MOST_BESIDE = 3
# So many cells of a column are remembered.
_MOST_REMEMBERED = 10_000
"""The columns of short texts that stand beside each other on a telephone; one more would be out of sight."""
_CHIPPED = ("status",)
_LINKED = "code"
_ROW_END = Markup("</tr>\n")


def table_markup(table: Table, setting: Setting, name: str) -> Iterator[Markup]:
    """A table, row by row; `name` says what it holds where it has no caption of its own."""
    if not table.columns:
        return
    body, sums = split_rows(table)
    yield Markup('<div class="scroll">')
    yield Markup(f'<table class="{"data prose" if is_prose(table) else "data"}">')
    yield caption_markup(table.caption, setting, name)
    yield head_markup(table, setting)
    yield from body_markup(table, range(body), setting, Markup("<tbody>\n"))
    if sums:
        yield from body_markup(table, range(body, body + sums), setting, Markup('<tbody class="sums">\n'))
    yield Markup("</table></div>\n")


def is_prose(table: Table) -> bool:
    """Whether a narrow screen has no room for the columns, or for running text among them: each row is a card there."""
    return len(table.columns) > _MOST_BESIDE or any(column.wraps for column in table.columns[1:])


def caption_markup(caption: str, setting: Setting, name: str) -> Markup:
    """The caption; the name alone is said and not shown, for it stands above already."""
    text = caption or name
    if not text:
        return NOTHING
    return tag("caption", escape(text), class_=None if caption else "unseen", dir=turned(text, setting.direction))


def split_rows(table: Table) -> tuple[int, int]:
    """How many rows come first, and how many at the end sum them up."""
    count = len(table.rows)
    sums = 0
    while sums < count and count - 1 - sums in table.emphasis:
        sums += 1
    return count - sums, sums


def head_markup(table: Table, setting: Setting) -> Markup:
    """The headings; a script makes buttons of those that have an order."""
    first: Sequence[Any] = table.rows[0] if table.rows else [None] * len(table.columns)
    cells = [
        tag(
            "th" if column.heading else "td",
            escape(column.heading),
            scope="col" if column.heading else None,
            class_=" ".join(column_classes(column)) or None,
            data_chips=column.key in _CHIPPED,
            data_fixed=not has_order(column, value),
            dir=turned(column.heading, setting.direction),
        )
        for column, value in zip(table.columns, first, strict=True)
    ]
    return tag("thead", tag("tr", *cells))


def has_order(column: Column, value: Any) -> bool:
    """Whether rows can be sorted by what a column holds: not by several figures at once."""
    return not (isinstance(value, Mapping) and column.raw is raw_value)


def column_classes(column: Column) -> list[str]:
    """The classes of all cells in a column."""
    return ["end"] * (column.align is Align.END) + ["text"] * column.wraps


def body_markup(table: Table, rows: range, setting: Setting, start: Markup) -> Iterator[Markup]:
    """The rows of one body."""
    is_labelled = is_prose(table)
    cells = [make_cell(column, setting, place == 0, is_labelled) for place, column in enumerate(table.columns)]
    begin = row_maker(table.columns, setting.frame.keywords)
    yield start
    for index, row in zip(rows, islice(table.rows, rows.start, rows.stop), strict=True):
        shown = "".join([cell(value) for cell, value in zip(cells, row, strict=True)])
        opened = Markup('<tr class="sum">') if index in table.emphasis else begin(row)
        yield Markup(f"{opened}{shown}{_ROW_END}")
    yield Markup("</tbody>\n")


def row_maker(columns: Sequence[Column], keywords: Mapping[str, str]) -> Callable[[Sequence[Any]], Markup]:
    """What opens a row: with the words that it is found by as well, where its code has any."""
    places = [place for place, column in enumerate(columns) if column.key == _LINKED]
    if not keywords or not places:
        return lambda row: Markup("<tr>")
    return lambda row: Markup(f"<tr{write_attributes({'data-s': keywords.get(str(row[places[0]]))})}>")


def make_cell(column: Column, setting: Setting, is_head: bool, is_labelled: bool) -> Cell:
    """A function from a value to its cell; it remembers what it made, for values come again and again."""
    made: dict[tuple[type, Any], Markup] = {}
    write = cell_writer(column, setting, is_head, is_labelled)

    def cell(value: Any) -> Markup:
        key = (value.__class__, value)
        try:
            known = made.get(key)
        except TypeError:
            return write(value)
        if known is None:
            if len(made) >= _MOST_REMEMBERED:
                made.clear()
            known = made[key] = write(value)
        return known

    return cell


def cell_writer(column: Column, setting: Setting, is_head: bool, is_labelled: bool) -> Cell:
    """A function from a value to its cell; a figure that may stand without its heading is labelled with it."""
    name, scope = ("th", ' scope="row"') if is_head else ("td", "")
    fixed, write_lines = column_classes(column), escape_lines if column.wraps else link_addresses
    label = column.heading if is_labelled and column.align is Align.END else ""
    find = setting.frame.find if column.key == _LINKED else find_nothing

    def write(value: Any) -> Markup:
        text = column.show(value)
        classes = [*fixed, *tone_classes(column, value)]
        if len(text) > _LONGEST_UNBROKEN and not column.wraps:
            classes.append("long")
        kind = f' class="{" ".join(classes)}"' if classes else ""
        turn = turned(text, setting.direction)
        way = f' dir="{turn}"' if turn else ""
        sort = sort_attribute(column, value, text)
        named = write_attributes({"data-l": label}) if label and text else NOTHING
        target = find(str(value))
        body = write_lines(text) if target is None else tag("a", escape(text), href=target)
        if column.bar is not None:
            body = join([draw_meter(column.bar(value), setting.is_mirrored), tag("span", body)])
        return Markup(f"<{name}{scope}{kind}{way}{sort}{named}>{body}</{name}>")

    return write


def tone_classes(column: Column, value: Any) -> list[str]:
    """The class of a value's tone."""
    if column.tone is plain_tone:
        return []
    tone = column.tone(value)
    return [] if tone is Tone.PLAIN else [tone.value]


def sort_attribute(column: Column, value: Any, text: str) -> Markup:
    """What the cell sorts by, where it is not what the cell shows."""
    key = sort_key(column, value, text)
    return NOTHING if key == text else write_attributes({"data-v": key})


def sort_key(column: Column, value: Any, text: str) -> str:
    """A share, a number, a place in the vocabulary or a text; nothing for what is not there."""
    if column.bar is not None:
        share = column.bar(value)
        return "" if share is None else f"{share:.6g}"
    if value is None:
        return ""
    if isinstance(value, Enum):
        return str(list(type(value)).index(value))
    if isinstance(value, (Mapping, Sequence)) and not isinstance(value, str):
        return text
    raw = column.raw(value)
    return "" if raw is None else str(raw)


def join_table(table: Table, setting: Setting, name: str) -> Markup:
    """A whole table at once."""
    return join(table_markup(table, setting, name))
