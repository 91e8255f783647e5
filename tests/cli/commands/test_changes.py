"""`ctrack changes`: what moved, since a day or since the last report that was made here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.promises import FORMATS, refused
from tests.support.lives import live
from tests.support.runner import Runner


def test_since_a_day(anywhere: Runner) -> None:
    """The same as `report changes`, apart from what proves a report."""
    live(anywhere)
    data, report = (
        anywhere.data("changes", "--since", "2026-10-01"),
        anywhere.data("report", "changes", "--since", "2026-10-01"),
    )
    assert [row["code"] for row in data["backwards"]] == ["KWT-25"]
    assert data == {key: value for key, value in report.items() if key not in ("fingerprint", "entry")}


def test_as_of_another_day(ctrack: Runner) -> None:
    """With --as-of both ends lie in the past."""
    live(ctrack)
    data = ctrack.data("report", "changes", "--since", "2026-08-01", "--as-of", "2026-09-30")
    assert [row["code"] for row in data["newly_met"]] == ["KWT-25"]
    assert (data["since"], data["as_of"]) == ("2026-08-01", "2026-09-30")


def test_since_the_last_report(ctrack: Runner, tmp_path: Path) -> None:
    """The day of the last report is remembered beside the user's state, each register for itself."""
    refused(ctrack("changes"), 3, "--since 2026-01-01")
    refused(ctrack("changes", "--since", "last"), 3, "--since 2026-01-01")
    ctrack.ok("report", XDG_STATE_HOME=str(tmp_path / "state"), CTRACK_NOW="2026-11-15T09:00:00+00:00")
    ctrack.ok("update", "KWT-21", "--status", "implemented")
    data = ctrack.data("changes", XDG_STATE_HOME=str(tmp_path / "state"))
    assert data["since"] == "2026-11-15"
    assert [row["code"] for row in data["newly_met"]] == ["KWT-21"]
    assert json.loads((tmp_path / "state/ctrack/reports.json").read_text()) == {ctrack.database: "2026-11-15"}
    refused(ctrack("changes"), 3, "--since 2026-01-01")


@pytest.mark.parametrize("content", ["", "[]", "nonsense", '{"%s": 5}', '{"%s": "someday"}', '{"%s": null}'])
def test_a_spoilt_memory(ctrack: Runner, tmp_path: Path, content: str) -> None:
    """What is remembered and cannot be read counts as nothing, and the next report mends it."""
    path = tmp_path / "state" / "ctrack" / "reports.json"
    path.parent.mkdir(parents=True)
    path.write_text(content.replace("%s", ctrack.database))
    state = str(tmp_path / "state")
    refused(ctrack("changes", XDG_STATE_HOME=state), 3, "--since")
    ctrack.ok("report", XDG_STATE_HOME=state)
    ctrack.ok("changes", XDG_STATE_HOME=state)


def test_a_state_that_cannot_be_written(ctrack: Runner) -> None:
    """A report is made also where nothing can be remembered."""
    ctrack.ok("report", XDG_STATE_HOME="/dev/null/state")


def test_no_password_is_remembered(on_server: Runner, tmp_path: Path) -> None:
    """Of an address with a password, the password stays out of the state."""
    address = on_server.database.replace("tester@", "tester:hush@")
    environ = {"XDG_STATE_HOME": str(tmp_path / "state"), "CTRACK_DB": address}
    on_server.ok("report", **environ)
    assert "hush" not in (tmp_path / "state/ctrack/reports.json").read_text()
    on_server.ok("changes", **environ)


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
