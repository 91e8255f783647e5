"""`ctrack agency edit`: what is known of an agency changes, its code stays."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.promises import nothing_recorded, refused
from tests.support.runner import Runner


@pytest.fixture
def moi(anywhere: Runner) -> Runner:
    """A register with the Interior, its police, and customs."""
    anywhere.ok("agency", "add", "moi", "--name", "Interior", "--name-ar", "الداخلية")
    anywhere.ok("agency", "add", "police", "--name", "Police", "--parent", "moi")
    anywhere.ok("agency", "add", "customs", "--name", "Customs")
    return anywhere


def known(ctrack: Runner, code: str = "moi") -> dict[str, Any]:
    """What is known of an agency."""
    rows = {row["code"]: row for row in ctrack.data("agency", "list")["rows"]}
    return {name: rows[code][name] for name in ("name", "parent", "party")}


def test_names(moi: Runner) -> None:
    """Each name changes by itself, in each language; undo says which one it brings back, and redo the new one."""
    edit = ("agency", "edit", "داخلية", "--name-ar", "وزارة  الداخلية")
    changed = moi.ok(*edit, "--dry-run")
    assert changed.out == "moi  Interior\n\nName in Arabic  الداخلية -> وزارة الداخلية\n"
    assert moi.ok(*edit).out == changed.out
    assert "moi  Name: [ar] وزارة الداخلية -> [ar] الداخلية" in moi.ok("undo").out
    assert "moi  Name: [ar] الداخلية -> [ar] وزارة الداخلية" in moi.ok("redo").out
    moi.ok("agency", "edit", "moi", "--name-ar", "None")
    assert "Name in Arabic  – -> الداخلية" in moi.ok("agency", "edit", "moi", "--name-ar", "الداخلية").out
    assert moi.ok("verify").code == 0


def test_whose_and_of_what(moi: Runner) -> None:
    """An agency becomes part of another and the agency of another party, and neither; undo brings back what was."""
    moi.ok("party", "add", "FR")
    moi.ok("agency", "edit", "customs", "--parent", "moi", "--party", "fr")
    assert known(moi, "customs") == {"name": "Customs", "parent": "moi", "party": "FR"}
    moi.ok("agency", "edit", "customs", "--parent", "none", "--party", "NONE")
    assert known(moi, "customs") == {"name": "Customs", "parent": None, "party": None}
    moi.ok("undo")
    moi.ok("undo")
    assert known(moi, "customs") == {"name": "Customs", "parent": None, "party": None}
    moi.ok("redo")
    assert known(moi, "customs") == {"name": "Customs", "parent": "moi", "party": "FR"}


def test_refusals(moi: Runner) -> None:
    """What cannot be is refused with what to write, and nothing is recorded."""
    edit = ("agency", "edit", "moi")
    moi.ok("party", "add", "FR")
    moi.ok("agency", "add", "fr-int", "--name", "Interior", "--party", "FR")
    with nothing_recorded(moi):
        refused(moi(*edit), 2, "--name", "--parent", "--party")
        refused(moi("agency", "edit", "mio", "--name", "X"), 3, "Did you mean moi?")
        refused(moi(*edit, "--name", "POLICE"), 4, "Police (police)")
        refused(moi(*edit, "--party", "FR"), 4, "Interior (fr-int)")
        refused(moi(*edit, "--name", "a\x1b[2J"), 4, "U+001B")
        refused(moi(*edit, "--name", "none", "--name-ar", "none"), 4, "without a name")
        refused(moi(*edit, "--parent", "police"), 4, "police is moi, or a part of it")
        refused(moi(*edit, "--parent", "moi"), 4, "moi is moi")
        refused(moi(*edit, "--party", "XX"), 3, "XX")
    assert "INTERIOR" in moi.ok(*edit, "--name", "INTERIOR").out


def test_for_machines(moi: Runner) -> None:
    """JSON and CSV hold what was and what is of everything that is known."""
    edit = ("agency", "edit", "police", "--name", "Public Security", "--dry-run")
    (row,) = moi.data(*edit)["rows"]
    before = {"name": "Police", "name_ar": "", "parent": "moi", "party": ""}
    assert (row["before"], row["after"]) == (before, {**before, "name": "Public Security"})
    assert moi.ok(*edit, "--format", "csv").out.splitlines()[1] == "police,,Police,Public Security,,,moi,moi,,"
