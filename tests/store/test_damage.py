"""Damage is called damage: whatever a file holds, the table and the row are named, and never a fault of the program."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ctrack.store import readings
from ctrack.store.guards import GUARDS
from tests.support.figures import Tell
from tests.support.lives import live, tampering
from tests.support.registers import query
from tests.support.runner import Outcome, Runner

COMMANDS = (
    ("list",),
    ("show", "KWT-21"),
    ("report",),
    ("due",),
    ("log",),
    ("verify",),
    ("db", "check"),
    ("list", "--as-of", "2026-11-20"),
    ("update", "KWT-21", "--progress", "50"),
    ("undo",),
)
SCHEMA = (
    "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, '{old}', '{new}') WHERE name = '{name}'"
)
# What somebody, or a bad disk, does to the file; the words that name the place, and the commands that must notice.
DAMAGES = {
    "UPDATE undertaking SET target = 'soon' WHERE id = 7": ("undertaking, row 7 (", "target"),
    "UPDATE commitment SET deadline_last = '2026-02-31' WHERE code = 'KWT-21'": ("(KWT-21)", "deadline_last"),
    "UPDATE commitment SET title = '{\"en\": ' WHERE code = 'KWT-22'": ("(KWT-22)", "title"),
    "UPDATE commitment SET title = CAST(X'7B22656E223A22FF227D' AS TEXT) WHERE code = 'KWT-22'": ("(KWT-22)", "title"),
    "UPDATE commitment SET title = '[\"a\", \"b\"]' WHERE code = 'KWT-22'": ("(KWT-22)", "title"),
    "UPDATE commitment SET summary = '{\"en\": [\"a\"]}' WHERE code = 'KWT-22'": ("(KWT-22)", "summary"),
    "UPDATE instrument SET title = '5' WHERE slug = 'kuwait-2024'": ("instrument", "title"),
    "UPDATE party SET code = CAST(X'FFFE' AS TEXT) WHERE code = 'UN'": ("party", "code"),
    "UPDATE instrument SET adopted_on = 'the day' WHERE slug = 'kuwait-2024'": ("instrument", "adopted_on"),
    "UPDATE journal SET changes = '[{' WHERE number = 3": ("entry 3",),
    "UPDATE journal SET author = CAST(X'FF' AS TEXT) WHERE number = 3": ("journal, row 3", "author"),
    "DELETE FROM party WHERE code = 'UN'": (),
    "DROP TABLE occurrence": ("occurrence", "missing"),
    "ALTER TABLE undertaking RENAME TO hidden; CREATE VIEW undertaking AS SELECT * FROM hidden": (
        "undertaking",
        "view",
    ),
    "ALTER TABLE person DROP COLUMN time_zone": ("person", "time_zone"),
    "DELETE FROM alembic_version": ("layout",),
    "INSERT INTO alembic_version VALUES ('0001')": ("alembic_version", "2 rows"),
    "PRAGMA application_id = 7": ("layout",),
    "CREATE TRIGGER spy AFTER UPDATE ON party BEGIN DELETE FROM link; END": ("spy",),
    "CREATE VIEW extra AS SELECT 1": ("extra",),
}


@pytest.fixture(scope="module")
def kept(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with a life behind it, which no test writes to."""
    path = tmp_path_factory.mktemp("damage") / "kept.db"
    shutil.copyfile(template, path)
    live(Runner(str(path), path.parent))
    query(path, "PRAGMA journal_mode = DELETE")
    return path


def copy(kept: Path, folder: Path) -> Runner:
    """A register to be damaged."""
    path = folder / "damaged.db"
    shutil.copyfile(kept, path)
    return Runner(str(path), folder)


def spoil(path: str, script: str) -> None:
    """Do something to the file that ctrack never does; its guards are set up again."""
    with closing(sqlite3.connect(path)) as connection:
        guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        connection.executescript("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON")
        for name, _sql in guards:
            connection.execute(f"DROP TRIGGER {name}")
        connection.executescript(script)
        for _name, sql in guards:
            connection.execute(sql)


