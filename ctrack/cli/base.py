"""Commands and groups: the options that all share, and help and completion that import nothing they need not."""

from __future__ import annotations

import copy
import importlib
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem

from ctrack.cli.command_table import COMMANDS, GROUPS
from ctrack.cli.console.output import Console
from ctrack.cli.console.streams import encodable
from ctrack.cli.params.alias_lines import expand_alias, list_aliases
from ctrack.cli.params.command_names import complete_names, every_name
from ctrack.cli.params.global_options import GLOBAL_OPTIONS, global_options
from ctrack.cli.params.known_names import name_types
from ctrack.cli.params.named_lines import call_by_table, inner_beside, list_names, name_beside
from ctrack.cli.params.typed_words import offer_nearest, put_texts_last, refuse_empty, spell_tags
from ctrack.text.labels import before_colon
from ctrack.text.language import is_right_to_left
from ctrack.text.language import translate as _

Result = TypeVar("Result")


def pass_invocation(function: Callable[..., Result]) -> Callable[..., Result]:
    """Hand a command the invocation and its console, and note there which command it is: `instrument add`."""

    @wraps(function)
    def call(*args: Any, **kwargs: Any) -> Result:
        context = click.get_current_context()
        console = context.find_object(Console)
        assert console is not None
        console.invocation.command = context.command_path.partition(" ")[2]
        console.check_target()
        return function(console.invocation, console, *args, **kwargs)

    return call


def translated(option: click.Option, ctx: click.Context) -> click.Option:
    """The option as help shows it, in the language spoken now; the one that parses stays as it is."""
    shown = copy.copy(option)
    shown.help = _(option.help or "")
    shown.metavar = _(option.make_metavar(ctx))
    return shown


class Helping:
    """What commands and groups share: help in the language spoken now, written for a narrow screen."""

    examples: Sequence[str] = ()
    # Whether the words are a filter that changes nothing, so that -tag may stand among them.
    reads_filter: bool = False
    takes_empty: bool = False
    # Whether a word with blanks in it is a text, also where it begins with a hyphen.
    takes_text: bool = False

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """The command's own options, then the global ones; one that the command has itself takes the place of that."""
        own: list[click.Parameter] = super().get_params(ctx)  # type: ignore[misc]
        taken = {name for option in own for name in option.opts}
        shared = [option for option in global_options() if taken.isdisjoint(option.opts)]
        return [*own[:-1], *shared, own[-1]] if own and own[-1].name == "help" else [*own, *shared]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """`-h` is `--help`, and on a reading command `-tag` is `not +tag`."""
        end = args.index("--") if "--" in args else len(args)
        words = ["--help" if word == "-h" else word for word in args[:end]]
        if not (ctx.resilient_parsing or self.takes_empty or isinstance(self, click.Group)):
            refuse_empty(args)
        if self.takes_text:
            words = put_texts_last(words, self.get_params(ctx))
        if self.reads_filter:
            words = spell_tags(words, self.get_params(ctx))
        try:
            return super().parse_args(ctx, [*words, *(args[end + 1 :] if "--" in words else args[end:])])  # type: ignore[misc,no-any-return]
        except click.NoSuchOption as error:
            raise offer_nearest(error, self.get_params(ctx), ctx) from error

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Click's `--help`, which it keeps from one run to the next, in the language spoken now."""
        option: click.Option | None = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = _("Show this message and exit.")
        return option

    def get_help(self, ctx: click.Context) -> str:
        """The help, fit for the terminal that it goes to."""
        console = ctx.find_object(Console)
        if console is None:
            return super().get_help(ctx)  # type: ignore[misc,no-any-return]
        out = encodable(console.out)
        if is_right_to_left():
            return self.get_help_from_right(ctx, console)
        return console.dress(super().get_help(ctx), out)  # type: ignore[misc]

    def get_help_from_right(self, ctx: click.Context, console: Console) -> str:
        """The help in a language that is read from the right."""
        from ctrack.cli.console.help_pages import make_formatter

        formatter = make_formatter(console.read_screen(console.out), is_dressed=console.dresses(console.out))
        self.format_help(ctx, formatter)  # type: ignore[attr-defined]
        return formatter.getvalue().rstrip("\n")

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What follows the command's name, in the words of the language spoken now."""
        return [_(piece) for piece in super().collect_usage_pieces(ctx)]  # type: ignore[misc]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The command's own options, and under a heading of their own the global ones."""
        mine = {name for option in self.params for name in option.opts}  # type: ignore[attr-defined]
        shared = {name for name, _text, _settings in GLOBAL_OPTIONS} - mine
        own: list[tuple[str, str]] = []
        common: list[tuple[str, str]] = []
        for option in self.get_params(ctx):
            record = translated(option, ctx).get_help_record(ctx) if isinstance(option, click.Option) else None
            if record is not None:
                is_own = option in self.params  # type: ignore[attr-defined]
                (own if is_own or not set(option.opts) & shared else common).append(record)
        for title, records in ((_("Options"), own), (_("Global options"), common)):
            if records:
                with formatter.section(before_colon(title)):
                    formatter.write_dl(records)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The help in the language spoken now."""
        text = _(self.help or "")  # type: ignore[attr-defined]
        if text:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(text)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Examples, each of which a test runs."""
        if self.examples:
            with formatter.section(before_colon(_("Examples"))):
                for example in self.examples:
                    formatter.write(" " * formatter.current_indent + _(example) + "\n")


