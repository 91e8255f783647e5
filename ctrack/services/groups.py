"""The service that counts undertakings by one thing or by two, in one statement of SQL whatever their number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import product
from typing import Any

from ctrack.domain.frozen import dataclass, replace
from ctrack.domain.progress import implementation_rate, total_counts
from ctrack.domain.records.reports import Group
from ctrack.domain.records.undertakings import Words
from ctrack.domain.themes import read_themes, unpack_themes
from ctrack.domain.vocabulary import DueState, Status
from ctrack.services.recurrence.missed_dates import count_missed
from ctrack.store.current_state import due_states, is_postponed, standing_status
from ctrack.store.queries import BOUND, Scope, find_source
from ctrack.store.row_records import STATUSES
from ctrack.store.sql import (
    Column,
    ColumnElement,
    Connection,
    Select,
    agency,
    and_,
    case,
    commitment,
    false,
    func,
    instrument,
    literal_column,
    party,
    section,
    select,
    undertaking,
)


@dataclass(frozen=True, slots=True)
class Grouping:
    """What undertakings are grouped by: `identity` tells groups apart.

    `names` is where groups have names: a statement of their identity, key, place in the order, title and path. Of some
    one undertaking is in several, which `split` tells from their identity.
    """

    identity: ColumnElement[Any]
    names: Select[Any] | None = None
    split: Callable[[Any], tuple[Any, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """What a group is called, where it stands among the others, and what its parts call it.

    Sections of one name in two instruments are two: their parts name the instrument as well.
    """

    key: str
    order: Any
    title: Words
    path: str


def split_themes(stored: str | None) -> tuple[str | None, ...]:
    """The themes that a commitment is counted under: each of its own, or none."""
    return unpack_themes(stored) or (None,)


def by_word(column: Column[Any], *, is_optional: bool = False) -> Grouping:
    """A grouping by a word of a vocabulary, which is its own name."""
    return Grouping(func.coalesce(column, NONE) if is_optional else column)


NONE = "none"
# What is counted of each group besides its statuses: missed dates, and undertakings.
FIGURES = ("missed", "overdue", "due_soon", "postponed", "not_looked_up", "changed")
# Behind every code.
LAST = "~"
GROUPINGS: dict[str, Grouping] = {
    "instrument": Grouping(
        commitment.c.instrument_id,
        select(
            instrument.c.id,
            instrument.c.slug,
            instrument.c.ordinal,
            func.coalesce(instrument.c.short, instrument.c.title),
            instrument.c.slug,
        ),
    ),
    "section": Grouping(
        commitment.c.section_id,
        select(
            section.c.id,
            section.c.slug,
            instrument.c.ordinal * 10_000 + section.c.ordinal,
            section.c.title,
            instrument.c.slug + literal_column("'/'") + section.c.slug,
        ).select_from(section.join(instrument)),
    ),
    "party": Grouping(
        undertaking.c.party_id, select(party.c.id, party.c.code, party.c.code, party.c.name, party.c.code)
    ),
    "agency": Grouping(
        undertaking.c.lead_id, select(agency.c.id, agency.c.code, agency.c.code, agency.c.name, agency.c.code)
    ),
    "addressee": by_word(commitment.c.addressee),
    "kind": by_word(commitment.c.kind),
    "force": by_word(commitment.c.force, is_optional=True),
    "theme": Grouping(commitment.c.themes, split=split_themes),
    "verification": by_word(commitment.c.verification),
    "priority": by_word(undertaking.c.priority, is_optional=True),
}


@dataclass(frozen=True, slots=True)
class Tally:
    """Undertakings counted by several things at once, in one statement, to be added up by any of them.

    A cell holds an identity for each of `by`, then status, all, the figures of FIGURES, and moved if asked for.
    """

    by: tuple[str, ...]
    cells: Sequence[Sequence[Any]]
    names: dict[str, dict[Any, Name]]

    def name(self, grouping: str, identity: Any) -> Name:
        """The name of a group; a word is its own, and where there is none it stands last."""
        found = self.names[grouping].get(identity)
        return found or Name(identity or NONE, identity or LAST, {}, identity or NONE)

    def split(self, place: int, identity: Any) -> tuple[Any, ...]:
        """The groups that a cell is in, by its identity at a place of `by`."""
        split = GROUPINGS[self.by[place]].split
        return (identity,) if split is None else split(identity)

    def count_whole(self) -> Group:
        """All that was counted, each undertaking once."""
        return make_group([Name("", "", {}, "")], [cell[len(self.by) :] for cell in self.cells])

    def count_settled(self) -> dict[Status, int]:
        """How many undertakings of each status did not move; `tally` has to have been asked to count what moved."""
        settled: dict[Status, int] = defaultdict(int)
        for cell in self.cells:
            status, count, *_others, moved = cell[len(self.by) :]
            settled[STATUSES[status]] += count - moved
        return dict(settled)

    def add(self, outer: str, inner: str | None = None, *, by_path: bool = False) -> list[Group]:
        """The groups of `outer`, or those of `inner` within each of them, in order; `parent` is the outer one's key.

        With `by_path` a group goes by what its parts call it.
        """
        wanted = (outer,) if inner is None else (outer, inner)
        places = [self.by.index(grouping) for grouping in wanted]
        cells: dict[tuple[Any, ...], list[Sequence[Any]]] = defaultdict(list)
        for cell in self.cells:
            for identities in product(*(self.split(place, cell[place]) for place in places)):
                cells[identities].append(cell[len(self.by) :])
        named = [
            ([self.name(*pair) for pair in zip(wanted, identities, strict=True)], rows)
            for identities, rows in cells.items()
        ]
        named.sort(key=lambda group: [name.order for name in group[0]])
        made = [(names[-1], make_group(names, rows)) for names, rows in named]
        return [replace(group, key=name.path) if by_path else group for name, group in made]


def tally(
    connection: Connection, scope: Scope, since: date, *by: str, moved: ColumnElement[bool] | None = None
) -> Tally:
    """Count what is in scope by one or more of GROUPINGS; what `moved` as well, where that is asked for."""
    by = tuple(dict.fromkeys(by))
    groupings = {name: GROUPINGS[name] for name in by}
    cells: list[Sequence[Any]] = list(
        connection.execute(select_counts(scope, since, list(groupings.values()), moved)).all()
    )
    missed = count_missed(connection, scope, *(grouping.identity for grouping in groupings.values()))
    zeros = [0] * (len(FIGURES) - 1 if moved is None else len(FIGURES))
    cells += [(*key, Status.NOT_REPORTED.value, 0, count, *zeros) for key, count in missed.items()]
    names = {name: read_names(connection, grouping) for name, grouping in groupings.items()}
    return Tally(by, cells, names)


def count_groups(connection: Connection, scope: Scope, since: date, by: str) -> list[Group]:
    """The groups of one grouping, in order."""
    return tally(connection, scope, since, by).add(by)


def select_counts(
    scope: Scope, since: date, groupings: list[Grouping], moved: ColumnElement[bool] | None
) -> Select[Any]:
    """Counts by group and status: identities, then status, all, the figures of FIGURES, and moved if asked for.

    A section is of one instrument: where both are wanted, rows are sorted by the section alone.
    """
    states = due_states(scope.horizon)
    changed = and_(undertaking.c.updated_on >= since, undertaking.c.updated_on <= scope.horizon.today)
    identities = [grouping.identity for grouping in groupings]
    implied = GROUPINGS["instrument"].identity if GROUPINGS["section"] in groupings else None
    keys = [identity for identity in identities if identity is not implied]
    shown = [func.min(identity) if identity is implied else identity for identity in identities]
    # In the order of FIGURES; missed dates are counted by themselves.
    conditions = [
        false(), states[DueState.OVERDUE], states[DueState.DUE_SOON], is_postponed(), states[DueState.NOT_LOOKED_UP],
        changed,
    ]  # fmt: skip
    counts = [count_where(condition) for condition in (conditions if moved is None else [*conditions, moved])]
    status = standing_status(scope.horizon.today).label("standing")
    is_of_all = scope.node is None and scope.only_home and identities == [GROUPINGS["instrument"].identity]
    first = BOUND if is_of_all else undertaking
    return (
        select(*shown, status, func.count(), *counts)
        .select_from(find_source(scope.condition(), *identities, first=first))
        .where(scope.condition())
        .group_by(*keys, literal_column("standing"))
    )


def count_where(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """How many rows of the group meet the condition."""
    return func.count(case((condition, 1)))


def read_names(connection: Connection, grouping: Grouping) -> dict[Any, Name]:
    """The names of groups by their identity; {} where groups are words."""
    if grouping.split is not None:
        themes = enumerate(read_themes().items())
        return {key: Name(key, f"{place:03}", title, key) for place, (key, title) in themes}
    if grouping.names is None:
        return {}
    return {row[0]: Name(*row[1:]) for row in connection.execute(grouping.names)}


def make_group(names: list[Name], rows: list[Sequence[Any]]) -> Group:
    """One group, made of its cells."""
    counts: dict[Status, int] = defaultdict(int)
    for row in rows:
        counts[STATUSES[row[0]]] += row[1]
    counts = total_counts([counts])
    return Group(
        key=names[-1].key,
        title=names[-1].title,
        counts=counts,
        rate=implementation_rate(counts),
        parent=names[0].path if len(names) > 1 else None,
        **{name: sum(row[place] for row in rows) for place, name in enumerate(FIGURES, 2)},
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
        **{name: sum(getattr(part, name) for part in parts) for name in FIGURES},
    )


def split_parts(groups: Iterable[Group]) -> dict[str, list[Group]]:
    """The inner groups, in their order, by the key of the outer group that each belongs to."""
    parts: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        parts[group.parent or ""].append(group)
    return dict(parts)


def fold_parts(counted: Tally, outer: str, inner: str | None, groups: Iterable[Group]) -> list[Group]:
    """The outer groups, each the sum of the inner groups that belong to it, where nothing is in two of those."""
    if inner is not None and GROUPINGS[inner].split is not None:
        return counted.add(outer, by_path=True)
    titles = {name.path: name.title for name in counted.names[outer].values()}
    return [add_up(key, titles.get(key, {}), parts) for key, parts in split_parts(groups).items()]
