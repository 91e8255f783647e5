"""Reading a register on PostgreSQL by psycopg alone, as `store/readings` reads a file.

It reads in a transaction that cannot write. The rows of a statement come as they are asked for, in portions: the driver
does not hold them all, nor is the server asked again for each portion, as a cursor of its own would be.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager
from itertools import chain
from types import SimpleNamespace
from typing import Any

from ctrack.store.kept_statements import Statement
from ctrack.store.plain_addresses import TOLD, read_plain
from ctrack.store.readings import Reading, Result, Unusual, find_made, find_text, read_by
from ctrack.store.register_places import Place
from ctrack.store.sketches import Sketch
from ctrack.store.turns import AS_WE_ASK
from ctrack.store.units import UnitOfWork

ENGINE = "postgresql"
# So many rows come at once, where the driver can take more than one.
PORTION = 500
# What the server calls the type of a day.
DATE = 1082


def read_server(place: Place) -> AbstractContextManager[UnitOfWork]:
    """A unit of work that only reads a register of a server."""
    return read_by(open_server, place)


@contextmanager
def open_server(place: Place) -> Iterator[Reading]:
    """A connection to a server, in a transaction that shows one state and lets nothing be written."""
    import psycopg

    with closing(connect(place)) as driver:
        driver.set_isolation_level(psycopg.IsolationLevel.REPEATABLE_READ)
        driver.set_read_only(True)
        driver.execute(AS_WE_ASK)
        with closing(ServerReading(driver)) as reading:
            yield reading


def connect(place: Place) -> Any:
    """A connection of the driver; Unusual where the address is one for SQLAlchemy."""
    import psycopg

    given = read_plain(place.url)
    if given is None:
        raise Unusual("an address for SQLAlchemy")
    settings = {"prepare_threshold": None, **place.find_arguments()}
    return psycopg.connect(**{**TOLD, **settings, **given})


class Stream:
    """The rows of a statement as they come; the connection is theirs until they have."""

    def __init__(self, rows: Generator[Any]) -> None:
        self.source = rows
        # The statement is on its way with the first row that is asked for.
        self.rows: Iterator[Any] = chain([first], rows) if (first := next(rows, None)) is not None else rows

    def __iter__(self) -> Iterator[Any]:
        return self

    def __next__(self) -> Any:
        return next(self.rows)

    def take_in(self) -> None:
        """Take in what is left, so that something else can be asked."""
        self.rows = iter(list(self.rows))


class ServerReading(Reading):
    """What services use of a connection of SQLAlchemy, over a connection of psycopg."""

    dialect = SimpleNamespace(name=ENGINE)

    def __init__(self, driver: Any) -> None:
        from psycopg import capabilities

        self.driver: Any = driver
        self.portion = PORTION if capabilities.has_stream_chunked() else 1
        self.stream: Stream | None = None
        self.fetched = 0

    def execute(self, statement: Any, given: Mapping[str, Any] | None = None) -> Result:
        """What a statement gives."""
        self.take_in()
        written = find_text(statement)
        if written is not None:
            if given is not None:
                raise Unusual("values apart from what is written in SQL")
            cursor = self.driver.execute(written)
            names = tuple(column[0] for column in cursor.description or ())
            return Result(cursor, names, ("",) * len(names))
        if not isinstance(statement, Sketch):
            raise Unusual("no sketch")
        found, values = self.find(statement)
        self.stream = Stream(self.driver.cursor().stream(found.sql, found.bind(values, given), size=self.portion))
        return Result(self.stream, found.columns, found.kinds)

    def fetch(self, statement: Any) -> Result:
        """What a statement gives, through a cursor of the server: the connection stays free for others."""
        from psycopg.types.string import TextLoader

        self.take_in()
        found, values = self.find(statement)
        self.fetched += 1
        cursor = self.driver.cursor(f"fetched_{self.fetched}")
        cursor.itersize = PORTION
        cursor.adapters.register_loader("date", TextLoader)
        cursor.execute(found.sql, found.bind(values))
        # Days come as they are written, as those of a file do: of many rows few have one of their own.
        is_day = [column.type_code == DATE for column in cursor.description]
        kinds = ["date" if told else kind for told, kind in zip(is_day, found.kinds, strict=True)]
        return Result(cursor, found.columns, tuple(kinds))

    def find(self, sketch: Sketch) -> tuple[Statement, list[Any]]:
        """The statement of a sketch, and the values in it."""
        return find_made(sketch, ENGINE)

    def take_in(self) -> None:
        """Take in the rest of what is being read, so that something else can be asked."""
        if self.stream is not None:
            self.stream.take_in()
            self.stream = None

    def close(self) -> None:
        """Ask for no more of what was not read to its end."""
        if self.stream is not None:
            self.stream.source.close()
