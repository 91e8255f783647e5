"""The rows of a statement as they come, few at a time; those of a file come from the driver, as in a quick reading.

SQLAlchemy makes of each row an object of its own, which is more work than all that is made of it afterwards.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import islice
from typing import Any, cast

from ctrack.store.kept_statements import Statement
from ctrack.store.readings import Reading, Result
from ctrack.store.sketches import Sketch, Unkeyable, write_shape
from ctrack.store.sql import Connection, Select

# So many rows are fetched at once.
PORTION = 1000
# What this process has made, by the shape.
MADE: dict[str, Statement] = {}
Values = Sequence[Any]


def fetch(connection: Connection, statement: Select[Any], *, is_as_stored: bool = False) -> Any:
    """What a statement gives: it has `keys`, and is gone through once.

    With `is_as_stored` the values need be no more than what the driver gives, for whoever only compares them.
    """
    if isinstance(cast(Any, connection), Reading):
        return cast(Any, connection).fetch(statement)
    made = compile_here(statement) if connection.dialect.name == "sqlite" else None
    if made is not None:
        found, values = made
        driver = cast(Any, connection.connection.driver_connection)
        return Result(driver.execute(found.sql, found.bind(values)), found.columns, () if is_as_stored else found.kinds)
    return connection.execute(statement, execution_options={"yield_per": PORTION})


class RawRows:
    """The rows of a statement as the driver gives them, portion by portion, and what makes bytes of them and back.

    `kinds` is what their columns have to be read by.
    """

    def __init__(self, connection: Connection, statement: Select[Any]) -> None:
        self.found = fetch(connection, statement)
        self.names = tuple(self.found.keys())
        is_raw = isinstance(self.found, Result)
        self.kinds: tuple[str, ...] = self.found.kinds if is_raw else ()
        self.pack, self.unpack = find_packing(is_plain=is_raw)

    def __iter__(self) -> Iterator[Sequence[Values]]:
        if isinstance(self.found, Result):
            return iter(partial(cast(Any, self.found.cursor).fetchmany, PORTION), [])
        left = map(tuple, self.found)
        return iter(lambda: list(islice(left, PORTION)), [])


def find_packing(*, is_plain: bool) -> tuple[Callable[[Any], bytes], Callable[[bytes], Any]]:
    """What makes bytes of values, and what reads them: of the plain ones of a driver, or of whatever there is."""
    if is_plain:
        return marshal.dumps, marshal.loads
    import pickle

    return pickle.dumps, pickle.loads


def compile_here(statement: Any) -> tuple[Statement, Sequence[Any]] | None:
    """The SQL of a sketch, made by this process and taken from no cache, and its values; None of others."""
    if not isinstance(statement, Sketch):
        return None
    from ctrack.store.compilations import Unkeepable, compile_sketch

    with suppress(Unkeyable, Unkeepable):
        shape, values = write_shape(statement)
        if shape not in MADE:
            MADE[shape] = compile_sketch(statement)
        return MADE[shape], values
    return None
