"""`ctrack access`: who sees and writes which part of a register on PostgreSQL."""

from __future__ import annotations

import click

from ctrack.cli.base import Group, pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.cli.params.access_options import duty_option, level_option
from ctrack.domain.exits import ExitCode
from ctrack.domain.failures import marked
from ctrack.domain.vocabulary import Duty, Level


@click.group(
    "access",
    cls=Group,
    help=marked("Who sees and writes which part of a register on PostgreSQL; a file has its modes and nothing more."),
)
def command() -> None:
    """Access."""


@command.command(
    "grant",
    help=marked(
        "Give a role of the server a part in the register, or change up to which level its notes go. The server itself "
        "holds it to that, whatever program it comes by. The first time, the owner of the register runs this."
    ),
)
@click.argument("role")
@duty_option
@click.option("--party", metavar="CODE", help=marked("Whose side a reader or a focal point has."))
@click.option("--agency", metavar="CODE", help=marked("Whose work a contributor reports."))
@level_option
@click.option("-n", "--dry-run", is_flag=True, help=marked("Show what would change and record nothing."))
@pass_invocation
def grant(
    invocation: Invocation,
    console: Console,
    role: str,
    duty: Duty | None,
    party: str | None,
    agency: str | None,
    level: Level | None,
    dry_run: bool,
) -> None:
    """Give a role a part."""
    from ctrack.domain.records.grants import GrantChange
    from ctrack.services.access import check_server, grant_access, make_request
    from ctrack.store.work import UnitOfWork
    from ctrack.views.grant_lists import view_grant_changes

    check_server(invocation.open())

    def work(unit: UnitOfWork) -> GrantChange:
        return grant_access(unit.connection, make_request(unit.connection, role, duty, party, agency, level))

    console.show(view_grant_changes([invocation.write(work, invocation.head(), dry_run=dry_run)]))


@command.command("revoke", help=marked("Take from a role every part that it has, or those of a duty, party or agency."))
@click.argument("role")
@duty_option
@click.option("--party", metavar="CODE", help=marked("Only what it has of this party."))
@click.option("--agency", metavar="CODE", help=marked("Only what it has of this agency."))
@click.option("-n", "--dry-run", is_flag=True, help=marked("Show what would change and record nothing."))
@pass_invocation
def revoke(
    invocation: Invocation,
    console: Console,
    role: str,
    duty: Duty | None,
    party: str | None,
    agency: str | None,
    dry_run: bool,
) -> None:
    """Take parts away."""
    from ctrack.services.access import check_server, revoke_access
    from ctrack.views.grant_lists import view_grant_changes

    check_server(invocation.open())
    changes = invocation.write(
        lambda unit: revoke_access(unit.connection, role, duty, party, agency), invocation.head(), dry_run=dry_run
    )
    console.show(view_grant_changes(changes))


@command.command("list", help=marked("Which role has which part, and who gave it; with --party, who sees that party."))
@click.option("--party", metavar="CODE", help=marked("Only who sees this party."))
@pass_invocation
def list_all(invocation: Invocation, console: Console, party: str | None) -> None:
    """List parts."""
    from ctrack.services.access import check_server, list_access
    from ctrack.views.grant_lists import view_grants

    check_server(invocation.open())
    console.show(view_grants(invocation.read(lambda unit: list_access(unit.connection, party))))


@command.command(
    "check",
    help=marked(
        "What a role sees and writes, your own without a name; for who sees everything also whether tables, triggers "
        "and roles of the server keep what was granted. Ends with 7 where they do not."
    ),
)
@click.argument("role", required=False)
@pass_invocation
def check(invocation: Invocation, console: Console, role: str | None) -> int:
    """Check a role, and the arrangement."""
    from ctrack.services.access import check_access, check_server
    from ctrack.views.grant_lists import view_role

    check_server(invocation.open())
    sight, gaps = invocation.read(lambda unit: check_access(unit.connection, role))
    console.show(view_role(sight, gaps))
    return int(ExitCode.INTEGRITY if gaps else ExitCode.DONE)
