"""`ctrack instrument new` and `schema`: the beginning of an instrument file, and its form for editors and programs."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click

from ctrack.cli.base import Command, pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.domain.failures import Misused, Refused, marked
from ctrack.text.language import translate as _


class BadSlug(Misused):
    message = marked(
        "{slug} cannot be a short name: small letters and digits, with hyphens between, such as {example}."
    )


class FileThere(Refused):
    message = marked("{path} is there already, and would be lost. Name another file, or write over it with --force.")


@click.command(
    "new",
    cls=Command,
    examples=("ctrack instrument new atlantis-2027", "ctrack instrument new atlantis-2027 atlantis.toml"),
    help=marked("Begin an instrument file: a skeleton with comments, into FILE or onto the screen."),
)
@click.argument("slug", metavar="NAME")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@pass_invocation
def new(invocation: Invocation, console: Console, slug: str, file: Path | None) -> None:
    """Write a skeleton."""
    from ctrack.exchange.instrument_values import SLUG
    from ctrack.views.skeletons import write_skeleton

    if re.fullmatch(SLUG, slug) is None:
        raise BadSlug(slug=slug, example="atlantis-2027")
    stem = next((part for part in slug.split("-") if not part.isdigit()), f"x{slug}").upper()
    text = write_skeleton(slug, stem).encode()
    if file is None:
        console.write_bytes(text)
        return
    from ctrack.cli.console.files import refuse_own, save

    refuse_own(file, invocation.own_files())
    if file.exists() and not console.forces:
        raise FileThere(path=file)
    save(file, text, forces=console.forces)
    console.say(_("Written: {path}").format(path=file))


@click.command(
    "schema",
    cls=Command,
    examples=("ctrack instrument schema > instrument.schema.json",),
    help=marked("Print the JSON Schema of instrument files, by which an editor checks and completes them."),
)
@pass_invocation
def schema(invocation: Invocation, console: Console) -> None:
    """Print the schema."""
    from ctrack.exchange.instrument_schema import make_schema

    console.write_bytes(json.dumps(make_schema(), indent=2, ensure_ascii=False).encode() + b"\n")
