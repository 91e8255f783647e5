"""A list that is cut on a terminal says how many it has and what shows them all; in a file nothing is cut."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.support.runner import Runner

SHOWN = re.compile(r"(\d+) of (\d+) shown; --all shows the rest")
MEASURES = ("--status", "implemented", "--on", "2026-11-01")


@pytest.fixture(scope="module")
def busy(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """A register with fourteen overdue undertakings, fourteen done late and many said of, that no test writes to."""
    path = tmp_path_factory.mktemp("cuts") / "busy.db"
    shutil.copyfile(template, path)
    runner = Runner(str(path), path.parent)
    for number in range(1, 15):
        runner.ok("add", f"OWN-{number:02}", "--title", f"Own {number}", "--deadline", "2026-09-30")
        runner.ok("add", f"MET-{number:02}", "--title", f"Met {number}", "--deadline", "2026-08-31")
    runner.ok("update", *(f"MET-{number:02}" for number in range(1, 15)), *MEASURES)
    return runner


def on_terminal(runner: Runner, *words: str) -> str:
    """What a terminal shows, without colour."""
    return runner.ok(*words, "--color", "never", terminal=True, COLUMNS="110").out


def test_the_report_says_how_many(busy: Runner) -> None:
    """Overdue and done late show twelve rows each on a terminal, and say of how many; there it ends, and says so."""
    out = on_terminal(busy, "report")
    found = SHOWN.findall(out)
    overdue = busy.data("report")["whole"]["overdue"]
    assert overdue == 14
    assert ("12", str(overdue)) in found
    assert found.count(("12", "14")) == 2
    assert "What changed since" in " ".join(out.split()).partition("Not shown here: ")[2].partition("--full")[0]
    every = on_terminal(busy, "report", "--all")
    assert on_terminal(busy, "report", "--full") == every
    assert "Not shown here" not in every
    assert not SHOWN.search(every)
    for number in range(1, 15):
        assert every.count(f"MET-{number:02}") == 2
        assert f"OWN-{number:02}" in every


@pytest.mark.slow
def test_a_pipe_and_a_file_have_all(busy: Runner, tmp_path: Path) -> None:
    """Through a pipe, in a file and in JSON every list is whole, also where a table was asked for."""
    path = tmp_path / "x.txt"
    busy.ok("report", "--format", "table", "--output", str(path), terminal=True, COLUMNS="110")
    for text in (busy.ok("report").out, path.read_text("utf-8")):
        assert not SHOWN.search(text)
        assert all(text.count(f"MET-{number:02}") == 2 for number in range(1, 15))
    data = busy.data("report")
    assert len(data["met_late"]) == len(data["events"]) == 14
    assert len(data["pressing"]) == data["whole"]["overdue"] + data["whole"]["due_soon"]


def test_the_dashboard(busy: Runner) -> None:
    """`ctrack` alone shows twelve that press, says of how many, and `ctrack --all` shows every one."""
    overdue = busy.data()["whole"]["overdue"]
    assert ("12", str(overdue)) in SHOWN.findall(on_terminal(busy))
    every = on_terminal(busy, "--all")
    assert not SHOWN.search(every)
    assert all(f"OWN-{number:02}" in every for number in range(1, 15))
    assert len(busy.data()["pressing"]) == overdue
    # It is one screen through a pipe as well, and says so; programs get every row.
    assert ("12", str(overdue)) in SHOWN.findall(busy.ok().out)
    assert not SHOWN.search(busy.ok("--all").out)
    assert busy.ok("--format", "csv").out.count("\r\n") == 1 + overdue


def test_the_assessment(busy: Runner) -> None:
    """The assessment shows five of each on a terminal, and all of them elsewhere."""
    short = len(busy.data("report", "assessment")["shortfalls"])
    assert short > 150
    assert ("5", str(short)) in SHOWN.findall(on_terminal(busy, "report", "assessment"))
    assert not SHOWN.search(busy.ok("report", "assessment").out)
    assert not SHOWN.search(on_terminal(busy, "report", "assessment", "--all"))


def test_what_was_silent(busy: Runner) -> None:
    """The changes name twenty silent codes on a terminal and say of how many; elsewhere they name all."""
    words = ("report", "changes", "--since", "2026-01-01")
    silent = len(busy.data(*words)["silent"])
    assert ("20", str(silent)) in SHOWN.findall(on_terminal(busy, *words))
    whole = busy.ok(*words).out
    assert not SHOWN.search(whole)
    assert len(re.findall(r"\b(?:OWN|PVE|GCTS|HLC|CTW|DUSH|KWT|SC)-[A-Z0-9-]+", whole)) >= silent


def test_a_listing(busy: Runner) -> None:
    """A listing is cut on a terminal alone; --all may stand before the command or after it."""
    total = busy.data("list")["total"]
    assert f"25 of {total} shown; --all shows the rest" in busy.ok("list", terminal=True, COLUMNS="110").err
    for words in (("--all", "list"), ("list", "--all")):
        assert "--all" not in busy.ok(*words, terminal=True, COLUMNS="110").err


def test_dates_that_have_passed(ctrack: Runner) -> None:
    """Of what comes round `show` names four dates on a terminal and says of how many; elsewhere all."""
    ctrack.ok("recur", "KWT-25", "--every", "1m", "--anchor", "2026-11-30")
    later = ("--today", "2027-08-31")
    ctrack.ok("update", "KWT-25", "--status", "implemented", *later)
    states = [item["state"] for item in ctrack.data("show", "KWT-25", *later)["cycle"]["occasions"]]
    passed = sum(state in ("met", "met_late", "missed") for state in states)
    assert passed > 4
    assert SHOWN.findall(" ".join(on_terminal(ctrack, "show", "KWT-25", *later).split())) == [("4", str(passed))]
    assert not SHOWN.search(ctrack.ok("show", "KWT-25", *later).out)
    assert "--all" not in on_terminal(ctrack, "show", "KWT-25", "--all", *later)


def test_dates_ahead_are_all_there(ctrack: Runner) -> None:
    """Whatever comes round every day is listed for as many days as were asked for."""
    ctrack.ok("recur", "KWT-25", "--every", "1d", "--anchor", "2026-11-21")
    rows = ctrack.data("due", "code:KWT-25", "--next", "500d")["rows"]
    assert len(rows) == 501


def test_the_log_of_mails(ctrack: Runner) -> None:
    """The outbox has no limit of its own in a pipe."""
    assert "default 50" not in ctrack.ok("remind", "log", "--help").out
    assert "50 on a terminal" in " ".join(ctrack.ok("remind", "log", "--help").out.split())
