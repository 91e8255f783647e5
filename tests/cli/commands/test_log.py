"""`ctrack log`: what was done, by whom and when."""

from __future__ import annotations

import csv
import io

import pytest

from tests.cli.promises import FORMATS, refused
from tests.support.runner import Runner


def test_newest_first(anywhere: Runner) -> None:
    """One entry a command, newest first, with its words, its author and what it touched."""
    anywhere.ok("note", "KWT-25", "Two named", "--user", "amal")
    anywhere.ok("party", "add", "FR")
    rows = anywhere.data("log")["rows"]
    assert [row["command"] for row in rows] == ["party add", "note", "init"]
    assert [row["number"] for row in rows] == [3, 2, 1]
    assert (rows[1]["author"], rows[1]["detail"]) == ("amal", "note KWT-25 'Two named' --user amal")


def test_what_touched_a_commitment(anywhere: Runner) -> None:
    """With a code only the entries that touched it, and not one whose code begins alike."""
    anywhere.ok("add", "NAT-1", "--title", "The first")
    anywhere.ok("add", "NAT-12", "--title", "The twelfth")
    assert [row["number"] for row in anywhere.data("log", "nat-1")["rows"]] == [2]
    assert anywhere.ok("log", "KWT-26").out == "Nothing was recorded yet.\n"


def test_reading_leaves_no_entry(ctrack: Runner) -> None:
    """Commands that read, and commands that fail, are not in the journal."""
    for words in (("list",), ("report",), ("show", "KWT-21"), ("update", "KWT-99", "--progress", "5"), ("due",)):
        ctrack(*words)
    assert ctrack.data("log")["total"] == 1


@pytest.mark.parametrize("name", FORMATS)
def test_every_format(ctrack: Runner, name: str) -> None:
    """The journal is listed in each format."""
    ctrack.ok("note", "KWT-25", "Two named")
    out = ctrack.ok("log", "--format", name, COLUMNS="100").out
    assert "tester" in out
    assert "KWT-25" in out


def test_columns_for_programs(ctrack: Runner) -> None:
    """CSV keeps what the command was, what it touched and its hash apart."""
    ctrack.ok("update", "KWT-25", "KWT-26", "--progress", "5")
    rows = list(csv.DictReader(io.StringIO(ctrack.ok("log", "--format", "csv").out, newline="")))
    assert (rows[0]["command"], rows[0]["touched"]) == ("update", "KWT-25 NFP; KWT-26 NFP")
    assert rows[0]["hash"] == ctrack.data("db", "info")["head"]


def test_a_limit_says_what_it_leaves_out(ctrack: Runner) -> None:
    """A limit is announced where it leaves something out, and a pipe has none of its own."""
    for number in range(22):
        ctrack.ok("note", "KWT-25", f"Note {number}")
    assert (
        ctrack.ok("log", "--limit", "2").err
        == "2 of 23 entries shown; older entries are not shown: --all shows them.\n"
    )
    assert ctrack.ok("log").err == ""
    assert ctrack.data("log")["total"] == 23
    shown = ctrack.ok("log", terminal=True, COLUMNS="80")
    assert "Note 2'" in shown.out
    assert "Note 1'" not in shown.out
    said = "{} of 23 entries shown; older entries are not shown: --all shows them."
    assert said.format(20).strip() in " ".join(shown.err.split())
    every = ctrack.ok("log", "--all", terminal=True, COLUMNS="80")
    assert "Note 1'" in every.out
    assert every.err == ""


def test_refusals(ctrack: Runner) -> None:
    """An unknown code and a wrong limit are refused."""
    refused(ctrack("log", "KWT-99"), 3, "KWT-99")
    refused(ctrack("log", "--limit", "0"), 2, "--limit")
