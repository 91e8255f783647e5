"""`ctrack undo`: take a command back as a whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.note_levels import redact_option
from ctrack.cli.params.row_numbers import RowNumber
from ctrack.domain.failures import marked

if TYPE_CHECKING:
    from ctrack.domain.records.undertakings import Undone
    from ctrack.store.sql import Connection
    from ctrack.store.work import UnitOfWork


@make_command(
    "undo",
    examples=("ctrack undo", "ctrack undo --list"),
    help=marked(
        "Undo the last command as a whole, or the entry of that number; repeated, it walks back one command further "
        "each time, and 'ctrack redo' walks forward. Nothing is erased: the journal keeps both."
    ),
)
@click.argument("number", required=False, type=RowNumber())
@click.option("--list", "lists", is_flag=True, help=marked("List what can be undone."))
@click.option("-n", "--dry-run", is_flag=True, help=marked("Show what would change and record nothing."))
@redact_option
@pass_invocation
def command(invocation: Invocation, console: Console, number: int | None, lists: bool, dry_run: bool) -> None:
    """Undo a command."""
    from ctrack.services.redaction import redact_entry
    from ctrack.services.undo import list_entries
    from ctrack.services.undo_order import find_undo
    from ctrack.views.journal import view_log

    if lists:
        entries = invocation.read(lambda unit: list_entries(unit.connection))
        undoable = [entry for entry in entries if entry.command != "init" and entry.undone_by is None]
        undoable = [redact_entry(entry, console.reader) for entry in undoable]
        console.show(view_log(undoable, for_machines=console.is_for_machines))
        return
    turn(invocation, console, lambda connection: find_undo(connection, number), dry_run=dry_run)


def turn(invocation: Invocation, console: Console, find: Callable[[Connection], int], *, dry_run: bool) -> None:
    """Undo the entry whose number is found, and say what changed and what comes next."""
    from ctrack.domain.frozen import replace
    from ctrack.services.partial_checks import check_whole
    from ctrack.services.redaction import redact_entry, redact_steps
    from ctrack.services.undo import read_entry, undo_entry
    from ctrack.views.cuts import MOST_SHOWN
    from ctrack.views.journal import view_undone

    def find_own(unit: UnitOfWork) -> int:
        found = find(unit.connection)
        check_whole(unit.connection, found)
        return found

    number = invocation.read(find_own)
    head = replace(invocation.head(), undoes=number)

    def work(unit: UnitOfWork) -> Undone:
        return undo_entry(unit, read_entry(unit.connection, number), head, invocation.today)

    undone = invocation.write(work, head, dry_run=dry_run)
    most, level = console.most(MOST_SHOWN), console.reader
    shown = replace(
        undone,
        entry=redact_entry(undone.entry, level),
        command=redact_entry(undone.command, level),
        steps=redact_steps(undone.steps, level),
        next_undo=undone.next_undo and redact_entry(undone.next_undo, level),
        next_redo=undone.next_redo and redact_entry(undone.next_redo, level),
    )
    console.show(view_undone(shown, for_machines=console.is_for_machines, most=most, is_dry=dry_run))
