"""A newer file of an instrument: statuses stay with their codes, and nothing that was said or corrected is lost."""

from __future__ import annotations

import sqlite3
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from tests.cli.promises import refused
from tests.services.test_upgrades import take_out
from tests.support.runner import Runner

HEAD = """\
schema = 1
slug = "own-plan"
kind = "other"
title.en = "{title}"
[[section]]
slug = "first"
title.en = "First"
[[section]]
slug = "second"
title.en = "Second"
"""
SUCCEEDS = 'links = [{ to = "OP-3", relation = "succeeds" }]'
ROW = """
[[commitment]]
code = "{code}"
section = "{section}"
kind = "action"
addressee = "member_states"
title.en = "{title}"
verification = "unchecked"
{more}
"""


def write(path: Path, title: str, *rows: tuple[str, str, str, str]) -> str:
    """A file with these commitments."""
    names = ("code", "section", "title", "more")
    text = HEAD.format(title=title) + "".join(ROW.format(**dict(zip(names, row, strict=True))) for row in rows)
    path.write_text(text, encoding="utf-8")
    return str(path)


def kinds(data: Any) -> dict[str, list[str]]:
    """The codes of each kind of change."""
    found: dict[str, list[str]] = {}
    for change in data["instruments"][0]["changes"]:
        found.setdefault(change["kind"], []).append(change["code"])
    return found


@pytest.mark.slow
def test_a_newer_file_is_taken_over_and_what_hangs_on_codes_stays(ctrack: Runner, tmp_path: Path) -> None:
    """New, split, moved, reworded, retired and set aside are told apart; a dry run records nothing, undo all of it."""
    file = tmp_path / "own.toml"
    write(file, "Plan", ("OP-1", "first", "One", ""), ("OP-2", "first", "Two", ""), ("OP-3", "first", "Three", ""),
          ("OP-4", "first", "Four", ""))  # fmt: skip
    ctrack.ok("instrument", "add", str(file))
    for code in ("OP-1", "OP-2", "OP-3", "OP-4"):
        ctrack.ok("update", code, "--status", "in_progress", "--progress", "30", "--note", f"said of {code}")
    ctrack.ok("add", "OP-99", "--title", "Mine", "--instrument", "own-plan", "--section", "first")
    write(file, "Plan", ("OP-1", "first", "One, reworded", ""), ("OP-2", "second", "Two", ""),
          ("OP-5", "first", "Half of three", SUCCEEDS), ("OP-6", "second", "Six", ""))  # fmt: skip
    before = ctrack.data("list", "instrument:own-plan")["rows"]
    wanted = {"new": ["OP-6"], "split": ["OP-5"], "moved": ["OP-2"], "reworded": ["OP-1"], "retired": ["OP-3"],
              "set_aside": ["OP-4"], "added_here": ["OP-99"]}  # fmt: skip
    assert kinds(ctrack.data("instrument", "upgrade", str(file), "--dry-run")) == wanted
    assert ctrack.data("list", "instrument:own-plan")["rows"] == before
    assert kinds(ctrack.data("instrument", "upgrade", str(file))) == wanted
    shown = ctrack.data("show", "OP-1")
    assert (shown["title"], shown["progress"], shown["history"][0]["note"]) == (
        "One, reworded", 30, {"en": "said of OP-1"},
    )  # fmt: skip
    assert shown["earlier"][0] | {"until": ""} == {"until": "", "part": "title", "was": {"en": "One"}}
    assert "Title: One" in ctrack.ok("show", "OP-1").out
    assert ctrack.data("list", "section:second")["total"] == 2
    assert ctrack.data("show", "OP-3")["history"][0]["note"] == {"en": "said of OP-3"}
    assert "OP-5" in ctrack.data("show", "OP-3")["withdrawn"]["why"]["en"]
    assert ctrack.data("instrument", "upgrade", str(file))["instruments"][0]["unchanged"] == 4
    ctrack.ok("verify")
    entries = ctrack.data("log")["total"]
    ctrack.ok("undo")
    assert ctrack.data("list", "instrument:own-plan")["rows"] == before
    assert ctrack.data("log")["total"] == entries + 1
    ctrack.ok("verify")


def test_a_language_that_is_added_is_no_rewording(ctrack: Runner, tmp_path: Path) -> None:
    """What says the same in one more language is counted, and has no wording of before; reasons of links gain it."""
    file = tmp_path / "own.toml"
    link = (
        'links = [{ to = "OP-2", relation = "intersects", reason = { en = "Both"%s } }]\n'
        'deadline_words = { en = "Soon"%s }'
    )
    write(file, "Plan", ("OP-1", "first", "One", link % ("", "")), ("OP-2", "first", "Two", ""))
    ctrack.ok("instrument", "add", str(file))
    french = link % (', fr = "Les deux"', ', fr = "Bientôt"')
    write(file, "Plan", ("OP-1", "first", "One", f'title.fr = "Un"\n{french}'),
          ("OP-2", "first", "Two, reworded", 'title.fr = "Deux"'))  # fmt: skip
    done = kinds(ctrack.data("instrument", "upgrade", str(file)))
    assert done == {"detailed": ["OP-1"], "reworded": ["OP-2"]}
    shown = ctrack.data("show", "OP-1")
    assert (shown["titles"], shown["earlier"]) == ({"en": "One", "fr": "Un"}, [])
    assert shown["links"][0]["reason"] == {"en": "Both", "fr": "Les deux"}
    assert len(ctrack.data("show", "OP-2")["earlier"]) == 1
    ctrack.ok("verify")


