"""How SQLAlchemy's types are spelled in a STRICT table of SQLite, which knows only a handful of its own."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Boolean, Date, Float
from sqlalchemy.ext.compiler import compiles


@compiles(Date, "sqlite")
@compiles(JSON, "sqlite")
def spell_text(element: Any, compiler: Any, **options: Any) -> str:
    """Dates and JSON are TEXT."""
    return "TEXT"


@compiles(Boolean, "sqlite")
def spell_integer(element: Any, compiler: Any, **options: Any) -> str:
    """Booleans are INTEGER."""
    return "INTEGER"


@compiles(Float, "sqlite")
def spell_real(element: Any, compiler: Any, **options: Any) -> str:
    """Numbers with fractions are REAL."""
    return "REAL"
