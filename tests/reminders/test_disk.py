"""Disks that are full, registers that may not be written or that somebody else holds: one clear sentence."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.reminders.conftest import DUTIES, configure_folder
from tests.support.offices import configure, read_mails
from tests.support.post_office import PostOffice
from tests.support.runner import Outcome, Runner
from tests.test_full_disk import disk as disk
from tests.test_full_disk import fill

EARLY = "2026-01-15"


@pytest.fixture
def on_file(ctrack: Runner, staffed_file: Path) -> Runner:
    """A register with people and duties in a file."""
    shutil.copyfile(staffed_file, ctrack.database)
    return ctrack


def check_sentence(outcome: Outcome, code: int, *words: str) -> None:
    """One line on stderr with these words, and nothing else."""
    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (code, "", 1), outcome
    assert all(word in outcome.err for word in words), outcome


def wholes(folder: Path) -> list[Path]:
    """The mails that lie in a folder, by which nothing else may lie."""
    found = list(folder.iterdir())
    assert all(path.suffix == ".eml" and path.read_bytes().rstrip().endswith(b"--") for path in found)
    return found


@pytest.mark.parametrize("left", [0, 4096, 60 * 1024])
def test_no_room_for_mails(office: Runner, disk: Path, left: int) -> None:
    """A folder on a full disk: whole mails or none, one sentence, no attempt counted; once there is room all go."""
    for path in disk.iterdir():
        path.unlink()
    configure(office, "eml", {"folder": disk / "mails"}, digest=False)
    (disk / "mails").mkdir()
    filler = fill(disk, left)
    outcome = office("remind")
    check_sentence(outcome, 6, str(disk), "No space left on device", "Nothing is lost")
    there = len(wholes(disk / "mails"))
    assert there == sum(row["state"] == "sent" for row in read_mails(office)) < len(DUTIES)
    filler.unlink()
    office.ok("remind")
    assert len(wholes(disk / "mails")) == len(DUTIES)
    assert {(row["state"], row["attempts"]) for row in read_mails(office)} == {("sent", 1)}


def test_a_folder_that_is_not_there(office: Runner) -> None:
    """A share that is not mounted: nothing goes, nothing is made, and the next run sends all."""
    folder = configure_folder(office)
    folder.rmdir()
    check_sentence(office("remind"), 6, str(folder), "Nothing is lost")
    assert not folder.exists()
    folder.mkdir()
    office.ok("remind")
    assert len(wholes(folder)) == 4


@pytest.mark.parametrize("left", [0, 40 * 1024])
def test_no_room_for_the_register(on_file: Runner, disk: Path, post: PostOffice, left: int, tmp_path: Path) -> None:
    """A register on a full disk: nobody is written to of whom nothing could be written down, and nothing is lost."""
    runner = Runner(str(disk / "commitments.db"), tmp_path / "home")
    runner.home.mkdir()
    shutil.copyfile(on_file.database, runner.database)
    configure(runner, "smtp", post.settings(), digest=False)
    filler = fill(disk, left)
    check_sentence(runner("remind"), 1, "full")
    sent = dict(post.counts())
    filler.unlink()
    runner.ok("remind")
    assert len(post.counts()) == len(DUTIES)
    assert sum(post.counts().values()) <= len(DUTIES) + 1
    assert sent.keys() <= post.counts().keys()


@contextmanager
def read_only(path: Path) -> Iterator[None]:
    """While it lasts, a file and its folder may only be read."""
    for each in (path, path.parent):
        each.chmod(stat.S_IRUSR | (stat.S_IXUSR if each.is_dir() else 0))
    try:
        yield
    finally:
        path.parent.chmod(0o700)
        path.chmod(0o600)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write to every file")
def test_a_register_that_may_only_be_read_by_a_user(on_file: Runner, post: PostOffice) -> None:
    """A user without the right to write hears so at once, before anything went out."""
    configure(on_file, "smtp", post.settings())
    with read_only(Path(on_file.database)):
        refused = on_file("remind")
    check_sentence(refused, 5, on_file.database)
    assert post.letters == []


def test_a_register_that_may_only_be_read(on_file: Runner, post: PostOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing due is silence and 0 all the same; with something due it is refused before anything went out."""
    from ctrack.store import register_files

    configure(on_file, "smtp", post.settings())
    monkeypatch.setattr(register_files, "choose_mode", lambda path: "immutable=1")
    assert on_file("remind", "--today", EARLY) == Outcome(0, "", "")
    assert on_file.data("remind", "--dry-run")["total"] == 4
    outcome = on_file("remind")
    check_sentence(outcome, 5, on_file.database)
    assert post.letters == []
    monkeypatch.undo()
    on_file.ok("remind")
    assert len(post.letters) == 4


def test_a_register_that_somebody_holds(on_file: Runner, post: PostOffice) -> None:
    """Locked for longer than one waits: one sentence with 5 and nothing sent; nothing due needs no lock."""
    on_file.environ["CTRACK_DB_WAIT"] = "0"
    configure(on_file, "smtp", post.settings())
    with closing(sqlite3.connect(on_file.database, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        assert on_file("remind", "--today", EARLY) == Outcome(0, "", "")
        outcome = on_file("remind")
        check_sentence(outcome, outcome.code, on_file.database)
        assert outcome.code not in (0, 6)
        assert post.letters == []
        holder.execute("ROLLBACK")
    on_file.ok("remind")
    assert len(post.letters) == 4


def test_a_register_that_is_locked_in_the_midst(on_file: Runner) -> None:
    """Locked after some mails went out: it ends with the reason, and a later run goes on without a second copy."""
    on_file.environ["CTRACK_DB_WAIT"] = "0"
    with (
        PostOffice() as post,
        closing(sqlite3.connect(on_file.database, isolation_level=None, check_same_thread=False)) as holder,
    ):
        configure(on_file, "smtp", post.settings(), digest=False)
        post.behave = lambda stage, number, to: (
            None if (stage, number) != ("taken", 3) else holder.execute("BEGIN IMMEDIATE") and None
        )
        outcome = on_file("remind")
        check_sentence(outcome, outcome.code, on_file.database)
        assert outcome.code not in (0, 6)
        assert len(post.letters) == 4
        holder.execute("ROLLBACK")
        post.behave = lambda stage, number, to: None
        on_file.ok("remind")
        assert len(post.counts()) == len(DUTIES)
        # The fourth was taken, and could not be written down as sent: it is what may come a second time.
        assert sorted(post.counts().values())[:-1] == [1] * (len(DUTIES) - 1)
        assert all(len(ids) == 1 for ids in post.identities().values())
