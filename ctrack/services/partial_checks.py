"""What a role can check, and take back, that sees only a part of the register."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sqlalchemy import Connection, select

from ctrack.domain.exits import ExitCode
from ctrack.domain.failures import Failure, Message, Refused, marked
from ctrack.domain.records.grants import PartialVerdict
from ctrack.services.upgrades import find_moved
from ctrack.store.access.role_grants import read_sight
from ctrack.store.access.withheld import count_papers_withheld, find_maker, read_withheld
from ctrack.store.journal import GENESIS, find_break, read_last
from ctrack.store.tables import report


class EntryWithheld(Refused):
    message = marked(
        "Entry {number} tells of more than the role {role} sees, so that it cannot take it back. 'ctrack undo NUMBER' "
        "takes back an entry of your own; 'ctrack log' lists them."
    )


class PartTampered(Failure):
    exit_code = ExitCode.INTEGRITY
    message = marked(
        "The register does not hold what it said: {what} differs. Tell whoever keeps it to restore a backup."
    )


class PaperOfPart(Failure):
    exit_code = ExitCode.PARTLY
    message = marked(
        "{paper} is the very file of report {number}, which the role {role} made of the part that it sees. What it "
        "says is checked by that role: 'ctrack verify' with the file."
    )


def check_maker(connection: Connection, path: Path) -> None:
    """Tell of a file that differs that a role made it which sees a part, where that is so; raises PaperOfPart."""
    made = find_maker(connection, hashlib.sha256(path.read_bytes()).hexdigest())
    if made is not None:
        raise PaperOfPart(paper=path, number=made[0], role=made[1])


def check_whole(connection: Connection, number: int) -> None:
    """Refuse to take back an entry of which the role that is connected sees a part; raises EntryWithheld."""
    sight = read_sight(connection)
    if sight is not None and sight.is_partial and number in read_withheld(connection):
        raise EntryWithheld(number=number, role=sight.role)


def verify_part(connection: Connection) -> PartialVerdict | None:
    """What a role that sees a part can check; None for one that sees all, which checks all.

    The chain links every entry by its hash; entries that are seen whole are what they were hashed as; and what is seen
    stands where its updates leave it. Raises PartTampered where one of these does not hold.
    """
    sight = read_sight(connection)
    if sight is None or not sight.is_partial:
        return None
    number, head = read_last(connection)
    broken = find_break(connection)
    if broken is not None:
        raise PartTampered(what=Message(marked("entry {number} of the journal"), {"number": broken}))
    paper = find_broken_link(connection)
    if paper is not None:
        raise PartTampered(what=Message(marked("report {number} in the ledger"), {"number": paper}))
    if find_moved(connection):
        raise PartTampered(what=Message(marked("where an undertaking stands")))
    papers = count_papers_withheld(connection)
    return PartialVerdict(number, len(read_withheld(connection)), papers, head)


def find_broken_link(connection: Connection) -> int | None:
    """The first paper of the ledger that does not follow upon the one before it."""
    previous, expected = GENESIS, 1
    statement = select(report.c.number, report.c.previous, report.c.hash).order_by(report.c.number)
    for number, before, digest in connection.execute(statement):
        if number != expected or before != previous:
            return expected
        previous, expected = digest, expected + 1
    return None
