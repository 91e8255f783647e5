"""The services of reports on progress: counted by the database, group by group, over whatever a filter leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from ctrack.domain.dueness import Horizon
from ctrack.domain.frozen import replace
from ctrack.domain.named_fields import named_parties
from ctrack.domain.periods import month_ends
from ctrack.domain.readers import may_tell
from ctrack.domain.records.reports import Dates, Event, Extract, Group, Others, Report, nothing
from ctrack.domain.records.undertakings import Row, Words
from ctrack.domain.vocabulary import DueState, PartyKind, Status
from ctrack.services.equal_links import find_counted_once
from ctrack.services.groups import add_up, fold_parts, split_parts, tally
from ctrack.services.listings import ORDERS, make_scope
from ctrack.services.overviews import list_counted, list_pressing
from ctrack.services.recurrence.missed_dates import list_missed, list_rounds_met
from ctrack.store.current_state import due_states, is_postponed, moved_after
from ctrack.store.journal import read_last
from ctrack.store.kept_rows import SEVERAL, keep, keep_rows
from ctrack.store.queries import (
    SAID,
    SOURCE,
    Scope,
    choose_source,
    find_source,
    read_bodies,
    read_home,
    select_rows,
)
from ctrack.store.retractions import stands
from ctrack.store.sql import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    and_,
    commitment,
    func,
    party,
    select,
    status_update,
    undertaking,
)
from ctrack.store.word_order import turn_of_words

if TYPE_CHECKING:
    from ctrack.domain.filters import Node

CHANGE_DAYS = 90


def report_progress(
    connection: Connection,
    node: Node | None,
    horizon: Horizon,
    *,
    by: str = "instrument",
    within: str | None = None,
    text: str = "",
    has_others: bool = True,
    level: str | None = None,
    most: int | None = None,
    is_checked: bool = False,
    is_once: bool = False,
) -> Report:
    """The progress of the home party, or of the parties that a filter names, as of today, and apart what others owe.

    It is grouped `by` one of GROUPINGS and `within` each by another; by instrument alone, each group has its sections
    as parts. Notes above `level` are left out; lists have `most` rows, or all. `is_checked` is for a past day, when the
    names of the filter were found in the register of today: what was not there yet is nothing, and no mistake. With
    `is_once` commitments that are linked as asking the same are counted once.
    """
    scope = make_scope(connection, None if is_checked else node, horizon, only_home=True)
    scope = replace(scope, node=node) if is_checked else scope
    once, left_out = find_counted_once(connection, scope) if is_once else (None, scope.left_out)
    scope = replace(scope, left_out=left_out)
    since = horizon.today - timedelta(days=CHANGE_DAYS)
    inner = within or ("section" if by == "instrument" else "instrument" if by == "section" else None)
    # Sections of one name in two instruments are two: by section alone the instrument stands beside each.
    nested = ("instrument", "section") if by == "section" and within is None else (by, inner)
    moved = moved_after(month_ends(horizon.today)[0])
    counted = tally(connection, scope, since, *(nested if inner else (by,)), "party", "verification", moved=moved)
    fine = counted.add(*nested) if inner else counted.add(by)
    is_nested = inner is not None and not (by == "section" and within is None)
    whole, parties = counted.count_whole(), counted.add("party")
    number, head = read_last(connection)
    return Report(
        today=horizon.today,
        home=read_home(connection)[1],
        whose=read_bodies(connection, scope.node, [group.key for group in parties]),
        by=by,
        within=inner if is_nested else None,
        filter=text,
        groups=fold_parts(counted, by, inner, fine) if is_nested else fine,
        parts=split_parts(fine) if is_nested else {},
        whole=whole,
        parties=parties,
        verifications={group.key: sum(group.counts.values()) for group in counted.add("verification")},
        pressing=list_pressing(connection, scope, whole, most),
        events=list_events(connection, scope, since, level, most),
        met_late=list_late(connection, scope, whole, most),
        since=since,
        journal_number=number,
        journal_hash=head,
        level=level,
        settled=counted.count_settled(),
        others=report_others(connection, scope, since, level, most) if has_others else None,
        dates=list_dates(connection, scope, whole, most),
        once=once,
        left_out=left_out,
    )


def report_others(connection: Connection, scope: Scope, since: date, level: str | None, most: int | None) -> Others:
    """What each other body owes of all that fits the filter; nothing where the filter says by name whose is meant."""
    aside = replace(scope, only_others=True)
    parties = [] if named_parties(scope.node) else tally(connection, aside, since, "party").add("party")
    whole = add_up("", {}, parties)
    if not parties:
        return Others(parties, whole, nothing(), nothing(), nothing())
    return Others(
        parties=parties,
        whole=whole,
        pressing=list_pressing(connection, aside, whole, most),
        met_late=list_late(connection, aside, whole, most),
        events=list_events(connection, aside, since, level, most),
        dates=list_dates(connection, aside, whole, most),
    )


def compare_parties(
    connection: Connection, node: Node | None, horizon: Horizon
) -> tuple[int, list[Group], list[Group]]:
    """How many States there are; how each of them stands, and how under each instrument.

    Of the latter `parent` is the party and `key` the instrument.
    """
    scope = make_scope(connection, node, horizon)
    tracked = select(party.c.code).where(party.c.kind == PartyKind.STATE.value, party.c.is_tracked)
    wide = Scope(scope.home_id, horizon, scope.node, every_side=True)
    codes = set(connection.scalars(tracked))
    counted = tally(connection, wide, horizon.today, "party", "instrument")
    states = [group for group in counted.add("party") if group.key in codes]
    return len(codes), states, [group for group in counted.add("party", "instrument") if group.parent in codes]


def list_dates(connection: Connection, scope: Scope, whole: Group, most: int | None) -> Dates:
    """The dates in scope that were missed, that were put off, and that nobody has looked up; `whole` counts them."""
    missed = list_missed(connection, scope) if whole.missed else []
    unseen = due_states(scope.horizon)[DueState.NOT_LOOKED_UP]
    return Dates(
        missed=Extract(missed[:most], len(missed)),
        postponed=list_counted(connection, scope, selecting(is_postponed()), whole.postponed, most),
        not_looked_up=list_counted(connection, scope, selecting(unseen), whole.not_looked_up, most),
    )


def selecting(condition: ColumnElement[bool]) -> Callable[[Scope, FromClause], Select[Any]]:
    """What makes the statement of what is in a scope, of a source, and meets a condition, by due date."""
    return lambda scope, source: select_rows(scope, *ORDERS["due"], source=source).where(condition)


def list_where(
    connection: Connection,
    scope: Scope,
    condition: ColumnElement[bool],
    most: int | None,
    *first: ColumnElement[Any],
    source: FromClause = SOURCE,
) -> Extract[Row]:
    """What is in scope and meets a condition, by due date, or in the order of something else first."""
    statement = select_rows(scope, *first, *ORDERS["due"], source=source).where(condition)
    rows = keep_rows(connection, statement.limit(most), scope.horizon, SEVERAL)
    if most is None or len(rows) < most:
        return Extract(rows, len(rows))
    every = and_(scope.condition(), condition)
    return Extract(rows, connection.scalar(select(func.count()).select_from(find_source(every)).where(every)) or 0)


def list_late(connection: Connection, scope: Scope, whole: Group, most: int | None) -> Extract[Row]:
    """What was done, of all that `whole` counts, and after its day; of what comes round each date for itself."""
    late = due_states(scope.horizon)[DueState.MET_LATE]
    rounds = list_rounds_met(connection, scope, is_late=True)
    if not rounds and most is None:
        source = choose_source(connection, whole.counts[Status.IMPLEMENTED])
        return list_where(connection, scope, late, most, undertaking.c.due_last, source=source)
    found = list_where(connection, scope, late, most)
    rows = sorted([*found.rows, *rounds], key=lambda row: row.due_last or date.max)
    return Extract(rows[:most], found.total + len(rounds))


def list_events(
    connection: Connection, scope: Scope, since: date, level: str | None = None, most: int | None = None
) -> Extract[Event]:
    """What was said within the period of the report and stands, newest first; without the notes above `level`."""
    condition, update = scope.condition(), status_update.c
    source = find_source(condition, first=SAID)
    wanted = (condition, update.effective_on >= since, update.effective_on <= scope.horizon.today, stands())
    newest_first = (update.effective_on.desc(), turn_of_words().desc())
    # Which they are is found by few columns: what they say is read of those that are shown.
    few = select(update.id).select_from(source).where(*wanted).order_by(*newest_first).limit(most)
    # As an array a server works them out first, and then reads no more than these.
    is_first = most is not None and connection.dialect.name == "postgresql"
    keys = update.id == func.any(func.array(few.scalar_subquery())) if is_first else update.id.in_(few)
    found = keep(connection, select_events(keys), partial(make_events, reader=level), SEVERAL)
    if len(found) != most:
        return Extract(found, len(found))
    return Extract(found, connection.scalar(select(func.count()).select_from(source).where(*wanted)) or 0)


def select_events(condition: ColumnElement[bool]) -> Select[Any]:
    """The statement of what these status updates say, newest first, as `make_event` takes it."""
    update = status_update.c
    return (
        select(
            commitment.c.code, party.c.code, commitment.c.title, update.status, update.effective, update.voice,
            update.note, undertaking.c.is_regressed, update.level,
        )
        .select_from(SOURCE.join(status_update, update.undertaking_id == undertaking.c.id))
        .where(condition)
        .order_by(update.effective_on.desc(), turn_of_words().desc())
    )  # fmt: skip


def make_events(found: Iterable[Sequence[Any]], reader: str | None) -> Iterator[Event]:
    """The status updates that were read, as a report tells them to a reader."""
    return (make_event(reader, *values) for values in found)


def make_event(
    reader: str | None,
    code: str,
    whose: str,
    title: Words,
    status: str | None,
    effective: str,
    voice: str,
    note: Words | None,
    is_regressed: bool,
    note_level: str,
) -> Event:
    """A status update as a report tells it to a reader."""
    is_withheld = note is not None and not may_tell(note_level, reader)
    said = Status(status) if status else None
    told = None if is_withheld else note
    return Event(code, whose, title, said, effective, voice, told, note_level, is_regressed, is_withheld)
