"""`ctrack pack`: what agencies are to fill in goes out, comes back, and is merged."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from ctrack.cli.base import Group, pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.filters import filter_argument, read_filter
from ctrack.cli.params.pack_options import file_option, form_option
from ctrack.domain.exits import ExitCode
from ctrack.domain.failures import Misused, marked
from ctrack.domain.frozen import replace
from ctrack.domain.messages import list_all
from ctrack.domain.records.packs import PackFormat, PackMerge
from ctrack.domain.records.three_way import Side
from ctrack.text.language import translate as _
from ctrack.text.language import translate_count

MOST_SHOWN = 40


class SeveralSides(Misused):
    message = marked("{given} contradict each other; give one of these.")


@click.group(
    "pack",
    cls=Group,
    help=marked("Send agencies what is theirs to be filled in, offline, and merge what comes back field by field."),
)
def command() -> None:
    """Packs."""


@command.command(
    "make",
    examples=("ctrack pack make --agency moi", "ctrack pack make --agency moi --format register -o moi.db"),
    help=marked(
        "Write what is with an agency into a workbook, in the language of its people, with the codes locked and the "
        "statuses in a list; or into a ctrack register of its own. Nothing else goes in, and no notes. The register "
        "remembers what was sent, so that what comes back can be told from it."
    ),
    reads_filter=True,
)
@click.option("--agency", "agencies", metavar="CODE", required=True, multiple=True,
              help=marked("Whose; for several agencies it may be repeated."))  # fmt: skip
@form_option()
@file_option(marked("The file to write, or a folder; without it one named after the agency."))
@click.option("--by", "--back-by", "by", metavar="DATE",
              help=marked("When it is to be back; without it, after the working days of plan.request."))  # fmt: skip
@click.option("-n", "--dry-run", is_flag=True, help=marked("Show what would go out and write nothing."))
@filter_argument
@pass_invocation
def make(
    invocation: Invocation,
    console: Console,
    agencies: tuple[str, ...],
    form: PackFormat | None,
    target: str | None,
    by: str | None,
    dry_run: bool,
    words: tuple[str, ...],
) -> None:
    """Make packs."""
    from ctrack.cli.console.pack_files import default_day, find_signer, make_one, name_files, save_all
    from ctrack.cli.params.dates import read_day
    from ctrack.services.lookups import find_agency
    from ctrack.services.packs import PackWish
    from ctrack.store.work import UnitOfWork
    from ctrack.views.pack_lists import view_made

    form = form or PackFormat.XLSX
    codes = invocation.read(lambda unit: [find_agency(unit.connection, word) for word in dict.fromkeys(agencies)])
    paths = name_files(invocation, console, codes, target, form)
    node = read_filter(invocation, words)
    back_by = read_day(by, invocation.calendar_day, "--by") if by else default_day(invocation)
    (key, unsigned), head = find_signer(invocation), invocation.head()

    def work(unit: UnitOfWork) -> list[dict[str, Any]]:
        made = [
            make_one(invocation, unit, PackWish(code, node, form, back_by), path, key, head)
            for code, path in zip(codes, paths, strict=True)
        ]
        if not dry_run:
            save_all(console, paths, [content for _pack, content in made])
        return [pack for pack, _content in made]

    made = invocation.write(work, head, dry_run=dry_run)
    console.show(replace(view_made(made), notes=tuple(filter(None, [unsigned]))))


@command.command(
    "merge",
    examples=("ctrack pack merge pack-moi.xlsx", "ctrack pack merge pack-moi.xlsx --theirs"),
    help=marked(
        "Take back what agencies filled in, whatever became of the sheet: what only the agency changed is recorded in "
        "its name; of what both sides changed --ours keeps what the register has, and what the agency said goes into a "
        "note; --theirs takes what came back; --ask asks of each, as it does on a terminal. Without any, conflicts are "
        "listed and nothing is recorded. All of it is one step for undo."
    ),
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--ours", is_flag=True, help=marked("In a conflict keep what the register has."))
@click.option("--theirs", is_flag=True, help=marked("In a conflict take what the agency says."))
@click.option("--ask", "asks", is_flag=True, help=marked("Ask of each conflict."))
@click.option("--agency", metavar="CODE", help=marked("Whose file it is, where that does not say so any more."))
@click.option("--partial", is_flag=True, help=marked("Record the rest where rows are refused; ends with 6."))
@click.option("-n", "--dry-run", is_flag=True, help=marked("Show what would be recorded and record nothing."))
@pass_invocation
def merge(
    invocation: Invocation,
    console: Console,
    files: tuple[Path, ...],
    ours: bool,
    theirs: bool,
    asks: bool,
    agency: str | None,
    partial: bool,
    dry_run: bool,
) -> int:
    """Merge packs."""
    from ctrack.cli.console.pack_returns import ask_all, compare_all, read_incoming, record_all
    from ctrack.views.pack_lists import say_open, view_merges

    side = choose_side(ours=ours, theirs=theirs, asks=asks)
    incoming = [read_incoming(invocation, path, agency) for path in files]
    head = invocation.head()
    found = invocation.read(lambda unit: compare_all(unit, incoming, invocation, head))
    refused = sum(len(each.refused) for each in found)
    open_conflicts = sum(len(each.conflicts) for each in found)
    if refused and not partial:
        return stop(console, found, say_refused(refused))
    is_attended = sys.stdin.isatty() and console.out.isatty() and not invocation.options.get("no_input")
    if open_conflicts and side is None and not (is_attended and not dry_run):
        return stop(console, found, say_open(open_conflicts))
    side = side or Side.ASK
    asked = ask_all(console, found) if open_conflicts and side is Side.ASK else {}
    done = invocation.write(
        lambda unit: record_all(unit, incoming, invocation, head, side, asked), head, dry_run=dry_run
    )
    console.show(view_merges(done, console.most(MOST_SHOWN)))
    return int(ExitCode.PARTLY if refused else ExitCode.DONE)


def choose_side(*, ours: bool, theirs: bool, asks: bool) -> Side | None:
    """Which side settles conflicts; None where nobody said."""
    given = {"--ours": (ours, Side.OURS), "--theirs": (theirs, Side.THEIRS), "--ask": (asks, Side.ASK)}
    chosen = {name: side for name, (is_given, side) in given.items() if is_given}
    if len(chosen) > 1:
        raise SeveralSides(given=list_all(chosen))
    return next(iter(chosen.values()), None)


def stop(console: Console, found: list[PackMerge], told: str) -> int:
    """Show what would have become of the files, and why nothing was recorded."""
    from ctrack.views.pack_lists import view_merges

    if console.format == "json":
        console.say(told)
    console.show(view_merges(found, console.most(MOST_SHOWN)))
    if console.format != "json":
        console.warn(told)
    return int(ExitCode.REFUSED)


def say_refused(count: int) -> str:
    """How many rows were refused."""
    told = translate_count(
        "{count} row cannot be taken; nothing was recorded.", "{count} rows cannot be taken; nothing was recorded.",
        count,
    )  # fmt: skip
    return f"{told} {_('Mend them in the file, or give --partial, which records the rest.')}"


@command.command(
    "summary",
    examples=("ctrack pack summary -o kuwait.json",),
    help=marked(
        "Write how many commitments stand at which status, by theme, and nothing else, for a regional body: counts "
        "under 3 are left out, and others with them, so that no sum gives them back. Signed where there is a key."
    ),
)
@file_option(marked("The file to write; it ends in .json."))
@click.option("-n", "--dry-run", is_flag=True, help=marked("Show the counts and write nothing."))
@pass_invocation
def summary(invocation: Invocation, console: Console, target: str | None, dry_run: bool) -> None:
    """Summarize the register."""
    from ctrack.cli.console.files import save
    from ctrack.cli.console.pack_files import check_file, find_signer, sign_summary
    from ctrack.exchange.summary_file import write_summary
    from ctrack.services.theme_counts import summarize
    from ctrack.views.regional_tables import view_summary

    path = check_file(invocation, console, target, ".json") if target else None
    key, unsigned = find_signer(invocation)
    made = sign_summary(invocation.read(lambda unit: summarize(unit.connection, invocation.horizon)), key)
    if path is not None and not dry_run:
        save(path, write_summary(made), forces=console.forces)
        console.say(_("Written: {path}").format(path=target))
    console.show(replace(view_summary(made), notes=tuple(filter(None, [unsigned]))))


@command.command(
    "combine",
    examples=("ctrack pack combine kuwait.json oman.json",),
    help=marked(
        "Put the summaries of several States together: one table by theme and one by State. What a State does not tell "
        "is no part of a sum, which then says at least how many there are."
    ),
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@pass_invocation
def combine(invocation: Invocation, console: Console, files: tuple[Path, ...]) -> None:
    """Combine summaries."""
    from ctrack.cli.console.pack_returns import read_summaries
    from ctrack.views.regional_tables import view_combined

    console.show(view_combined(read_summaries(invocation, files)))


@command.command("status", help=marked("Which packs are back, which are not, and which are late."))
@click.option("--agency", metavar="CODE", help=marked("Only those of this agency."))
@pass_invocation
def status(invocation: Invocation, console: Console, agency: str | None) -> None:
    """List packs."""
    from ctrack.services.packs import list_packs
    from ctrack.views.pack_lists import view_status

    today = invocation.calendar_day
    console.show(view_status(invocation.read(lambda unit: list_packs(unit.connection, today, agency))))
