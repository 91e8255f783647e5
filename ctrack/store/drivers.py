"""By which driver a register is read without SQLAlchemy: each is loaded where it is needed."""

from __future__ import annotations

from contextlib import AbstractContextManager

from ctrack.store import readings
from ctrack.store.register_places import Place
from ctrack.store.units import UnitOfWork


def read_quickly(place: Place) -> AbstractContextManager[UnitOfWork] | None:
    """A unit of work that only reads, by the driver alone; None where it is not for that to serve."""
    if not readings.may_read(place):
        return None
    if place.path is not None:
        return readings.read_file(place)
    from ctrack.store.server_readings import read_server

    return read_server(place)
