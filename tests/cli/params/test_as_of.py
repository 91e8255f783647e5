"""--as-of and --known-at: the register of another day, by what was recorded until another."""

from __future__ import annotations

import pytest

from tests.cli.promises import refused
from tests.support.runner import Runner


@pytest.fixture
def told(anywhere: Runner) -> Runner:
    """One commitment, begun in March as was recorded in December, and implemented in January."""
    anywhere.ok("update", "KWT-25", "--status", "in_progress", "--on", "2026-03-01", "--note", "begun",
                CTRACK_NOW="2026-12-05T09:00:00+00:00")  # fmt: skip
    anywhere.ok("update", "KWT-25", "--status", "implemented", "--target", "2027-01-31",
                CTRACK_NOW="2027-01-10T09:00:00+00:00")  # fmt: skip
    return Runner(anywhere.database, anywhere.home, {"CTRACK_NOW": "2027-01-20T09:00:00+00:00"})


def status(runner: Runner, *words: str) -> str:
    """The status of the commitment."""
    found: str = runner.data("list", "code:KWT-25", *words)["rows"][0]["status"]
    return found


@pytest.mark.slow
def test_two_times(told: Runner) -> None:
    """What held on a day, and what was known of it by then, are two things."""
    assert status(told) == "implemented"
    assert status(told, "--as-of", "2027-01-09") == "in_progress"
    assert status(told, "--as-of", "2026-02-28") == "not_reported"
    assert status(told, "--as-of", "2026-06-30", "--known-at", "2026-12-04") == "not_reported"
    assert status(told, "--as-of", "2026-06-30", "--known-at", "2026-12-05") == "in_progress"
    assert status(told, "--known-at", "2027-01-09") == "in_progress"


def test_everywhere_the_same(told: Runner) -> None:
    """Listing, dossier, due dates and reports speak of the same day."""
    day = ("--as-of", "2027-01-09")
    assert told.data("show", "KWT-25", *day)["status"] == "in_progress"
    assert [update["note"] for update in told.data("show", "KWT-25", *day)["history"]] == [{"en": "begun"}]
    assert told.data("show", "KWT-25", *day)["target"] is None
    report = told.data("report", "code:KWT-25", *day)
    assert (report["as_of"], report["whole"]["counts"]["in_progress"]) == ("2027-01-09", 1)
    assert "9 January 2027" in told.ok("report", "code:KWT-25", *day).out
    told.ok("add", "NAT-1", "--instrument", "kuwait-2024", "--title", "x", "--deadline", "2026-06")
    late = told.data("due", "--as-of", "2026-07-01")["rows"]
    assert {row["code"]: row["days_left"] for row in late}["NAT-1"] == -1
    assert {row["code"]: row["days_left"] for row in late}["KWT-21"] is None


def test_the_journal_of_one_commitment(told: Runner) -> None:
    """What was recorded after --known-at stands in no report."""
    entries = told.data("report", "one", "KWT-25", "--known-at", "2026-12-31")["entries"]
    assert [entry["command"] for entry in entries] == ["update"]


READING = (
    ("report",), ("report", "deadlines"), ("report", "changes", "--since", "1999-01-01"), ("report", "country"),
    ("report", "agency"), ("report", "parties"), ("report", "assessment"), ("report", "one", "KWT-25"),
    ("list",), ("due",), ("show", "KWT-25"), ("report", "--by", "party"),
)  # fmt: skip


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_a_day_before_everything(ctrack: Runner, words: tuple[str, ...]) -> None:
    """On a day before the first instrument, or the first entry, one sentence says so and no table is made."""
    refused(ctrack(*words, "--as-of", "1999-12-31"), 3, "nothing in this register was in force", "2001-09-28")
    refused(ctrack(*words, "--known-at", "1999-12-31"), 3, "nothing had been recorded", "2026-11-21")
    refused(ctrack(*words, "--today", "1999-12-31"), 3, "nothing in this register was in force", "2001-09-28")


def test_refusals(ctrack: Runner) -> None:
    """What is no date is refused with the option's name."""
    for option in ("--as-of", "--known-at", "--compare"):
        refused(ctrack("report", option, "someday"), 2, option)