def is_called_damage(outcome: Outcome) -> bool:
    """Whether a run ended well, or told of damage in a sentence: of the file (5), or of what it said (7)."""
    assert "Traceback" not in outcome.err
    assert "fault of ctrack" not in outcome.err, outcome
    return outcome.code in (5, 7)


@pytest.mark.parametrize(
    "script", [pytest.param(each, marks=[pytest.mark.slow] * (place > 4)) for place, each in enumerate(DAMAGES)]
)
def test_damage_is_named(script: str, kept: Path, tmp_path: Path) -> None:
    """`verify` and `db check` name the table and the row; no command calls it a fault of the program, or hides it."""
    runner = copy(kept, tmp_path)
    spoil(runner.database, script)
    for words in (("verify",), ("db", "check")):
        outcome = runner(*words)
        assert is_called_damage(outcome), outcome
        assert all(word in outcome.err for word in DAMAGES[script]), outcome
    for words in COMMANDS[:3]:
        outcome = runner(*words)
        assert outcome.code == 0 or is_called_damage(outcome), (words, outcome)


def test_a_head_that_is_no_database_any_more_is_damage(kept: Path, tmp_path: Path) -> None:
    """A file that was a register and lost its first bytes is damaged; a letter is no register at all."""
    runner = copy(kept, tmp_path)
    with open(runner.database, "r+b") as stream:
        stream.write(b"\x00" * 16)
    assert "is damaged" in runner("list").err
    (tmp_path / "letter.db").write_text("Dear Sir or Madam, " * 40)
    assert "is not a ctrack database" in Runner(str(tmp_path / "letter.db"), tmp_path)("list").err


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.slow] * (place > 0)) for place, name in enumerate(GUARDS["sqlite"])]
)
def test_a_guard_that_is_gone_is_named(name: str, kept: Path, tmp_path: Path) -> None:
    """History that could be changed is told of by name, also where a guard stands that refuses nothing."""
    runner = copy(kept, tmp_path)
    ((body,),) = query(runner.database, "SELECT sql FROM sqlite_master WHERE name = ?", name)
    query(runner.database, f"DROP TRIGGER {name}")
    for again in ("", body.replace("RAISE(ABORT, '", "('")):
        if again:
            query(runner.database, again)
        for words in (("verify",), ("db", "check")):
            outcome = runner(*words)
            assert (outcome.code, name in outcome.err) == (7, True), outcome


@pytest.mark.slow
def test_an_index_that_is_stale_is_named_and_made_anew(kept: Path, tmp_path: Path) -> None:
    """Searching that would miss something is told of; `db reindex` mends it."""
    runner = copy(kept, tmp_path)
    for script in (
        "DELETE FROM commitment_search_data WHERE id > 10",
        "INSERT INTO commitment_search(commitment_search) VALUES ('delete-all')",
    ):
        query(runner.database, script)
        outcome = runner("verify")
        assert (outcome.code, "db reindex" in outcome.err) == (7, True), outcome
        runner.ok("db", "reindex")
        runner.ok("verify")
        assert runner.data("list", "terrorism")["total"] > 0


def test_tampering_is_told_with_the_code(kept: Path, tmp_path: Path) -> None:
    """Which commitment was tampered with is said, not only which entry."""
    for statement in (
        "UPDATE status_update SET status = 'not_started' WHERE id = (SELECT max(id) FROM status_update)",
        "UPDATE undertaking SET progress = 41 WHERE id = (SELECT undertaking_id FROM status_update "
        "ORDER BY id DESC LIMIT 1)",
    ):
        runner = copy(kept, tmp_path)
        with tampering(runner.database) as connection:
            connection.execute(statement)
        outcome = runner("verify")
        assert (outcome.code, "(KWT-01)" in outcome.err) == (7, True), outcome


