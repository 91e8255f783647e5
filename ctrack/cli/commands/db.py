"""`ctrack db`: facts about the database, and bringing it up to date."""

from __future__ import annotations

import click

from ctrack.cli.base import Group, pass_invocation
from ctrack.cli.commands.db_server import init_server
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.domain.failures import marked


@click.group("db", cls=Group, help=marked("Facts about the database, and bringing it up to date."))
def command() -> None:
    """The database."""


command.add_command(init_server)


@command.command("info", help=marked("Where the register is, how much it holds, and the head of its journal."))
@pass_invocation
def info(invocation: Invocation, console: Console) -> None:
    """Show facts about the database."""
    from ctrack.services.registers import describe_register
    from ctrack.views.inventory import view_register

    register = invocation.open()
    with register.read() as unit:
        record = describe_register(unit.connection, register.place)
    context = invocation.context
    console.show(view_register(record, context.name if context is not None else ""))


@command.command("check", help=marked("Check the journal's chain of hashes from the first entry to the last."))
@pass_invocation
def check(invocation: Invocation, console: Console) -> None:
    """Check the journal."""
    from ctrack.domain.failures import BrokenJournal
    from ctrack.store.journal import find_break, read_last
    from ctrack.views.inventory import view_sound

    register = invocation.open()
    with console.watch(), register.read() as unit:
        broken = find_break(unit.connection)
        if broken is not None:
            raise BrokenJournal(path=register.place.shown, entry=broken, number=broken)
        number, head = read_last(unit.connection)
    console.show(view_sound(number, head))


@command.command("upgrade", help=marked("Bring the database to the layout of this version. Make a copy of it first."))
@pass_invocation
def upgrade(invocation: Invocation, console: Console) -> None:
    """Upgrade the schema."""
    from ctrack.cli.console.interruptions import look_for_layout
    from ctrack.services.registers import upgrade_register
    from ctrack.store.engine import open_engine, read_place
    from ctrack.store.tables import SCHEMA_REVISION
    from ctrack.views.inventory import view_upgraded

    place = read_place(invocation.database)
    invocation.look_back = lambda: look_for_layout(invocation, SCHEMA_REVISION)
    with console.watch():
        upgraded = upgrade_register(open_engine(place), place, invocation.head())
    console.show(view_upgraded(upgraded))
