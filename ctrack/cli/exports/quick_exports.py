"""Exports of rows, which are written as the register is read, and so are made once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctrack.cli.console.output import Console
    from ctrack.store.work import UnitOfWork


def read_once(console: Console, work: Callable[[UnitOfWork], None]) -> None:
    """Let work read quickly; in the ordinary way where that fails before anything was written."""
    from ctrack.store import drivers, readings

    invocation = console.invocation
    is_present = invocation.moment_read is None and invocation.register is None
    if is_present and (reading := drivers.read_quickly(invocation.place)):
        try:
            with reading as unit:
                return work(unit)
        except readings.Unusual as error:
            if console.has_written:
                raise error.__cause__ or RuntimeError(str(error)) from error
    return invocation.read(work, shows_itself=True)
