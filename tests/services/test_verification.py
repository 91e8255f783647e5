"""Whether the register still holds what it said: whatever is tampered with is found, and the entry is named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from ctrack.services.verification import find_code, verify_register
from tests.support.figures import Tell, engine_of
from tests.support.lives import LIFE, live, tampering
from tests.support.registers import opened, query, read
from tests.support.runner import Runner

LAST = len(LIFE) + 1


@pytest.fixture(scope="module")
def kept(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with a life behind it, which no test writes to."""
    path = tmp_path_factory.mktemp("verifying") / "kept.db"
    shutil.copyfile(template, path)
    live(Runner(str(path), path.parent)).ok("undo")
    return path


@pytest.fixture
def runner(kept: Path, tmp_path: Path) -> Runner:
    """The same register, to be tampered with."""
    path = tmp_path / "tampered.db"
    shutil.copyfile(kept, path)
    return Runner(str(path), tmp_path)


def test_an_untouched_register_holds(kept: Path) -> None:
    """What only ctrack wrote to is found whole: updates, undos, agencies, people and their duties."""
    verdict = read(Runner(str(kept), kept.parent), verify_register)
    assert verdict.holds
    assert verdict.entries == LAST + 1


ON = "(SELECT u.id FROM undertaking u JOIN commitment c ON c.id = commitment_id JOIN party p ON p.id = party_id"
KWT_25 = f"{ON} WHERE c.code = 'KWT-25' AND p.code = 'NFP')"
UPDATE = (
    "INSERT INTO status_update (undertaking_id, journal_number, status, progress, effective, effective_on, "
    "recorded_at, author, voice, level) VALUES (1, {entry}, 'implemented', 100, '2026-01-01', '2026-01-01', "
    "'2026-01-01T00:00:00.000000Z', 'catalogue', 'external', 'public')"
)
# What somebody does, and the entry that has to be named; entry 1 brought the catalogue.
TAMPERINGS = {
    "UPDATE journal SET author = 'x' WHERE number = 9": 9,
    "DELETE FROM journal WHERE number = 4": 4,
    'UPDATE status_update SET note = \'{"en": "y"}\' WHERE journal_number = 9': 9,
    "UPDATE status_update SET status = 'not_started' WHERE journal_number = 11": 11,
    "UPDATE status_update SET effective_on = 'nonsense' WHERE journal_number = 10": 10,
    "UPDATE status_update SET note = 'no map at all' WHERE journal_number = 12": 12,
    "UPDATE status_update SET author = 'y' WHERE journal_number = 1": 1,
    "DELETE FROM status_update WHERE journal_number = 10": 10,
    UPDATE.format(entry=5): 5,
    UPDATE.format(entry=1): 1,
    f"UPDATE undertaking SET status = 'implemented' WHERE id = {KWT_25}": 10,
    f"UPDATE undertaking SET person_id = NULL WHERE id = {KWT_25}": 7,
    f"UPDATE undertaking SET priority = 'low' WHERE id = {KWT_25}": 1,
    "UPDATE undertaking SET progress = 50 WHERE status = 'not_reported'": 16,
    "UPDATE undertaking SET due_last = '2030-01-01' WHERE due_last = '2026-12-01'": 14,
    f"DELETE FROM undertaking WHERE id = {KWT_25}": 10,
    "DELETE FROM undertaking WHERE status = 'not_reported'": 7,
    "UPDATE commitment SET deadline_last = '2030-01-01' WHERE code = 'KWT-21'": 1,
    "UPDATE commitment SET title = 'no map' WHERE code = 'KWT-21'": 1,
    "UPDATE commitment SET verification = 'verified'": 1,
    "DELETE FROM commitment WHERE code = 'KWT-21'": 1,
    "UPDATE instrument SET symbol = 'A/RES/1'": 1,
    "UPDATE section SET slug = slug || 'x'": 1,
    "DELETE FROM link": 1,
    "UPDATE party SET is_tracked = 1 - is_tracked WHERE code = 'UN'": 1,
    "UPDATE setting SET value = 'UN'": 1,
    "UPDATE agency SET name = '{\"en\": \"z\"}' WHERE code = 'moi'": 2,
    "DELETE FROM agency WHERE code = 'customs'": 4,
    "UPDATE person SET email = 'other@example.org' WHERE name = 'Salem'": 5,
}


