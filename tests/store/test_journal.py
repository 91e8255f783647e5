"""The journal: a chain of hashes in which nothing can be changed, taken out or put in unseen."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, text

from ctrack.store.change_texts import ChangeTexts
from ctrack.store.engine import write_json
from ctrack.store.journal import GENESIS, EntryHead, append_entry, canonical_pieces, find_break, hash_entry, read_last
from ctrack.store.tables import journal, metadata, status_update
from tests.support.registers import opened
from tests.support.runner import Runner

WORDS = (
    ("update", "KWT-21", "--status", "in_progress", "--progress", "40", "--note", "Two named"),
    ("note", "KWT-25", "كُلّفت الوزارة بذلك"),
    ("undo",),
    ("update", "instrument:dushanbe-2022", "--priority", "high"),
)


def canonical_form(entry: dict[str, Any]) -> str:
    """The text that the hash of an entry is taken over."""
    return b"".join(canonical_pieces(entry)).decode("utf-8", "surrogatepass")


@pytest.fixture(scope="module")
def kept(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with five entries, which no test writes to."""
    path = tmp_path_factory.mktemp("journal") / "kept.db"
    shutil.copyfile(template, path)
    for words in WORDS:
        Runner(str(path), path.parent).ok(*words)
    return path


@pytest.fixture
def runner(kept: Path, tmp_path: Path) -> Runner:
    """The register of five entries, to be tampered with."""
    path = tmp_path / "tampered.db"
    shutil.copyfile(kept, path)
    return Runner(str(path), tmp_path)


@contextmanager
def tampering(path: str) -> Iterator[sqlite3.Connection]:
    """A connection for somebody who takes the guards away, and sets them up again so that nobody notices."""
    with closing(sqlite3.connect(path)) as connection, connection:
        guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _sql in guards:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        for _name, sql in guards:
            connection.execute(sql)


def tamper(path: str, *statements: str) -> None:
    """Change a register behind the back of its guards."""
    with tampering(path) as connection:
        for statement in statements:
            connection.execute(statement)


def check_found(runner: Runner, number: int) -> None:
    """`db check` ends with 7 and names the first entry that is not what was written."""
    outcome = runner("db", "check", "--format", "json")
    assert (outcome.code, outcome.json["error"]["kind"]) == (7, "BrokenJournal"), outcome
    assert f" {number} " in outcome.json["error"]["message"]
    assert runner("db", "check").code == 7


def test_an_untouched_journal_holds(runner: Runner) -> None:
    """A register that only ctrack wrote to is found whole."""
    assert runner.ok("db", "check").code == 0


def test_entries_are_numbered_and_chained(kept: Path) -> None:
    """Entries count from 1, and each carries the hash of the one before it, the first that of nothing."""
    with closing(sqlite3.connect(kept)) as connection:
        rows = connection.execute("SELECT number, previous, hash FROM journal ORDER BY number").fetchall()
    assert [number for number, _, _ in rows] == list(range(1, len(WORDS) + 2))
    assert [previous for _, previous, _ in rows] == [GENESIS, *(digest for _, _, digest in rows[:-1])]


def test_a_hash_can_be_recomputed_by_anybody(kept: Path) -> None:
    """The hash is SHA-256 over the columns as JSON with sorted keys, no blanks and plain Unicode."""
    with closing(sqlite3.connect(kept)) as connection:
        connection.row_factory = sqlite3.Row
        for row in connection.execute("SELECT * FROM journal"):
            entry = {**dict(row), "changes": json.loads(row["changes"])}
            digest = entry.pop("hash")
            form = json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
            assert hashlib.sha256(form.encode()).hexdigest() == digest


def test_the_canonical_form_is_what_it_always_was() -> None:
    """The form is a promise: a change of it would break every journal that was ever written."""
    entry = {"number": 2, "author": "أ", "undoes": None, "changes": [{"b": 1, "a": "ü"}], "hash": "left out"}
    assert canonical_form(entry) == '{"author":"أ","changes":[{"a":"ü","b":1}],"number":2,"undoes":null}'
    assert hash_entry(entry) == hashlib.sha256(canonical_form(entry).encode()).hexdigest()


