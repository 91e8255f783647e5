"""`ctrack report history`: the ledger of the papers that were kept."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.cli.promises import FORMATS, refused
from tests.support.lives import tampering
from tests.support.registers import opened
from tests.support.runner import Runner


def test_what_is_kept(anywhere: Runner, tmp_path: Path) -> None:
    """Each paper with its number, scope, entry, fingerprint, the SHA-256 of the file, and to whom it went."""
    anywhere.ok("note", "KWT-25", "said")
    first, second = tmp_path / "a.html", tmp_path / "b.xlsx"
    anywhere.ok("report", "deadlines", "kind:event", "--output", str(first), "--lang", "ar")
    anywhere.ok("report", "--as-of", "2026-06-30", "--output", str(second), "--submit", "the Committee")
    newest, oldest = anywhere.data("report", "history")["rows"]
    assert (oldest["number"], oldest["report"], oldest["filter"], oldest["language"], oldest["format"]) == (
        1, "deadlines", "kind:event", "ar", "html",
    )  # fmt: skip
    assert (oldest["entry"], oldest["as_of"], oldest["submitted_to"]) == (2, "2026-11-21", None)
    assert oldest["sha256"] == hashlib.sha256(first.read_bytes()).hexdigest()
    assert (newest["as_of"], newest["submitted_to"], newest["file"]) == ("2026-06-30", "the Committee", str(second))
    assert oldest["fingerprint"] in first.read_text()


def test_undo_meets_no_report(ctrack: Runner, tmp_path: Path) -> None:
    """A paper is no entry of the journal: it moves no fingerprint, and `undo` never takes it back."""
    ctrack.ok("update", "KWT-25", "--status", "in_progress")
    marks = []
    for name in ("a.html", "b.html"):
        ctrack.ok("report", "--output", str(tmp_path / name))
        marks.append(ctrack.data("report")["fingerprint"])
    assert marks[0] == marks[1]
    assert "KWT-25" in ctrack.ok("undo").out
    assert ctrack.data("log")["total"] == 3
    assert ctrack.data("report", "history")["total"] == 2
    ctrack.ok("verify")


def test_submitted_without_a_file(ctrack: Runner) -> None:
    """--submit alone keeps what was shown, of which there is no file."""
    ctrack.ok("report", "--submit", "the Minister")
    (row,) = ctrack.data("report", "history")["rows"]
    assert (row["submitted_to"], row["sha256"], row["file"]) == ("the Minister", None, None)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format(ctrack: Runner, tmp_path: Path, name: str) -> None:
    """The ledger is listed in each format, and listing it keeps nothing."""
    ctrack.ok("report", "--submit", "the Committee")
    assert "the Committee" in ctrack.ok("report", "history", "--format", name).out
    ctrack.ok("report", "history", "--output", str(tmp_path / "history.md"))
    assert ctrack.data("report", "history")["total"] == 1


def test_an_empty_ledger(ctrack: Runner) -> None:
    """Where nothing was kept, it is said how to keep a report."""
    assert "'ctrack report --output FILE' keeps one" in ctrack.ok("report", "history").out


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_register_that_may_only_be_read(ctrack: Runner, tmp_path: Path) -> None:
    """Reports are made of it, and it is said that they could not be kept."""
    folder = tmp_path / "readonly"
    folder.mkdir()
    shutil.copyfile(ctrack.database, folder / "r.db")
    (folder / "r.db").chmod(0o400)
    folder.chmod(0o500)
    done = Runner(str(folder / "r.db"), tmp_path).ok("report", "--output", str(tmp_path / "a.html"))
    assert "could not be kept" in done.err
    assert (tmp_path / "a.html").is_file()


def test_a_ledger_that_cannot_be_written(ctrack: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report is made also where the ledger cannot be written, and it is said."""
    monkeypatch.setattr("ctrack.store.register_files.choose_mode", lambda path: "immutable=1")
    done = ctrack.ok("report", "--output", str(tmp_path / "a.html"))
    assert "could not be kept in the ledger of reports. The database" in done.err
    assert (tmp_path / "a.html").is_file()
    assert "could not be kept" in ctrack.ok("report", "--output", str(tmp_path / "a.json")).err
    assert ctrack.ok("report", "--output", str(tmp_path / "b.json"), "--quiet").err == ""


@pytest.mark.slow
def test_a_server_that_may_only_be_read(on_server: Runner, tmp_path: Path) -> None:
    """The same of a server whose transactions may only read, as those of a standby."""
    with opened(on_server) as register, register.engine.begin() as connection:
        name = connection.scalar(text("SELECT current_database()"))
        connection.execute(text(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on'))
    done = on_server.ok("report", "--output", str(tmp_path / "a.html"))
    assert "could not be kept" in done.err


@pytest.mark.slow
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE report SET submitted_to = 'nobody' WHERE number = 2",
        "UPDATE report SET sha256 = NULL WHERE number = 2",
        "UPDATE report SET as_of = 'nonsense' WHERE number = 2",
        "UPDATE report SET scope = 'no map' WHERE number = 2",
        "UPDATE report SET head = previous WHERE number = 2",
        "UPDATE report SET entry = 1 WHERE number = 2",
        "DELETE FROM report WHERE number = 2",
    ],
)
def test_a_ledger_that_was_changed_is_found(ctrack: Runner, tmp_path: Path, statement: str) -> None:
    """`verify` covers the ledger, and names the report that is not what was written."""
    ctrack.ok("note", "KWT-25", "said")
    for name in ("a.html", "b.html", "c.html"):
        ctrack.ok("report", "--output", str(tmp_path / name))
    ctrack.ok("verify")
    with tampering(ctrack.database) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(statement)
    refused(ctrack("verify"), 7, "report 2 in the ledger")
