"""`ctrack changes`: what moved, since a day, a journal entry, or the last report that was kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.promises import FORMATS, refused
from tests.support.lives import live
from tests.support.runner import Runner


@pytest.mark.slow
def test_since_a_day(anywhere: Runner) -> None:
    """The same as `report changes`, apart from what proves a report."""
    live(anywhere)
    data, report = (
        anywhere.data("changes", "--since", "2026-10-01"),
        anywhere.data("report", "changes", "--since", "2026-10-01"),
    )
    assert [row["code"] for row in data["backwards"]] == ["KWT-25"]
    assert data == {key: value for key, value in report.items() if key not in ("fingerprint", "entry", "seal")}


def test_as_of_another_day(ctrack: Runner) -> None:
    """With --as-of both ends lie in the past."""
    live(ctrack)
    data = ctrack.data("report", "changes", "--since", "2026-08-01", "--as-of", "2026-09-30")
    assert [row["code"] for row in data["newly_met"]] == ["KWT-25"]
    assert (data["since"], data["as_of"]) == ("2026-08-01", "2026-09-30")


def test_since_the_last_report(anywhere: Runner, tmp_path: Path) -> None:
    """What was recorded after the last report that was kept is told, also of the same day, and by whatever clock."""
    refused(anywhere("changes"), 3, "--since 2026-01-01")
    refused(anywhere("changes", "--since", "last"), 3, "'report --output FILE' keeps")
    anywhere.ok("update", "KWT-25", "--status", "implemented")
    assert "Kept as report 1" in anywhere.ok("report", "--output", str(tmp_path / "a.html")).err
    assert anywhere.data("changes")["total"] == 0
    anywhere.ok("update", "KWT-21", "--status", "implemented", "--on", "2025-01-31")
    data = anywhere.data("changes")
    assert (data["since"], data["since_entry"]) == ("2026-11-21", 2)
    assert [row["code"] for row in data["newly_met"]] == ["KWT-21"]
    assert "KWT-21" not in [row["code"] for row in data["silent"]]
    assert "report 1, journal entry 2" in anywhere.ok("changes").out


def test_what_moves_no_last_report(ctrack: Runner, tmp_path: Path) -> None:
    """A report that is only shown, covers nothing, fails, or covers something else leaves the last one the last."""
    ctrack.ok("report", "--output", str(tmp_path / "a.html"))
    ctrack.ok("update", "KWT-21", "--status", "implemented")
    ctrack.ok("report")
    empty = ctrack.ok("report", "status:met_late", "kind:norm", "due:overdue", "--output", str(tmp_path / "b.html"))
    assert "was not kept" in empty.err
    assert ctrack("report", "kind:evnt", "--output", str(tmp_path / "c.html")).code == 2
    ctrack.ok("report", "kind:event", "--output", str(tmp_path / "d.html"))
    assert ctrack("report", "--output", str(tmp_path / "a.html")).code == 4
    assert [row["code"] for row in ctrack.data("changes")["newly_met"]] == ["KWT-21"]
    assert ctrack.data("changes", "kind:event")["total"] == 0
    assert ctrack.data("report", "history")["total"] == 2


@pytest.mark.slow
def test_since_what_was_submitted(ctrack: Runner, tmp_path: Path) -> None:
    """'submitted' looks back to the last paper that went to somebody, past those that were only kept."""
    refused(ctrack("changes", "--since", "submitted"), 3, "--submit")
    ctrack.ok("report", "--submit", "the Committee", "--output", str(tmp_path / "a.html"))
    ctrack.ok("update", "KWT-21", "--status", "implemented")
    ctrack.ok("report", "--output", str(tmp_path / "b.html"))
    assert ctrack.data("changes", "--since", "last")["total"] == 0
    assert ctrack.data("changes", "--since", "submitted")["total"] == 1
    assert ctrack.data("report", "changes", "--since", "submitted")["total"] == 1


def test_since_an_entry(ctrack: Runner) -> None:
    """A number is a journal entry, a year is a year, and an entry that is not there is refused."""
    for code in ("KWT-21", "KWT-25"):
        ctrack.ok("update", code, "--status", "implemented", "--on", "2024-12-31")
    assert [ctrack.data("changes", "--since", word)["total"] for word in ("1", "#2", "3")] == [2, 1, 0]
    assert ctrack.data("changes", "--since", "2025")["since"] == "2025-12-31"
    refused(ctrack("changes", "--since", "9"), 3, "entry 9")
    assert ctrack.data("changes", "--since", "2026-11-20")["total"] == 0


def test_closed_otherwise(ctrack: Runner) -> None:
    """What is closed as not applicable or overtaken moved neither forwards nor backwards, and may be taken up again."""
    for code, status in (("KWT-25", "implemented"), ("KWT-21", "in_progress"), ("KWT-26", "not_applicable")):
        ctrack.ok("update", code, "--status", status)
    for code, status in (("KWT-25", "overtaken_by_events"), ("KWT-21", "not_applicable"), ("KWT-26", "in_progress")):
        ctrack.ok("update", code, "--status", status)
    data = ctrack.data("changes", "--since", "4")
    found = {name: [row["code"] for row in data[name]] for name in ("closed_otherwise", "reopened", "forwards")}
    assert found == {"closed_otherwise": ["KWT-21", "KWT-25"], "reopened": ["KWT-26"], "forwards": []}
    assert (data["backwards"], data["newly_met"], data["total"]) == ([], [], 3)
    assert "Closed otherwise (2)" in ctrack.ok("changes", "--since", "4").out


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_every_format(ctrack: Runner, name: str) -> None:
    """What moved is told in each format."""
    ctrack.ok("update", "KWT-21", "--status", "implemented")
    assert "KWT-21" in ctrack.ok("changes", "--since", "2026-11-01", "--format", name).out


def test_refusals(ctrack: Runner) -> None:
    """A day to come, one that is none and a wrong filter are refused."""
    refused(ctrack("changes", "--since", "2026-11-22"), 2, "2026-11-22", "after 2026-11-21")
    refused(ctrack("changes", "--since", "someday"), 2, "--since")
    refused(ctrack("changes", "--since", "2026-01-01", "kind:evnt"), 2, "event")


def test_who_spoke_since_an_entry_is_not_silent(ctrack: Runner) -> None:
    """By entry those are silent of whom nothing was recorded after it."""
    ctrack.ok("agency", "add", "moi", "--name", "Ministry of Interior")
    ctrack.ok("assign", "KWT-25", "KWT-26", "KWT-24", "--lead", "moi")
    ctrack.ok("note", "KWT-26", "said before")
    ctrack.ok("update", "KWT-24", "--status", "implemented")
    number = str(ctrack.data("log")["rows"][0]["number"])
    ctrack.ok("note", "KWT-25", "said since")
    silent = [row["code"] for row in ctrack.data("changes", "--since", number)["silent"]]
    assert "KWT-25" not in silent
    assert "KWT-26" in silent
    # What is done has nothing more to say.
    assert "KWT-24" not in silent
