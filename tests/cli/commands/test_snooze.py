"""`ctrack snooze`: reminders that wait until after a day."""

from __future__ import annotations

import pytest

from tests.cli.promises import nothing_recorded, refused
from tests.support.runner import Runner

PLANNED = ("remind", "person:Noura", "--dry-run", "--format", "json")


def reminded(ctrack: Runner, *arguments: str) -> list[str]:
    """The codes that a run would remind of."""
    rows = ctrack.ok(*PLANNED, *arguments).data["rows"]
    return sorted(notice["code"] for mail in rows for notice in mail["notices"])


@pytest.fixture
def staffed(anywhere: Runner) -> Runner:
    """Somebody to be reminded of two things that are overdue."""
    anywhere.ok("person", "add", "Noura", "--email", "noura@moi.gov.kw")
    anywhere.ok("assign", "KWT-21", "KWT-22", "--person", "Noura")
    return anywhere


def test_quiet_through_its_last_day(staffed: Runner) -> None:
    """What is paused is reminded of again on the day after, and stays due all the while."""
    outcome = staffed.ok("snooze", "KWT-21", "--until", "2026-12")
    assert outcome.out.splitlines()[-1] == "No reminders until after  – -> 31 December 2026"
    assert reminded(staffed) == ["KWT-22"]
    assert "KWT-21" not in reminded(staffed, "--today", "2026-12-31")
    assert reminded(staffed, "--today", "2027-01-01") == ["KWT-21", "KWT-22"]
    assert "KWT-21" in staffed.ok("due").out
    assert staffed.ok("verify").code == 0


def test_none_ends_it(staffed: Runner) -> None:
    """`none` ends a pause, in whatever case; undo brings it back."""
    staffed.ok("snooze", "KWT-21", "--until", "eoy")
    assert "31 December 2026 -> –" in staffed.ok("snooze", "KWT-21", "--until", "NONE").out
    assert reminded(staffed) == ["KWT-21", "KWT-22"]
    staffed.ok("undo")
    assert reminded(staffed) == ["KWT-22"]


def test_by_filter_for_programs(ctrack: Runner) -> None:
    """A filter pauses all that fit; what programs read names each of them."""
    lines = ctrack.ok(
        "snooze", "status:not_looked_up", "instrument:kuwait-2024", "--until", "eoy", "--format", "csv"
    ).out
    assert lines.splitlines() == [
        "code,party,snoozed_until_before,snoozed_until_after",
        "KWT-21,NFP,,2026-12-31",
        "KWT-22,NFP,,2026-12-31",
    ]


def test_refusals(ctrack: Runner) -> None:
    """A day that is over, no day, no such code: refused, and nothing is recorded."""
    with nothing_recorded(ctrack):
        refused(ctrack("snooze", "KWT-21", "--until", "yesterday"), 4, "2026-11-20", "2026-11-21")
        refused(ctrack("snooze", "KWT-21", "--until", "someday"), 2, "--until", "someday")
        refused(ctrack("snooze", "KWT-21", "--until", ""), 2, "empty")
        refused(ctrack("snooze", "KWT-21"), 2, "--until")
        refused(ctrack("snooze", "KWT-99", "--until", "eoy"), 3, "KWT-99")
        refused(ctrack("snooze", "status:overdue", "code:KWT-25", "--until", "eoy"), 3, "code:KWT-25")
        assert ctrack.ok("snooze", "KWT-21", "--until", "eoy", "--dry-run").err.startswith("Dry run")
    ctrack.ok("snooze", "KWT-21", "--until", "today")
