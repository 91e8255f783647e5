"""`ctrack import`: commitments, or where they stand, from a table that somebody else wrote."""

from __future__ import annotations

import re
import sys
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.choices import VocabularyType
from ctrack.domain.exits import ExitCode
from ctrack.domain.failures import Failure, Message, Misused, Refused, marked
from ctrack.domain.records.imported_rows import (
    Conflict,
    FileRefused,
    ImportPlan,
    ImportResult,
    Into,
    Outcome,
    RowRefused,
)
from ctrack.text.language import translate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ctrack.domain.records.imported_rows import ImportedRow, RowResult, Understanding
    from ctrack.store.journal import EntryHead
    from ctrack.store.work import UnitOfWork

    Take = Callable[[UnitOfWork, Iterator[ImportedRow]], ImportResult]

FIRST_ROWS = 5
MOST_TOLD = 20


class SeveralRowsRefused(Refused):
    message = marked(
        "{count} of {total} rows are refused and nothing was recorded. Mend them, or take the others with --partial."
    )


class PartlyImported(Failure):
    exit_code = ExitCode.PARTLY
    message = marked("{count} of {total} rows were refused and the others recorded; those refused are in {path}.")


class InstrumentWanted(Misused):
    message = marked(
        "Say into which instrument the rows go: --instrument SLUG, one of the register or a new name such as upr-2026."
    )


class OfNoInstrument(Misused):
    message = marked("Agencies and people belong to no instrument: leave --instrument out.")


@make_command(
    "import",
    examples=(
        "ctrack import matrix.csv --instrument upr-2026 --dry-run",
        "ctrack import moi.xlsx --into updates --dry-run",
    ),
    help=marked(
        "Take commitments from a table: CSV or TSV in any usual encoding, XLSX, XLS or ODS, a table in DOCX, records in"
        " JSON, JSON Lines or YAML, a catalog in OSCAL, or a library of CISO Assistant. Its head row is found, in"
        " English, Arabic or French; what no field takes goes into the note. Rows are matched by reference, so that a"
        " second run changes nothing. With --into updates each row tells where a commitment of the register stands."
        " Nothing is recorded where a row is refused, unless --partial; 'ctrack undo' takes all of it back."
    ),
)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE", required=False)
@click.option(
    "--into", type=VocabularyType("into", Into),
    help=marked("What the rows become: commitments, updates of those that are there, agencies or people; without it "
                "updates from a sheet that ctrack sent out, else commitments."),
)  # fmt: skip
@click.option("--instrument", metavar="SLUG", help=marked("The instrument the rows go into; made when needed."))
@click.option(
    "--map", "mappings", multiple=True, metavar="COLUMN=FIELD|NAME",
    help=marked("What a column means, - leaves it out; or a saved map. May be repeated."),
)  # fmt: skip
@click.option("--save-map", metavar="NAME", help=marked("Keep what the columns are taken for under this name."))
@click.option("--list-maps", is_flag=True, help=marked("List the saved maps."))
@click.option("--columns", metavar="FIELD,...", help=marked("What the columns mean, where no row names them."))
@click.option("--sheet", metavar="NAME", help=marked("The sheet to read; without it, the first that holds a table."))
@click.option(
    "--on-conflict", "conflict", type=VocabularyType("conflict", Conflict), default="stop", show_default=True,
    help=marked("What becomes of a row where the register says otherwise: stop, skip or update."),
)  # fmt: skip
@click.option("--partial", is_flag=True, help=marked("Record the rows that can be, though others are refused."))
@click.option(
    "--refused", type=click.Path(path_type=Path), metavar="FILE",
    help=marked("Where refused rows are written, each with its reason; with --partial, beside FILE without it."),
)  # fmt: skip
@click.option(
    "--preview", is_flag=True, help=marked("Only show what was understood; a terminal asks whether to go on.")
)
@click.option("-n", "--dry-run", is_flag=True, help=marked("Show what would change and record nothing."))
@pass_invocation
def command(
    invocation: Invocation,
    console: Console,
    file: Path | None,
    into: Into | None,
    instrument: str | None,
    mappings: tuple[str, ...],
    save_map: str | None,
    list_maps: bool,
    columns: str | None,
    sheet: str | None,
    conflict: Conflict,
    partial: bool,
    refused: Path | None,
    preview: bool,
    dry_run: bool,
) -> None:
    """Import a file."""
    from ctrack.cli.config import column_maps
    from ctrack.cli.console.row_bars import show_rows
    from ctrack.cli.exports.register_import import take_file
    from ctrack.exchange.commitment_rows import Wanted, asks_for_updates, understand
    from ctrack.exchange.register_text import is_register
    from ctrack.views.cuts import MOST_SHOWN
    from ctrack.views.import_results import view_import

    if list_maps:
        show_maps(console)
        return
    if file is None:
        raise click.MissingParameter(param_hint=translate("FILE"), param_type="argument")
    if is_register(file):
        take_file(invocation, console, file, is_dry=dry_run or preview)
        return
    if save_map is not None:
        column_maps.check_name(save_map)
    typed, saved = column_maps.read_mappings(invocation.environ, mappings)
    if into is None:
        is_update = instrument is None and asks_for_updates(file, sheet, invocation.today)
        into = Into.UPDATES if is_update else Into.COMMITMENTS
    slug = find_slug(invocation, into, instrument)
    rejects = check_rejects(file, refused, console, is_partial=partial)
    with console.watch():
        found = understand(file, Wanted(slug, invocation.today, sheet, typed, columns, into, saved))
    if save_map is not None:
        keep_map(console, save_map, found)
    is_attended = sys.stdin.isatty() and console.out.isatty() and not invocation.options.get("no_input")
    if (preview or (is_attended and not dry_run)) and not is_wanted(console, found, is_attended=is_attended):
        console.say(translate("Nothing was recorded."))
        return
    fields = frozenset(column.field for column in found.columns)
    plan, head = ImportPlan(slug, file.name, fields, conflict, partial, into), invocation.head()
    take_in = choose_intake(invocation, plan, head)

    def work(unit: UnitOfWork) -> ImportResult:
        result = take_in(unit, rows.read())
        refuse_result(result, console, lambda rows: write_rejects(file, found, rows, refused), is_dry=dry_run)
        return result

    with show_rows(console, found) as rows:
        result = invocation.write(work, head, dry_run=dry_run)
    console.show(view_import(result, found, console.most(MOST_SHOWN)))
    if result.refused and not dry_run:
        write_rejects(file, found, result.refused, rejects)
        raise PartlyImported(count=len(result.refused), total=len(result.rows), path=rejects)


