"""By which driver a register is read and written to without SQLAlchemy: each is loaded where it is needed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime

from ctrack.store import readings
from ctrack.store.register_places import Place
from ctrack.store.turns import Wait
from ctrack.store.units import UnitOfWork


def read_quickly(place: Place) -> AbstractContextManager[UnitOfWork] | None:
    """A unit of work that only reads, by the driver alone; None where it is not for that to serve."""
    if not readings.may_read(place):
        return None
    if place.path is not None:
        return readings.read_file(place)
    from ctrack.store.server_readings import read_server

    return read_server(place)


def write_quickly(place: Place, wait: Wait, moment: datetime, work: Callable[[UnitOfWork], bool]) -> None:
    """Do work in turn, and commit it where it says so, by the driver alone; Unusual where that cannot serve."""
    if place.path is not None:
        from ctrack.store.writings import write_file

        return write_file(place, wait, moment, work)
    from ctrack.store.server_writings import write_server

    return write_server(place, wait, moment, work)
