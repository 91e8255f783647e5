"""`ctrack instrument`: list, show, check and add instruments."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ctrack.cli.base import Group, pass_invocation
from ctrack.cli.commands.instrument_files import new, schema
from ctrack.cli.commands.instrument_upgrade import upgrade
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.known_names import NameType
from ctrack.cli.params.shipped_names import ShippedType, is_shipped_name
from ctrack.cli.params.sort_order import reverse_option
from ctrack.cli.params.withdrawn import withdrawn_option
from ctrack.domain.failures import DatabaseFailure, NotFound, Refused, marked, offer
from ctrack.domain.nearness import nearest

if TYPE_CHECKING:
    from ctrack.domain.catalogue import InstrumentEntry
    from ctrack.services.instrument_links import NothingThere


class NeitherFileNorShipped(NotFound):
    message = marked(
        "There is no file {name}, and no instrument of that name ships.{nearest} "
        "'ctrack instrument list --available' shows those that can be added by name."
    )


class SeveralFaults(Refused):
    message = marked("{count} things are wrong, each named above, in {wrong} of {total} files.")


@click.group("instrument", cls=Group, help=marked("List, show, draft, check or add instruments."))
def command() -> None:
    """Instruments."""


@command.command("list", help=marked("Every instrument, with how many commitments it holds."))
@click.option("--available", "is_available", is_flag=True, help=marked("What ships with ctrack and is not in here."))
@withdrawn_option
@reverse_option
@pass_invocation
def list_all(
    invocation: Invocation, console: Console, is_available: bool, is_withdrawn: bool, is_reversed: bool
) -> None:
    """List instruments."""
    from ctrack.services.instruments import list_instruments
    from ctrack.services.shipped_instruments import list_available
    from ctrack.views.inventory import view_available, view_instruments

    if is_available:
        more = invocation.read(lambda unit: list_available(unit.connection))
        console.show(view_available(more[::-1] if is_reversed else more))
        return
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


@command.command(
    "add",
    help=marked("Add an instrument from a TOML file, or by its name one that ships: the whole of it, or nothing."),
)
@click.argument("file", type=ShippedType(path_type=Path), metavar="FILE|NAME")
@click.option("-n", "--dry-run", is_flag=True, help=marked("Show what would change and record nothing."))
@pass_invocation
def add(invocation: Invocation, console: Console, file: Path, dry_run: bool) -> None:
    """Add an instrument."""
    from ctrack.services.instrument_links import add_links, check_links
    from ctrack.services.instruments import CATALOGUE, OWN, Intake, add_instrument
    from ctrack.services.shipped_instruments import read_neighbours
    from ctrack.store.work import UnitOfWork
    from ctrack.views.inventory import view_added

    is_shipped = is_shipped_name(file)
    with console.watch():
        entry = read_wanted(file, is_shipped=is_shipped)
    head = invocation.head()

    def work(unit: UnitOfWork) -> None:
        neighbours = list(read_neighbours(unit)) if is_shipped else []
        if not is_shipped:
            check_links(unit.connection, entry, str(file))
        add_instrument(unit, Intake(entry, head, unit.number, CATALOGUE if is_shipped else OWN))
        add_links(unit.session, [entry], neighbours)

    invocation.write(work, head, dry_run=dry_run)
    console.show(view_added(entry))


@command.command(
    "draft",
    help=marked(
        "Draft an instrument file from an official text, plain or as JSON: paragraphs, verbs, addressees and dates by "
        "rules, each guess marked. --format json has all that was read."
    ),
)
@click.argument("file", type=click.Path(path_type=Path), metavar="TEXT")
@click.option("--slug", metavar="NAME", help=marked("The short name of the instrument (default: from its symbol)."))
@click.option("--code", "stem", metavar="BEGINNING", help=marked("What codes begin with (default: from its symbol)."))
@click.option("--language", metavar="LANGUAGE", help=marked("Of the text: en, ar ... (default: found by its words)."))
@pass_invocation
def draft(
    invocation: Invocation, console: Console, file: Path, slug: str | None, stem: str | None, language: str | None
) -> None:
    """Draft an instrument."""
    from ctrack.exchange.draft_file import write_draft
    from ctrack.exchange.text_outline import draft_instrument
    from ctrack.render.format_names import find_format
    from ctrack.text.language import translate
    from ctrack.views.text_drafts import tell_counts, view_draft

    with console.watch():
        found = draft_instrument(file, slug, stem, language)
    if invocation.options.get("format") or (console.target and find_format(console.target)):
        console.show(view_draft(found))
        return
    console.write_bytes("".join(f"{line}\n" for line in write_draft(found, translate)).encode())
    console.say(tell_counts(found))


def read_wanted(file: Path, *, is_shipped: bool) -> InstrumentEntry:
    """The instrument of a file, or the one that ships under that name."""
    from ctrack.exchange.instrument_file import read_file
    from ctrack.services.shipped_instruments import list_shipped, read_shipped

    if is_shipped:
        return read_shipped(str(file))[0]
    if not file.exists() and re.fullmatch("[A-Za-z0-9-]+", str(file)):
        raise NeitherFileNorShipped(name=str(file), nearest=offer(nearest(str(file), list_shipped())))
    return read_file(file)


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

    read = [(str(file), *check_file(file)) for file in files]
    checked = [(file, entry, [*found, *find_dead(invocation, entry, file)]) for file, entry, found in read]
    faults = [fault for _file, _entry, found in checked for fault in found]
    if len(faults) == 1:
        raise faults[0]
    for fault in faults:
        console.say(fault.tell(translate))
    if faults:
        wrong = sum(bool(found) for _file, _entry, found in checked)
        raise SeveralFaults(count=len(faults), wrong=wrong, total=len(files))
    console.show(view_checked([(file, entry) for file, entry, _found in checked if entry is not None]))


def find_dead(invocation: Invocation, entry: InstrumentEntry | None, file: str) -> list[NothingThere]:
    """The links of a file to what is neither in it nor in the register; without a register none are told."""
    if entry is None or not any(item.links for item in entry.commitments):
        return []
    from ctrack.services.instrument_links import find_dead_links, read_targets

    try:
        held = invocation.read(lambda unit: read_targets(unit.connection))
    except DatabaseFailure:
        return []
    return list(find_dead_links(held, entry, file))


command.add_command(new)
command.add_command(schema)
command.add_command(upgrade)
