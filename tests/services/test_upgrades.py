"""Registers made before: what comes round gets a status for each of its dates, and the upgrade says what it did."""

from __future__ import annotations

import lzma
from pathlib import Path

import pytest

from tests.support.runner import Runner

# Made by the version before the statuses of dates: a yearly report met once and missed twice, a law that was put off,
# something half-yearly that nobody spoke of, and a step back.
MADE_BEFORE = Path(__file__).parent.parent / "data" / "register-0005.db.xz"


@pytest.fixture
def old(tmp_path: Path) -> Runner:
    """A register that an earlier version made, and nobody has opened since."""
    path = tmp_path / "old.db"
    path.write_bytes(lzma.decompress(MADE_BEFORE.read_bytes()))
    return Runner(str(path), tmp_path)


def test_the_history_is_kept_and_read_anew(old: Runner) -> None:
    """The met date stays met, those after it are missed, the target postpones; what was done is said, and checks."""
    said = old.ok("db", "upgrade").out
    assert "Layout: 0005 -> 0007" in said
    assert "1 date met · 6 dates missed · 1 postponed" in said
    rows = {row["code"]: row for row in old.data("list", "code:NAT-1", "or", "code:NAT-2")["rows"]}
    annual, law = rows["NAT-1"], rows["NAT-2"]
    assert (annual["status"], annual["progress"], annual["due_state"]) == ("not_reported", 0, "overdue")
    assert (law["due"], law["due_state"], law["target"], law["postponed"]) == ("2026-06", "overdue", "2027-06", 1)
    dates = {item["due"]: item["state"] for item in old.data("show", "NAT-1")["cycle"]["occasions"]}
    assert dates == {"2024-03-31": "met", "2025-03-31": "missed", "2026-03-31": "missed"}
    missed = [row["due"] for row in old.data("due", "code:NAT-1")["rows"] if row["due_state"] == "missed"]
    assert missed == ["2025-03-31", "2026-03-31"]
    assert old.data("show", "KWT-26")["status"] == "in_progress"
    old.ok("verify")
    old.ok("db", "check")


def test_the_past_is_read_anew_as_well(old: Runner) -> None:
    """While the next date had not gone by the report counted as implemented; from the day after, no more."""
    old.ok("db", "upgrade")
    for day, status in (("2024-03-19", "not_reported"), ("2025-03-31", "implemented"), ("2025-04-01", "not_reported")):
        assert old.data("list", "code:NAT-1", "--as-of", day)["rows"][0]["status"] == status, day


def test_an_upgrade_is_no_command_of_the_user(old: Runner) -> None:
    """It stands in the log, a second one does nothing, and `undo` takes back what was done before it."""
    old.ok("db", "upgrade")
    assert old.data("log")["rows"][0]["command"] == "db upgrade"
    entries = old.data("log")["total"]
    old.ok("db", "upgrade")
    assert old.data("log")["total"] == entries
    old.ok("undo", "7")
    (law,) = old.data("list", "code:NAT-2")["rows"]
    assert (law["target"], law["postponed"], law["due_state"]) == (None, 0, "overdue")
    assert old("undo", str(entries)).code == 4
    old.ok("verify")