@pytest.mark.parametrize("statement", TAMPERINGS)
def test_tampering_of_any_kind_is_found(statement: str, runner: Runner, tell_figures: Tell) -> None:
    """A row that was changed, taken out or put in is found in whichever table it is, and the entry is named."""
    with tampering(runner.database) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(statement)
    verdict = read(runner, verify_register)
    assert not verdict.holds
    assert verdict.entry == TAMPERINGS[statement]
    tell_figures("history", engine_of(runner), 1)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO party (code, kind, name, is_tracked) VALUES ('ZZ', 'state', '{}', 1)",
        "INSERT INTO agency (code, name) VALUES ('ghost', '{}')",
        "INSERT INTO setting (key, value) VALUES ('other', 'x')",
        "INSERT INTO commitment (id, code, instrument_id, section_id, ordinal, paragraph, paragraph_note, kind, "
        "addressee, addressee_parties, force, title, summary, note, deadline, deadline_first, deadline_last, "
        "deadline_words, recurrence, sources, verification) "
        "SELECT 9999, 'ZZ-1', instrument_id, section_id, 99, paragraph, paragraph_note, kind, "
        "addressee, addressee_parties, force, title, summary, note, deadline, deadline_first, deadline_last, "
        "deadline_words, recurrence, sources, verification FROM commitment WHERE id = 1",
    ],
)
def test_a_row_that_no_entry_wrote_is_found(statement: str, runner: Runner) -> None:
    """What no entry brought counts against the newest."""
    with tampering(runner.database) as connection:
        connection.execute(statement)
    assert read(runner, verify_register).entry == LAST + 1


@pytest.mark.parametrize("table", ["occurrence", "status_update", "undertaking"])
def test_a_row_is_told_by_its_commitment(runner: Runner, table: str) -> None:
    """Of whichever table a row is, the commitment that it is about is named; of a row that is gone none."""
    of = "o.id" if table == "undertaking" else "o.undertaking_id"
    (key, code), *_more = query(
        runner.database,
        f"SELECT o.id, c.code FROM {table} o JOIN undertaking u ON u.id = {of} JOIN commitment c "
        "ON c.id = u.commitment_id ORDER BY o.id",
    )
    assert read(runner, lambda connection: find_code(connection, table, key)) == code
    assert read(runner, lambda connection: find_code(connection, table, None)) == ""


def test_the_first_of_several_is_named(runner: Runner) -> None:
    """Where several entries are contradicted, the earliest of them is named."""
    with tampering(runner.database) as connection:
        connection.execute("UPDATE status_update SET author = 'x' WHERE journal_number IN (9, 11)")
        connection.execute("UPDATE person SET email = 'x' WHERE name = 'Noura'")
    assert read(runner, verify_register).entry == 6


def test_tampering_on_a_server_is_found(on_server: Runner) -> None:
    """The check is the same on PostgreSQL, before and after."""
    on_server.ok("update", "KWT-25", "--status", "in_progress", "--note", "begun")
    on_server.ok("agency", "add", "moi", "--name", "Interior")
    on_server.ok("verify")
    for statement, number in (
        ("UPDATE undertaking SET status = 'not_applicable' WHERE status = 'in_progress'", 2),
        ("UPDATE commitment SET kind = 'norm' WHERE code = 'KWT-21'", 1),
    ):
        with opened(on_server) as register, register.engine.begin() as connection:
            connection.execute(text(statement))
        assert read(on_server, verify_register).entry == number
