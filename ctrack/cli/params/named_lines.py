"""Lines whose command is typed by its name in another language: they are read, and kept, by the name of the table."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem

from ctrack.cli.console.output import Console
from ctrack.cli.params.command_names import Group, complete_names, find_command, say_inner, say_name
from ctrack.text.language import translate as _


def call_by_table(ctx: click.Context, args: list[str], group: Group = None) -> list[str]:
    """The words with such a name of a command written as the table, or the group, has it; the journal keeps it so."""
    command = find_command(args[0], group) if args else None
    if command is None:
        return args
    written = [command, *args[1:]]
    console = ctx.find_object(Console)
    if console is not None:
        before = console.invocation.arguments[: -len(args)]
        console.invocation.arguments = [*before, *written]
    return written


def list_names(group: click.Group, incomplete: str) -> list[CompletionItem]:
    """The names of a group's commands that begin so, and those in other languages after a letter of them."""
    begun = [(name, name) for name in sorted(group.commands) if name.startswith(incomplete)]
    return [
        CompletionItem(name, help=_(group.commands[inner].help or ""))
        for name, inner in [*begun, *complete_names(incomplete, tuple(group.commands))]
    ]


def name_beside(command: str) -> str:
    """A command as help lists it: its name in the language spoken stands beside it."""
    return _beside(command, say_name(command))


def inner_beside(command: str) -> str:
    """A command of a group as help lists it: its name in the language spoken stands beside it."""
    return _beside(command, say_inner(command))


def _beside(command: str, name: str) -> str:
    return f"{command} ({name})" if name else command
