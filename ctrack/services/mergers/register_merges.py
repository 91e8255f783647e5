"""The service that takes another register in: what it did since the two parted, by both journals, as one entry."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.orm import joinedload

from ctrack.domain.deadlines import edtf_bounds
from ctrack.domain.failures import Refused, marked
from ctrack.domain.records.merges import Choices, Clash, MergeConflict, MergeResult
from ctrack.services.backups import PartOnly
from ctrack.services.mergers.differences import Comparison, Differences
from ctrack.services.mergers.kinship import Kinship
from ctrack.services.mergers.ordinals import number_again
from ctrack.services.mergers.said_elsewhere import Words
from ctrack.services.mergers.sent_mail import bring_mail
from ctrack.services.mergers.traces import History
from ctrack.services.mergers.transplants import Transplant
from ctrack.services.standings import split, stand_again
from ctrack.services.withdrawals import is_out
from ctrack.store.access.withheld import sees_part
from ctrack.store.foreign_chains import copy_entries
from ctrack.store.journal import EntryHead, plain_value
from ctrack.store.lineages import MERGE, Lineage, count_common, read_lineage
from ctrack.store.models import Commitment, Undertaking
from ctrack.store.tables import commitment, foreign_entry, instrument, occurrence, undertaking
from ctrack.store.work import UnitOfWork

# What people are told of where an undertaking stands.
TOLD = ("status", "progress", "target")


class Unrelated(Refused):
    message = marked(
        "{path} has no entry in common with this register: the two were made apart, and only what grew from one "
        "register is merged. 'ctrack import' takes its commitments in from a table."
    )


class NotSettled(Refused):
    """What both sides changed, each in its own way; nothing was written."""

    message = marked(
        "Conflicts between this register and {path}: {count}. Nothing was merged. Say whose word holds: --ours, "
        "--theirs, or --ask for each of them."
    )

    def __init__(self, conflicts: Sequence[MergeConflict], path: str) -> None:
        super().__init__(count=len(conflicts), path=path)
        self.conflicts = tuple(conflicts)


class NameTaken(Refused):
    message = marked(
        "{name} is the name of two different things in {path} and in this register, and nothing was merged. Give one "
        "of them another name first."
    )


class Merger:
    """Two registers, and what lies between them."""

    def __init__(self, ours: Connection, theirs: Connection, last: int, path: str) -> None:
        if sees_part(ours):
            raise PartOnly(path=path)
        here, there = read_lineage(ours), read_lineage(theirs, last)
        self.path, self.common = path, count_common(here, there)
        if not self.common:
            raise Unrelated(path=path)
        self.ours, self.theirs = History(ours, here, self.common), History(theirs, there, self.common)
        self.head = there.own[-1].hash
        self.unknown = [key for key in there.all if key not in here.known]

    @property
    def is_known(self) -> bool:
        """Whether this register has seen all that the other holds."""
        return self.head in self.ours.lineage.known

    def compare(self, choices: Choices) -> tuple[Kinship, Differences]:
        """What is to be done, and what stands against it."""
        self.ours.follow(self.theirs.lineage.known)
        self.theirs.follow(self.ours.lineage.known)
        kinship = Kinship(self.ours, self.theirs)
        return kinship, Comparison(kinship, choices).compare()


def list_conflicts(unit: UnitOfWork, theirs: Connection, last: int, path: str) -> list[MergeConflict]:
    """What both registers changed, each in its own way."""
    merger = Merger(unit.connection, theirs, last, path)
    return [] if merger.is_known else list(merger.compare(Choices())[1].open.values())


def merge_register(
    unit: UnitOfWork, theirs: Connection, last: int, path: str, head: EntryHead, choices: Choices
) -> MergeResult:
    """Take another register in; raises NotSettled where conflicts are left."""
    merger = Merger(unit.connection, theirs, last, path)
    kinship, found = merger.compare(choices)
    refuse_open(found, path)
    if merger.is_known:
        return MergeResult(path, merger.head, merger.common, mails=bring_mail(unit, kinship))
    transplant = Transplant(unit, kinship)
    transplant.write(found)
    words = Words(unit, kinship, transplant, head)
    words.bring()
    number_again(unit, kinship, transplant)
    settle(unit, transplant, words.spoken_of)
    mails = bring_mail(unit, kinship)
    lineage = merger.theirs.lineage
    is_news = unit.changes or any(is_own_work(lineage, key) for key in merger.unknown)
    if not is_news:
        return MergeResult(path, merger.head, merger.common, mails=mails)
    fresh = [key for key in merger.unknown if key not in merger.ours.lineage.all]
    copy_entries(theirs, unit.connection, fresh)
    unit.changes.append(
        {"table": foreign_entry.name, "label": path, "head": merger.head, "entries": len(merger.unknown)}
    )
    return MergeResult(
        source=path,
        head=merger.head,
        common=merger.common,
        entries=len(merger.unknown),
        updates=words.updates,
        retracted=words.retracted,
        mails=mails,
        added=tuple(transplant.added),
        removed=tuple(transplant.removed),
        steps=tuple(transplant.steps),
        settled=tuple(found.settled.values()),
    )


def is_own_work(lineage: Lineage, key: str) -> bool:
    """Whether an entry is more than a merge that brought what is known."""
    return lineage.all[key].command != MERGE


def refuse_open(found: Differences, path: str) -> None:
    """Refuse where something is left to be settled."""
    named = next((each for each in found.open.values() if each.clash is Clash.NAME), None)
    if named is not None:
        raise NameTaken(name=named.label, path=path)
    if found.open:
        raise NotSettled(list(found.open.values()), path)


def settle(unit: UnitOfWork, transplant: Transplant, spoken_of: set[int]) -> None:
    """Bring in step what follows from what was written."""
    keys = transplant.touched
    texts = keys.get(commitment.name, set())
    for chunk in split(sorted(texts)):
        for text in unit.session.scalars(select(Commitment).where(commitment.c.id.in_(chunk))):
            settle_text(text)
    unit.flush()
    whole = joinedload(Undertaking.commitment).joinedload(Commitment.instrument), joinedload(Undertaking.party)
    wanted = set(spoken_of) | keys.get(undertaking.name, set()) | find_sides(unit, keys)
    for chunk in split(sorted(wanted)):
        rows = list(unit.session.scalars(select(Undertaking).where(undertaking.c.id.in_(chunk)).options(*whole)))
        for row in rows:
            if row.is_withdrawn is not is_out(row):
                row.is_withdrawn = is_out(row)
            if row.is_joint is not row.commitment.is_joint:
                row.is_joint = row.commitment.is_joint
        before = {row.id: tell_standing(row) for row in rows}
        stand_again(unit, rows)
        for row in rows:
            label = f"{row.commitment.code} {row.party.code}"
            pairs = zip(TOLD, before[row.id], tell_standing(row), strict=True)
            transplant.steps += [(label, name, was, now) for name, was, now in pairs if was != now]
    unit.flush()


def tell_standing(row: Undertaking) -> tuple[Any, ...]:
    """Where an undertaking stands, as people are told of it."""
    return tuple(plain_value(getattr(row, name)) for name in TOLD)


def settle_text(row: Commitment) -> None:
    """The days that a deadline spans."""
    first, last = edtf_bounds(row.deadline) if row.deadline else (None, None)
    moved = edtf_bounds(row.moved_deadline)[1] if row.moved_deadline else None
    values = {
        "deadline_first": first,
        "deadline_last": last,
        "moved_last": moved,
    }
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def find_sides(unit: UnitOfWork, keys: dict[str, set[Any]]) -> set[int]:
    """The undertakings that stand otherwise because of what they belong to, or of a date of theirs."""
    found: set[int] = set()
    source = undertaking.join(commitment, commitment.c.id == undertaking.c.commitment_id)
    for name, column in (
        (commitment.name, undertaking.c.commitment_id),
        (instrument.name, commitment.c.instrument_id),
    ):
        for chunk in split(sorted(keys.get(name, ()))):
            found |= set(unit.connection.scalars(select(undertaking.c.id).select_from(source).where(column.in_(chunk))))
    for chunk in split(sorted(keys.get(occurrence.name, ()))):
        statement = select(occurrence.c.undertaking_id).where(occurrence.c.id.in_(chunk))
        found |= set(unit.connection.scalars(statement))
    return found
