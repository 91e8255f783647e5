"""Lines whose command is typed by its name in another language: they are read, and kept, by the name of the table."""

from __future__ import annotations

import click

from ctrack.cli.console.output import Console
from ctrack.cli.params.command_names import find_command, say_name


def call_by_table(ctx: click.Context, args: list[str]) -> list[str]:
    """The words with such a name of a command written as the table has it, as the journal then keeps it too."""
    command = find_command(args[0]) if args else None
    if command is None:
        return args
    written = [command, *args[1:]]
    console = ctx.find_object(Console)
    if console is not None:
        before = console.invocation.arguments[: -len(args)]
        console.invocation.arguments = [*before, *written]
    return written


def name_beside(command: str) -> str:
    """A command as help lists it: its name in the language spoken stands beside it."""
    name = say_name(command)
    return f"{command} ({name})" if name else command
