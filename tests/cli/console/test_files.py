"""--output: a whole file or none, never over another without --force, and never in the place of a device."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.cli.promises import nothing_recorded, refused
from tests.support.runner import Runner

LIST = ("list", "code:KWT-21", "--format", "json", "--output")


def test_a_file_is_written(ctrack: Runner, tmp_path: Path) -> None:
    """The data goes to the file, and stdout stays empty."""
    outcome = ctrack.ok(*LIST, str(tmp_path / "out.json"))
    assert outcome.out == ""
    assert '"KWT-21"' in (tmp_path / "out.json").read_text("utf-8")


def test_never_over_another(ctrack: Runner, tmp_path: Path) -> None:
    """A file that is there is left alone without --force, and replaced as a whole with it."""
    path = tmp_path / "out.txt"
    path.write_text("mine" * 10_000)
    refused(ctrack("list", "code:KWT-21", "--output", str(path)), 4, "--force")
    assert path.read_text() == "mine" * 10_000
    ctrack.ok("list", "code:KWT-21", "--output", str(path), "--force")
    assert path.read_text().startswith("Code ")


def test_a_link_stays_a_link(ctrack: Runner, tmp_path: Path) -> None:
    """Of a link, what it leads to is replaced."""
    target, link = tmp_path / "target.txt", tmp_path / "link.txt"
    target.write_text("old")
    link.symlink_to(target)
    ctrack.ok("list", "code:KWT-21", "--output", str(link), "--force")
    assert link.is_symlink()
    assert "KWT-21" in target.read_text("utf-8")


def test_a_pipe_with_a_name(ctrack: Runner, tmp_path: Path) -> None:
    """What is no file is written to, and never replaced by one."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        ctrack.ok("list", "code:KWT-21", "--output", str(pipe), "--force")
        assert b"KWT-21" in os.read(reader, 10_000)
    finally:
        os.close(reader)
    assert pipe.is_fifo()


@pytest.mark.parametrize("place", [".", "no/where.txt"])
def test_places_that_cannot_be(ctrack: Runner, tmp_path: Path, place: str) -> None:
    """A folder, and a folder that is not there, are named with the reason."""
    refused(ctrack("list", "code:KWT-21", "--output", str(tmp_path / place)), 1, "cannot be written")


@pytest.mark.parametrize("ending", ["", "-wal", "-shm", "-journal"])
def test_never_over_the_register(ctrack: Runner, ending: str) -> None:
    """The register and what lies beside it are left alone, also with --force, by a link or in another format."""
    own = ctrack.database + ending
    before = Path(ctrack.database).read_bytes()
    outcome = ctrack("list", "--format", "csv", "--output", own, "--force")
    refused(outcome, 4, own)
    link = Path(ctrack.home) / "innocent.csv"
    link.symlink_to(own)
    refused(ctrack("list", "--output", str(link), "--force"), 4, own)
    assert Path(ctrack.database).read_bytes() == before


def test_never_over_the_configuration(ctrack: Runner) -> None:
    """The configuration is left alone, also with --force."""
    path = ctrack.home / "config" / "ctrack" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text("due_soon_days = 10\n")
    refused(ctrack("list", "--format", "csv", "--output", str(path), "--force"), 4, str(path))
    assert path.read_text() == "due_soon_days = 10\n"


@pytest.mark.parametrize("name", ["list.xyz", "list", "table", "list.docs"])
def test_endings_that_mean_nothing(ctrack: Runner, tmp_path: Path, name: str) -> None:
    """A file whose name says no format is refused with the endings that do; --format makes up for it."""
    refused(ctrack("list", "--output", str(tmp_path / name)), 2, "xlsx", "--format")
    assert not (tmp_path / name).exists()
    ctrack.ok("list", "--output", str(tmp_path / name), "--format", "csv")


@pytest.mark.parametrize("name", ["dates", "dates.xyz", "dates.csv"])
def test_a_calendar_has_one_ending(ctrack: Runner, tmp_path: Path, name: str) -> None:
    """A calendar is written into a file that ends in .ics, and into no other."""
    refused(ctrack("calendar", "--output", str(tmp_path / name)), 2, ".ics")
    assert not (tmp_path / name).exists()
    ctrack.ok("calendar", "--output", str(tmp_path / "dates.ICS"))


def test_a_folder_is_never_replaced(ctrack: Runner, tmp_path: Path) -> None:
    """A folder is left alone, whatever it is called and also with --force."""
    folder = tmp_path / "list.csv"
    folder.mkdir()
    refused(ctrack("list", "--output", str(folder), "--force"), 1, str(folder))
    assert folder.is_dir()


@pytest.mark.parametrize("sign", ["\u202d", "\u202e"])
def test_overrides_are_shown_to_people_and_kept_for_programs(ctrack: Runner, sign: str) -> None:
    """An override in a stored text is a sign on a screen, in Markdown and on a page, and itself in data."""
    ctrack.ok("add", "OWN-1", "--title", f"invoice{sign}fdp.exe")
    for form in ("table", "plain", "md", "html"):
        out = ctrack.ok("show", "OWN-1", "--format", form).out
        assert sign not in out, form
        assert f"invoice⟨U+{ord(sign):04X}⟩fdp.exe" in out, form
    for form in ("csv", "tsv"):
        assert f"invoice{sign}fdp.exe" in ctrack.ok("list", "code:OWN-1", "--format", form).out, form
    assert f"invoice{sign}fdp.exe" in json.dumps(ctrack.data("show", "OWN-1"), ensure_ascii=False)


@pytest.mark.parametrize("place", ["no/..", "{long}.json", "loop/out.json"])
def test_what_cannot_be_called_so_is_refused_before_anything(ctrack: Runner, tmp_path: Path, place: str) -> None:
    """A name that leads to a folder, is too long or goes round is refused before a command that writes records."""
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    target = f"{tmp_path}/{place.format(long='n' * 300)}"
    with nothing_recorded(ctrack):
        outcome = ctrack("update", "KWT-21", "--progress", "7", "--format", "json", "--output", target)
    assert (outcome.code, outcome.json["error"]["kind"]) == (1, "OutputUnwritable")
