"""The register as it stood at a moment of the past: nothing in it is of later days.

Where undertakings stood follows from the status updates (`past`), all else from the journal: what was said of bodies,
people and texts, who was to do what, and which party was home. What was not in force yet is left out: an instrument
before it was adopted, and one without a date before it was recorded, with all that belongs to it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Integer,
    Select,
    Table,
    and_,
    cast,
    column,
    delete,
    func,
    insert,
    not_,
    or_,
    select,
    table,
    text,
    true,
    union,
)

from ctrack.domain.failures import NotFound, marked
from ctrack.domain.frozen import replace
from ctrack.store.journal import END_OF_DAY
from ctrack.store.later_changes import came_after, gather_later, has_new, later_change, read_before, temporary
from ctrack.store.moments import Moment
from ctrack.store.past import select_occurrences, select_past
from ctrack.store.readings import read_beneath
from ctrack.store.search_index import MAKE, fill_index
from ctrack.store.shadow import Rows, hide_behind_view, shadow
from ctrack.store.tables import (
    agency,
    commitment,
    contribution,
    instrument,
    journal,
    link,
    occurrence,
    party,
    person,
    section,
    setting,
    status_update,
    undertaking,
)
from ctrack.store.units import UnitOfWork

Answer = TypeVar("Answer")
OWN = "own"
# Who does what: these have no day but that on which they were recorded.
BODIES = (setting, party, agency, person, contribution)


class NothingInForce(NotFound):
    message = marked(
        "On {day} nothing in this register was in force: the earliest of its instruments is of {first}. Give a later "
        "day."
    )


class NothingKnown(NotFound):
    message = marked("By {day} nothing had been recorded: this register was made on {first}. Give a later day.")


def turn_back(connection: Connection, moment: Moment) -> Moment:
    """From here to the end of the connection the register is what it was at that moment; which one is given back.

    Raises NothingKnown or NothingInForce where there was nothing yet.
    """
    if connection.dialect.name == "sqlite":
        # A copy of every undertaking: what the page cache does not hold lies in a file without a name.
        connection.execute(text("PRAGMA temp_store = FILE"))
    moment, known = find_known(connection, moment)
    filed = find_filed(connection, moment.as_of, known)
    gather_later(connection, filed, known)
    held = read_before(connection, known)
    for body in BODIES:
        if held.get(body.name) or has_new(connection, body, filed):
            there = not_(came_after(body, filed))
            shadow(connection, body, select(*body.c).where(there), held.get(body.name), restores=True)
    restore_texts(connection, moment.as_of, filed, known, held)
    # The occurrences always: how far they had come is written into them.
    there = not_(came_after(occurrence, known)) if moment.is_known_then else true()
    before = held.get(occurrence.name) if moment.is_known_then else None
    shadow(connection, occurrence, select(*occurrence.c).where(there), before, restores=moment.is_known_then)
    if moment.is_known_then:
        hide_behind_view(connection, journal, f"number <= {known}")
    stand_as_then(connection, moment, known)
    said = f"(effective_on <= '{moment.as_of.isoformat()}' OR retracts_id IS NOT NULL) AND journal_number <= {known}"
    hide_behind_view(connection, status_update, said)
    keep_search(connection, held)
    return moment


def read_then(
    unit: UnitOfWork, moment: Moment, work: Callable[[UnitOfWork], Answer], *, is_plain: bool = True
) -> Answer:
    """Do work that reads the register as it was at that moment.

    What `is_plain` only reads, and may be done twice: so it is done by the driver of the connection, where that can.
    """
    turn_back(unit.connection, moment)
    return read_beneath(unit.connection, work) if is_plain else work(unit)


def find_known(connection: Connection, moment: Moment) -> tuple[Moment, int]:
    """The moment by the last entry that was known then, and that entry; the newest where whatever was said counts."""
    within = select(func.max(journal.c.number))
    if moment.entry is not None:
        within = within.where(journal.c.number <= moment.entry)
    if moment.known_at is not None:
        within = within.where(journal.c.recorded_at <= moment.known_at)
    known = connection.scalar(within)
    if known is None:
        first = connection.scalar(select(journal.c.recorded_at).order_by(journal.c.number).limit(1))
        raise NothingKnown(day=str(moment.known_at)[:10], first=str(first)[:10])
    return (replace(moment, entry=known) if moment.is_known_then else moment), known


def find_filed(connection: Connection, as_of: date, known: int) -> int:
    """The last entry of a day, in UTC as the journal counts: by it stands who was to do what.

    Before the register was made it is that with which everything begins.
    """
    newest = select(func.max(journal.c.number)).where(
        journal.c.number <= known, journal.c.recorded_at <= as_of.isoformat() + END_OF_DAY
    )
    return connection.scalar(newest) or 1


def restore_texts(connection: Connection, as_of: date, filed: int, known: int, held: Mapping[str, Rows]) -> None:
    """Instruments and all that belongs to them, as they were worded, so far as they were there and in force."""
    valid = is_valid(as_of, filed)
    first = connection.scalar(select(func.min(instrument.c.adopted_on)))
    if not connection.scalar(select(func.count()).select_from(instrument).where(valid)):
        raise NothingInForce(day=as_of, first=first)
    is_dated = or_(instrument.c.adopted_on.is_not(None), instrument.c.origin != OWN)
    of_dated = commitment.c.instrument_id.in_(select(instrument.c.id).where(is_dated))
    conditions = {
        instrument: valid,
        section: section.c.instrument_id.in_(select(instrument.c.id)),
        commitment: and_(
            commitment.c.instrument_id.in_(select(instrument.c.id)), or_(of_dated, not_(came_after(commitment, filed)))
        ),
        link: and_(
            link.c.commitment_id.in_(select(commitment.c.id)),
            or_(link.c.to_commitment_id.is_(None), link.c.to_commitment_id.in_(select(commitment.c.id))),
            or_(link.c.to_instrument_id.is_(None), link.c.to_instrument_id.in_(select(instrument.c.id))),
            # What somebody linked was linked from that day on.
            or_(link.c.confirmed_by.is_(None), not_(came_after(link, filed))),
        ),
        undertaking: and_(
            undertaking.c.commitment_id.in_(select(commitment.c.id)), undertaking.c.party_id.in_(select(party.c.id))
        ),
    }
    # A missing row of a text leaves out all that belongs to it.
    is_whole = not connection.scalar(select(func.count()).select_from(instrument).where(not_(valid)))
    restores = known < newest_gathered(connection)
    for item, condition in conditions.items():
        is_whole = is_whole and not any(has_new(connection, item, entry) for entry in (filed, known))
        # Counts do not look at parties where nobody asks for them, so that a missing party's side must go by itself.
        is_whole = is_whole and not (item is undertaking and has_new(connection, party, filed))
        # The undertakings always: where they stood is written into them.
        if item is undertaking or held.get(item.name) or not is_whole:
            there = true() if is_whole else and_(condition, not_(came_after(item, known)))
            shadow(connection, item, select(*item.c).where(there), held.get(item.name), restores=restores)


def is_valid(as_of: date, filed: int) -> ColumnElement[bool]:
    """An instrument had been adopted by the end of the day; one of one's own without a date had been recorded.

    A date at the precision of a month or a year begins with it.
    """
    adopted = instrument.c.adopted_on
    by_date = adopted <= func.substr(as_of.isoformat(), 1, func.length(adopted))
    undated = and_(adopted.is_(None), or_(instrument.c.origin != OWN, not_(came_after(instrument, filed))))
    return or_(undated, and_(adopted.is_not(None), by_date))


def newest_gathered(connection: Connection) -> int:
    """The newest entry whose changes were gathered; 0 where there are none."""
    return connection.scalar(select(func.max(later_change.c.number))) or 0


def stand_as_then(connection: Connection, moment: Moment, known: int) -> None:
    """Write into the occurrences and the undertakings where they stood; where nothing happened since, they stand so."""
    moved = table("undertaking_moved", column("id", Integer))
    connection.execute(text(f"CREATE TEMPORARY TABLE {moved.name} (id INTEGER PRIMARY KEY)"))
    connection.execute(insert(moved).from_select(["id"], select_moved(moment, known)))
    write_again(connection, occurrence, select_occurrences(moment, select(moved.c.id)))
    write_again(connection, undertaking, select_past(moment, select(moved.c.id)))
    connection.execute(text(f"DROP TABLE {moved.name}"))
    if connection.dialect.name == "postgresql":
        # Nobody else counts what a temporary table holds, and a server that knows nothing of it reads it whole.
        connection.execute(text(f"ANALYZE {temporary(connection)}.{undertaking.name}"))


def write_again(connection: Connection, hidden: Table, rows: Select[Any]) -> None:
    """Put these rows in the place of those of the same keys, in the temporary table that stands before this one."""
    names = [each.name for each in hidden.c]
    draft = table(f"{hidden.name}_before", *(column(name) for name in names))
    connection.execute(text(f"CREATE TEMPORARY TABLE {draft.name} AS SELECT * FROM {hidden.name} WHERE 1 = 0"))
    connection.execute(insert(draft).from_select(names, rows))
    # The schema is named: never may this reach a table of the register itself.
    then = table(hidden.name, *(column(name) for name in names), schema=temporary(connection))
    connection.execute(delete(then).where(then.c.id.in_(select(draft.c.id))))
    connection.execute(insert(then).from_select(names, select(*draft.c)))
    connection.execute(text(f"DROP TABLE {draft.name}"))


def select_moved(moment: Moment, known: int) -> CompoundSelect[tuple[int]]:
    """The undertakings that may have stood elsewhere: what comes round, what was spoken of since, what was changed."""
    change = later_change.c

    def touched(name: str) -> Select[Any]:
        return select(cast(change.row_key, Integer)).where(change.of_table == name, change.before.is_not(None))

    parts = [
        select(undertaking.c.id.label("id")).where(undertaking.c.updated_on > moment.as_of),
        select(occurrence.c.undertaking_id),
        select(undertaking.c.id).where(undertaking.c.id.in_(touched(undertaking.name))),
        select(undertaking.c.id).where(undertaking.c.commitment_id.in_(touched(commitment.name))),
        select(undertaking.c.id).where(undertaking.c.occurrence.is_not(None)),
    ]
    if moment.is_known_then:
        parts.append(select(status_update.c.undertaking_id).where(status_update.c.journal_number > known))
    return union(*parts)


def keep_search(connection: Connection, held: Mapping[str, Rows]) -> None:
    """The index of texts follows, where texts were other ones."""
    if held.get(commitment.name):
        within = temporary(connection)
        connection.execute(text(f"DROP TABLE IF EXISTS {within}.commitment_search"))
        connection.execute(text(MAKE[connection.dialect.name].format(table=f"{within}.commitment_search")))
        fill_index(connection, within)
