"""The order of what was said on one day, which is that in which it was recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ctrack.store.sql import func, status_update

if TYPE_CHECKING:
    from ctrack.store.sql import ColumnElement


def turn_of_words() -> ColumnElement[Any]:
    """The place of a status update among all: its key, but for one that came from another register."""
    return func.coalesce(status_update.c.place, status_update.c.id).label("turn")
