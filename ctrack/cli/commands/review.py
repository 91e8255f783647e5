"""`ctrack review`: walk through what waits, one commitment at a time."""

from __future__ import annotations

import sys

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.console.review_rounds import read_round
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.filters import add_context, filter_argument, read_filter, show_filter
from ctrack.domain.failures import Misused, marked
from ctrack.text.language import translate as _


class ReviewNeedsTerminal(Misused):
    message = marked(
        "'ctrack review' asks at a terminal, and there is none. 'ctrack due' lists what presses; 'ctrack update CODE', "
        "'ctrack note CODE' and 'ctrack snooze CODE' record."
    )


@make_command(
    "review",
    examples=("ctrack review", "ctrack review instrument:kuwait-2024"),
    help=marked(
        "Walk through what is overdue or due soon, what an agency reported and nobody confirmed, or what fits a "
        "filter: one commitment at a time, by single keys. Each is saved as one step that 'ctrack undo' takes back; "
        "what is left is resumed the next time."
    ),
    reads_filter=True,
)
@filter_argument
@click.option("--restart", is_flag=True, help=marked("Begin anew instead of where the last sitting ended."))
@pass_invocation
def command(invocation: Invocation, console: Console, words: tuple[str, ...], restart: bool) -> None:
    """Walk through a round of review."""
    from ctrack.cli.params.review_walk import Walk
    from ctrack.services.reviews import list_for_review

    node = read_filter(invocation, add_context(console, words))
    if invocation.options.get("no_input") or not (sys.stdin.isatty() and console.out.isatty()):
        raise ReviewNeedsTerminal()
    rows = invocation.read(lambda unit: list_for_review(unit.connection, node, invocation.horizon))
    kept = read_round(invocation.environ, invocation.database_key, show_filter(node))
    if restart:
        kept.end()
    if not rows:
        console.ask(_("Nothing waits to be looked at."))
        return
    Walk(invocation, console, rows, kept).go()
