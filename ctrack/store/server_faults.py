"""What a server of PostgreSQL refuses, and what to type then: one failure for each thing that somebody can mend.

libpq gives no SQLSTATE where a connection did not come about, so that the server's words are read; where it speaks
another language than English they are passed on as they are, as a server that does not answer.
"""

from __future__ import annotations

import re
import sqlite3

from sqlalchemy.exc import DataError, DBAPIError

from ctrack.domain import failures
from ctrack.domain.failures import DatabaseFailure, DatabaseUnwritable, Failure, Refused, marked
from ctrack.domain.shell_words import name_register

# SQLSTATE: serialization failure, deadlock; and two who took the same next number of the journal.
RETRIED_STATES = ("40001", "40P01", "23505")
# SQLSTATE: the connection or the server ended, is not ready yet, or has no room for one more.
LOST_STATES = ("08", "57P01", "57P02", "57P03", "53300", "25P03")
# What passes by itself; and what does where a server was there before, or another one is to take over.
PASSING = (
    "too many",
    "remaining connection slots",
    "starting up",
    "shutting down",
    "recovery mode",
    "not yet accepting",
)
GONE = ("Connection refused", "timeout expired", "No route to host", "timed out", "reset by peer", "is unreachable",
        "closed the connection", "No such file or directory", "connection is bad", "read-only", "hot standby mode",
        "server login has been failing", "terminating connection")  # fmt: skip


class AskedTooMuch(Refused):
    message = marked("This is more than the database can be asked at once; filter for less at a time.")


class NoSuchDatabase(DatabaseFailure):
    message = marked(
        "The server has no database {name}. 'ctrack --db {argument} db init-server' prints the SQL that makes it."
    )


class NoSuchRole(DatabaseFailure):
    message = marked(
        "The server knows no role {role}. 'ctrack --db {argument} db init-server --login {role}' prints the SQL that "
        "makes it; or name another one in the address: postgresql://ROLE@HOST/NAME."
    )


class RoleMayNotEnter(DatabaseFailure):
    message = marked(
        "The role {role} is one that nobody logs in as. Name your own in the address, postgresql://ROLE@HOST/NAME, or "
        "let an administrator of the server type 'ALTER ROLE {role} LOGIN'."
    )


class PasswordRefused(DatabaseFailure):
    message = marked(
        "The server did not take the password of {role}. The right one belongs into ~/.pgpass (mode 0600), in a line "
        "HOST:PORT:DATABASE:{role}:PASSWORD; an administrator sets a new one in psql by: \\password {role}"
    )


class PasswordMissing(DatabaseFailure):
    message = marked(
        "The server wants a password. It belongs into ~/.pgpass (mode 0600), in a line "
        "HOST:PORT:DATABASE:ROLE:PASSWORD, or into PGPASSWORD; 'ctrack config set db.password_command COMMAND' names "
        "what prints it."
    )


class NotLetIn(DatabaseFailure):
    message = marked(
        "The server lets nobody in from here as {role} to {name}. Its administrator adds to pg_hba.conf the line: "
        "hostssl {name} {role} ADDRESS scram-sha-256, and types 'SELECT pg_reload_conf()'."
    )


class PlainNotLetIn(DatabaseFailure):
    message = marked(
        "The server lets {role} in to {name} by an encrypted connection alone: add sslmode=require to the address."
    )


class PeerRefused(DatabaseFailure):
    message = marked(
        "By its own socket the server takes {role} only from the system's user of that name (peer). Name yourself in "
        "the address, or go by the network, with a password: postgresql://{role}@localhost/NAME."
    )


class MayNotConnect(DatabaseFailure):
    message = marked(
        "The role may not connect to the database {name}. 'ctrack --db {argument} db init-server --login ROLE' prints "
        "the SQL that lets it."
    )


class TooManyConnections(DatabaseFailure):
    message = marked(
        "The server at {path} had no connection to spare in {seconds} s. Try again later; its administrator raises "
        "max_connections, or puts PgBouncer before it (docs/postgresql.md)."
    )


class TlsFailed(DatabaseFailure):
    message = marked(
        "There is no secure connection to {path}: {detail}. The address takes sslmode=require, or "
        "sslmode=verify-full&sslrootcert=FILE with the certificate of who vouches for the server."
    )


class NoneWrites(DatabaseFailure):
    message = marked(
        "None of the servers of {path} takes writing; that was tried for {seconds} s. To read alone, add "
        "target_session_attrs=any to the address."
    )


class OnlyRead(DatabaseUnwritable):
    message = marked(
        "The server at {path} can only be read: it is a standby, or its transactions are read-only. Nothing was "
        "recorded. Give the address of the primary, or of all servers: postgresql://ONE,TWO/NAME."
    )


