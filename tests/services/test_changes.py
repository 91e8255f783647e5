"""What moved between two days: each undertaking in the list where it belongs, and in no other."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ctrack.domain.dueness import Horizon
from ctrack.domain.records.reports import Changes
from ctrack.services.changes import Before, list_changes
from tests.support.lives import live
from tests.support.registers import HORIZON, copy_register, read
from tests.support.runner import Runner

LATER = Horizon(date(2028, 9, 1))
LISTS = ("newly_met", "forwards", "backwards", "newly_late", "silent")


@pytest.fixture(scope="module", params=["sqlite"])
def lived(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """A register with a life behind it, that no test writes to."""
    folder: Path = tmp_path_factory.mktemp("lived")
    return live(copy_register(request, folder))


def since(runner: Runner, day: str, horizon: Horizon = HORIZON) -> Changes:
    """What moved since the end of a day."""
    return read(runner, lambda connection: list_changes(connection, None, horizon, Before(date.fromisoformat(day))))


def codes(changes: Changes) -> dict[str, set[str]]:
    """The codes of each list."""
    return {name: {change.row.code for change in getattr(changes, name)} for name in LISTS}


def test_each_in_its_list(lived: Runner) -> None:
    """A step back, a step on, what was met and what was silent are told apart."""
    found = codes(since(lived, "2026-10-01"))
    assert found["backwards"] == {"KWT-25"}
    assert found["newly_met"] == {"KWT-21"}
    assert found["newly_late"] == set()
    assert "KWT-01" in found["silent"]
    assert not {"KWT-21", "KWT-25", "KWT-26"} & found["silent"]


def test_all_that_was_between_counts_as_one_move(lived: Runner) -> None:
    """Seen from before both, what was implemented and taken back has moved forwards only."""
    found = codes(since(lived, "2026-08-01"))
    assert "KWT-25" in found["forwards"]
    assert not found["backwards"]


def test_newly_late(ctrack: Runner) -> None:
    """What fell due in between is newly late; what was late then, is not, nor what all owe together."""
    ctrack.ok("add", "NAT-1", "--instrument", "kuwait-2024", "--title", "x", "--deadline", "2026-06")
    found = codes(since(ctrack, "2026-06-30"))
    assert found["newly_late"] == {"NAT-1"}
    assert codes(since(ctrack, "2026-07-01"))["newly_late"] == set()


def test_a_target_that_is_moved_is_a_change(ctrack: Runner) -> None:
    """Putting off is told with both dates; an earlier target, and one taken away, as a target that was set."""
    ctrack.ok("add", "NAT-1", "--instrument", "kuwait-2024", "--title", "x", "--deadline", "2026-06")
    ctrack.ok("add", "NAT-2", "--instrument", "kuwait-2024", "--title", "x", "--deadline", "2027-06")
    ctrack.ok("update", "NAT-1", "--target", "2027-06", "--on", "2026-11-10")
    ctrack.ok("update", "NAT-2", "--target", "2027-01", "--on", "2026-11-10")
    found = since(ctrack, "2026-11-01")
    assert [(change.row.code, change.target_before, change.row.target) for change in found.postponed] == [
        ("NAT-1", None, "2027-06")
    ]
    assert [change.row.code for change in found.moved_dates] == ["NAT-2"]
    assert not found.is_empty
    assert since(ctrack, "2026-11-15").postponed == []
    ctrack.ok("update", "NAT-1", "--target", "none")
    assert [change.row.code for change in since(ctrack, "2026-11-15").moved_dates] == ["NAT-1"]


@pytest.mark.slow
def test_each_date_that_comes_round_is_a_change_of_its_own(ctrack: Runner) -> None:
    """A second meeting is told, though the undertaking counted as implemented before, and so is a date missed."""
    ctrack.ok("add", "NAT-1", "--title", "x", "--deadline", "2026-12-31")
    ctrack.ok("recur", "NAT-1", "--every", "6m")
    for day in ("2026-12-20", "2027-06-25"):
        ctrack.ok("update", "NAT-1", "--status", "implemented", CTRACK_NOW=f"{day}T09:00:00+00:00")
    found = since(ctrack, "2027-01-01", LATER)
    assert [change.row.due for change in found.newly_met if change.row.code == "NAT-1"] == ["2027-06-30"]
    missed = [change.row.due for change in found.newly_missed if change.row.code == "NAT-1"]
    assert missed == ["2027-12-31", "2028-06-30"]
    found = since(ctrack, "2028-07-01", LATER)
    assert [change.row.code for change in (*found.newly_met, *found.newly_missed)] == []


def test_moves_are_told_with_what_was(lived: Runner) -> None:
    """A change holds where the undertaking stood then."""
    (change,) = since(lived, "2026-10-01").backwards
    assert (change.status_before, change.progress_before) == ("implemented", 100)
    assert change.row.status == "in_progress"


def test_nothing_since_today(lived: Runner) -> None:
    """Since the end of today nothing has moved, and what is not open is not silent."""
    changes = since(lived, "2026-11-21")
    assert changes.is_empty
    assert all(change.row.status not in ("implemented", "not_applicable") for change in changes.silent)


@pytest.mark.slow
@pytest.mark.parametrize("day", ["2026-01-01", "2026-10-15", "2026-11-08", "2026-11-21"])
def test_a_comparison_says_what_two_reports_say(lived: Runner, day: str) -> None:
    """Of two days side by side each is as a report of its own, and the difference is that of the rates."""
    compared = lived.data("report", "--compare", day)
    now, then = lived.data("report"), lived.data("report", "--as-of", day)
    for name, report in (("after", now), ("before", then)):
        assert figures(compared["whole"][name]) == figures(report["whole"])
        assert [figures(row[name]) for row in compared["rows"]] == [figures(row) for row in report["rows"]]


def figures(group: dict[str, Any]) -> list[Any]:
    """What a group counts, but for what is new: that has its own period."""
    return [group["key"], group["total"], group["counts"], group["rate"], group["overdue"], group["due_soon"]]


@pytest.mark.slow
def test_the_difference_in_points(ctrack: Runner) -> None:
    """The difference is in points of per cent, with its sign, and falls where work was taken back."""
    ctrack.ok("update", "KWT-25", "--status", "implemented", "--on", "2026-09-01")
    ctrack.ok("update", "KWT-25", "--status", "in_progress", "--on", "2026-11-01")
    ctrack.ok("update", "KWT-21", "--status", "implemented", "--on", "2026-11-02")
    ctrack.ok("update", "KWT-22", "--status", "implemented", "--on", "2026-11-02")
    words = ("report", "instrument:kuwait-2024", "--format", "plain", "--compare")
    assert re.search(r"Total +26 +0/26 0% +2/26 8% +\+7\.7 ", ctrack.ok(*words, "2026-08-31").out)
    assert re.search(r"Total +26 +1/26 4% +2/26 8% +\+3\.8 ", ctrack.ok(*words, "2026-10-31").out)
    fallen = (*words, "2026-09-30", "--as-of", "2026-11-01")
    assert re.search(r"Total +26 +1/26 4% +0/26 0% +-3\.8 ", ctrack.ok(*fallen).out)
    assert ctrack.data(*fallen)["whole"]["difference"] == -3.8
