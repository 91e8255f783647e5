"""`ctrack due --mine`: what the user of the program holds."""

from __future__ import annotations

from tests.cli.promises import refused
from tests.support.runner import Runner


def test_only_what_is_mine(anywhere: Runner) -> None:
    """The user is known by --user or CTRACK_USER, in any case, and a filter narrows on."""
    anywhere.ok("person", "add", "Salem Ali")
    anywhere.ok("person", "add", "Salem")
    anywhere.ok("assign", "KWT-21", "PVE-DAY", "--person", "Salem Ali")
    anywhere.ok("assign", "KWT-22", "--person", "Salem")
    mine = [row["code"] for row in anywhere.data("due", "--mine", "--user", "salem ali")["rows"]]
    assert mine == ["KWT-21", "PVE-DAY"]
    mine = [row["code"] for row in anywhere.data("due", "--mine", CTRACK_USER="Salem")["rows"]]
    assert mine == ["KWT-22"]
    data = anywhere.data("due", "instrument:pve-plan or code:KWT-22", "--mine", "--user", "Salem Ali")
    assert [row["code"] for row in data["rows"]] == ["PVE-DAY"]
    assert anywhere("due", "--mine", "--check", "--user", "Salem").code == 0
    anywhere.ok("update", "KWT-22", "--status", "not_started")
    assert anywhere("due", "--mine", "--check", "--user", "Salem").code == 10


def test_nobody_of_that_name(ctrack: Runner) -> None:
    """Where nobody has the user's name, it is said how to tell who one is; a part of a name is not enough."""
    ctrack.ok("person", "add", "Salem Ali")
    refused(ctrack("due", "--mine"), 3, "tester", "--user NAME", "CTRACK_USER", "person add")
    refused(ctrack("due", "--mine", "--user", "Salem"), 3, "Salem")
