"""Where undertakings stand, by reading what was said one after the other, as a person would: an oracle for SQL."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from ctrack.domain.vocabulary import STATUS_RANK
from ctrack.store.tables import commitment, occurrence, status_update, undertaking

CLOSED = ("implemented", "not_applicable", "overtaken_by_events")
WAIVED = CLOSED[1:]


@dataclass
class Said:
    """What was said of one thing: the newest status, since when, and whether it fell."""

    status: str | None = None
    progress: int = 0
    since: date | None = None
    effective: str = ""
    fell: bool = False
    own: str | None = None

    def hear(self, row: Any) -> None:
        """One more status."""
        ranks = STATUS_RANK.get(row.status), STATUS_RANK.get(self.status)  # type: ignore[call-overload]
        is_lower = None not in ranks and ranks[0] < ranks[1]
        self.fell = self.status is not None and (
            is_lower or (row.status == self.status and row.progress < self.progress)
        )
        if row.status != self.status:
            self.since, self.effective = row.effective_on, row.effective
        self.status, self.progress, self.own = row.status, row.progress, row.own_status


@dataclass
class Reading:
    """One undertaking as its updates leave it."""

    rounds: list[Any]
    ruling: tuple[str | None, date | None]
    whole: Said = field(default_factory=Said)
    of_round: dict[int, Said] = field(default_factory=lambda: defaultdict(Said))
    told: list[tuple[Any, int | None]] = field(default_factory=list)
    updated_on: date | None = None

    def read(self, updates: Sequence[Any]) -> None:
        """Every update, in the order of their days."""
        keys = {row.id for row in self.rounds}
        for row in updates:
            self.updated_on = row.effective_on
            if row.status is not None:
                key = row.occurrence_id if row.occurrence_id in keys else None
                (self.whole if key is None else self.of_round[key]).hear(row)
                self.told.append((row, key))

    @property
    def latest(self) -> Any:
        """The last occurrence that was spoken of."""
        spoken = [row for row in self.rounds if row.id in self.of_round]
        return spoken[-1] if spoken else None

    @property
    def in_hand(self) -> Any:
        """The last occurrence that was spoken of, or the one after it where that is done."""
        latest = self.latest
        if latest is None:
            return self.rounds[0] if self.rounds else None
        if self.of_round[latest.id].status not in CLOSED:
            return latest
        return next((row for row in self.rounds if row.due_last > latest.due_last), None)

    def state_of(self, row: Any) -> str | None:
        """The status of one occurrence; one of which nobody spoke was waived with the whole."""
        if row.id in self.of_round:
            return self.of_round[row.id].status
        earlier = [(said, key) for said, key in self.told if said.effective_on <= row.due_last]
        # Of the same day, what ended it counts: it lasted no whole day.
        waived = bool(earlier) and earlier[-1][1] is None and earlier[-1][0].status in WAIVED
        return earlier[-1][0].status if waived else None

    def standing(self) -> tuple[Any, ...]:
        """Status, progress, since, whether it fell, whether that day is only the latest possible, and the own word."""
        nothing = ("not_reported", 0, None, False, None, None)
        item = self.in_hand
        last, key = self.told[-1] if self.told else (None, None)
        is_whole = last is not None and key is None and last.status in WAIVED
        if item is None or is_whole:
            said = self.whole if key is None else self.of_round[key]
            return self.tell(said, fell=said.fell) if last is not None else nothing
        if item.id in self.of_round:
            return self.tell(self.of_round[item.id], fell=self.of_round[item.id].fell and key == item.id)
        if self.latest is None and self.whole.status not in (None, "implemented"):
            return self.tell(self.whole, fell=False)
        return nothing

    @staticmethod
    def tell(said: Said, *, fell: bool) -> tuple[Any, ...]:
        """What was said as columns have it."""
        is_latest = True if said.effective.startswith("../") else None
        return said.status, said.progress, said.since, fell, is_latest, said.own

    def met_on(self) -> date | None:
        """When the occurrence before the one in hand was met."""
        item = self.in_hand
        before = [row for row in self.rounds if item is not None and row.due_last < item.due_last]
        counted = [row for row in before if self.state_of(row) not in WAIVED]
        if not counted or self.state_of(counted[-1]) != "implemented":
            return None
        return self.of_round[counted[-1].id].since

    def aims(self, updates: Sequence[Any]) -> tuple[Any, ...]:
        """The target and its last day, how often it was put off, and from when."""
        item, keys = self.in_hand, {row.id for row in self.rounds}
        target, last, times = None, None, 0
        ruling, ruling_last = (item.due, item.due_last) if item is not None else self.ruling
        first: tuple[date, str] | None = None
        for row in updates:
            is_loose = row.occurrence_id not in keys
            is_theirs = row.occurrence_id == item.id if item is not None and not is_loose else False
            if row.target is None or not (is_theirs or (is_loose and (item is None or self.latest is None))):
                continue
            before = last or ruling_last
            target, last = row.target or None, row.target_last
            if last is not None and before is not None and last > before:
                times += ruling_last is None or last > ruling_last
            if last is not None and (first is None or last < first[0]):
                first = (last, row.target)
        put_off = ruling if last is not None and ruling_last is not None and last > ruling_last else None
        if last is not None and ruling_last is None and first is not None and last > first[0]:
            put_off = first[1]
        return target, last, times or None, put_off

    def following(self, updates: Sequence[Any]) -> tuple[Any, ...]:
        """Every column that follows, in the order of FOLLOWING."""
        status, progress, since, fell, is_latest, own = self.standing()
        target, target_last, times, put_off = self.aims(updates)
        item = self.in_hand
        last = self.told[-1][0] if self.told else None
        due_last = item.due_last if item is not None else self.ruling[1] or target_last
        return (
            target, target_last, status, progress, since, last.effective_on if last else None,
            last.voice if last else None, self.updated_on, fell, due_last, item.due if item is not None else None,
            item.due_last if item is not None else None, self.met_on(), times, put_off, is_latest, own,
        )  # fmt: skip


def list_standing(connection: Connection, as_of: date, known_at: str | None) -> list[Any]:
    """The updates that stood, held and were known then, in the order of their days."""
    said = [row for row in connection.execute(select(status_update)) if known_at is None or row.recorded_at <= known_at]
    gone: set[int] = set()
    for row in sorted(said, key=lambda row: -row.id):
        if row.retracts_id is not None and row.id not in gone:
            gone.add(row.retracts_id)
    standing = [row for row in said if row.retracts_id is None and row.id not in gone and row.effective_on <= as_of]
    return sorted(standing, key=lambda row: (row.effective_on, row.id))


def read_all(connection: Connection, as_of: date, known_at: str | None) -> dict[int, tuple[Reading, list[Any]]]:
    """Every undertaking by its key, with the updates that were read of it."""
    said: dict[int, list[Any]] = defaultdict(list)
    for row in list_standing(connection, as_of, known_at):
        said[row.undertaking_id].append(row)
    rounds: dict[int, list[Any]] = defaultdict(list)
    for row in connection.execute(select(occurrence).order_by(occurrence.c.due_last)):
        rounds[row.undertaking_id].append(row)
    text = commitment.c
    columns = (undertaking.c.id, text.deadline, text.deadline_last, text.moved_deadline, text.moved_last)
    found = {}
    for row in connection.execute(select(*columns).join(commitment)):
        reading = Reading(rounds[row.id], (row.moved_deadline or row.deadline, row.moved_last or row.deadline_last))
        reading.read(said[row.id])
        found[row.id] = (reading, said[row.id])
    return found


def fold_naively(connection: Connection, as_of: date, known_at: str | None = None) -> dict[int, tuple[Any, ...]]:
    """FOLLOWING of every undertaking."""
    return {key: reading.following(said) for key, (reading, said) in read_all(connection, as_of, known_at).items()}
