"""Backups, restoring and moving: what is copied is whole, is read back, and replaces nothing unasked."""

from __future__ import annotations

import gzip
import os
import shutil
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from ctrack.services import layout_upgrades, restores
from ctrack.services.backups import open_layout
from ctrack.store.copies import find_difference, put_parents_first
from ctrack.store.register_places import read_place
from tests.conftest import create_database
from tests.services.test_upgrades import take_out
from tests.support.lives import live, tampering
from tests.support.postgres import make_address
from tests.support.registers import content, query
from tests.support.runner import Runner

COUNTERS = "SELECT name, seq FROM sqlite_sequence ORDER BY name"


@pytest.fixture
def lived(ctrack: Runner) -> Runner:
    """A register with something of everything in it; the highest key of a table is not its last number."""
    ctrack.ok("agency", "add", "police", "--name", "Police")
    ctrack.ok("agency", "add", "moi", "--name", "Ministry", "--name-ar", "وزارة الداخلية")
    ctrack.ok("agency", "edit", "police", "--parent", "moi")
    ctrack.ok("agency", "add", "gone", "--name", "Gone")
    ctrack.ok("undo")
    ctrack.ok("update", "KWT-21", "--status", "in_progress", "--note", "كُلّفت الوزارة")
    return ctrack


def test_a_backup_is_restored_as_it_was(lived: Runner, tmp_path: Path) -> None:
    """Every row and every counter come back; the file is for its owner alone, and gzip knows it."""
    said = lived.ok("db", "backup", str(tmp_path / "kept.db.gz")).out
    assert "It was read back and is whole." in said
    assert stat.S_IMODE((tmp_path / "kept.db.gz").stat().st_mode) == 0o600
    (tmp_path / "by-hand.db").write_bytes(gzip.decompress((tmp_path / "kept.db.gz").read_bytes()))
    again = Runner(str(tmp_path / "again.db"), tmp_path)
    again.ok("db", "restore", str(tmp_path / "kept.db.gz"))
    for other in (again, Runner(str(tmp_path / "by-hand.db"), tmp_path)):
        assert content(other) == content(lived)
        assert query(other.database, COUNTERS) == query(lived.database, COUNTERS)
    again.ok("verify")
    assert stat.S_IMODE(Path(again.database).stat().st_mode) == 0o600
    assert not list(tmp_path.glob(".*")), "nothing is left behind"


@pytest.mark.slow
def test_a_register_is_replaced_only_when_asked(lived: Runner, tmp_path: Path) -> None:
    """Without --replace the register is left alone; with it, what was there is kept, and comes back in its turn."""
    lived.ok("db", "backup", str(tmp_path / "one.db.gz"))
    lived.ok("update", "KWT-21", "--progress", "70")
    later = content(lived)
    refused = lived("db", "restore", str(tmp_path / "one.db.gz"))
    assert (refused.code, "--replace" in refused.err) == (4, True)
    assert content(lived) == later
    restored = lived.data("db", "restore", str(tmp_path / "one.db.gz"), "--replace")
    assert lived.data("show", "KWT-21")["progress"] == 0
    lived.ok("db", "restore", restored["kept"], "--replace")
    assert content(lived) == later


def strike_meanwhile(runner: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let somebody record between the backup of what is there and its replacement."""
    fill = restores.fill

    def fill_late(*given: object) -> object:
        runner.ok("note", "KWT-25", "meanwhile")
        return fill(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(restores, "fill", fill_late)


@pytest.mark.parametrize("engine", ["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def test_what_is_recorded_meanwhile_is_not_replaced(
    engine: str, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody who records after the backup, and before the replacement, loses nothing: the restore is refused."""
    runner: Runner = request.getfixturevalue("ctrack" if engine == "sqlite" else "on_server")
    runner.ok("db", "backup", str(tmp_path / "one.db.gz"))
    strike_meanwhile(runner, monkeypatch)
    words = ("db", "restore", str(tmp_path / "one.db.gz"), "--replace")
    outcome = runner(*words, XDG_STATE_HOME=str(tmp_path))
    assert (outcome.code, "Somebody recorded something" in outcome.err) == (5, True), outcome
    assert runner.data("log")["rows"][0]["detail"].endswith("note KWT-25 meanwhile")
    runner.ok("verify")


def test_a_damaged_register_is_put_aside(lived: Runner, tmp_path: Path) -> None:
    """What cannot be read is kept under another name, byte by byte, and the backup takes its place."""
    lived.ok("db", "backup", str(tmp_path / "one.db.gz"))
    before = content(lived)
    with open(lived.database, "r+b") as stream:
        stream.write(b"no database at all")
    damaged = Path(lived.database).read_bytes()
    kept = lived.data("db", "restore", str(tmp_path / "one.db.gz"), "--replace")["kept"]
    assert Path(kept).read_bytes() == damaged
    assert content(lived) == before


def test_a_folder_that_is_missing_is_made(lived: Runner, tmp_path: Path) -> None:
    """A name without an ending is a folder, for its owner alone; one with another ending is refused."""
    made = lived.data("db", "backup", str(tmp_path / "deep" / "backups"))["place"]
    assert Path(made).parent == tmp_path / "deep" / "backups"
    assert stat.S_IMODE((tmp_path / "deep" / "backups").stat().st_mode) == 0o700
    outcome = lived("db", "backup", str(tmp_path / "copy.db"))
    assert (outcome.code, "copy.db.gz" in outcome.err) == (2, True), outcome


@pytest.mark.slow
def test_backups_of_a_folder_make_room(lived: Runner, tmp_path: Path) -> None:
    """With --keep the newest stay, and no file that is no backup of this register is touched."""
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / "other-20200101T000000Z.db.gz").write_text("somebody's")
    for minute in range(4):
        lived.ok("db", "backup", str(folder), "--keep", "2", CTRACK_NOW=f"2026-11-21T09:0{minute}:00+00:00")
    name = Path(lived.database).stem
    assert sorted(path.name for path in folder.iterdir()) == [
        f"{name}-20261121T090200Z.db.gz",
        f"{name}-20261121T090300Z.db.gz",
        "other-20200101T000000Z.db.gz",
    ]
    again = lived("db", "backup", str(folder), CTRACK_NOW="2026-11-21T09:03:00+00:00")
    assert (again.code, "exists already" in again.err) == (4, True)


