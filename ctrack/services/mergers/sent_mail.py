"""What another register sent: remembered here, so that nobody is reminded twice of the same; and what was written back.

Mails that wait there are left there: what is due and was not told is found again by this register's own next run.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table, insert, select, update

from ctrack.domain.vocabulary import MailState
from ctrack.services.mergers.kinship import Kinship
from ctrack.store.tables import answer, mail, reminder
from ctrack.store.work import UnitOfWork

WENT = (MailState.SENT.value, MailState.SENDING.value, MailState.FAILED.value, MailState.DROPPED.value)
WAITS = MailState.QUEUED.value
NOBODY = 0
KEY = ("undertaking_id", "due_last", "threshold", "person_id")


def bring_mail(unit: UnitOfWork, kinship: Kinship) -> int:
    """Take over what went out there, with the reminders that it carried, and the answers; how many mails came."""
    here, there = unit.connection, kinship.theirs.connection
    known = {row.message_id: row.state for row in here.execute(select(mail.c.message_id, mail.c.state))}
    carried = read_reminders(here)
    count = 0
    went = select(mail).where(mail.c.state.in_(WENT), mail.c.person_id != NOBODY).order_by(mail.c.id)
    for row in list(there.execute(went).mappings()):
        items = [translated for each in list_carried(there, row["id"]) if (translated := translate(kinship, each))]
        fresh = [item for item in items if carried.get(key_of(item), WAITS) == WAITS]
        if not fresh and (items or row["message_id"] in known):
            continue
        key = add_mail(here, kinship, dict(row), known)
        count += 1
        for item in fresh:
            carry(here, item, key, is_waiting=key_of(item) in carried)
            carried[key_of(item)] = row["state"]
    drop_empty(here)
    return count + bring_answers(unit, kinship)


def read_reminders(connection: Connection) -> dict[tuple[Any, ...], str]:
    """Every reminder by what makes it one, with how far its mail has come."""
    columns = (*(reminder.c[name] for name in KEY), mail.c.state)
    return {tuple(row[:-1]): row[-1] for row in connection.execute(select(*columns).select_from(reminder.join(mail)))}


def key_of(item: dict[str, Any]) -> tuple[Any, ...]:
    """What makes a reminder one."""
    return tuple(item[name] for name in KEY)


def list_carried(connection: Connection, key: int) -> list[dict[str, Any]]:
    """The reminders that a mail carried."""
    return [dict(row) for row in connection.execute(select(reminder).where(reminder.c.mail_id == key)).mappings()]


def translate(kinship: Kinship, row: dict[str, Any]) -> dict[str, Any] | None:
    """A row of theirs with the undertaking and the person that it is about here; None where they are not here."""
    whose = kinship.find("undertaking", row["undertaking_id"])
    person = row["person_id"] and kinship.find("person", row["person_id"])
    values = {name: value for name, value in row.items() if name != "id"}
    return None if whose is None or person is None else {**values, "undertaking_id": whose, "person_id": person}


def add_mail(connection: Connection, kinship: Kinship, row: dict[str, Any], known: dict[str, str]) -> int:
    """Add a mail that went; one that waits here under the same name is the same mail. Its key."""
    person = row["person_id"] and kinship.find("person", row["person_id"])
    values = {name: value for name, value in row.items() if name != "id"} | {"person_id": person or NOBODY}
    if known.get(row["message_id"]) == WAITS:
        connection.execute(update(mail).where(mail.c.message_id == row["message_id"]).values(values))
        known[row["message_id"]] = row["state"]
        return int(connection.execute(select(mail.c.id).where(mail.c.message_id == row["message_id"])).scalar_one())
    if row["message_id"] in known:
        # Another mail has the name: its makers counted alike, and meant other people.
        head = kinship.theirs.lineage.own[-1].hash[:8]
        values["message_id"] = f"{row['message_id'].removesuffix('>')}.{head}.{row['id']}>"
    known[values["message_id"]] = row["state"]
    return int(connection.execute(insert(mail).values(values).returning(mail.c.id)).scalar_one())


def carry(connection: Connection, item: dict[str, Any], key: int, *, is_waiting: bool) -> None:
    """Let a reminder be one of those that a mail carried; one that waits here is no longer in another."""
    if is_waiting:
        same = [reminder.c[name] == item[name] for name in KEY]
        connection.execute(update(reminder).where(*same).values(mail_id=key, token=item["token"]))
        return
    connection.execute(insert(reminder).values({**item, "mail_id": key}))


def drop_empty(connection: Connection) -> None:
    """What waits and carries nothing any more is not sent."""
    full = select(reminder.c.mail_id)
    empty = (mail.c.state == WAITS, mail.c.person_id != NOBODY, mail.c.id.not_in(full))
    connection.execute(update(mail).where(*empty).values(state=MailState.DROPPED.value))


def bring_answers(unit: UnitOfWork, kinship: Kinship) -> int:
    """Take over what people wrote back, each once; how many came."""
    table: Table = answer
    here = unit.connection
    known = {tuple(row) for row in here.execute(select(table.c.message_id, table.c.undertaking_id))}
    count = 0
    for row in kinship.theirs.connection.execute(select(table).order_by(table.c.id)).mappings():
        values = translate(kinship, dict(row))
        if values is not None and (values["message_id"], values["undertaking_id"]) not in known:
            entry = unit.number if values["entry"] is not None else None
            here.execute(insert(table).values({**values, "entry": entry}))
            count += 1
    return count
