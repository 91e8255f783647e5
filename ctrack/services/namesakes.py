"""Who may be taken for somebody else, or does not answer: names that are equal when folded, and who has left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Select, or_, select

from ctrack.domain.dueness import is_open
from ctrack.domain.failures import Refused, marked
from ctrack.domain.folding import fold
from ctrack.domain.records.undertakings import Words
from ctrack.domain.vocabulary import Status
from ctrack.store.current_state import is_in_sight
from ctrack.store.tables import agency, party, person, undertaking


class NamedAlike(Refused):
    message = marked(
        "{name} is written like {other}, who is in this register already: case and marks tell nobody apart. Write more "
        "of the name, such as the office or the e-mail address."
    )


class KnownNames:
    """What many are called when folded, within groups such as the agencies of a party: read once for all who come."""

    def __init__(self) -> None:
        # By group and folded name: who is called so, by their keys, and how that is told.
        self.by_name: dict[tuple[Any, str], dict[int, str]] = {}
        self.by_key: dict[int, list[tuple[Any, str]]] = {}

    def note(self, key: int, group: Any, names: Mapping[str, str]) -> None:
        """Take in what somebody is called, each name with how it is told, in the place of what was known of them."""
        for place in self.by_key.pop(key, ()):
            self.by_name[place].pop(key, None)
        for text, told in names.items():
            place = group, fold(text)
            self.by_name.setdefault(place, {}).setdefault(key, told)
            self.by_key.setdefault(key, []).append(place)

    def refuse(self, group: Any, names: Iterable[str], but: int | None = None) -> None:
        """Refuse names that are those of somebody else; `but` is who is renamed."""
        for text in names:
            for key, told in self.by_name.get((group, fold(text)), {}).items():
                if key != but:
                    raise NamedAlike(name=text, other=told)


def read_people(connection: Connection) -> KnownNames:
    """What people are called."""
    known = KnownNames()
    for key, name in connection.execute(select(person.c.id, person.c.name).order_by(person.c.id)):
        note_person(known, key, name)
    return known


def note_person(known: KnownNames, key: int, name: str) -> None:
    """Take in what a person is called."""
    known.note(key, None, {name: name})


def read_agencies(connection: Connection) -> KnownNames:
    """What the agencies of each party are called."""
    known, item = KnownNames(), agency.c
    for key, code, party_id, names in connection.execute(select(item.id, item.code, item.party_id, item.name)):
        note_agency(known, key, code, party_id, names)
    return known


def note_agency(known: KnownNames, key: int, code: str, party_id: int | None, names: Words) -> None:
    """Take in what an agency is called; of the home party where none is told."""
    known.note(key, party_id, {text: f"{text} ({code})" for text in names.values()})


def refuse_other_party(connection: Connection, code: str, name: Words) -> None:
    """Refuse a name that another party has in any language."""
    refuse_alike(connection, name, select(party.c.code, party.c.name).where(party.c.code != code))


def refuse_alike(connection: Connection, name: Words, found: Select[Any]) -> None:
    """Refuse a name that folds to one of those found: codes, each with its names by language."""
    wanted = {fold(text): text for text in name.values()}
    for code, names in connection.execute(found):
        for text in names.values():
            if fold(text) in wanted:
                raise NamedAlike(name=wanted[fold(text)], other=f"{text} ({code})")


def list_inactive(connection: Connection, names: Iterable[str]) -> list[str]:
    """Those of these people to whom no reminders go, each once."""
    wanted = sorted(set(names))
    return list(connection.scalars(
        select(person.c.name).where(person.c.name.in_(wanted), person.c.is_active.is_(False)).order_by(person.c.name)
    ))  # fmt: skip


def count_open(connection: Connection, name: str) -> int:
    """How many open undertakings lie with somebody, as focal point or to be overseen."""
    found = select(undertaking.c.status, undertaking.c.occurrence).join_from(
        undertaking, person, or_(undertaking.c.person_id == person.c.id, undertaking.c.overseer_id == person.c.id)
    )
    rows = connection.execute(found.where(person.c.name == name, is_in_sight()))
    return sum(is_open(Status(row.status), row.occurrence) for row in rows)