@pytest.mark.parametrize(
    ("spoil", "code", "word"),
    [
        (lambda path: path.write_bytes(path.read_bytes()[:-400]), 7, "damaged"),
        *(
            pytest.param(*case, marks=pytest.mark.slow)
            for case in (
                (
                    lambda path: path.write_bytes(path.read_bytes()[:5000] + b"?" + path.read_bytes()[5001:]),
                    7,
                    "damaged",
                ),
                (lambda path: path.write_text("a letter"), 4, "no backup"),
                (lambda path: path.write_bytes(gzip.compress(b"a letter")), 4, "no backup"),
                (lambda path: path.write_bytes(b""), 4, "no backup"),
            )
        ),
        (lambda path: path.unlink(), 1, "No such file"),
    ],
)
def test_what_is_no_whole_backup_is_refused(spoil: object, code: int, word: str, lived: Runner, tmp_path: Path) -> None:
    """A backup that is cut off, changed, foreign or missing is named, and nothing is made of it."""
    path = tmp_path / "kept.db.gz"
    lived.ok("db", "backup", str(path))
    spoil(path)  # type: ignore[operator]
    outcome = Runner(str(tmp_path / "again.db"), tmp_path)("db", "restore", str(path))
    assert (outcome.code, word in outcome.err) == (code, True), outcome
    assert not (tmp_path / "again.db").exists()


def test_a_backup_of_what_was_tampered_with_is_refused(lived: Runner, tmp_path: Path) -> None:
    """What does not hold what it said is no backup: the entry is named, and no file is left."""
    with tampering(lived.database) as connection:
        connection.execute("UPDATE journal SET author = 'x' WHERE number = 3")
    outcome = lived("db", "backup", str(tmp_path / "kept.db.gz"))
    assert (outcome.code, "entry 3 differs" in outcome.err) == (7, True), outcome
    assert not list(tmp_path.glob("kept*"))


@pytest.mark.slow
def test_an_older_backup_is_brought_up(tmp_path: Path) -> None:
    """A backup of an earlier layout, packed or not, is restored in this version's, which is said."""
    old = take_out("0004", tmp_path)
    restored = Runner(str(tmp_path / "new.db"), tmp_path)
    assert restored.data("db", "restore", old.database)["upgraded_from"] == "0004"
    restored.ok("verify")


def test_parents_come_first() -> None:
    """Agencies are copied in an order that keeps their references, also those that are above each other."""
    rows = [{"id": key, "parent_id": parent} for key, parent in ((1, 3), (2, None), (3, 2), (4, 5), (5, 4))]
    assert [row["id"] for row in put_parents_first(rows)] == [2, 3, 1, 4, 5]


@pytest.mark.slow
def test_a_copy_that_differs_is_found(lived: Runner, tmp_path: Path) -> None:
    """One changed value, or one counter, in any table is a difference."""
    for number, statement in enumerate(
        (
            "UPDATE person SET email = 'x'",
            "UPDATE agency SET name = json_replace(name, '$.en', 'x') WHERE code = 'moi'",
            "UPDATE undertaking SET progress = 99 WHERE id = 7",
            "UPDATE sqlite_sequence SET seq = seq + 1 WHERE name = 'agency'",
        )
    ):
        path = tmp_path / f"copy-{number}.db"
        shutil.copyfile(lived.database, path)
        lived.ok("person", "add", f"Somebody {number}")
        shutil.copyfile(lived.database, path)
        query(path, statement)
        wanted = ("person", "agency", "undertaking", "agency")[number]
        with open_layout(read_place(lived.database)) as (ours, _), open_layout(read_place(str(path))) as (theirs, _):
            assert find_difference(ours, theirs) == wanted


