"""`ctrack person`: listing and adding people."""

from __future__ import annotations

import pytest

from tests.cli.promises import FORMATS, nothing_recorded
from tests.support.runner import Runner


def test_add_and_list(anywhere: Runner) -> None:
    """A person is added with all that reminders need, and listed with what they hold."""
    assert "person add" in anywhere.ok("person", "list").out
    anywhere.ok("agency", "add", "moi", "--name", "Interior")
    facts = ("--email", "s@moi.gov.kw", "--language", "ar_KW", "--time-zone", "Asia/Kuwait", "--agency", "moi")
    anywhere.ok("person", "add", "  Salem   Ali ", *facts)
    anywhere.ok("assign", "KWT-25", "--person", "salem")
    (row,) = anywhere.data("person", "list")["rows"]
    assert (row["name"], row["email"], row["language"], row["agency"], row["undertakings"]) == (
        "Salem Ali", "s@moi.gov.kw", "ar", "moi", 1,
    )  # fmt: skip


def test_dry_run(ctrack: Runner) -> None:
    """A dry run shows the person and records nothing."""
    with nothing_recorded(ctrack):
        assert "Salem" in ctrack.ok("person", "add", "Salem", "--dry-run").out
    assert ctrack.data("person", "list")["rows"] == []


@pytest.mark.parametrize("name", FORMATS)
def test_every_format(ctrack: Runner, name: str) -> None:
    """People are listed in each format."""
    ctrack.ok("person", "add", "سالم")
    assert "سالم" in ctrack.ok("person", "list", "--format", name).out
