"""`ctrack party`: list and add parties, call them otherwise, and say which one is home."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from ctrack.cli.base import Group, pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.choices import VocabularyType
from ctrack.cli.params.known_names import NameType
from ctrack.cli.params.language_texts import take_texts_away, text_options
from ctrack.cli.params.sort_order import reverse_option
from ctrack.domain.failures import Misused, Refused, marked
from ctrack.domain.vocabulary import PartyKind

if TYPE_CHECKING:
    from ctrack.domain.catalogue import PartyEntry

PARTY_CODE = "[A-Za-z][A-Za-z0-9-]{1,19}"


class BadPartyCode(Refused):
    message = marked("{code} cannot be the code of a party: it is letters, figures and hyphens, such as KW or LAS.")


class NothingToEdit(Misused):
    message = marked("Say what to change: --name TEXT, or --name LANG=TEXT in another language.")


def make_entry(code: str, kind: PartyKind, names: dict[str, str]) -> PartyEntry:
    """The party of names of one's own, or the State or body that a code stands for."""
    from ctrack.domain.catalogue import PartyEntry
    from ctrack.services.parties import find_entry

    if names and not re.fullmatch(PARTY_CODE, code):
        raise BadPartyCode(code=code)
    return PartyEntry(code.upper(), kind, names) if names else find_entry(code)


@click.group("party", cls=Group, help=marked("List, add or edit parties, and say which one is home."))
def command() -> None:
    """Parties."""


@command.command("list", help=marked("Every party, with how much it has undertaken."))
@reverse_option
@pass_invocation
def list_all(invocation: Invocation, console: Console, is_reversed: bool) -> None:
    """List parties."""
    from ctrack.services.parties import list_parties
    from ctrack.views.inventory import view_parties

    found = invocation.read(lambda unit: list_parties(unit.connection, invocation.today))
    console.show(view_parties(found[::-1] if is_reversed else found))


@command.command("add", help=marked("Add a State by its ISO 3166 code, or a body of another kind by --name."))
@click.argument("code")
@text_options(
    "name",
    marked(
        "The name of what is no State of the catalogue: in English, or LANG=TEXT in another language; may be repeated."
    ),
    marked("The name in Arabic."),
)
@click.option(
    "--kind",
    type=VocabularyType("kind of party", PartyKind),
    default=PartyKind.OTHER,
    help=marked("What sort of body: state, un_system, general_assembly, regional_organization or other."),
)
@click.option("-n", "--dry-run", is_flag=True, help=marked("Show what would change and record nothing."))
@pass_invocation
def add(
    invocation: Invocation,
    console: Console,
    code: str,
    name: dict[str, str],
    kind: PartyKind,
    dry_run: bool,
) -> None:
    """Add a party."""
    from ctrack.services.parties import add_party, list_parties
    from ctrack.store.work import UnitOfWork
    from ctrack.views.inventory import view_parties

    entry = make_entry(code, kind, name)

    def work(unit: UnitOfWork):  # type: ignore[no-untyped-def]
        row = add_party(unit, entry)
        unit.flush()
        return [record for record in list_parties(unit.connection, invocation.today) if record.code == row.code]

    console.show(view_parties(invocation.write(work, invocation.head(), dry_run=dry_run)))


@command.command("edit", help=marked("Call a party otherwise in this register; its code stays for ever."))
@click.argument("code", type=NameType("party"))
@text_options(
    "name",
    marked(
        "The name: in English, or LANG=TEXT in another language; none takes it away, and the catalogue's comes back; "
        "may be repeated."
    ),
    marked("The name in Arabic; none takes it away, and the catalogue's comes back."),
)
@click.option("-n", "--dry-run", is_flag=True, help=marked("Show what would change and record nothing."))
@pass_invocation
def edit(invocation: Invocation, console: Console, code: str, name: dict[str, str], dry_run: bool) -> None:
    """Call a party otherwise."""
    from ctrack.services.parties import edit_party
    from ctrack.views.new_names import view_party_change

    if not name:
        raise NothingToEdit()
    names = take_texts_away(name)
    change, shipped = invocation.write(lambda unit: edit_party(unit, code, names), invocation.head(), dry_run=dry_run)
    console.show(view_party_change(change, shipped, for_machines=console.is_for_machines))


@command.command("home", help=marked("Say whose register this is; a State that is not in it yet is added."))
@click.argument("code", type=NameType("party"))
@click.option("-n", "--dry-run", is_flag=True, help=marked("Show what would change and record nothing."))
@pass_invocation
def home(invocation: Invocation, console: Console, code: str, dry_run: bool) -> None:
    """Make a party home."""
    from ctrack.services.parties import set_home
    from ctrack.views.inventory import view_home

    before, after = invocation.write(lambda unit: set_home(unit, code), invocation.head(), dry_run=dry_run)
    console.show(view_home(before, after))
