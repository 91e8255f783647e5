"""`ctrack report`: a report, by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.as_of import as_of_options
from ctrack.cli.params.filters import add_context, complete_words
from ctrack.cli.params.known_names import complete_list, complete_profiles
from ctrack.cli.params.note_levels import redact_option
from ctrack.cli.params.since import take_since
from ctrack.cli.reports.report_table import CHART, FOR_EVERYBODY, GROUPINGS, TAKEN_BY, check_options, read_grouping
from ctrack.cli.reports.report_words import read_report, take_grouping
from ctrack.domain.failures import Misused, marked
from ctrack.domain.vocabulary import Level
from ctrack.views.report_names import REPORTS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ctrack.cli.config.profiles import Profile
    from ctrack.cli.reports.made_papers import Request
    from ctrack.render.document import Document

HISTORY = "history"
TEMPLATE = "template"
SCALES = "scales"

OTHER_WAYS = ("output", "format")


class PrintedOnly(Misused):
    message = marked("--print sends the report to the printer as PDF, and {option} has it elsewhere: give one of them.")


def complete_report(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The names of the reports, and the words of a filter."""
    names = [name for name in (*REPORTS, HISTORY, TEMPLATE) if incomplete and name.startswith(incomplete)]
    return [CompletionItem(name) for name in names] + complete_words(context, parameter, incomplete)


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
        "'ctrack help reports' tells what each one holds. What goes to a file or a printer, or is submitted, is kept "
        "in a ledger, which 'ctrack report history' lists."
    ),
    reads_filter=True,
)
@click.argument(
    "words", nargs=-1, type=click.UNPROCESSED, metavar="[REPORT] [FILTER]...", shell_complete=complete_report
)
@click.option(
    "--by",
    shell_complete=complete_list(GROUPINGS),
    metavar="WORD[,WORD]",
    help=marked(
        "How progress is grouped: one or two of instrument, section, theme, agency, "
        "addressee, kind, force, party, verification, priority. A national report (country) takes the first four."
    ),
)
@click.option(
    "--once", is_flag=True, help=marked("Count once what is linked as asking the same, where it stands furthest.")
)
@click.option(
    "--scale", is_flag=True, help=marked("Statuses in the words of each instrument's own scale, with what is lost.")
)
@click.option(
    "--blanks", is_flag=True, help=marked("A national report as a draft: what is to be written is marked in its place.")
)
@click.option("--compare", metavar="DATE", help=marked("Progress at the end of that day beside that of today."))
@click.option(
    "--since",
    metavar="WHEN",
    help=marked(
        "For changes. 'last': the last report kept (the default); 'submitted': the last one submitted; a number: that "
        "journal entry; a date: the end of that day."
    ),
)
@click.option(
    "--profile",
    shell_complete=complete_profiles,
    metavar="NAME",
    help=marked("A report that the configuration describes."),
)
@click.option(
    "--head",
    "heads",
    multiple=True,
    metavar="KEY=TEXT",
    help=marked(
        "What the paper says of itself, more than once: title, country, ministry, period, place, reference; clearance "
        "and signatory give lines to sign on, several names with a semicolon between them; emblem is a PNG file. A "
        "profile has the same keys."
    ),
)
@click.option(
    "--template",
    type=click.Path(),
    metavar="FILE|FOLDER",
    help=marked(
        "A document of Word of your own that the report is set into: its styles, pages, head and foot stay, and its "
        "marked places are filled; for a PDF, a folder with style.typ, which says how it looks. "
        "'ctrack report template FOLDER' writes both to begin with."
    ),
)
@click.option("--full", is_flag=True, help=marked("On a terminal the whole report, and not only what matters first."))
@click.option("--print", "prints", is_flag=True, help=marked("Send the report as PDF to the printer (lp)."))
@click.option("--submit", metavar="TO", help=marked("Keep the report as submitted to somebody, and remember to whom."))
@click.option(
    "--bilingual", is_flag=True, help=marked("In two languages: those of --lang ar,fr, else English and Arabic.")
)
@redact_option
@as_of_options
@pass_invocation
def command(
    invocation: Invocation,
    console: Console,
    words: tuple[str, ...],
    by: str | None,
    once: bool,
    scale: bool,
    blanks: bool,
    compare: str | None,
    since: str | None,
    profile: str | None,
    heads: tuple[str, ...],
    template: str | None,
    full: bool,
    prints: bool,
    submit: str | None,
    bilingual: bool,
) -> None:
    """Print a report."""
    from ctrack.cli.config.profiles import use_profile
    from ctrack.cli.reports.made_papers import keep_paper, make_order, make_paper
    from ctrack.cli.reports.starters import write_starters

    check_ways(invocation, prints=prints, bilingual=bilingual)
    if full:
        invocation.options["all"] = True
    described = use_profile(invocation, profile).says(heads).set_into(template, console.format)
    words = described.words(words)
    asked = {
        "by": by, "scale": scale, "once": once, "blanks": blanks, "compare": compare, "since": since,
        "bilingual": bilingual,
    }  # fmt: skip
    if words[:1] == (TEMPLATE,):
        return write_starters(console, words[1:])
    if words == (HISTORY,):
        check_options(HISTORY, **asked, print=prints, submit=submit, head=heads or None, full=full)
        return show_history(invocation, console)
    request = in_context(console, request_from(invocation, asked, described, words))
    order = make_order(console, request)
    document, content = deliver(console, lambda: make_paper(console, request, order), prints, request.pair)
    if (content is not None and request.name != CHART) or submit is not None:
        keep_paper(console, request, order, document, content, submit)
    return None


