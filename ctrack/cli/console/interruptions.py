"""What an interruption left behind: the register is asked, and the answer is what is told.

A signal may come while the database commits, and then nobody but the database knows how that ended.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from ctrack.cli.console.failures import tell
from ctrack.cli.console.output import Console
from ctrack.cli.invocation import Invocation
from ctrack.domain.exits import ExitCode
from ctrack.domain.failures import Failure
from ctrack.text.language import translate as _

if TYPE_CHECKING:
    from ctrack.store.journal import EntryHead


def tell_interruption(console: Console) -> int:
    """Say whether what was asked for was recorded; a terminal has just shown ^C."""
    if sys.stderr.isatty():
        click.echo(err=True)
    return tell(console, find_sentence(console.invocation), ExitCode.INTERRUPTED, "Interrupted")


def find_sentence(invocation: Invocation) -> str:
    """What became of the work; where the register does not answer, or the user will not wait for it, that is said."""
    try:
        return invocation.look_back() if invocation.look_back else look_for_entry(invocation)
    except (Failure, OSError, KeyboardInterrupt):
        return _("Interrupted; whether it was recorded could not be seen: 'ctrack log' tells.")


def look_for_entry(invocation: Invocation) -> str:
    """Whether the journal holds the entry that this run was about to write."""
    register = invocation.register
    if register is None or register.sent is None or not register.holds_sent():
        return _("Interrupted; nothing was recorded.")
    sentence = _("Interrupted, but entry {number} was recorded: 'ctrack log' shows it, 'ctrack undo' takes it back.")
    return sentence.format(number=register.sent[0])


def look_for_register(invocation: Invocation, head: EntryHead) -> str:
    """Whether the register that this run was making is there."""
    from ctrack.domain.failures import DatabaseMissing
    from ctrack.store.journal import is_made_by

    with suppress(DatabaseMissing), invocation.open().read() as unit:
        if is_made_by(unit.connection, head):
            return _("Interrupted, but the register was made.")
    return _("Interrupted; no register was made.")


def look_for_layout(invocation: Invocation, wanted: str) -> str:
    """Whether the database has the layout that this run was bringing it to."""
    from ctrack.store.engine import open_engine
    from ctrack.store.layout_checks import read_revision

    with open_engine(invocation.place).connect() as connection:
        if read_revision(connection) == wanted:
            return _("Interrupted, but the database was upgraded.")
    return _("Interrupted; the database was not upgraded.")


def point_to_outbox() -> str:
    """Where it stands what was sent; each mail is written down for itself."""
    return _("Interrupted; 'ctrack remind log' tells what was sent.")
