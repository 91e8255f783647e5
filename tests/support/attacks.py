"""What attacks upon a register of two parties share: their count, what may be told to whom, and SQL as a role."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from ctrack.store.tables import metadata
from tests.support.roles import ELSEWHERE, INTERNAL, PASSWORD, SECRETS, Office

TABLES = [table.name for table in metadata.sorted_tables]
# What each kind of attacker may not see beside what is another party's.
HIDDEN = {
    "focal": (),
    "education": (ELSEWHERE,),
    "reader": (INTERNAL, ELSEWHERE),
    "guest": (INTERNAL, ELSEWHERE, "Huda"),
}
ATTACKERS = tuple(HIDDEN)
OWN = "(SELECT id FROM undertaking WHERE party_id = (SELECT id FROM party WHERE code = 'LY'))"
# Which rows Libya may not change, and how many it has.
NOT_LIBYAS = {
    "undertaking": f"id NOT IN {OWN}",
    **dict.fromkeys(("occurrence", "contribution", "status_update"), f"undertaking_id NOT IN {OWN}"),
    "agency": "code NOT LIKE 'ly-%'",
    "person": "name NOT IN ('Huda', 'Salem')",
    "journal": "changes::text NOT LIKE '% LY%'",
}
LIBYAS = {
    "undertaking": f"SELECT count(*) FROM undertaking WHERE id IN {OWN}",
    **{
        name: f"SELECT count(*) FROM {name} WHERE undertaking_id IN {OWN}"
        for name in ("occurrence", "contribution", "status_update")
    },
    "agency": "SELECT count(*) FROM agency WHERE code LIKE 'ly-%'",
    "person": "SELECT count(*) FROM person WHERE name <> 'Amina'",
    "party": "SELECT 1",
    "instrument": "SELECT count(*) FROM instrument WHERE origin = 'catalogue'",
    "commitment": "SELECT count(*) FROM commitment WHERE code <> 'NAT-7'",
    "section": "SELECT count(*) FROM section JOIN instrument i ON i.id = instrument_id WHERE origin = 'catalogue'",
    "mail": "SELECT 0",
    "reminder": "SELECT 0",
}


@dataclass
class Tally:
    """How often each attack was tried, and what did not hold."""

    tried: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    lost: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def note(self, attack: str, held: bool, what: object) -> None:
        """Count one try."""
        self.tried[attack] += 1
        if not held:
            self.lost[attack].append(str(what))

    def of(self, kind: str, *attacks: str) -> list[str]:
        """What did not hold of a kind of role."""
        return [each for attack in attacks for each in self.lost[attack] if kind in each]

    def tell(self) -> str:
        """The table, as Markdown."""
        head = "| attack | tried | held | lost |\n| --- | ---: | ---: | ---: |"
        lines = [
            f"| {attack} | {tried:,} | {tried - len(self.lost[attack]):,} | {len(self.lost[attack])} |"
            for attack, tried in self.tried.items()
        ]
        total, lost = sum(self.tried.values()), sum(map(len, self.lost.values()))
        return "\n".join(("", head, *lines, f"| **all** | {total:,} | {total - lost:,} | {lost} |", ""))


def names_in(output: str, words: tuple[str, ...], kind: str) -> list[str]:
    """What a role was told that it may not see; what it typed itself does not count."""
    for word in words:
        output = output.replace(word, "").replace(word.rpartition(":")[2], "")
    return [name for name in (*SECRETS, *HIDDEN[kind], PASSWORD) if name in output]


def read_all(office: Office, *, of_libya: bool = True) -> dict[str, list[str]]:
    """Everything that the register holds, as the owner reads it; or what Libya may not change of it."""
    found = {}
    for name in TABLES:
        where = "" if of_libya else f" WHERE {NOT_LIBYAS.get(name, 'true')}"
        found[name] = [row[0] for row in office.read(f"SELECT t::text FROM {name} t{where} ORDER BY 1")]
    return found


def count_own(office: Office, kind: str) -> dict[str, int]:
    """How many rows of each table are Libya's, or everybody's; nothing is a guest's."""
    if kind == "guest":
        return dict.fromkeys(TABLES, 0)
    return {name: office.read(LIBYAS.get(name, f"SELECT count(*) FROM {name}"))[0][0] for name in TABLES}


def try_sql(engine: Engine, *statements: str) -> tuple[str, Any]:
    """What became of statements that are rolled back: an error, or the rows of the last of them or their number."""
    with engine.connect() as connection, connection.begin() as transaction:
        try:
            for statement in statements[:-1]:
                connection.exec_driver_sql(statement)
            result = connection.exec_driver_sql(statements[-1])
            return "done", result.fetchall() if result.returns_rows else result.rowcount
        except DBAPIError as error:
            return str(error.orig), None
        finally:
            transaction.rollback()


def try_sql_as(office: Office, kind: str, *statements: str) -> tuple[str, Any]:
    """What became of statements of a role."""
    with office.engine(kind) as engine:
        return try_sql(engine, *statements)


def commit(office: Office, kind: str, statement: str) -> str:
    """What became of a statement of a role in a transaction that is committed."""
    with office.engine(kind) as engine:
        try:
            with engine.begin() as connection:
                connection.execute(text(statement.replace(":", "\\:")))
        except DBAPIError as error:
            return str(error.orig)
    return "done"
