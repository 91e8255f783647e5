"""Lines whose command is typed by its Arabic name: they are read, and kept, by the name of the table."""

from __future__ import annotations

from collections.abc import Collection

import click
from click.shell_completion import CompletionItem

from ctrack.cli.command_table import COMMANDS
from ctrack.cli.console.output import Console
from ctrack.cli.params.command_names import (
    ARABIC,
    INNER,
    complete_inner,
    find_command,
    find_inner,
    say_inner,
    say_name,
)
from ctrack.text.language import ARABIC as SPOKEN
from ctrack.text.language import current_language
from ctrack.text.language import translate as _


def call_by_table(ctx: click.Context, args: list[str]) -> list[str]:
    """The words with an Arabic name of a command written as the table has it, as the journal then keeps it too."""
    return _call(ctx, args, find_command(args[0]) if args else None)


def call_by_group(ctx: click.Context, args: list[str], commands: Collection[str]) -> list[str]:
    """The words with an Arabic name of a group's command written as the group has it."""
    return _call(ctx, args, find_inner(args[0], commands) if args else None)


def _call(ctx: click.Context, args: list[str], command: str | None) -> list[str]:
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


def every_inner(commands: Collection[str]) -> list[str]:
    """The names of a group's commands that may have been meant by a mistyped one."""
    return [*commands, *(name for command, names in INNER.items() if command in commands for name in names)]


def list_names(group: click.Group, incomplete: str) -> list[CompletionItem]:
    """The names of a group's commands that begin so, and the Arabic ones after an Arabic letter."""
    begun = [(name, name) for name in sorted(group.commands) if name.startswith(incomplete)]
    return [
        CompletionItem(name, help=_(group.commands[inner].help or ""))
        for name, inner in [*begun, *complete_inner(incomplete, group.commands)]
    ]


def name_beside(command: str) -> str:
    """A command as help lists it: in Arabic its Arabic name stands beside it."""
    return _beside(command, say_name(command))


def inner_beside(command: str) -> str:
    """A command of a group as help lists it: in Arabic its Arabic name stands beside it."""
    return _beside(command, say_inner(command))


def _beside(command: str, name: str) -> str:
    return f"{command} ({name})" if name and current_language() == SPOKEN else command
