"""Statements as they are written down, before SQLAlchemy is asked to make them.

A sketch notes what is done with the names of SQLAlchemy and of the tables: attributes, calls, operators. It is made
into what it stands for only where somebody needs that; two sketches of one shape are one statement, for any values.
SQLAlchemy takes a sketch wherever it takes an expression of its own.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, KeysView, ValuesView
from datetime import date
from enum import Enum
from importlib import import_module
from typing import Any

from ctrack.store.chunks import pad

# What these are given as words are words of SQL, and no values.
SPELLED = frozenset({
    "label", "alias", "cte", "subquery", "literal_column", "text", "collate", "op", "group_by", "order_by", "column",
    "given", "lateral", "select_kind", "table_valued",
})  # fmt: skip

# What is given a list that a value is looked for in.
LISTING = frozenset({"in_", "not_in"})

# What is known of an expression only once it is made; columns may have these names.
TOLD_LATER = frozenset({"name", "key", "type", "table", "nullable"})


class Unkeyable(Exception):
    """A sketch that holds something that is none: it has no shape."""


class Sketch:
    """What is done (`verb`) with what (`parts`): a name of a module, an attribute, an item, a call, or an operator."""

    __slots__ = ("attributes", "made", "parts", "verb")
    # By this SQLAlchemy knows that it has to ask for the expression.
    is_clause_element = False

    def __init__(self, verb: str, *parts: Any) -> None:
        self.verb = verb
        self.parts = parts
        self.attributes: dict[str, Sketch] = {}
        self.made: Any = None

    def __getattr__(self, name: str) -> Sketch:
        """The attribute; the same one every time, as a column of a table is."""
        if name.startswith("_") or (name in TOLD_LATER and self.parts[-1] != "c"):
            raise AttributeError(name)
        found = self.attributes.get(name)
        if found is None:
            found = self.attributes[name] = Sketch("attribute", self, name)
        return found

    def __call__(self, *arguments: Any, **options: Any) -> Sketch:
        settled = tuple(map(settle, arguments))
        if self.parts[-1] in LISTING and isinstance(settled[0], list | tuple):
            settled = (list(pad(settled[0])),)
        return Sketch("call", self, settled, options)

    def __getitem__(self, key: Any) -> Sketch:
        return Sketch("item", self, key)

    # What a sketch holds is not known before it is made.
    __iter__ = None

    def __invert__(self) -> Sketch:
        return Sketch("invert", self)

    def __bool__(self) -> bool:
        """Whether a comparison is one of a thing with itself, by which lists of expressions are searched."""
        if self.verb in ("eq", "ne"):
            return (self.parts[0] is self.parts[1]) == (self.verb == "eq")
        raise TypeError("an expression of SQL is neither true nor false")

    __hash__ = object.__hash__

    def __clause_element__(self) -> Any:
        """The expression, for SQLAlchemy."""
        return self.make()

    def _execute_on_connection(self, connection: Any, *arguments: Any) -> Any:
        """Run as a statement of SQLAlchemy, for its connection."""
        return self.make()._execute_on_connection(connection, *arguments)

    def _execute_on_scalar(self, connection: Any, *arguments: Any) -> Any:
        """The same for one value."""
        return self.make()._execute_on_scalar(connection, *arguments)

    def make(self) -> Any:
        """What the sketch stands for, made once."""
        if self.made is None:
            self.made = build(self, Sketch.make, lambda value: value)
        return self.made


def settle(value: Any) -> Any:
    """A value as it is noted: a member of a vocabulary as its word, what has no order as a list."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, set | frozenset | KeysView | ValuesView):
        return list(value)
    return value


def note_operator(name: str, *, is_turned: bool = False) -> Callable[[Sketch, Any], Sketch]:
    """The method of a sketch that notes an operator."""

    def note(self: Sketch, other: Any) -> Sketch:
        parts = (settle(other), self) if is_turned else (self, settle(other))
        return Sketch(name, *parts)

    return note


for _name in ("eq", "ne", "lt", "le", "gt", "ge", "add", "sub", "mul", "mod", "truediv", "and_", "or_"):
    _bare = _name.rstrip("_")
    setattr(Sketch, f"__{_bare}__", note_operator(_name))
    if _name in ("add", "sub", "mul", "mod", "truediv", "and_", "or_"):
        setattr(Sketch, f"__r{_bare}__", note_operator(_name, is_turned=True))


