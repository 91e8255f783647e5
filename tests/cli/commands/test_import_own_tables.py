"""`ctrack import` of tables that ctrack itself wrote: what they say is what the register says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.promises import nothing_recorded
from tests.support.runner import Runner

FILTER = "instrument:kuwait-2024"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_listing_changes_nothing(ctrack: Runner, tmp_path: Path, language: str) -> None:
    """A listing in CSV says what is there already, as commitments and as updates; of other parties nothing is said."""
    ctrack.ok("update", "KWT-25", "--status", "in_progress", "--progress", "40", "--target", "2027-05-01")
    path = tmp_path / "own.csv"
    ctrack.ok("--lang", language, "-o", str(path), "list", FILTER)
    with nothing_recorded(ctrack):
        assert ctrack.data("import", str(path), "--instrument", "kuwait-2024")["counts"]["unchanged"] == 28
        done = ctrack.data("import", str(path), "--into", "updates")
        assert "--instrument kuwait-2024" in ctrack("import", str(path), "--instrument", "other").err
    assert done["counts"]["unchanged"] == 28
    assert "it is of UN, and was left alone." in {row["reason"] for row in done["rows"]}


def test_a_listing_comes_into_another_register(ctrack: Runner, tmp_path: Path) -> None:
    """A listing gives a register without its instrument the same commitments, and then the same standing."""
    ctrack.ok("update", "SC-1373-2E", "--status", "in_progress", "--progress", "40")
    path = tmp_path / "own.csv"
    ctrack.ok("-o", str(path), "list", "instrument:sc-1373")
    other = Runner(str(tmp_path / "other.db"), tmp_path)
    other.ok("init", "--instruments", "none")
    assert other.data("import", str(path), "--instrument", "sc-1373")["counts"]["created"] == 22
    assert other.data("import", str(path), "--into", "updates")["counts"]["updated"] == 1
    listed = other.ok("-f", "csv", "list", "instrument:sc-1373").out
    assert listed.splitlines() == path.read_text("utf-8-sig").splitlines()
