"""`ctrack due`: what is overdue and what comes next."""

from __future__ import annotations

import click

from ctrack.cli.asof import as_of_options
from ctrack.cli.base import command as make_command
from ctrack.cli.filtering import FILTER_SETTINGS, filter_argument, read_filter, show_filter
from ctrack.cli.invocation import Invocation, pass_invocation
from ctrack.domain.exits import ExitCode
from ctrack.domain.failures import marked


@make_command(
    "due",
    examples=("ctrack due", "ctrack due party:UN --check"),
    help=marked("What the home party, or the party of the filter, still has to do by a date: overdue, soon, later."),
    **FILTER_SETTINGS,
)
@filter_argument
@click.option("--check", is_flag=True, help=marked("End with 10 when something is overdue."))
@as_of_options
@pass_invocation
def command(invocation: Invocation, words: tuple[str, ...], check: bool) -> int:
    """List what has a date and is open."""
    from ctrack.services.listings import list_due
    from ctrack.views.listing import view_due

    node = read_filter(invocation, words)
    listing = invocation.read(lambda unit: list_due(unit.connection, node, invocation.horizon, show_filter(node)))
    document = view_due(
        listing, invocation.horizon.soon_days, for_machines=invocation.is_for_machines,
        needs_data=invocation.format == "json",
    )  # fmt: skip
    invocation.show(document)
    is_late = any(row.due_state == "overdue" for row in listing.rows)
    return int(ExitCode.FINDINGS) if check and is_late else int(ExitCode.DONE)
