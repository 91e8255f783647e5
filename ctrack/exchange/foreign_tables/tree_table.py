"""Trees that are read as a whole: a catalog in OSCAL, a library of CISO Assistant, and other records in YAML."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from ctrack.domain.failures import marked
from ctrack.domain.records.imported_rows import Cell, TableRow
from ctrack.exchange import control_catalog, requirement_library
from ctrack.exchange.foreign_tables.record_table import MOST_COLUMNS, check_depth, decode, flatten, refuse
from ctrack.exchange.yaml_trees import read_yaml

YAML = (".yaml", ".yml")
# A tree takes up to thirty times what its text does.
MOST_BYTES = {True: 8_000_000, False: 15_000_000}


def read(content: bytes, name: str, sheet: str | None = None) -> Iterator[TableRow]:
    """The columns as a head row numbered 0, then what the tree holds, counted from 1."""
    columns, rows = find_rows(read_tree(content, name), name)
    yield TableRow(0, columns)
    for number, cells in enumerate(rows, 1):
        yield TableRow(number, cells)


@lru_cache(maxsize=1)
def read_tree(content: bytes, name: str) -> Any:
    """The tree of a file."""
    is_yaml = name.lower().endswith(YAML)
    if len(content) > MOST_BYTES[is_yaml]:
        raise refuse(name, marked("it is larger than {most} MB, which is more than is read of this form."),
                     most=MOST_BYTES[is_yaml] // 1_000_000)  # fmt: skip
    text = decode(content, name)
    if is_yaml:
        return read_yaml(text, name)
    check_depth(text, name)
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise refuse(name, marked("it is broken JSON (character {position})."),
                     position=getattr(error, "pos", 0) + 1) from error  # fmt: skip


def find_rows(tree: Any, name: str) -> tuple[tuple[Cell, ...], Iterable[tuple[Cell, ...]]]:
    """The columns and the rows of a tree, by what it is."""
    columns: tuple[Cell, ...]
    if control_catalog.is_catalog(tree):
        columns, rows = control_catalog.COLUMNS, list(control_catalog.list_rows(tree))
    elif requirement_library.is_library(tree):
        columns, rows = requirement_library.list_columns(tree), list(requirement_library.list_rows(tree))
    else:
        return find_records(tree, name)
    if not rows:
        raise refuse(name, marked("it holds no control and no requirement."))
    return columns, rows


def find_records(tree: Any, name: str) -> tuple[tuple[Cell, ...], Iterable[tuple[Cell, ...]]]:
    """The columns and the rows of the first list of maps, wherever it stands."""
    waiting = [tree]
    for item in waiting:
        if isinstance(item, dict):
            waiting += item.values()
        elif isinstance(item, list) and item and all(isinstance(each, dict) for each in item):
            records = [flatten(each) for each in item]
            columns = tuple(dict.fromkeys(key for record in records for key in record))
            if len(columns) > MOST_COLUMNS:
                raise refuse(name, marked("its records have more than {most} keys."), most=MOST_COLUMNS)
            return columns, (tuple(record.get(column) for column in columns) for record in records)
    raise refuse(name, marked("it holds no list of records, no catalog and no library."))
