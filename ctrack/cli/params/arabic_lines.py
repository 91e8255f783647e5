"""Lines whose command is typed by its Arabic name: they are read, and kept, by the name of the table."""

from __future__ import annotations

import click

from ctrack.cli.command_table import COMMANDS
from ctrack.cli.console.output import Console
from ctrack.cli.params.command_names import ARABIC, find_command, say_name
from ctrack.text.language import ARABIC as SPOKEN
from ctrack.text.language import current_language


def call_by_table(ctx: click.Context, args: list[str]) -> list[str]:
    """The words with an Arabic name of a command written as the table has it, as the journal then keeps it too."""
    command = find_command(args[0]) if args else None
    if command is None:
        return args
    written = [command, *args[1:]]
    console = ctx.find_object(Console)
    if console is not None:
        before = console.invocation.arguments[: -len(args)]
        console.invocation.arguments = [*before, *written]
    return written


def every_name() -> list[str]:
    """The names that may have been meant by a mistyped one."""
    return [*COMMANDS, *(name for names in ARABIC.values() for name in names)]


def name_beside(command: str) -> str:
    """A command as help lists it: in Arabic its Arabic name stands beside it."""
    name = say_name(command) if current_language() == SPOKEN else ""
    return f"{command} ({name})" if name else command