class RightMissing(DatabaseUnwritable):
    message = marked(
        "The server at {path} forbids that: {detail}. Its administrator gives a role the rights to the register by "
        "'ctrack --db {argument} db init-server --login ROLE --run'."
    )


class StatementEnded(DatabaseFailure):
    message = marked(
        "The server at {path} ended this by a limit of its own ({detail}); nothing was recorded. Ask for less at once, "
        "by a filter, or let its administrator type 'ALTER ROLE name SET statement_timeout = 300000'."
    )


# What the server says as it refuses a connection, in the order of what tells most.
REFUSALS: tuple[tuple[str, type[Failure]], ...] = (
    (r'role "(?P<role>[^"]*)" does not exist', NoSuchRole),
    (r'role "(?P<role>[^"]*)" is not permitted to log in', RoleMayNotEnter),
    (r'database "(?P<name>[^"]*)" does not exist', NoSuchDatabase),
    (r'permission denied for database "(?P<name>[^"]*)"', MayNotConnect),
    (r'(?:password|SASL) authentication failed(?: for user "(?P<role>[^"]*)")?', PasswordRefused),
    (r"no password supplied", PasswordMissing),
    (r'(?:Peer|Ident) authentication failed for user "(?P<role>[^"]*)"', PeerRefused),
    (r'(?s)\A(?!.*, SSL encr).*user "(?P<role>[^"]*)", database "(?P<name>[^"]*)", no encryption', PlainNotLetIn),
    (r'pg_hba\.conf .*user "(?P<role>[^"]*)", database "(?P<name>[^"]*)"', NotLetIn),
    (r"too many (?:clients|connections)|remaining connection slots|no more connections", TooManyConnections),
    (r"does not support SSL|SSL error|certificate|sslrootcert|sslmode", TlsFailed),
    (r"session is read-only|not accept read-write|read-only", NoneWrites),
)


def first_line(error: BaseException) -> str:
    """What the driver said, without its tail of hints."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")


def is_worth_retrying(error: DBAPIError) -> bool:
    """Whether the same work may succeed when it is done again from the start."""
    return getattr(error.orig, "sqlstate", None) in RETRIED_STATES


def is_lost(error: DBAPIError, *, is_looked_for: bool) -> bool:
    """Whether no server works with us now, and one may soon; where it is looked for, also if none answers."""
    if isinstance(error.orig, sqlite3.Error):
        return False
    state = getattr(error.orig, "sqlstate", None) or ""
    if error.connection_invalidated or (state and state.startswith(LOST_STATES)):
        return True
    words = str(error.orig)
    if state or any(
        re.search(pattern, words) for pattern, kind in REFUSALS if kind not in (TooManyConnections, NoneWrites)
    ):
        return False
    return any(word in words for word in (*PASSING, *(GONE if is_looked_for else ())))


def explain_server(error: DBAPIError, path: str, seconds: int = 0) -> Failure | None:
    """The failure that an error of a database server stands for; None where it is our own mistake."""
    state = getattr(error.orig, "sqlstate", None) or ""
    if not state and isinstance(error, DataError):
        return failures.TextNotStorable(what="text", character="U+0000")
    if error.connection_invalidated or state.startswith(("08", "28", "57P", "3D", "53300", "25P03")) or not state:
        return explain_refusal(error, path, seconds)
    facts = {
        "path": path,
        "argument": name_register(path),
        "detail": first_line(error.orig or error),
        "seconds": seconds,
    }
    if state in RETRIED_STATES or state == "55P03":
        return failures.DatabaseLocked(**facts)
    if state == "53100":
        return failures.DiskFull(path=path)
    if state.startswith("54"):
        return AskedTooMuch()
    found = {"25006": OnlyRead, "42501": RightMissing, "57014": StatementEnded}.get(state)
    return found(**facts) if found else None


def explain_refusal(error: DBAPIError, path: str, seconds: int) -> Failure:
    """What a connection failed of, in the words of the driver, which begin with what it tried."""
    words = str(error.orig or error)
    for pattern, kind in REFUSALS:
        found = re.search(pattern, words)
        if found is not None:
            named = {name: value or "?" for name, value in found.groupdict().items()}
            return kind(path=path, argument=name_register(path), seconds=seconds, detail=last_part(words), **named)
    return failures.ServerUnreachable(path=path, detail=last_part(words))


def last_part(words: str) -> str:
    """The cause alone: libpq writes before it what it tried, and after it more of the same."""
    line = (words.strip().splitlines() or ["?"])[0].rstrip(".")
    return line.rpartition(" failed: ")[2].removeprefix("FATAL:").strip()
