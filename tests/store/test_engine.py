"""Opening a database: what is none, what is not ours, what is of another version, and where it may lie."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ctrack.domain.failures import TextNotStorable
from ctrack.services.targets import Target
from ctrack.services.updates import record_updates
from ctrack.store.faults import APPLICATION_ID
from ctrack.store.register_places import read_place
from ctrack.store.tables import SCHEMA_REVISION
from tests.support import postgres
from tests.support.children import run_in_child
from tests.support.registers import HORIZON, content, head, query, write
from tests.support.runner import Outcome, Runner
from tests.support.said import say
from tests.support.shipped import COMMITMENTS

NOBODY = 65534
NOWHERE = Path("/nowhere")
COMMANDS = (("list",), ("update", "KWT-21", "--progress", "5"), ("db", "check"), ("undo",))

# Holds the write lock of a database from the line "held" until its input ends.
HOLDER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


def make_folder(path: Path) -> None:
    path.mkdir()


def make_empty(path: Path) -> None:
    path.touch()


def make_text(path: Path) -> None:
    path.write_text("Commitments of the year\n" * 100, encoding="utf-8")


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_foreign(path: Path) -> None:
    query(path, "CREATE TABLE song (title TEXT)")


def make_foreign_of_alembic(path: Path) -> None:
    query(path, "CREATE TABLE alembic_version (version_num TEXT)")
    query(path, "INSERT INTO alembic_version VALUES ('a1b2c3d4')")


def make_half_made(path: Path) -> None:
    query(path, f"PRAGMA application_id = {APPLICATION_ID}")
    query(path, "CREATE TABLE song (title TEXT)")


def make_unversioned(path: Path) -> None:
    make_half_made(path)
    query(path, "CREATE TABLE alembic_version (version_num TEXT)")


BROKEN: dict[str, tuple[Callable[[Path], None] | None, str]] = {
    "missing": (None, "DatabaseMissing"),
    "folder": (make_folder, "DatabaseUnreadable"),
    "empty": (make_empty, "DatabaseForeign"),
    "text": (make_text, "DatabaseForeign"),
    "pipe": (make_pipe, "DatabaseForeign"),
    "foreign": (make_foreign, "DatabaseForeign"),
    "foreign of alembic": (make_foreign_of_alembic, "DatabaseForeign"),
    "half made": (make_half_made, "DatabaseForeign"),
    "without a version": (make_unversioned, "DatabaseForeign"),
}


def check_failure(outcome: Outcome, kind: str, code: int = 5) -> str:
    """The failure is of that kind, told in one sentence; the sentence."""
    error = outcome.json["error"]
    assert (outcome.code, error["kind"], error["exit_code"]) == (code, kind, code)
    assert outcome.err == ""
    assert "\n" not in error["message"]
    return str(error["message"])


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
@pytest.mark.parametrize(("make", "kind"), BROKEN.values(), ids=BROKEN)
def test_what_is_no_register_is_refused_and_left_as_it_is(
    make: Callable[[Path], None] | None, kind: str, words: tuple[str, ...], tmp_path: Path
) -> None:
    """Every command says what is wrong in one sentence that names the path, ends with 5, and touches nothing."""
    path = tmp_path / "some.db"
    if make:
        make(path)
    before = path.read_bytes() if path.is_file() else None
    runner = Runner(str(path), tmp_path / "home")
    assert str(path) in check_failure(runner(*words, "--format", "json"), kind)
    told = runner(*words)
    assert told.code == 5
    assert told.out == ""
    assert told.err.startswith("ctrack: ")
    assert told.err.count("\n") == 1
    assert (path.read_bytes() if path.is_file() else None) == before
    assert sorted(item.name for item in tmp_path.iterdir()) == ([path.name] if make else [])


@pytest.mark.parametrize(("found", "kind"), [("0001", "DatabaseTooOld"), ("9999", "DatabaseTooNew")])
def test_another_layout_is_named_and_not_migrated(found: str, kind: str, ctrack: Runner) -> None:
    """An older or newer layout is refused with its number and what to do; nothing is migrated behind one's back."""
    query(ctrack.database, "UPDATE alembic_version SET version_num = ?", found)
    for words in COMMANDS:
        message = check_failure(ctrack(*words, "--format", "json"), kind)
        assert found in message
        assert ("'ctrack db upgrade'" in message) == (kind == "DatabaseTooOld")
    assert query(ctrack.database, "SELECT version_num FROM alembic_version") == [(found,)]


def test_upgrade_refuses_what_it_does_not_know(ctrack: Runner) -> None:
    """`db upgrade` leaves a newer layout, and one that no version of ctrack had, as they are."""
    for found, kind in (("9999", "DatabaseTooNew"), ("0000", "DatabaseForeign")):
        query(ctrack.database, "UPDATE alembic_version SET version_num = ?", found)
        check_failure(ctrack("db", "upgrade", "--format", "json"), kind)
        assert query(ctrack.database, "SELECT version_num FROM alembic_version") == [(found,)]


