"""Undertakings and what is said of them as entities of the object mapper, in whose session they are changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from ctrack.store.chunks import split
from ctrack.store.models import Occurrence, StatusUpdate, Undertaking
from ctrack.store.tables import occurrence

if TYPE_CHECKING:
    from collections.abc import Sequence


class MappedRows:
    """The rows of a session."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def find_undertakings(self, keys: Sequence[int]) -> list[Undertaking]:
        """The undertakings of these keys, in their order."""
        # With what they belong to at once: a look-up of each would send the changes so far to the database each time.
        whole = joinedload(Undertaking.commitment), joinedload(Undertaking.party)
        found = (select(Undertaking).where(Undertaking.id.in_(some)).options(*whole) for some in split(keys))
        rows = {row.id: row for statement in found for row in self.session.scalars(statement)}
        return [rows[key] for key in keys]

    def find_occurrences(self, keys: Iterable[int]) -> list[Occurrence]:
        """The stored occurrences of undertakings, oldest first."""
        of_them = occurrence.c.undertaking_id.in_(tuple(keys))
        return list(self.session.scalars(select(Occurrence).where(of_them).order_by(occurrence.c.due_last)))

    def add_update(self, undertaking: Undertaking, values: dict[str, Any]) -> StatusUpdate:
        """A new status update."""
        made = StatusUpdate(undertaking=undertaking, **values)
        self.session.add(made)
        return made

    def add_occurrence(self, undertaking: Undertaking, values: dict[str, Any]) -> Occurrence:
        """A new occurrence."""
        made = Occurrence(undertaking=undertaking, **values)
        self.session.add(made)
        return made

    def flush(self) -> None:
        """Send what was changed to the database."""
        self.session.flush()
