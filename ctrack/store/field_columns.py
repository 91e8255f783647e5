"""Where the fields of the registry are stored: the column of each, as the name of its table and its own say."""

from __future__ import annotations

from typing import Any

from ctrack.domain.fields.field import Field
from ctrack.store import sql
from ctrack.store.sql import Column


def find_column(field: Field) -> Column[Any]:
    """The column that holds a field."""
    table, _, name = field.column.partition(".")
    found: Column[Any] = getattr(getattr(sql, table).c, name)
    return found
