"""`ctrack person`: list, add and edit focal points and overseers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ctrack.cli.base import Group, pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.known_names import NameType
from ctrack.cli.params.sort_order import reverse_option
from ctrack.cli.params.status_updates import take_away
from ctrack.cli.params.withdrawn import withdrawn_option
from ctrack.domain.failures import Misused, marked
from ctrack.domain.policy import LAST_HOUR
from ctrack.domain.vocabulary import AnswersWish, DigestWish

if TYPE_CHECKING:
    from datetime import date

    from ctrack.services.reminders.wishes import Wishes

NONE = "none"


class NothingToChange(Misused):
    message = marked(
        "Say what to change: --name, --email, --language, --time-zone, --agency, --digest, --hour, --away, --deputy, "
        "--answers, --active or --inactive."
    )


class NoHour(Misused):
    message = marked("{text} is no hour of a day: --hour takes 0 to 23, or none.")


class NoSpan(Misused):
    message = marked("{text} are no days: --away takes a first and a last, such as 2026-12-20..2027-01-05, or none.")


@click.group("person", cls=Group, help=marked("List, add or edit focal points and overseers."))
def command() -> None:
    """People."""


@command.command("list", help=marked("Everybody, with how many commitments each one holds."))
@withdrawn_option
@reverse_option
@pass_invocation
def list_all(invocation: Invocation, console: Console, is_withdrawn: bool, is_reversed: bool) -> None:
    """List people."""
    from ctrack.services.agencies import list_people
    from ctrack.views.duties import view_people

    found = invocation.read(lambda unit: list_people(unit.connection, is_withdrawn=is_withdrawn))
    console.show(view_people(found[::-1] if is_reversed else found))


@command.command("add", help=marked("Add a person."))
@click.argument("name")
@click.option("--email", metavar="ADDRESS", help=marked("The e-mail address."))
@click.option(
    "--language",
    metavar="CODE",
    help=marked("The language in which to write to them, such as ar, or two, such as ar,fr."),
)
@click.option("--time-zone", metavar="NAME", help=marked("The time zone, such as Asia/Kuwait."))
@click.option("--agency", metavar="CODE", help=marked("The agency that they work for."))
@click.option("-n", "--dry-run", is_flag=True, help=marked("Show what would change and record nothing."))
@pass_invocation
def add(
    invocation: Invocation,
    console: Console,
    name: str,
    email: str | None,
    language: str | None,
    time_zone: str | None,
    agency: str | None,
    dry_run: bool,
) -> None:
    """Add a person."""
    from ctrack.cli.params.early_options import find_pair
    from ctrack.domain.records.registers import PersonRecord
    from ctrack.services.agencies import add_person, list_people
    from ctrack.store.work import UnitOfWork
    from ctrack.views.duties import view_people

    spoken = find_pair(language) if language else None
    record = PersonRecord(name, email, spoken, time_zone, agency)

    def work(unit: UnitOfWork) -> list[PersonRecord]:
        row = add_person(unit, record)
        unit.flush()
        return [found for found in list_people(unit.connection) if found.name == row.name]

    console.show(view_people(invocation.write(work, invocation.head(), dry_run=dry_run)))


@command.command("edit", help=marked("Change what is known of somebody, or say that they have left."))
@click.argument("name", type=NameType("person"))
@click.option("--name", "new_name", metavar="NAME", help=marked("The name as it is to be from now on."))
@click.option("--email", metavar="ADDRESS", help=marked("The e-mail address; none takes it away."))
@click.option(
    "--language",
    metavar="CODE",
    help=marked("The language in which to write to them, such as ar, or two, such as ar,fr."),
)
@click.option("--time-zone", metavar="NAME", help=marked("The time zone, such as Asia/Kuwait; none takes it away."))
@click.option("--agency", metavar="CODE", help=marked("The agency that they work for; none takes it away."))
@click.option(
    "--active/--inactive", "is_active", default=None, help=marked("Whether reminders go to them, or to the overseer.")
)
@click.option(
    "--digest",
    type=click.Choice([*(wish.value for wish in DigestWish), NONE]),
    help=marked("One mail a day, one a week, or one for each commitment; none: as the office has it."),
)
@click.option("--hour", metavar="HOUR", help=marked("The hour, 0 to 23, before which no mail goes to them; none: any."))
@click.option("--away", metavar="DATE..DATE", help=marked("The days on which another is reminded; none ends that."))
@click.option("--deputy", metavar="NAME", help=marked("Who is reminded while they are away; none takes it away."))
@click.option(
    "--answers",
    type=click.Choice((AnswersWish.RECORD.value, NONE)),
    help=marked("record: what they answer by mail is recorded at once; none: somebody looks at it first."),
)
@click.option("-n", "--dry-run", is_flag=True, help=marked("Show what would change and record nothing."))
@pass_invocation
def edit(
    invocation: Invocation,
    console: Console,
    name: str,
    new_name: str | None,
    language: str | None,
    is_active: bool | None,
    digest: str | None,
    hour: str | None,
    away: str | None,
    deputy: str | None,
    answers: str | None,
    dry_run: bool,
    **given: str | None,
) -> None:
    """Change a person."""
    from ctrack.cli.params.early_options import find_pair
    from ctrack.domain.frozen import replace
    from ctrack.domain.records.registers import Filing
    from ctrack.services.agencies import PersonChanges, edit_person
    from ctrack.services.namesakes import count_open
    from ctrack.store.work import UnitOfWork
    from ctrack.views.duties import held_notes, view_person_change

    words: dict[str, Any] = {key: take_away(value) for key, value in given.items()}
    changes = PersonChanges(
        language=find_pair(language) if language else None,
        name=new_name,
        is_active=is_active,
        wishes=read_wishes(invocation, digest, hour, away, take_away(deputy), take_away(answers)),
        **words,
    )
    if changes.is_empty:
        raise NothingToChange()

    def work(unit: UnitOfWork) -> tuple[Filing, int]:
        change = edit_person(unit, name, changes)
        unit.flush()
        return change, 0 if changes.is_active is not False else count_open(unit.connection, change.code)

    change, held = invocation.write(work, invocation.head(), dry_run=dry_run)
    document = view_person_change(change, for_machines=console.is_for_machines)
    console.show(replace(document, notes=held_notes(change.code, held)))


def read_wishes(
    invocation: Invocation,
    digest: str | None,
    hour: str | None,
    away: str | None,
    deputy: str | None,
    answers: str | None,
) -> Wishes | None:
    """What somebody wishes of reminders, as it was typed; None where nothing was."""
    from ctrack.services.reminders.wishes import Wishes

    if digest is hour is away is deputy is answers is None:
        return None
    return Wishes(
        digest="" if digest == NONE else digest,
        hour=read_hour(hour) if hour is not None else None,
        away=read_absence(invocation, away) if away is not None else None,
        deputy=deputy,
        answers=answers,
    )


def read_hour(text: str) -> int:
    """The hour that was typed; -1 where it is to be none."""
    word = text.strip().lower()
    if word == NONE:
        return -1
    hour = word.removesuffix(":00")
    if not (hour.isascii() and hour.isdecimal() and int(hour) <= LAST_HOUR):
        raise NoHour(text=text)
    return int(hour)


def read_absence(invocation: Invocation, text: str) -> tuple[date, date] | tuple[()]:
    """The first and the last day that were typed; no days where there are to be none."""
    from ctrack.cli.params.dates import read_date

    if text.strip().lower() == NONE:
        return ()
    first, dots, last = text.partition("..")
    days = [read_date(part, invocation.today, "--away") for part in (first, last if dots else first)]
    if days[0].first > days[1].last:
        raise NoSpan(text=text)
    return days[0].first, days[1].last
