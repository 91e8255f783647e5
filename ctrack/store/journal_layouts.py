"""Reading what the journal tells in the columns of an earlier layout.

An entry is never written anew, so that what was recorded under any layout has to stay readable: a column that a later
layout took away is no part of a row any more, and one that a later layout brought was empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from ctrack.domain.searched_texts import fold_texts, fold_title
from ctrack.store.change_texts import Change
from ctrack.store.tables import commitment, metadata

# Up to this layout a commitment kept its texts folded as well, which a digest of its rows is taken over.
LAST_FOLDED = "0015"

# The values of a row by their columns; none where it was not there.
Values = dict[str, Any] | None


def translate_rows(changes: Iterable[Change]) -> Iterator[Change]:
    """The changes of rows in today's columns, which is what undoing an entry is about; others tell of no row."""
    return (translate_change(change) for change in changes if "before" in change)


def translate_change(change: Change) -> Change:
    """One change of one row. A row that was added under an earlier layout tells only the columns that it had."""
    told = {name: translate_values(change["table"], change[name]) for name in ("before", "after")}
    return change if all(change[name] is values for name, values in told.items()) else {**change, **told}


def translate_values(table: str, values: Values) -> Values:
    """The values of a row of a table in the columns that it has today."""
    columns = list_columns(table)
    if columns.issuperset(values or ()):
        return values
    return values and {name: value for name, value in values.items() if name in columns}


@cache
def list_columns(table: str) -> frozenset[str]:
    """The columns that a table has today."""
    return frozenset(column.key for column in metadata.tables[table].c)


def restore_row(table: str, row: dict[str, Any], layout: str | None) -> dict[str, Any]:
    """A row of today as a layout had it: with what follows from its columns, and was kept in others until then."""
    if table != commitment.name or (layout or "") > LAST_FOLDED:
        return row
    # What somebody damaged need be no map of languages.
    if not all(isinstance(row.get(name, {}), Mapping) for name in ("title", "summary", "note", "paragraph")):
        return row
    return {**row, "title_folded": fold_title(row["title"]), "folded": fold_texts(row)}
