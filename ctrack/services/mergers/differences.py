"""What taking another register in would do, row by row, and which conflicts stand against it.

What only one side changed since the two parted is as that side has it; what both changed is brought together where that
can be done without choosing, and is a conflict otherwise. Nothing here depends on which of the two is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from ctrack.domain.both_sides import CONFLICT, bring_together
from ctrack.domain.frozen import dataclass, field
from ctrack.domain.records.merges import Choices, Clash, MergeConflict
from ctrack.domain.records.three_way import Side
from ctrack.services.mergers.kinship import NAMED_BY, Kinship, list_references
from ctrack.services.mergers.traces import FOLLOWS, MERGED, History, Place, Trace
from ctrack.store.tables import metadata


@dataclass(frozen=True, slots=True)
class ColumnMove:
    """A column that takes another value; `origin` is the entry that wrote it there, None where this merge decides."""

    column: str
    before: Any
    theirs: Any
    origin: str | None
    # Where it is settled here: what it comes to, in our own keys.
    value: Any = None


@dataclass(frozen=True, slots=True)
class Differences:
    """What is to be added, by their places; changed, by ours; and removed; what is settled, and what is not."""

    added: dict[Place, Any] = field(default_factory=dict)
    moved: dict[Place, list[ColumnMove]] = field(default_factory=dict)
    removed: dict[Place, str] = field(default_factory=dict)
    open: dict[str, MergeConflict] = field(default_factory=dict)
    settled: dict[str, tuple[MergeConflict, Side]] = field(default_factory=dict)


class Comparison:
    """Two sides on their way to be one."""

    def __init__(self, kinship: Kinship, choices: Choices) -> None:
        self.kinship, self.choices = kinship, choices
        self.ours, self.theirs = kinship.ours, kinship.theirs
        self.found = Differences()
        # Whether what they removed stays, by the outermost row of it.
        self.kept: dict[Place, bool] = {}

    def compare(self) -> Differences:
        """Look at every row that they touched since, what is referred to first."""
        for table in MERGED:
            places = sorted((each for each in self.theirs.traces if each[0] == table.name), key=str_key)
            self.kinship.look_ahead(table.name, [key for _table, key in places])
            for place in places:
                self._compare_row(place, self.theirs.traces[place])
        for said in self.theirs.list_said():
            if self.theirs.find_birth("status_update", said)[0] not in self.ours.lineage.known:
                self._require(("undertaking", said["undertaking_id"]))
        for place in list(self.found.added):
            for column, parent in list_references(place[0]):
                self._require((parent, (self.theirs.fetch(place) or {}).get(column)))
        for place, mine in self.kinship.clashes:
            label = self._label(place)
            self.found.open[label] = MergeConflict(Clash.NAME, place[0], mine, label)
        return self.found

    def _compare_row(self, place: Place, trace: Trace) -> None:
        row, key = self.theirs.fetch(place), self.kinship.find(*place)
        if row is None:
            if key is not None and trace.gone not in self.ours.lineage.known:
                self._compare_gone((place[0], key), trace)
            return
        if key is None:
            self.found.added[place] = None
            return
        mine = (place[0], key)
        if self.ours.fetch(mine) is not None:
            self._compare_columns(place, mine, row)
        elif self.theirs.has_news(place):
            self._require(place)

    def _require(self, place: Place) -> None:
        """A row of theirs that is needed here; where it was removed here, bring it back or name the conflict."""
        row, key = self.theirs.fetch(place) if place[1] is not None else None, self.kinship.find(*place)
        if row is None or key is None or self.ours.fetch((place[0], key)) is not None or place in self.found.added:
            return
        for column, table in list_required(place[0]):
            self._require((table, row[column]))
        trace = self.ours.traces.get((place[0], key))
        top = self._find_top(place)
        # They have seen that it was removed here, and have it again.
        is_wanted = trace is not None and trace.gone in self.theirs.lineage.known
        if is_wanted or self._settle(MergeConflict(Clash.GONE_HERE, *top, self._label(top))) is Side.THEIRS:
            self._revive(top)

    def _find_top(self, place: Place) -> Place:
        """The outermost row that was removed here of those that a row of theirs belongs to."""
        row = self.theirs.fetch(place) or {}
        for column, table in list_required(place[0]):
            key = self.kinship.find(table, row.get(column))
            if key is not None and self.ours.fetch((table, key)) is None:
                return self._find_top((table, row[column]))
        return place

    def _label(self, place: Place) -> str:
        """What people call a row of theirs."""
        row = self.theirs.fetch(place) or {}
        if place[0] == "undertaking":
            text, whose = self.theirs.fetch(("commitment", row["commitment_id"])), row["party_id"]
            return f"{(text or {}).get('code')} {(self.theirs.fetch(('party', whose)) or {}).get('code')}"
        return str(next((row[name] for name in ("code", "slug", "name") if name in row), place[1]))

    def _revive(self, place: Place) -> None:
        """Bring a row of theirs back here under its key, with all of theirs that belongs to it."""
        self.found.added[place] = self.kinship.find(*place)
        for table in MERGED:
            for column, parent in list_required(table.name):
                if parent == place[0]:
                    for key in list_keys(self.theirs, table.name, column, place[1]):
                        mine = self.kinship.find(table.name, key)
                        is_here = mine is not None and self.ours.fetch((table.name, mine)) is not None
                        if not is_here and (table.name, key) not in self.found.added:
                            self._revive((table.name, key))

    def _compare_gone(self, mine: Place, trace: Trace) -> None:
        """What they removed: removed here too, unless something was built on it here."""
        if self.ours.fetch(mine) is None:
            return
        top = self._find_top_gone(mine)
        if top not in self.kept:
            self.kept[top] = self._is_kept(top)
        if not self.kept[top]:
            self.found.removed[mine] = trace.gone or ""

    def _is_kept(self, top: Place) -> bool:
        """Whether a row that they removed stays, with all of it; where it goes although it was built on, all goes."""
        within = self._list_within(top)
        if not any(map(self._is_built_upon, within)):
            return False
        if self._settle(MergeConflict(Clash.GONE_THERE, *top, self._label_ours(top))) is not Side.THEIRS:
            return True
        for each in within:
            self.found.removed.setdefault(each, "")
        return False

    def _find_top_gone(self, mine: Place) -> Place:
        """The outermost row of ours that they removed of those that this one belongs to."""
        row = self.ours.fetch(mine) or {}
        for column, table in list_required(mine[0]):
            parent = (table, row[column])
            trace = self.theirs.traces.get(parent)
            if trace is not None and trace.gone and self.theirs.fetch(parent) is None:
                return self._find_top_gone(parent)
        return mine

    def _label_ours(self, place: Place) -> str:
        row = self.ours.fetch(place) or {}
        trace = self.ours.traces.get(place)
        return trace.label if trace else str(next((row[n] for n in ("code", "slug", "name") if n in row), place[1]))

    def _list_within(self, place: Place) -> list[Place]:
        """A row of ours and all that belongs to it, the innermost first."""
        found: list[Place] = []
        for table in MERGED:
            for column, parent in list_required(table.name):
                if parent == place[0]:
                    for key in list_keys(self.ours, table.name, column, place[1]):
                        found += self._list_within((table.name, key))
        return [*dict.fromkeys(found), place]

    def _is_built_upon(self, place: Place) -> bool:
        """Whether something of a row is news to them, or something that refers to it, or was said of it."""
        return self.ours.has_news(place) or place in self._named_anew

    @cached_property
    def _named_anew(self) -> set[Place]:
        """The rows of ours of which something was said that is news to them, or to which something refers by news."""
        ours, known = self.ours, self.theirs.lineage.known
        said = {("undertaking", row["undertaking_id"]) for row in ours.list_said()
                if ours.find_birth("status_update", row)[0] not in known}  # fmt: skip
        return said | {
            (table, (ours.fetch(other) or {}).get(column))
            for other, trace in ours.traces.items()
            for column, table in list_references(other[0])
            if (write := trace.writes.get(column)) is not None and write.is_news
        }

    def _compare_columns(self, place: Place, mine: Place, row: dict[str, Any]) -> None:
        """What both have: each column for itself."""
        here, theirs = self.ours.fetch(mine) or {}, self.kinship.translate(place[0], row)
        named = dict(list_references(place[0]))
        for column in row:
            written = self.theirs.find_write(place, column)
            is_key = metadata.tables[place[0]].c[column].primary_key
            if written is None or is_key or column in FOLLOWS.get(place[0], ()):
                continue
            is_new = column in named and row[column] is not None and theirs[column] is None
            if not is_new and theirs[column] == here[column]:
                continue
            held = self.ours.find_write(mine, column)
            if column in named:
                self._require((named[column], row[column]))
            if held is None:
                move = ColumnMove(column, here[column], row[column], written.origin)
                self._move(place, mine, move)
                continue
            value = CONFLICT if is_new else bring_together(column, held.base, here[column], theirs[column])
            if value is CONFLICT:
                self._clash(mine, column, here[column], row[column], held.base)
            elif value != here[column]:
                self._move(place, mine, ColumnMove(column, here[column], None, None, value))

    def _move(self, place: Place, mine: Place, move: ColumnMove) -> None:
        """Let a column take another value, unless that is the name of something else here."""
        if move.column in NAMED_BY[place[0]]:
            row = self.theirs.fetch(place) or {}
            other = self.kinship.find_called(place[0], row)
            if other is not None and other != mine[1]:
                label = str(row.get(move.column))
                self.found.open[label] = MergeConflict(Clash.NAME, place[0], mine[1], label, move.column)
                return
        self.found.moved.setdefault(mine, []).append(move)

    def _clash(self, mine: Place, column: str, here: Any, there: Any, base: Any) -> None:
        """A column that both changed, each in its own way."""
        label = self._label_ours(mine)
        named = dict(list_references(mine[0])).get(column)
        shown = (
            self._say(self.ours, named, here),
            self._say(self.theirs, named, there),
            self._say(self.ours, named, base),
        )
        choice = self._settle(MergeConflict(Clash.VALUE, mine[0], mine[1], label, column, *shown))
        if choice is Side.THEIRS:
            self.found.moved.setdefault(mine, []).append(ColumnMove(column, here, there, ""))
        elif choice is Side.OURS:
            self.found.moved.setdefault(mine, []).append(ColumnMove(column, here, None, None, here))

    def _say(self, side: History, table: str | None, value: Any) -> Any:
        """A value as people know it: of one that names a row what that is called."""
        row = side.fetch((table, value)) if table is not None and value is not None else None
        if row is None:
            return value
        return next((row[name] for name in ("code", "slug", "name") if name in row), value)

    def _settle(self, conflict: MergeConflict) -> Side | None:
        """How a conflict is settled; one that is not is kept."""
        choice = self.choices.find(conflict)
        if choice is None:
            self.found.open[conflict.name] = conflict
        else:
            self.found.settled[conflict.name] = (conflict, choice)
        return choice


def str_key(place: Place) -> tuple[int, str]:
    """Rows in the order of their keys, which are numbers but for settings."""
    return (place[1], "") if isinstance(place[1], int) else (0, str(place[1]))


def list_required(table: str) -> Iterator[tuple[str, str]]:
    """The columns of a table that name a row which it cannot be without."""
    for column, parent in list_references(table):
        if not metadata.tables[table].c[column].nullable:
            yield column, parent


def list_keys(side: History, table: str, column: str, value: Any) -> list[Any]:
    """The keys of the rows of a table that name another row."""
    from sqlalchemy import select

    found = metadata.tables[table]
    (key,) = found.primary_key
    return list(side.connection.scalars(select(key).where(found.c[column] == value).order_by(key)))
