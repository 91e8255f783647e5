"""Real streams of real processes: pipes that close, disks that are full, locales, bytes, signals."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Program
from tests.cli.promises import assert_sentence, nothing_recorded, steering

FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full here")


@pytest.mark.slow
@pytest.mark.parametrize("words", ["list", "list --format json", "report --format md", "--help", "list --format csv"])
def test_a_closed_pipe(program: Program, words: str) -> None:
    """A reader who has seen enough ends the program quietly, with 0."""
    ended = program.shell(f"set -o pipefail; ctrack --quiet {words} | head -1")
    assert (ended.code, ended.err) == (0, b"")
    assert len(ended.out.splitlines()) == 1


@pytest.mark.slow
def test_a_pipe_that_was_closed_before(program: Program) -> None:
    """So does a reader who was never there, also where stderr goes the same way."""
    ended = program.shell("set -o pipefail; { sleep 1; ctrack list; } 2>&1 | true; echo ${PIPESTATUS[*]}")
    assert ended.out == b"0 0\n"
    assert ended.err == b""


@needs_full
@pytest.mark.parametrize("words", ["list", "list --format json", "--help", "--version", "show KWT-99 --format json"])
def test_output_that_cannot_be_written(program: Program, words: str) -> None:
    """A full disk under stdout is told in one sentence, and is no success."""
    ended = program.shell(f"ctrack {words} >/dev/full")
    assert ended.code == (3 if "KWT-99" in words else 1)
    assert_sentence(ended.err.decode().splitlines()[-1])


@needs_full
def test_what_was_recorded_before_the_disk_was_full(program: Program) -> None:
    """Where the work was done and only its output was lost, that is said."""
    ended = program.shell("ctrack update KWT-25 --progress 40 >/dev/full")
    assert ended.code == 1
    assert "What was recorded stays" in ended.err.decode()
    assert program.runner.data("show", "KWT-25")["progress"] == 40


@needs_full
def test_words_that_cannot_be_written(program: Program) -> None:
    """A full disk under stderr changes no exit code of a failure."""
    ended = program.shell("ctrack show KWT-99 2>/dev/full; echo $?")
    assert ended.out == b"3\n"


@pytest.mark.slow
def test_streams_that_are_closed(program: Program) -> None:
    """Without stdin, stdout or stderr there is no traceback and nothing is recorded by mistake."""
    ended = program.shell("ctrack list >&-; echo $?; ctrack list --limit 1 2>&- | wc -l; ctrack note KWT-25 - <&-")
    assert ended.out.split() == [b"0", b"2"]
    assert ended.code == 4
    assert b"Traceback" not in ended.err


@pytest.mark.slow
def test_the_locale_c(program: Program) -> None:
    """In the locale C output is UTF-8 all the same: files and pipes hold one encoding everywhere."""
    locales: list[dict[str, Any]] = [{"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}]
    for environ in locales:
        note = "اجتمع فريق الخبراء"
        ended = program("note", "KWT-25", "-", stdin=note.encode(), **environ)
        assert ended.code == 0, ended
        assert note in ended.out.decode("utf-8")
        shown = program("list", "code:KWT-21", **environ)
        assert "● " not in shown.out.decode("utf-8")
        assert "· not reported" in shown.out.decode("utf-8")
        assert " · home: NFP · " in shown.err.decode("utf-8")


def test_an_encoding_that_lacks_letters(program: Program) -> None:
    """Where a stream can only carry Latin-1, what it lacks is written as escapes and nothing fails."""
    program.runner.ok("note", "KWT-25", "اجتمع")
    ended = program("show", "KWT-25", PYTHONIOENCODING="latin-1")
    assert ended.code == 0
    assert b"\\u0627" in ended.out


def test_bytes_that_are_no_text(program: Program) -> None:
    """Arguments and names that are no UTF-8 are refused, or harmless, and never end in a traceback."""
    with nothing_recorded(program.runner):
        for words in ((b"note", b"KWT-25", b"a\xff"), (b"list", b"\xfe\xff"), (b"--db", b"/tmp/\xff.db", b"list")):
            ended = program(*words)
            assert ended.code == 4
            assert_sentence(ended.err.decode("utf-8"))
    named = program("note", "KWT-25", "x", CTRACK_USER=b"\xffamal")
    assert named.code == 0


@pytest.mark.slow
def test_stored_bytes_reach_no_terminal(program: Program) -> None:
    """What stands in the register as escape sequences leaves the process as pictures."""
    program.runner.ok("note", "KWT-25", "\x1b[31mred\x9b\u202e")
    for name in ("table", "plain", "md"):
        ended = program("show", "KWT-25", "--format", name, "--color", "never")
        assert b"\x1b" not in ended.out
        assert b"\xc2\x9b" not in ended.out
        assert steering(ended.out.decode()) == []


def test_control_c(program: Program) -> None:
    """Ctrl-C at a note that is being typed ends with 130 and one sentence, and nothing is recorded."""
    with nothing_recorded(program.runner):
        process = subprocess.Popen(
            [*program.command, "note", "KWT-25", "-"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=program.environ(),
        )  # fmt: skip
        wait_until_it_reads(process.pid)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert out == b""
    assert_sentence(err.decode().strip())
    assert "nothing was recorded" in err.decode()


def wait_until_it_reads(pid: int) -> None:
    """Wait until the process sleeps in a read of its standard input, where Linux tells; else a while."""
    calls = Path(f"/proc/{pid}/syscall")
    for _ in range(200):
        time.sleep(0.05)
        try:
            found = calls.read_text().split()
        except OSError:
            time.sleep(2)
            return
        if found[:2] == ["0", "0x0"]:
            return


def test_the_module_and_the_command_are_one(program: Program) -> None:
    """`python -m ctrack` and `ctrack` are the same program."""
    found = Path(sys.executable).parent / "ctrack"
    if not found.exists():
        pytest.skip("ctrack is not installed beside this Python")
    ended = subprocess.run([found, "--version"], capture_output=True, env=program.environ(), check=False)
    assert ended.stdout == program("--version").out


def test_reading_needs_no_write(program: Program) -> None:
    """A register that may only be read is read; a write is refused with what is wrong, and the exit code is 5."""
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    Path(program.runner.database).chmod(0o444)
    assert program("list").code == 0
    assert program("note", "KWT-25", "x").code == 5
