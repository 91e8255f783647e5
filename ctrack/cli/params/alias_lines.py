"""Lines that are typed by a name of the user's own, written out."""

from __future__ import annotations

import click

from ctrack.cli.command_table import COMMANDS
from ctrack.cli.console.output import Console
from ctrack.domain.failures import Failure


def aliases_of(ctx: click.Context) -> dict[str, str]:
    """The user's own names for command lines; none where the configuration cannot be read."""
    from ctrack.cli.config.aliases import read_aliases

    console = ctx.find_object(Console)
    try:
        return read_aliases(console.invocation.file) if console is not None else {}
    except Failure:
        return {}


def list_aliases(ctx: click.Context) -> dict[str, str]:
    """What each name stands for, as it is shown."""
    aliases = aliases_of(ctx)
    if not aliases:
        return {}
    from ctrack.domain.masks import mask_word

    return {name: f"ctrack {mask_word(line)}" for name, line in aliases.items()}


def expand_alias(ctx: click.Context, args: list[str]) -> list[str]:
    """The words with an alias at their head written out, as the journal then keeps them too."""
    console = ctx.find_object(Console)
    if console is None or not args or args[0] in COMMANDS:
        return args
    from ctrack.cli.config.aliases import split_line

    words = split_line(aliases_of(ctx).get(args[0], ""))
    if not words:
        return args
    written = [*words, *args[1:]]
    before = console.invocation.arguments[: -len(args)]
    console.invocation.arguments = [*before, *written]
    if not ctx.resilient_parsing:
        from ctrack.cli.params.early_options import read_early_options

        read_early_options(console.invocation, console.invocation.arguments)
    return written
