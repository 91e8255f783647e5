"""What a register says, free of the numbers under which it keeps it: two that say the same are equal."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from ctrack.services.mergers.kinship import NAMED_BY, list_references
from ctrack.services.mergers.traces import MERGED
from ctrack.store.retractions import stands
from ctrack.store.tables import metadata, status_update
from ctrack.store.told import turn_of_words

# What a register holds for itself alone.
OWN = {"id", "journal_number", "place", "retracts_id"}


class Names:
    """What each row is called, whatever its key."""

    def __init__(self, connection: Connection) -> None:
        self.rows: dict[str, dict[Any, Any]] = {}
        for table in MERGED:
            (key,) = table.primary_key
            self.rows[table.name] = {row[key.name]: row for row in connection.execute(select(table)).mappings()}

    def name(self, table: str, key: Any) -> Any:
        """The name of a row: its own, and those of what it belongs to."""
        row = self.rows[table].get(key)
        if row is None:
            return None
        named = dict(list_references(table))
        return tuple(self.name(named[each], row[each]) if each in named else row[each] for each in NAMED_BY[table])

    def plain(self, table: str, row: Any) -> dict[str, Any]:
        """A row with names in the place of keys."""
        named = dict(list_references(table))
        return {
            name: self.name(named[name], value) if name in named else value
            for name, value in row.items()
            if name not in OWN
        }


def take_snapshot(connection: Connection) -> dict[str, list[Any]]:
    """Everything that a register states, and what was said of it in the order in which it counts."""
    names = Names(connection)
    found: dict[str, list[Any]] = {
        table.name: sorted((names.plain(table.name, row) for row in names.rows[table.name].values()), key=str)
        for table in MERGED
    }
    said = select(status_update).where(stands()).order_by(status_update.c.effective_on, turn_of_words())
    found["said"] = [names.plain("status_update", row) for row in connection.execute(said).mappings()]
    mail, reminder = metadata.tables["mail"], metadata.tables["reminder"]
    went = select(reminder, mail.c.state).select_from(reminder.join(mail)).where(mail.c.state == "sent")
    found["sent"] = sorted(
        (
            str(names.name("undertaking", row["undertaking_id"])),
            str(names.name("person", row["person_id"])),
            str(row["due_last"]),
            row["threshold"],
        )
        for row in connection.execute(went).mappings()
    )
    return found