def test_an_upgrade_that_is_not_needed_changes_nothing(ctrack: Runner) -> None:
    """`db upgrade` on the layout of this version is done at once."""
    assert SCHEMA_REVISION in ctrack.ok("db", "upgrade").out


@pytest.mark.parametrize("keep", [0.5, 0.9])
def test_a_cut_off_file_is_called_damaged(keep: float, ctrack: Runner) -> None:
    """A file that a copy cut short is named as damaged, not as a mistake of ctrack's."""
    size = os.path.getsize(ctrack.database)
    os.truncate(ctrack.database, int(size * keep) // 4096 * 4096)
    outcome = ctrack("report", "--format", "json")
    if outcome.code:
        check_failure(outcome, "DatabaseDamaged")
    assert "Fault" not in outcome.out
    check_failure(ctrack("list", "--format", "json"), "DatabaseDamaged")


NAMES = (
    "a b.db",
    "a?b.db",
    "a#b.db",
    "a%41b.db",
    "سجل الالتزامات.db",
    "a&mode=ro.db",
    "'quoted'.db",
    "-dash.db",
    "a\nb.db",
)


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_register_may_have_any_name(name: str, template: Path, tmp_path: Path) -> None:
    """Signs that mean something in an address of SQLite are only signs in a file name."""
    path = tmp_path / "folder ؟?#%" / name
    path.parent.mkdir()
    shutil.copyfile(template, path)
    runner = Runner(str(path), tmp_path)
    runner.ok("update", "KWT-21", "--progress", "5")
    assert runner.data("show", "KWT-21")["progress"] == 5
    assert [item.name for item in path.parent.iterdir()] == [name]


def test_a_register_may_have_a_name_that_is_no_text(template: Path, tmp_path: Path) -> None:
    """A file name of other bytes than UTF-8 is opened as any other."""
    path = os.fsencode(tmp_path) + b"/\xe9t\xe9.db"
    shutil.copyfile(template, path)
    assert Runner(os.fsdecode(path), tmp_path).ok("db", "check").code == 0


def test_a_place_may_be_written_in_several_ways(ctrack: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path, relative or not, with a tilde or two slashes, and a URL of SQLite mean the same file."""
    path = Path(ctrack.database)
    monkeypatch.chdir(path.parent)
    ways = (path.name, f"/{path}", f"~/{path.name}", f"sqlite:///{path.name}", f"sqlite:///{path}")
    places = {Runner(way, path.parent).data("db", "info")["place"].replace("//", "/") for way in ways}
    assert places == {str(path)}


WRONG_ADDRESSES = (
    "mysql://u:secret@host/name",
    "postgres://u:secret@host/name",
    "http://host/",
    "postgresql://h:port/n",
)


@pytest.mark.parametrize("address", WRONG_ADDRESSES)
def test_an_address_of_another_kind_is_refused(address: str, tmp_path: Path) -> None:
    """What is neither a file nor an address of PostgreSQL is said to be so, and no password is printed."""
    message = check_failure(Runner(address, tmp_path)("list", "--format", "json"), "DatabaseUnreadable")
    assert "secret" not in message


def test_an_unknown_home_is_a_file_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`~nobody-of-that-name/x.db` is the name of a file that is not there."""
    monkeypatch.chdir(tmp_path)
    check_failure(Runner("~nobody-of-that-name/x.db", tmp_path)("list", "--format", "json"), "DatabaseMissing")


def test_a_server_that_does_not_answer_is_named_without_the_password(tmp_path: Path) -> None:
    """The sentence names the server and hides the password."""
    address = "postgresql://officer:secret@127.0.0.1:1/register"
    message = check_failure(Runner(address, tmp_path)("list", "--format", "json"), "ServerUnreachable")
    assert "officer:***@127.0.0.1:1/register" in message
    assert "secret" not in message


def test_a_server_without_a_register_says_how_one_is_made(server: str, tmp_path: Path) -> None:
    """An empty database on a server is a missing register; a password in its address is not printed."""
    address = postgres.make_address(server, "postgres").replace("tester@", "tester:secret@")
    message = check_failure(Runner(address, tmp_path)("list", "--format", "json"), "DatabaseMissing")
    assert "init" in message
    assert "secret" not in message
    assert read_place(address).shown in message


@pytest.fixture
def holder(ctrack: Runner) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the write lock of the register."""
    command = [sys.executable, "-c", HOLDER, ctrack.database]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        yield process


def test_a_locked_register_is_read_and_not_written(ctrack: Runner, holder: subprocess.Popen[str]) -> None:
    """While another program writes, a reader reads; a writer is told to try again, and nothing is recorded."""
    ctrack.environ["CTRACK_DB_WAIT"] = "0"
    assert ctrack.data("list")["total"] == COMMITMENTS
    check_failure(ctrack("update", "KWT-21", "--progress", "5", "--format", "json"), "DatabaseLocked")
    assert ctrack.data("show", "KWT-21")["progress"] == 0


def test_a_writer_waits_for_its_turn(ctrack: Runner, holder: subprocess.Popen[str]) -> None:
    """A lock that is given up within the time of waiting is no failure."""
    assert holder.stdin
    threading.Timer(0.3, holder.stdin.close).start()
    ctrack.ok("update", "KWT-21", "--progress", "5")
    assert ctrack.data("show", "KWT-21")["progress"] == 5


@pytest.fixture
def open_folder(template: Path) -> Iterator[Path]:
    """A folder that everybody may enter, with a register in it; pytest's own belong to one user alone."""
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        folder = Path(name)
        folder.chmod(0o755)
        shutil.copyfile(template, folder / "commitments.db")
        yield folder


def give_up_rights() -> None:
    """From here on this process may not do all that root may."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def run_unprivileged(runner: Runner, *words: str) -> Outcome:
    """A command line of somebody who is not root."""
    runner(*words)  # whatever is imported late is imported while it can be read
    _, outcome = run_in_child(runner, *words, prepare=give_up_rights)
    assert outcome
    return outcome


def test_a_file_that_may_not_be_read_is_said_to_be_so(open_folder: Path) -> None:
    """Without permission to read the file, or to enter its folder, the failure is 5 and names the path."""
    runner = Runner(str(open_folder / "commitments.db"), NOWHERE)
    for path, mode in ((Path(runner.database), 0), (open_folder, 0)):
        path.chmod(mode)
        message = check_failure(run_unprivileged(runner, "list", "--format", "json"), "DatabaseUnreadable")
        assert runner.database in message
        assert "ermission denied" in message
        path.chmod(0o755)


def test_a_register_on_a_read_only_disk_can_be_read(open_folder: Path) -> None:
    """Where nothing may be written everything can be read, and writing is refused as such."""
    runner = Runner(str(open_folder / "commitments.db"), NOWHERE)
    Path(runner.database).chmod(0o444)
    open_folder.chmod(0o555)
    try:
        listed = run_unprivileged(runner, "list", "--format", "json")
        assert listed.data["total"] == COMMITMENTS
        refused = run_unprivileged(runner, "note", "KWT-21", "x", "--format", "json")
        check_failure(refused, "DatabaseUnwritable")
        assert [item.name for item in open_folder.iterdir()] == ["commitments.db"]
    finally:
        open_folder.chmod(0o755)


def test_a_reader_without_rights_sees_what_is_not_yet_in_the_file(open_folder: Path) -> None:
    """While the owner works, a reader who may not write sees what was committed last, though it is in the log."""
    path = open_folder / "commitments.db"
    with closing(sqlite3.connect(path)) as owner:
        owner.execute("PRAGMA wal_autocheckpoint = 0")
        owner.execute("UPDATE undertaking SET priority = 'high'")
        owner.commit()
        path.chmod(0o444)
        open_folder.chmod(0o555)
        try:
            listed = run_unprivileged(Runner(str(path), NOWHERE), "list", "priority:high", "--format", "json")
            assert listed.data["total"] == COMMITMENTS
        finally:
            open_folder.chmod(0o755)


LIMITS = {
    "many alternatives": (" or ".join(f"word{number}" for number in range(3000)), "TooManyWords", 2),
    "a very long word": ("note:" + "x" * 60_000, "AskedTooMuch", 4),
}


@pytest.mark.parametrize(("words", "kind", "code"), LIMITS.values(), ids=LIMITS)
def test_more_than_the_database_can_be_asked_is_refused(words: str, kind: str, code: int, ctrack: Runner) -> None:
    """A filter beyond the limits of the engine is refused in one sentence, not told as a fault."""
    check_failure(ctrack("list", words, "--format", "json"), kind, code)


UNSTORABLE = ({"author": "\udcff"}, {"author": "a\udc80b"})


@pytest.mark.parametrize("facts", UNSTORABLE, ids=ascii)
def test_what_is_no_text_is_refused_by_each_engine(facts: dict[str, str], anywhere: Runner) -> None:
    """Lone surrogates, which stand for bytes that are no UTF-8, are refused, and nothing is recorded."""
    before = content(anywhere)
    request = say(note={"en": "x"})
    with pytest.raises(TextNotStorable) as refused:
        write(
            anywhere,
            lambda unit: record_updates(unit, Target(code="KWT-21"), request, head(**facts), HORIZON),
            head(**facts),
        )
    assert "U+DC" in str(refused.value)
    assert content(anywhere) == before
