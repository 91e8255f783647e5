"""`ctrack verify`: does the register still hold what it said and what was sealed, and does a paper say the same?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.domain.exits import ExitCode
from ctrack.domain.failures import Message, Misused, RegisterTampered, marked
from ctrack.domain.messages import list_all

if TYPE_CHECKING:
    from ctrack.services.verification import Verdict
    from ctrack.store.register_places import Place
    from ctrack.store.sql import Connection
    from ctrack.store.work import UnitOfWork

FAULTS = {
    "journal": marked("the journal"),
    "status_update": marked("a status update or a text"),
    "undertaking": marked("where an undertaking stands"),
    "foreign": marked("the history that a merge brought"),
    "body": marked("an agency, a person or a party"),
}


class ReportWithoutPaper(Misused):
    message = marked("--report says how a paper was ordered: give the fingerprint of the paper before it.")


class Crossed(Misused):
    message = marked("One thing at a time: {given} do not go together.")


class KeyWithoutSeal(Misused):
    message = marked("--key says whose seal is trusted: give the seal by --against FILE.")


@make_command(
    "verify",
    examples=("ctrack verify", "ctrack verify --seal", "ctrack verify --against seal.txt"),
    help=marked(
        "Check the whole register: the journal's chain of hashes, every status update against the journal, where each "
        "undertaking stands against its updates, and the ledger of reports. With the fingerprint of a report also "
        "whether the register still says what that paper says: one that was kept is made again, for another give "
        "--report and the words and options that it was ordered with, or its file (pdf, html, docx, xlsx, json) in the "
        "place of the fingerprint. Ends with 7 and names what differs first; with 6 where only a part could be checked."
        " A seal (--seal) is a signed text of a few lines, to be printed or mailed: --against finds a register that "
        "was written anew with all its hashes, and an older copy."
    ),
    context_settings={"ignore_unknown_options": True},
)
@click.argument("paper", required=False, metavar="[FINGERPRINT|FILE]")
@click.option("--report", "is_ordered", is_flag=True, help=marked("What follows is how the report was ordered."))
@click.option("--seal", "seals", is_flag=True, help=marked("Seal the register as it is now, with one's own key."))
@click.option("--against", metavar="FILE", help=marked("Hold the register against a seal, or several; - reads them."))
@click.option("--key", "keys", multiple=True, metavar="KEY|FILE",
              help=marked("Trust this public key or fingerprint, and no other."))  # fmt: skip
@click.option("--new-key", "makes_key", is_flag=True, help=marked("Make the key that seals; never over another."))
@click.option("--show-key", "shows_key", is_flag=True, help=marked("Show the public key, and its fingerprint."))
@click.option("--template", metavar="FOLDER", help=marked("The template that a PDF was set by, where it was by one."))
@click.argument("words", nargs=-1, type=click.UNPROCESSED, metavar="[ARGS]...")
@pass_invocation
def command(
    invocation: Invocation,
    console: Console,
    paper: str | None,
    is_ordered: bool,
    seals: bool,
    against: str | None,
    keys: tuple[str, ...],
    makes_key: bool,
    shows_key: bool,
    template: str | None,
    words: tuple[str, ...],
) -> int:
    """Verify the register, and a paper or a seal; or seal it."""
    from ctrack.cli.params.filters import refuse_options
    from ctrack.cli.reports.seal_checks import is_seal

    if template is not None:
        invocation.options["template"] = template
    if is_ordered and paper is None:
        raise ReportWithoutPaper()
    if not is_ordered:
        refuse_options(words)
        if words:
            raise click.UsageError(f"Got unexpected extra argument ({' '.join(words)})")
        if paper is not None and against is None and is_seal(paper):
            paper, against = None, paper
    refuse_crossed({"FINGERPRINT|FILE": paper, "--seal": seals, "--against": against, "--new-key": makes_key,
                    "--show-key": shows_key})  # fmt: skip
    if keys and against is None:
        raise KeyWithoutSeal()
    if makes_key or shows_key:
        return show_key(invocation, console, is_new=makes_key)
    if seals:
        return seal_register(invocation, console)
    if against is not None:
        return hold_against(invocation, console, against, keys)
    return check_paper(invocation, console, paper, words if is_ordered else None)


def refuse_crossed(given: dict[str, object]) -> None:
    """Refuse two things that are asked for at once."""
    found = [name for name, value in given.items() if value not in (None, False)]
    if len(found) > 1:
        raise Crossed(given=list_all(found))


def check_paper(invocation: Invocation, console: Console, paper: str | None, words: tuple[str, ...] | None) -> int:
    """Verify the register, and a paper where one is given."""
    from ctrack.cli.reports.paper_checks import ContentDiffers, PaperDiffers, check_file, check_fingerprint
    from ctrack.exchange.paper_files import kind_of
    from ctrack.services.partial_checks import check_maker, verify_part
    from ctrack.views.grant_lists import view_part_verdict
    from ctrack.views.verdicts import view_verdict

    part = invocation.read(lambda unit: verify_part(unit.connection))
    if part is not None and paper is None:
        console.show(view_part_verdict(part))
        return int(ExitCode.PARTLY)
    verdict = part or verify_whole(invocation)
    if paper is None:
        console.show(view_verdict(verdict.entries, verdict.head, foreign=verdict.foreign))
        return int(ExitCode.DONE)
    is_file = kind_of(paper) is not None
    try:
        found = check_file(invocation, Path(paper)) if is_file else check_fingerprint(invocation, paper, words)
    except (PaperDiffers, ContentDiffers):
        if is_file:
            invocation.read(lambda unit: check_maker(unit.connection, Path(paper)))
        raise
    console.show(view_verdict(verdict.entries, verdict.head, found, verdict.foreign))
    return int(ExitCode.DONE if found.is_whole and part is None else ExitCode.PARTLY)


def show_key(invocation: Invocation, console: Console, *, is_new: bool) -> int:
    """Show the public half of the key that seals, which is made first where that is asked for."""
    from ctrack.cli.config.seal_keys import make_private_key
    from ctrack.cli.reports.seal_checks import find_key, find_path
    from ctrack.views.register_seal import view_key

    path = find_path(invocation)
    key = make_private_key(path) if is_new else find_key(invocation)
    console.show(view_key(key.public, str(path), is_new=is_new))
    return int(ExitCode.DONE)


def seal_register(invocation: Invocation, console: Console) -> int:
    """Verify the register, and seal what was verified, in one look at it."""
    from ctrack.cli.reports.seal_checks import find_key, sign
    from ctrack.exchange.seal_text import write_seal
    from ctrack.services.checkpoints import refuse_part
    from ctrack.views.register_seal import view_seal

    path, made = invocation.open().place.shown, []
    invocation.read(lambda unit: refuse_part(unit.connection, path))
    key = find_key(invocation)
    verify_whole(invocation, lambda unit: made.append(sign(unit, path, invocation, key)))
    console.show(view_seal(made[0], write_seal(made[0]), made[0].seal.home))
    return int(ExitCode.DONE)


def hold_against(invocation: Invocation, console: Console, file: str, keys: tuple[str, ...]) -> int:
    """Verify the register, and hold it against each seal of a file."""
    from ctrack.cli.reports.seal_checks import list_trusted, read_signed
    from ctrack.services.checkpoints import check_seal
    from ctrack.services.partial_checks import verify_part
    from ctrack.views.grant_lists import view_part_verdict
    from ctrack.views.register_seal import view_held
    from ctrack.views.verdicts import view_verdict

    seals = read_signed(file, list_trusted(invocation, keys))
    path = invocation.open().place.shown

    def hold(unit: UnitOfWork, *, is_part: bool = False) -> None:
        for seal in seals:
            check_seal(unit.connection, path, seal, is_part=is_part)

    with invocation.open().read() as unit:
        part = verify_part(unit.connection)
        if part is not None:
            hold(unit, is_part=True)
            console.show(view_held(view_part_verdict(part), part.entries, seals))
            return int(ExitCode.PARTLY)
    verdict = verify_whole(invocation, hold)
    console.show(
        view_held(view_verdict(verdict.entries, verdict.head, foreign=verdict.foreign), verdict.entries, seals)
    )
    return int(ExitCode.DONE)


def verify_whole(invocation: Invocation, look: Callable[[UnitOfWork], None] | None = None) -> Verdict:
    """Check the register itself; raises RegisterTampered or LedgerTampered. What holds is shown to `look`."""
    from ctrack.services.verification import LedgerTampered
    from ctrack.store.damage import refuse_unguarded
    from ctrack.store.ledger import find_ledger_break

    register = invocation.open()
    path = register.place.shown
    with register.read() as unit:
        verdict = judge(register.place, unit.connection)
        if verdict.fault is not None:
            code = Message(marked(" ({code})"), {"code": verdict.code}) if verdict.code else ""
            raise RegisterTampered(path=path, what=Message(FAULTS[verdict.fault]), number=verdict.entry, code=code)
        broken = find_ledger_break(unit.connection)
        if broken is not None:
            raise LedgerTampered(path=path, number=broken)
        if look is not None:
            look(unit)
        refuse_unguarded(register.place, unit.connection)
    return verdict


def judge(place: Place, connection: Connection) -> Verdict:
    """Check what a register says; raises DatabaseDamaged where something in it cannot be read, or stands wrong.

    Rows that are what the journal says of them, each of them, can be read. Of an entry that is not what was written the
    entry is named, not what cannot be read in it.
    """
    from ctrack.services.verification import JOURNAL, PROVEN, verify_register
    from ctrack.store.damage import refuse_damaged
    from ctrack.store.journal import find_break

    try:
        verdict = verify_register(connection)
    except Exception:
        if find_break(connection) is None:
            refuse_damaged(place, connection)
        raise
    if verdict.fault != JOURNAL:
        refuse_damaged(place, connection, proven=PROVEN if verdict.holds else ())
    return verdict
