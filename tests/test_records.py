"""What crosses a layer is frozen: a record cannot be changed by whoever is handed it, nor given a field by mistake."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
from collections.abc import Iterator

import ctrack.domain
import ctrack.notify
import ctrack.services
import ctrack.store

# Filled as a run goes on, and read at its end by the same service; a draft gets its occurrence while the undertaking is
# written, in one function.
CHANGING = {
    # How far a table has come into the register.
    "ctrack.services.imports.Intake",
    # How far a register has come, and the records of one of its kinds.
    "ctrack.services.register_intake.Intake",
    "ctrack.services.register_intake.Taking",
    "ctrack.services.reminders.deliveries.Result",
    "ctrack.services.reminders.due_reminders.Plan",
    "ctrack.services.updates.Draft",
    # How long was waited, and what may have been recorded, while a transaction is tried again.
    "ctrack.store.turns.Wait",
    "ctrack.store.work.Task",
}


def list_dataclasses() -> Iterator[type]:
    """Every dataclass of the layers, in the module that defines it."""
    for package in (ctrack.domain, ctrack.notify, ctrack.services, ctrack.store):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            module = importlib.import_module(found.name)
            for value in vars(module).values():
                if dataclasses.is_dataclass(value) and isinstance(value, type) and value.__module__ == found.name:
                    yield value


def test_records_are_frozen() -> None:
    """Every dataclass is frozen and has slots, but those that are named here with their reason."""
    loose = {
        f"{each.__module__}.{each.__qualname__}"
        for each in list_dataclasses()
        if not each.__dataclass_params__.frozen or "__slots__" not in vars(each)  # type: ignore[attr-defined]
    }
    assert loose == CHANGING
