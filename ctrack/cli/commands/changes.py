"""`ctrack changes`: what moved since a day."""

from __future__ import annotations

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.as_of import as_of_options
from ctrack.cli.params.filters import add_context, filter_argument, read_filter, show_filter
from ctrack.cli.params.note_levels import limit_notes, redact_option
from ctrack.cli.params.since import read_since, take_since
from ctrack.cli.reports.report_table import Order
from ctrack.domain.failures import marked


@make_command(
    "changes",
    examples=(
        "ctrack changes --since 2026-01-01",
        "ctrack changes --since 2026-01-01 instrument:kuwait-2024",
        "ctrack changes since january 2026 --as-of 2026-06-30",
    ),
    help=marked(
        "What moved since a day: newly implemented, forwards, backwards, newly overdue, and of what nothing was said. "
        "'--since last' looks back to the last report over the same filter that was kept (report --output, --print or "
        "--submit), '--since submitted' to the last one that was submitted, and a number to that journal entry."
    ),
    reads_filter=True,
)
@filter_argument
@click.option(
    "--since",
    metavar="WHEN",
    help=marked(
        "'last': the last report kept (the default); 'submitted': the last one submitted; a number: that journal "
        "entry; a date: the end of that day."
    ),
)
@redact_option
@as_of_options
@pass_invocation
def command(invocation: Invocation, console: Console, words: tuple[str, ...], since: str | None) -> None:
    """List what moved."""
    from ctrack.cli.reports.changes import make, make_long
    from ctrack.views.tidy import tidy

    words, since = take_since(invocation, words, since)
    words = add_context(console, words)
    node = read_filter(invocation, words)
    text = show_filter(node)
    moment = read_since(invocation, since, text)
    order = Order(invocation, words, limit_notes(console, node), text, (), None, moment, console.reader, console.is_cut)
    console.show(tidy(make(order)) if console.is_for_machines else make_long(order))
