"""`ctrack remind`: tell people what is due, once each; cron hears only of trouble."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ctrack.cli.base import pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.default_commands import Defaulting, Own
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.choices import VocabularyType
from ctrack.cli.params.filters import add_context, filter_argument, read_filter
from ctrack.cli.params.row_numbers import RowNumber
from ctrack.cli.params.sort_order import reverse_option
from ctrack.domain.exits import ExitCode
from ctrack.domain.failures import marked
from ctrack.domain.vocabulary import MailState
from ctrack.text.language import translate as _
from ctrack.text.language import translate_count

if TYPE_CHECKING:
    from ctrack.store.work import UnitOfWork

HELP = marked(
    "Remind people of what is due: each focal point once for every threshold, the overseer when nobody answers. "
    "Nothing due is nothing printed. What cannot be sent is named on stderr, ends with 6, and is tried again."
)
TERMINAL_MAILS = 50


@click.command(
    "remind",
    cls=Own,
    examples=(
        "ctrack remind --dry-run",
        "ctrack remind --check",
        "ctrack remind log",
        "ctrack remind schedule",
        "ctrack remind test --to me@example.org",
        "ctrack remind answers --waiting",
    ),
    help=HELP,
)
@filter_argument
@click.option("-n", "--dry-run", is_flag=True, help=marked("Print what would go to whom, and send nothing."))
@click.option("--check", is_flag=True, help=marked("Send nothing; end with 10 when something is overdue."))
@pass_invocation
def send(invocation: Invocation, console: Console, words: tuple[str, ...], dry_run: bool, check: bool) -> int:
    """Remind."""
    from ctrack.cli.console.reminder_runs import remind

    node = read_filter(invocation, add_context(console, words))
    if check:
        from ctrack.services.listings import count_overdue
        from ctrack.views.whose import say_bodies

        whose, late = invocation.read(lambda unit: count_overdue(unit.connection, node, invocation.horizon))
        if late:
            said = translate_count("{count} commitment is overdue.", "{count} commitments are overdue.", late)
            console.say(_("{party}: {count}").format(party=say_bodies(whose), count=said))
        if console.format == "json":
            from ctrack.views.reminders import view_check

            console.show(view_check(whose, late))
        return int(ExitCode.FINDINGS if late else ExitCode.DONE)
    return remind(invocation, console, node, dry_run=dry_run)


command = Defaulting("remind", help=HELP)
command.adopt(send)


@command.command("log", help=marked("What was sent to whom, what waits, and what failed; newest first."))
@click.option("-n", "--limit", type=RowNumber(), metavar="N", help=marked("At most so many mails; 50 on a terminal."))
@click.option("--state", type=VocabularyType("state", MailState), help=marked("Only mails that came so far."))
@reverse_option
@pass_invocation
def log(
    invocation: Invocation, console: Console, limit: int | None, state: MailState | None, is_reversed: bool
) -> None:
    """List the outbox."""
    from ctrack.store.outbox import count_mails, read_log
    from ctrack.views.reminders import view_log

    wanted, most = state.value if state else None, limit or console.most(TERMINAL_MAILS)

    def work(unit: UnitOfWork):  # type: ignore[no-untyped-def]
        found = read_log(unit.connection, limit=most, state=wanted, is_reversed=is_reversed)
        return found, count_mails(unit.connection, wanted)

    rows, total = invocation.read(work)
    console.show(view_log(rows, total, is_narrowed=state is not None))


@command.command("retry", help=marked("Try mails again that failed or wait: all, or those to a person."))
@click.option("--person", metavar="NAME", help=marked("Only those to this person."))
@pass_invocation
def retry(invocation: Invocation, console: Console, person: str | None) -> int:
    """Try again."""
    from ctrack.cli.console.reminder_runs import try_again

    return try_again(invocation, console, person)


@command.command(
    "summary",
    help=marked(
        "Tell the coordinator, whom remind.summary names, of the week, once: who was told and who answered, what "
        "nobody hears, what was refused, and what comes in two weeks."
    ),
)
@click.option("-n", "--dry-run", is_flag=True, help=marked("Print it, and send nothing."))
@pass_invocation
def summary(invocation: Invocation, console: Console, dry_run: bool) -> int:
    """Tell of the week."""
    from ctrack.cli.console.summary_runs import show_week, tell_week

    return show_week(invocation, console) if dry_run else tell_week(invocation, console)


@command.command(
    "test",
    help=marked("Send one harmless mail by the channel that is set, and tell of each step; nobody is reminded."),
)
@click.option("--to", metavar="ADDRESS", help=marked("Where to send it; without it, to the sender's own address."))
@pass_invocation
def test(invocation: Invocation, console: Console, to: str | None) -> int:
    """Try the channel."""
    from ctrack.cli.console.reminder_runs import test_channel

    return test_channel(invocation, console, to)


@command.command(
    "schedule", help=marked("Print a crontab line or systemd units that run this every hour of the day, filled in.")
)
@click.option("--kind", type=click.Choice(("cron", "systemd")), default="cron", help=marked("For cron or systemd."))
@click.option("--at", metavar="HH:MM", help=marked("The first run of a day (default 06:00, or that of remind.hours)."))
@click.option("--daily", "is_daily", is_flag=True, help=marked("One run a day, and not one every hour."))
@pass_invocation
def schedule(invocation: Invocation, console: Console, kind: str, at: str | None, is_daily: bool) -> None:
    """Print what runs it."""
    show_schedule(invocation, console, kind, at, is_daily=is_daily)


@command.command(
    "answers",
    help=marked(
        "Read what people answered to reminders, from a Maildir, imaps://USER@HOST/FOLDER, or - for standard input: "
        "without one, from answers.from. An answer becomes a proposal; mail that is forged records nothing."
    ),
)
@click.argument("place", required=False, metavar="[PLACE]")
@click.option("--waiting", is_flag=True, help=marked("Read nothing; list the answers that wait for a person."))
@click.option("-n", "--dry-run", is_flag=True, help=marked("Show what would be kept, and mark no mail as read."))
@pass_invocation
def answers(invocation: Invocation, console: Console, place: str | None, waiting: bool, dry_run: bool) -> int:
    """Read answers."""
    from ctrack.cli.console.answer_runs import list_waiting, read_answers

    return list_waiting(invocation, console) if waiting else read_answers(invocation, console, place, dry_run=dry_run)


@command.command("accept", help=marked("Record what answers propose, by their numbers; 'ctrack undo' takes it back."))
@click.argument("numbers", nargs=-1, required=True, type=RowNumber(), metavar="NUMBER...")
@click.option("-n", "--dry-run", is_flag=True, help=marked("Show what would change and record nothing."))
@pass_invocation
def accept(invocation: Invocation, console: Console, numbers: tuple[int, ...], dry_run: bool) -> None:
    """Record answers."""
    from ctrack.services.reminders.proposals import accept as record
    from ctrack.views.answer_lists import view_accepted

    head = invocation.head()
    moves, filings = invocation.write(
        lambda unit: record(unit, numbers, head, invocation.horizon), head, dry_run=dry_run
    )
    console.show(view_accepted(moves, filings, for_machines=console.is_for_machines))


@command.command("dismiss", help=marked("Lay answers aside, by their numbers: they propose nothing any more."))
@click.argument("numbers", nargs=-1, required=True, type=RowNumber(), metavar="NUMBER...")
@click.option("-n", "--dry-run", is_flag=True, help=marked("Show what would change and record nothing."))
@pass_invocation
def dismiss(invocation: Invocation, console: Console, numbers: tuple[int, ...], dry_run: bool) -> None:
    """Lay answers aside."""
    from ctrack.services.reminders.proposals import dismiss as lay_aside
    from ctrack.views.answer_lists import view_answers

    found = invocation.write(lambda unit: lay_aside(unit, numbers), invocation.head(), dry_run=dry_run)
    console.show(view_answers(found))


def show_schedule(
    invocation: Invocation, console: Console, kind: str, at: str | None, *, is_daily: bool = False
) -> None:
    """Print what runs `ctrack remind` every hour, as it is to be installed; advice goes to stderr."""
    from ctrack.cli.config.reminder_schedule import schedule_advice, schedule_texts
    from ctrack.cli.console.streams import encodable
    from ctrack.exchange.systemd import UNIT_FOLDER
    from ctrack.render.document import Document
    from ctrack.text.language import current_language

    texts = schedule_texts(invocation, kind, at, is_daily=is_daily)
    for sentence in schedule_advice(invocation.environ, str(invocation.get("db"))):
        console.say(sentence)
    if console.format == "json":
        data = {"kind": kind, "files": texts}
        console.show(Document(_("Schedule"), current_language(), (), data))
        return
    encodable(console.out)
    if kind == "cron":
        click.echo(texts["crontab"], nl=False)
        return
    click.echo("\n".join(f"# {UNIT_FOLDER}/{name}\n{text}" for name, text in texts.items()), nl=False)
