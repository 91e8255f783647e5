"""`ctrack verify`: does the register still hold what it said?"""

from __future__ import annotations

import click

from ctrack.cli.base import command as make_command
from ctrack.cli.base import pass_invocation
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.domain.failures import FingerprintUnknown, Message, RegisterTampered, marked

FAULTS = {
    "journal": marked("the journal"),
    "status_update": marked("a status update or a text"),
    "undertaking": marked("where an undertaking stands"),
    "body": marked("an agency, a person or a party"),
}


@make_command(
    "verify",
    examples=("ctrack verify",),
    help=marked(
        "Check the whole register: the journal's chain of hashes, every status update against the journal, and where "
        "each undertaking stands against its updates. With the fingerprint of a report also whether the register "
        "still holds exactly what that paper stands on. Ends with 7 and names the entry where something differs."
    ),
)
@click.argument("fingerprint", required=False)
@pass_invocation
def command(invocation: Invocation, console: Console, fingerprint: str | None) -> None:
    """Verify the register."""
    from ctrack.services.verification import read_fingerprint, still_holds, verify_register
    from ctrack.views.inventory import view_verdict

    named = read_fingerprint(fingerprint) if fingerprint else None
    register = invocation.open()
    with register.read() as unit:
        verdict = verify_register(unit.connection)
        if verdict.fault is not None:
            raise RegisterTampered(path=register.place.shown, what=Message(FAULTS[verdict.fault]), number=verdict.entry)
        if named and not still_holds(unit.connection, *named):
            raise FingerprintUnknown(path=register.place.shown, fingerprint=fingerprint, number=named[0])
    console.show(view_verdict(verdict.entries, verdict.head, named[0] if named else None))
