"""`ctrack remind`: tell people what is due, once each; cron hears only of trouble."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from ctrack.cli.base import pass_invocation
from ctrack.cli.console.interruptions import point_to_outbox
from ctrack.cli.console.output import Console
from ctrack.cli.default_commands import Defaulting, Own
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.choices import VocabularyType
from ctrack.cli.params.filters import add_context, filter_argument, read_filter
from ctrack.cli.params.sort_order import reverse_option
from ctrack.domain.exits import ExitCode
from ctrack.domain.failures import marked
from ctrack.domain.vocabulary import MailState
from ctrack.text.language import translate as _
from ctrack.text.language import translate_count

if TYPE_CHECKING:
    from ctrack.domain.filters import Node
    from ctrack.domain.records.reminders import Mail, Trial
    from ctrack.notify.channel import Channel
    from ctrack.services.reminders.deliveries import Delivery
    from ctrack.services.reminders.thresholds import Rules
    from ctrack.store.outbox import Draft
    from ctrack.store.work import Register, UnitOfWork

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
)
@filter_argument
@click.option("-n", "--dry-run", is_flag=True, help=marked("Print what would go to whom, and send nothing."))
@click.option("--check", is_flag=True, help=marked("Send nothing; end with 10 when something is overdue."))
@pass_invocation
def send(invocation: Invocation, console: Console, words: tuple[str, ...], dry_run: bool, check: bool) -> int:
    """Remind."""
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
@click.option(
    "-n", "--limit", type=click.IntRange(min=1), metavar="N", help=marked("At most so many mails; 50 on a terminal.")
)
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
    return try_again(invocation, console, person)


@command.command("schedule", help=marked("Print a crontab line or systemd units that run this every day, filled in."))
@click.option("--kind", type=click.Choice(("cron", "systemd")), default="cron", help=marked("For cron or systemd."))
@click.option("--at", default="06:00", metavar="HH:MM", help=marked("When (default 06:00)."))
@pass_invocation
def schedule(invocation: Invocation, console: Console, kind: str, at: str) -> None:
    """Print what runs it."""
    show_schedule(invocation, console, kind, at)


def remind(invocation: Invocation, console: Console, node: Node | None, *, dry_run: bool) -> int:
    """Queue what is due by now, send what is queued, and tell only of trouble."""
    from ctrack.cli.config.reminder_rules import open_channel, read_rules, with_fallback
    from ctrack.cli.console.reminder_results import tell_nothing
    from ctrack.services.reminders.due_reminders import plan_mails, stamp
    from ctrack.store.outbox import read_ready

    rules = read_rules(invocation)
    register = invocation.open()
    with register.read() as unit:
        rules = with_fallback(invocation, unit, rules)
        drafts = plan_mails(unit.connection, rules, node)
        if dry_run:
            return show_planned(invocation, console, unit, rules, drafts)
        is_ready = bool(read_ready(unit.connection, stamp(rules.moment), limit=1))
    if not drafts and not is_ready:
        return tell_nothing(console)
    settings = invocation.sending_settings()
    channel = open_channel(invocation, settings)
    invocation.look_back = point_to_outbox
    if drafts:
        with console.watch():
            queue(invocation, register, rules, node)
    return send_queued(invocation, console, register, rules, settings, channel)


def queue(invocation: Invocation, register: Register, rules: Rules, node: Node | None) -> None:
    """Put what is due into the outbox: looked for again, within the transaction that keeps others from doing so."""
    from ctrack.services.reminders.due_reminders import plan_mails, queue_mails

    def work(unit: UnitOfWork) -> None:
        queue_mails(unit.connection, plan_mails(unit.connection, rules, node), rules.moment)

    # The database refuses a reminder that somebody else has queued meanwhile; then this is done again.
    register.write(invocation.head(), work, in_turn=False)


def send_queued(
    invocation: Invocation,
    console: Console,
    register: Register,
    rules: Rules,
    settings: Mapping[str, Any],
    channel: Channel,
) -> int:
    """Send what is queued by the channel; the exit code."""
    from dataclasses import replace

    from ctrack.cli.console.reminder_results import tell_result
    from ctrack.notify.attempts import Attempts
    from ctrack.notify.channel import Undelivered
    from ctrack.services.reminders.deliveries import Result, deliver

    try:
        channel.open()
    except Undelivered as error:
        return tell_result(console, Result(down=error.tell(_)))
    try:
        delivery = make_delivery(invocation, rules, settings, Attempts(channel))
        with console.watch():
            result = deliver(register, replace(delivery, is_repeatable=channel.is_repeatable))
    finally:
        channel.close()
    return tell_result(console, result)


def make_delivery(
    invocation: Invocation, rules: Rules, settings: Mapping[str, Any], send: Callable[[Mail], Trial]
) -> Delivery:
    """How this run delivers."""
    from ctrack.services.reminders.deliveries import Delivery

    return Delivery(
        rules=rules,
        head=invocation.head(),
        channel=str(settings["remind.channel"]),
        sender=str(settings["remind.from"]),
        unsubscribe=str(settings["remind.unsubscribe"]) or None,
        send=send,
    )


def try_again(invocation: Invocation, console: Console, name: str | None) -> int:
    """Try again at once what failed or waits, of everybody or of one person."""
    from ctrack.cli.config.reminder_rules import open_channel, read_rules
    from ctrack.cli.console.reminder_results import tell_nothing
    from ctrack.services.lookups import find_person
    from ctrack.store.outbox import requeue

    rules, register, settings = read_rules(invocation), invocation.open(), invocation.sending_settings()
    channel = open_channel(invocation, settings)
    invocation.look_back = point_to_outbox

    def work(unit: UnitOfWork) -> int:
        whose = find_person(unit.connection, name) if name else None
        return requeue(unit.connection, whose)

    if not register.write(invocation.head(), work):
        return tell_nothing(console)
    return send_queued(invocation, console, register, rules, settings, channel)


def show_planned(
    invocation: Invocation, console: Console, unit: UnitOfWork, rules: Rules, drafts: Sequence[Draft]
) -> int:
    """Print what would go to whom: what is due by now, and what waits in the outbox."""
    from ctrack.cli.console.reminder_results import tell_nothing
    from ctrack.domain.records.reminders import Outcome, Trial
    from ctrack.render.mail.contents import compose
    from ctrack.services.reminders.deliveries import make_mails, preview
    from ctrack.services.reminders.due_reminders import stamp
    from ctrack.store.outbox import read_ready
    from ctrack.views.reminders import Letter, view_planned

    delivery = make_delivery(invocation, rules, invocation.sending_settings(), lambda mail: Trial(Outcome.DELAYED))
    waiting = read_ready(unit.connection, stamp(rules.moment))
    mails = [mail for _key, mail in make_mails(unit.connection, delivery, waiting, drafts)]
    mails += preview(unit.connection, delivery, drafts)
    letters = []
    for mail in mails:
        contents = compose(mail)
        letters.append(Letter(mail, contents.subject, contents.text))
    if letters:
        console.show(view_planned(letters, delivery.channel))
    else:
        tell_nothing(console)
    return int(ExitCode.DONE)


def show_schedule(invocation: Invocation, console: Console, kind: str, at: str) -> None:
    """Print what runs `ctrack remind` every day, as it is to be installed; advice goes to stderr."""
    from ctrack.cli.config.reminder_schedule import schedule_advice, schedule_texts
    from ctrack.cli.console.streams import encodable
    from ctrack.exchange.systemd import UNIT_FOLDER
    from ctrack.render.document import Document
    from ctrack.text.language import current_language

    texts = schedule_texts(invocation, kind, at)
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