@pytest.mark.slow
def test_flipped_bytes_and_cut_files_are_survived(kept: Path, tmp_path: Path, tell_figures: Tell) -> None:
    """Wherever a byte is flipped, a page is zeroed or the file ends: no traceback, no endless run, no false fault."""
    chance = random.Random(11)
    size = kept.stat().st_size
    harmed = told = 0
    for turn in range(240):
        runner = copy(kept, tmp_path)
        with open(runner.database, "r+b") as stream:
            if turn % 3 == 0:
                place = chance.randrange(size)
                stream.seek(place)
                byte = stream.read(1)[0]
                stream.seek(place)
                stream.write(bytes([byte ^ (1 << chance.randrange(8))]))
            elif turn % 3 == 1:
                stream.seek(chance.randrange(size // 4096) * 4096)
                stream.write(bytes([chance.randrange(256)]) * chance.choice((8, 100, 4096)))
            else:
                stream.truncate(chance.randrange(100, size))
        outcomes = [runner(*words) for words in (*COMMANDS[:3], chance.choice(COMMANDS[3:]), ("verify",))]
        bad = [outcome for outcome in outcomes if outcome.code]
        harmed += bool(bad)
        told += any(is_called_damage(outcome) for outcome in bad)
        assert all(is_called_damage(outcome) or outcome.code in (3, 4) for outcome in bad), (turn, bad)
    tell_figures("bytes", "SQLite", 240, harmed - told)
    assert harmed == told > 100


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("UPDATE commitment SET is_joint = 2 WHERE code = 'KWT-22'", ("(KWT-22)", "is_joint")),
        ("UPDATE undertaking SET is_lead = 3 WHERE id = 7", ("undertaking, row 7 (", "is_lead")),
        ("UPDATE status_update SET effective = 'soon' WHERE id = 1", ("status_update, row 1", "effective")),
        ("UPDATE mail SET next_at = 'soon'", ("mail, row", "next_at")),
        ("REINDEX; UPDATE sqlite_sequence SET seq = 0; PRAGMA writable_schema = ON; DELETE FROM sqlite_master WHERE "
         "name = 'ix_undertaking_due_last'", ()),
    ],
)  # fmt: skip
def test_verify_finds_what_a_check_finds(script: str, words: tuple[str, ...], kept: Path, tmp_path: Path) -> None:
    """What cannot be read is found in the same words, whether the journal tells of the row or not."""
    runner = copy(kept, tmp_path)
    query(
        runner.database,
        "INSERT INTO mail (message_id, person_id, name, language, made_at, state, attempts) "
        "VALUES ('x', 1, 'x', 'en', '2026-01-01T00:00:00Z', 'queued', 0)",
    )
    spoil(runner.database, script)
    checked, verified = runner("db", "check"), runner("verify")
    assert (verified.code, verified.err) == (checked.code, checked.err)
    assert all(word in verified.err for word in words)


@pytest.mark.parametrize(
    "title", ["printf('%.*c', 200000, '[')", "'{' || '\"en\": ' || printf('%.*c', 9000, '9') || '}'"]
)
def test_what_cannot_be_decoded_as_it_is_told_is_damage(
    ctrack: Runner, monkeypatch: pytest.MonkeyPatch, title: str
) -> None:
    """A title is decoded as a row is laid out: what is damaged there is named, and is no fault of the program."""
    with closing(sqlite3.connect(ctrack.database)) as connection, connection:
        connection.execute(f"UPDATE commitment SET title = {title} WHERE code = 'KWT-21'")
    monkeypatch.setattr(readings, "may_read", lambda place: True)
    outcome = ctrack("list", "KWT-21", "KWT-22")
    assert outcome.code == 5, outcome
    assert "KWT-21" in outcome.err
    assert "fault" not in outcome.err


def test_a_register_that_is_merged_and_holds_no_text(ctrack: Runner, tmp_path: Path) -> None:
    """Bytes that are no UTF-8 in another register are damage of that one, which is named; nothing is merged."""
    other = tmp_path / "other.db"
    shutil.copyfile(ctrack.database, other)
    with closing(sqlite3.connect(other)) as connection, connection:
        connection.execute("UPDATE commitment SET title = CAST(x'7b22656e223a22ff227d' AS TEXT) WHERE code = 'KWT-21'")
    outcome = ctrack("merge", str(other))
    assert outcome.code in (5, 7), outcome
    assert "other.db" in outcome.err
    assert "damaged" in outcome.err
