"""What a command is handed: a transaction over the register."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from ctrack.store.change_texts import ChangeTexts
from ctrack.store.journal import EntryHead, append_entry, read_last
from ctrack.store.register_files import LONGEST_VALUE
from ctrack.store.sql import Connection

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ctrack.store.models import Occurrence, StatusUpdate, Undertaking
    from ctrack.store.row_batches import Batch


class Rows(Protocol):
    """How undertakings are loaded and changed: as entities of the object mapper, or as plain rows.

    Before anything is looked for, what was changed is sent to the database.
    """

    def find_undertakings(self, keys: Sequence[int]) -> list[Undertaking]:
        """The undertakings of these keys, in their order."""

    def find_occurrences(self, keys: Iterable[int]) -> list[Occurrence]:
        """The stored occurrences of undertakings, oldest first."""

    def add_update(self, undertaking: Undertaking, values: dict[str, Any]) -> StatusUpdate:
        """A new status update."""

    def add_occurrence(self, undertaking: Undertaking, values: dict[str, Any]) -> Occurrence:
        """A new occurrence."""

    def flush(self) -> None:
        """Send what was changed to the database."""


class UnitOfWork:
    """A transaction over the register: `connection` to read by, `session` to change entities by."""

    def __init__(self, connection: Connection, *, journals: bool = True, moment: datetime | None = None) -> None:
        self.connection = connection
        self.changes = ChangeTexts()
        self.journals = journals
        self.moment = moment or datetime.now(UTC)

    @cached_property
    def last_entry(self) -> tuple[int, str]:
        """The number and hash of the newest journal entry as this transaction began to write."""
        return read_last(self.connection)

    @property
    def number(self) -> int:
        """The number that this command's journal entry will have."""
        return self.last_entry[0] + 1

    @cached_property
    def session(self) -> Session:
        """The session by which entities are changed; loads the object mapper on first use."""
        from ctrack.store.change_capture import open_session

        return open_session(self.connection, self.changes if self.journals else None)

    @cached_property
    def rows(self) -> Rows:
        """The undertakings that are changed, in the session."""
        from ctrack.store.mapped_rows import MappedRows

        return MappedRows(self.session)

    @cached_property
    def batch(self) -> Batch:
        """The new rows that are inserted many at once, without the object mapper."""
        from ctrack.store.row_batches import Batch

        return Batch(self.connection, self.changes if self.journals else None)

    def flush(self) -> None:
        """Send what the session and the batch hold to the database, so that queries see it."""
        if "session" in self.__dict__:
            self.session.flush()
        if "batch" in self.__dict__:
            self.batch.write()
        if len(self.changes.stored) > LONGEST_VALUE and self.connection.dialect.name == "sqlite":
            # The entry would be refused as it is written, after all the work, and with all of it in the memory.
            from ctrack.store.server_faults import AskedTooMuch

            raise AskedTooMuch()

    def close_entry(self, head: EntryHead) -> str:
        """Write the journal entry of all changes made; return its hash."""
        self.flush()
        number, previous = self.last_entry
        return append_entry(self.connection, number + 1, previous, head, self.changes)
