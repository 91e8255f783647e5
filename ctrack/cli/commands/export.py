"""`ctrack export`: the register, or what fits a filter, as a file that other programs read."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.console.output import Console, OutputWanted
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.filters import add_context, filter_argument, read_filter, show_filter
from ctrack.cli.params.format_words import FormatType
from ctrack.cli.params.note_levels import limit_notes, redact_option
from ctrack.domain.failures import Misused, NothingMatches, marked
from ctrack.domain.messages import list_any
from ctrack.exchange.export_files import EXPORTS, find_export
from ctrack.text.language import translate, translate_count

if TYPE_CHECKING:
    from ctrack.cli.exports.export_order import Order
    from ctrack.domain.filters import Node
    from ctrack.store.work import UnitOfWork

# What is written where neither a format nor a file's name says otherwise: what comes back whole.
DEFAULT = "json"
# What writes rows or records as it reads them, by questions that are kept.
OF_ROWS = ("row_export", "sheet_export", "register_export")


class NoExport(Misused):
    message = marked("{what} names no format that is exported. There is {known}.")


def keep_format(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Note a format that failures come in too: JSON."""
    console = context.find_object(Console)
    if console is not None and value == "json":
        console.invocation.options["format"] = value
    return value


@make_command(
    "export",
    examples=(
        "ctrack export --output register.json",
        "ctrack export instrument:kuwait-2024 --output matrix.xlsx",
        "ctrack export agency:moi --for-update moi.xlsx",
    ),
    help=marked(
        "Write the register, or what fits the filter, as a file: all that it states in JSON, rows in CSV, JSON Lines, "
        "XLSX or ODS, controls in OSCAL, due dates as a calendar, a copy in SQLite. The ending of --output names the "
        "format. 'ctrack import' takes JSON back into an empty register. --for-update writes a sheet for "
        "somebody to fill in."
    ),
    reads_filter=True,
)
@filter_argument
@click.option(
    "-f", "--format", "form", type=FormatType(tuple(EXPORTS)), callback=keep_format, metavar="NAME",
    help=marked(
        "What is written: json, csv, jsonl, xlsx, ods, oscal-catalog, oscal-results, oscal-poam, ics or sqlite; "
        "without it as --output ends, else json."
    ),
)  # fmt: skip
@click.option(
    "--for-update", "sheet", type=click.Path(path_type=Path), metavar="FILE",
    help=marked("Write a workbook to be filled in, which ends in .xlsx: 'ctrack import FILE --into updates' takes it."),
)  # fmt: skip
@click.option("--schema", "is_schema", is_flag=True, help=marked("Print the JSON Schema of the format json instead."))
@redact_option
@pass_invocation
def command(
    invocation: Invocation,
    console: Console,
    words: tuple[str, ...],
    form: str | None,
    sheet: Path | None,
    is_schema: bool,
) -> None:
    """Write an export."""
    if is_schema:
        from ctrack.services.register_schema import make_schema

        console.write_bytes(json.dumps(make_schema(), indent=2).encode() + b"\n")
        return
    node = read_filter(invocation, add_context(console, words))
    if sheet is not None:
        from ctrack.cli.exports.update_sheet_export import write_sheet

        write_sheet(invocation, console, node, sheet)
        return
    order = make_order(invocation, console, limit_notes(console, node), form)
    is_asked = form is not None or "format" in invocation.options
    if console.target is None and console.out.isatty() and not (order.form.is_text and is_asked):
        raise OutputWanted(format=order.name)
    # What is written as it is read cannot be taken back: but for rows it is read in one way only.
    if order.form.source in OF_ROWS:
        from ctrack.cli.exports.quick_exports import read_once

        read_once(console, lambda unit: write_order(console, order, unit))
    else:
        invocation.read(lambda unit: write_order(console, order, unit), shows_itself=True)
    if console.target is not None:
        console.say_late(translate("Written: {path}").format(path=console.target))


def make_order(invocation: Invocation, console: Console, node: Node | None, form: str | None) -> Order:
    """What was asked for; raises NoExport where a name means no format."""
    from ctrack.cli.console.files import is_file_to_be
    from ctrack.cli.exports.export_order import Order

    name = form or invocation.options.get("format")
    if name is None and console.target is not None and is_file_to_be(Path(console.target)):
        name = find_export(console.target)
        if name is None:
            raise NoExport(what=console.target, known=list_any(EXPORTS))
    name = name or DEFAULT
    if name not in EXPORTS:
        raise NoExport(what=name, known=list_any(EXPORTS))
    reader = None if EXPORTS[name].is_whole and not invocation.options.get("redact") else console.reader
    return Order(invocation, name, EXPORTS[name], node, reader)


def write_order(console: Console, order: Order, unit: UnitOfWork) -> None:
    """Write the export within one reading of the register; raises NothingMatches where nothing fits."""
    from ctrack.services.row_streams import count_fitting

    count = count_fitting(unit.connection, order.node, order.invocation.horizon)
    if not count and order.node is not None:
        raise NothingMatches(filter=show_filter(order.node))
    source: Any = import_module(f"ctrack.cli.exports.{order.form.source}")
    said: list[str] = []

    def write(out: BinaryIO) -> None:
        said.append(source.write(order, unit, out) or "")

    console.write_stream(write)
    said.append(translate_count("{count} commitment is in it.", "{count} commitments are in it.", count))
    for sentence in filter(None, said):
        console.say_late(sentence)
