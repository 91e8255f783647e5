"""`ctrack db`: facts about the database, its journal, its layout."""

from __future__ import annotations

import sqlite3

import pytest

from tests.cli.promises import FORMATS, nothing_recorded, refused, refused_in_json
from tests.support.runner import Runner
from tests.support.shipped import COMMITMENTS, INSTRUMENTS


def test_facts(anywhere: Runner) -> None:
    """The place, the engine, the home party, the numbers and the head of the journal."""
    data = anywhere.data("db", "info")
    assert (data["home"], data["instruments"], data["commitments"], data["entries"]) == (
        "NFP",
        INSTRUMENTS,
        COMMITMENTS,
        1,
    )
    assert data["engine"] in ("sqlite", "postgresql")
    assert len(data["head"]) == 64
    assert data["head"] in anywhere.ok("db", "info").out


@pytest.mark.parametrize("name", FORMATS)
def test_every_format(ctrack: Runner, name: str) -> None:
    """The facts are given in each format."""
    assert "sqlite" in ctrack.ok("db", "info", "--format", name).out


def test_a_sound_journal(anywhere: Runner) -> None:
    """The chain of hashes is checked from end to end."""
    anywhere.ok("note", "KWT-25", "Two named")
    head = anywhere.data("db", "info")["head"]
    assert anywhere.ok("db", "check").out == f"The journal holds together: 2 entries, head {head[:12]}.\n"


def test_a_forged_journal(ctrack: Runner) -> None:
    """An entry that is not what was written is found, and the exit code is 7."""
    ctrack.ok("note", "KWT-25", "Two named")
    with sqlite3.connect(ctrack.database) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute("UPDATE journal SET author = 'nobody' WHERE number = 2")
    connection.close()
    refused(ctrack("db", "check"), 7, "entry 2", "backup")
    refused_in_json(ctrack("db", "check", "--format", "json"), 7, "entry 2")


def test_nothing_to_upgrade(ctrack: Runner) -> None:
    """A database of this version's layout is left as it is."""
    with nothing_recorded(ctrack):
        assert "has the layout of this version already" in ctrack.ok("db", "upgrade").out


def test_refusals(ctrack: Runner) -> None:
    """A group without a command shows its help on stderr; a mistyped one is refused with the nearest."""
    outcome = ctrack("db")
    assert (outcome.code, outcome.out) == (2, "")
    assert "ctrack db [OPTIONS] COMMAND" in outcome.err
    refused_in_json(ctrack("db", "--format", "json"), 2, "command")
    refused(ctrack("db", "inf"), 2, "Did you mean 'info'?")
