"""`ctrack help`: help on a command, or on a topic."""

from __future__ import annotations

import pytest

from ctrack.cli.command_table import COMMANDS
from ctrack.domain.exits import MEANINGS
from ctrack.domain.filters import FIELDS
from ctrack.domain.vocabulary import Status
from tests.cli.promises import refused, refused_in_json
from tests.support.runner import Runner


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command(ctrack: Runner, name: str) -> None:
    """`help NAME`, `NAME --help` and `NAME -h` are the same, and need no register."""
    nowhere = {"CTRACK_DB": str(ctrack.home / "nowhere.db")}
    text = ctrack.ok("help", name, **nowhere).out
    assert text.startswith(f"Usage: ctrack {name} ")
    assert ctrack.ok(name, "--help", **nowhere).out == text
    assert ctrack.ok(name, "-h", **nowhere).out == text


def test_the_program(ctrack: Runner) -> None:
    """The help of the program names every command."""
    text = ctrack.ok("help").out
    assert text == ctrack.ok("--help").out == ctrack.ok("-h").out
    assert all(f"  {name} " in text for name in COMMANDS)


@pytest.mark.parametrize(
    ("topic", "words"),
    [
        ("filters", list(FIELDS)),
        ("dates", ["today", "eom", "2026-Q3", "حزيران/يونيه 2026"]),
        ("statuses", [status.value for status in Status]),
        ("exit-codes", list(MEANINGS.values())),
        ("formats", ["table", "plain", "tsv", "csv", "json", "md"]),
    ],
)
def test_every_topic(ctrack: Runner, topic: str, words: list[str]) -> None:
    """A topic tells every word that it is about."""
    text = ctrack.ok("help", topic).out
    assert all(word in text for word in words)
    assert ctrack.data("help", topic)["topic"] == topic


def test_refusals(ctrack: Runner) -> None:
    """An unknown topic is refused with the nearest and with all there are."""
    refused(ctrack("help", "filtres"), 2, "Did you mean filters?", "exit-codes", "update")
    refused_in_json(ctrack("help", "filtres", "--format", "json"), 2, "filters")
