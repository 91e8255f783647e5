"""`ctrack verify`: does the register still hold what it said, and does a paper say what the register said?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.domain.exits import ExitCode
from ctrack.domain.failures import Message, Misused, RegisterTampered, marked

if TYPE_CHECKING:
    from ctrack.services.verification import Verdict

FAULTS = {
    "journal": marked("the journal"),
    "status_update": marked("a status update or a text"),
    "undertaking": marked("where an undertaking stands"),
    "body": marked("an agency, a person or a party"),
}


class ReportWithoutPaper(Misused):
    message = marked("--report says how a paper was ordered: give the fingerprint of the paper before it.")


@make_command(
    "verify",
    examples=("ctrack verify",),
    help=marked(
        "Check the whole register: the journal's chain of hashes, every status update against the journal, where each "
        "undertaking stands against its updates, and the ledger of reports. With the fingerprint of a report also "
        "whether the register still says what that paper says: one that was kept is made again, for another give "
        "--report and the words and options that it was ordered with, or its file (pdf, html, docx, xlsx, json) in the "
        "place of the fingerprint. Ends with 7 and names what differs first; with 6 where only a part could be checked."
    ),
    context_settings={"ignore_unknown_options": True},
)
@click.argument("paper", required=False, metavar="[FINGERPRINT|FILE]")
@click.option("--report", "is_ordered", is_flag=True, help=marked("What follows is how the report was ordered."))
@click.argument("words", nargs=-1, type=click.UNPROCESSED, metavar="[ARGS]...")
@pass_invocation
def command(
    invocation: Invocation, console: Console, paper: str | None, is_ordered: bool, words: tuple[str, ...]
) -> int:
    """Verify the register, and a paper."""
    from ctrack.cli.params.filters import refuse_options
    from ctrack.cli.reports.paper_checks import check_file, check_fingerprint
    from ctrack.exchange.paper_files import kind_of
    from ctrack.services.partial_checks import verify_part
    from ctrack.views.grant_lists import view_part_verdict
    from ctrack.views.verdicts import view_verdict

    if is_ordered and paper is None:
        raise ReportWithoutPaper()
    if not is_ordered:
        refuse_options(words)
        if words:
            raise click.UsageError(f"Got unexpected extra argument ({' '.join(words)})")
    part = invocation.read(lambda unit: verify_part(unit.connection))
    if part is not None and paper is None:
        console.show(view_part_verdict(part))
        return int(ExitCode.PARTLY)
    is_file = paper is not None and kind_of(paper) is not None
    verdict = part or verify_whole(invocation)
    if paper is None:
        console.show(view_verdict(verdict.entries, verdict.head))
        return int(ExitCode.DONE)
    found = check_file(invocation, Path(paper)) if is_file else check_fingerprint(
        invocation, paper, words if is_ordered else None)  # fmt: skip
    console.show(view_verdict(verdict.entries, verdict.head, found))
    return int(ExitCode.DONE if found.is_whole and part is None else ExitCode.PARTLY)


def verify_whole(invocation: Invocation) -> Verdict:
    """Check the register itself; raises RegisterTampered or LedgerTampered."""
    from ctrack.services.verification import LedgerTampered, verify_register
    from ctrack.store.ledger import find_ledger_break

    register = invocation.open()
    with register.read() as unit:
        verdict = verify_register(unit.connection)
        broken = find_ledger_break(unit.connection) if verdict.holds else None
    if verdict.fault is not None:
        raise RegisterTampered(path=register.place.shown, what=Message(FAULTS[verdict.fault]), number=verdict.entry)
    if broken is not None:
        raise LedgerTampered(path=register.place.shown, number=broken)
    return verdict
