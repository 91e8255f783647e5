"""`ctrack changes`: what moved since a day."""

from __future__ import annotations

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.filters import FILTER_SETTINGS, filter_argument, read_filter, show_filter
from ctrack.cli.params.note_levels import limit_notes, redact_option
from ctrack.cli.reports.report_table import Order, load_report
from ctrack.domain.failures import marked


@make_command(
    "changes",
    examples=("ctrack changes --since 2026-01-01", "ctrack changes --since 2026-01-01 instrument:kuwait-2024"),
    help=marked(
        "What moved since a day: newly implemented, forwards, backwards, newly overdue, and of what nothing was said. "
        "'--since last' is the day of the last 'ctrack report' made here."
    ),
    **FILTER_SETTINGS,
)
@filter_argument
@click.option(
    "--since", metavar="DATE|last", help=marked("Since the end of that day; without it, since the last report.")
)
@redact_option
@pass_invocation
def command(invocation: Invocation, console: Console, words: tuple[str, ...], since: str | None) -> None:
    """List what moved."""
    from ctrack.views.tidy import tidy

    node = limit_notes(console, read_filter(invocation, words))
    order = Order(invocation, words, node, show_filter(node), (), None, since, console.reader, console.is_cut)
    document = load_report("changes")(order)
    console.show(tidy(document) if console.is_for_machines else document)
