"""`ctrack context`: a register, a party, a language and a filter under one name."""

from __future__ import annotations

from contextlib import suppress

import click

from ctrack.cli.base import Group, pass_invocation
from ctrack.cli.config.contexts import CHOSEN, HEADING, NO_CONTEXT, Context, get_context, is_name, read_contexts
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.known_names import complete_contexts
from ctrack.domain.failures import AlreadyThere, Misused, Refused, marked
from ctrack.domain.masks import mask_word


class BadContextName(Refused):
    message = marked(
        "{name} cannot be the name of a context: it is one word of letters, figures and hyphens, and not none."
    )


class EmptyContext(Misused):
    message = marked("Say what the context stands for: --register, --party, --language or --filter.")


@click.group(
    "context",
    cls=Group,
    help=marked(
        "A register, a party, a language and a filter under one name. The context in use takes the place of what the "
        "configuration says of them; an option on the line, and CTRACK_DB or CTRACK_LANG, come before it, and "
        "CTRACK_CONTEXT chooses one for a shell, or none. Its filter narrows lists, due dates, reports, calendars and "
        "reviews, together with what is typed, and is always said; it narrows nothing that is written. Reminders "
        "know a context only where CTRACK_CONTEXT is set."
    ),
)
def command() -> None:
    """Contexts."""


@command.command("list", help=marked("Every context, and which is in use."))
@pass_invocation
def list_all(invocation: Invocation, console: Console) -> None:
    """List contexts."""
    show(invocation, console)


@command.command("add", help=marked("Make a context of that name."))
@click.argument("name")
@click.option("--register", "db", metavar="PATH|URL", help=marked("The register."))
@click.option("--party", metavar="CODE", help=marked("The party that is looked at."))
@click.option("--language", "lang", metavar="CODE", help=marked("The language."))
@click.option("--filter", metavar="WORDS", help=marked("What everything that is read is narrowed to."))
@pass_invocation
def add(
    invocation: Invocation,
    console: Console,
    name: str,
    db: str | None,
    party: str | None,
    lang: str | None,
    filter: str | None,
) -> None:
    """Make a context."""
    import shlex

    from ctrack.cli.config.configuration import write_setting
    from ctrack.cli.params.early_options import find_language
    from ctrack.cli.params.filters import read_filter

    given = {"db": db, "party": party, "lang": find_language(lang) if lang else None, "filter": filter}
    if not is_name(name):
        raise BadContextName(name=name)
    if not any(given.values()):
        raise EmptyContext()
    if name in read_contexts(invocation.written):
        raise AlreadyThere(what=name)
    if filter:
        read_filter(invocation, shlex.split(filter))
    for key, value in given.items():
        if value:
            write_setting(invocation.environ, f"{HEADING}.{name}.{key}", value)
    show(invocation, console, name)


@command.command("use", help=marked("Use a context from now on; none goes without."))
@click.argument("name", shell_complete=complete_contexts)
@pass_invocation
def use(invocation: Invocation, console: Console, name: str) -> None:
    """Use a context."""
    from ctrack.cli.config.configuration import write_setting

    if name != NO_CONTEXT:
        get_context(invocation.written, name)
    write_setting(invocation.environ, CHOSEN, "" if name == NO_CONTEXT else name)
    show(invocation, console)


@command.command("remove", help=marked("Take a context away; its register stays as it is."))
@click.argument("name", shell_complete=complete_contexts)
@pass_invocation
def remove(invocation: Invocation, console: Console, name: str) -> None:
    """Take a context away."""
    from ctrack.cli.config.configuration import remove_setting, write_setting

    get_context(invocation.written, name)
    if invocation.written.get(CHOSEN) == name:
        write_setting(invocation.environ, CHOSEN, "")
    remove_setting(invocation.environ, (HEADING, name))
    show(invocation, console)


def show(invocation: Invocation, console: Console, name: str | None = None) -> None:
    """Show the contexts as they are written now, or one of them."""
    from ctrack.cli.config.configuration import read_configuration
    from ctrack.cli.config.contexts import UnknownContext, find_context
    from ctrack.views.setting_lists import view_contexts

    written = read_configuration(invocation.environ)
    used = None
    with suppress(UnknownContext):
        used = find_context(invocation.environ, written)
    found: list[Context] = [each for key, each in read_contexts(written).items() if name in (None, key)]
    console.show(
        view_contexts([{**each._asdict(), "db": mask_word(each.db)} for each in found], used.name if used else None)
    )
