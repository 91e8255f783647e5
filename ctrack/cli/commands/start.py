"""`ctrack start`: that work has begun, in one word."""

from __future__ import annotations

from typing import Any

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.verbs import codes_argument, record_verb, split_words, take_day, verb_options
from ctrack.domain.failures import marked
from ctrack.domain.vocabulary import Status

USAGE = 'ctrack start CODE... [DATE] "NOTE"'


@make_command(
    "start",
    takes_text=True,
    examples=("ctrack start KWT-25", 'ctrack start KWT-25 "The working group has met"'),
    help=marked(
        "Say that the work on commitments has begun; behind the codes stand a day, if it was not today, and a note. "
        "'update' takes more besides."
    ),
)
@codes_argument("CODE... [DATE] [NOTE]")
@verb_options
@pass_invocation
def command(invocation: Invocation, console: Console, /, words: tuple[str, ...], dry_run: bool, **given: Any) -> None:
    """Record that status."""
    codes, note = split_words(words, USAGE)
    note, given = take_day(invocation, note, given)
    record_verb(invocation, console, codes, note, {**given, "status": Status.IN_PROGRESS}, dry_run=dry_run)
