"""A run of reminders: what is due is queued, what is queued is sent, and of trouble and of silence it is told.

What is refused for good goes to the next whose turn it is within the same run.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from ctrack.cli.console.interruptions import point_to_outbox
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.domain.exits import ExitCode
from ctrack.domain.frozen import replace
from ctrack.text.language import translate as _

if TYPE_CHECKING:
    from ctrack.domain.filters import Node
    from ctrack.domain.records.reminders import Bulletin, Mail, Trial
    from ctrack.notify.channel import Channel
    from ctrack.services.reminders.deliveries import Delivery, Result
    from ctrack.services.reminders.due_reminders import Plan
    from ctrack.services.reminders.thresholds import Rules
    from ctrack.store.unheard import Silence
    from ctrack.store.work import Register, UnitOfWork
    from ctrack.views.reminders import Letter

# The focal point, somebody of the agency, the overseer, the stand-in: so often what was refused is sent to the next.
MOST_TURNS = 4


def remind(invocation: Invocation, console: Console, node: Node | None, *, dry_run: bool) -> int:
    """Queue what is due by now, send what is queued, and tell only of trouble, and of what nobody hears."""
    from ctrack.cli.config.reminder_rules import open_channel, read_rules, with_fallback
    from ctrack.cli.console.reminder_results import tell_nothing, tell_result
    from ctrack.services.reminders.due_reminders import plan_mails, stamp
    from ctrack.store.outbox import read_ready

    rules = read_rules(invocation)
    # A dry run tells what goes out on this day, at whatever hour.
    rules = replace(rules, has_hours=False) if dry_run else rules
    if dry_run:
        return foresee(invocation, console, node, rules)

    def look(unit: UnitOfWork) -> tuple[Rules, Plan, bool]:
        """Whom to tell where nobody else is, what is due, and whether something waits."""
        found = with_fallback(invocation, unit, rules)
        is_ready = bool(read_ready(unit.connection, stamp(found.moment), limit=1))
        return found, plan_mails(unit.connection, found, node), is_ready

    rules, plan, is_ready = invocation.read_now(look)
    if not plan.drafts and not is_ready:
        silence = tell_silence(invocation, console, rules, plan.unheard)
        return silence if silence and console.format != "json" else tell_nothing(console) or silence
    settings, register = invocation.sending_settings(), invocation.open()
    channel = open_channel(invocation, settings)
    invocation.look_back = point_to_outbox

    def turn() -> bool:
        """Queue what is due now, and what was refused for good for the next whose turn it is; whether there is any."""
        nonlocal plan
        with register.read() as unit:
            plan = plan_mails(unit.connection, rules, node)
        if plan.drafts:
            queue(invocation, register, rules, node)
        return bool(plan.drafts)

    if plan.drafts:
        with console.watch():
            queue(invocation, register, rules, node)
    result = send_queued(invocation, console, register, rules, settings, channel, turn)
    silence = tell_silence(invocation, console, rules, plan.unheard)
    return tell_result(console, result) or silence


def queue(invocation: Invocation, register: Register, rules: Rules, node: Node | None) -> None:
    """Put what is due into the outbox: looked for again, within the transaction that keeps others from doing so."""
    from ctrack.services.reminders.due_reminders import plan_mails, queue_mails

    def work(unit: UnitOfWork) -> None:
        queue_mails(unit.connection, plan_mails(unit.connection, rules, node).drafts, rules.moment)

    # The database refuses a reminder that somebody else has queued meanwhile; then this is done again.
    register.write(invocation.head(), work, in_turn=False)


def send_queued(
    invocation: Invocation,
    console: Console,
    register: Register,
    rules: Rules,
    settings: Mapping[str, Any],
    channel: Channel,
    turn: Callable[[], bool] = lambda: False,
) -> Result:
    """Send what is queued by the channel, and after what was refused for good what `turn` has queued."""
    from ctrack.notify.attempts import Attempts
    from ctrack.notify.channel import Undelivered
    from ctrack.services.reminders.deliveries import Result, deliver

    result = Result()
    try:
        channel.open()
    except Undelivered as error:
        return Result(down=error.tell(_))
    try:
        delivery = make_delivery(invocation, rules, settings, Attempts(channel))
        with console.watch():
            for _number in range(MOST_TURNS):
                refused = result.count_refused()
                deliver(register, replace(delivery, is_repeatable=channel.is_repeatable), result)
                if result.down is not None or result.count_refused() == refused or not turn():
                    break
    finally:
        channel.close()
    return result


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
        reply_to=str(settings["remind.reply_to"]) or None,
        one_click=bool(settings["remind.one_click"]),
        reads_answers=bool(settings["answers.from"]),
        write_summary=lambda connection, language: write_week(connection, rules, language),
        send=send,
    )


def write_week(connection: Any, rules: Rules, language: str) -> Bulletin:
    """What a summary says when it is sent, in the language of its reader."""
    from ctrack.services.reminders.week_summaries import read_week
    from ctrack.text.language import speaking
    from ctrack.views.weekly_summary import write_summary

    with speaking(language):
        return write_summary(read_week(connection, rules))


def try_again(invocation: Invocation, console: Console, name: str | None) -> int:
    """Try again at once what failed or waits, of everybody or of one person."""
    from ctrack.cli.config.reminder_rules import open_channel, read_rules
    from ctrack.cli.console.reminder_results import tell_nothing, tell_result
    from ctrack.services.lookups import find_person
    from ctrack.store.outbox import requeue

    rules = replace(read_rules(invocation), has_hours=False)
    register, settings = invocation.open(), invocation.sending_settings()
    channel = open_channel(invocation, settings)
    invocation.look_back = point_to_outbox

    def work(unit: UnitOfWork) -> int:
        whose = find_person(unit.connection, name) if name else None
        return requeue(unit.connection, whose)

    if not register.write(invocation.head(), work):
        return tell_nothing(console)
    return tell_result(console, send_queued(invocation, console, register, rules, settings, channel))


def tell_silence(invocation: Invocation, console: Console, rules: Rules, silences: list[Silence]) -> int:
    """Name what nobody hears, once a day each, and write down that it was told; the exit code."""
    if not silences:
        return int(ExitCode.DONE)
    from ctrack.services.reminders.silences import find_untold, keep_told, name_codes

    register = invocation.open()
    with register.read() as unit:
        untold = find_untold(unit.connection, rules, silences)
        codes = name_codes(unit.connection, untold)
    if not untold:
        return int(ExitCode.DONE)
    from ctrack.cli.console.reminder_results import tell_sentence
    from ctrack.views.reminders import say_unheard

    sentence = say_unheard(codes, rules.fallback)
    tell_sentence(console, sentence)
    register.write(invocation.head(), lambda unit: keep_told(unit.connection, rules, untold, sentence), in_turn=False)
    return int(ExitCode.PARTLY)


def test_channel(invocation: Invocation, console: Console, to: str | None) -> int:
    """Send one harmless mail by the channel that is set, and tell of each step; 1 where one failed."""
    from ctrack.exchange.mail_addresses import read_mailbox
    from ctrack.notify.probes import check_channel
    from ctrack.services.agencies import check_email
    from ctrack.views.channel_check import view_steps

    settings = invocation.sending_settings()
    sender = read_mailbox(str(settings["remind.from"]))
    address = to or (sender.address if sender else None)
    if address is not None:
        check_email(address)
    mail = make_test_mail(invocation, settings, address)
    steps = check_channel(settings, invocation.environ, mail)
    console.show(view_steps(steps))
    return int(ExitCode.DONE if all(step.is_good for step in steps) else ExitCode.FAILED)


def make_test_mail(invocation: Invocation, settings: Mapping[str, Any], address: str | None) -> Mail:
    """A mail that says what it is, and reminds nobody of anything."""
    from hashlib import sha256

    from ctrack.cli.config.reminder_rules import find_domain
    from ctrack.domain.records.reminders import Bulletin, Mail
    from ctrack.store.queries import read_home
    from ctrack.text.language import current_language

    _key, code, home = invocation.read(lambda unit: read_home(unit.connection))
    opening = _(
        "This is a test: reminders leave by the channel {channel}, and this mail came by it. There is nothing to do."
    )
    mark = sha256(f"{address} {invocation.moment.isoformat()}".encode()).hexdigest()[:32]
    return Mail(
        message_id=f"<test.{mark}.ctrack@{find_domain(str(settings['remind.from']))}>",
        to_name="",
        to_address=address,
        language=current_language(),
        sender=str(settings["remind.from"]),
        written_at=invocation.moment.astimezone(),
        home=home,
        notices=(),
        home_code=code,
        reply_to=str(settings["remind.reply_to"]) or None,
        bulletin=Bulletin(_("[ctrack] Test of the reminders"), opening.format(channel=settings["remind.channel"])),
    )


def find_silence(invocation: Invocation, unit: UnitOfWork) -> str:
    """The sentence of what nobody hears now, nothing where all is heard or where reminders are sent by no channel."""
    from ctrack.store.access.withheld import sees_part

    # Whoever sees a part does not see all who would hear of it.
    if not invocation.get("remind.channel") or sees_part(unit.connection):
        return ""
    from ctrack.cli.config.reminder_rules import read_rules, with_fallback
    from ctrack.services.reminders.silences import list_unheard
    from ctrack.views.reminders import say_unheard

    rules = with_fallback(invocation, unit, read_rules(invocation))
    codes = list_unheard(unit.connection, rules)
    return say_unheard(codes, rules.fallback) if codes else ""


def foresee(invocation: Invocation, console: Console, node: Node | None, rules: Rules) -> int:
    """Print what would go to whom: what is due by now, what waits in the outbox, and what nobody would hear."""
    from ctrack.cli.console.reminder_results import tell_nothing, tell_sentence

    rules, letters, unheard = invocation.read_now(lambda unit: read_planned(invocation, unit, rules, node))
    if unheard:
        from ctrack.views.reminders import say_unheard

        tell_sentence(console, say_unheard(unheard, rules.fallback))
    if letters:
        from ctrack.views.reminders import view_planned

        console.show(view_planned(letters, str(invocation.get("remind.channel"))))
    else:
        tell_nothing(console)
    return int(ExitCode.PARTLY if unheard else ExitCode.DONE)


def read_planned(
    invocation: Invocation, unit: UnitOfWork, rules: Rules, node: Node | None
) -> tuple[Rules, list[Letter], list[str]]:
    """The rules, the mails that would go, and the codes of what nobody would hear."""
    from ctrack.cli.config.reminder_rules import with_fallback
    from ctrack.services.reminders.due_reminders import plan_mails, stamp
    from ctrack.store.outbox import read_ready

    rules = with_fallback(invocation, unit, rules)
    plan = plan_mails(unit.connection, rules, node, foresees=True)
    waiting = read_ready(unit.connection, stamp(rules.moment))
    if not (plan.drafts or plan.unheard or waiting):
        return rules, [], []
    # What makes a mail is loaded where there is one.
    from ctrack.domain.records.reminders import Outcome, Trial
    from ctrack.render.mail.contents import compose
    from ctrack.services.reminders.deliveries import make_mails, preview
    from ctrack.services.reminders.silences import name_codes
    from ctrack.views.reminders import Letter

    delivery = make_delivery(invocation, rules, invocation.sending_settings(), lambda mail: Trial(Outcome.DELAYED))
    mails = [mail for _key, mail in make_mails(unit.connection, delivery, waiting, plan.drafts)]
    mails += preview(unit.connection, delivery, plan.drafts)
    contents = [(mail, compose(mail)) for mail in mails]
    letters = [Letter(mail, found.subject, found.text) for mail, found in contents]
    return rules, letters, name_codes(unit.connection, plan.unheard) if plan.unheard else []
