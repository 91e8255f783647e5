"""`ctrack verify --seal` and `--against`: what the register itself cannot show is found by a text kept elsewhere."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from ctrack.store.journal import GENESIS, hash_entry, read_entries
from tests.cli.promises import refused, refused_in_json
from tests.conftest import create_database
from tests.support.figures import Tell, engine_of
from tests.support.postgres import make_address
from tests.support.registers import opened
from tests.support.runner import Runner

KEY = "seal.key"


@pytest.fixture
def sealed(anywhere: Runner) -> Runner:
    """A register with something in it, sealed in `seal.txt`."""
    anywhere.ok("verify", "--new-key")
    anywhere.ok("update", "KWT-25", "--status", "in_progress", "--note", "said")
    anywhere.ok("report", "-o", str(anywhere.home / "paper.html"))
    anywhere.ok("verify", "--seal", "-o", name_seal(anywhere))
    return anywhere


def name_seal(runner: Runner) -> str:
    """The file of the seal."""
    return str(runner.home / "seal.txt")


@contextmanager
def unguarded(runner: Runner, *tables: str) -> Iterator[Connection]:
    """A connection for somebody who owns the database, takes the triggers away, and sets them up again."""
    with opened(runner) as register, register.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            for table in tables:
                connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
            again = [f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in tables]
        else:
            guards = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")).all()
            for name, _sql in guards:
                connection.execute(text(f"DROP TRIGGER {name}"))
            again = [sql for _name, sql in guards]
        yield connection
        for statement in again:
            connection.exec_driver_sql(statement)


def rewrite_history(runner: Runner, since: int, until: int | None = None) -> None:
    """Change the author of an entry and take every hash after it anew, in plain SQL: a chain that holds together."""
    with unguarded(runner, "journal", "report", "status_update") as connection:
        previous = GENESIS
        for entry in list(read_entries(connection)):
            entry |= {"changes": json.loads(entry["changes"]), "previous": previous}
            entry["author"] = "forger" if entry["number"] == since else entry["author"]
            previous = entry["hash"] = hash_entry(entry)
            connection.execute(
                text("UPDATE journal SET author = :author, previous = :previous, hash = :hash WHERE number = :number"),
                {name: entry[name] for name in ("author", "previous", "hash", "number")},
            )
        rehash_ledger(connection)


def rehash_ledger(connection: Connection) -> None:
    """Take the hashes of the ledger of reports anew, over the hashes that the journal has now."""
    previous = GENESIS
    heads = {row.number: row.hash for row in connection.execute(text("SELECT number, hash FROM journal"))}
    for row in connection.execute(text("SELECT * FROM report ORDER BY number")).mappings().all():
        paper = {**row, "head": heads[row["entry"]], "previous": previous}
        previous = hash_entry(paper)
        connection.execute(
            text("UPDATE report SET head = :head, previous = :previous, hash = :hash WHERE number = :number"),
            {"head": paper["head"], "previous": paper["previous"], "hash": previous, "number": paper["number"]},
        )


def test_a_register_that_went_on(sealed: Runner) -> None:
    """A register holds against its seal also after later commands, whose number is told; the word --against may go."""
    sealed.ok("note", "KWT-25", "later")
    assert "recorded since: 1 entry." in sealed.ok("verify", "--against", name_seal(sealed)).out
    found = sealed.data("verify", name_seal(sealed))["seals"][0]
    assert (found["entry"], found["reports"], found["home"]) == (2, 1, "NFP")
    said = sealed.ok("verify", "--against", name_seal(sealed), "--lang", "ar").out
    assert "حتى القيد 2 مطابق لما خُتم في 2026-11-21" in said


@pytest.mark.slow
@pytest.mark.parametrize("since", [1, 2])
def test_a_whole_rehash_is_found(sealed: Runner, since: int, tell_figures: Tell) -> None:
    """A chain that was taken anew from the changed entry on holds by itself, and not against the seal: exit 7."""
    rewrite_history(sealed, since)
    sealed.ok("verify")
    refused(sealed("verify", "--against", name_seal(sealed)), 7, "written anew", f"entry {since} ", "2026-11-21 09:00")
    refused_in_json(sealed("verify", "--against", name_seal(sealed), "-f", "json"), 7, "written anew")
    tell_figures("rehash", engine_of(sealed), 1)


def test_an_older_copy_is_found(sealed: Runner, ctrack: Runner, tell_figures: Tell) -> None:
    """A journal that ends before the seal is called an older copy, with the entry that it ends at."""
    if sealed.database != ctrack.database:
        pytest.skip("a copy of a file stands for all copies")
    older = Path(ctrack.home, "older.db")
    shutil.copyfile(ctrack.database, older)
    ctrack.ok("note", "KWT-25", "later")
    ctrack.ok("verify", "--seal", "-o", str(ctrack.home / "newer.txt"))
    runner = Runner(str(older), ctrack.home)
    refused(runner("verify", "--against", str(ctrack.home / "newer.txt")), 7, "older copy", "entry 2 ", "entry 3 ")
    tell_figures("rehash", engine_of(runner), 1)


def test_another_register_is_called_that(sealed: Runner, tmp_path: Path) -> None:
    """A seal of another register is not taken for tampering: both dates of making are told."""
    other = Runner(str(tmp_path / "other.db"), sealed.home)
    other.ok("init", CTRACK_NOW="2026-01-05T10:00:00+00:00")
    refused(other("verify", "--against", name_seal(sealed)), 7, "not the one that was sealed", "2026-01-05 10:00")


def test_a_ledger_that_was_rewritten_or_lost_reports(sealed: Runner, tell_figures: Tell) -> None:
    """A paper that is changed or gone, its chain taken anew, is found: the seal covers the ledger of reports too."""
    with unguarded(sealed, "report") as connection:
        connection.execute(text("UPDATE report SET submitted_to = 'nobody'"))
        rehash_ledger(connection)
    sealed.ok("verify")
    refused(sealed("verify", "--against", name_seal(sealed)), 7, "ledger of reports", "written anew", "report 1 ")
    with unguarded(sealed, "report") as connection:
        connection.execute(text("DELETE FROM report"))
    sealed.ok("verify")
    refused(sealed("verify", "--against", name_seal(sealed)), 7, "report 1 is gone")
    tell_figures("rehash", engine_of(sealed), 2)


def test_a_seal_that_was_changed(sealed: Runner, tell_figures: Tell) -> None:
    """Whatever line of a seal is changed, the signature does not fit it any more."""
    whole = Path(name_seal(sealed)).read_text("utf-8")
    for old, new in (("Entry: 2", "Entry: 1"), ("Updates: ", "Updates: 1"), ("Home: NFP", "Home: KW"), ("T09", "T08")):
        assert old in whole
        refused(sealed("verify", "--against", "-", stdin=whole.replace(old, new)), 7, "changed after it was signed")
    refused(sealed("verify", "--against", "-", stdin=whole.replace("Sealed:", "")), 7, '"Sealed" is missing')
    tell_figures("seal", engine_of(sealed), 5)
    refused(sealed("verify", "--against", "-", stdin="nothing"), 4, "standard input holds no seal")
    refused(sealed("verify", "--against", str(sealed.home / "none.txt")), 1, "none.txt")


@pytest.mark.slow
def test_a_seal_by_another_key(ctrack: Runner, tell_figures: Tell) -> None:
    """A key that is not one's own is trusted where it is named: by its fingerprint, whole, in a file or a setting."""
    seal = ctrack.home / "seal.txt"
    stranger = {"XDG_CONFIG_HOME": str(ctrack.home / "stranger")}
    key = json.loads(ctrack.ok("verify", "--new-key", "-f", "json", **stranger).out)["data"]
    seal.write_text(ctrack.ok("verify", "--seal", **stranger).out, encoding="utf-8")
    shown = ctrack.home / "public.txt"
    shown.write_text(ctrack.ok("verify", "--show-key", **stranger).out, encoding="utf-8")
    refused(ctrack("verify", "--against", str(seal)), 7, key["fingerprint"], "not trusted")
    for known in (key["fingerprint"], key["key"], key["key"].upper(), str(shown)):
        ctrack.ok("verify", "--against", str(seal), "--key", known)
    ctrack.ok("config", "set", "seal.trusted", key["fingerprint"])
    ctrack.ok("verify", "--against", str(seal))
    refused(ctrack("verify", "--against", str(seal), "--key", "00" * 32), 7, "not trusted")
    tell_figures("seal", engine_of(ctrack), 2)
    refused(ctrack("verify", "--against", str(seal), "--key", "mine"), 2, "no public key")
    refused(ctrack("config", "set", "seal.trusted", "mine"), 2, "seal.trusted must be one of", "mine")