@pytest.mark.parametrize("changes", [[], {}, {"a": 1}, ["a"], None, "a", [{"b": "\ud800", "a": [1.5, True]}, {}]])
def test_the_canonical_form_is_that_of_the_whole(changes: Any) -> None:
    """Made change by change, the form is that of the whole entry at once, whatever stands in place of the changes."""
    entry = {"number": 2, "changes": changes, "author": "أ", "layout": "0012"}
    assert canonical_form(entry) == json.dumps(entry, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert canonical_form({}) == "{}"


NUMBERS = range(1, len(WORDS) + 2)
COLUMNS = {
    "recorded_at": "recorded_at || ' '",
    "author": "'somebody else'",
    "command": "command || 's'",
    "detail": "replace(detail, 'a', 'b') || '.'",
    "undoes": "CASE WHEN undoes IS NULL THEN 1 ELSE NULL END",
    "changes": "json_insert(changes, '$[#]', 1)",
    "previous": "substr(previous, 2) || 'x'",
    "hash": "upper(hash) || 'f'",
    "number": "number + 100",
}


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("number", NUMBERS)
def test_a_change_of_any_column_of_any_entry_is_found(number: int, column: str, runner: Runner) -> None:
    """Whatever is changed in an entry, the check finds it and names the entry."""
    tamper(runner.database, f"UPDATE journal SET {column} = {COLUMNS[column]} WHERE number = {number}")
    check_found(runner, number)


CHANGES = ("", "garbage", "null", "[]", "{}", '[{"table": "party"}]', "[1e400]", '"\\ud800"')


@pytest.mark.parametrize("changes", CHANGES)
def test_changes_that_are_no_json_are_found_too(changes: str, runner: Runner) -> None:
    """Changes replaced by anything at all, also by what cannot be read, are a broken journal and no fault."""
    with tampering(runner.database) as connection:
        connection.execute("UPDATE journal SET changes = ? WHERE number = 3", [changes])
    check_found(runner, 3)


@pytest.mark.parametrize("number", NUMBERS)
def test_an_entry_that_is_taken_out_is_missed(number: int, runner: Runner) -> None:
    """An entry may be gone from the beginning, the middle or the end."""
    tamper(runner.database, f"DELETE FROM journal WHERE number = {number}")
    outcome = runner("db", "check")
    brought_updates = number != NUMBERS[-1]
    assert (outcome.code == 7) == brought_updates, outcome
    if brought_updates:
        check_found(runner, number)


def test_a_tail_that_is_cut_off_is_missed(runner: Runner) -> None:
    """Entries gone from the end leave the status updates behind that came with them."""
    tamper(runner.database, "DELETE FROM journal WHERE number > 2")
    check_found(runner, 3)


def test_a_journal_that_is_emptied_is_missed(runner: Runner) -> None:
    """A register without any entry is not a sound one."""
    tamper(runner.database, "DELETE FROM journal")
    check_found(runner, 1)


def test_entries_that_change_places_are_found(runner: Runner) -> None:
    """Two entries that are swapped whole, numbers apart, break the chain at the first of them."""
    tamper(
        runner.database,
        "UPDATE journal SET number = 99 WHERE number = 2",
        "UPDATE journal SET number = 2 WHERE number = 3",
        "UPDATE journal SET number = 3 WHERE number = 99",
    )
    check_found(runner, 2)


def test_an_entry_that_is_written_anew_breaks_the_next(runner: Runner) -> None:
    """Who changes an entry and its hash as well is found out by the entry after it."""
    with tampering(runner.database) as connection:
        connection.row_factory = sqlite3.Row
        row = dict(connection.execute("SELECT * FROM journal WHERE number = 2").fetchone())
        forged = {**row, "changes": json.loads(row["changes"]), "author": "somebody else"}
        values = [forged["author"], hash_entry(forged)]
        connection.execute("UPDATE journal SET author = ?, hash = ? WHERE number = 2", values)
    check_found(runner, 3)


def test_tampering_on_a_server_is_found(on_server: Runner) -> None:
    """The check is the same on PostgreSQL."""
    on_server.ok(*WORDS[0])
    with opened(on_server) as register, register.engine.begin() as connection:
        connection.execute(text("ALTER TABLE journal DISABLE TRIGGER ALL"))
        connection.execute(text("UPDATE journal SET detail = detail || ' ' WHERE number = 2"))
    check_found(on_server, 2)


@contextmanager
def empty_journal() -> Iterator[Connection]:
    """A journal in memory."""
    engine = create_engine("sqlite://", json_serializer=write_json)
    with engine.connect() as connection:
        metadata.create_all(connection, [journal, status_update])
        yield connection
    engine.dispose()


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
values = st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False) | texts
changes = st.dictionaries(
    texts, st.recursive(values, lambda inner: st.lists(inner, max_size=3), max_leaves=5), max_size=3
)
entries = st.tuples(texts, texts, texts, st.datetimes(), st.lists(changes, max_size=3))


def append_all(connection: Connection, written: list[tuple[str, str, str, datetime, list[dict[str, Any]]]]) -> None:
    """Append entries as commands would."""
    for author, command, detail, moment, changed in written:
        number, previous = read_last(connection)
        head = EntryHead(author, command, detail, moment)
        append_entry(connection, number + 1, previous, head, ChangeTexts(changed))


@given(written=st.lists(entries, min_size=1, max_size=5), data=st.data())
@settings(max_examples=40, deadline=None)
def test_any_entries_hold_until_any_of_them_is_touched(written: list[Any], data: st.DataObject) -> None:
    """Whatever entries hold, of any characters, they come back as written; a change of one is found at that one."""
    with empty_journal() as connection:
        append_all(connection, written)
        assert read_last(connection)[0] == len(written)
        assert find_break(connection) is None
        number = data.draw(st.integers(1, len(written)))
        column = data.draw(st.sampled_from(["author", "command", "detail", "recorded_at", "previous", "hash"]))
        change = text(f"UPDATE journal SET {column} = {column} || :more WHERE number = :number")
        connection.execute(change, {"more": data.draw(texts.filter(bool)), "number": number})
        assert find_break(connection) == number
