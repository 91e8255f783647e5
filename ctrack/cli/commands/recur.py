"""`ctrack recur`: by which rule an undertaking comes round again."""

from __future__ import annotations

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.dates import read_date
from ctrack.cli.params.filters import target_argument
from ctrack.cli.params.status_updates import NONE, read_targets
from ctrack.domain.failures import Message, Misused, marked


class BadInterval(Misused):
    """`reason` is the failure of whoever read the interval."""

    message = marked("--every: {reason}")


class NoRuleGiven(Misused):
    message = marked("Say how often: --every 6m, --every 2y; or --never.")


@make_command(
    "recur",
    examples=("ctrack recur KWT-21 --every 2y --anchor 2027-06", "ctrack recur KWT-25 --never"),
    help=marked(
        "Let a commitment come round again: every so often from its due date or another first date, or from the day "
        "on which it was last met. A change touches only dates to come of which nobody has reported."
    ),
)
@target_argument
@click.option("--every", metavar="LENGTH", help=marked("How often: 6m, 2y, 2w, 10d, P6M, or in words."))
@click.option(
    "--from",
    "counts_from",
    type=click.Choice(("anchor", "completion")),
    help=marked("What the next date counts from: the first date, or the day on which the last one was met."),
)
@click.option("--anchor", metavar="DATE", help=marked("The first date; without it, the due date."))
@click.option("--until", metavar="DATE", help=marked("The last day that may be due; none takes it away."))
@click.option("--never", is_flag=True, help=marked("Let it come round no more."))
@click.option("--party", metavar="CODE", help=marked("Whose side; without it, the home party's."))
@click.option("-n", "--dry-run", is_flag=True, help=marked("Show what would change and record nothing."))
@pass_invocation
def command(
    invocation: Invocation,
    console: Console,
    words: tuple[str, ...],
    every: str | None,
    counts_from: str | None,
    anchor: str | None,
    until: str | None,
    never: bool,
    party: str | None,
    dry_run: bool,
) -> None:
    """Give a rule, or take it away."""
    from ctrack.domain.deadlines import DeadlineError
    from ctrack.domain.recurrence import CountsFrom, parse_interval
    from ctrack.services.recurrence.rules import RuleWanted, set_rules
    from ctrack.views.cuts import MOST_SHOWN
    from ctrack.views.dates_ahead import view_rules

    says_how = any(given is not None for given in (every, counts_from, anchor, until))
    if never == says_how:
        raise NoRuleGiven()

    def day(text: str | None, option: str) -> str | None:
        if text is None or (option == "--until" and text.strip().lower() == NONE):
            return "" if text else None
        return read_date(text, invocation.today, option).edtf

    targets = read_targets(invocation, words)
    try:
        wanted = RuleWanted(
            every="" if never else parse_interval(every).iso if every else None,
            counts_from=CountsFrom(counts_from) if counts_from else None,
            anchor=day(anchor, "--anchor"),
            until=day(until, "--until"),
        )
        head = invocation.head()
        changes = invocation.write(
            lambda unit: [
                item for target in targets for item in set_rules(unit, target, wanted, invocation.horizon, head, party)
            ],
            head,
            dry_run=dry_run,
        )
    except DeadlineError as error:
        raise BadInterval(reason=Message(error.message, error.facts)) from error
    most = console.most(MOST_SHOWN)
    console.show(view_rules(changes, for_machines=console.is_for_machines, most=most))
