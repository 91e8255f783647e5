"""Filter words as they are typed, and the shared argument that takes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from ctrack.cli.params.known_names import STATEMENTS, THEME, offer_names
from ctrack.text.language import translate as _

if TYPE_CHECKING:
    from ctrack.cli.console.output import Console
    from ctrack.cli.invocation import Invocation
    from ctrack.domain.filters import Node

# The commands that list dates, where a bare year can be nothing else.
OF_DATES = ("due", "calendar")
OPTION = re.compile(r"--(?P<name>[a-z][a-z-]*)(=.*)?", re.DOTALL)


def complete_words(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Filter fields and their values; for a bare word also the codes that begin so."""
    from ctrack.domain.filters import complete_filter

    if incomplete[:1] in ("+", "-") and incomplete[:2] != "--":
        return offer_names(context, "tag", incomplete[1:], incomplete[0])
    named = complete_value(context, incomplete)
    if named is not None:
        return named
    offers = [CompletionItem(word, help=_(text)) for word, text in complete_filter(incomplete)]
    if ":" in incomplete:
        return offers
    return complete_codes(context, parameter, incomplete) + offers if incomplete else offers


def complete_value(context: click.Context, incomplete: str) -> list[CompletionItem] | None:
    """The names of the register that fit behind a field which takes some; None behind another."""
    from ctrack.domain.filters.terms import find_field

    name, colon, typed = incomplete.partition(":")
    field = find_field(name.lstrip("(-")) if colon else None
    if field is None or field.name not in (*STATEMENTS, THEME):
        return None
    chosen, comma, last = typed.rpartition(",")
    before = f"{name}:{chosen}{comma}"
    words = [CompletionItem(f"{before}{word}") for word in field.words if last and word.startswith(last)]
    return [*offer_names(context, field.name, last, before), *words]


def complete_codes(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Codes of the register that begin, or end, with what was typed."""
    from ctrack.cli.params.codes import read_codes

    wanted = incomplete.upper()
    codes = read_codes(context)
    found = [code for code in codes if code.startswith(wanted)] or [code for code in codes if wanted in code]
    return [CompletionItem(code) for code in found]


filter_argument = click.argument(
    "words", nargs=-1, type=click.UNPROCESSED, metavar="[FILTER]...", shell_complete=complete_words
)


# What a writing command is to change: codes or a filter; everything by --all alone, which `read_targets` holds to.
target_argument = click.argument(
    "words", nargs=-1, type=click.UNPROCESSED, metavar="CODE|FILTER...", shell_complete=complete_words
)


def refuse_options(words: Sequence[str]) -> None:
    """A word that looks like an option is a mistyped one, not a filter or a text; known ones stand behind `--`."""
    for found in filter(None, map(OPTION.fullmatch, words)):
        context = click.get_current_context()
        parameters = context.command.get_params(context)
        known = [name.removeprefix("--") for parameter in parameters for name in parameter.opts]
        if found["name"] not in known:
            from ctrack.domain.nearness import nearest

            # Compared without their hyphens, or every short option would look like every other.
            near = [f"--{name}" for name in nearest(found["name"], known)]
            raise click.NoSuchOption(f"--{found['name']}", possibilities=near, ctx=context)


def read_filter(invocation: Invocation, words: Sequence[str]) -> Node | None:
    """What the words filter for; dates among them are resolved as of today."""
    if not words:
        return None
    from ctrack.cli.params.dates import span_reader
    from ctrack.cli.params.format_words import refuse_formats
    from ctrack.domain.filters import parse_filter

    refuse_options(words)
    refuse_formats(click.get_current_context(), words)
    of_dates = invocation.command in OF_DATES
    return parse_filter(words, span_reader(invocation.today), invocation.today, of_dates=of_dates)


def add_context(console: Console, words: Sequence[str]) -> tuple[str, ...]:
    """The words of a reading command behind the filter of the context in use, which is said.

    Its party counts where the words name none themselves.
    """
    context = console.invocation.context
    if context is None or not (context.filter or context.party):
        return tuple(words)
    from ctrack.domain.named_fields import names_field

    parts = [f"({context.filter})"] if context.filter else []
    if context.party and not names_field(read_filter(console.invocation, words), "party"):
        parts.append(f"party:{quote_value(context.party)}")
    said = " ".join(part.removeprefix("(").removesuffix(")") if len(parts) == 1 else part for part in parts)
    if parts:
        console.say(_("Context {name}: only {filter}.").format(name=context.name, filter=said))
    return (*parts, *words)


def quote_value(value: str) -> str:
    """A value as a filter takes it, within quotation marks where it has blanks."""
    return f'"{value}"' if " " in value else value


def show_filter(node: Node | None) -> str:
    """The filter said back, with its dates resolved."""
    if node is None:
        return ""
    from ctrack.domain.filters import write_filter

    return write_filter(node)
