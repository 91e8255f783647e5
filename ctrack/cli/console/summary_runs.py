"""How the coordinator is told of the week: by one mail through the outbox, or on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.domain.exits import ExitCode
from ctrack.domain.failures import Failure, marked

if TYPE_CHECKING:
    from ctrack.services.reminders.thresholds import Rules
    from ctrack.store.work import UnitOfWork


class NoCoordinator(Failure):
    exit_code = ExitCode.USAGE
    message = marked(
        "Nobody is named to be told of the week: 'ctrack config set remind.summary NAME'. 'ctrack remind summary "
        "--dry-run' shows it."
    )


def show_week(invocation: Invocation, console: Console) -> int:
    """Print the week."""
    from ctrack.cli.config.reminder_rules import read_rules, with_fallback
    from ctrack.domain.records.week_records import Week
    from ctrack.services.reminders.week_summaries import read_week
    from ctrack.views.weekly_summary import view_summary

    rules = read_rules(invocation)

    def work(unit: UnitOfWork) -> Week:
        return read_week(unit.connection, with_fallback(invocation, unit, rules))

    console.show(view_summary(invocation.read(work)))
    return int(ExitCode.DONE)


def tell_week(invocation: Invocation, console: Console) -> int:
    """Queue the mail of this week unless it is there, and send what is queued."""
    from ctrack.cli.config.reminder_rules import open_channel, read_rules, with_fallback
    from ctrack.cli.console.reminder_results import tell_nothing, tell_result
    from ctrack.cli.console.reminder_runs import send_queued

    name = str(invocation.get("remind.summary"))
    if not name:
        raise NoCoordinator()
    rules, register, settings = read_rules(invocation), invocation.open(), invocation.sending_settings()
    channel = open_channel(invocation, settings)
    with register.read() as unit:
        rules = with_fallback(invocation, unit, rules)
    if not register.write(invocation.head(), lambda unit: queue_week(unit, name, rules), in_turn=False):
        return tell_nothing(console)
    return tell_result(console, send_queued(invocation, console, register, rules, settings, channel))


def queue_week(unit: UnitOfWork, name: str, rules: Rules) -> bool:
    """Put the mail of this week into the outbox; whether it was not there yet."""
    from ctrack.services.lookups import find_person
    from ctrack.services.reminders.due_reminders import queue_mails
    from ctrack.services.reminders.recipients import read_people
    from ctrack.services.reminders.week_summaries import make_summary

    found = find_person(unit.connection, name)
    to = next(each for each in read_people(unit.connection).values() if each.name == found)
    draft = make_summary(unit.connection, to, rules)
    if draft is not None:
        queue_mails(unit.connection, [draft], rules.moment)
    return draft is not None
