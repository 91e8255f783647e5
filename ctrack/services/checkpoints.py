"""The service that takes a register's seal, and holds the register against one that was taken earlier."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection, func, select

from ctrack.domain.exits import ExitCode
from ctrack.domain.failures import Failure, Refused, marked
from ctrack.domain.records.register_seals import RegisterSeal
from ctrack.store.access.role_grants import read_sight
from ctrack.store.journal import GENESIS, read_hash, read_last, read_last_time, read_time
from ctrack.store.queries import read_home
from ctrack.store.tables import report, status_update

# So many digits of a hash are told; its whole length stands in the seal.
TOLD = 12


class NothingToSeal(Refused):
    message = marked("The register {path} has no journal entry to seal.")


class PartNotSealed(Refused):
    message = marked(
        "The role that is connected to {path} sees only a part of the register, and cannot seal the whole of it. "
        "Connect as an administrator: 'ctrack access list' names them."
    )


class SealDiffers(Failure):
    """A register is not the one that was sealed, or does not hold what it held then."""

    exit_code = ExitCode.INTEGRITY


class OtherRegister(SealDiffers):
    message = marked(
        "The register {path} is not the one that was sealed: it was made on {found}, and the sealed one on {made}. "
        "Name the right register by --db."
    )


class CopyOlder(SealDiffers):
    message = marked(
        "The register {path} is an older copy: it ends at entry {last} of {time}, and on {sealed} entry {number} was "
        "sealed. Restore a newer backup."
    )


class HistoryRewritten(SealDiffers):
    message = marked(
        "The history of the register {path} was written anew: entry {number} has the hash {found}, and when it was "
        "sealed on {sealed} it had {head}. Restore a backup that was made before."
    )


class UpdatesDiffer(SealDiffers):
    message = marked(
        "The register {path} does not hold what was sealed on {sealed}: up to entry {number} it has {found} status "
        "updates, and it had {count}. Restore a backup."
    )


class LedgerShorter(SealDiffers):
    message = marked(
        "The ledger of reports in the register {path} does not hold what was sealed on {sealed}: report {number} is "
        "gone. Restore a backup."
    )


class LedgerRewritten(SealDiffers):
    message = marked(
        "The ledger of reports in the register {path} was written anew: report {number} has the hash {found}, and when "
        "it was sealed on {sealed} it had {head}. Restore a backup that was made before."
    )


def refuse_part(connection: Connection, path: str) -> None:
    """Refuse to seal for a role that sees a part; raises PartNotSealed."""
    sight = read_sight(connection)
    if sight is not None and sight.is_partial:
        raise PartNotSealed(path=path)


def take_seal(connection: Connection, path: str, moment: datetime, key: str) -> RegisterSeal:
    """What the register is now, to be signed with the other half of `key`; raises NothingToSeal."""
    entry, head = read_last(connection)
    made, first = read_time(connection, 1), read_hash(connection, 1)
    if made is None or first is None:
        raise NothingToSeal(path=path)
    newest = select(report.c.number, report.c.hash).order_by(report.c.number.desc()).limit(1)
    reports, ledger = connection.execute(newest).one_or_none() or (0, GENESIS)
    return RegisterSeal(
        home=read_home(connection)[1],
        made=made,
        first=first,
        entry=entry,
        head=head,
        updates=count_updates(connection, entry),
        reports=reports,
        ledger=ledger,
        sealed=moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        key=key,
    )


def count_updates(connection: Connection, entry: int) -> int:
    """How many status updates there are up to a journal entry."""
    count = select(func.count()).select_from(status_update).where(status_update.c.journal_number <= entry)
    return connection.scalar(count) or 0


def check_seal(connection: Connection, path: str, seal: RegisterSeal, *, is_part: bool = False) -> None:
    """Hold the register against a seal; raises the SealDiffers that names what differs first.

    A role that sees a part sees the chains of all, and cannot count what is in them.
    """
    facts = {"path": path, "sealed": tell_moment(seal.sealed)}
    last, _head = read_last(connection)
    made, first = read_time(connection, 1) or "", read_hash(connection, 1) or ""
    if made != seal.made:
        raise OtherRegister(path=path, found=tell_moment(made), made=tell_moment(seal.made))
    if first != seal.first:
        raise HistoryRewritten(**facts, number=1, found=first[:TOLD], head=seal.first[:TOLD])
    found = read_hash(connection, seal.entry)
    if found is None:
        time = tell_moment(read_last_time(connection) or "")
        raise CopyOlder(**facts, last=last, time=time, number=seal.entry)
    if found != seal.head:
        raise HistoryRewritten(**facts, number=seal.entry, found=found[:TOLD], head=seal.head[:TOLD])
    updates = seal.updates if is_part else count_updates(connection, seal.entry)
    if updates != seal.updates:
        raise UpdatesDiffer(**facts, number=seal.entry, found=updates, count=seal.updates)
    check_ledger(connection, seal, facts)


def check_ledger(connection: Connection, seal: RegisterSeal, facts: dict[str, str]) -> None:
    """Hold the ledger of reports against a seal."""
    if seal.reports:
        found = connection.scalar(select(report.c.hash).where(report.c.number == seal.reports))
        if found is None:
            raise LedgerShorter(**facts, number=seal.reports)
        if found != seal.ledger:
            raise LedgerRewritten(**facts, number=seal.reports, found=found[:TOLD], head=seal.ledger[:TOLD])


def tell_moment(time: str) -> str:
    """A time of the journal or of a seal as a sentence has it."""
    return f"{time[:16].replace('T', ' ')} UTC" if time else "-"
