"""A command is one file, and its line in the table of commands."""

from __future__ import annotations

from tests.extensions.scratch import PROMISED, Scratch
from tests.support.runner import Runner

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
    scratch.add("ctrack/cli/commands/shout.py", MODULE)
    own = '            "shout": Entry("shout", marked("Print a word loudly")),\n'
    scratch.edit("ctrack/cli/command_table.py", LINE, LINE + own)


def test_a_command_is_one_file_and_its_line(scratch: Scratch, ctrack: Runner) -> None:
    """It runs, stands in the help with its line, has a help of its own, and is completed and offered."""
    extend(scratch)
    assert scratch.count() == PROMISED["command"]
    assert scratch.ctrack(ctrack, "shout", "hello").out == "HELLO\n"
    assert "Print a word loudly" in scratch.ctrack(ctrack, "--help").out
    assert "Print a word in capital letters." in scratch.ctrack(ctrack, "help", "shout").out
    environ = {"_CTRACK_COMPLETE": "bash_complete", "COMP_WORDS": "ctrack sho", "COMP_CWORD": "1"}
    assert "shout" in scratch.ctrack(ctrack, **environ).out.replace("plain,", "").split()
    refused = scratch.python("-m", "ctrack", "shuot", environ=ctrack.base())
    assert "'shout'" in refused.err
