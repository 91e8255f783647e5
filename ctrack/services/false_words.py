"""What was said by mistake: retracted by a later word at the end of its chain, also where others were said since.

Nothing is changed or deleted; where the undertaking stands is read anew from what still stands.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, select

from ctrack.domain import failures
from ctrack.domain.dueness import Horizon
from ctrack.domain.failures import Refused, marked
from ctrack.domain.folding import fold
from ctrack.domain.frozen import dataclass
from ctrack.domain.records.undertakings import Move, UpdateRecord, Words
from ctrack.domain.recurrence import CountsFrom
from ctrack.domain.vocabulary import Level, Status
from ctrack.services.listings import make_update
from ctrack.services.reversals import make_retraction
from ctrack.services.standings import split, stand, stand_again
from ctrack.services.targets import Target, find_undertakings
from ctrack.services.updates import check_text
from ctrack.store.journal import EntryHead, read_last
from ctrack.store.models import StatusUpdate
from ctrack.store.queries import read_home
from ctrack.store.retractions import find_ends, stands
from ctrack.store.tables import journal, party, status_update, undertaking
from ctrack.store.word_order import turn_of_words
from ctrack.store.work import UnitOfWork


class NothingSaid(Refused):
    message = marked("Nothing that was said of {code} stands, so that there is nothing to retract.")


class EntrySaidNothing(Refused):
    message = marked(
        "Entry {number} ({command}) said nothing of a commitment that still stands. 'ctrack show CODE --history' lists "
        "what was said; a command of another kind is taken back by 'ctrack undo'."
    )


class DateFollowed(Refused):
    """Where the next date counts from the day on which the last one was met, it would stay without that day."""

    message = marked(
        "The next date of {code} was counted from what was said. 'ctrack undo {number}' takes it back as a whole, with "
        "what was said since."
    )


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is to be retracted: the last word on a commitment of one party, or all words of an entry; and why."""

    code: str | None = None
    number: int | None = None
    whose: str | None = None
    reason: Words | None = None
    level: Level = Level.RESTRICTED


@dataclass(frozen=True, slots=True)
class Retracted:
    """What was retracted, and where the undertaking stood and stands."""

    update: UpdateRecord
    move: Move


def retract_mistake(unit: UnitOfWork, mistake: Mistake, head: EntryHead, horizon: Horizon) -> list[Retracted]:
    """Retract what was said; raises Refused where nothing stands that could be."""
    for text in (mistake.reason or {}).values():
        check_text(text)
    rows = find_entry_words(unit, mistake.number) if mistake.number else find_last_word(unit, mistake, horizon)
    check_dates(rows)
    ends = find_ends(unit.connection, [row.id for row in rows])
    home = read_home(unit.connection)[1]
    before = {row.undertaking_id: stand(row.undertaking, horizon, is_home=is_of(row, home)) for row in rows}
    for row in rows:
        retraction = make_retraction(unit, row, row.undertaking, ends[row.id], head, horizon.today)
        retraction.note, retraction.level = mistake.reason, mistake.level.value
        retraction.note_folded = fold(" ".join(mistake.reason.values())) if mistake.reason else None
        unit.session.add(retraction)
    stand_again(unit, {row.undertaking_id: row.undertaking for row in rows}.values())
    retracted = []
    for row in rows:
        whose = row.undertaking
        title, after = whose.commitment.title, stand(whose, horizon, is_home=is_of(row, home))
        move = Move(whose.commitment.code, whose.party.code, title, before[row.undertaking_id], after)
        retracted.append(Retracted(read_word(unit, row.id), move))
    return retracted


def is_of(row: StatusUpdate, code: str) -> bool:
    """Whether the update is of that party."""
    return row.undertaking.party.code == code


def find_last_word(unit: UnitOfWork, mistake: Mistake, horizon: Horizon) -> list[StatusUpdate]:
    """What was recorded last of the undertaking that a code means, and stands."""
    (row,) = find_undertakings(unit, Target(code=mistake.code), horizon, mistake.whose)
    found = find_words(unit, status_update.c.undertaking_id == row.id)
    if not found:
        raise NothingSaid(code=row.commitment.code)
    return found[-1:]


def find_entry_words(unit: UnitOfWork, number: int) -> list[StatusUpdate]:
    """All that an entry of the journal said of commitments, and that stands."""
    entry = unit.connection.execute(select(journal.c.command).where(journal.c.number == number)).one_or_none()
    if entry is None:
        raise failures.UnknownEntry(number=number, last=read_last(unit.connection)[0])
    found = find_words(unit, status_update.c.journal_number == number) if entry.command != "init" else []
    if not found:
        raise EntrySaidNothing(number=number, command=entry.command)
    return found


def find_words(unit: UnitOfWork, condition: ColumnElement[bool]) -> list[StatusUpdate]:
    """The status updates that stand under a condition, in the order in which they were recorded."""
    statement = select(status_update.c.id).where(condition, stands()).order_by(turn_of_words())
    keys = list(unit.connection.scalars(statement))
    found: list[StatusUpdate] = []
    for chunk in split(keys):
        found += unit.session.scalars(
            select(StatusUpdate).where(status_update.c.id.in_(chunk)).order_by(turn_of_words())
        )
    return found


def check_dates(rows: list[StatusUpdate]) -> None:
    """Refuse what a later date was counted from; raises DateFollowed."""
    for row in rows:
        counts_from_it = row.undertaking.counts_from == CountsFrom.COMPLETION.value
        if row.occurrence_id is not None and row.status == Status.IMPLEMENTED.value and counts_from_it:
            raise DateFollowed(code=row.undertaking.commitment.code, number=row.journal_number)


def read_word(unit: UnitOfWork, key: int) -> UpdateRecord:
    """A status update as a record."""
    later = status_update.alias("later")
    joined = status_update.join(undertaking, undertaking.c.id == status_update.c.undertaking_id).join(
        party, party.c.id == undertaking.c.party_id
    )
    statement = (
        select(status_update, party.c.code.label("party"), later.c.id.label("retracted_by"))
        .select_from(joined.outerjoin(later, later.c.retracts_id == status_update.c.id))
        .where(status_update.c.id == key)
        .limit(1)
    )
    found = unit.connection.execute(statement).one()
    return make_update(found, is_retracted=found.retracted_by is not None)
