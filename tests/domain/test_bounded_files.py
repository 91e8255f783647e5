"""Files that somebody names are read in bounded time and memory, or refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ctrack.domain.bounded_files import read_bounded
from tests.support.runner import Runner


def test_only_files_are_read_and_only_so_much(tmp_path: Path) -> None:
    """A device, a pipe and a folder are no files; one that is too large is refused before it is read whole."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"abc")
    assert read_bounded(path, 3) == b"abc"
    os.mkfifo(tmp_path / "pipe")
    for place, most in ((path, 2), (Path("/dev/zero"), 10), (tmp_path / "pipe", 10), (tmp_path, 10)):
        with pytest.raises(OSError, match=str(place)):
            read_bounded(place, most)


def test_what_is_no_file_is_refused_everywhere(ctrack: Runner, tmp_path: Path) -> None:
    """An instrument, a seal, a backup, a register: one sentence, no endless wait, no full memory."""
    os.mkfifo(tmp_path / "pipe")
    for place in ("/dev/zero", str(tmp_path / "pipe")):
        for words in (("instrument", "check", place), ("instrument", "add", place), ("db", "restore", place)):
            outcome = ctrack(*words)
            assert outcome.code in (1, 4), (words, outcome)
            assert outcome.err.count("\n") == 1
        assert Runner(place, tmp_path)("list").code == 5


@pytest.mark.parametrize("digits", [400, 5000])
def test_a_number_without_end_is_refused(digits: int, ctrack: Runner, tmp_path: Path) -> None:
    """A number of thousands of digits is a fault of the file, with its line."""
    path = tmp_path / "long.toml"
    path.write_text(f"schema = {'9' * digits}\n")
    outcome = ctrack("instrument", "check", str(path))
    assert outcome.code == 4
    assert "long.toml, line 1" in outcome.err
