"""Counting undertakings by one thing or by two, in one statement of SQL whatever their number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Select, and_, case, func, literal_column, select

from ctrack.domain.progress import implementation_rate, total_counts
from ctrack.domain.records import Group, Words
from ctrack.domain.vocabulary import DueState
from ctrack.store.conditions import due_states
from ctrack.store.queries import SOURCE, STATUSES, Scope
from ctrack.store.tables import agency, commitment, instrument, party, section, undertaking


@dataclass(frozen=True, slots=True)
class Grouping:
    """What undertakings are grouped by: `identity` tells groups apart, `key` names one, `order` puts them in a row.

    `titles` is where the names of groups are: a table, the column of their identity and that of their title.
    """

    identity: ColumnElement[Any]
    key: ColumnElement[Any]
    order: ColumnElement[Any]
    titles: tuple[FromClause, ColumnElement[Any], ColumnElement[Any]] | None = None


def by_word(column: ColumnElement[Any]) -> Grouping:
    """A grouping by a word of a vocabulary, which is its own name."""
    word = func.coalesce(column, "none")
    return Grouping(word, word, word)


SHORT_TITLE = func.coalesce(instrument.c.short, instrument.c.title)
GROUPINGS: dict[str, Grouping] = {
    "instrument": Grouping(
        instrument.c.slug, instrument.c.slug, instrument.c.ordinal, (instrument, instrument.c.slug, SHORT_TITLE)
    ),
    "section": Grouping(
        section.c.id,
        section.c.slug,
        instrument.c.ordinal * 10_000 + section.c.ordinal,
        (section, section.c.id, section.c.title),
    ),
    "party": Grouping(party.c.code, party.c.code, party.c.code, (party, party.c.code, party.c.name)),
    "agency": Grouping(
        func.coalesce(agency.c.code, "none"),
        func.coalesce(agency.c.code, "none"),
        func.coalesce(agency.c.code, "~"),
        (agency, agency.c.code, agency.c.name),
    ),
    "addressee": by_word(commitment.c.addressee),
    "kind": by_word(commitment.c.kind),
    "force": by_word(commitment.c.force),
    "verification": by_word(commitment.c.verification),
    "priority": by_word(undertaking.c.priority),
}
# Sections of one name in two instruments are two: where others are counted within them, the instrument tells which.
SECTION_PATH = instrument.c.slug + literal_column("'/'") + section.c.slug
OUTER = {
    **GROUPINGS,
    "section": Grouping(
        SECTION_PATH,
        SECTION_PATH,
        instrument.c.ordinal * 10_000 + section.c.ordinal,
        (section.join(instrument), SECTION_PATH, section.c.title),
    ),
}


def count_groups(
    connection: Connection, scope: Scope, since: date, outer: str, inner: str | None = None
) -> list[Group]:
    """The groups of `outer`, or those of `inner` within each of them, in order; `parent` is the outer group's key."""
    groupings = [GROUPINGS[outer]] if inner is None else [OUTER[outer], GROUPINGS[inner]]
    statement = select_counts(scope, since, groupings)
    titles = [read_titles(connection, grouping) for grouping in groupings]
    by_group: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    width = len(groupings)
    for row in connection.execute(statement):
        by_group[tuple(row[:width])].append(row)
    ordered = sorted(by_group.items(), key=lambda item: tuple(item[1][0][2 * width : 3 * width]))
    return [make_group(identities, rows, width, titles) for identities, rows in ordered]


def select_counts(scope: Scope, since: date, groupings: list[Grouping]) -> Select[Any]:
    """Counts by group and status: identities, keys, orders, then status, all, overdue, due soon, changed."""
    states = due_states(scope.horizon)
    changed = and_(undertaking.c.updated_on >= since, undertaking.c.updated_on <= scope.horizon.today)
    return (
        select(
            *(grouping.identity for grouping in groupings),
            *(func.min(grouping.key) for grouping in groupings),
            *(func.min(grouping.order) for grouping in groupings),
            undertaking.c.status,
            func.count(),
            *(count_where(condition) for condition in (states[DueState.OVERDUE], states[DueState.DUE_SOON], changed)),
        )
        .select_from(SOURCE)
        .where(scope.condition())
        .group_by(*(grouping.identity for grouping in groupings), undertaking.c.status)
    )


def count_where(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """How many rows of the group meet the condition."""
    return func.sum(case((condition, 1), else_=0))


def read_titles(connection: Connection, grouping: Grouping) -> dict[Any, Words]:
    """The titles of groups by their identity; {} where groups are words."""
    if grouping.titles is None:
        return {}
    source, identity, title = grouping.titles
    return {row[0]: row[1] for row in connection.execute(select(identity, title).select_from(source))}


def make_group(identities: tuple[Any, ...], rows: list[Any], width: int, titles: list[dict[Any, Words]]) -> Group:
    """The rows of a group, one for each status in it, as one."""
    keys = rows[0][width : 2 * width]
    tail = 3 * width
    counts = total_counts([{STATUSES[row[tail]]: row[tail + 1]} for row in rows])
    return Group(
        key=keys[-1],
        title=titles[-1].get(identities[-1], {}),
        counts=counts,
        rate=implementation_rate(counts),
        overdue=sum(row[tail + 2] for row in rows),
        due_soon=sum(row[tail + 3] for row in rows),
        changed=sum(row[tail + 4] for row in rows),
        parent=keys[0] if width > 1 else None,
    )


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


def split_parts(groups: Iterable[Group]) -> dict[str, list[Group]]:
    """Inner groups by the key of the outer group that they are in, in their order."""
    parts: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        parts[group.parent or ""].append(group)
    return dict(parts)


def fold_parts(connection: Connection, outer: str, groups: Iterable[Group]) -> list[Group]:
    """The outer groups that inner ones make up."""
    titles = read_titles(connection, OUTER[outer])
    return [add_up(key, titles.get(key, {}), parts) for key, parts in split_parts(groups).items()]
