"""`ctrack plan`: the internal steps before a due date, counted backwards in working days."""

from __future__ import annotations

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.filters import complete_codes
from ctrack.domain.failures import marked


@make_command(
    "plan",
    examples=("ctrack plan KWT-21", "ctrack plan KWT-25 --for 2027-06-30"),
    help=marked(
        "Plan backwards from a due date: request to agencies, draft, clearance, translation, signature and "
        "transmission, each with the last day on which it can safely start. How many working days a step takes, the "
        "weekend and the holidays are settings: plan.* and calendar.*."
    ),
)
@click.argument("code", shell_complete=complete_codes)
@click.option("--for", "wanted", metavar="DATE", help=marked("The date to plan for; without it, the one in force."))
@pass_invocation
def command(invocation: Invocation, console: Console, code: str, wanted: str | None) -> None:
    """Plan backwards."""
    from ctrack.cli.config.office_days import read_calendar
    from ctrack.cli.params.dates import read_date
    from ctrack.domain.plan_steps import STEPS, draw_plan
    from ctrack.services.plans import read_planned
    from ctrack.views.plan import view_plan

    given = read_date(wanted, invocation.today, "--for") if wanted is not None else None
    calendar = read_calendar(invocation)
    steps = [(name, int(invocation.get(f"plan.{name}"))) for name in STEPS]
    row, due = invocation.read(lambda unit: read_planned(unit.connection, code, invocation.horizon, given))
    console.show(view_plan(draw_plan(row, due, steps, calendar, invocation.today)))
