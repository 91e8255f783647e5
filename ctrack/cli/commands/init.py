"""`ctrack init`: make a register."""

from __future__ import annotations

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.invocation import Invocation, pass_invocation
from ctrack.domain.failures import marked


@make_command(
    "init",
    examples=("ctrack --db kuwait.db init --party KW",),
    help=marked(
        "Make a register with the whole catalogue in it, ready to be worked with. An existing file is never touched."
    ),
)
@click.option(
    "--party",
    metavar="CODE",
    help=marked("The home party, by ISO 3166 code; without it, a neutral national focal point."),
)
@pass_invocation
def command(invocation: Invocation, party: str | None) -> None:
    """Make a register."""
    from ctrack.domain.catalogue import NEUTRAL_HOME
    from ctrack.services.parties import find_entry
    from ctrack.services.registers import make_register
    from ctrack.store.engine import read_place
    from ctrack.views.registry import view_made

    home = find_entry(party) if party else NEUTRAL_HOME
    record = make_register(read_place(invocation.database), home, invocation.head())
    invocation.show(view_made(record))
