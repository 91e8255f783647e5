"""How changes reach the journal: each flush of a session notes what it inserts, changes and deletes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from sqlalchemy import Connection, event, inspect
from sqlalchemy.orm import Mapper, Session
from sqlalchemy.orm.unitofwork import UOWTransaction

from ctrack.domain.searched_texts import SEARCHED
from ctrack.store.change_texts import Change, ChangeTexts
from ctrack.store.journal import make_change, plain_value
from ctrack.store.models import (
    Agency,
    Commitment,
    Contribution,
    Entity,
    Instrument,
    Link,
    Occurrence,
    Party,
    Person,
    Section,
    Setting,
    StatusUpdate,
    Undertaking,
)
from ctrack.store.search_index import Texts, keep_index


def open_session(connection: Connection, noted: ChangeTexts | None) -> Session:
    """A session within a transaction; what its flushes change is added to what is noted, None where nothing is."""
    session = Session(bind=connection, autoflush=True, expire_on_commit=False)

    def note(flushed: Session, context: UOWTransaction) -> None:
        if noted is not None:
            noted.extend(note_changes(flushed))
        keep_index(connection, *list_texts(flushed))

    event.listen(session, "after_flush", note)
    return session


def list_texts(session: Session) -> tuple[list[Texts], list[Texts]]:
    """What commitments said whose texts a flush takes away or changes, and what those say that it brings or changes."""
    gone: list[Texts] = []
    come: list[Texts] = [pick_texts(row) for row in session.new if isinstance(row, Commitment)]
    # A session makes the set of what is deleted anew each time that it is asked.
    deleted = session.deleted
    for row in (*session.dirty, *deleted):
        if isinstance(row, Commitment):
            before, _after = changed_values(row)
            if row in deleted:
                gone.append({**pick_texts(row), **before})
            elif not before.keys().isdisjoint(SEARCHED):
                gone.append({**pick_texts(row), **before})
                come.append(pick_texts(row))
    return gone, come


def pick_texts(row: Commitment) -> dict[str, Any]:
    """The texts of a commitment, with its key."""
    return {name: getattr(row, name) for name in ("id", *SEARCHED)}


def note_changes(session: Session) -> Iterator[Change]:
    """The changes of a flush, one at a time: table, key, a label for people, and the values before and after."""
    yield from (note_row(row, None, all_values(row)) for row in session.new)
    # A session keeps what was changed in no order, and the journal has one: whoever does the same writes the same.
    for row in sorted(session.dirty, key=lambda row: (row.__table__.name, str(inspect(row).identity[0]).zfill(12))):
        before, after = changed_values(row)
        if after:
            yield note_row(row, before, after)
    # A row that was changed and then deleted within one flush was stored as it was before both.
    yield from (note_row(row, {**all_values(row), **changed_values(row)[0]}, None) for row in session.deleted)


def note_row(row: Any, before: dict[str, Any] | None, after: dict[str, Any] | None) -> Change:
    """One change as the journal holds it."""
    key = inspect(row).identity or inspect(row).mapper.primary_key_from_instance(row)
    return make_change(row.__table__.name, key[0], label(row), before, after)


def all_values(row: Any) -> dict[str, Any]:
    """Every column of an entity."""
    return read_columns(row, list_attributes(inspect(row).mapper))


def read_columns(row: Any, names: Iterable[str]) -> dict[str, Any]:
    """Columns of an entity as the journal holds values; SQLAlchemy is asked only for those that are not loaded."""
    held = vars(row)
    return {name: plain_value(held[name] if name in held else getattr(row, name)) for name in names}


@cache
def list_attributes(mapper: Mapper[Any]) -> tuple[str, ...]:
    """The attributes of an entity that are columns."""
    return tuple(column.key for column in mapper.column_attrs)


def changed_values(row: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """The columns of an entity that this flush changes, before and after."""
    before, after = {}, {}
    state = inspect(row)
    for column in state.mapper.column_attrs if state.modified else ():
        history = state.attrs[column.key].history
        if history.has_changes():
            before[column.key] = plain_value(history.deleted[0] if history.deleted else None)
            after[column.key] = plain_value(history.added[0] if history.added else None)
    return before, after


def label(row: Entity) -> str:
    """What a person calls the row."""
    match row:
        case StatusUpdate():
            return label(row.undertaking)
        case Undertaking():
            return f"{row.commitment.code} {row.party.code}"
        case Commitment() | Party():
            return row.code
        case Agency():
            return row.code
        case Person():
            return row.name
        case Contribution():
            return label(row.undertaking)
        case Occurrence():
            return f"{label(row.undertaking)} {row.due}"
        case Instrument():
            return row.slug
        case Section():
            return f"{row.instrument.slug} {row.slug}"
        case Link():
            other = row.to_commitment.code if row.to_commitment else row.to_instrument.slug if row.to_instrument else ""
            return f"{row.commitment.code} {other}".strip()
        case Setting():
            return row.key
        case _:
            return ""
