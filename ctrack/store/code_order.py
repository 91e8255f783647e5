"""Codes in the order in which people count: HLC-2396-2 before HLC-2396-10."""

from __future__ import annotations

import re
import sqlite3
from typing import Any

from sqlalchemy import Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

# So many figures a number is filled up to; more than any code has.
WIDTH = 10


class counted(FunctionElement[str]):
    """A code with each of its numbers filled up with zeros, by which it is ordered."""

    name = "counted"
    type = Text()
    inherit_cache = True


def fill_numbers(code: str) -> str:
    """The code with each number as wide as the widest."""
    return re.sub(r"[0-9]+", lambda number: number[0].zfill(WIDTH), code)


def teach_order(connection: sqlite3.Connection) -> None:
    """Let a connection to SQLite know the function."""
    connection.create_function("counted", 1, fill_numbers, deterministic=True)


@compiles(counted, "sqlite")
def compile_call(element: Any, compiler: Any, **options: Any) -> str:
    """The function that `teach_order` adds."""
    return f"counted({compiler.process(element.clauses, **options)})"


@compiles(counted)
def compile_padding(element: Any, compiler: Any, **options: Any) -> str:
    """The same by regular expressions: zeros before each number, and of that the last figures."""
    code = compiler.process(element.clauses, **options)
    filled = f"regexp_replace({code}, '([0-9]+)', '{'0' * WIDTH}\\1', 'g')"
    return f"""regexp_replace({filled}, '[0-9]*([0-9]{{{WIDTH}}})', '\\1', 'g') COLLATE "C\""""