def build(sketch: Sketch, make: Callable[[Sketch], Any], fill: Callable[[Any], Any]) -> Any:
    """What a sketch stands for, by what its parts are made into and its values are filled in with."""

    def each(value: Any, is_spelled: bool = False) -> Any:
        if isinstance(value, Sketch):
            return make(value)
        if isinstance(value, list | tuple):
            return type(value)(each(item, is_spelled) for item in value)
        return value if is_spelled or not is_value(value) else fill(value)

    match sketch.verb, sketch.parts:
        case "name", (module, name):
            return getattr(import_module(module), name)
        case "attribute", (base, name):
            return getattr(make(base), name)
        case "item", (base, key):
            return make(base)[key]
        case "call", (base, arguments, options):
            # In the order in which `write_shape` names values.
            called, spelled = make(base), spells(base)
            made = [each(argument, spelled) for argument in arguments]
            return called(*made, **{key: each(value, is_spelled=True) for key, value in options.items()})
        case verb, parts:
            return getattr(operator, verb)(*map(each, parts))


def spells(called: Any) -> bool:
    """Whether what is called takes words of SQL."""
    return isinstance(called, Sketch) and called.parts[-1] in SPELLED


def is_value(value: Any) -> bool:
    """Whether it is a value that a statement binds, and no part of its shape; what SQL spells as a word is a part."""
    return isinstance(value, str | int | float | date) and not isinstance(value, bool)


def write_shape(statement: Sketch) -> tuple[str, list[Any]]:
    """The shape of a statement, and the values that stand in it in their order.

    A part that is met again is named by its number, for an alias that is used twice is not two aliases.
    """
    numbers: dict[int, int] = {}
    lines: list[str] = []
    values: list[Any] = []

    def write(part: Any, is_spelled: bool = False) -> str:
        if isinstance(part, Sketch):
            number = numbers.get(id(part))
            if number is None:
                line = f"{part.verb}{write_parts(part)}"
                number = numbers[id(part)] = len(lines)
                lines.append(line)
            return f"#{number}"
        if isinstance(part, list | tuple):
            return f"[{','.join([write(item, is_spelled) for item in part])}]"
        if part is None or isinstance(part, bool) or (is_spelled and isinstance(part, str | int)):
            return repr(part)
        if not is_value(part):
            raise Unkeyable(type(part).__name__)
        values.append(part)
        return f"?{type(part).__name__}"

    def write_parts(sketch: Sketch) -> str:
        match sketch.verb, sketch.parts:
            case (("name" | "attribute" | "item"), (base, name)):
                return f"({write(base, True)},{write(name, True)})"
            case "call", (base, arguments, options):
                head = f"({write(base)},{write(arguments, spells(base))}"
                return (
                    f"{head},{[(key, write(value, True)) for key, value in options.items()]})"
                    if options
                    else head + ")"
                )
            case _, parts:
                return f"({','.join([write(part) for part in parts])})"

    write(statement)
    return "\n".join(lines), values


def list_parts(sketches: Iterable[Any]) -> Iterator[Sketch]:
    """Every sketch within some, each once; what is none is passed over."""
    waiting, seen = list(sketches), set()
    while waiting:
        part = waiting.pop()
        if isinstance(part, list | tuple):
            waiting += part
        elif isinstance(part, dict):
            waiting += part.values()
        elif isinstance(part, Sketch) and id(part) not in seen:
            seen.add(id(part))
            waiting += part.parts
            yield part


def find_tables(expressions: Iterable[Any]) -> set[Any]:
    """The tables of whose columns the expressions speak, those of an alias apart."""
    columns = (part for part in list_parts(expressions) if part.verb == "attribute")
    holders = (column.parts[0] for column in columns if column.parts[0].verb == "attribute")
    return {held.parts[0] for held in holders if held.parts[1] == "c" and held.parts[0].verb == "name"}


def find_name(expression: Any) -> str:
    """The name that a column has in a result: that of its label, else its own."""
    is_named = expression.verb == "call" and expression.parts[0].parts[-1] == "label"
    return str(expression.parts[1][0] if is_named else expression.parts[-1])


def turn_round(expression: Any) -> Any:
    """What is ordered by, from its end: what comes down goes up."""
    is_falling = expression.verb == "call" and expression.parts[0].parts[-1] == "desc"
    return expression.parts[0].parts[0] if is_falling else expression.desc()
