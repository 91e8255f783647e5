"""The names by which statements that read are written: those of SQLAlchemy, of the tables, and of functions of our own.

What is imported from here is a sketch (`store/sketches`), which costs nothing until a statement has to be made of it. A
type checker sees what it stands for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.store.sketches import Sketch

if TYPE_CHECKING:
    from sqlalchemy import (
        JSON,
        Column,
        ColumnElement,
        Connection,
        Date,
        FromClause,
        Row,
        Select,
        Text,
        and_,
        bindparam,
        case,
        cast,
        delete,
        exists,
        false,
        func,
        insert,
        literal,
        literal_column,
        not_,
        null,
        or_,
        select,
        text,
        true,
        union,
        update,
    )
    from sqlalchemy.sql.expression import CTE

    from ctrack.store.own_functions import (
        counted,
        found_by_index,
        given,
        joined_along,
        joined_first,
        seen_in_texts,
        seen_in_title,
    )
    from ctrack.store.register_streams import select_kind
    from ctrack.store.tables import (
        agency,
        answer,
        commitment,
        contribution,
        instrument,
        journal,
        link,
        mail,
        occurrence,
        party,
        person,
        reminder,
        report,
        section,
        setting,
        status_update,
        undertaking,
    )

OURS = {
    **dict.fromkeys(
        ("counted", "found_by_index", "given", "joined_along", "joined_first", "seen_in_texts", "seen_in_title"),
        "ctrack.store.own_functions",
    ),
    "select_kind": "ctrack.store.register_streams",
}
__all__ = [
    "CTE", "JSON", "Column", "ColumnElement", "Connection", "Date", "FromClause", "Row", "Select",
    "Text", "agency", "and_", "answer", "bindparam", "case", "cast", "commitment", "contribution", "counted",
    "delete", "exists", "false", "found_by_index", "func", "given", "insert", "instrument", "joined_along",
    "joined_first", "journal", "link", "literal", "literal_column", "mail", "not_", "null", "occurrence", "or_",
    "party", "person", "reminder", "report",
    "section", "seen_in_texts", "seen_in_title", "select", "select_kind", "setting", "status_update", "text", "true",
    "undertaking", "union", "update",
]  # fmt: skip
TABLES = frozenset({
    "agency", "answer", "commitment", "contribution", "instrument", "journal", "link", "mail", "occurrence",
    "party", "person", "reminder", "report", "section", "setting", "status_update", "undertaking",
})  # fmt: skip


def __getattr__(name: str) -> Sketch:
    """The sketch of a name, the same one every time."""
    if name not in __all__:
        raise AttributeError(name)
    module = "ctrack.store.tables" if name in TABLES else OURS.get(name, "sqlalchemy")
    found = globals()[name] = Sketch("name", module, name)
    return found
