"""Functions of our own in statements, each spelled as its engine has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import BindParameter, Boolean, Join, Text, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeEngine

from ctrack.store.code_order import WIDTH
from ctrack.store.tables import commitment

if TYPE_CHECKING:
    from sqlalchemy.sql.operators import OperatorType


class joined_first(Join):
    """A join whose left side is read first, however many rows either side may have: SQLite keeps no statistics."""

    inherit_cache = True


@compiles(joined_first, "sqlite")
def compile_cross_join(element: Any, compiler: Any, **options: Any) -> str:
    """SQLite never reorders a CROSS JOIN (https://www.sqlite.org/optoverview.html#manual_control_of_query_plans)."""
    left, right = (compiler.process(side, **{**options, "asfrom": True}) for side in (element.left, element.right))
    return f"{left} CROSS JOIN {right} ON {compiler.process(element.onclause, **options)}"


# Stands where a value is to be given: a statement with lists of values is compiled only where every value has one.
GIVEN: Any = object()


def given(name: str, kind: type[TypeEngine[Any]] | None = None) -> BindParameter[Any]:
    """A value that is given with the statement, by this name."""
    return bindparam(name, GIVEN, type_=kind)


class counted(FunctionElement[str]):
    """A code with each of its numbers filled up with zeros, by which it is ordered."""

    name = "counted"
    type = Text()
    inherit_cache = True


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


class found_by_index(FunctionElement[bool]):
    """The condition that the folded text of a commitment holds a text, looked up in an index.

    It takes the key, what the full-text table of SQLite is asked, the text, and the text as a pattern of LIKE.
    """

    name = "found_by_index"
    type = Boolean()
    inherit_cache = True

    def self_group(self, against: OperatorType | None = None) -> Any:
        """Itself: compared with 1, as what may be no condition is for SQLite, it would not be looked up first."""
        return self


@compiles(found_by_index, "sqlite")
def compile_lookup(element: Any, compiler: Any, **options: Any) -> str:
    """The commitments that hold the same trigrams, and of these the ones that hold the text."""
    key, trigrams, wanted, _pattern = element.clauses
    return (
        f"({compiler.process(key, **options)} IN "
        f"(SELECT rowid FROM commitment_search WHERE commitment_search MATCH {compiler.process(trigrams, **options)}) "
        f"AND instr({compiler.process(commitment.c.folded, **options)}, {compiler.process(wanted, **options)}))"
    )


@compiles(found_by_index)
def compile_pattern(element: Any, compiler: Any, **options: Any) -> str:
    """LIKE, which PostgreSQL answers from its index of trigrams."""
    *_others, pattern = element.clauses
    return f"{compiler.process(commitment.c.folded, **options)} LIKE {compiler.process(pattern, **options)}"
