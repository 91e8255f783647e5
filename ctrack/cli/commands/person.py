"""`ctrack person`: list, add and edit focal points and overseers."""

from __future__ import annotations

from typing import Any

import click

from ctrack.cli.base import Group, pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.known_names import NameType
from ctrack.cli.params.sort_order import reverse_option
from ctrack.cli.params.status_updates import take_away
from ctrack.cli.params.withdrawn import withdrawn_option
from ctrack.domain.failures import Misused, marked


class NothingToChange(Misused):
    message = marked("Say what to change: --name, --email, --language, --time-zone, --agency, --active or --inactive.")


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
@click.option("--language", metavar="CODE", help=marked("The language in which to write to them, such as en or ar."))
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
    from ctrack.cli.params.early_options import find_language
    from ctrack.domain.records.registers import PersonRecord
    from ctrack.services.agencies import add_person, list_people
    from ctrack.store.work import UnitOfWork
    from ctrack.views.duties import view_people

    spoken = find_language(language) if language else None
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
@click.option("--language", metavar="CODE", help=marked("The language in which to write to them, such as en or ar."))
@click.option("--time-zone", metavar="NAME", help=marked("The time zone, such as Asia/Kuwait; none takes it away."))
@click.option("--agency", metavar="CODE", help=marked("The agency that they work for; none takes it away."))
@click.option(
    "--active/--inactive", "is_active", default=None, help=marked("Whether reminders go to them, or to the overseer.")
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
    dry_run: bool,
    **given: str | None,
) -> None:
    """Change a person."""
    from dataclasses import replace

    from ctrack.cli.params.early_options import find_language
    from ctrack.domain.records.registers import Filing
    from ctrack.services.agencies import PersonChanges, edit_person
    from ctrack.services.namesakes import count_open
    from ctrack.store.work import UnitOfWork
    from ctrack.views.duties import held_notes, view_person_change

    words: dict[str, Any] = {key: take_away(value) for key, value in given.items()}
    changes = PersonChanges(
        language=find_language(language) if language else None, name=new_name, is_active=is_active, **words
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
