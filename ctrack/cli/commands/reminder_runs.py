"""A run of `ctrack remind`: the rules from the settings, what is due by them, and the channel that takes it away."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from ctrack.cli.config.configuration import all_settings, instrument_settings
from ctrack.domain.exits import ExitCode
from ctrack.domain.failures import ConfigurationFault, Failure, Message, marked
from ctrack.text.language import current_language
from ctrack.text.language import translate as _

if TYPE_CHECKING:
    from ctrack.cli.invocation import Invocation
    from ctrack.domain.filters import Node
    from ctrack.domain.policy import Policy
    from ctrack.domain.records.reminders import Mail
    from ctrack.notify.channel import Channel
    from ctrack.services.reminders.deliveries import Delivery, Result, Trial
    from ctrack.services.reminders.thresholds import Rules
    from ctrack.store.outbox import Draft
    from ctrack.store.work import Register, UnitOfWork

# Where no sender is set, as with letters, a Message-ID still needs a domain: one that RFC 2606 keeps free.
NO_DOMAIN = "ctrack.invalid"
MOST_NAMED = 20


class NoChannel(Failure):
    exit_code = ExitCode.USAGE
    message = marked(
        "There are reminders to send and no way is set: 'ctrack config set remind.channel smtp' (or sendmail, eml, "
        "letter, command, webhook). 'ctrack remind --dry-run' shows them; docs/cron.md tells the rest."
    )


def run(invocation: Invocation, node: Node | None, *, dry_run: bool) -> int:
    """Queue what is due by now, send what is queued, and tell only of trouble."""
    from ctrack.services.reminders.due_reminders import plan_mails, stamp
    from ctrack.store.outbox import read_ready

    rules = read_rules(invocation)
    register = invocation.open()
    with register.read() as unit:
        rules = with_fallback(invocation, unit, rules)
        drafts = plan_mails(unit.connection, rules, node)
        if dry_run:
            return show_planned(invocation, unit, rules, drafts)
        is_ready = bool(read_ready(unit.connection, stamp(rules.moment), limit=1))
    if not drafts and not is_ready:
        return tell_nothing(invocation)
    settings = all_settings(invocation)
    channel = open_channel(invocation, settings)
    if drafts:
        queue(invocation, register, rules, node)
    return send(invocation, register, rules, settings, channel)


def queue(invocation: Invocation, register: Register, rules: Rules, node: Node | None) -> None:
    """Put what is due into the outbox: looked for again, within the transaction that keeps others from doing so."""
    from ctrack.services.reminders.due_reminders import plan_mails, queue_mails
    from ctrack.store.work import ROW_BY_ROW

    def work(unit: UnitOfWork) -> None:
        queue_mails(unit.connection, plan_mails(unit.connection, rules, node), rules.moment)

    # The database refuses a reminder that somebody else has queued meanwhile; then this is done again.
    register.write(invocation.head(), work, isolation=ROW_BY_ROW)


def send(
    invocation: Invocation, register: Register, rules: Rules, settings: Mapping[str, Any], channel: Channel
) -> int:
    """Send what is queued by the channel; the exit code."""
    from dataclasses import replace

    from ctrack.notify.channel import Undelivered
    from ctrack.services.reminders.deliveries import Result, deliver

    try:
        channel.open()
    except Undelivered as error:
        return tell_result(invocation, Result(down=error.tell(_)))
    try:
        delivery = make_delivery(invocation, rules, settings, lambda mail: try_send(channel, mail))
        result = deliver(register, replace(delivery, is_repeatable=channel.is_repeatable))
    finally:
        channel.close()
    return tell_result(invocation, result)


def try_send(channel: Channel, mail: Mail) -> Trial:
    """One attempt, and what the channel said of it."""
    from ctrack.notify.channel import ChannelDown, Delayed, Undelivered
    from ctrack.services.reminders.deliveries import Outcome, Trial

    try:
        channel.send(mail)
    except Undelivered as error:
        down, delayed = isinstance(error, ChannelDown), isinstance(error, Delayed)
        outcome = Outcome.DOWN if down else Outcome.DELAYED if delayed else Outcome.REJECTED
        return Trial(outcome, error.tell(_), is_answered=error.code is not None)
    return Trial(Outcome.SENT)


def read_rules(invocation: Invocation) -> Rules:
    """The rules that the settings make; raises a Failure that names the setting that is wrong."""
    from ctrack.cli.config.office_days import read_calendar
    from ctrack.services.reminders.thresholds import Rules

    own = instrument_settings(invocation)
    return Rules(
        moment=read_clock(invocation),
        policy=read_policy(invocation, {}),
        calendar=read_calendar(invocation),
        language=str(invocation.get("lang") or current_language())[:2].lower(),
        domain=find_domain(str(invocation.get("remind.from"))),
        of_instruments={slug: read_policy(invocation, values) for slug, values in own.items()},
        today=invocation.calendar_day if invocation.options.get("today") else None,
        horizon=invocation.horizon,
        digest=bool(invocation.get("remind.digest")),
        fallback=str(invocation.get("remind.fallback")) or None,
    )


def read_clock(invocation: Invocation) -> datetime:
    """The moment of this run; with --today it is the same time of that day."""
    moment = invocation.moment
    if not invocation.options.get("today"):
        return moment
    local = moment.astimezone()
    return datetime.combine(invocation.calendar_day, local.timetz())


def read_policy(invocation: Invocation, own: Mapping[str, Any]) -> Policy:
    """The policy of an instrument: what it has of its own, and what is set for all."""
    from ctrack.domain.policy import Policy, parse_offset, parse_quiet

    def value(name: str) -> Any:
        return own.get(name, invocation.get(f"remind.{name}"))

    return Policy(
        offsets=tuple(map(parse_offset, value("offsets"))),
        after=int(value("after")),
        quiet=parse_quiet(invocation.get("remind.quiet")),
        escalate_after=int(value("escalate_after")),
    )


def find_domain(sender: str) -> str:
    """The domain that Message-IDs are made in: that of the sender."""
    from ctrack.notify.addresses import read_mailbox

    mailbox = read_mailbox(sender)
    return mailbox.domain if mailbox else NO_DOMAIN


def with_fallback(invocation: Invocation, unit: UnitOfWork, rules: Rules) -> Rules:
    """The rules with the name of the person who stands in for all as the register spells it."""
    if rules.fallback is None:
        return rules
    from dataclasses import replace

    from ctrack.services.lookups import UnknownPerson, find_person

    try:
        return replace(rules, fallback=find_person(unit.connection, rules.fallback))
    except UnknownPerson as error:
        reason = Message(error.message, error.facts)
        raise ConfigurationFault(path=invocation.find("remind.fallback").origin, reason=reason) from error


def open_channel(invocation: Invocation, settings: Mapping[str, Any]) -> Channel:
    """The channel that the settings name, not opened yet."""
    from ctrack.notify.channel import load_channel

    name = str(settings["remind.channel"])
    if not name:
        raise NoChannel()
    channel = load_channel(name, settings, invocation.environ)
    if channel.needs_address:
        from ctrack.notify.message import check_sender

        check_sender(str(settings["remind.from"]))
    return channel


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


def retry(invocation: Invocation, name: str | None) -> int:
    """Try again at once what failed or waits, of everybody or of one person."""
    from ctrack.services.lookups import find_person
    from ctrack.store.outbox import requeue

    rules, register, settings = read_rules(invocation), invocation.open(), all_settings(invocation)
    channel = open_channel(invocation, settings)

    def work(unit: UnitOfWork) -> int:
        whose = find_person(unit.connection, name) if name else None
        return requeue(unit.connection, whose)

    if not register.write(invocation.head(), work):
        return tell_nothing(invocation)
    return send(invocation, register, rules, settings, channel)


def show_planned(invocation: Invocation, unit: UnitOfWork, rules: Rules, drafts: Sequence[Draft]) -> int:
    """Print what would go to whom: what is due by now, and what waits in the outbox."""
    from ctrack.render.mail.contents import compose
    from ctrack.services.reminders.deliveries import Outcome, Trial, make_mails, preview
    from ctrack.services.reminders.due_reminders import stamp
    from ctrack.store.outbox import read_ready
    from ctrack.views.reminders import Letter, view_planned

    delivery = make_delivery(invocation, rules, all_settings(invocation), lambda mail: Trial(Outcome.DELAYED))
    waiting = read_ready(unit.connection, stamp(rules.moment))
    mails = [mail for _key, mail in make_mails(unit.connection, delivery, waiting, drafts)]
    mails += preview(unit.connection, delivery, drafts)
    letters = []
    for mail in mails:
        contents = compose(mail)
        letters.append(Letter(mail, contents.subject, contents.text))
    if letters:
        invocation.show(view_planned(letters, delivery.channel))
    else:
        tell_nothing(invocation)
    return int(ExitCode.DONE)


def tell_nothing(invocation: Invocation) -> int:
    """Nothing to send: silence, but for somebody who looks on."""
    if invocation.out.isatty():
        invocation.say(_("There is nobody to remind."))
    elif invocation.format == "json":
        from ctrack.views.reminders import view_sent

        invocation.show(view_sent([]))
    return int(ExitCode.DONE)


def tell_result(invocation: Invocation, result: Result) -> int:
    """Name on stderr what did not go out; what did is told to somebody who looks on, or asks for a format."""
    from ctrack.cli.console.output import tell_people
    from ctrack.services.reminders.deliveries import Outcome
    from ctrack.text.safe import make_safe
    from ctrack.views.reminders import say_trouble, view_sent

    sentences = [
        say_trouble(item.name, item.address, trial.error or "", is_final=trial.outcome is Outcome.REJECTED)
        for item, trial in result.troubled[:MOST_NAMED]
    ]
    rest = len(result.troubled) - len(sentences)
    if rest > 0:
        sentences.append(_("And {count} more; 'ctrack remind log' lists them.").format(count=rest))
    if result.down is not None:
        sentences.append(_("{reason} Nothing is lost: the next run tries again.").format(reason=result.down))
    if invocation.format == "json":
        invocation.messages += sentences
    else:
        for sentence in sentences:
            # An address may hold a line end, however it came into the register: one mail is told of in one line.
            tell_people(invocation, make_safe(sentence))
    if invocation.out.isatty() or invocation.options.get("format"):
        invocation.show(view_sent(result.sent))
    return int(ExitCode.PARTLY if sentences else ExitCode.DONE)
