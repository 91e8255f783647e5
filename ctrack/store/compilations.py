"""A sketch of a statement made by SQLAlchemy into what a driver runs: SQL, what it binds, what it gives."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import JSON, BigInteger, Boolean, Date, Float, Integer, String, Text
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Dialect, make_url
from sqlalchemy.sql.elements import BindParameter
from sqlalchemy.types import NullType, TypeEngine

import ctrack.store.types  # noqa: F401  (how types are spelled on SQLite)
from ctrack.store.kept_statements import READS, Bind, Statement
from ctrack.store.own_functions import GIVEN
from ctrack.store.sketches import Sketch, build, write_shape
from ctrack.store.stand_ins import escape, find_mark, is_made_of_stand_in, stand_in

DIALECT = sqlite.dialect(paramstyle="named")
# What each type of a result needs done to it; what is not here is read by SQLAlchemy itself.
KINDS: dict[type[TypeEngine[Any]], str] = {
    Text: "", String: "", Integer: "", BigInteger: "", Float: "", NullType: "", Date: "date",
    JSON: "json", Boolean: "flag",
}  # fmt: skip
# psycopg gives what Python has, but for the kinds of numbers.
KINDS_OF_SERVERS = {kind: "float" if kind is Float else "" for kind in KINDS}


class Unkeepable(Exception):
    """A statement that the driver cannot be given as it is."""


def compile_sketch(sketch: Sketch, engine: str = "", verbs: tuple[str, ...] = READS) -> Statement:
    """The statement of a sketch, for any values: each is compiled as a stand-in, and found again by that."""
    _shape, values = write_shape(sketch)
    stand_ins = [stand_in(place, value) for place, value in enumerate(values)]
    dialect, kinds = (find_dialect(engine), KINDS_OF_SERVERS) if engine else (DIALECT, KINDS)
    compiled: Any = fill(sketch, stand_ins).compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
    places = {(type(each), each): place for place, each in reversed(list(enumerate(stand_ins)))}
    binds = {
        name: Bind(place)
        if (place := find_place(places, value)) is not None
        else find_bind(compiled, name, value, stand_ins, dialect)
        for name, value in compiled.params.items()
    }
    spelled = str(compiled)
    if any(find_mark(each) in spelled for each in stand_ins):
        raise Unkeepable("a value is spelled in the statement")
    if not spelled.startswith(verbs):
        raise Unkeepable(f"none of {verbs}")
    columns = compiled._result_columns
    return Statement(
        spelled,
        binds,
        tuple(column.keyname for column in columns),
        tuple(find_kind(column.type, kinds) for column in columns),
    )


def find_dialect(engine: str) -> Dialect:
    """How SQLAlchemy spells statements for the driver of an engine."""
    found: Dialect = make_url(f"{engine}://").get_dialect()()
    return found


def fill(sketch: Sketch, stand_ins: list[Any]) -> Any:
    """What a sketch stands for with other values, which are taken in the order in which its shape names them."""
    made: dict[int, Any] = {}
    waiting = iter(stand_ins)

    def make(part: Sketch) -> Any:
        if part.verb == "name":
            return part.make()
        if id(part) not in made:
            made[id(part)] = build(part, make, lambda _value: next(waiting))
        return made[id(part)]

    return make(sketch)


def find_place(places: Mapping[tuple[type, Any], int], value: Any) -> int | None:
    """The place of a value that is a stand-in as it is: of a list there may be hundreds."""
    return places.get((type(value), value)) if isinstance(value, str | int | float | date) else None


def find_bind(compiled: Any, name: str, value: Any, stand_ins: list[Any], dialect: Dialect) -> Bind:
    """Where the value of a bind comes from: from a place among the values, or always the same."""
    bound: BindParameter[Any] | None = compiled.binds.get(name)
    if value is GIVEN:
        return Bind(None, given=name)
    for place, each in enumerate(stand_ins):
        if isinstance(each, str) and value == escape(each):
            return Bind(place, is_escaped=True)
        if isinstance(value, str) and isinstance(each, str) and each in value:
            raise Unkeepable("a value is made into another")
    kind = bound.type if bound is not None else NullType()
    process = kind.dialect_impl(dialect).bind_processor(dialect)
    fixed = process(value) if process is not None else value
    fixed = fixed.isoformat() if isinstance(fixed, date) else fixed
    if not isinstance(fixed, str | int | float | None) or is_made_of_stand_in(fixed):
        raise Unkeepable("a value of the statement is none of the driver, or was made of one of those given")
    return Bind(None, fixed)


def find_kind(kind: TypeEngine[Any], kinds: Mapping[type[TypeEngine[Any]], str]) -> str:
    """What is to be done to a column of that type."""
    try:
        return kinds[type(kind)]
    except KeyError as error:
        raise Unkeepable(f"a column of type {kind!r}") from error
