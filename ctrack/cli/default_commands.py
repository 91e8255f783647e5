"""A group of commands that does one thing of its own where none is named: `ctrack remind`, `ctrack remind log`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import click
from click.shell_completion import CompletionItem

from ctrack.cli.base import Command, Group
from ctrack.cli.params.command_names import every_name, find_command
from ctrack.cli.params.global_options import GLOBAL_OPTIONS
from ctrack.cli.params.named_lines import list_names
from ctrack.domain.failures import Misused, marked
from ctrack.domain.messages import list_any

Completion = Callable[[click.Context, str], list[CompletionItem]]
# The options that stand before any command and take the next word for their value.
VALUED = frozenset(name for name, _text, settings in GLOBAL_OPTIONS if not settings.get("is_flag"))


class NearlyACommand(Misused):
    message = marked(
        "There is no command {word} of 'ctrack {group}'. Did you mean {near}? To search for the word itself, write "
        "'\"{word}\"'."
    )


def list_words(args: list[str]) -> list[str]:
    """What is no option, nor the value of a global one; nothing after `--`, where all is filter."""
    words: list[str] = []
    rest = iter(args)
    for word in rest:
        if word == "--":
            break
        if word in VALUED:
            next(rest, None)
        elif not word.startswith("--"):
            words.append(word)
    return words


class Own(Command):
    """What the group does by itself; its help lists the commands of the group as well."""

    group: Defaulting

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, and after them the commands."""
        super().format_options(ctx, formatter)
        self.group.format_commands(ctx, formatter)


class Defaulting(Group):
    """The group; `own` is called where the first word names none of its commands."""

    own: Own

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """The context of the group, or of what it does by itself."""
        words = list_words(args)
        if words and (words[0] in self.commands or find_command(words[0], tuple(self.commands))):
            return super().make_context(info_name, args, parent, **extra)
        if len(words) == 1 and not extra.get("resilient_parsing"):
            self.refuse_typo(words[0])
        return self.own.make_context(info_name, args, parent, **extra)

    def refuse_typo(self, word: str) -> None:
        """Refuse a single word that is nearly the name of a command: what is done without one may not be undone."""
        from ctrack.domain.nearness import nearest

        near = nearest(word, every_name(word, tuple(self.commands))) if word.isalpha() else []
        if near:
            raise NearlyACommand(word=word, group=self.name, near=list_any(near))

    def adopt(self, own: Own) -> Own:
        """Take a command as what the group does by itself; its first word may be one of the group's commands."""
        self.own, own.group = own, self
        for argument in own.params:
            if isinstance(argument, click.Argument):
                after = partial(self.complete_first, argument.name or "", argument.shell_complete)
                argument.shell_complete = after  # type: ignore[method-assign]
        return own

    def complete_first(self, name: str, complete: Completion, ctx: click.Context, word: str) -> list[CompletionItem]:
        """The names of the commands before what else may follow; behind a first word no more."""
        return [*([] if ctx.params.get(name) else list_names(self, word)), *complete(ctx, word)]
