"""`ctrack init`: make a register."""

from __future__ import annotations

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.language_texts import text_options
from ctrack.cli.params.shipped_names import ShippedListType
from ctrack.domain.failures import Misused, marked


class CodeWanted(Misused):
    message = marked("A name alone is no party; give --party CODE as well, such as --party XA.")


@make_command(
    "init",
    examples=(
        "ctrack --db kuwait.db init --party KW",
        "ctrack init --party XA --name Atlantis",
        "ctrack init --party KW --instruments all",
        "ctrack init --party KW --instruments kuwait-2024,gcts-2006",
    ),
    help=marked(
        "Make a register with shipped instruments in it, ready to be worked with. An existing file is never touched."
    ),
)
@click.option(
    "--party",
    metavar="CODE",
    help=marked("The home party, by ISO 3166 code; without it, a neutral national focal point."),
)
@text_options(
    "name",
    marked(
        "The name of what is no State of the catalogue: in English, or LANG=TEXT in another language; may be repeated."
    ),
    marked("The name in Arabic."),
)
@click.option(
    "--instruments",
    "chosen",
    metavar="NAMES",
    type=ShippedListType(),
    help=marked(
        "Which shipped instruments it holds, with commas between them, or all, or none; more can be added later."
    ),
)
@pass_invocation
def command(
    invocation: Invocation,
    console: Console,
    party: str | None,
    name: dict[str, str],
    chosen: tuple[str, ...] | None,
) -> None:
    """Make a register."""
    from ctrack.cli.commands.party import make_entry
    from ctrack.cli.console.interruptions import look_for_register
    from ctrack.domain.catalogue import FIRST_INSTRUMENTS, NEUTRAL_HOME
    from ctrack.domain.vocabulary import PartyKind
    from ctrack.services.registers import make_register
    from ctrack.views.inventory import view_made

    if party is None and name:
        raise CodeWanted()
    home = make_entry(party, PartyKind.STATE, name) if party else NEUTRAL_HOME
    head = invocation.head()
    invocation.look_back = lambda: look_for_register(invocation, head)
    record = make_register(invocation.place, home, head, FIRST_INSTRUMENTS if chosen is None else chosen)
    console.show(view_made(record))
