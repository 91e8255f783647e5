"""Who hears of an undertaking: its focal point, else somebody of the leading agency, the overseer, or a stand-in.

Somebody hears who is active and whom the channel can reach. It is the next one's turn where one is not active, and at
once where the reminder was refused for good, as it is without an address; whoever looks ahead foresees that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, and_, select

from ctrack.domain.records.reminders import Absence
from ctrack.services.reminders.thresholds import Rules
from ctrack.store.tables import person


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person of the register whom a reminder may go to."""

    id: int
    name: str
    email: str | None
    language: str | None
    time_zone: str | None
    agency_id: int | None
    is_active: bool


def read_people(connection: Connection) -> dict[int, Recipient]:
    """Everybody, by their keys; who was withdrawn is not active."""
    item = person.c
    is_active = and_(item.is_active, item.withdrawn.is_(None))
    columns = (item.id, item.name, item.email, item.language, item.time_zone, item.agency_id, is_active)
    return {row[0]: Recipient(*row) for row in map(tuple, connection.execute(select(*columns)).all())}


class Circle:
    """The people of a register, and whom a channel can reach: `reaches` says of an address whether it does.

    With `foresees`, nobody is thought to hear whom the channel will refuse.
    """

    def __init__(self, people: dict[int, Recipient], rules: Rules, *, foresees: bool) -> None:
        self.people = people
        self._reaches = rules.reaches
        self._deaf = {
            key for key, each in people.items() if not (each.is_active and (not foresees or rules.reaches(each.email)))
        }
        self._contacts: dict[int, list[int]] = defaultdict(list)
        for key, each in sorted(people.items()):
            if each.agency_id is not None:
                self._contacts[each.agency_id].append(key)
        self.fallback = next((key for key, each in people.items() if each.name == rules.fallback), None)

    @property
    def deaf(self) -> set[int]:
        """The keys of those who hear nothing."""
        return self._deaf

    def hears(self, key: int | None) -> bool:
        """Whether somebody is there, and can be reached."""
        return key in self.people and key not in self._deaf

    def list_turns(
        self, person_id: int | None, lead_id: int | None, overseer_id: int | None, *, has_stand_in: bool = True
    ) -> Iterator[int]:
        """The keys of those whose turn it is, one after the other, each once."""
        keys = [person_id, *self._contacts.get(lead_id or 0, ()), overseer_id]
        if has_stand_in:
            keys.append(self.fallback)
        yield from dict.fromkeys(key for key in keys if key is not None)

    def choose(self, turns: Iterator[int], refused: Container[int] = ()) -> Recipient | None:
        """The first who hears and has not refused; None where there is nobody."""
        return next((self.people[key] for key in turns if self.hears(key) and key not in refused), None)

    def explain(self, key: int | None, *, is_refused: bool) -> Absence | None:
        """Why somebody's reminder goes to another; None where there is nobody, or no reason."""
        each = self.people.get(key or 0)
        if each is None:
            return None
        if not each.is_active:
            return Absence.LEFT
        if not self._reaches(each.email):
            return Absence.UNREACHABLE
        return Absence.REFUSED if is_refused else None
