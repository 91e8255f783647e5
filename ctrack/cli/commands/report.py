"""`ctrack report`: a report, by its name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.as_of import as_of_options
from ctrack.cli.params.filters import FILTER_SETTINGS, complete_words, read_filter, show_filter
from ctrack.cli.params.note_levels import limit_notes, redact_option
from ctrack.cli.reports.report_table import FOR_EVERYBODY, PROGRESS, Order, check_options, load_report
from ctrack.domain.failures import Misused, marked
from ctrack.domain.vocabulary import Level
from ctrack.views.report_names import REPORTS

if TYPE_CHECKING:
    from ctrack.render.document import Document


GROUPINGS = ("instrument", "section", "agency", "addressee", "kind", "force", "party", "verification", "priority")
OTHER_WAYS = ("output", "format")


class BadGrouping(Misused):
    message = marked("--by takes one or two of {known}, with a comma between them; {value} is not that.")


class PrintedOnly(Misused):
    message = marked("--print sends the report to the printer as PDF, and {option} has it elsewhere: give one of them.")


@make_command(
    "report",
    examples=(
        "ctrack report",
        "ctrack report instrument:pve-plan --by section --format md",
        "ctrack report deadlines party:UN",
    ),
    help=marked(
        "Print a report: progress (the default), deadlines, changes, country, parties, assessment, or one CODE. A "
        "filter narrows it; --as-of shows how things stood on another day, --compare sets two days side by side. "
        "'ctrack help reports' tells what each one holds."
    ),
    **FILTER_SETTINGS,
)
@click.argument(
    "words", nargs=-1, type=click.UNPROCESSED, metavar="[REPORT] [FILTER]...", shell_complete=complete_words
)
@click.option(
    "--by",
    metavar="WORD[,WORD]",
    help=marked(
        "How progress is grouped: one or two of instrument, section, agency, "
        "addressee, kind, force, party, verification, priority."
    ),
)
@click.option("--compare", metavar="DATE", help=marked("Progress at the end of that day beside that of today."))
@click.option("--since", metavar="DATE|last", help=marked("For changes: since the end of that day."))
@click.option("--profile", metavar="NAME", help=marked("A report that the configuration describes."))
@click.option("--print", "prints", is_flag=True, help=marked("Send the report as PDF to the printer (lp)."))
@click.option("--bilingual", is_flag=True, help=marked("English and Arabic side by side, as PDF."))
@redact_option
@as_of_options
@pass_invocation
def command(
    invocation: Invocation,
    console: Console,
    words: tuple[str, ...],
    by: str | None,
    compare: str | None,
    since: str | None,
    profile: str | None,
    prints: bool,
    bilingual: bool,
) -> None:
    """Print a report."""
    from ctrack.cli.config.profiles import use_profile
    from ctrack.cli.console.printer import send_to_printer
    from ctrack.cli.params.dates import read_date
    from ctrack.cli.reports.bilingual import show_pair
    from ctrack.cli.reports.last_reports import remember_report
    from ctrack.cli.reports.stamps import stamp
    from ctrack.views.tidy import tidy

    check_ways(invocation, prints=prints, bilingual=bilingual)
    described = use_profile(invocation, profile)
    words, by = described.words(words), by or described.by
    name, rest = (words[0], words[1:]) if words and words[0] in REPORTS else (PROGRESS, words)
    check_options(name, by=by, compare=compare, since=since)
    if name in FOR_EVERYBODY:
        invocation.options.setdefault("redact", Level.PUBLIC.value)
    node = None if name == "one" else read_filter(invocation, rest)
    order = Order(
        invocation=invocation,
        words=rest,
        node=limit_notes(console, node),
        text=show_filter(node),
        by=read_grouping(by),
        compare=read_date(compare, invocation.today, "--compare").last if compare else None,
        since=since,
        level=console.reader,
        is_cut=console.is_cut,
    )

    def make() -> Document:
        document = stamp(invocation, load_report(name)(order))
        return described.dress(tidy(document) if console.is_for_machines else document)

    if bilingual:
        show_pair(console, make)
    elif prints:
        send_to_printer(console, make())
    else:
        console.show(make())
    remember_report(invocation.environ, invocation.database_key, invocation.calendar_day)


def check_ways(invocation: Invocation, *, prints: bool, bilingual: bool) -> None:
    """Refuse a way of having the report that does not go with the printer; on paper nothing is cut or internal."""
    if not prints:
        return
    given = [f"--{name}" for name in OTHER_WAYS if invocation.options.get(name)] + ["--bilingual"] * bilingual
    if given:
        raise PrintedOnly(option=given[0])
    invocation.options.update(print=True, all=True)


def read_grouping(text: str | None) -> tuple[str, ...]:
    """One grouping, or two."""
    from ctrack.domain.filters.terms import find_field

    fields = [find_field(word) for word in re.split("[,،]", text or "instrument")]
    words = tuple(field.name if field else "" for field in fields)
    if len(words) > 2 or len(set(words)) < len(words) or not set(words) <= set(GROUPINGS):
        raise BadGrouping(known=", ".join(GROUPINGS), value=text)
    return words
