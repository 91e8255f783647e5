"""`ctrack db init-server`: the SQL that a server needs, as a script and as run."""

from __future__ import annotations

import os
import shutil
import subprocess
from itertools import count
from pathlib import Path

import psycopg
import pytest

from ctrack.services.verification import verify_register
from tests.support.postgres import find_programs, make_address
from tests.support.registers import read
from tests.support.runner import Runner

ADDRESS = "postgresql://amal@db.example.org/commitments"
NUMBERS = count(1)


def test_the_script_names_what_was_asked_for(ctrack: Runner) -> None:
    """Every name is quoted, whatever is in it; nothing is run, and the server need not be there."""
    script = ctrack.ok("--db", ADDRESS, "db", "init-server", "--owner", "o'w\"n", "--login", "amal", "--print").out
    assert 'CREATE DATABASE "commitments" OWNER "o\'\'w""n" ENCODING' in script
    assert "rolname = 'o''w\"n'" in script
    assert 'GRANT "ctrack_app" TO "amal";' in script
    assert script.endswith('-- \\password "amal"\n')
    data = ctrack.data("--db", ADDRESS, "db", "init-server")
    assert (data["database"], data["application"], data["logins"]) == ("commitments", "ctrack_app", [])


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--db", "commitments.db"), "and {}/commitments.db is a file"),
        (("--db", "postgresql://db.example.org"), "The address postgresql://db.example.org names no database."),
        (("--db", ADDRESS, "--login", "a\nb"), "No role can have the name 'a\\nb'"),
        (("--db", ADDRESS, "--login", ""), ""),
    ],
)
def test_what_is_no_server_is_refused(words: tuple[str, ...], told: str, ctrack: Runner) -> None:
    """A file, an address without a database, and what cannot be a name in a script are refused as misuse."""
    outcome = ctrack("db", "init-server", *words)
    assert outcome.code == 2
    assert told.format(Path.cwd()) in outcome.err


@pytest.fixture
def fresh(server: str, tmp_path: Path) -> Runner:
    """`ctrack` over a database that is not there yet, on a server whose administrator it is."""
    return Runner(make_address(server, f"fresh_{os.getpid()}_{next(NUMBERS)}"), tmp_path)


def by_role(runner: Runner, role: str) -> Runner:
    """The same for somebody else."""
    return Runner(runner.database.replace("tester@", f"{role}@"), runner.home)


def run_script(runner: Runner, script: str) -> None:
    """Run a script by psql, as an administrator."""
    address = runner.database.replace(database_of(runner), "postgres")
    psql = shutil.which("psql") or str(find_programs() / "psql")
    done = subprocess.run([psql, "-X", "-q", address], input=script, text=True, capture_output=True)
    assert (done.returncode, done.stderr) == (0, "")


def database_of(runner: Runner) -> str:
    """The name of the database."""
    return runner.database.partition("@/")[2].partition("?")[0]


@pytest.mark.parametrize("is_run", [True, False], ids=["run", "script"])
def test_from_an_empty_server_to_people_who_record(is_run: bool, fresh: Runner) -> None:
    """The owner makes the register; who logs in as a member works with it, and changes nothing that was said."""
    words = ("db", "init-server", "--owner", "keeper", "--role", "workers", "--login", "amal")
    for turn in range(2):
        if is_run:
            said = fresh.ok(*words, "--run").out
            assert ("Made the database" in said) == (turn == 0)
        else:
            run_script(fresh, fresh.ok(*words).out)
        if turn == 0:
            by_role(fresh, "keeper").ok("init")
    amal = by_role(fresh, "amal")
    amal.ok("update", "KWT-21", "--status", "in_progress", "--note", "x")
    amal.ok("agency", "add", "MOI", "--name", "Ministry of Interior")
    amal.ok("undo")
    amal.ok("report", "--as-of", "2026-11-21")
    assert read(amal, verify_register).holds
    with psycopg.connect(amal.database, autocommit=True) as connection:
        for statement in (
            "UPDATE journal SET author = 'x'",
            "DELETE FROM status_update",
            "UPDATE report SET author = 'x'",
            "UPDATE alembic_version SET version_num = '0001'",
            "TRUNCATE undertaking",
            "ALTER TABLE journal DISABLE TRIGGER ALL",
            "CREATE TABLE mine (a int)",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement)


def test_who_is_no_administrator_is_told(fresh: Runner) -> None:
    """Somebody without the right to make roles is told so by the failure of the server, and nothing is made."""
    fresh.ok("db", "init-server", "--owner", "keeper", "--role", "workers", "--login", "amal", "--run")
    outcome = by_role(fresh, "amal")("db", "init-server", "--login", "badr2", "--run", "--admin",
                                     by_role(fresh, "amal").database)  # fmt: skip
    assert outcome.code == 5
    assert "permission denied" in outcome.err
