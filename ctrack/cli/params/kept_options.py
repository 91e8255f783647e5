"""Options that every command finds with the invocation, wherever on the line they stand, and the languages of one."""

from __future__ import annotations

from typing import Any

import click
from click.shell_completion import CompletionItem

from ctrack.cli.console.output import Console
from ctrack.domain.languages import call_language
from ctrack.text.language import ALL, known_languages


def keep(context: click.Context, parameter: click.Parameter, value: Any) -> Any:
    """Keep a global option where every command finds it; given twice, the later one counts."""
    console = context.find_object(Console)
    if console is not None and parameter.name and value not in (None, False):
        console.invocation.options[parameter.name] = value
    return value


def complete_languages(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The languages that the program speaks, each with what it calls itself, and the word for all."""
    begun, comma, last = incomplete.rpartition(",")
    found = {code: call_language(code) for code in known_languages() if code not in begun.split(",")}
    offered = found if comma else found | {ALL: ""}
    return [
        CompletionItem(f"{begun}{comma}{code}", help=name) for code, name in offered.items() if code.startswith(last)
    ]
