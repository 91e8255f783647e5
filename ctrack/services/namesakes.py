"""Who may be taken for somebody else, or does not answer: names that are equal when folded, and who has left."""

from __future__ import annotations

from collections.abc import Iterable
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


def refuse_namesake(connection: Connection, name: str, but: int | None = None) -> None:
    """Refuse a name that is that of another person when both are folded; `but` is the person who is renamed."""
    for key, other in connection.execute(select(person.c.id, person.c.name)):
        if key != but and fold(other) == fold(name):
            raise NamedAlike(name=name, other=other)


def refuse_twin(connection: Connection, name: Words, party_id: int | None, but: int | None = None) -> None:
    """Refuse a name that another agency of the same party has in any language; `but` is the one that is renamed."""
    same = agency.c.party_id.is_(None) if party_id is None else agency.c.party_id == party_id
    found = select(agency.c.code, agency.c.name).where(same, agency.c.id != (but or 0))
    refuse_alike(connection, name, found)


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
