"""A report as one tidy table for CSV and TSV: a row for each thing that its JSON holds, with the same raw values.

The first column names the block by its place in the JSON (`rows`, `rows.parts`, `others.rows`); the second is what the
row belongs to there: the code, or the key, of the thing around it. A column is a key; one within another follows it
after an underscore (`rate_percent`). A cell of several words has blanks between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ctrack.domain.frozen import replace
from ctrack.domain.told_lists import ToldList
from ctrack.render.document import Column, Document, Table
from ctrack.text.language import choose_words

BLOCK, PARENT = "block", "parent"
HEAD = "report"
TIDY = "tidy"
# What tells one thing from another, the first that it has.
NAMES = ("code", "slug", "key", "number", "id")
# Maps of languages that stand beside the text in the reader's language.
DOUBLED = {"titles": "title", "names": "name"}
# How a paper was ordered: nothing of the register, and read from JSON and papers by `verify` alone.
UNTOLD = ("seal",)
# Lists of words, which are one cell.
WORD_LISTS = ("tags", "themes", "withheld", "addressee_parties")
_LANGUAGE = re.compile("(?!url)[a-z]{2,3}")
Cells = dict[str, Any]


def tidy(document: Document) -> Document:
    """The same document as one table of all its data."""
    rows = list(read_block("", {key: value for key, value in document.data.items() if key not in UNTOLD}))
    keys = list(dict.fromkeys((BLOCK, PARENT, *(key for row in rows for key in row))))
    table = Table(TIDY, tuple(Column(key, key) for key in keys), [[row.get(key) for key in keys] for row in rows])
    return replace(document, blocks=(table,), main=table.key)


def pick(table: Table, wanted: Sequence[str]) -> Table:
    """The table with these columns only, behind the one that names the block; rows that have none of them go."""
    keys = [column.key for column in table.columns]
    places = [keys.index(key) for key in dict.fromkeys((BLOCK, *wanted))]
    rows = [row for row in table.rows if any(row[place] is not None for place in places[1:])]
    return replace(
        table,
        columns=tuple(table.columns[place] for place in places),
        rows=[[row[place] for place in places] for row in rows],
    )


def read_block(path: str, data: Mapping[str, Any], parent: str | None = None) -> Iterator[Cells]:
    """The rows of a part of the data: its own, those of the parts within it, and those of its lists."""
    is_section = not path or any(is_list_of_things(value, key) for key, value in data.items())
    parts = {key: value for key, value in data.items() if is_part(key, value, is_section=is_section)}
    own = {key: value for key, value in data.items() if key not in parts}
    yield {BLOCK: path or HEAD, PARENT: parent, **dict(read_cells("", own))}
    for key, value in parts.items():
        name = f"{path}.{key}" if path else key
        if is_series(value):
            yield from read_series(name, value)
        elif isinstance(value, Mapping):
            yield from read_block(name, value, name_of(data))
        else:
            for item in value:
                yield from read_item(name, item, name_of(data))


def read_item(path: str, item: Mapping[str, Any], parent: str | None) -> Iterator[Cells]:
    """The row of one thing of a list, and those of the lists that it holds itself."""
    lists = {key: value for key, value in item.items() if is_list_of_things(value, key)}
    own = {key: value for key, value in item.items() if key not in lists}
    yield {BLOCK: path, PARENT: parent, **dict(read_cells("", cite(own)))}
    for key, things in lists.items():
        for thing in things:
            yield from read_item(f"{path}.{key}", thing, name_of(item))


def read_cells(prefix: str, data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The values of a thing by the names of their columns."""
    for key, value in data.items():
        if DOUBLED.get(key) in data:
            continue
        if is_words(value):
            yield prefix + key, choose_words(value) or None
        elif isinstance(value, Mapping):
            yield from read_cells(f"{prefix}{key}_", value)
        elif isinstance(value, (list, tuple)):
            yield prefix + key, " ".join(map(str, value)) or None
        else:
            yield prefix + key, value


def read_series(path: str, series: Mapping[str, Any]) -> Iterator[Cells]:
    """Counts over time: a row for each date."""
    lists = {key: value for key, value in series.items() if isinstance(value, list)}
    rest = {key: value for key, value in series.items() if key not in lists}
    for values in zip(*lists.values(), strict=True):
        named = {"date" if key == "dates" else key: value for key, value in zip(lists, values, strict=True)}
        yield {BLOCK: path, PARENT: None, **named, **rest}


def cite(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """A citation, which holds its languages and its address side by side, as its words and that."""
    words = {key: value for key, value in item.items() if key != "url"}
    return {"source": words, "url": item.get("url")} if words and is_words(words) else item


def is_part(key: str, value: Any, *, is_section: bool) -> bool:
    """Whether a value has rows of its own: a list of things, a series, or in a section any map that is no text."""
    if isinstance(value, Mapping):
        return is_series(value) or (is_section and not is_words(value))
    return is_list_of_things(value, key)


def is_list_of_things(value: Any, key: str) -> bool:
    """Whether it is a list of maps, which may be empty; of words there are few lists, and they are known."""
    return isinstance(value, (list, tuple, ToldList)) and key not in WORD_LISTS


def is_series(value: Any) -> bool:
    """Whether it is counts by date."""
    return isinstance(value, Mapping) and isinstance(value.get("dates"), list)


def is_words(value: Any) -> bool:
    """Whether it is a text in one or more languages."""
    return isinstance(value, Mapping) and all(
        _LANGUAGE.fullmatch(str(key)) and isinstance(text, str) for key, text in value.items()
    )


def name_of(item: Mapping[str, Any]) -> str | None:
    """What a thing is called by those that belong to it."""
    return next((str(item[name]) for name in NAMES if item.get(name) not in (None, "")), None)
