"""A group of commands that does one thing of its own where none is named: `ctrack remind`, `ctrack remind log`."""

from __future__ import annotations

from typing import Any

import click
from click.shell_completion import CompletionItem

from ctrack.cli.base import Command, Group
from ctrack.text.language import translate as _


class Own(Command):
    """What the group does by itself; its help lists the commands of the group as well."""

    group: Defaulting

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, and after them the commands."""
        super().format_options(ctx, formatter)
        self.group.format_commands(ctx, formatter)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The names of the commands beside what may follow."""
        named = [
            CompletionItem(name, help=_(command.help or ""))
            for name, command in self.group.commands.items()
            if incomplete and name.startswith(incomplete)
        ]
        return named + super().shell_complete(ctx, incomplete)


class Defaulting(Group):
    """The group; `own` is called where the first word names none of its commands."""

    own: Own

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """The context of the group, or of what it does by itself."""
        if self.names_command(args):
            return super().make_context(info_name, args, parent, **extra)
        return self.own.make_context(info_name, args, parent, **extra)

    def names_command(self, args: list[str]) -> bool:
        """Whether the first word that is no option, nor the value of one, is a command of the group."""
        takes_value = False
        for word in args:
            if word == "--":
                return False
            if word.startswith("--"):
                takes_value = "=" not in word
            elif word in self.commands:
                return True
            elif not takes_value:
                return False
            else:
                takes_value = False
        return False

    def adopt(self, own: Own) -> Own:
        """Take a command as what the group does by itself."""
        self.own, own.group = own, self
        return own