def in_context(console: Console, request: Request) -> Request:
    """The request narrowed by the filter of the context in use, which the paper then says; one commitment is one."""
    from ctrack.cli.reports.made_papers import ONE
    from ctrack.domain.frozen import replace

    if request.name == ONE or (request.name == CHART and not request.words):
        return request
    named = request.words[: len(request.words) - len(request.filter_words)]
    return replace(request, words=(*named, *add_context(console, request.filter_words)))


def request_from(
    invocation: Invocation, asked: Mapping[str, Any], described: Profile, words: tuple[str, ...]
) -> Request:
    """The request that options make, with the words of a report and of its filter."""
    from ctrack.cli.reports.bilingual import choose_pair
    from ctrack.cli.reports.made_papers import Request

    name, rest = read_report(invocation, words)
    rest, by = take_grouping(rest, asked["by"] or described.by)
    since = asked["since"]
    if name in TAKEN_BY["since"]:
        rest, since = take_since(invocation, rest, since)
    scale = asked["scale"]
    others = {"since": since, **{option: asked[option] for option in ("compare", "once", "blanks")}}
    check_options(name, by=by, scale=scale, **others)
    if scale:
        name = SCALES
    if name == CHART:
        from ctrack.cli.reports.chart import name_chart

        rest = name_chart(rest)
    if name in FOR_EVERYBODY:
        invocation.options.setdefault("redact", Level.PUBLIC.value)
    pair = choose_pair() if asked["bilingual"] else ()
    grouping, once, blanks = read_grouping(name, by), bool(asked["once"]), bool(asked["blanks"])
    return Request(name, rest, grouping, asked["compare"], since, described, pair, once, blanks)


def deliver(
    console: Console, make: Callable[[], Document], prints: bool, pair: tuple[str, ...]
) -> tuple[Document, bytes | None]:
    """Make the document and send it where it is to go; with what the file holds, where it went into one."""
    from pathlib import Path

    from ctrack.cli.console.printer import send_to_printer
    from ctrack.cli.reports.bilingual import show_pair

    document = None if pair else make()
    if document is None:
        document = show_pair(console, (pair[0], pair[1]), make)
    elif prints:
        return document, send_to_printer(console, document)
    else:
        console.show(document)
    return document, Path(console.target).read_bytes() if console.target is not None else None


def show_history(invocation: Invocation, console: Console) -> None:
    """List the papers that were kept."""
    from ctrack.store.ledger import read_reports
    from ctrack.views.report_ledger import view_papers

    papers = invocation.read(lambda unit: read_reports(unit.connection))
    console.show(view_papers(papers, for_machines=console.is_for_machines))


def check_ways(invocation: Invocation, *, prints: bool, bilingual: bool) -> None:
    """Refuse a way of having the report that does not go with the printer; on paper nothing is cut or internal."""
    if not prints:
        return
    given = [f"--{name}" for name in OTHER_WAYS if invocation.options.get(name)] + ["--bilingual"] * bilingual
    if given:
        raise PrintedOnly(option=given[0])
    invocation.options.update(print=True, all=True)
