"""The options of packs that have the name of a global one: the form of the pack, and the file that it goes to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from ctrack.cli.console.output import Console
from ctrack.domain.failures import marked
from ctrack.domain.records.packs import PackFormat
from ctrack.render.format_names import FORMATS


def take_form(context: click.Context, parameter: click.Parameter, value: str | None) -> PackFormat | None:
    """A form of packs; of another format the answer is written in that."""
    if value is None:
        return None
    console, is_form = context.find_object(Console), value in tuple(PackFormat)
    if console is not None:
        # What was found on the line before it was parsed was taken for the format of the answer.
        console.__dict__.pop("format", None)
        console.invocation.options.pop("format", None)
        if not is_form:
            console.invocation.options["format"] = value
    return PackFormat(value) if is_form else None


Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def form_option() -> Decorator:
    """The option `--format` of what makes packs."""
    choice = click.Choice(tuple(dict.fromkeys((*(form.value for form in PackFormat), *FORMATS))))
    text = marked("What is sent: xlsx, or register, a ctrack register of its own. Other formats are of the answer.")
    return click.option("-f", "--format", "form", type=choice, callback=take_form, help=text)


def file_option(text: str) -> Decorator:
    """The option `--output` of what writes a file of a kind of its own beside its answer."""
    return click.option("-o", "--output", "target", metavar="FILE", help=text)
