"""What is in sight: services list only that, and refuse to write to what was withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ctrack.domain.failures import Refused, marked
from ctrack.store.sql import ColumnElement

if TYPE_CHECKING:
    from sqlalchemy import Table


class OutOfSight(Refused):
    message = marked("{word} was withdrawn on {day}: 'ctrack withdraw {word} --back' brings it back first.")


def in_sight(table: Table, *, is_withdrawn: bool = False) -> ColumnElement[bool]:
    """The rows of a table that were not withdrawn, or those that were."""
    column: ColumnElement[Any] = table.c.withdrawn
    return column.is_not(None) if is_withdrawn else column.is_(None)


def refuse_withdrawn(word: str, withdrawn: dict[str, Any] | None) -> None:
    """Refuse to write to what was withdrawn."""
    if withdrawn:
        raise OutOfSight(word=quote_name(word), day=withdrawn["on"])


def quote_name(word: str) -> str:
    """A name as it is typed on a command line: within quotation marks where it has blanks."""
    return f'"{word}"' if " " in word else word
