"""No password of a server is seen: not in what is said, kept, recorded or handed to other programs, by any command."""

from __future__ import annotations

import os
import shlex
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from ctrack.cli.commands import list as list_command
from ctrack.store.register_places import read_place
from tests.cli.promises import refused
from tests.cli.test_examples import every_example
from tests.support.figures import Tell
from tests.support.registers import content
from tests.support.runner import Outcome, Runner

SECRET = "Sesame7"
# A server that is not there answers at once.
DEAD = "127.0.0.1:1/register"
FORMS = (
    f"postgresql://officer:{SECRET}@{DEAD}",
    f"postgresql://officer:a@{SECRET}:b/c@{DEAD}",
    f"postgresql://officer:%40{SECRET}%2F@{DEAD}",
    f"postgresql://officer@{DEAD}?password={SECRET}",
    f"postgresql://officer@{DEAD}?p%61ssword={SECRET}&sslpassword={SECRET}",
    f"postgresql://officer:{SECRET}",
    f"postgresql://officer:{SECRET}@127.0.0.1:1x/register",
    f"postgres://officer:{SECRET}@{DEAD}",
    f"mysql://officer:{SECRET}@{DEAD}",
    f"postgresql:/officer:{SECRET}@{DEAD}",
    f"postgresql://officer:pass word {SECRET}@{DEAD}",
)


# What no example shows, of commands that speak of a server.
MORE = ("db info", "db check", "db reindex", "db backup kept.gz", "db move moved.db", "db restore kept.gz",
        "db restore kept.gz --replace", "db init-server --login amal", "db init-server --run --login amal",
        "db upgrade", "access list", "access check", "doctor", "verify", "remind schedule", "remind log",
        "log")  # fmt: skip


def list_lines() -> list[list[str]]:
    """The words of every example, without what a shell does around it and without the register that it names."""
    found = []
    for example in every_example():
        line = example.removeprefix('eval "$(').removesuffix(')"').partition(" > ")[0].partition(" | ")[0]
        words = shlex.split(line)[1:]
        found.append(words[2:] if words[:1] == ["--db"] else words)
    return found


@contextmanager
def umask(mask: int) -> Iterator[None]:
    """Another umask, for a while."""
    kept = os.umask(mask)
    try:
        yield
    finally:
        os.umask(kept)


def find_secret(folder: Path, *without: str) -> list[str]:
    """The files below a folder that hold the secret."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name not in without)
    return [path.name for path in files if SECRET.encode() in path.read_bytes()]


def assert_hidden(outcome: Outcome, *words: str) -> None:
    """Nothing that was printed holds the secret."""
    assert SECRET not in outcome.out + outcome.err, (words, outcome)


def test_no_command_tells_a_password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tell_figures: Tell) -> None:
    """Every command with an address of every form, typed before or behind it, or in the environment: nothing tells."""
    monkeypatch.chdir(tmp_path)
    lines = [*(line.split() for line in MORE), *list_lines()]
    assert len(lines) > 80
    for number, words in enumerate(lines):
        address = FORMS[number % len(FORMS)]
        runner = Runner(address, tmp_path)
        typed = ["--db", address] if number % 3 == 0 else []
        behind = ["--db", address] if number % 3 == 1 and words else []
        assert_hidden(runner(*typed, *words, *behind, "--no-input"), address, *words)
    assert find_secret(tmp_path) == []
    tell_figures("secrets", "PostgreSQL", len(lines))


@pytest.mark.slow
@pytest.mark.parametrize("address", FORMS, ids=lambda address: f"form-{FORMS.index(address)}")
def test_no_form_of_an_address_tells(address: str, tmp_path: Path, tell_figures: Tell) -> None:
    """Each form, in the environment, on the line and in the configuration, by what speaks of the register itself."""
    runner = Runner(address, tmp_path)
    for words in (("list",), ("init",), ("db", "info"), ("doctor",), ("config", "list"), ("config", "get", "db"),
                  ("remind", "schedule"), ("verify", address), ("list", address), (address,), ("--db", address, "log"),
                  ("list", f"--db={address}"), ("show", "--dbb", address), ("list", "--lang", "ar")):  # fmt: skip
        assert_hidden(runner(*words), *words)
        assert_hidden(runner(*words, "-f", "json"), *words)
    assert_hidden(runner("config", "set", "db", address))
    assert_hidden(runner("config", "set", "alias.there", f"--db '{address}' list"))
    assert_hidden(runner("context", "add", "there", "--register", address))
    bare = Runner("", tmp_path)
    for words in (("list",), ("context", "list"), ("config", "list"), ("config", "get", "contexts.there.db"),
                  ("remind", "schedule"), ("--help",), ("there",), ("config", "get", "alias.there")):  # fmt: skip
        assert_hidden(bare(*words, CTRACK_CONTEXT="there"), *words)
        assert_hidden(bare(*words), *words)
    assert find_secret(tmp_path, "config.toml") == []
    # Fourteen command lines for people and for programs, three that keep the address, eight with it kept, twice.
    tell_figures("secrets", "PostgreSQL", 2 * 14 + 3 + 2 * 8)


def test_a_fault_tells_no_password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of Python that repeats the address, or the password alone, shows neither: nor does its file."""

    def fail(*_: object) -> None:
        raise ValueError(f"{FORMS[1]}: no host 'x', password {SECRET}, PGPASSWORD={SECRET}")

    monkeypatch.setattr(list_command, "show_list", fail, raising=False)
    monkeypatch.setattr("ctrack.cli.invocation.Invocation.place", property(fail))
    runner = Runner(FORMS[0], tmp_path, {"XDG_STATE_HOME": str(tmp_path / "state"), "PGPASSWORD": SECRET})
    outcome = runner("list", "--db", FORMS[0])
    assert outcome.code == 1
    assert "fault of ctrack" in outcome.err
    assert_hidden(outcome)
    assert len(list((tmp_path / "state").rglob("*.txt"))) == 1
    assert find_secret(tmp_path) == []


