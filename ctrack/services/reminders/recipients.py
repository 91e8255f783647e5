"""Who hears of an undertaking: its focal point, else somebody of the leading agency, the overseer, or a stand-in.

Somebody hears who is active and whom the channel can reach. It is the next one's turn where one is not active, and at
once where the reminder was refused for good, as it is without an address; whoever looks ahead foresees that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator
from datetime import date

from ctrack.domain.frozen import dataclass
from ctrack.domain.records.reminders import Absence
from ctrack.domain.vocabulary import DigestWish
from ctrack.services.reminders.thresholds import Clock, Rules
from ctrack.store.sql import Connection, and_, person, select


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
    digest: str | None = None
    hour: int | None = None
    away_from: date | None = None
    away_until: date | None = None
    deputy_id: int | None = None

    @property
    def clock(self) -> Clock:
        """Their time zone, and the hour from which they are to be reminded."""
        return self.time_zone, self.hour

    def is_away(self, day: date) -> bool:
        """Whether somebody else is to be reminded on a day."""
        return self.away_from is not None and self.away_until is not None and self.away_from <= day <= self.away_until


def read_people(connection: Connection) -> dict[int, Recipient]:
    """Everybody, by their keys; who was withdrawn is not active."""
    item = person.c
    is_active = and_(item.is_active, item.withdrawn.is_(None))
    columns = (item.id, item.name, item.email, item.language, item.time_zone, item.agency_id, is_active,
               item.digest, item.hour, item.away_from, item.away_until, item.deputy_id)  # fmt: skip
    return {row[0]: Recipient(*row) for row in map(tuple, connection.execute(select(*columns)).all())}


class Circle:
    """The people of a register, and whom a channel can reach: `reaches` says of an address whether it does.

    With `foresees`, nobody is thought to hear whom the channel will refuse.
    """

    def __init__(self, people: dict[int, Recipient], rules: Rules, *, foresees: bool) -> None:
        self.people = people
        self._reaches = rules.reaches
        self._away = {key for key, each in people.items() if each.is_away(rules.day_of(each.time_zone))}
        self._deaf = self._away | {
            key for key, each in people.items() if not (each.is_active and (not foresees or rules.reaches(each.email)))
        }
        self._contacts: dict[int, list[int]] = defaultdict(list)
        for key, each in sorted(people.items()):
            if each.agency_id is not None:
                self._contacts[each.agency_id].append(key)
        self.fallback = next((key for key, each in people.items() if each.name == rules.fallback), None)

    def hears(self, key: int | None) -> bool:
        """Whether somebody is there, and can be reached."""
        return key in self.people and key not in self._deaf

    @property
    def has_weekly(self) -> bool:
        """Whether anybody wants one mail a week."""
        return any(each.digest == DigestWish.WEEKLY for each in self.people.values())

    @property
    def unlike(self) -> set[int]:
        """The keys of those who are not reminded on the days on which the office is, or not at all."""
        return self._deaf | {key for key, each in self.people.items() if each.digest == DigestWish.WEEKLY}

    def list_turns(self, person_id: int | None, lead_id: int | None, overseer_id: int | None) -> Iterator[int]:
        """The keys of those whose turn it is, one after the other, each once; behind who is away their deputy."""
        keys = [person_id, *self._contacts.get(lead_id or 0, ()), overseer_id, self.fallback]
        yield from dict.fromkeys(each for key in keys for each in (key, self._find_deputy(key)) if each is not None)

    def _find_deputy(self, key: int | None) -> int | None:
        return self.people[key].deputy_id if key in self._away and key is not None else None

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
        if each.id in self._away:
            return Absence.AWAY
        if not self._reaches(each.email):
            return Absence.UNREACHABLE
        return Absence.REFUSED if is_refused else None
