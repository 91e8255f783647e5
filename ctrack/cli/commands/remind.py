"""`ctrack remind`: tell people what is due, once each; cron hears only of trouble."""

from __future__ import annotations

import click

from ctrack.cli.default_commands import Defaulting, Own
from ctrack.cli.invocation import Invocation, pass_invocation
from ctrack.cli.params.choices import VocabularyType
from ctrack.cli.params.filters import FILTER_SETTINGS, filter_argument, read_filter
from ctrack.domain.exits import ExitCode
from ctrack.domain.failures import marked
from ctrack.domain.vocabulary import MailState
from ctrack.text.language import translate as _
from ctrack.text.language import translate_count

HELP = marked(
    "Remind people of what is due: each focal point once for every threshold, the overseer when nobody answers. "
    "Nothing due is nothing printed. What cannot be sent is named on stderr, ends with 6, and is tried again."
)
TERMINAL_MAILS = 50


@click.command(
    "remind",
    cls=Own,
    examples=("ctrack remind --dry-run", "ctrack remind --check", "ctrack remind log", "ctrack remind schedule"),
    help=HELP,
    **FILTER_SETTINGS,
)
@filter_argument
@click.option("--dry-run", is_flag=True, help=marked("Print what would go to whom, and send nothing."))
@click.option("--check", is_flag=True, help=marked("Send nothing; end with 10 when something is overdue."))
@pass_invocation
def send(invocation: Invocation, words: tuple[str, ...], dry_run: bool, check: bool) -> int:
    """Remind."""
    node = read_filter(invocation, words)
    if check:
        from ctrack.services.listings import count_overdue
        from ctrack.views.whose import say_bodies

        whose, late = invocation.read(lambda unit: count_overdue(unit.connection, node, invocation.horizon))
        if late:
            said = translate_count("{count} commitment is overdue.", "{count} commitments are overdue.", late)
            invocation.say(_("{party}: {count}").format(party=say_bodies(whose), count=said))
        if invocation.format == "json":
            from ctrack.views.reminders import view_check

            invocation.show(view_check(whose, late))
        return int(ExitCode.FINDINGS if late else ExitCode.DONE)
    from ctrack.cli.commands.reminder_runs import run

    return run(invocation, node, dry_run=dry_run)


command = Defaulting("remind", help=HELP)
command.adopt(send)


@command.command("log", help=marked("What was sent to whom, what waits, and what failed; newest first."))
@click.option(
    "--limit", type=click.IntRange(min=1), metavar="N", help=marked("At most so many mails; 50 on a terminal.")
)
@click.option("--state", type=VocabularyType("state", MailState), help=marked("Only mails that came so far."))
@pass_invocation
def log(invocation: Invocation, limit: int | None, state: MailState | None) -> None:
    """List the outbox."""
    from ctrack.store.outbox import count_mails, read_log
    from ctrack.store.work import UnitOfWork
    from ctrack.views.reminders import view_log

    wanted, most = state.value if state else None, limit or invocation.most(TERMINAL_MAILS)

    def work(unit: UnitOfWork):  # type: ignore[no-untyped-def]
        return read_log(unit.connection, limit=most, state=wanted), count_mails(unit.connection, wanted)

    rows, total = invocation.read(work)
    invocation.show(view_log(rows, total, is_narrowed=state is not None))


@command.command("retry", help=marked("Try mails again that failed or wait: all, or those to a person."))
@click.option("--person", metavar="NAME", help=marked("Only those to this person."))
@pass_invocation
def retry(invocation: Invocation, person: str | None) -> int:
    """Try again."""
    from ctrack.cli.commands.reminder_runs import retry as try_again

    return try_again(invocation, person)


@command.command("schedule", help=marked("Print a crontab line or systemd units that run this every day, filled in."))
@click.option("--kind", type=click.Choice(("cron", "systemd")), default="cron", help=marked("For cron or systemd."))
@click.option("--at", default="06:00", metavar="HH:MM", help=marked("When (default 06:00)."))
@pass_invocation
def schedule(invocation: Invocation, kind: str, at: str) -> None:
    """Print what runs it."""
    from ctrack.cli.commands.reminder_schedules import show_schedule

    show_schedule(invocation, kind, at)
