"""A register of two parties on PostgreSQL and a role of each kind, for tests of who sees and writes what."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, make_url, text

from tests.support.postgres import make_address
from tests.support.runner import Runner

PASSWORD = "kept-Out-of-5ight"
KINDS = ("owner", "boss", "secretariat", "focal", "education", "reader", "observer", "guest")
# What is Morocco's alone: names that nobody of Libya is to meet, wherever.
SECRETS = ("Marrakesh", "Amina", "ma-interior", "NAT-7")
# Libya's own: notes above a level, and what is not with the agency of a contributor.
INTERNAL, ELSEWHERE = "Tripoli", "Sabha"
NUMBERS = count(1)


@dataclass(frozen=True)
class Office:
    """The register as each role has it."""

    server: str
    name: str
    home: Path

    def role(self, kind: str) -> str:
        """The name of a role on the server, which all registers of a server share."""
        return f"{kind}_{self.name}"

    def address(self, kind: str) -> str:
        """The address by which a role connects."""
        url = make_url(make_address(self.server, self.name)).set(username=self.role(kind), password=PASSWORD)
        return url.render_as_string(hide_password=False)

    def runner(self, kind: str) -> Runner:
        """`ctrack` as a role runs it."""
        return Runner(self.address(kind), self.home, {"CTRACK_USER": kind})

    @contextmanager
    def engine(self, kind: str) -> Iterator[Engine]:
        """Raw SQL as a role."""
        engine = create_engine(self.address(kind))
        try:
            yield engine
        finally:
            engine.dispose()

    def read(self, statement: str, kind: str = "owner") -> list[tuple[Any, ...]]:
        """What a statement finds for a role."""
        with self.engine(kind) as engine, engine.connect() as connection:
            return [tuple(row) for row in connection.execute(text(statement))]


@contextmanager
def open_office(server: str, home: Path) -> Iterator[Office]:
    """An office with a register of two parties; roles and database go with it."""
    office = Office(server, f"office_{os.getpid()}_{next(NUMBERS)}", home)
    admin = create_engine(make_address(server, "postgres"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        for kind in KINDS:
            connection.execute(text(f"CREATE ROLE {office.role(kind)} LOGIN PASSWORD '{PASSWORD}'"))
        connection.execute(text(f"CREATE DATABASE {office.name} OWNER {office.role('owner')} TEMPLATE template0"))
    try:
        fill(office)
        yield office
    finally:
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE {office.name} WITH (FORCE)"))
            for kind in KINDS:
                connection.execute(text(f"DROP ROLE {office.role(kind)}"))
        admin.dispose()


def fill(office: Office) -> None:
    """Two States with agencies and people, a part for each role, and what each side said."""
    owner = office.runner("owner")
    owner.ok("init")
    for code in ("LY", "MA"):
        owner.ok("party", "add", code)
    for code, party in (("ly-education", "LY"), ("ly-interior", "LY"), ("ma-interior", "MA")):
        owner.ok("agency", "add", code, "--name", f"Ministry {code}", "--party", party)
    owner.ok("person", "add", "Amina", "--agency", "ma-interior", "--email", "amina@example.org")
    owner.ok("person", "add", "Huda", "--agency", "ly-education", "--email", "huda@example.org")
    owner.ok("assign", "KWT-21", "--party", "MA", "--lead", "ma-interior", "--person", "Amina")
    owner.ok("assign", "KWT-21", "--party", "LY", "--lead", "ly-education", "--person", "Huda")
    owner.ok("assign", "KWT-22", "--party", "LY", "--lead", "ly-interior")
    owner.ok("add", "NAT-7", "--title", "The Marrakesh plan", "--addressee", "named", "--party", "MA")
    for kind, words in (
        ("boss", ("--as", "administrator")),
        ("secretariat", ("--as", "coordinator")),
        ("focal", ("--as", "focal-point", "--party", "LY")),
        ("education", ("--agency", "ly-education")),
        ("reader", ("--as", "reader", "--party", "LY")),
        ("observer", ("--as", "reader", "--level", "restricted")),
    ):
        owner.ok("access", "grant", office.role(kind), *words)
    said = office.runner("secretariat")
    for code, party, note in (("KWT-21", "MA", "Marrakesh"), ("KWT-21", "LY", INTERNAL), ("KWT-22", "LY", ELSEWHERE)):
        words = ("--status", "in_progress", "--note", f"{note} said no", "--level", "internal")
        said.ok("update", code, "--party", party, *words)
    said.ok("report", "party:MA", "--submit", "the Marrakesh office")
