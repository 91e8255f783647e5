"""`ctrack init`: make a register."""

from __future__ import annotations

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.language_texts import text_options
from ctrack.domain.failures import Misused, marked


class CodeWanted(Misused):
    message = marked("A name alone is no party; give --party CODE as well, such as --party XA.")


@make_command(
    "init",
    examples=("ctrack --db kuwait.db init --party KW", "ctrack init --party XA --name Atlantis"),
    help=marked(
        "Make a register with the whole catalogue in it, ready to be worked with. An existing file is never touched."
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
@pass_invocation
def command(invocation: Invocation, console: Console, party: str | None, name: dict[str, str]) -> None:
    """Make a register."""
    from ctrack.cli.commands.party import make_entry
    from ctrack.cli.console.interruptions import look_for_register
    from ctrack.domain.catalogue import NEUTRAL_HOME
    from ctrack.domain.vocabulary import PartyKind
    from ctrack.services.registers import make_register
    from ctrack.views.inventory import view_made

    if party is None and name:
        raise CodeWanted()
    home = make_entry(party, PartyKind.STATE, name) if party else NEUTRAL_HOME
    head = invocation.head()
    invocation.look_back = lambda: look_for_register(invocation, head)
    record = make_register(invocation.place, home, head)
    console.show(view_made(record))
