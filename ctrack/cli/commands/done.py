"""`ctrack done`: what was done, in one word."""

from __future__ import annotations

from typing import Any

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.verbs import codes_argument, record_verb, split_words, take_day, verb_options
from ctrack.domain.failures import marked
from ctrack.domain.vocabulary import Status

USAGE = 'ctrack done CODE... [DATE] "NOTE"'


@make_command(
    "done",
    takes_text=True,
    examples=("ctrack done KWT-25", "ctrack done KWT-25 yesterday", 'ctrack done KWT-25 KWT-26 "Named both experts"'),
    help=marked(
        "Say that commitments are implemented; behind the codes stand a day, if it was not today, and a note. 'update' "
        "takes more besides."
    ),
)
@codes_argument("CODE... [DATE] [NOTE]")
@verb_options
@pass_invocation
def command(invocation: Invocation, console: Console, /, words: tuple[str, ...], dry_run: bool, **given: Any) -> None:
    """Record that status."""
    codes, note = split_words(words, USAGE)
    note, given = take_day(invocation, note, given)
    record_verb(invocation, console, codes, note, {**given, "status": Status.IMPLEMENTED}, dry_run=dry_run)
