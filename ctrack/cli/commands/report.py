"""`ctrack report`: a progress report."""

from __future__ import annotations

import click

from ctrack.cli.asof import as_of_options
from ctrack.cli.base import command as make_command
from ctrack.cli.filtering import FILTER_SETTINGS, filter_argument, read_filter, show_filter
from ctrack.cli.invocation import Invocation, pass_invocation
from ctrack.domain.failures import marked

GROUPINGS = ("instrument", "section", "addressee", "kind", "party", "verification")


@make_command(
    "report",
    examples=("ctrack report", "ctrack report instrument:pve-plan --by section --format md"),
    help=marked(
        "Print a progress report: counts by status, the implementation rate with its denominator, what is overdue or "
        "due soon, and what changed in the last 90 days."
    ),
    **FILTER_SETTINGS,
)
@filter_argument
@click.option("--by", type=click.Choice(GROUPINGS), default="instrument", help=marked("How it is grouped."))
@as_of_options
@pass_invocation
def command(invocation: Invocation, words: tuple[str, ...], by: str) -> None:
    """Print a progress report."""
    from ctrack.services.reports import report_progress
    from ctrack.views.report import view_report

    node = read_filter(invocation, words)
    report = invocation.read(
        lambda unit: report_progress(unit.connection, node, invocation.horizon, by=by, text=show_filter(node))
    )
    invocation.show(view_report(report, for_machines=invocation.is_for_machines))
