"""A group of commands that does one thing of its own where none is named: `ctrack remind`, `ctrack remind log`."""

from __future__ import annotations

from typing import Any

import click
from click.shell_completion import CompletionItem

from ctrack.cli.base import GLOBAL_OPTIONS, Command, Group
from ctrack.domain.failures import Misused, marked
from ctrack.domain.messages import list_any
from ctrack.text.language import translate as _

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

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The names of the commands beside what may follow."""
        named = [
            CompletionItem(name, help=_(command.help or ""))
            for name, command in self.group.commands.items()
            if name.startswith(incomplete)
        ]
        return named + super().shell_complete(ctx, incomplete)


class Defaulting(Group):
    """The group; `own` is called where the first word names none of its commands."""

    own: Own

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """The context of the group, or of what it does by itself."""
        words = list_words(args)
        if words and words[0] in self.commands:
            return super().make_context(info_name, args, parent, **extra)
        if len(words) == 1 and not extra.get("resilient_parsing"):
            self.refuse_typo(words[0])
        return self.own.make_context(info_name, args, parent, **extra)

    def refuse_typo(self, word: str) -> None:
        """Refuse a single word that is nearly the name of a command: what is done without one may not be undone."""
        from ctrack.domain.nearness import nearest

        near = nearest(word, self.commands) if word.isalpha() else []
        if near:
            raise NearlyACommand(word=word, group=self.name, near=list_any(near))

    def adopt(self, own: Own) -> Own:
        """Take a command as what the group does by itself."""
        self.own, own.group = own, self
        return own
