"""`ctrack search`: the commitments in whose texts or notes all of some words stand."""

from __future__ import annotations

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.commands.list import show_list
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.filters import refuse_options
from ctrack.cli.params.note_levels import redact_option
from ctrack.cli.params.row_numbers import RowNumber
from ctrack.cli.params.sort_order import reverse_option
from ctrack.domain.failures import Misused, marked


class WordsWanted(Misused):
    message = marked("Say what to search for: words of a title, a summary or a note. 'ctrack list' shows everything.")


@make_command(
    "search",
    examples=("ctrack search border", 'ctrack search "foreign terrorist" prison'),
    help=marked(
        "Find the commitments in whose code, title, summary or notes all of the words stand. A word is searched for as "
        "it is: 'ctrack search overdue' finds the text, 'ctrack list overdue' what is late."
    ),
)
@click.argument("words", nargs=-1, type=click.UNPROCESSED, metavar="WORD...")
@click.option("-n", "--limit", type=RowNumber(), metavar="N", help=marked("At most so many rows; 25 on a terminal."))
@reverse_option
@redact_option
@pass_invocation
def command(
    invocation: Invocation, console: Console, words: tuple[str, ...], limit: int | None, is_reversed: bool
) -> None:
    """Search texts and notes."""
    refuse_options(words)
    if not words:
        raise WordsWanted()
    show_list(invocation, console, [write_term(word) for word in words], is_reversed=is_reversed, limit=limit)


def write_term(word: str) -> str:
    """The filter that finds a word in a text or in a note; quotation marks are none of a text that is searched."""
    quoted = f'"{word.replace(chr(34), " ").strip()}"'
    return f"({quoted} or note:{quoted})"