def test_a_line_to_be_pasted(tmp_path: Path) -> None:
    """The line that makes a register can be given to a shell as it is: whole, quoted, and without a password."""
    place = read_place("it's here.db")
    assert shlex.split(place.named) == ["ctrack", "--db", "it's here.db"]
    assert shlex.split(read_place("~/my register.db").named)[2] == os.path.expanduser("~/my register.db")
    assert read_place(FORMS[0]).named == f"ctrack --db postgresql://officer@{DEAD}"
    assert read_place(FORMS[0], is_typed=False).named == "ctrack"
    said = Runner(str(tmp_path / "my register.db"), tmp_path)("list").err
    assert f"'ctrack --db \"{tmp_path}/my register.db\" init' makes one." in said


def test_a_configuration_with_a_password_is_for_its_owner(tmp_path: Path) -> None:
    """`config set` writes it so, whatever the umask; one that others may read is refused, and how it is mended told."""
    runner = Runner("", tmp_path)
    path = tmp_path / "config" / "ctrack" / "config.toml"
    with umask(0):
        runner.ok("config", "set", "lang", "en")
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        path.chmod(0o644)
        runner.ok("config", "set", "digits", "arab")
        assert stat.S_IMODE(path.stat().st_mode) == 0o644
        runner.ok("config", "set", "db", FORMS[0])
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    refused(runner("config", "set", "db.password", SECRET), 2, "db.password_command", "PGPASSWORD")
    path.chmod(0o640)
    refused(runner("list"), 2, "db holds a password", f"chmod 600 {path}")
    refused(runner("config", "set", "lang", "ar"), 2, "db holds a password")


def test_nothing_is_read_from_the_folder_where_one_stands(
    ctrack: Runner, monkeypatch: pytest.MonkeyPatch, tell_figures: Tell
) -> None:
    """Whoever unpacks a folder of somebody else's and works in it is not sent to another register by it."""
    monkeypatch.chdir(ctrack.home)
    before = ctrack.data("config", "list")
    names = ("config.toml", "ctrack.toml", ".ctrack.toml", "ctrack/config.toml", ".config/ctrack.toml", "setup.cfg")
    for name in names:
        path = ctrack.home / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f'db = "{FORMS[0]}"\nlang = "ar"\n', encoding="utf-8")
    assert ctrack.data("config", "list") == before
    tell_figures("configuration", "SQLite", len(names))


def test_what_is_written_is_for_its_owner(ctrack: Runner) -> None:
    """Registers and reports are of mode 0600, whatever the umask; a report that was opened to others stays open."""
    paper, register = ctrack.home / "paper.html", ctrack.home / "new.db"
    with umask(0):
        ctrack.ok("report", "-o", str(paper))
        Runner(str(register), ctrack.home).ok("init")
        Runner(str(register), ctrack.home).ok("note", "KWT-25", "more")
        made = [paper, *ctrack.home.glob("new.db*")]
        assert {stat.S_IMODE(path.stat().st_mode) for path in made} == {0o600}
        # That everybody may write to a paper is nothing that a new one takes over.
        for before, after in ((0o640, 0o640), (0o666, 0o664)):
            paper.chmod(before)
            ctrack.ok("report", "-o", str(paper), "--force")
            assert stat.S_IMODE(paper.stat().st_mode) == after


def keep_command(folder: Path, name: str, *lines: str) -> Path:
    """A program of a few lines of shell."""
    path = folder / name
    path.write_text("\n".join(("#!/bin/sh", *lines, "")), encoding="utf-8")
    path.chmod(0o700)
    return path


