"""The policies, views and guards of access, as they are laid over the tables of a register on PostgreSQL.

They are laid by the first `ctrack access grant`, and anew whenever they are not what this version lays, so that a
register whose roles nobody tells apart has none of it. All of it is in SQL files beside this one, in which HOME is the
schema of the register; what follows from the tables of this version is put in here.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from importlib.resources import files
from typing import Any

from sqlalchemy import Connection, Table, table, text

from ctrack.store.access.withheld import SCHEMA
from ctrack.store.tables import (
    APPEND_ONLY,
    SCHEMA_REVISION,
    agency,
    answer,
    commitment,
    contribution,
    instrument,
    journal,
    link,
    mail,
    metadata,
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

SOURCES = ("grants", "sight", "guards", "policies", "masks", "finders")
# What a role that sees a part reads as it is, row by row, and what it reads through a view.
SEARCH = table("commitment_search")
BY_ROW = (
    SEARCH,
    instrument,
    section,
    commitment,
    link,
    party,
    agency,
    person,
    undertaking,
    occurrence,
    contribution,
    answer,
)
MASKED = (journal, status_update, report, setting)
# What tells nothing of anybody, and is needed to write the next entry and to check the chain.
LINKS = ("number", "recorded_at", "command", "undoes", "previous", "hash", "layout")
# Of the outbox: neither addresses nor the marks by which an answer is known.
SENT = ("id", "undertaking_id", "due_last", "threshold", "person_id", "is_escalated", "mail_id")
MAILED = ("id", "person_id", "made_at", "state", "sent_at")
WITHHELD = "withheld"
# What stands in the place of a note that a role is not told.
NOTE_WITHHELD = '{"en": "[note withheld]", "ar": "[ملاحظة محجوبة]", "fr": "[note non communiquée]"}'

_ARGUMENTS = "t.changes, " + ", ".join(
    f"(SELECT {SCHEMA}.{name}())::text[]" for name in ("seen_codes", "told", "seen_names")
)
_SIGHT = f"{SCHEMA}.sight_of({_ARGUMENTS})"
_OWN = (
    f"EXISTS (SELECT FROM {SCHEMA}.written w WHERE w.of_table = 'report' AND w.number = t.number "
    "AND w.role_name = session_user)"
)
_IS_TOLD = (
    f"u.party_id = ANY ((SELECT {SCHEMA}.parties_told('internal'))::integer[]) "
    f"OR t.level <> 'internal' AND u.party_id = ANY ((SELECT {SCHEMA}.parties_told('restricted'))::integer[]) "
    f"OR t.level = 'public' OR u.id = ANY ((SELECT {SCHEMA}.worked())::integer[])"
)
# Whether a commitment `c` is in the sight of the role that is connected, as its policy has it.
_IN_SIGHT = (
    f"((SELECT {SCHEMA}.has_part()) AND c.instrument_id = ANY ((SELECT {SCHEMA}.catalogued())::integer[]) "
    "OR EXISTS (SELECT FROM HOME.undertaking u WHERE u.commitment_id = c.id "
    f"AND u.party_id = ANY ((SELECT {SCHEMA}.seen_parties())::integer[])))"
)
# What stands in the place of a column of a view.
_SHOWN: dict[Table, dict[str, str]] = {
    journal: {
        "author": f"CASE WHEN {_SIGHT} = 'none' THEN '{WITHHELD}' ELSE t.author END",
        "detail": f"CASE WHEN {_SIGHT} = 'whole' THEN t.detail ELSE t.command || ' …' END",
        "changes": f"{SCHEMA}.seen_changes({_ARGUMENTS})",
    },
    status_update: {
        "note": f"CASE WHEN {_IS_TOLD} OR t.note IS NULL THEN t.note ELSE '{NOTE_WITHHELD}' END",
        "note_folded": f"CASE WHEN {_IS_TOLD} THEN t.note_folded END",
    },
    report: {
        name: f"CASE WHEN {_OWN} THEN t.{name} ELSE '{WITHHELD}' END"
        for name in ("author", "name", "scope", "filter", "file", "submitted_to")
    },
}


def lay(connection: Connection) -> None:
    """Lay everything, whatever is there already; the owner of the tables must be connected, or who may act for it."""
    home, owner = find_home_and_owner(connection)
    connection.execute(text(f"SET LOCAL ROLE {owner}"))
    run(connection, make_sql(home))
    run(connection, f"COMMENT ON SCHEMA {SCHEMA} IS '{stamp(home)}'")
    connection.execute(
        text(
            f"INSERT INTO {SCHEMA}.access_grant (role_name, duty, level) "
            f"SELECT {SCHEMA}.owner(), 'administrator', 'internal' ON CONFLICT DO NOTHING"
        )
    )
    connection.execute(text(f"SELECT {SCHEMA}.settle(role_name) FROM {SCHEMA}.access_grant"))
    connection.execute(text("RESET ROLE"))


def keep_up(connection: Connection) -> None:
    """Lay everything anew after the tables changed, if they are those of this version now."""
    if connection.scalar(text("SELECT version_num FROM alembic_version")) == SCHEMA_REVISION:
        lay(connection)


def lift(connection: Connection) -> None:
    """Take away what stands on single columns, so that a revision may change them; `lay` brings it back."""
    for view in MASKED:
        connection.execute(text(f"DROP VIEW IF EXISTS {SCHEMA}.{view.name}"))


def is_there(connection: Connection) -> bool:
    """Whether access was ever arranged in this register."""
    if connection.dialect.name != "postgresql":
        return False
    return bool(connection.scalar(text(f"SELECT to_regclass('{SCHEMA}.access_grant') IS NOT NULL")))


def is_current(connection: Connection) -> bool:
    """Whether what is laid is what this version lays."""
    found = connection.scalar(text(f"SELECT obj_description(to_regnamespace('{SCHEMA}'), 'pg_namespace')"))
    return bool(found == stamp(find_home_and_owner(connection)[0]))


def find_home_and_owner(connection: Connection) -> tuple[str, str]:
    """The schema of the register and the role that owns its tables, as SQL writes them."""
    statement = text(
        "SELECT quote_ident(nspname), quote_ident(pg_get_userbyid(relowner)) FROM pg_class "
        "JOIN pg_namespace n ON n.oid = relnamespace WHERE pg_class.oid = to_regclass('alembic_version')"
    )
    home, owner = connection.execute(statement).one()
    return home, owner


@cache
def stamp(home: str) -> str:
    """What the arrangement of this version is known by."""
    return hashlib.sha256(make_sql(home).encode()).hexdigest()[:16]


@cache
def make_sql(home: str) -> str:
    """The whole of the SQL, for the tables of this version in that schema."""
    folder = files("ctrack.store.access")
    source = "\n".join(folder.joinpath(f"{name}.sql").read_text("utf-8") for name in SOURCES)
    source += "\n".join(map(pass_on, (journal, status_update, report)))
    words = {
        "TABLES": quote_names((*metadata.sorted_tables, SEARCH)),
        "APPEND_ONLY": quote_names(APPEND_ONLY),
        "READ_BY_ROW": quote_names(BY_ROW),
        "MASKED": quote_names(MASKED),
        "COLUMNS_OF_JOURNAL": ", ".join(name for name in LINKS if name in journal.c),
        "COLUMNS_OF_REMINDER": ", ".join(name for name in SENT if name in reminder.c),
        "COLUMNS_OF_MAIL": ", ".join(name for name in MAILED if name in mail.c),
        "SIGHT": _SIGHT,
        "IN_SIGHT": _IN_SIGHT,
        "NOTE_WITHHELD": NOTE_WITHHELD,
        "OWN_PAPER": _OWN,
        **{f"SEEN_OF_{each.name.upper()}": list_shown(each) for each in MASKED},
    }
    source = re.sub(r"@([A-Z_]+)@", lambda found: words[found[1]], source)
    return re.sub(r"\bHOME\b", lambda found: home, source)


def quote_names(tables: Any) -> str:
    """Names of tables as an array of SQL."""
    return "'{" + ",".join(table.name for table in tables) + "}'::text[]"


def list_shown(table: Table) -> str:
    """The columns of a view, each as it is or as it is shown."""
    return ", ".join(f"{_SHOWN.get(table, {}).get(each.name, f't.{each.name}')} AS {each.name}" for each in table.c)


def pass_on(table: Table) -> str:
    """The trigger by which what is added to a view reaches the table, under the policies of who adds it."""
    names = [column.name for column in table.c]
    numbered = f"NEW.id := coalesce(NEW.id, nextval('HOME.{table.name}_id_seq'));" if "id" in names else ""
    values = ", ".join(f"NEW.{name}" for name in names)
    return f"""
CREATE OR REPLACE FUNCTION {SCHEMA}.add_{table.name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {numbered}
    INSERT INTO HOME.{table.name} ({", ".join(names)}) VALUES ({values});
    RETURN NEW;
END $$;
CREATE TRIGGER add_row INSTEAD OF INSERT ON {SCHEMA}.{table.name}
FOR EACH ROW EXECUTE FUNCTION {SCHEMA}.add_{table.name}();
"""


def run(connection: Connection, source: str) -> None:
    """Run several statements as they are, within the transaction."""
    raw: Any = connection.connection.driver_connection
    raw.execute(source)
