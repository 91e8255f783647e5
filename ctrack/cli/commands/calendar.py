"""`ctrack calendar`: the due dates as a file that calendars read, of all or of one person."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.filters import add_context, filter_argument, read_filter
from ctrack.domain.failures import Misused, marked
from ctrack.render.format_names import find_format

if TYPE_CHECKING:
    from ctrack.domain.filters import Node
    from ctrack.store.work import UnitOfWork

AHEAD = "24m"


class NotACalendar(Misused):
    message = marked("A calendar comes as .ics only; {format} does not apply. 'ctrack due --next' lists.")


@make_command(
    "calendar",
    examples=("ctrack calendar > ctrack.ics", "ctrack calendar --person Noura --output noura.ics --force"),
    help=marked(
        "Write the due dates as an iCalendar file that Outlook, Thunderbird and telephones read: one event for each "
        "date, with an alarm before it. Written again, the same events are brought up to date, and what was done, "
        "withdrawn or moved is called off."
    ),
    reads_filter=True,
)
@filter_argument
@click.option("--person", metavar="NAME", help=marked("Only what this focal point answers for, of whatever party."))
@click.option("--next", "ahead", default=AHEAD, metavar="LENGTH", help=marked("How far ahead (default 24m)."))
@pass_invocation
def command(invocation: Invocation, console: Console, words: tuple[str, ...], person: str | None, ahead: str) -> None:
    """Write a calendar."""
    refuse_formats(invocation, console)
    node = read_filter(invocation, add_context(console, words))

    def work(unit: UnitOfWork) -> bytes:
        wanted = narrow_to(unit, node, person) if person else node
        return make_feed(invocation, unit, wanted, ahead, every_side=person is not None)

    console.write_bytes(invocation.read(work))


def make_feed(
    invocation: Invocation, unit: UnitOfWork, node: Node | None, ahead: str = AHEAD, *, every_side: bool = False
) -> bytes:
    """The calendar of what fits a filter."""
    from ctrack.cli.commands.due import read_ahead
    from ctrack.domain.failures import Message
    from ctrack.exchange.ics import write_calendar
    from ctrack.services.feeds import list_events
    from ctrack.text.language import choose_words
    from ctrack.text.language import translate as _

    until = read_ahead(invocation, ahead)
    home, events = list_events(unit.connection, node, invocation.horizon, until, every_side=every_side)
    name = Message(marked("Commitments: {party}"), {"party": choose_words(home)}).tell(_)
    alarms = [offset for offset in invocation.get("remind.offsets") if isinstance(offset, int)]
    return write_calendar(events, written_at=invocation.moment, name=name, alarms=alarms, choose=choose_words)


def refuse_formats(invocation: Invocation, console: Console) -> None:
    """Refuse a format that was asked for, and a file whose name promises one."""
    from ctrack.cli.console.files import is_file_to_be

    target = Path(console.target or "x.ics")
    # The ending that is right is no format's, and to find that out would import all of them.
    is_right = target.suffix.lower() == ".ics" or not is_file_to_be(target)
    named = None if is_right else find_format(target.name) or target.name
    wanted = invocation.options.get("format") or named
    if wanted:
        raise NotACalendar(format=wanted)


def narrow_to(unit: UnitOfWork, node: Node | None, person: str) -> Node:
    """The filter, for one focal point only."""
    from ctrack.cli.commands.due import narrow
    from ctrack.services.lookups import find_person

    return narrow(node, find_person(unit.connection, person))
