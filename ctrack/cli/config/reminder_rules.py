"""How to remind, by the settings: the rules of reminders, and the channel that takes mails away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from ctrack.cli.config.office_days import read_calendar, read_weekend
from ctrack.domain.exits import ExitCode
from ctrack.domain.failures import ConfigurationFault, Failure, Message, marked
from ctrack.domain.messages import join_words
from ctrack.text.language import current_language
from ctrack.text.language import translate as _

if TYPE_CHECKING:
    from ctrack.cli.invocation import Invocation
    from ctrack.domain.policy import Policy
    from ctrack.notify.channel import Channel
    from ctrack.services.reminders.thresholds import Rules
    from ctrack.store.work import UnitOfWork

# Where no sender is set, as with letters, a Message-ID still needs a domain: one that RFC 2606 keeps free.
NO_DOMAIN = "ctrack.invalid"


class NoChannel(Failure):
    exit_code = ExitCode.USAGE
    message = marked(
        "There are reminders to send and no way is set: 'ctrack config set remind.channel smtp' (or {others}). "
        "'ctrack remind --dry-run' shows them; docs/cron.md tells the rest."
    )


def read_rules(invocation: Invocation) -> Rules:
    """The rules that the settings make; raises a Failure that names the setting that is wrong."""
    from ctrack.services.reminders.thresholds import Rules

    own = {slug: read_policy(invocation, values) for slug, values in invocation.instrument_settings().items()}
    policy = read_policy(invocation, {})
    has_holidays = any(each.needs_holidays for each in (policy, *own.values()))
    return Rules(
        moment=read_clock(invocation),
        policy=policy,
        calendar=read_calendar(invocation) if has_holidays else read_weekend(invocation),
        language=current_language(),
        domain=find_domain(str(invocation.get("remind.from"))),
        of_instruments=own,
        today=invocation.calendar_day if invocation.options.get("today") else None,
        horizon=invocation.horizon,
        digest=bool(invocation.get("remind.digest")),
        fallback=str(invocation.get("remind.fallback")) or None,
        hours=read_hours(invocation),
        reaches=find_reach(str(invocation.get("remind.channel"))),
    )


def read_hours(invocation: Invocation) -> tuple[int, int] | None:
    """The hours of the recipient's day in which mails leave; raises a Failure that names the setting."""
    from ctrack.domain.policy import BadHours, parse_hours

    try:
        return parse_hours(str(invocation.get("remind.hours")))
    except BadHours as error:
        reason = Message(error.message, error.facts)
        raise ConfigurationFault(path=invocation.find("remind.hours").origin, reason=reason) from error


def find_reach(channel: str) -> Callable[[str | None], bool]:
    """What says of an address whether the channel reaches it; as long as none is set, it is thought of as mail."""
    from ctrack.notify.names import CHANNELS, traits_of
    from ctrack.services.reminders.thresholds import reaches_all

    needs_address = channel not in CHANNELS or traits_of(channel).needs_address
    return is_address if needs_address else reaches_all


def is_address(text: str | None) -> bool:
    """Whether somebody can be written to."""
    from ctrack.exchange.mail_addresses import read_address

    return text is not None and read_address(text) is not None


def read_clock(invocation: Invocation) -> datetime:
    """The moment of this run; with --today it is the same time of that day."""
    moment = invocation.moment
    if not invocation.options.get("today"):
        return moment
    local = moment.astimezone()
    return datetime.combine(invocation.calendar_day, local.timetz())


def read_weekday(invocation: Invocation) -> int:
    """The weekday, from Monday = 0, on which what is overdue is told of."""
    from ctrack.cli.config.office_days import first_weekday
    from ctrack.domain.policy import WEEKDAYS

    word = str(invocation.get("remind.weekday"))
    return WEEKDAYS.index(word) if word else first_weekday(invocation)


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
        weekday=read_weekday(invocation),
    )


def find_domain(sender: str) -> str:
    """The domain that Message-IDs are made in: that of the sender."""
    from ctrack.exchange.mail_addresses import read_mailbox

    mailbox = read_mailbox(sender)
    return mailbox.domain if mailbox else NO_DOMAIN


def with_fallback(invocation: Invocation, unit: UnitOfWork, rules: Rules) -> Rules:
    """The rules with the name of the person who stands in for all as the register spells it."""
    if rules.fallback is None:
        return rules
    from ctrack.domain.frozen import replace
    from ctrack.services.lookups import UnknownPerson, find_person

    try:
        return replace(rules, fallback=find_person(unit.connection, rules.fallback))
    except UnknownPerson as error:
        reason = Message(error.message, error.facts)
        raise ConfigurationFault(path=invocation.find("remind.fallback").origin, reason=reason) from error


def open_channel(invocation: Invocation, settings: Mapping[str, Any]) -> Channel:
    """The channel that the settings name, not opened yet."""
    from ctrack.notify.names import CHANNELS, load_channel

    name = str(settings["remind.channel"])
    if not name:
        raise NoChannel(others=join_words((other for other in CHANNELS if other != "smtp"), _))
    channel = load_channel(name, settings, invocation.environ)
    if channel.needs_address:
        from ctrack.notify.message import check_sender

        check_sender(str(settings["remind.from"]))
        if settings["remind.reply_to"]:
            check_sender(str(settings["remind.reply_to"]), "remind.reply_to")
    return channel