def show_maps(console: Console) -> None:
    """Show the saved maps."""
    from ctrack.cli.config.column_maps import list_maps, read_map
    from ctrack.views.saved_maps import view_maps

    environ = console.invocation.environ
    console.show(view_maps({name: read_map(environ, name) for name in list_maps(environ)}))


def keep_map(console: Console, name: str, found: Understanding) -> None:
    """Keep what the columns of a table were taken for, and say where."""
    from ctrack.cli.config.column_maps import save_map

    columns = {
        column.name: f"{column.field}_{column.language}" if column.language else column.field
        for column in found.columns
        if column.name and column.field
    }
    path = save_map(console.invocation.environ, name, columns)
    console.say(translate("The map {name} is kept in {path}.").format(name=name, path=path))


def choose_intake(invocation: Invocation, plan: ImportPlan, head: EntryHead) -> Take:
    """What takes the rows in as what they are to become; what it needs is loaded before the register waits for it."""
    if plan.into is Into.UPDATES:
        from ctrack.services.update_imports import import_updates

        return lambda unit, rows: import_updates(unit, rows, plan, head, invocation.horizon)
    if plan.into is not Into.COMMITMENTS:
        from ctrack.services.directory_imports import import_directory

        return lambda unit, rows: import_directory(unit, rows, plan)
    from ctrack.services.imports import import_commitments

    return lambda unit, rows: import_commitments(unit, rows, plan)


def find_slug(invocation: Invocation, into: Into, instrument: str | None) -> str:
    """The short name of the instrument that the rows are of; "" where they are of none, or name whole codes."""
    if into in (Into.AGENCIES, Into.PEOPLE) and instrument is not None:
        raise OfNoInstrument()
    return "" if into is not Into.COMMITMENTS and instrument is None else read_slug(invocation, instrument)


def read_slug(invocation: Invocation, instrument: str | None) -> str:
    """The short name of the instrument: of a new one, or of one of the register that is called so."""
    from ctrack.cli.params.new_commitments import BadSlug
    from ctrack.domain.failures import UnknownInstrument
    from ctrack.exchange.instrument_file import SLUG
    from ctrack.services.lookups import find_instrument

    if instrument is None:
        raise InstrumentWanted()
    if re.fullmatch(SLUG, instrument):
        return instrument
    try:
        return invocation.read(lambda unit: find_instrument(unit.connection, instrument))
    except UnknownInstrument as error:
        raise BadSlug(slug=instrument) from error


def check_rejects(file: Path, refused: Path | None, console: Console, *, is_partial: bool) -> Path:
    """The file for the refused rows; refused itself before anything is done where it cannot be written."""
    from ctrack.cli.console.files import check_output

    # Only the newest kind of workbook is written.
    ending = ".xlsx" if file.suffix.lower() in (".xls", ".xlsm") else file.suffix
    path = refused or file.with_name(f"{file.stem}-refused{ending}")
    if refused is not None or is_partial:
        check_output(str(path), forces=console.forces, kept=[*console.invocation.own_files(), str(file)])
    return path


def is_wanted(console: Console, found: Understanding, *, is_attended: bool) -> bool:
    """Show what was understood; whether somebody at a terminal says to go on."""
    from ctrack.cli.console.keys import Key, read_key
    from ctrack.views.import_results import view_preview

    console.show(view_preview(found, list(islice(found.read(), FIRST_ROWS))))
    if not is_attended:
        return False
    keys = (Key("go", "y", "ن", marked("go on")), Key("stop", "q", "ق", marked("stop")))
    return read_key(console, keys) == "go"


def refuse_result(
    result: ImportResult, console: Console, keep: Callable[[list[RowResult]], None], *, is_dry: bool
) -> None:
    """Roll back by a failure where rows are refused and the others are not wanted alone, or there are none."""
    refused = result.refused
    if not result.rows:
        raise FileRefused(file=result.plan.file, reason=Message(marked("no row below its head is an entry.")))
    recorded = sum(result.counts.get(outcome, 0) for outcome in Outcome if outcome is not Outcome.REFUSED)
    if not refused or (result.plan.is_partial and recorded):
        return
    if not is_dry:
        keep(refused)
    failures = [RowRefused(place=row.place.say(), reason=row.reason) for row in refused]
    if len(failures) == 1:
        raise failures[0]
    for failure in failures[:MOST_TOLD]:
        console.say(failure.tell(translate))
    raise SeveralRowsRefused(count=len(refused), total=len(result.rows))


def write_rejects(file: Path, found: Understanding, rows: list[RowResult], path: Path | None) -> None:
    """Write the refused rows where they are asked for."""
    from ctrack.cli.console.files import save
    from ctrack.exchange.refused_rows import write_refused

    if path is not None:
        reasons = {row.place.row: row.reason.tell(translate) if row.reason else "" for row in rows}
        save(path, write_refused(file, found, reasons, translate("Reason"), path), forces=True)
