"""`ctrack due`: what is overdue and what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.as_of import as_of_options
from ctrack.cli.params.filters import add_context, filter_argument, read_filter, show_filter
from ctrack.cli.params.note_levels import limit_notes, redact_option
from ctrack.cli.params.sort_order import reverse_option
from ctrack.domain.exits import ExitCode
from ctrack.domain.failures import Misused, NotFound, marked

if TYPE_CHECKING:
    from datetime import date

    from ctrack.domain.filters import Node
    from ctrack.domain.records.undertakings import Listing
    from ctrack.render.document import Document
    from ctrack.store.work import UnitOfWork

YEAR = "12m"
TERMINAL_ROWS = 25


class NotAhead(Misused):
    message = marked("--next: {text} is no length of time to come, nor a day to come (today is {today}).")


class NoReverse(Misused):
    message = marked("A calendar begins with its first month: leave out --reverse, or --calendar.")


class NotKnownHere(NotFound):
    message = marked(
        "There is nobody named {name} in this register, so that nothing is theirs. Say who you are with --user NAME or "
        "CTRACK_USER; 'ctrack person add NAME' adds somebody."
    )


@make_command(
    "due",
    examples=("ctrack due", "ctrack due --next 12m --calendar", "ctrack due party:UN --check"),
    help=marked("What the home party, or the party of the filter, still has to do by a date: overdue, soon, later."),
    reads_filter=True,
)
@filter_argument
@click.option(
    "--mine", is_flag=True, help=marked("Only what the user of this program is the focal point of, of whatever party.")
)
@click.option("--check", is_flag=True, help=marked("End with 10 when something is overdue or was missed."))
@click.option(
    "--next",
    "ahead",
    metavar="LENGTH",
    help=marked("Only up to so far ahead, such as 12m, with every date of what comes round again."),
)
@click.option("--calendar", is_flag=True, help=marked("As a calendar by months; 12 months ahead without --next."))
@reverse_option
@redact_option
@as_of_options
@pass_invocation
def command(
    invocation: Invocation,
    console: Console,
    words: tuple[str, ...],
    mine: bool,
    check: bool,
    ahead: str | None,
    calendar: bool,
    is_reversed: bool,
) -> int:
    """List what has a date and is open."""
    if calendar and is_reversed:
        raise NoReverse()
    node = limit_notes(console, read_filter(invocation, add_context(console, words)))
    if mine:
        node = narrow(node, invocation.read(lambda unit: find_self(unit, invocation.user)))
    if ahead or calendar:
        is_late = look_ahead(invocation, console, node, ahead, calendar, every_side=mine, is_reversed=is_reversed)
    else:
        is_late = look_around(invocation, console, node, every_side=mine, is_reversed=is_reversed)
    return int(ExitCode.FINDINGS) if check and is_late else int(ExitCode.DONE)


def look_around(
    invocation: Invocation, console: Console, node: Node | None, *, every_side: bool, is_reversed: bool
) -> bool:
    """Show everything that has a date and is open, of the home party or of whatever party; whether any of it is late.

    People see it in parts, of which a terminal has the first rows; programs read one list.
    """
    if console.is_for_machines or console.format == "json":
        return look_through(invocation, console, node, every_side=every_side, is_reversed=is_reversed)
    from ctrack.services.recurrence.due_parts import list_due_parts
    from ctrack.views.due_dates import view_due

    found = invocation.read(
        lambda unit: list_due_parts(
            unit.connection, node, invocation.horizon, show_filter(node), every_side=every_side,
            most=console.most(TERMINAL_ROWS), is_reversed=is_reversed,
        )
    )  # fmt: skip
    console.show(view_due(found, is_reversed=is_reversed))
    return found.is_late


def look_through(
    invocation: Invocation, console: Console, node: Node | None, *, every_side: bool, is_reversed: bool
) -> bool:
    """The same as one list, with all that is known of a row."""
    from ctrack.services.recurrence.dates_ahead import list_due
    from ctrack.views.due_dates import view_due_rows

    found = invocation.read(
        lambda unit: list_due(unit.connection, node, invocation.horizon, show_filter(node), every_side=every_side)
    )
    listing = turn(found) if is_reversed else found
    console.show(view_due_rows(listing, for_machines=console.is_for_machines))
    return has_late(listing)


def has_late(listing: Listing) -> bool:
    """Whether anything is overdue or was missed."""
    return any(row.due_state in ("overdue", "missed") for row in listing.rows)


def look_ahead(
    invocation: Invocation,
    console: Console,
    node: Node | None,
    ahead: str | None,
    calendar: bool,
    *,
    every_side: bool,
    is_reversed: bool,
) -> bool:
    """Show the due dates up to so far ahead; whether any of them went by."""
    from ctrack.services.recurrence.dates_ahead import list_coming
    from ctrack.views.dates_ahead import view_calendar, view_coming

    until = read_ahead(invocation, ahead or YEAR)
    listing = invocation.read(
        lambda unit: list_coming(
            unit.connection, node, invocation.horizon, until, show_filter(node), every_side=every_side
        )
    )
    machines, data = console.is_for_machines, console.format == "json"
    if calendar and not machines:
        from ctrack.cli.config.office_days import first_weekday

        console.show(view_calendar(listing, until, first_weekday(invocation), needs_data=data))
    else:
        document = view_coming(turn(listing) if is_reversed else listing, until, for_machines=machines, needs_data=data)
        console.show(turn_blocks(document) if is_reversed else document)
    return has_late(listing)


def turn(listing: Listing) -> Listing:
    """The same rows from their end."""
    from ctrack.domain.frozen import replace

    return replace(listing, rows=listing.rows[::-1])


def turn_blocks(document: Document) -> Document:
    """The same lists, what comes last before what presses."""
    from ctrack.domain.frozen import replace

    return replace(document, blocks=document.blocks[::-1])


def read_ahead(invocation: Invocation, text: str) -> date:
    """The last day that --next reaches, today at the earliest."""
    from ctrack.cli.params.dates import read_length

    until = read_length(text, invocation.today, "--next")
    if until < invocation.today:
        raise NotAhead(text=text, today=invocation.today)
    return until


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
