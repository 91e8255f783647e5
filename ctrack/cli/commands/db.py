"""`ctrack db`: facts about the database, its layout, and copies of it."""

from __future__ import annotations

from pathlib import Path

import click

from ctrack.cli.base import Group, pass_invocation
from ctrack.cli.commands.db_server import init_server
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.row_numbers import RowNumber
from ctrack.domain.failures import Misused, marked
from ctrack.text.language import translate as _


class BackupUnnamed(Misused):
    message = marked("A backup is packed: name it {path}.gz, or name a folder.")


@click.group("db", cls=Group, help=marked("Facts about the database, its layout, and copies of it."))
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


@command.command(
    "check",
    help=marked(
        "Check how the database is built, that every row of it can be read, that the guards of its history stand, and "
        "the journal's chain of hashes from the first entry to the last."
    ),
)
@pass_invocation
def check(invocation: Invocation, console: Console) -> None:
    """Check the database and its journal."""
    from ctrack.domain.failures import BrokenJournal
    from ctrack.store.damage import refuse_damaged, refuse_unguarded
    from ctrack.store.journal import find_break, read_last
    from ctrack.views.inventory import view_sound

    register = invocation.open()
    with console.watch(), register.read() as unit:
        broken = find_break(unit.connection)
        if broken is not None:
            raise BrokenJournal(path=register.place.shown, entry=broken, number=broken)
        refuse_damaged(register.place, unit.connection)
        refuse_unguarded(register.place, unit.connection)
        number, head = read_last(unit.connection)
    console.show(view_sound(number, head))


@command.command(
    "reindex", help=marked("Make the index anew by which words are found; nothing that is recorded moves.")
)
@pass_invocation
def reindex(invocation: Invocation, console: Console) -> None:
    """Make the search index anew."""
    from ctrack.store.search_index import rebuild_index

    register = invocation.open()
    with console.watch():
        rebuild_index(register.engine)
    console.say(_("The index was made anew from the texts."))


@command.command(
    "upgrade",
    help=marked(
        "Bring the database to the layout of this version. A backup is made and read back first, beside the register; "
        "then everything happens in one transaction, which is checked against the journal before it counts."
    ),
)
@pass_invocation
def upgrade(invocation: Invocation, console: Console) -> None:
    """Upgrade the schema."""
    from ctrack.cli.console.interruptions import look_for_layout
    from ctrack.services.layout_upgrades import upgrade_register
    from ctrack.store.tables import SCHEMA_REVISION
    from ctrack.views.inventory import view_upgraded

    place = invocation.place
    invocation.look_back = lambda: look_for_layout(invocation, SCHEMA_REVISION)
    with console.watch():
        upgraded = upgrade_register(place, invocation.head(), backup_folder(invocation))
    console.show(view_upgraded(upgraded))


@command.command(
    "backup",
    help=marked(
        "Pack the whole register into FILE, or into a new file of a folder, while others go on working. What was "
        "packed is read back and checked against its journal. It is a file of SQLite under gzip, whatever the engine."
    ),
)
@click.argument("target", required=False, metavar="[FILE|FOLDER]")
@click.option(
    "--keep",
    type=RowNumber(),
    metavar="N",
    help=marked("Of the backups of this register in that folder leave the newest N."),
)
@pass_invocation
def backup(invocation: Invocation, console: Console, target: str | None, keep: int | None) -> None:
    """Make a backup."""
    from ctrack.services.backups import save_backup
    from ctrack.views.copied_registers import view_backup

    place = invocation.place
    folder = read_target(target) if target else backup_folder(invocation)
    invocation.look_back = say_no_backup
    with console.watch():
        copied = save_backup(place, folder, invocation.moment, keep=keep)
    console.show(view_backup(copied))


@command.command(
    "restore",
    help=marked(
        "Bring a register back from the backup FILE to the place that --db names, in the layout of this version. "
        "Where a register is there already, --replace puts the backup in its place, and what was there is backed up "
        "first."
    ),
)
@click.argument("source", metavar="FILE")
@click.option("--replace", "replaces", is_flag=True, help=marked("Replace the register that is there."))
@pass_invocation
def restore(invocation: Invocation, console: Console, source: str, replaces: bool) -> None:
    """Restore a backup."""
    from ctrack.services.restores import restore_backup
    from ctrack.views.copied_registers import view_restored

    place, head = invocation.place, invocation.head()
    path = Path(source).expanduser()
    with console.watch():
        copied = restore_backup(path, place, head, replaces=replaces, folder=backup_folder(invocation))
    console.show(view_restored(copied))


@command.command(
    "move",
    help=marked(
        "Copy the register to PLACE, a file or the address of a PostgreSQL server where there is none yet, and prove "
        "the two equal. The register that was copied stays where it is."
    ),
)
@click.argument("target", metavar="PLACE")
@pass_invocation
def move(invocation: Invocation, console: Console, target: str) -> None:
    """Copy the register elsewhere."""
    from ctrack.services.restores import move_register
    from ctrack.store.register_places import read_place
    from ctrack.views.copied_registers import view_moved

    with console.watch():
        copied = move_register(invocation.place, read_place(target, find_password=invocation.find_password))
    console.show(view_moved(copied))


def read_target(target: str) -> Path:
    """Where a backup goes: a file whose name says that it is packed, or a folder, which is made where there is none."""
    path = Path(target).expanduser()
    if not path.suffix and not path.exists():
        path.mkdir(mode=0o700, parents=True)
    elif path.suffix != ".gz" and not path.is_dir():
        raise BackupUnnamed(path=path)
    return path


def backup_folder(invocation: Invocation) -> Path:
    """Where backups go unless a place is named: beside a file; for a server, into the folder of this user's state."""
    place = invocation.place
    if place.path is not None:
        return place.path.parent
    folder = Path(invocation.environ.get("XDG_STATE_HOME") or "~/.local/state").expanduser() / "ctrack" / "backups"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def say_no_backup() -> str:
    """What is told of a backup that was cut off."""
    return _("Interrupted; no backup was made.")
