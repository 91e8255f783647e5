"""--as-of and --known-at: the register of another day, by what was recorded until another."""

from __future__ import annotations

import pytest

from tests.cli.promises import refused
from tests.support.runner import Runner


@pytest.fixture
def told(anywhere: Runner) -> Runner:
    """One commitment, begun in March as was recorded in October, and implemented in November."""
    anywhere.ok("update", "KWT-25", "--status", "in_progress", "--on", "2026-03-01", "--note", "begun",
                CTRACK_NOW="2026-10-05T09:00:00+00:00")  # fmt: skip
    anywhere.ok("update", "KWT-25", "--status", "implemented", "--target", "2027-01-31",
                CTRACK_NOW="2026-11-10T09:00:00+00:00")  # fmt: skip
    return anywhere


def status(runner: Runner, *words: str) -> str:
    """The status of the commitment."""
    found: str = runner.data("list", "code:KWT-25", *words)["rows"][0]["status"]
    return found


def test_two_times(told: Runner) -> None:
    """What held on a day, and what was known of it by then, are two things."""
    assert status(told) == "implemented"
    assert status(told, "--as-of", "2026-11-09") == "in_progress"
    assert status(told, "--as-of", "2026-02-28") == "not_reported"
    assert status(told, "--as-of", "2026-06-30", "--known-at", "2026-10-04") == "not_reported"
    assert status(told, "--as-of", "2026-06-30", "--known-at", "2026-10-05") == "in_progress"
    assert status(told, "--known-at", "2026-11-09") == "in_progress"


def test_everywhere_the_same(told: Runner) -> None:
    """Listing, dossier, due dates and reports speak of the same day."""
    day = ("--as-of", "2026-11-09")
    assert told.data("show", "KWT-25", *day)["status"] == "in_progress"
    assert [update["note"] for update in told.data("show", "KWT-25", *day)["history"]] == [{"en": "begun"}]
    assert told.data("show", "KWT-25", *day)["target"] is None
    report = told.data("report", "code:KWT-25", *day)
    assert (report["as_of"], report["whole"]["counts"]["in_progress"]) == ("2026-11-09", 1)
    assert "9 November 2026" in told.ok("report", "code:KWT-25", *day).out
    late = told.data("due", "--as-of", "2026-07-01")["rows"]
    assert {row["code"]: row["days_left"] for row in late}["KWT-21"] == -1


def test_the_journal_of_one_commitment(told: Runner) -> None:
    """What was recorded after --known-at stands in no report."""
    entries = told.data("report", "one", "KWT-25", "--known-at", "2026-10-31")["entries"]
    assert [entry["command"] for entry in entries] == ["update"]


def test_before_the_first_entry(told: Runner) -> None:
    """On a day before anything was said nothing is reported, and nothing fails."""
    whole = told.data("report", "--as-of", "1999-12-31")["whole"]
    assert whole["counts"]["not_reported"] == whole["total"] == 181
    assert told.data("report", "--known-at", "1999-12-31")["whole"]["counts"]["not_reported"] == 181
    for name in ("deadlines", "changes", "country", "agency", "parties", "assessment"):
        told.ok("report", name, "--as-of", "1999-12-31", *(["--since", "1999-01-01"] if name == "changes" else []))


def test_refusals(ctrack: Runner) -> None:
    """What is no date is refused with the option's name."""
    for option in ("--as-of", "--known-at", "--compare"):
        refused(ctrack("report", option, "someday"), 2, option)
