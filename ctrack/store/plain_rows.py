"""Undertakings and what is said of them as plain rows, changed without the object mapper by a few statements.

A file may be written to by its driver alone (`store/writings`); a connection of SQLAlchemy runs the same statements.

What is stored, what the journal tells of it, and in which order it does so, is what the mapper would have made of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, NoReturn

from ctrack.store.change_texts import Change, ChangeTexts
from ctrack.store.chunks import pad, split
from ctrack.store.journal import make_change, plain_value
from ctrack.store.kept_statements import read_columns
from ctrack.store.readings import Unusual
from ctrack.store.sql import Connection, Select, commitment, given, insert, instrument, party, select, update
from ctrack.store.sql import occurrence as occurrence_table
from ctrack.store.sql import status_update as update_table
from ctrack.store.sql import undertaking as undertaking_table
from ctrack.store.units import UnitOfWork

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ctrack.store.row_batches import Batch

# The columns that may change together, fewest first: to write one that has an index costs more.
TOLD = (
    "status", "progress", "status_on", "told_on", "voice", "updated_on", "is_regressed", "is_on_or_before",
    "own_status",
)  # fmt: skip
FILED = (
    "position", "priority", "tags", "target", "target_last", "due_last", "occurrence", "occurrence_last", "met_on",
    "postponed", "postponed_from",
)  # fmt: skip
CHANGED: dict[str, tuple[tuple[str, ...], ...]] = {
    "undertaking": (("updated_on",), TOLD, (*TOLD, *FILED)),
    "occurrence": (("due", "due_last", "status", "progress", "closed_on", "is_met"),),
}
TABLES: dict[str, Any] = {
    "undertaking": undertaking_table,
    "occurrence": occurrence_table,
    "status_update": update_table,
}
# What is asked of the commitment of an undertaking.
TEXT = ("code", "title", "deadline", "moved_deadline", "deadline_last", "moved_last", "instrument_id")


def leave(what: str) -> NoReturn:
    """Leave the work to the ordinary way; what Python itself asks of any object is no work."""
    if what.startswith("__"):
        raise AttributeError(what)
    raise Unusual(what)


class PlainRow:
    """A row whose columns are attributes, as those of an entity are; whatever is set is noted with all that changed."""

    def __init__(self, table: str, touched: dict[tuple[str, int], PlainRow], values: dict[str, Any]) -> None:
        self.__dict__.update(values, table=table, touched=touched, stored=dict(values))

    def __setattr__(self, name: str, value: Any) -> None:
        if name not in self.stored:
            leave(name)
        self.__dict__[name] = value
        self.touched[self.table, self.id] = self

    def __getattr__(self, name: str) -> Any:
        leave(name)

    @property
    def label(self) -> str:
        """What a person calls it."""
        if self.table == "undertaking":
            return f"{self.commitment.code} {self.party.code}"
        whose: str = self.undertaking.label
        return f"{whose} {self.due}" if self.table == "occurrence" else whose


class Facts:
    """What is asked of a commitment, a party or an instrument, which no command changes by these rows."""

    def __init__(self, **values: Any) -> None:
        self.__dict__.update(values)

    def __getattr__(self, name: str) -> Any:
        leave(name)


class Text(Facts):
    """What is asked of a commitment; its instrument is looked up where somebody asks for it."""

    rows: PlainRows

    @property
    def instrument(self) -> Facts:
        """The instrument that it stands in."""
        return self.rows.find_instrument(self.instrument_id)


class PlainRows:
    """The rows of one unit of work, each once, and the changes of them that the journal is told."""

    def __init__(self, connection: Connection, noted: ChangeTexts) -> None:
        self.connection = connection
        self.noted = noted
        self.known: dict[tuple[str, int], PlainRow] = {}
        self.instruments: dict[int, Facts] = {}
        self.new: list[PlainRow] = []
        self.touched: dict[tuple[str, int], PlainRow] = {}

    def find_undertakings(self, keys: Sequence[int]) -> list[Any]:
        """The undertakings of these keys, in their order."""
        self.flush()
        for some in split([key for key in keys if ("undertaking", key) not in self.known]):
            for found in self.connection.execute(select_undertakings(pad(some))):
                self.keep_undertaking(found._mapping)
        return [self.known["undertaking", key] for key in keys]

    def keep_undertaking(self, found: Any) -> None:
        """Keep an undertaking that was found, with what is asked of its commitment and its party."""
        row = self.keep("undertaking", {name: found[name] for name in read_columns("undertaking")})
        text = Text(rows=self, **{name: found[name] for name in TEXT})
        row.__dict__.update(commitment=text, party=Facts(code=found["party_code"]))

    def keep(self, table: str, values: dict[str, Any]) -> PlainRow:
        """The row of these values, as it is known already or from now on."""
        return self.known.setdefault((table, values["id"]), PlainRow(table, self.touched, values))

    def find_instrument(self, key: int) -> Facts:
        """What is asked of an instrument."""
        if key not in self.instruments:
            self.flush()
            columns = instrument.c.slug, instrument.c.scale, instrument.c.own_scale
            found = self.connection.execute(select(*columns).where(instrument.c.id == key)).one()
            self.instruments[key] = Facts(slug=found.slug, scale=found.scale, own_scale=found.own_scale)
        return self.instruments[key]

    def find_occurrences(self, keys: Iterable[int]) -> list[Any]:
        """The stored occurrences of undertakings, oldest first."""
        self.flush()
        rows = []
        for found in self.connection.execute(select_occurrences_of(pad(tuple(keys)))):
            row = self.keep("occurrence", dict(found._mapping))
            row.__dict__.setdefault("undertaking", self.known["undertaking", found.undertaking_id])
            rows.append(row)
        return rows

    def add_update(self, undertaking: Any, values: dict[str, Any]) -> Any:
        """A new status update."""
        return self.add("status_update", undertaking, values)

    def add_occurrence(self, undertaking: Any, values: dict[str, Any]) -> Any:
        """A new occurrence."""
        return self.add("occurrence", undertaking, values)

    def add(self, table: str, undertaking: PlainRow, values: dict[str, Any]) -> PlainRow:
        """A new row of an undertaking, which has no key before it is sent to the database."""
        whole = dict.fromkeys(read_columns(table)) | values | {"undertaking_id": undertaking.id}
        made = PlainRow(table, {}, whole)
        made.__dict__["undertaking"] = undertaking
        self.new.append(made)
        return made

    def flush(self) -> None:
        """Send what is new and what was changed to the database, and note it for the journal, which has it in order."""
        new, self.new = self.new, []
        touched = sorted(self.touched.values(), key=lambda row: (row.table, str(row.id).zfill(12)))
        self.touched.clear()
        self.noted.extend(map(self.insert, new))
        self.noted.extend(change for row in touched for change in self.write(row))

    def insert(self, row: PlainRow) -> Change:
        """Send a new row."""
        values = {f"new_{name}": row.__dict__[name] for name in row.stored if name != "id"}
        key = self.connection.execute(make_insert(row.table), values).scalar_one()
        row.__dict__.update(id=key, touched=self.touched)
        row.__dict__["stored"] = {name: row.__dict__[name] for name in row.stored}
        self.known[row.table, key] = row
        return make_change(row.table, key, row.label, None, make_plain(row.stored))

    def write(self, row: PlainRow) -> Iterable[Change]:
        """Send what was changed of a row; nothing where all is as it was."""
        before = {name: value for name, value in row.stored.items() if value != row.__dict__[name]}
        if not before:
            return
        # A server takes any statement, and may have rights and guards for single columns.
        is_file = self.connection.dialect.name == "sqlite"
        names = find_columns(row.table, before) if is_file else tuple(before)
        values = {f"new_{name}": row.__dict__[name] for name in names}
        self.connection.execute(make_update(row.table, names), {"key": row.id, **values})
        after = {name: row.__dict__[name] for name in before}
        row.stored.update(after)
        yield make_change(row.table, row.id, row.label, make_plain(before), make_plain(after))


def find_columns(table: str, changed: Iterable[str]) -> tuple[str, ...]:
    """The columns that are written where these were changed; Unusual where no statement writes them."""
    for names in CHANGED[table]:
        if set(changed) <= set(names):
            return names
    leave(f"no statement changes {sorted(changed)} of {table}")


def make_plain(values: dict[str, Any]) -> dict[str, Any]:
    """Columns as the journal holds them."""
    return {name: plain_value(value) for name, value in values.items()}


def list_columns(table: str) -> list[Any]:
    """Every column of a table."""
    return [getattr(TABLES[table].c, name) for name in read_columns(table)]


def select_undertakings(keys: tuple[int, ...]) -> Select[Any]:
    """Undertakings by their keys, with what is asked of their commitments and parties."""
    own, texts = list_columns("undertaking"), [getattr(commitment.c, name) for name in TEXT]
    source = undertaking_table.join(commitment, undertaking_table.c.commitment_id == commitment.c.id).join(
        party, undertaking_table.c.party_id == party.c.id
    )
    return (
        select(*own, *texts, party.c.code.label("party_code"))
        .select_from(source)
        .where(undertaking_table.c.id.in_(keys))
    )


def select_occurrences_of(keys: tuple[int, ...]) -> Select[Any]:
    """The occurrences of undertakings, oldest first."""
    item = occurrence_table.c
    return select(*list_columns("occurrence")).where(item.undertaking_id.in_(keys)).order_by(item.due_last)


@cache
def make_insert(table: str) -> Any:
    """The statement of a new row, which gives its key."""
    values = {name: given(f"new_{name}") for name in read_columns(table) if name != "id"}
    return insert(TABLES[table]).values(**values).returning(TABLES[table].c.id)


@cache
def make_update(table: str, names: tuple[str, ...]) -> Any:
    """The statement that changes these columns of a row."""
    held = TABLES[table]
    return update(held).where(held.c.id == given("key")).values(**{name: given(f"new_{name}") for name in names})


class PlainUnit(UnitOfWork):
    """A unit of work without the object mapper."""

    @cached_property
    def rows(self) -> PlainRows:
        """The rows that are changed."""
        return PlainRows(self.connection, self.changes)

    def flush(self) -> None:
        """Send what was changed to the database."""
        self.rows.flush()

    @cached_property
    def session(self) -> Session:
        """There is none."""
        return leave("a session")

    @cached_property
    def batch(self) -> Batch:
        """There is none."""
        return leave("a batch")