def test_a_correction_stays_beside_what_the_file_says_now(ctrack: Runner, tmp_path: Path) -> None:
    """What was corrected here is not overwritten; the file's newer words stand beside it, and --restore takes them."""
    text = files("ctrack.catalogue").joinpath("dushanbe-2022.toml").read_text("utf-8")
    title = next(line for line in text[text.index('code = "DUSH-01"') :].splitlines() if line.startswith("title.en"))
    file = tmp_path / "newer.toml"
    file.write_text(text.replace(title, 'title.en = "As the newer file has it"'), encoding="utf-8")
    ctrack.ok("edit", "DUSH-01", "--title", "As we read it")
    assert kinds(ctrack.data("instrument", "upgrade", str(file)))["corrected"] == ["DUSH-01"]
    shown = ctrack.data("show", "DUSH-01")
    assert shown["title"] == "As we read it"
    assert shown["corrections"]["title"]["was"]["en"] == "As the newer file has it"
    ctrack.ok("edit", "DUSH-01", "--restore")
    assert ctrack.data("show", "DUSH-01")["title"] == "As the newer file has it"


def test_what_the_register_does_not_hold_is_refused(ctrack: Runner, tmp_path: Path) -> None:
    """An upgrade takes in no instrument: that is what add is for."""
    file = write(tmp_path / "own.toml", "Plan", ("OP-1", "first", "One", ""))
    refused(ctrack("instrument", "upgrade", file), 3, "own-plan", "instrument add")
    assert "nothing was recorded" in ctrack.ok("instrument", "upgrade").out


@pytest.mark.slow
def test_a_register_of_version_0_1_comes_to_the_catalogue_of_today(tmp_path: Path) -> None:
    """Every status, note, target and person stays with its code, in whatever instrument that stands now."""
    old = take_out("0003", tmp_path)
    old.ok("db", "upgrade")
    old.ok("edit", "KWT-25", "--title", "Our title")
    kept = ("code", "party", "status", "progress", "target", "position", "priority", "tags", "agency", "person")
    every = ("--all", "list", "--format", "json")
    rows = [
        row for row in old(*every).data["rows"] if row["status"] != "not_reported" or row["priority"] or row["target"]
    ]
    before = {row["code"]: [row[name] for name in kept] for row in rows}
    assert len(before) > 5
    done = old.data("instrument", "upgrade")["instruments"]
    changes = [change for item in done for change in item["changes"]]
    assert {item["slug"]: item["new"] for item in done}["sc-2396"]
    assert sum(change["kind"] == "moved" for change in changes) > 40
    assert not [change for change in changes if change["kind"] in ("set_aside", "retired") and not change["others"]]
    after = {row["code"]: [row[name] for name in kept] for row in old(*every).data["rows"]}
    assert {code: after[code] for code in before} == before
    assert old.data("show", "KWT-25")["title"] == "Our title"
    assert old.data("show", "HLC-2396-30")["binding"] is True
    old.ok("verify")
    assert not [change for item in old.data("instrument", "upgrade")["instruments"] for change in item["changes"]]
    old.ok("undo")
    shown = {code: old.data("show", code) for code in before}
    assert {code: [row[name] for name in kept] for code, row in shown.items()} == before
    old.ok("verify")


@pytest.mark.slow
def test_more_commitments_than_a_statement_binds(ctrack: Runner, tmp_path: Path) -> None:
    """A file with more codes than a database takes at once comes in, is updated, upgraded, and undone."""

    def lower(connection: sqlite3.Connection, _record: object) -> None:
        connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 500)

    rows = [(f"OP-{number}", "first", f"Number {number}", "") for number in range(1, 521)]
    path = write(tmp_path / "own.toml", "Plan", *rows)
    event.listen(Engine, "connect", lower)
    try:
        ctrack.ok("instrument", "add", path)
        ctrack.ok("update", "instrument:own-plan", "--status", "in_progress")
        ctrack.ok("undo")
        assert ctrack.data("list", "instrument:own-plan", "status:not_reported")["total"] == 520
        write(tmp_path / "own.toml", "Plan", *rows[:-1], ("OP-520", "first", "Another", ""))
        assert kinds(ctrack.data("instrument", "upgrade", path)) == {"reworded": ["OP-520"]}
    finally:
        event.remove(Engine, "connect", lower)
