"""`ctrack assign`: which agency and whom a commitment is with."""

from __future__ import annotations

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.assigned_words import refuse_name
from ctrack.cli.params.filters import target_argument
from ctrack.cli.params.status_updates import read_targets
from ctrack.domain.failures import marked


@make_command(
    "assign",
    examples=("ctrack assign KWT-25 --lead moi --person Salem", "ctrack assign instrument:kuwait-2024 --lead moi"),
    help=marked(
        "Say which agency leads, which contribute, who the focal point is and who oversees: of one commitment, of "
        "several codes, or of all that fit a filter. 'none' takes a duty away."
    ),
)
@target_argument
@click.option("--lead", metavar="AGENCY", help=marked("The agency that leads."))
@click.option(
    "--contributing",
    multiple=True,
    metavar="AGENCY",
    help=marked("An agency that helps, besides those that do; may be repeated. none takes all away."),
)
@click.option(
    "--not-contributing",
    "not_contributing",
    multiple=True,
    metavar="AGENCY",
    help=marked("An agency that helps no longer; may be repeated."),
)
@click.option("--person", metavar="NAME", help=marked("The focal point."))
@click.option("--overseer", metavar="NAME", help=marked("Whom to turn to when the focal point does not answer."))
@click.option("--party", metavar="CODE", help=marked("Whose side; without it, the home party's."))
@click.option("-n", "--dry-run", is_flag=True, help=marked("Show what would change and record nothing."))
@pass_invocation
def command(
    invocation: Invocation,
    console: Console,
    words: tuple[str, ...],
    lead: str | None,
    contributing: tuple[str, ...],
    not_contributing: tuple[str, ...],
    person: str | None,
    overseer: str | None,
    party: str | None,
    dry_run: bool,
) -> None:
    """Assign duties."""
    from ctrack.domain.frozen import replace
    from ctrack.domain.records.registers import Filing
    from ctrack.services.agencies import Duties
    from ctrack.services.duties import assign_duties
    from ctrack.services.namesakes import list_inactive
    from ctrack.store.work import UnitOfWork
    from ctrack.views.cuts import MOST_SHOWN
    from ctrack.views.duties import inactive_notes, view_assignments

    duties = Duties(lead, contributing, not_contributing, person, overseer)
    if duties == Duties():
        refuse_name(invocation, words)
    targets = read_targets(invocation, words)

    def work(unit: UnitOfWork) -> tuple[list[Filing], list[str]]:
        done = [item for target in targets for item in assign_duties(unit, target, duties, invocation.horizon, party)]
        named = {item.after[duty] for item in done for duty in duties.of_people}
        return done, list_inactive(unit.connection, named)

    done, inactive = invocation.write(work, invocation.head(), dry_run=dry_run)
    document = view_assignments(done, for_machines=console.is_for_machines, most=console.most(MOST_SHOWN))
    console.show(replace(document, notes=inactive_notes(inactive, len(done))))
