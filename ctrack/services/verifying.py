"""Whether the register still holds exactly what it said: its journal, its status updates and where things stand.

A fingerprint names a journal entry, the hash that stood at its end, and what a report said then:
`12-7F3A90C1D2E4-88AB01FF`.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from ctrack.domain.failures import NotFound, marked
from ctrack.store.journal import find_break, plain_value, read_entries, read_last
from ctrack.store.past import EVER, FOLLOWING, select_past
from ctrack.store.tables import journal, metadata, status_update, undertaking

HEAD_DIGITS = 12
CONTENT_DIGITS = 8
FORM = re.compile(rf"(\d+)-([0-9A-F]{{{HEAD_DIGITS}}})(?:-([0-9A-F]{{{CONTENT_DIGITS}}}))?")


class BadFingerprint(NotFound):
    message = marked("{text} is no fingerprint; one looks like 12-7F3A90C1D2E4-88AB01FF and stands on every report.")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found: the first entry that differs, and in which respect; None where all holds."""

    entries: int
    head: str
    entry: int | None = None
    fault: str | None = None

    @property
    def holds(self) -> bool:
        """Whether the register is what it says it is."""
        return self.fault is None


def take_fingerprint(number: int, head: str, data: Mapping[str, Any]) -> str:
    """The fingerprint of a report: the journal's state that it stands on, and its content."""
    content = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    digest = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{number}-{head[:HEAD_DIGITS]}-{digest[:CONTENT_DIGITS]}".upper()


def verify_register(connection: Connection) -> Verdict:
    """Check the journal's chain, the status updates against it, and where things stand against the updates."""
    number, head = read_last(connection)
    broken = find_break(connection)
    if broken is not None:
        return Verdict(number, head, broken, "journal")
    entry = find_forged_update(connection)
    if entry is not None:
        return Verdict(number, head, entry, "status_update")
    entry = find_moved_undertaking(connection)
    if entry is not None:
        return Verdict(number, head, entry, "undertaking")
    return Verdict(number, head)


def find_forged_update(connection: Connection) -> int | None:
    """The first entry whose status updates are not what the journal wrote of them."""
    rows = {row["id"]: row for row in read_updates(connection)}
    for entry in read_entries(connection):
        for change in json.loads(entry["changes"]):
            if change["table"] == status_update.name and change.get("after"):
                if rows.pop(change["id"], None) != change["after"]:
                    return int(entry["number"])
            elif "rows" in change and digest_rows(connection, change["table"], change["last"]) != change["sha256"]:
                return int(entry["number"])
    # What the first entry brought is covered by its digest; of the rest nothing may be left over.
    left = [row["journal_number"] for row in rows.values() if row["journal_number"] != 1]
    return min(left, default=None)


def read_updates(connection: Connection) -> Iterator[dict[str, Any]]:
    """Every status update as the journal writes one."""
    for row in connection.execute(select(status_update)):
        yield {name: plain_value(value) for name, value in row._mapping.items()}


def digest_rows(connection: Connection, name: str, last: int) -> str:
    """SHA-256 over the rows of a table up to a key, in the order of their keys."""
    table = metadata.tables[name]
    digest = hashlib.sha256()
    for row in connection.execute(select(table).where(table.c.id <= last).order_by(table.c.id)):
        values = {key: plain_value(value) for key, value in row._mapping.items()}
        line = json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        digest.update(line.encode("utf-8", "surrogatepass") + b"\n")
    return digest.hexdigest()


def find_moved_undertaking(connection: Connection) -> int | None:
    """The newest entry on the first undertaking that does not stand where its updates leave it."""
    now = select(undertaking).order_by(undertaking.c.id)
    then = select_past(EVER).order_by(undertaking.c.id)
    for row, follows in zip(connection.execute(now), connection.execute(then), strict=True):
        if any(getattr(row, name) != getattr(follows, name) for name in FOLLOWING):
            newest = select(func.max(status_update.c.journal_number)).where(status_update.c.undertaking_id == row.id)
            return connection.scalar(newest) or 1
    return None


def read_fingerprint(text: str) -> tuple[int, str]:
    """The entry and the beginning of its hash that a fingerprint names."""
    match = FORM.fullmatch(text.strip().upper())
    if match is None:
        raise BadFingerprint(text=text)
    return int(match[1]), match[2].lower()


def still_holds(connection: Connection, number: int, head: str) -> bool:
    """Whether the journal has that entry with that hash."""
    found = connection.scalar(select(journal.c.hash).where(journal.c.number == number))
    return found is not None and found.startswith(head)
