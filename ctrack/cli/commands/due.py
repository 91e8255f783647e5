"""`ctrack due`: what is overdue and what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ctrack.cli.asof import as_of_options
from ctrack.cli.base import command as make_command
from ctrack.cli.filtering import FILTER_SETTINGS, filter_argument, read_filter, show_filter
from ctrack.cli.invocation import Invocation, pass_invocation
from ctrack.domain.exits import ExitCode
from ctrack.domain.failures import NotFound, marked

if TYPE_CHECKING:
    from ctrack.domain.filters import Node
    from ctrack.store.work import UnitOfWork


class NotKnownHere(NotFound):
    message = marked(
        "There is nobody named {name} in this register, so that nothing is theirs. Say who you are with --user NAME or "
        "CTRACK_USER; 'ctrack person add NAME' adds somebody."
    )


@make_command(
    "due",
    examples=("ctrack due", "ctrack due party:UN --check"),
    help=marked("What the home party, or the party of the filter, still has to do by a date: overdue, soon, later."),
    **FILTER_SETTINGS,
)
@filter_argument
@click.option("--mine", is_flag=True, help=marked("Only what the user of this program is the focal point of."))
@click.option("--check", is_flag=True, help=marked("End with 10 when something is overdue."))
@as_of_options
@pass_invocation
def command(invocation: Invocation, words: tuple[str, ...], mine: bool, check: bool) -> int:
    """List what has a date and is open."""
    from ctrack.services.listings import list_due
    from ctrack.views.listing import view_due

    node = read_filter(invocation, words)
    if mine:
        node = narrow(node, invocation.read(lambda unit: find_self(unit, invocation.user)))
    listing = invocation.read(lambda unit: list_due(unit.connection, node, invocation.horizon, show_filter(node)))
    document = view_due(
        listing, invocation.horizon.soon_days, for_machines=invocation.is_for_machines,
        needs_data=invocation.format == "json",
    )  # fmt: skip
    invocation.show(document)
    is_late = any(row.due_state == "overdue" for row in listing.rows)
    return int(ExitCode.FINDINGS) if check and is_late else int(ExitCode.DONE)


def find_self(unit: UnitOfWork, name: str) -> str:
    """The person of the register who has the user's name, whole."""
    from ctrack.domain.folding import fold
    from ctrack.services.agencies import list_people

    for person in list_people(unit.connection):
        if fold(person.name) == fold(name):
            return person.name
    raise NotKnownHere(name=name)


def narrow(node: Node | None, person: str) -> Node:
    """The filter, for one focal point only."""
    from ctrack.domain.filters import And, Term

    own = Term("person", "is", (person,))
    return And((own, node)) if node else own
