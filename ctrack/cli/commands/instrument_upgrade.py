"""`ctrack instrument upgrade`: bring instruments to the newer files that ship, or one to a newer file of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ctrack.cli.base import Command, pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.shipped_names import ShippedType, is_shipped_name
from ctrack.cli.params.status_updates import may_ask
from ctrack.domain.failures import NotFound, marked
from ctrack.text.language import translate as _

if TYPE_CHECKING:
    from ctrack.domain.catalogue import InstrumentEntry
    from ctrack.domain.records.text_changes import InstrumentUpgrade
    from ctrack.store.work import UnitOfWork


class NotHeld(NotFound):
    message = marked("The register does not hold {slug}: 'ctrack instrument add {word}' takes it in.")


@click.command(
    "upgrade",
    cls=Command,
    examples=("ctrack instrument upgrade --dry-run", "ctrack instrument upgrade sc-2396"),
    help=marked(
        "Bring the instruments of the register to the newer files that ship with this version, one of them by its "
        "name, or one of your own to a newer FILE. Statuses and notes stay with their codes; the wording of before is "
        "kept, corrections of your own stay, and what is no longer there is set aside and listed. 'ctrack undo' takes "
        "it back."
    ),
)
@click.argument("wanted", required=False, type=ShippedType(path_type=Path), metavar="[NAME|FILE]")
@click.option("-n", "--dry-run", is_flag=True, help=marked("Show what would change and record nothing."))
@pass_invocation
def upgrade(invocation: Invocation, console: Console, wanted: Path | None, dry_run: bool) -> None:
    """Upgrade instruments."""
    from ctrack.services.instrument_links import check_links
    from ctrack.services.instrument_upgrades import upgrade_instruments
    from ctrack.views.upgrade_lists import view_upgrades

    is_shipped = wanted is None or is_shipped_name(wanted)
    with console.watch():
        entries = read_entries(invocation, wanted, is_shipped=is_shipped)
    head = invocation.head()

    def work(unit: UnitOfWork) -> list[InstrumentUpgrade]:
        if not is_shipped:
            check_links(unit.connection, entries[0], str(wanted))
        return upgrade_instruments(unit, entries, head, is_shipped=is_shipped)

    done = invocation.write(work, head, dry_run=True)
    is_changed = any(item.changes for item in done)
    if is_changed and not dry_run and may_ask(invocation):
        invocation.was_dry_run = False
        console.show(view_upgrades(done, is_dry_run=True))
        if not click.confirm(console.dress(_("Apply it?"), console.out)):
            raise click.Abort
        invocation.write(work, head)
        return
    if is_changed and not dry_run:
        done = invocation.write(work, head)
    # The look ahead was no dry run that anybody asked for.
    invocation.was_dry_run = dry_run
    console.show(view_upgrades(done, is_dry_run=dry_run))


def read_entries(invocation: Invocation, wanted: Path | None, *, is_shipped: bool) -> list[InstrumentEntry]:
    """The files to upgrade to: what ships of all that is held or of one, or a file; refused where it is not held."""
    from ctrack.exchange.instrument_file import read_file
    from ctrack.services.instruments import list_instruments
    from ctrack.services.shipped_instruments import read_newer

    held = {item.slug for item in invocation.read(lambda unit: list_instruments(unit.connection, is_withdrawn=None))}
    if wanted is not None:
        entry = None if is_shipped else read_file(wanted)
        slug = entry.slug if entry is not None else str(wanted)
        if slug not in held:
            raise NotHeld(slug=slug, word=wanted)
        if entry is not None:
            return [entry]
    return invocation.read(lambda unit: read_newer(unit.connection, str(wanted) if wanted else None))
