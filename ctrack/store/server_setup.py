"""What an administrator of PostgreSQL runs once for a register, as statements of SQL: roles, a database, rights.

An owner makes the register and upgrades it. An application role, as which nobody logs in, may read and record; whoever
works with the register is a member of it. What is never changed is held by rights too where the tables are there.
All of it can be run again: what there is stays.
"""

from __future__ import annotations

from collections.abc import Iterator

from ctrack.domain.records.preparation import ServerSetup

# Rows of these are added and never changed; the layout is the owner's alone.
ADDED_ONLY = ("journal", "status_update", "report", "foreign_entry")
LAYOUT = "alembic_version"
# That something is there already is no news.
QUIETLY = "SET client_min_messages = warning;"


def name(word: str) -> str:
    """A name in SQL, whatever is in it."""
    return '"' + word.replace('"', '""') + '"'


def literal(word: str) -> str:
    """A text in SQL."""
    return "'" + word.replace("'", "''") + "'"


def list_server_statements(setup: ServerSetup) -> list[str]:
    """What is run in any database of the server: the roles."""
    statements = [QUIETLY, make_role(setup.owner, "LOGIN"), make_role(setup.application, "NOLOGIN")]
    for login in setup.logins:
        statements += [make_role(login, "LOGIN"), f"GRANT {name(setup.application)} TO {name(login)};"]
    return statements


def make_role(role: str, kind: str) -> str:
    """A role where there is none of that name."""
    found = f"SELECT FROM pg_roles WHERE rolname = {literal(role)}"
    return f"DO $$ BEGIN IF NOT EXISTS ({found}) THEN CREATE ROLE {name(role)} {kind}; END IF; END $$;"


def find_database(setup: ServerSetup) -> str:
    """Whether the database is there."""
    return f"SELECT 1 FROM pg_database WHERE datname = {literal(setup.database)}"


def make_database(setup: ServerSetup) -> str:
    """The database: in UTF-8, and in an order of texts that is the same on every server, and that of a file."""
    return (
        f"CREATE DATABASE {name(setup.database)} OWNER {name(setup.owner)} "
        "ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0"
    )


def list_database_statements(setup: ServerSetup) -> list[str]:
    """What is run in the database itself."""
    database, owner, application = name(setup.database), name(setup.owner), name(setup.application)
    default = f"ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public"
    return [
        QUIETLY,
        "CREATE EXTENSION IF NOT EXISTS pg_trgm;",
        f"REVOKE ALL ON DATABASE {database} FROM PUBLIC;",
        f"GRANT CONNECT, TEMPORARY ON DATABASE {database} TO {owner}, {application};",
        "REVOKE ALL ON SCHEMA public FROM PUBLIC;",
        f"GRANT USAGE, CREATE ON SCHEMA public TO {owner};",
        f"GRANT USAGE ON SCHEMA public TO {application};",
        f"{default} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {application};",
        f"{default} GRANT USAGE, SELECT ON SEQUENCES TO {application};",
        narrow_rights(setup),
    ]


def narrow_rights(setup: ServerSetup) -> str:
    """Where the register is there already: its tables to the application role, and what is only added to, only so."""
    application = name(setup.application)
    added = ", ".join(ADDED_ONLY)
    return (
        "DO $$ BEGIN IF to_regclass('public.journal') IS NOT NULL THEN "
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {application}; "
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {application}; "
        f"REVOKE UPDATE, DELETE ON {added} FROM {application}; "
        f"REVOKE INSERT, UPDATE, DELETE ON {LAYOUT} FROM {application}; "
        "END IF; END $$;"
    )


def write_script(setup: ServerSetup) -> Iterator[str]:
    """The lines of a script for psql, which is run as an administrator in the database postgres."""
    yield "-- psql --dbname=postgres --file=THIS_FILE"
    yield r"\set ON_ERROR_STOP on"
    yield from list_server_statements(setup)
    made = make_database(setup).replace("'", "''")
    yield f"SELECT '{made}' WHERE NOT EXISTS ({find_database(setup)}) \\gexec"
    yield f"\\connect {name(setup.database)}"
    yield from list_database_statements(setup)
    for login in (setup.owner, *setup.logins):
        yield f"-- \\password {name(login)}"