def test_where_a_password_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The address, PGPASSWORD, a command without a shell, a file of mode 0600, systemd, in this order."""
    given: list[object] = []

    def connect(**words: object) -> None:
        given.append(words.get("password"))
        raise psycopg.OperationalError("no server")

    psycopg = pytest.importorskip("psycopg")
    monkeypatch.setattr(psycopg.Connection, "connect", lambda *_, **words: connect(**words))
    monkeypatch.setattr(psycopg, "connect", lambda *_, **words: connect(**words))
    bare = Runner(f"postgresql://officer@{DEAD}", tmp_path)
    refused(bare("list"), 5, "does not answer")
    credential = tmp_path / "ctrack-db-password"
    credential.write_text("systemd\n", encoding="utf-8")
    bare("list", CREDENTIALS_DIRECTORY=str(tmp_path))
    file = tmp_path / "password.txt"
    file.write_text("file\nsecond line\n", encoding="utf-8")
    file.chmod(0o600)
    bare.ok("config", "set", "db.password_file", str(file))
    bare("list")
    file.chmod(0o644)
    refused(bare("list"), 2, "db.password_file", "chmod 600")
    asked = keep_command(tmp_path, "ask", 'echo "$0 $1"; echo no')
    bare.ok("config", "set", "db.password_command", f"{asked} '$HOME;x'")
    bare("list")
    bare("list", PGPASSWORD="environment")
    bare("list", CTRACK_DB=f"postgresql://officer:{SECRET}@{DEAD}", PGPASSWORD="environment")
    bare("list", CTRACK_DB=f"postgresql://officer@{DEAD}?password={SECRET}")
    assert given == [None, "systemd", "file", f"{tmp_path}/ask $HOME;x", "environment", SECRET, SECRET]


@pytest.mark.slow
def test_no_command_tells_a_password_on_a_server(
    on_server: Runner, monkeypatch: pytest.MonkeyPatch, tell_figures: Tell
) -> None:
    """Every command on a real server: not in outputs, files, journal and ledger, nor in the words of any process."""
    home = on_server.home
    monkeypatch.chdir(home)
    address = on_server.database.replace("tester@", f"tester:{SECRET}@")
    assert address != on_server.database
    seen = home / "processes.log"
    editor = keep_command(home, "editor", f"cat /proc/[0-9]*/cmdline | tr '\\0' ' ' >> {shlex.quote(str(seen))}",
                          'echo written > "$1"')  # fmt: skip
    runner = Runner(address, home, {"EDITOR": str(editor), "XDG_STATE_HOME": str(home / "state")})
    (home / "minutes.txt").write_text("The ministry has named two experts.\n", encoding="utf-8")
    lines = [*(line.split() for line in MORE), *list_lines()]
    for number, words in enumerate(lines):
        typed = ["--db", address] if number % 2 and words else []
        assert_hidden(runner(*words, *typed, "--no-input"), *words)
    assert_hidden(runner.ok("report", "--db", address, "-o", "typed.html", "--force"))
    assert_hidden(runner.ok("update", "KWT-11", "--edit", "--db", address, terminal=True))
    assert seen.read_text("utf-8", "replace")
    assert SECRET not in str(content(on_server))
    assert find_secret(home) == []
    tell_figures("secrets", "PostgreSQL", len(lines) + 2)


@pytest.fixture
def with_password(on_server: Runner) -> Iterator[str]:
    """The address of a register for somebody whom the server asks for a password, `s:e@same/7`."""
    import psycopg

    with psycopg.connect(on_server.database, autocommit=True) as connection:
        (path,) = connection.execute("SHOW hba_file").fetchone() or ("",)
        lines = connection.execute("SELECT pg_read_file(%s)", (path,)).fetchone()
        asked = "local all officer scram-sha-256\nlocal all all trust\nhost all all all trust\n"
        connection.execute("DROP ROLE IF EXISTS officer")
        connection.execute("CREATE ROLE officer SUPERUSER LOGIN PASSWORD 's:e@same/7'")
        write_file(connection, path, asked)
        yield on_server.database.replace("tester@", "officer@")
        write_file(connection, path, str((lines or ("",))[0]))


def write_file(connection: Any, path: str, text: str) -> None:
    """Let the server write a file of its own, and read its rules anew."""
    lines = ", ".join(f"($${line}$$)" for line in text.splitlines() if line)
    connection.execute(f"COPY (VALUES {lines}) TO '{path}'")
    connection.execute("SELECT pg_reload_conf(), pg_sleep(0.3)")


@pytest.mark.slow
def test_every_way_of_a_password_opens_a_server(with_password: str, tmp_path: Path) -> None:
    """~/.pgpass, PGPASSWORD, a command, a file and the address itself, also with an @ that was not coded, let in."""
    home = tmp_path / "home"
    home.mkdir()
    runner = Runner(with_password, home)
    refused(runner("list"), 5, "wants a password", "~/.pgpass")
    pgpass = home / ".pgpass"
    pgpass.write_text(r"*:*:*:officer:s\:e@same/7" + "\n", encoding="utf-8")
    pgpass.chmod(0o600)
    runner.ok("list")
    pgpass.unlink()
    runner.ok("list", PGPASSWORD="s:e@same/7")
    runner.ok("list", CTRACK_DB=with_password.replace("officer@", "officer:s:e@same/7@"))
    runner.ok("list", CTRACK_DB=with_password.replace("officer@", "officer:s%3Ae%40same%2F7@"))
    file = home / "password.txt"
    file.write_text("s:e@same/7\n", encoding="utf-8")
    file.chmod(0o600)
    runner.ok("config", "set", "db.password_file", str(file))
    runner.ok("list")
    runner.ok("db", "init-server", "--run")
    file.unlink()
    runner.ok("config", "set", "db.password_command", "printf '%s\\n' s:e@same/7")
    runner.ok("list")
