"""`ctrack done`: what was done, in one word."""

from __future__ import annotations

from typing import Any

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.verbs import codes_argument, record_verb, split_words, verb_options
from ctrack.domain.failures import marked
from ctrack.domain.vocabulary import Status

USAGE = 'ctrack done CODE... "NOTE"'


@make_command(
    "done",
    takes_text=True,
    examples=("ctrack done KWT-25", 'ctrack done KWT-25 KWT-26 "Named both experts"'),
    help=marked(
        "Say that commitments are implemented; what stands behind the codes is a note. 'update' takes more besides."
    ),
)
@codes_argument("CODE... [NOTE]")
@verb_options
@pass_invocation
def command(invocation: Invocation, console: Console, /, words: tuple[str, ...], dry_run: bool, **given: Any) -> None:
    """Record that status."""
    codes, note = split_words(words, USAGE)
    record_verb(invocation, console, codes, note, {**given, "status": Status.IMPLEMENTED}, dry_run=dry_run)