@pytest.mark.slow
def test_moving_there_and_back_gives_the_same(ctrack: Runner, server: str, tmp_path: Path) -> None:
    """A register goes to PostgreSQL and back: the same rows, counters and JSON, and it goes on counting."""
    lived = live(ctrack)
    create_database(server, "moved")
    there, back = Runner(make_address(server, "moved"), tmp_path), Runner(str(tmp_path / "back.db"), tmp_path)
    lived.ok("db", "move", there.database)
    there.ok("db", "move", back.database)
    for words in (("list", "--all"), ("log", "--all"), ("report",), ("agency", "list"), ("person", "list")):
        assert lived.data(*words) == there.data(*words) == back.data(*words), words
    assert content(lived) == content(there) == content(back)
    assert query(back.database, COUNTERS) == query(lived.database, COUNTERS)
    assert there.data("list", "terrorism")["total"] == back.data("list", "terrorism")["total"] > 0
    for runner in (there, back):
        runner.ok("update", "KWT-22", "--progress", "20")
        runner.ok("agency", "add", "next", "--name", "Next")
        runner.ok("verify")
    assert content(there, "journal", "status_update") == content(back, "journal", "status_update")
    refused = lived("db", "move", there.database)
    assert (refused.code, "exists already" in refused.err) == (4, True)


@pytest.mark.slow
def test_a_server_is_backed_up_and_restored(lived: Runner, server: str, tmp_path: Path) -> None:
    """The same file is restored to either engine, into an empty place or in the place of what is there."""
    for name in ("first", "second"):
        create_database(server, name)
    first, second = (Runner(make_address(server, name), tmp_path) for name in ("first", "second"))
    lived.ok("db", "move", first.database)
    first.ok("db", "backup", str(tmp_path / "kept.db.gz"))
    second.ok("db", "restore", str(tmp_path / "kept.db.gz"))
    assert content(second) == content(lived)
    second.ok("update", "KWT-21", "--progress", "90")
    later = content(second)
    assert second("db", "restore", str(tmp_path / "kept.db.gz")).code == 4
    kept = second.data("db", "restore", str(tmp_path / "kept.db.gz"), "--replace", XDG_STATE_HOME=str(tmp_path))["kept"]
    assert content(second) == content(lived)
    home = Runner(str(tmp_path / "home.db"), tmp_path)
    home.ok("db", "restore", kept)
    assert content(home) == later
    assert os.path.dirname(kept) == str(tmp_path / "ctrack" / "backups")


def test_an_upgrade_that_cannot_be_proven_is_taken_back(tmp_path: Path) -> None:
    """A tampered register of an earlier layout stays as it is, byte by byte, and no backup is left of it."""
    old = take_out("0006", tmp_path)
    with tampering(old.database) as connection:
        connection.execute("UPDATE journal SET author = 'x' WHERE number = 3")
    before = sorted(tmp_path.iterdir())
    rows = query(old.database, "SELECT * FROM journal")
    outcome = old("db", "upgrade")
    assert (outcome.code, "entry 3 differs" in outcome.err) == (7, True), outcome
    assert query(old.database, "SELECT version_num FROM alembic_version") == [("0006",)]
    assert query(old.database, "SELECT * FROM journal") == rows
    assert sorted(tmp_path.iterdir()) == before


def test_an_upgrade_of_what_went_on_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A version of before that records after the backup loses nothing: the upgrade says so, and is run again."""
    old = take_out("0006", tmp_path)
    keep_layout = layout_upgrades.keep_layout

    def keep_early(*given: object) -> object:
        kept = keep_layout(*given)  # type: ignore[arg-type]
        return replace(kept, entries=kept.entries - 1)

    with monkeypatch.context() as patched:
        patched.setattr(layout_upgrades, "keep_layout", keep_early)
        outcome = old("db", "upgrade")
    assert (outcome.code, "Somebody recorded something" in outcome.err) == (5, True), outcome
    old.ok("db", "upgrade")


def test_what_no_version_made_is_refused(tmp_path: Path) -> None:
    """A register whose tables are not those of the layout that it names is refused in one sentence, and left alone."""
    old = take_out("0005", tmp_path)
    query(old.database, "ALTER TABLE undertaking DROP COLUMN told_on")
    outcome = old("db", "upgrade")
    assert outcome.code == 5
    assert "the columns of its table undertaking are others" in outcome.err
    assert query(old.database, "SELECT version_num FROM alembic_version") == [("0005",)]


@pytest.mark.slow
def test_the_backup_of_an_upgrade_is_the_register_before(tmp_path: Path) -> None:
    """What `db upgrade` keeps is named, and holds the old layout whole."""
    old = take_out("0006", tmp_path)
    rows = query(old.database, "SELECT * FROM journal")
    kept = old.data("db", "upgrade")["kept"]
    (tmp_path / "before.db").write_bytes(gzip.decompress(Path(kept).read_bytes()))
    assert query(tmp_path / "before.db", "SELECT * FROM journal") == rows
    assert query(tmp_path / "before.db", "SELECT version_num FROM alembic_version") == [("0006",)]
