"""The options that may stand before a command and after it."""

from __future__ import annotations

from typing import Any

import click

from ctrack.cli.params.format_words import FormatType
from ctrack.cli.params.kept_options import keep
from ctrack.cli.params.language_texts import LanguagesType
from ctrack.domain.failures import marked
from ctrack.render.format_names import FORMATS, PICTURES
from ctrack.text.language import translate as _

GLOBAL_OPTIONS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("--db", marked("The register: a file, or the address of a PostgreSQL server."), {"metavar": "PATH|URL"}),
    ("--lang", marked("The language; with several, such as fr,zh, or all, 'show' has each text in all of them."),
     {"type": LanguagesType()}),
    ("--format", marked("How output is written."), {"type": FormatType((*FORMATS, *PICTURES))}),
    ("--output", marked("Write to this file; its ending names the format."), {"metavar": "FILE"}),
    ("--all", marked("Every row of a cut list; on a writing command without a filter, everything."), {"is_flag": True}),
    ("--force", marked("Replace the file of --output if it is there."), {"is_flag": True}),
    ("--color", marked("Colour: auto, always or never."), {"type": click.Choice(("auto", "always", "never"))}),
    ("--layout", marked("Order of columns: auto, rtl or ltr."), {"type": click.Choice(("auto", "rtl", "ltr"))}),
    ("--bidi", marked("How Arabic is sent to the terminal."),
     {"type": click.Choice(("auto", "visual", "logical", "off"))}),
    ("--no-pager", marked("Never page what is longer than the terminal."), {"is_flag": True}),
    ("--quiet", marked("No words beside the data."), {"is_flag": True}),
    ("--no-input", marked("Never ask; fail where a question would be asked."), {"is_flag": True}),
    ("--today", marked("Take this day for today."), {"metavar": "DATE"}),
    ("--user", marked("Who records."), {"metavar": "NAME"}),
)  # fmt: skip


SHORT_NAMES = {"--format": ("-f",), "--output": ("-o",), "--quiet": ("-q",)}


def global_options() -> list[click.Parameter]:
    """The options that may stand before a command and after it."""
    return [
        click.Option([*SHORT_NAMES.get(name, ()), name], help=_(text), expose_value=False, callback=keep, **settings)
        for name, text, settings in GLOBAL_OPTIONS
    ]
