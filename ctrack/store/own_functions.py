"""Functions of our own in statements, each spelled as its engine has it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from sqlalchemy import BindParameter, Boolean, Join, Text, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeEngine

from ctrack.store.code_order import WIDTH

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


class joined_along(Join):
    """A join whose left side, a table, is read from end to end as it lies in the file, whatever an index may offer."""

    inherit_cache = True


@compiles(joined_along, "sqlite")
def compile_without_index(element: Any, compiler: Any, **options: Any) -> str:
    """SQLite keeps to it (https://www.sqlite.org/lang_indexedby.html)."""
    left, right = (compiler.process(side, **{**options, "asfrom": True}) for side in (element.left, element.right))
    return f"{left} NOT INDEXED JOIN {right} ON {compiler.process(element.onclause, **options)}"


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
    """The function that `teach` adds."""
    return f"counted({compiler.process(element.clauses, **options)})"


@compiles(counted)
def compile_padding(element: Any, compiler: Any, **options: Any) -> str:
    """The same by regular expressions: zeros before each number, and of that the last figures."""
    code = compiler.process(element.clauses, **options)
    filled = f"regexp_replace({code}, '([0-9]+)', '{'0' * WIDTH}\\1', 'g')"
    return f"""regexp_replace({filled}, '[0-9]*([0-9]{{{WIDTH}}})', '\\1', 'g') COLLATE "C\""""


class found_by_index(FunctionElement[bool]):
    """The condition that a commitment holds a text, looked up in an index.

    It takes the key, what the full-text table of SQLite is asked, the folded text, the text as it was typed as a
    pattern of LIKE ("" where it may be none), the folded text as such a pattern, and the columns that are searched.
    """

    name = "found_by_index"
    type = Boolean()
    inherit_cache = True

    def self_group(self, against: OperatorType | None = None) -> Any:
        """Itself: compared with 1, as what may be no condition is for SQLite, it would not be looked up first."""
        return self


class seen_in_texts(FunctionElement[bool]):
    """The condition that a commitment holds a text, each one looked at: the same without what an index is asked."""

    name = "seen_in_texts"
    type = Boolean()
    inherit_cache = True


class seen_in_title(FunctionElement[bool]):
    """The same of the titles, its only column."""

    name = "seen_in_title"
    type = Boolean()
    inherit_cache = True


@compiles(found_by_index, "sqlite")
def compile_lookup(element: Any, compiler: Any, **options: Any) -> str:
    """The commitments that hold the same trigrams, and of these those that hold the text as it was typed, or at all."""
    key, trigrams, wanted, typed, _pattern, *columns = spell_all(element.clauses, compiler, options)
    as_typed = " OR ".join(f"{name} LIKE {typed}" for name in columns[1:4])
    return (
        f"({key} IN (SELECT rowid FROM commitment_search WHERE commitment_search MATCH {trigrams}) "
        f"AND ({as_typed} OR holds_text({', '.join((wanted, *columns))})))"
    )


@compiles(seen_in_texts, "sqlite")
def compile_look(element: Any, compiler: Any, **options: Any) -> str:
    """The function that `teach` adds."""
    _key, wanted, _typed, _pattern, *columns = spell_all(element.clauses, compiler, options)
    return f"holds_text({', '.join((wanted, *columns))})"


@compiles(seen_in_title, "sqlite")
def compile_look_at_title(element: Any, compiler: Any, **options: Any) -> str:
    """The same function for the titles alone."""
    _key, wanted, typed, _pattern, title = spell_all(element.clauses, compiler, options)
    return f"({title} LIKE {typed} OR holds_text({wanted}, '', {title}, NULL, NULL, NULL))"


def spell_all(clauses: Iterable[Any], compiler: Any, options: dict[str, Any]) -> list[str]:
    """The SQL of each."""
    return [compiler.process(each, **options) for each in clauses]


@compiles(found_by_index)
def compile_pattern(element: Any, compiler: Any, **options: Any) -> str:
    """LIKE, which PostgreSQL answers from its index of trigrams."""
    key, _trigrams, _wanted, _typed, pattern, *_columns = element.clauses
    return spell_pattern("folded", *spell_all((key, pattern), compiler, options))


@compiles(seen_in_texts)
@compiles(seen_in_title)
def compile_short_pattern(element: Any, compiler: Any, **options: Any) -> str:
    """LIKE over the same table."""
    key, _wanted, _typed, pattern, *_columns = element.clauses
    column = "title" if isinstance(element, seen_in_title) else "folded"
    return spell_pattern(column, *spell_all((key, pattern), compiler, options))


def spell_pattern(column: str, key: str, pattern: str) -> str:
    """The commitments of which a column of PostgreSQL's table of folded texts is like the pattern."""
    return f"{key} IN (SELECT id FROM commitment_search WHERE {column} LIKE {pattern})"
