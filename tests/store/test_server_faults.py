"""What a real server refuses: each is told with what is wrong and what to type, and none is a fault of the program."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from ctrack.store.work import open_register
from tests.support.runner import Runner
from tests.support.servers import NOBODY, Server, demote, free_port, make_servers

pytestmark = pytest.mark.slow
HBA = """
local all all trust
hostssl sealed all 127.0.0.1/32 trust
hostnossl sealed all 127.0.0.1/32 reject
host all amal 127.0.0.1/32 scram-sha-256
host all badr 127.0.0.1/32 reject
host all all 127.0.0.1/32 trust
"""
ROLES = (
    "CREATE ROLE amal LOGIN PASSWORD 'right'",
    "CREATE ROLE badr LOGIN",
    "CREATE ROLE group_only NOLOGIN",
    "CREATE ROLE reader LOGIN",
    "CREATE ROLE crowded LOGIN CONNECTION LIMIT 1",
    "CREATE DATABASE plain TEMPLATE template0",
    "CREATE DATABASE sealed TEMPLATE template0",
    "CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'",
    "CREATE DATABASE ascii TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'",
    "CREATE DATABASE closed TEMPLATE template0",
    "REVOKE ALL ON DATABASE closed FROM PUBLIC",
)


@pytest.fixture(scope="module")
def guarded() -> Iterator[Server]:
    """A server with passwords, rights, encodings and a certificate."""
    from tests.support.postgres import NoServer

    try:
        with make_servers() as (server,):
            server.make()
            make_certificate(server)
            server.configure("ssl = on\n")
            (server.data / "pg_hba.conf").write_text(HBA)
            server.start()
            server.execute(*ROLES)
            yield server
    except NoServer as error:
        if os.environ.get("CI"):
            pytest.fail(str(error))
        pytest.skip(str(error))


def make_certificate(server: Server) -> None:
    """A certificate that the server vouches for itself by."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=db.example.org",
         "-keyout", server.data / "server.key", "-out", server.data / "server.crt"],
        check=True, capture_output=True,
    )  # fmt: skip
    (server.data / "server.key").chmod(0o600)
    if demote():
        for ending in ("key", "crt"):
            os.chown(server.data / f"server.{ending}", NOBODY, NOBODY)


@pytest.fixture
def ask(guarded: Server, tmp_path: Path) -> Runner:
    """`ctrack` without a register, which waits for nobody."""
    return Runner("", tmp_path, {"CTRACK_DB_WAIT": "0", "PGPASSFILE": str(tmp_path / "none")})


def refused(runner: Runner, address: str, *words: str) -> str:
    """What a command says that fails for the database's sake; in Arabic another sentence, as long as there is one."""
    outcome = runner("--db", address, *(words or ("list",)))
    assert outcome.code == 5, outcome
    assert "fault of ctrack" not in outcome.err
    assert outcome.err.count("\n") == 1
    spoken = runner("--db", address, "--lang", "ar", *(words or ("list",)))
    assert spoken.code == 5
    assert spoken.err != outcome.err
    return outcome.err


@pytest.mark.parametrize(
    ("name", "user", "more", "told"),
    [
        ("nowhere", "tester", "", "The server has no database nowhere. 'ctrack --db {} db init-server' prints"),
        ("plain", "nobody", "", "The server knows no role nobody. 'ctrack --db {} db init-server --login nobody'"),
        ("plain", "group_only", "", "The role group_only is one that nobody logs in as."),
        ("plain", "amal", "", "The server wants a password. It belongs into ~/.pgpass (mode 0600), in a line"),
        ("plain", "amal:wrong", "", "The server did not take the password of amal."),
        ("plain", "badr", "", "The server lets nobody in from here as badr to plain."),
        (
            "sealed",
            "tester",
            "?sslmode=disable",
            "lets tester in to sealed by an encrypted connection alone: add sslmode",
        ),
        ("sealed", "tester", "?sslmode=verify-full&sslrootcert=system", "There is no secure connection to"),
        ("sealed", "tester", "?sslmode=verify-ca&sslrootcert=/nowhere.crt", "There is no secure connection to"),
        ("closed", "reader", "", "The role may not connect to the database closed."),
    ],
)
def test_who_is_not_let_in_is_told_why(
    name: str, user: str, more: str, told: str, guarded: Server, ask: Runner
) -> None:
    """A database or a role that is not there, a password, a missing right, an insecure connection."""
    address = guarded.address(name, user, more)
    said = refused(ask, address)
    assert told.format(address) in said
    assert "wrong" not in said.replace("The server did not take", "")


def test_a_certificate_of_somebody_else(guarded: Server, ask: Runner) -> None:
    """A certificate for another host is refused where it is to be looked at, and taken where it fits."""
    root = guarded.data / "server.crt"
    said = refused(ask, guarded.address("sealed", more=f"?sslmode=verify-full&sslrootcert={root}"))
    assert "There is no secure connection to" in said
    assert "does not match host name" in said
    assert "There is no database at" in refused(
        ask, guarded.address("sealed", more=f"?sslmode=verify-ca&sslrootcert={root}")
    )


