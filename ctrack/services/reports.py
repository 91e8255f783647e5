"""The progress report: counted by the database, group by group, over whatever a filter leaves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, or_, select

from ctrack.domain.dueness import Horizon
from ctrack.domain.filters import Node
from ctrack.domain.progress import implementation_rate, total_counts
from ctrack.domain.records import Event, Group, Report, Row, Words
from ctrack.domain.vocabulary import DueState, Status
from ctrack.services.listings import ORDERS, make_scope
from ctrack.store.conditions import due_states
from ctrack.store.journal import read_last
from ctrack.store.queries import SOURCE, STATUSES, Scope, names_party, read_home, read_rows, select_rows
from ctrack.store.retracting import stands
from ctrack.store.tables import commitment, instrument, party, section, status_update, undertaking

CHANGE_DAYS = 90
MOST_EVENTS = 12
MOST_PRESSING = 12


@dataclass(frozen=True, slots=True)
class Grouping:
    """How a report is grouped: the key of a group, its title where it has one, and the order of groups."""

    key: ColumnElement[Any]
    title: ColumnElement[Any] | None
    order: ColumnElement[Any]


GROUPINGS: dict[str, Grouping] = {
    "instrument": Grouping(
        instrument.c.slug, func.coalesce(instrument.c.short, instrument.c.title), instrument.c.ordinal
    ),
    "section": Grouping(section.c.slug, section.c.title, section.c.ordinal),
    "addressee": Grouping(commitment.c.addressee, None, commitment.c.addressee),
    "kind": Grouping(commitment.c.kind, None, commitment.c.kind),
    "party": Grouping(party.c.code, party.c.name, party.c.code),
    "verification": Grouping(commitment.c.verification, None, commitment.c.verification),
}


def report_progress(
    connection: Connection,
    node: Node | None,
    horizon: Horizon,
    *,
    by: str = "instrument",
    text: str = "",
    only_home: bool = False,
) -> Report:
    """The progress of whatever fits a filter, grouped `by` one of GROUPINGS, as of today.

    Grouped by instrument, each group has its sections as parts.
    """
    scope = make_scope(connection, node, horizon, only_home=only_home)
    since = horizon.today - timedelta(days=CHANGE_DAYS)
    fine = "section" if by in ("instrument", "section") else by
    groups = count_groups(connection, scope, fine, since)
    _, home, home_name = read_home(connection)
    number, head = read_last(connection)
    sections = fine == "section" and by == "instrument"
    return Report(
        today=horizon.today,
        home=home,
        home_name=home_name,
        by=by,
        filter=text,
        groups=fold_sections(connection, groups) if sections else groups,
        parts=split_sections(groups) if sections else {},
        whole=add_up("", {}, groups),
        parties=count_groups(connection, scope, "party", since),
        verifications=count_verifications(connection, scope),
        pressing=list_pressing(connection, scope, horizon),
        events=list_events(connection, scope, since),
        met_late=list_met_late(connection, scope, horizon),
        since=since,
        journal_number=number,
        journal_hash=head,
    )


def count_groups(connection: Connection, scope: Scope, by: str, since: date) -> list[Group]:
    """The groups of a grouping with their counts, in one statement."""
    grouping = GROUPINGS[by]
    states = due_states(scope.horizon)
    keys: list[ColumnElement[Any]] = [grouping.key]
    order: list[ColumnElement[Any]] = [grouping.order]
    if by == "section":
        keys, order = [instrument.c.slug, section.c.slug], [instrument.c.ordinal, section.c.ordinal]
    group_id = section.c.id if by == "section" else grouping.key
    statement = (
        select(
            *(func.min(key) for key in keys),
            func.min(group_id),
            undertaking.c.status,
            func.count(),
            count_where(states[DueState.OVERDUE]),
            count_where(states[DueState.DUE_SOON]),
            count_where(is_changed(scope, since)),
            *(func.min(key) for key in order),
        )
        .select_from(SOURCE)
        .where(scope.condition())
        .group_by(group_id, undertaking.c.status)
    )
    rows = [tuple(row) for row in connection.execute(statement)]
    return gather(rows, len(keys), read_titles(connection, by))


def count_where(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """How many rows of the group meet the condition."""
    return func.sum(case((condition, 1), else_=0))


def is_changed(scope: Scope, since: date) -> ColumnElement[bool]:
    """Something was said of the undertaking within the period of the report."""
    return and_(undertaking.c.updated_on >= since, undertaking.c.updated_on <= scope.horizon.today)


def read_titles(connection: Connection, by: str) -> dict[Any, Words]:
    """The titles of groups: of sections by their key, of instruments and parties by their name."""
    if by == "section":
        return read_pairs(connection, select(section.c.id, section.c.title))
    title = GROUPINGS[by].title
    if title is None:
        return {}
    table = instrument if by == "instrument" else party
    key = instrument.c.slug if by == "instrument" else party.c.code
    return read_pairs(connection, select(key, title).select_from(table))


def read_pairs(connection: Connection, statement: Select[Any]) -> dict[Any, Any]:
    """The two columns of a statement as a map."""
    return dict(tuple(row) for row in connection.execute(statement))


def gather(rows: Iterable[tuple[Any, ...]], width: int, titles: dict[Any, Words]) -> list[Group]:
    """Put the rows of each group together, in the order of the groups."""
    by_group: dict[Any, list[tuple[Any, ...]]] = defaultdict(list)
    for row in rows:
        by_group[row[width]].append(row)
    ordered = sorted(by_group.items(), key=lambda item: item[1][0][width + 6 :])
    groups = []
    for group_id, lines in ordered:
        names = lines[0][:width]
        counts = total_counts([{STATUSES[line[width + 1]]: line[width + 2]} for line in lines])
        groups.append(
            Group(
                key=names[-1],
                title=titles.get(group_id, {}),
                counts=counts,
                rate=implementation_rate(counts),
                overdue=sum(line[width + 3] for line in lines),
                due_soon=sum(line[width + 4] for line in lines),
                changed=sum(line[width + 5] for line in lines),
                parent=names[0] if width > 1 else None,
            )
        )
    return groups


def add_up(key: str, title: Words, groups: Iterable[Group]) -> Group:
    """The sum of groups."""
    parts = list(groups)
    counts = total_counts(part.counts for part in parts)
    return Group(
        key=key,
        title=title,
        counts=counts,
        rate=implementation_rate(counts),
        overdue=sum(part.overdue for part in parts),
        due_soon=sum(part.due_soon for part in parts),
        changed=sum(part.changed for part in parts),
    )


def split_sections(groups: Iterable[Group]) -> dict[str, list[Group]]:
    """The sections of each instrument."""
    parts: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        parts[group.parent or ""].append(group)
    return dict(parts)


def fold_sections(connection: Connection, groups: list[Group]) -> list[Group]:
    """The instruments that the sections make up."""
    titles = read_titles(connection, "instrument")
    return [add_up(slug, titles.get(slug, {}), parts) for slug, parts in split_sections(groups).items()]


def count_verifications(connection: Connection, scope: Scope) -> dict[str, int]:
    """How many undertakings rest on a text that was verified, told of, or not checked."""
    statement = (
        select(commitment.c.verification, func.count())
        .select_from(SOURCE)
        .where(scope.condition())
        .group_by(commitment.c.verification)
    )
    return read_pairs(connection, statement)


def list_pressing(connection: Connection, scope: Scope, horizon: Horizon) -> list[Row]:
    """What is overdue or due soon, the longest overdue first."""
    states = due_states(horizon)
    pressing = or_(states[DueState.OVERDUE], states[DueState.DUE_SOON])
    own_first = case((undertaking.c.party_id == scope.home_id, 0), else_=1)
    statement = select_rows(scope, own_first, *ORDERS["due"]).where(pressing).limit(MOST_PRESSING)
    return read_rows(connection, statement, horizon)


def list_met_late(connection: Connection, scope: Scope, horizon: Horizon) -> list[Row]:
    """What was done, and after its day."""
    statement = select_rows(scope, *ORDERS["due"]).where(due_states(horizon)[DueState.MET_LATE]).limit(MOST_PRESSING)
    return read_rows(connection, statement, horizon)


def list_events(connection: Connection, scope: Scope, since: date) -> list[Event]:
    """What was said within the period of the report and stands, newest first."""
    statement = (
        select(
            commitment.c.code, party.c.code, commitment.c.title, status_update.c.status, status_update.c.effective,
            status_update.c.voice, status_update.c.note, undertaking.c.is_regressed,
        )
        .select_from(SOURCE.join(status_update, status_update.c.undertaking_id == undertaking.c.id))
        .where(
            scope.wanted() if names_party(scope.node) else scope.condition(),
            status_update.c.effective_on >= since,
            status_update.c.effective_on <= scope.horizon.today,
            stands(),
        )
        .order_by(status_update.c.effective_on.desc(), status_update.c.id.desc())
        .limit(MOST_EVENTS)
    )  # fmt: skip
    return [
        Event(code, whose, title, Status(status) if status else None, effective, voice, note, regressed)
        for code, whose, title, status, effective, voice, note, regressed in connection.execute(statement)
    ]
