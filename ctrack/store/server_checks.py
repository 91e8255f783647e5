"""What a database of a server must have before a register is made in it; each lack is told with what mends it."""

from __future__ import annotations

from sqlalchemy import Connection, text

from ctrack.domain.failures import DatabaseFailure, marked
from ctrack.domain.shell_words import name_register

TRIGRAMS = "pg_trgm"


class EncodingWrong(DatabaseFailure):
    message = marked(
        "The database {path} has the encoding {encoding}, in which not every language can be kept, and it cannot be "
        "given another. Name a database that is not there yet: 'ctrack --db URL db init-server' prints the "
        "SQL that makes it."
    )


class ExtensionMissing(DatabaseFailure):
    message = marked(
        "The server of {path} lacks pg_trgm, by which texts are searched. It comes with PostgreSQL: on Debian in the "
        "package of the server, elsewhere in postgresql-contrib, which an administrator installs."
    )


class ExtensionRefused(DatabaseFailure):
    message = marked(
        "The role {role} may not add pg_trgm to the database {path}. An administrator of the server types in it "
        "'CREATE EXTENSION pg_trgm'."
    )


class SchemaRefused(DatabaseFailure):
    message = marked(
        "The role {role} may not make tables in {path}. 'ctrack --db {argument} db init-server --owner {role}' prints "
        "the SQL that lets it."
    )


FACTS = text(
    "SELECT current_user AS role, current_schema() AS schema, pg_encoding_to_char(encoding) AS encoding, "
    "has_database_privilege(current_database(), 'CREATE') AS may_extend, "
    "coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) AS may_create "
    "FROM pg_database WHERE datname = current_database()"
)
EXTENSION = text(
    "SELECT a.name, quote_ident(n.nspname) AS schema, n.nspname = ANY (current_schemas(true)) AS is_in_path "
    "FROM pg_available_extensions a LEFT JOIN pg_extension e ON e.extname = a.name "
    "LEFT JOIN pg_namespace n ON n.oid = e.extnamespace WHERE a.name = :name"
)


def check_server(connection: Connection, path: str) -> None:
    """Refuse a database in which a register cannot be made; pg_trgm may be in any schema, which is then looked into."""
    found = connection.execute(FACTS).one()
    facts = {"path": path, "argument": name_register(path), "role": found.role, "encoding": found.encoding}
    if found.encoding != "UTF8":
        raise EncodingWrong(**facts)
    if not found.may_create:
        raise SchemaRefused(**facts)
    extension = connection.execute(EXTENSION, {"name": TRIGRAMS}).one_or_none()
    if extension is None:
        raise ExtensionMissing(**facts)
    if extension.schema is None and not found.may_extend:
        raise ExtensionRefused(**facts)
    if extension.schema is not None and not extension.is_in_path:
        connection.execute(
            text(f"SET LOCAL search_path TO {connection.scalar(text('SHOW search_path'))}, {extension.schema}")
        )
