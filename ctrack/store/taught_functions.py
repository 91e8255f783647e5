"""The functions of our own that a connection to SQLite knows; what they need is loaded when a statement calls them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import cache

from ctrack.store.code_order import fill_numbers


def teach(connection: sqlite3.Connection) -> None:
    """Let a connection know them, each as statements name it (`store/own_functions`)."""
    connection.create_function("counted", 1, fill_numbers, deterministic=True)
    connection.create_function("holds_text", 6, look, deterministic=True)


def look(wanted: str, code: str, *columns: str | None) -> bool:
    """Whether a commitment holds a folded text."""
    return find_lookup()(wanted, code, *columns)


@cache
def find_lookup() -> Callable[..., bool]:
    """What looks: most commands search for nothing."""
    from ctrack.store.text_lookups import holds_text

    return holds_text