@pytest.mark.parametrize(("name", "encoding"), [("latin", "LATIN1"), ("ascii", "SQL_ASCII")])
def test_no_register_in_an_encoding_that_cannot_hold_it(name: str, encoding: str, guarded: Server, ask: Runner) -> None:
    """A database that is not in UTF-8 is refused before anything is made in it."""
    said = refused(ask, guarded.address(name), "init")
    assert f"has the encoding {encoding}" in said
    assert guarded.execute("SELECT count(*) FROM pg_class WHERE relname = 'journal'", name=name) == [(0,)]


def test_no_register_without_the_right_to_make_one(guarded: Server, ask: Runner) -> None:
    """Who may not make tables, or may not add the extension, is told which of both, and by what to get it."""
    guarded.execute("CREATE DATABASE rights TEMPLATE template0")
    guarded.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC", name="rights")
    address = guarded.address("rights", "reader")
    assert f"'ctrack --db {address} db init-server --owner reader'" in refused(ask, address, "init")
    guarded.execute("GRANT CREATE ON SCHEMA public TO reader", name="rights")
    assert "'CREATE EXTENSION pg_trgm'." in refused(ask, address, "init")
    guarded.execute("CREATE EXTENSION pg_trgm", name="rights")
    assert ask("--db", address, "init").code == 0


def test_the_extension_may_be_in_any_schema(guarded: Server, ask: Runner) -> None:
    """pg_trgm that an administrator put into a schema of its own is found there."""
    guarded.execute("CREATE DATABASE elsewhere TEMPLATE template0")
    guarded.execute('CREATE SCHEMA "Of others"', 'CREATE EXTENSION pg_trgm SCHEMA "Of others"', name="elsewhere")
    address = guarded.address("elsewhere")
    assert ask("--db", address, "init").code == 0
    assert ask("--db", address, "search", "border").code == 0


def test_no_extension_at_all(guarded: Server, ask: Runner) -> None:
    """Where the server has no pg_trgm, that is said, and where it comes from."""
    from ctrack.store import server_checks

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(server_checks, "TRIGRAMS", "pg_nothing")
        assert "lacks pg_trgm" in refused(ask, guarded.address("plain"), "init")


def test_whom_a_right_fails_is_told(guarded: Server, ask: Runner) -> None:
    """A role that may read and not record is told so, with what gives it the right; nothing was recorded."""
    guarded.execute("CREATE DATABASE looked_at TEMPLATE template0")
    assert ask("--db", guarded.address("looked_at"), "init").code == 0
    guarded.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader", name="looked_at")
    address = guarded.address("looked_at", "reader")
    assert ask("--db", address, "list").code == 0
    said = refused(ask, address, "note", "KWT-21", "x")
    assert "permission denied" in said
    assert "db init-server --login ROLE --run" in said


def test_limits_of_the_server(guarded: Server, ask: Runner) -> None:
    """A statement that took too long, and a connection too many, are told as what they are."""
    address = guarded.address("looked_at", more="?options=-c%20statement_timeout%3D1")
    assert "statement timeout" in refused(ask, address, "list", "--all")
    crowded = guarded.address("looked_at", "crowded")
    with psycopg.connect(crowded):
        assert "had no connection to spare in 0 s" in refused(ask, crowded)


def test_a_connection_too_many_is_waited_for(guarded: Server, ask: Runner) -> None:
    """Where a connection comes free within the time, nothing is said at all."""
    guarded.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO crowded", name="looked_at")
    address = guarded.address("looked_at", "crowded")
    holder = psycopg.connect(address)
    threading.Timer(0.5, holder.close).start()
    assert ask("--db", address, "list", CTRACK_DB_WAIT="20").code == 0


def test_a_server_that_is_not_there(ask: Runner) -> None:
    """A port that nobody listens on, a host that nobody knows: at once, and with what looks for it."""
    said = refused(ask, f"postgresql://127.0.0.1:{free_port()}/x")
    assert "does not answer: Connection refused" in said
    assert "pg_isready" in said
    assert "does not answer" in refused(ask, "postgresql://no-such-host.invalid/x")


def test_several_servers_of_which_none_writes(guarded: Server, ask: Runner) -> None:
    """Of several servers the one that writes is looked for, for as long as is to be waited; to read, any will do."""
    guarded.execute("CREATE DATABASE frozen TEMPLATE template0")
    assert ask("--db", guarded.address("frozen"), "init").code == 0
    guarded.execute("ALTER DATABASE frozen SET default_transaction_read_only = on")
    address = f"postgresql://tester@127.0.0.1:{free_port()},127.0.0.1:{guarded.port}/frozen"
    assert "None of the servers of" in refused(ask, address)
    assert ask("--db", f"{address}?target_session_attrs=any", "list").code == 0
    said = refused(ask, f"{address}?target_session_attrs=any", "note", "KWT-21", "x")
    assert "can only be read: it is a standby" in said


def test_an_environment_in_another_encoding(guarded: Server, ask: Runner) -> None:
    """PGCLIENTENCODING of the user's is no reason to lose Arabic."""
    register = guarded.address("looked_at")
    assert ask("--db", register, "note", "KWT-21", "ملاحظة", PGCLIENTENCODING="LATIN1").code == 0
    opened = open_register(register)
    with opened.read() as unit:
        assert "ملاحظة" in str(unit.connection.exec_driver_sql("SELECT note FROM status_update").fetchall())
    opened.engine.dispose()