class Command(Helping, click.Command):
    """A command of ctrack."""

    def __init__(
        self,
        *args: Any,
        examples: Sequence[str] = (),
        reads_filter: bool = False,
        takes_empty: bool = False,
        takes_text: bool = False,
        **settings: Any,
    ) -> None:
        super().__init__(*args, **settings)
        name_types(self.params)
        self.examples = examples
        self.reads_filter = reads_filter
        self.takes_empty = takes_empty
        self.takes_text = takes_text


class Group(Helping, click.Group):
    """A command with commands of its own."""

    command_class = Command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, and after them the commands."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands of the group, each with its help in one line."""
        helped = {name: _(command.short_help or command.help or "") for name, command in self.commands.items()}
        with formatter.section(before_colon(_("Commands"))):
            formatter.write_dl([(inner_beside(name), text) for name, text in helped.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called, by any of its names; a mistyped one is refused with the nearest names."""
        args = call_by_table(ctx, args, tuple(self.commands))
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as error:
            offered = every_name(error.command_name, tuple(self.list_commands(ctx)))
            self.refuse(error.command_name, offered)
            raise click.NoSuchCommand(error.command_name, possibilities=offered, ctx=ctx) from error

    def refuse(self, word: str, offered: list[str]) -> None:
        """Refuse a word that none of the names offered is near to; others are answered with the nearest."""
        from ctrack.cli.params.group_words import refuse_inner
        from ctrack.domain.nearness import nearest

        if not nearest(word, offered):
            refuse_inner(self.name or "", word, list(self.commands))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Options as Click offers them, and the names of commands, in other languages too."""
        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        return list_names(self, incomplete)


class Root(Group):
    """The program itself: its commands are named in a table and imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        module = importlib.import_module(f"ctrack.cli.commands.{entry.module}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called; a mistyped one is refused with the nearest names of the table."""
        args = call_by_table(ctx, expand_alias(ctx, args))
        console = ctx.find_object(Console)
        if console is not None and args:
            console.invocation.call(args[0])
        try:
            return click.Group.resolve_command(self, ctx, args)
        except click.NoSuchCommand as error:
            from ctrack.cli.params.keyboard_slips import refuse_slip
            from ctrack.cli.params.other_verbs import refuse_verb

            refuse_slip(error.command_name, args[1:])
            refuse_verb(error.command_name, args[1:])
            raise click.NoSuchCommand(
                error.command_name, possibilities=every_name(error.command_name), ctx=ctx
            ) from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table, group by group."""
        for title, entries in GROUPS:
            with formatter.section(before_colon(_(title))):
                formatter.write_dl([(name_beside(name), _(entry.help)) for name, entry in entries.items()])
        aliases = list_aliases(ctx)
        if aliases:
            with formatter.section(before_colon(_("Aliases"))):
                formatter.write_dl(list(aliases.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Names of commands, from the table; options as usual."""
        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        named = {name: _(entry.help) for name, entry in COMMANDS.items()}
        named |= list_aliases(ctx)
        named |= {name: _(COMMANDS[command].help) for name, command in complete_names(incomplete)}
        return [CompletionItem(name, help=text) for name, text in named.items() if name.startswith(incomplete)]


def command(name: str, *, examples: Sequence[str] = (), **settings: Any) -> Callable[[Callable[..., Any]], Command]:
    """A command whose help stands in its docstring's place as a message that can be translated."""

    def make(function: Callable[..., Any]) -> Command:
        return click.command(name, cls=Command, examples=examples, **settings)(function)

    return make
