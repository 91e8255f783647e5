"""`ctrack agency`: listing and adding agencies."""

from __future__ import annotations

import pytest

from tests.cli.promises import FORMATS, nothing_recorded, refused
from tests.support.runner import Runner


def test_add_and_list(anywhere: Runner) -> None:
    """An agency is added with its names and its parent, and listed with what it does."""
    assert "agency add" in anywhere.ok("agency", "list").out
    anywhere.ok("agency", "add", "MOI", "--name", "Interior", "--name-ar", "الداخلية")
    anywhere.ok("agency", "add", "police", "--name", "Police", "--parent", "moi")
    anywhere.ok("assign", "KWT-25", "--lead", "police", "--contributing", "moi")
    rows = {row["code"]: row for row in anywhere.data("agency", "list")["rows"]}
    assert (rows["police"]["parent"], rows["police"]["leads"], rows["police"]["contributes"]) == ("moi", 1, 0)
    assert (rows["moi"]["leads"], rows["moi"]["contributes"]) == (0, 1)
    assert "الداخلية" in anywhere.ok("agency", "list", "--lang", "ar").out


def test_dry_run(ctrack: Runner) -> None:
    """A dry run shows the agency and records nothing."""
    with nothing_recorded(ctrack):
        assert "Interior" in ctrack.ok("agency", "add", "moi", "--name", "Interior", "--dry-run").out


@pytest.mark.parametrize("name", FORMATS)
def test_every_format(ctrack: Runner, name: str) -> None:
    """Agencies are listed in each format."""
    ctrack.ok("agency", "add", "moi", "--name", "=1+1 <b>Interior</b>")
    assert "moi" in ctrack.ok("agency", "list", "--format", name).out


def test_an_agency_at_work_stays(ctrack: Runner) -> None:
    """Adding an agency is undone only while nothing stands on it."""
    ctrack.ok("agency", "add", "moi", "--name", "Interior")
    ctrack.ok("assign", "KWT-25", "--lead", "moi")
    assert ctrack("undo", "2").code == 4
    ctrack.ok("undo")
    ctrack.ok("undo", "2")
    assert ctrack.data("agency", "list")["rows"] == []
    ctrack.ok("verify")


def test_whose_agency_it_is(anywhere: Runner) -> None:
    """An agency is the home party's, that of the party named, or that of the agency which it is part of."""
    anywhere.ok("party", "add", "KW")
    anywhere.ok("agency", "add", "moi", "--name", "Interior", "--party", "kw")
    anywhere.ok("agency", "add", "police", "--name", "Police", "--parent", "moi")
    anywhere.ok("agency", "add", "own", "--name", "Own")
    rows = {row["code"]: row["party"] for row in anywhere.data("agency", "list")["rows"]}
    assert rows == {"moi": "KW", "own": None, "police": "KW"}
    assert "Party" in anywhere.ok("agency", "list").out
    refused(anywhere("agency", "add", "x", "--name", "X", "--party", "QQ"), 3, "party add")
