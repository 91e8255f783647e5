"""New rows by the batch: in the database and in the journal as the mapper would have written them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from ctrack.store import row_batches
from ctrack.store.models import Instrument, Section
from ctrack.store.row_batches import NewRow
from ctrack.store.work import UnitOfWork
from tests.support.registers import content, head, opened, read_content
from tests.support.runner import Runner

WHOLE: dict[str, Any] = {
    "slug": "ours", "ordinal": 90, "kind": "other", "title": {"ar": "خطة", "en": "Plan"}, "scale": "ctrack",
    "origin": "own", "binding": True,
}  # fmt: skip
PARTS: tuple[dict[str, Any], ...] = tuple(
    {"slug": f"part-{place}", "ordinal": place, "title": {"en": f"Part {place}"}} for place in (1, 2, 3)
)


def try_out(runner: Runner, work: Callable[[UnitOfWork], None]) -> tuple[str, dict[str, list[tuple[Any, ...]]]]:
    """What the journal would tell of the work, and what the register would hold after it; all of it is rolled back."""

    def whole(unit: UnitOfWork) -> tuple[str, dict[str, list[tuple[Any, ...]]]]:
        work(unit)
        unit.flush()
        return json.dumps(list(unit.changes), ensure_ascii=False), read_content(unit.connection)

    with opened(runner) as register:
        return register.write(head(), whole, dry_run=True)


def by_mapper(unit: UnitOfWork) -> None:
    """An instrument with its sections, as entities."""
    row = Instrument(**WHOLE)
    unit.session.add_all([row, *(Section(instrument=row, **part) for part in PARTS)])


def by_batch(unit: UnitOfWork) -> None:
    """The same, as rows."""
    row = unit.batch.add(NewRow(Instrument, "ours", dict(WHOLE)))
    for part in PARTS:
        unit.batch.add(NewRow(Section, f"ours {part['slug']}", dict(part), {"instrument_id": row}))


@pytest.mark.parametrize("at_once", [1, 2, 50])
def test_a_batch_is_told_as_entities_are(ctrack: Runner, at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The journal tells of a batch byte for byte what it tells of entities, and the rows are the same, keys and all.

    So it is whether a statement inserts one row, or several and the rest by itself.
    """
    monkeypatch.setattr(row_batches, "AT_ONCE", at_once)
    assert try_out(ctrack, by_batch) == try_out(ctrack, by_mapper)


def test_a_batch_is_recorded(anywhere: Runner) -> None:
    """What waits is written with the entry of its command, is undone with it, and its keys are not given again."""
    with opened(anywhere) as register:
        register.write(head("batch"), by_batch)
    (row,) = (row for row in content(anywhere)["instrument"] if row[1] == "ours")
    anywhere.ok("undo")
    with opened(anywhere) as register:
        register.write(head("batch"), by_batch)
    (again,) = (row for row in content(anywhere)["instrument"] if row[1] == "ours")
    assert again[0] > row[0]
    assert again[1:] == row[1:]
    anywhere.ok("db", "check")
