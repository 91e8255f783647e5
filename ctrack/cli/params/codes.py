"""What completion reads from the register: as little and as fast as can be, and silent when there is none."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import click

from ctrack.cli.console.output import Console
from ctrack.domain.failures import Failure


def read_codes(context: click.Context) -> list[str]:
    """Every code of the register in its order; [] where it cannot be read or lies on a server."""
    return read_column(context, "SELECT code FROM commitment ORDER BY code")


def read_column(context: click.Context, statement: str) -> list[str]:
    """One column of the register's file."""
    return [row[0] for row in read_rows(context, statement)]


def read_rows(context: click.Context, statement: str) -> list[tuple[Any, ...]]:
    """Rows of the register's file, read without SQLAlchemy, which takes too long for a key press."""
    console = context.find_object(Console)
    if console is None:
        return []
    with suppress(Failure, sqlite3.Error, OSError):
        place = str(console.invocation.get("db"))
        path = Path(place.removeprefix("sqlite:///")).expanduser().absolute()
        if "://" not in place.removeprefix("sqlite:///") and path.is_file():
            with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, timeout=0.2)) as connection:
                return connection.execute(statement).fetchall()
    return []
