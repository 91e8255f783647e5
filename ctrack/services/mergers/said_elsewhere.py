"""The status updates of another register among those of this one: each in its place in time, and retracted where it is.

Two that were said apart come in the order in which they were recorded, and of the same moment in one that does not
depend on who asks; what one register said stays in the order in which it said it.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

from sqlalchemy import func, insert, select

from ctrack.services.mergers.kinship import Kinship
from ctrack.services.mergers.traces import History, find_position
from ctrack.services.mergers.transplants import Transplant
from ctrack.store.journal import EntryHead, make_change, plain_value
from ctrack.store.lineages import Clock
from ctrack.store.tables import status_update
from ctrack.store.work import UnitOfWork

NAME = status_update.name
Turn = tuple[Clock, int]


class Words:
    """What was said on both sides since they parted."""

    def __init__(self, unit: UnitOfWork, kinship: Kinship, transplant: Transplant, head: EntryHead) -> None:
        self.unit, self.kinship, self.transplant, self.head = unit, kinship, transplant, head
        self.ours, self.theirs = kinship.ours, kinship.theirs
        self.said_here, self.said_there = self.ours.list_said(), self.theirs.list_said()
        self.there = {row["id"]: row for row in self.said_there}
        # The undertakings of which something came.
        self.spoken_of: set[int] = set()
        self.updates = self.retracted = 0

    def bring(self) -> None:
        """Bring what was said there and is not known here, and what was taken back there."""
        self._bring_updates()
        self._bring_retractions()

    def find_turn(self, side: History, row: dict[str, Any]) -> Turn:
        """When something was said, so that both registers agree on it."""
        entry, key = side.find_birth(NAME, row)
        return side.lineage.find_clock(entry), key

    def _bring_updates(self) -> None:
        fresh = [row for row in self.said_there if row["retracts_id"] is None and self._find(row["id"]) is None]
        here = sorted(
            (self.find_turn(self.ours, row), find_position(row)) for row in self.said_here if row["retracts_id"] is None
        )
        for turn, row in sorted(((self.find_turn(self.theirs, row), row) for row in fresh), key=lambda pair: pair[0]):
            whose = self.kinship.find("undertaking", row["undertaking_id"])
            if whose is None or not self.transplant.is_here("undertaking", whose):
                continue
            index = bisect_left(here, (turn, 0.0))
            place = self._find_place(here, index)
            key = self._add(row, whose, place=place)
            here.insert(index, (turn, float(key) if place is None else place))
            self.updates += 1

    def _find_place(self, here: list[tuple[Turn, float]], index: int) -> float | None:
        """A place before that of the one at the index; none where it comes last, which its key says."""
        if index == len(here):
            return None
        after = here[index][1]
        before = here[index - 1][1] if index else self._find_last_common()
        return before + (after - before) / 2

    def _find_last_common(self) -> float:
        """The place of the last one that was said before the two parted."""
        last = select(func.max(status_update.c.id)).where(status_update.c.journal_number <= self.ours.common)
        return float(self.unit.connection.scalar(last) or 0)

    def _find(self, key: int) -> Any:
        """The key here of a status update of theirs; None where it is not known."""
        if (NAME, key) in self.kinship.found:
            return self.kinship.found[NAME, key]
        row = self.there.get(key)
        if row is None:
            return key
        return self.ours.born.get((NAME, *self.theirs.find_birth(NAME, row)))

    def _add(self, row: dict[str, Any], whose: int, *, place: float | None = None, retracts: int | None = None) -> int:
        """Add a status update of theirs under this entry; its key."""
        values = {
            **{name: value for name, value in row.items() if name != "id"},
            "undertaking_id": whose,
            "occurrence_id": self.kinship.find("occurrence", row["occurrence_id"]),
            "journal_number": self.unit.number,
            "retracts_id": retracts,
            "place": place,
        }
        statement = insert(status_update).values(values).returning(status_update.c.id)
        key: int = self.unit.connection.execute(statement).scalar_one()
        trace = self.theirs.traces.get((NAME, row["id"]))
        after = {name: plain_value(value) for name, value in {"id": key, **values}.items()}
        change = make_change(NAME, key, trace.label if trace is not None else "", None, after)
        self.transplant.note(change, *self.theirs.find_birth(NAME, row))
        self.kinship.found[NAME, row["id"]] = key
        self.spoken_of.add(whose)
        return key

    def _bring_retractions(self) -> None:
        """Take back here what was taken back there, or let it stand again, unless somebody here decided since."""
        known_here, known_there = self.ours.lineage.known, self.theirs.lineage.known
        chains_here, chains_there = self._read_chains(self.ours), self._read_chains(self.theirs)
        for root, chain in chains_there.items():
            news = [row for row in chain if self.theirs.find_birth(NAME, row)[0] not in known_here]
            mine = self._find(root)
            if not news or mine is None:
                continue
            held = chains_here.get(mine, [])
            held_news = [row for row in held if self.ours.find_birth(NAME, row)[0] not in known_there]
            is_out = settle_parity(len(held), len(held_news), len(chain), len(news), self._count_older(mine))
            keys = self._read_chain(mine)
            if is_out is not bool((len(keys) - 1) % 2):
                self._add(news[-1], self._read_whose(mine), retracts=keys[-1])
                self.retracted += 1

    def _read_whose(self, key: int) -> int:
        """The undertaking of which a status update is."""
        found: int = self.unit.connection.execute(
            select(status_update.c.undertaking_id).where(status_update.c.id == key)
        ).scalar_one()
        return found

    def _read_chain(self, key: int) -> list[int]:
        """A status update and the retractions that follow upon it, in their order."""
        keys = [key]
        while True:
            later = select(status_update.c.id).where(
                status_update.c.retracts_id == keys[-1], status_update.c.id > keys[-1]
            )
            found = self.unit.connection.scalar(later)
            if found is None:
                return keys
            keys.append(found)

    def _count_older(self, key: int) -> int:
        """How many retractions of an update are older than the parting."""
        keys = self._read_chain(key)[1:]
        number = status_update.c.journal_number <= self.ours.common
        statement = select(func.count()).where(status_update.c.id.in_(keys), number)
        return self.unit.connection.scalar(statement) or 0

    def _read_chains(self, side: History) -> dict[int, list[dict[str, Any]]]:
        """By the update that they are about the retractions of a side since, in their order."""
        said = self.said_here if side is self.ours else self.said_there
        before: dict[int, int] = {}
        chains: dict[int, list[dict[str, Any]]] = {}
        for row in said:
            if row["retracts_id"] is not None:
                before[row["id"]] = row["retracts_id"]
        for row in said:
            if row["retracts_id"] is not None:
                chains.setdefault(find_root(side, row["id"], before), []).append(row)
        return chains


def find_root(side: History, key: int, before: dict[int, int]) -> int:
    """The update that a chain of retractions is about."""
    while True:
        earlier = before.get(key)
        if earlier is None:
            statement = select(status_update.c.retracts_id).where(status_update.c.id == key)
            earlier = side.connection.scalar(statement)
        if earlier is None or earlier >= key:
            return key
        key = earlier


def settle_parity(held: int, held_news: int, chain: int, news: int, older: int) -> bool:
    """Whether an update that both may have retracted is out: who changed that since decides, and both mean the same."""
    here, there = (older + held) % 2 == 1, (older + chain) % 2 == 1
    base_here, base_there = (older + held - held_news) % 2 == 1, (older + chain - news) % 2 == 1
    if there != base_there:
        return there
    return here if here != base_here else base_there