def test_the_key_is_kept_for_its_owner(ctrack: Runner) -> None:
    """A key is made when that is asked for, once, for its owner alone; one that others may read seals nothing."""
    refused(ctrack("verify", "--seal"), 3, "no key to seal with", "--new-key")
    made = ctrack.data("verify", "--new-key")
    path = Path(made["file"])
    assert path == ctrack.home / "config" / "ctrack" / KEY
    assert path.stat().st_mode & 0o777 == 0o600
    kept = path.read_bytes()
    refused(ctrack("verify", "--new-key"), 4, "left alone")
    refused(ctrack("list", "-o", str(path), "--force", "-f", "csv"), 4, "lives by")
    assert path.read_bytes() == kept
    assert ctrack.data("verify", "--show-key")["key"] == made["key"]
    path.chmod(0o640)
    refused(ctrack("verify", "--seal"), 4, "Others may read", "chmod 600")
    path.chmod(0o600)
    path.write_bytes(b"none of the kind")
    refused(ctrack("verify", "--seal"), 4, "no key that can be used")
    assert kept.split(b"\n")[1] not in Path(ctrack.database).read_bytes()


def test_a_damaged_register_is_not_sealed(ctrack: Runner) -> None:
    """What does not hold by itself gets no seal."""
    ctrack.ok("verify", "--new-key")
    ctrack.ok("note", "KWT-25", "said")
    with unguarded(ctrack, "journal") as connection:
        connection.execute(text("UPDATE journal SET author = 'x' WHERE number = 2"))
    refused(ctrack("verify", "--seal"), 7, "the journal of entry 2")


