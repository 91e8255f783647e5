"""What follows from one status update: the status, the progress, and what moves when it is said of an earlier day."""

from __future__ import annotations

import pytest

from ctrack.domain.vocabulary import Status
from ctrack.services.standings import find_standing, split
from ctrack.store.chunks import CHUNK
from tests.support.runner import Runner

REPORTED, STARTED, PARTLY, DONE = (
    Status.NOT_REPORTED, Status.IN_PROGRESS, Status.PARTIALLY_IMPLEMENTED, Status.IMPLEMENTED,
)  # fmt: skip


@pytest.mark.parametrize(
    ("before", "at", "status", "progress", "after"),
    [
        (REPORTED, 0, None, 30, (STARTED, 30)),
        (REPORTED, 0, None, 0, (Status.NOT_STARTED, 0)),
        (Status.NOT_STARTED, 0, None, 1, (STARTED, 1)),
        (PARTLY, 40, None, 60, (PARTLY, 60)),
        (DONE, 100, None, 99, (STARTED, 99)),
        (DONE, 100, None, 100, (DONE, 100)),
        (STARTED, 40, None, None, (STARTED, 40)),
        (REPORTED, 0, None, None, (Status.NOT_STARTED, 0)),
        (STARTED, 40, DONE, None, (DONE, 100)),
        (STARTED, 40, DONE, 80, (DONE, 100)),
        (STARTED, 40, Status.NOT_STARTED, 20, (Status.NOT_STARTED, 0)),
        (STARTED, 40, PARTLY, None, (PARTLY, 40)),
        (STARTED, 40, PARTLY, 70, (PARTLY, 70)),
        (DONE, 100, STARTED, None, (STARTED, 0)),
        (DONE, 100, Status.NOT_APPLICABLE, None, (Status.NOT_APPLICABLE, 100)),
    ],
)
def test_status_and_progress(
    before: Status, at: int, status: Status | None, progress: int | None, after: tuple[Status, int]
) -> None:
    """Progress begins the work, being implemented is 100, and a step back from 100 leaves the figure open."""
    assert find_standing(before, at, status, progress) == after


@pytest.mark.parametrize("count", [0, 1, CHUNK, CHUNK + 1])
def test_keys_in_portions(count: int) -> None:
    """Every key once, in order, and no more at a time than a statement binds."""
    parts = list(split(range(count)))
    assert [key for part in parts for key in part] == list(range(count))
    assert all(0 < len(part) <= CHUNK for part in parts)


def stands(ctrack: Runner) -> list[object]:
    """Status, progress, since when, and the newest day on which anything was said."""
    data = ctrack.data("show", "KWT-25")
    return [data["status"], data["progress"], data["status_on"], data["updated_on"], data["regressed"]]


def test_an_earlier_day_is_read_where_it_belongs(ctrack: Runner) -> None:
    """What is said of an earlier day is read where it belongs: the work is older, its figure fell, the newest stays."""
    ctrack.ok("update", "KWT-25", "--status", "in_progress", "--progress", "20", "--on", "2026-10-01")
    ctrack.ok("update", "KWT-25", "--progress", "80", "--on", "2026-09-01")
    assert stands(ctrack) == ["in_progress", 20, "2026-09-01", "2026-10-01", True]
    history = ctrack.data("show", "KWT-25")["history"]
    assert sorted(item["progress"] for item in history) == [20, 80]
    ctrack.ok("note", "KWT-25", "said", "--on", "2026-08-01")
    assert stands(ctrack) == ["in_progress", 20, "2026-09-01", "2026-10-01", True]


def test_the_same_status_keeps_its_day_and_a_fall_is_told(ctrack: Runner) -> None:
    """`since` is the day of the status and not of the last figure; less progress is a step back, more is none."""
    ctrack.ok("update", "KWT-25", "--status", "in_progress", "--progress", "60", "--on", "2026-09-01")
    ctrack.ok("update", "KWT-25", "--progress", "50", "--on", "2026-10-01")
    assert stands(ctrack) == ["in_progress", 50, "2026-09-01", "2026-10-01", True]
    ctrack.ok("update", "KWT-25", "--progress", "50", "--on", "2026-10-02")
    assert stands(ctrack) == ["in_progress", 50, "2026-09-01", "2026-10-02", False]
    ctrack.ok("update", "KWT-25", "--status", "implemented", "--on", "2026-11-01")
    assert stands(ctrack) == ["implemented", 100, "2026-11-01", "2026-11-01", False]
