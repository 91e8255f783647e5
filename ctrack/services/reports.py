"""The services of reports on progress: counted by the database, group by group, over whatever a filter leaves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, not_, or_, select

from ctrack.domain.dueness import Horizon
from ctrack.domain.filters import Node
from ctrack.domain.records.reports import Event, Group, Report
from ctrack.domain.records.undertakings import Row, Words
from ctrack.domain.vocabulary import DueState, PartyKind, Status
from ctrack.services.groups import add_up, fold_parts, split_parts, tally
from ctrack.services.listings import ORDERS, make_scope
from ctrack.services.redaction import may_tell
from ctrack.services.trends import month_ends, moved_after
from ctrack.store.conditions import due_states
from ctrack.store.journal import read_last
from ctrack.store.queries import REGISTER_ORDER, SOURCE, Scope, find_source, read_home, read_rows, select_rows
from ctrack.store.retractions import stands
from ctrack.store.tables import commitment, party, status_update, undertaking

CHANGE_DAYS = 90
MOST_EVENTS = 12
MOST_PRESSING = 12


def report_progress(
    connection: Connection,
    node: Node | None,
    horizon: Horizon,
    *,
    by: str = "instrument",
    within: str | None = None,
    text: str = "",
    only_home: bool = False,
    level: str | None = None,
) -> Report:
    """The progress of whatever fits a filter, grouped `by` one of GROUPINGS and `within` each by another, as of today.

    Grouped by instrument alone, each group has its sections as parts. Notes above `level` are left out.
    """
    scope = make_scope(connection, node, horizon, only_home=only_home)
    since = horizon.today - timedelta(days=CHANGE_DAYS)
    inner = within or ("section" if by == "instrument" else "instrument" if by == "section" else None)
    # Sections of one name in two instruments are two: by section alone the instrument stands beside each.
    nested = ("instrument", "section") if by == "section" and within is None else (by, inner)
    moved = moved_after(month_ends(horizon.today)[0])
    counted = tally(connection, scope, since, *(nested if inner else (by,)), "party", "verification", moved=moved)
    fine = counted.add(*nested) if inner else counted.add(by)
    is_nested = inner is not None and not (by == "section" and within is None)
    _, home, home_name = read_home(connection)
    number, head = read_last(connection)
    return Report(
        today=horizon.today,
        home=home,
        home_name=home_name,
        by=by,
        within=inner if is_nested else None,
        filter=text,
        groups=fold_parts(counted, by, fine) if is_nested else fine,
        parts=split_parts(fine) if is_nested else {},
        whole=add_up("", {}, fine),
        parties=counted.add("party"),
        verifications={group.key: sum(group.counts.values()) for group in counted.add("verification")},
        pressing=list_pressing(connection, scope, horizon),
        events=list_events(connection, scope, since, level),
        met_late=list_met_late(connection, scope, horizon),
        since=since,
        journal_number=number,
        journal_hash=head,
        level=level,
        settled=counted.count_settled(),
    )


def compare_parties(connection: Connection, node: Node | None, horizon: Horizon) -> list[Group]:
    """How each State of the register stands under each instrument: `parent` is the party, `key` the instrument."""
    scope = make_scope(connection, node, horizon)
    tracked = select(party.c.code).where(party.c.kind == PartyKind.STATE.value, party.c.is_tracked)
    wide = Scope(scope.home_id, horizon, scope.node, every_side=True)
    codes = set(connection.scalars(tracked))
    groups = tally(connection, wide, horizon.today, "party", "instrument").add("party", "instrument")
    return [group for group in groups if group.parent in codes]


def list_pressing(connection: Connection, scope: Scope, horizon: Horizon) -> list[Row]:
    """What is overdue or due soon: the home party's before that of others, and the longest overdue first."""
    rows: list[Row] = []
    is_own = undertaking.c.party_id == scope.home_id
    for side in (is_own, not_(is_own)):
        if len(rows) < MOST_PRESSING:
            rows += read_rows(connection, select_pressing(scope, horizon, side, MOST_PRESSING - len(rows)), horizon)
    return rows


def select_pressing(scope: Scope, horizon: Horizon, side: ColumnElement[bool], most: int) -> Select[Any]:
    """The statement of what presses on one side; an index gives its order, so that the first rows are soon found."""
    states = due_states(horizon)
    pressing = or_(states[DueState.OVERDUE], states[DueState.DUE_SOON])
    has_day = undertaking.c.due_last <= max(horizon.today, horizon.soon)
    return select_rows(scope, undertaking.c.due_last, *REGISTER_ORDER).where(side, has_day, pressing).limit(most)


def list_met_late(connection: Connection, scope: Scope, horizon: Horizon) -> list[Row]:
    """The undertakings that were implemented after their due date."""
    statement = select_rows(scope, *ORDERS["due"]).where(due_states(horizon)[DueState.MET_LATE]).limit(MOST_PRESSING)
    return read_rows(connection, statement, horizon)


def list_events(connection: Connection, scope: Scope, since: date, level: str | None = None) -> list[Event]:
    """What was said within the period of the report and stands, newest first; without the notes above `level`."""
    condition = scope.condition()
    newest_first = (status_update.c.effective_on.desc(), status_update.c.id.desc())
    # Which they are is found by few columns: what they say is read of those that are shown.
    shown = (
        select(status_update.c.id)
        .select_from(find_source(condition).join(status_update, status_update.c.undertaking_id == undertaking.c.id))
        .where(
            condition,
            status_update.c.effective_on >= since,
            status_update.c.effective_on <= scope.horizon.today,
            stands(),
        )
        .order_by(*newest_first)
        .limit(MOST_EVENTS)
    )
    statement = (
        select(
            commitment.c.code, party.c.code, commitment.c.title, status_update.c.status, status_update.c.effective,
            status_update.c.voice, status_update.c.note, undertaking.c.is_regressed, status_update.c.level,
        )
        .select_from(SOURCE.join(status_update, status_update.c.undertaking_id == undertaking.c.id))
        .where(status_update.c.id.in_(connection.scalars(shown).all()))
        .order_by(*newest_first)
    )  # fmt: skip
    return [make_event(*values, level) for values in connection.execute(statement)]


def make_event(
    code: str,
    whose: str,
    title: Words,
    status: str | None,
    effective: str,
    voice: str,
    note: Words | None,
    is_regressed: bool,
    note_level: str,
    reader: str | None,
) -> Event:
    """A status update as a report tells it to a reader."""
    is_withheld = note is not None and not may_tell(note_level, reader)
    said = Status(status) if status else None
    return Event(code, whose, title, said, effective, voice, None if is_withheld else note, is_regressed, is_withheld)
