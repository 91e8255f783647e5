"""`ctrack agency`: list, add and edit the agencies that do the work."""

from __future__ import annotations

import click

from ctrack.cli.base import Group, pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.known_names import NameType
from ctrack.cli.params.language_texts import take_texts_away, text_options
from ctrack.cli.params.sort_order import reverse_option
from ctrack.cli.params.status_updates import take_away
from ctrack.cli.params.withdrawn import withdrawn_option
from ctrack.domain.failures import Misused, marked


class NothingToEdit(Misused):
    message = marked("Say what to change: --name, --parent or --party.")


class NameMissing(Misused):
    message = marked("An agency needs a name: give --name TEXT, or --name LANG=TEXT for each language.")


@click.group("agency", cls=Group, help=marked("List, add or edit the agencies that do the work."))
def command() -> None:
    """Agencies."""


@command.command("list", help=marked("Every agency, with how much it leads and contributes to."))
@withdrawn_option
@reverse_option
@pass_invocation
def list_all(invocation: Invocation, console: Console, is_withdrawn: bool, is_reversed: bool) -> None:
    """List agencies."""
    from ctrack.services.agencies import list_agencies
    from ctrack.views.duties import view_agencies

    found = invocation.read(lambda unit: list_agencies(unit.connection, is_withdrawn=is_withdrawn))
    console.show(view_agencies(found[::-1] if is_reversed else found))


@command.command("add", help=marked("Add an agency, as part of another one where --parent says so."))
@click.argument("code")
@text_options(
    "name",
    marked("The name: in English, or LANG=TEXT in another language, such as fr=...; may be repeated."),
    marked("The name in Arabic."),
)
@click.option("--party", metavar="CODE", help=marked("Whose agency; without it, the home party's, or its parent's."))
@click.option("--parent", metavar="CODE", help=marked("The agency that it is part of."))
@click.option("-n", "--dry-run", is_flag=True, help=marked("Show what would change and record nothing."))
@pass_invocation
def add(
    invocation: Invocation,
    console: Console,
    code: str,
    name: dict[str, str],
    party: str | None,
    parent: str | None,
    dry_run: bool,
) -> None:
    """Add an agency."""
    from ctrack.domain.records.registers import AgencyRecord
    from ctrack.services.agencies import add_agency, list_agencies
    from ctrack.store.work import UnitOfWork
    from ctrack.views.duties import view_agencies

    if not name:
        raise NameMissing()

    def work(unit: UnitOfWork) -> list[AgencyRecord]:
        row = add_agency(unit, code, name, parent, party)
        unit.flush()
        return [record for record in list_agencies(unit.connection) if record.code == row.code]

    console.show(view_agencies(invocation.write(work, invocation.head(), dry_run=dry_run)))


@command.command("edit", help=marked("Change what is known of an agency; its code stays for ever."))
@click.argument("code", type=NameType("agency"))
@text_options(
    "name",
    marked("The name: in English, or LANG=TEXT in another language; none takes it away; may be repeated."),
    marked("The name in Arabic; none takes it away."),
)
@click.option("--party", metavar="CODE", help=marked("Whose agency; none makes it the home party's."))
@click.option("--parent", metavar="CODE", help=marked("The agency that it is part of; none takes it away."))
@click.option("-n", "--dry-run", is_flag=True, help=marked("Show what would change and record nothing."))
@pass_invocation
def edit(
    invocation: Invocation, console: Console, code: str, dry_run: bool, name: dict[str, str], **given: str | None
) -> None:
    """Change an agency."""
    from ctrack.services.agency_edits import AgencyChanges, edit_agency
    from ctrack.views.new_names import view_agency_change

    changes = AgencyChanges(names=take_texts_away(name), **{key: take_away(value) for key, value in given.items()})
    if changes.is_empty:
        raise NothingToEdit()
    change = invocation.write(lambda unit: edit_agency(unit, code, changes), invocation.head(), dry_run=dry_run)
    console.show(view_agency_change(change, for_machines=console.is_for_machines))
