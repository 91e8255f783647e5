"""`ctrack instrument`: list, show, check and add instruments."""

from __future__ import annotations

from pathlib import Path

import click

from ctrack.cli.base import Group, pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.known_names import NameType
from ctrack.cli.params.sort_order import reverse_option
from ctrack.cli.params.withdrawn import withdrawn_option
from ctrack.domain.failures import Refused, marked


class SeveralFaults(Refused):
    message = marked("{count} things are wrong, each named above, in {wrong} of {total} files.")


@click.group("instrument", cls=Group, help=marked("List, show, check or add instruments."))
def command() -> None:
    """Instruments."""


@command.command("list", help=marked("Every instrument, with how many commitments it holds."))
@withdrawn_option
@reverse_option
@pass_invocation
def list_all(invocation: Invocation, console: Console, is_withdrawn: bool, is_reversed: bool) -> None:
    """List instruments."""
    from ctrack.services.instruments import list_instruments
    from ctrack.views.inventory import view_instruments

    found = invocation.read(lambda unit: list_instruments(unit.connection, is_withdrawn=is_withdrawn))
    console.show(view_instruments(found[::-1] if is_reversed else found))


@command.command("show", help=marked("One instrument: what it is, its sections, what happened to it."))
@click.argument("slug", metavar="INSTRUMENT", type=NameType("instrument"))
@pass_invocation
def show(invocation: Invocation, console: Console, slug: str) -> None:
    """Show an instrument."""
    from ctrack.services.instruments import show_instrument
    from ctrack.views.inventory import view_instrument

    console.show(view_instrument(invocation.read(lambda unit: show_instrument(unit.connection, slug))))


@command.command("add", help=marked("Add an instrument from a TOML file; the whole file, or nothing."))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-n", "--dry-run", is_flag=True, help=marked("Show what would change and record nothing."))
@pass_invocation
def add(invocation: Invocation, console: Console, file: Path, dry_run: bool) -> None:
    """Add an instrument."""
    from ctrack.exchange.instrument_file import read_file
    from ctrack.services.instrument_links import add_links, check_links
    from ctrack.services.instruments import Intake, add_instrument
    from ctrack.store.work import UnitOfWork
    from ctrack.views.inventory import view_added

    with console.watch():
        entry = read_file(file)
    head = invocation.head()

    def work(unit: UnitOfWork) -> None:
        check_links(unit.connection, entry, str(file))
        add_instrument(unit, Intake(entry, head, unit.number))
        add_links(unit.session, [entry])

    invocation.write(work, head, dry_run=dry_run)
    console.show(view_added(entry))


@command.command(
    "check", help=marked("Check instrument files without adding them: file, line and reason of all that is wrong.")
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@pass_invocation
def check(invocation: Invocation, console: Console, files: tuple[Path, ...]) -> None:
    """Check instrument files."""
    from ctrack.exchange.instrument_file import check_file
    from ctrack.text.language import translate
    from ctrack.views.inventory import view_checked

    checked = [(str(file), *check_file(file)) for file in files]
    faults = [fault for _file, _entry, found in checked for fault in found]
    if len(faults) == 1:
        raise faults[0]
    for fault in faults:
        console.say(fault.tell(translate))
    if faults:
        wrong = sum(entry is None for _file, entry, _found in checked)
        raise SeveralFaults(count=len(faults), wrong=wrong, total=len(files))
    console.show(view_checked([(file, entry) for file, entry, _found in checked if entry is not None]))