def test_what_does_not_go_together(ctrack: Runner) -> None:
    """Two things at once, and a key without a seal, are refused before anything is read."""
    refused(ctrack("verify", "--seal", "--against", "x"), 2, "--seal, --against")
    refused(ctrack("verify", "--key", "x"), 2, "--against FILE")


def test_without_the_library(ctrack: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the extra is not installed, one sentence says how it is; `verify` itself goes on without it."""
    monkeypatch.setitem(sys.modules, "cryptography.hazmat.primitives.asymmetric.ed25519", None)
    refused(ctrack("verify", "--new-key"), 1, "pip install 'ctrack[sign]'")
    ctrack.ok("verify")


@pytest.mark.slow
def test_a_seal_goes_with_its_register(ctrack: Runner, server: str, tmp_path: Path) -> None:
    """Moved to a server and back, and restored from a backup, a register holds against the seal that it had before."""
    ctrack.ok("verify", "--new-key")
    ctrack.ok("update", "KWT-25", "--status", "in_progress", "--note", "قيل")
    ctrack.ok("report", "-o", str(tmp_path / "paper.html"))
    ctrack.ok("verify", "--seal", "-o", name_seal(ctrack))
    create_database(server, "sealed")
    there = Runner(make_address(server, "sealed"), tmp_path)
    back, restored = (Runner(str(tmp_path / name), tmp_path) for name in ("back.db", "restored.db"))
    ctrack.ok("db", "backup", str(tmp_path / "kept.gz"))
    ctrack.ok("db", "move", there.database)
    there.ok("db", "move", back.database)
    restored.ok("db", "restore", str(tmp_path / "kept.gz"))
    for runner in (there, back, restored):
        assert "Up to entry 2 " in runner.ok("verify", "--against", name_seal(ctrack)).out
