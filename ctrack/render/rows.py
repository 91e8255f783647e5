"""A document as rows for machines: the keys of the main table, then its raw values as text.

A document that shows one thing and has no table is one row of its facts. Values are text without control
characters other than the newline; what is not there is empty, and truth is `true` or `false`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ctrack.domain.cell_texts import clean
from ctrack.render.document import Document, Fact, Facts, Table, raw_value


def rows_of(document: Document) -> Iterator[list[Any]]:
    """The header and then the rows, each value as `text_of` takes it; nothing if the document has no rows."""
    table = document.main_table()
    if table is not None:
        return _table_rows(table)
    facts = [fact for block in document.blocks if isinstance(block, Facts) for fact in block.items]
    return _fact_rows(facts)


def _table_rows(table: Table) -> Iterator[list[Any]]:
    yield [column.key for column in table.columns]
    # What machines read of a value is nearly always the value itself, which `text_of` writes as `raw_value` would.
    made = [(place, column.raw) for place, column in enumerate(table.columns) if column.raw is not raw_value]
    for row in table.rows:
        values = list(row)
        for place, raw in made:
            values[place] = raw(values[place])
        yield values


def _fact_rows(facts: list[Fact]) -> Iterator[list[Any]]:
    if facts:
        yield [fact.key for fact in facts]
        yield [fact.text for fact in facts]


def text_of(value: Any) -> str:
    """A raw value as text that holds no control characters but newlines and tabs."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else clean(str(value))
