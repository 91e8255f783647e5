"""Aliases: command lines under names of the user's own."""

from __future__ import annotations

import pytest

from tests.cli.promises import refused
from tests.support.runner import Runner


def test_an_alias_runs(ctrack: Runner) -> None:
    """An alias does what its line does, with the words behind it added, and `config list` shows it."""
    ctrack.ok("config", "set", "alias.late", "list status:overdue")
    assert ctrack.data("late", "KWT-25") == ctrack.data("list", "status:overdue", "KWT-25")
    rows = ctrack.data("config", "list")["rows"]
    assert [row["value"] for row in rows if row["key"] == "alias.late"] == ["list status:overdue"]


def test_an_alias_in_arabic(ctrack: Runner) -> None:
    """The name of an alias may be an Arabic word."""
    ctrack.ok("config", "set", "alias.حدود", "list KWT-25")
    assert ctrack.data("حدود") == ctrack.data("list", "KWT-25")


def test_options_of_an_alias(ctrack: Runner) -> None:
    """A language in the line is spoken, and one typed behind the alias goes before it."""
    ctrack.ok("config", "set", "alias.mine", "list KWT-25 --lang ar")
    assert ctrack.ok("mine") == ctrack.ok("list", "KWT-25", "--lang", "ar")
    assert ctrack.ok("mine", "--lang", "en") == ctrack.ok("list", "KWT-25", "--lang", "en")


def test_the_journal_keeps_what_was_run(ctrack: Runner) -> None:
    """The journal has the whole line, not the name for it."""
    ctrack.ok("config", "set", "alias.yes", "update KWT-25 --status implemented")
    ctrack.ok("yes")
    assert "update KWT-25 --status implemented" in ctrack.ok("log", "--format", "json").out


@pytest.mark.parametrize(
    ("key", "line", "sentence"),
    [
        ("alias.list", "due", "alias.list would hide the command list; give it another name."),
        ("alias.a", "a KWT-25", "alias.a begins with a, which is no command"),
        ("alias.b", "late", "never for another alias."),
        ("alias.c", "list 'x", "alias.c has a quotation mark that is not closed."),
    ],
)
def test_refused(ctrack: Runner, key: str, line: str, sentence: str) -> None:
    """What hides a command and an alias of an alias are refused when set; in a file such a one does nothing."""
    refused(ctrack("config", "set", key, line), 2, sentence)
    path = ctrack.home / "config" / "ctrack" / "config.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'[alias]\n{key.partition(".")[2]} = "{line}"\n')
    assert ctrack("list", "KWT-25").out.startswith("Code")
    assert ctrack("a" if key == "alias.a" else "nosuchverb").code == 2


def test_help_and_completion(ctrack: Runner) -> None:
    """Help and completion name an alias with its line."""
    ctrack.ok("config", "set", "alias.late", "list status:overdue")
    assert "ctrack list status:overdue" in ctrack.ok("--help").out
    outcome = ctrack(_CTRACK_COMPLETE="bash_complete", COMP_WORDS="ctrack la", COMP_CWORD="1")
    assert "late" in outcome.out
