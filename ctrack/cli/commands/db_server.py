"""`ctrack db init-server`: what an administrator of PostgreSQL runs once, before a register is made there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ctrack.cli.base import Command, pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.domain.failures import Misused, marked

if TYPE_CHECKING:
    from ctrack.domain.records.preparation import ServerSetup


class NoServerNamed(Misused):
    message = marked(
        "init-server prepares a server of PostgreSQL, and {path} is a file. Name the register that is to be: "
        "'ctrack --db postgresql://HOST/NAME db init-server'."
    )


class NoDatabaseNamed(Misused):
    message = marked("The address {path} names no database. Write it behind the host: postgresql://HOST/NAME.")


class BadRoleName(Misused):
    message = marked("No role can have the name {role}: it is empty, or holds characters that steer.")


@click.command(
    "init-server",
    cls=Command,
    examples=(
        "ctrack --db postgresql://db.example.org/commitments db init-server --login amal --login badr",
        "ctrack --db postgresql:///commitments db init-server --login amal > setup.sql",
    ),
    help=marked(
        "Print the SQL that an administrator of PostgreSQL runs once, by psql in the database postgres, before 'ctrack "
        "init': roles, a database in UTF-8, pg_trgm, rights. It can be run again; after 'ctrack init' it also takes "
        "the right to change what is only added to."
    ),
)
@click.option("--print", "prints", is_flag=True, help=marked("Print it, and run nothing; so it is without --run."))
@click.option("--run", "runs", is_flag=True, help=marked("Run it, by the address of --admin."))
@click.option("--admin", metavar="URL", help=marked("The address of an administrator; without it, that of --db."))
@click.option("--owner", metavar="ROLE", default="ctrack_owner", show_default=True,
              help=marked("Who makes the register and upgrades it."))  # fmt: skip
@click.option("--role", metavar="ROLE", default="ctrack_app", show_default=True,
              help=marked("Who may read and record; nobody logs in as this."))  # fmt: skip
@click.option("--login", "logins", metavar="ROLE", multiple=True,
              help=marked("Somebody who works with the register; as often as you like."))  # fmt: skip
@pass_invocation
def init_server(
    invocation: Invocation,
    console: Console,
    prints: bool,
    runs: bool,
    admin: str | None,
    owner: str,
    role: str,
    logins: tuple[str, ...],
) -> None:
    """Print or run what a server needs."""
    from ctrack.domain.records.preparation import ServerSetup
    from ctrack.services.preparations import run_setup
    from ctrack.store.register_places import read_place
    from ctrack.views.server_setups import view_prepared

    place = invocation.place
    if place.path is not None:
        raise NoServerNamed(path=place.shown)
    if not place.database:
        raise NoDatabaseNamed(path=place.shown)
    for name in (owner, role, *logins):
        if not name.isprintable() or not name:
            raise BadRoleName(role=ascii(name))
    setup = ServerSetup(place.database, owner, role, logins)
    if not runs or prints:
        show_script(console, setup)
        return
    given = read_place(admin) if admin else place
    is_new = run_setup(given if admin and given.database else given.on_database("postgres"), setup)
    console.show(view_prepared(setup, place.shown, is_new))


def show_script(console: Console, setup: ServerSetup) -> None:
    """The script as psql reads it, whatever the terminal; in JSON where that is asked for."""
    from ctrack.store.server_setup import write_script
    from ctrack.views.server_setups import view_script

    if console.wants_json:
        console.show(view_script(setup, list(write_script(setup))))
    else:
        console.write_bytes("".join(f"{line}\n" for line in write_script(setup)).encode("utf-8"))
