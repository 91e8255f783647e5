"""A command is one file, and its line in the table of commands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extensions.scratch import PROMISED, Scratch
from tests.support.runner import Runner

# A copy of the whole program is made and run.
pytestmark = pytest.mark.slow

MODULE = '''"""`ctrack shout`: a word, louder."""

from __future__ import annotations

import click

from ctrack.cli.base import command as make_command
from ctrack.domain.failures import marked


@make_command("shout", examples=("ctrack shout hello",), help=marked("Print a word in capital letters."))
@click.argument("word")
def command(word: str) -> None:
    """Print the word."""
    click.echo(word.upper())
'''
LINE = '            "due": Entry("due", marked("What is overdue and what comes next")),\n'


def extend(scratch: Scratch) -> None:
    """Add a command."""
    scratch.add("cli/commands/shout.py", MODULE)
    own = '            "shout": Entry("shout", marked("Print a word loudly")),\n'
    scratch.patch("cli/command_table.py", LINE, LINE + own)


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    """The copy with it."""
    made = Scratch.copy(tmp_path / "copy")
    extend(made)
    return made


def test_a_command_is_one_file_and_its_line(scratch: Scratch, ctrack: Runner) -> None:
    """It runs, stands in the help with its line, has a help of its own, and is completed and offered."""
    assert scratch.count() == PROMISED["command"]
    typed = {"_CTRACK_COMPLETE": "bash_complete", "COMP_WORDS": "ctrack sho", "COMP_CWORD": "1"}
    ran, shown, own, completed = scratch.ok(ctrack, ("shout", "hello"), ("--help",), ("help", "shout"), ((), typed))
    assert ran == "HELLO\n"
    assert "Print a word loudly" in shown
    assert "Print a word in capital letters." in own
    assert "plain,shout" in completed.split()
    (refused,) = scratch.run(ctrack, ("shuot",))
    assert "'shout'" in refused.err
