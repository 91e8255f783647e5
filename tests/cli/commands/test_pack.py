"""`ctrack pack make`, `merge` and `status`: what agencies fill in goes out, comes back, and nothing is lost."""

from __future__ import annotations

import pytest

from tests.cli.promises import nothing_recorded, refused
from tests.support.packs import SECRET, SLICES, fill, make, merge, read_raw, share_out
from tests.support.runner import Runner


@pytest.fixture
def shared(ctrack: Runner) -> Runner:
    """A register of three agencies."""
    return share_out(ctrack)


@pytest.mark.slow
def test_the_story(anywhere: Runner) -> None:
    """A pack to three agencies is merged back: one in conflict, one broken, one late; undo takes a merge back whole."""
    runner = share_out(anywhere)
    moi, mfa, moj = (make(runner, agency, "--by", "2026-12-10") for agency in SLICES)
    standing = {row["agency"]: row["state"] for row in runner.data("pack", "status")["rows"]}
    assert standing == dict.fromkeys(SLICES, "sent")
    fill(moi, {("KWT-21", "Progress"): 60, ("KWT-22", "Status"): "implemented", ("KWT-25", "Note"): "Two are named"})
    runner.ok("update", "KWT-21", "--progress", "45")

    with nothing_recorded(runner):
        listed = runner("pack", "merge", str(moi), "--format", "json")
        assert listed.code == 4
        (found,) = listed.data["files"]
        assert found["counts"] == {"accepted": 2, "unchanged": 0, "conflict": 1, "refused": 0}
        (conflict,) = found["rows"][0]["fields"]
        assert (conflict["sent"], conflict["ours"], conflict["theirs"]) == (30, 45, 60)
        assert merge(runner, moi, "--theirs", "-n")["counts"]["conflict"] == 1
    merge(runner, moi, "--ours")
    with nothing_recorded(runner):
        assert merge(runner, moi)["counts"] == {"accepted": 0, "unchanged": 3, "conflict": 0, "refused": 0}
    shown = runner.data("show", "KWT-21")
    assert shown["progress"] == 45
    kept = next(each for each in shown["history"] if each["author"] == "moi")
    assert kept["voice"] == "agency"
    assert "60%" in kept["note"]["en"]
    assert "45%" in kept["note"]["en"]
    assert "moi.xlsx" in str(kept["sources"])
    assert runner.data("show", "KWT-22")["status"] == "implemented"

    mfa.write_bytes(mfa.read_bytes()[:3000])
    with nothing_recorded(runner):
        refused(runner("pack", "merge", str(mfa)), 4, "mfa.xlsx")
    late = {
        row["agency"]: row["state"] for row in runner.data("pack", "status", CTRACK_NOW="2026-12-11T09:00:00")["rows"]
    }
    assert late == {"moi": "back", "mfa": "late", "moj": "late"}
    fill(moj, {("KWT-23", "Status"): "in progress"})
    assert merge(runner, moj)["counts"]["accepted"] == 1

    before = runner.data("show", "KWT-23")["status"]
    runner.ok("undo")
    assert (before, runner.data("show", "KWT-23")["status"]) == ("in_progress", "not_reported")
    assert runner.data("pack", "status", "--agency", "moj")["rows"][0]["state"] == "sent"
    assert merge(runner, moj)["counts"]["accepted"] == 1
    runner.ok("verify")


@pytest.mark.parametrize("ending", ["xlsx", "db"])
def test_never_more_than_the_slice(ending: str, shared: Runner) -> None:
    """No byte of a pack holds a code or title of another's, an internal note, a person, or the words of the filter."""
    shared.ok("person", "add", "Noura Alsabah", "--email", "noura@example.org")
    shared.ok("assign", "KWT-21", "--person", "Noura Alsabah")
    shared.ok("update", "KWT-21", "--tag", "minefield")
    words = () if ending == "xlsx" else ("--format", "register")
    raw = read_raw(make(shared, "moi", *words, "not", "unheard-of", ending=ending))
    rows = [row for row in shared.data("list", "--all")["rows"] if row["code"] not in SLICES["moi"]]
    others, named = [row["code"] for row in rows], [row["title"] for row in rows]
    secrets = [SECRET, "Noura", "noura@", "minefield", "unheard-of", "moj", *others, *named]
    for word in secrets:
        assert word.encode() not in raw, word
    assert all(code.encode() in raw for code in SLICES["moi"])
