"""Writing to a register on PostgreSQL by psycopg alone, as `store/writings` writes to a file: what is done every day.

No authorizer watches here, so that what reads, too, has to have come with the program: a statement of a user's cache
runs only where nothing can be written. Whatever is unusual is undone by the server and handed on. So is a commit that
went wrong: the ordinary way looks first whether the entry is there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import datetime
from typing import Any

from ctrack.store.kept_statements import READS, Statement, find_shipped, make_key
from ctrack.store.readings import Result, Unusual, find_text
from ctrack.store.register_places import Place
from ctrack.store.server_readings import ENGINE, ServerReading, connect
from ctrack.store.sketches import Sketch, write_shape
from ctrack.store.turns import Wait, queue_up
from ctrack.store.units import UnitOfWork
from ctrack.store.writings import do_work, find_writing


class ServerWriting(ServerReading):
    """A connection that reads and writes by what came with the program."""

    def get_execution_options(self) -> Mapping[str, Any]:
        """It is there to write."""
        return {"ctrack_writes": True}

    def find(self, sketch: Sketch) -> tuple[Statement, list[Any]]:
        """The statement of a sketch that reads, as it came with the program."""
        shape, values = write_shape(sketch)
        found = find_shipped(make_key(shape, ENGINE), READS, ENGINE)
        if found is None:
            raise Unusual("no statement that came with the program")
        return found, values

    def execute(self, statement: Any, given: Mapping[str, Any] | None = None) -> Result:
        """What a statement gives; a sketch that is given its values apart is one that writes."""
        if given is None or not isinstance(statement, Sketch) or find_text(statement) is not None:
            return super().execute(statement, given)
        found = find_writing(statement, ENGINE)
        self.take_in()
        cursor = self.driver.execute(found.sql, found.bind((), given))
        return Result(cursor if cursor.description else (), found.columns, found.kinds)


def write_server(place: Place, wait: Wait, moment: datetime, work: Callable[[UnitOfWork], bool]) -> None:
    """Do work in a transaction of one's own, in turn, and commit it where it says so.

    Unusual where it is not for this to serve, and where it cannot be said that it was committed.
    """
    try:
        import psycopg

        driver = connect(place)
    except Exception as error:
        raise Unusual from error
    with closing(driver), closing(ServerWriting(driver)) as writing:
        try:
            driver.set_isolation_level(psycopg.IsolationLevel.READ_COMMITTED)
            driver.execute(queue_up(wait))
        except Exception as error:
            raise Unusual from error
        is_done = do_work(writing, place, moment, work)
        writing.take_in()
        if is_done:
            try:
                driver.commit()
            except Exception as error:
                raise Unusual from error
