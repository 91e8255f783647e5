"""The pager: for what is longer than a terminal, in a real terminal, and never in the way."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from pathlib import Path
from typing import TextIO

import pytest

from ctrack.cli.console.pager import find_pager, hand_over, is_longer, show_paged
from tests.support.runner import Runner

LONG = ("instrument", "show", "kuwait-2024")


def in_terminal(ctrack: Runner, *words: str, rows: int = 10, **environ: str) -> tuple[int, str]:
    """The exit code and the screen of a command line in a terminal of that many rows."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, 80, 0, 0))
    settings = {**ctrack.base(), "PATH": os.environ["PATH"], "PYTHONPATH": os.getcwd(), "LANG": "C.UTF-8", **environ}
    process = subprocess.Popen([sys.executable, "-m", "ctrack", *words], env=settings, stdout=theirs, stderr=theirs)
    os.close(theirs)
    pieces = []
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:
            break
        if not piece:
            break
        pieces.append(piece)
    os.close(ours)
    return process.wait(), b"".join(pieces).decode().replace("\r\n", "\n")


@pytest.fixture
def pager(tmp_path: Path) -> Path:
    """A pager that keeps what it was given in a file `seen` beside it."""
    path = tmp_path / "pager"
    path.write_text(f'#!/bin/sh\ncat > "{tmp_path}/seen"\n')
    path.chmod(0o755)
    return path


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        ({"PAGER": "sh -e"}, ["sh", "-e"]),
        ({"PAGER": ""}, None),
        ({"PAGER": "cat"}, None),
        ({"PAGER": "no-such-pager"}, None),
        ({"PAGER": "sh 'unclosed"}, None),
        ({"PAGER": "sh", "TERM": "dumb"}, None),
    ],
)
def test_which_pager(environ: dict[str, str], words: list[str] | None) -> None:
    """PAGER names it with its options; empty, cat, what is not there and a dumb terminal are none."""
    assert find_pager({"PATH": os.environ["PATH"], **environ}) == words


def test_less_is_the_pager_that_nobody_named(tmp_path: Path) -> None:
    """Without PAGER it is less, which ends by itself where all fits, keeps colours and leaves the screen."""
    (tmp_path / "less").write_text("#!/bin/sh\n")
    (tmp_path / "less").chmod(0o755)
    assert find_pager({"PATH": str(tmp_path)}) == ["less", "-FRX"]


@pytest.mark.parametrize("rows", [0, 3, 50])
def test_whatever_the_terminal_a_document_is_drawn_once(rows: int, pager: Path) -> None:
    """What is drawn to be measured is what is shown, in the pager or not."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, 80, 0, 0))
    drawn: list[TextIO] = []

    def draw(out: TextIO) -> None:
        drawn.append(out)
        out.write("line\n" * 5)

    with os.fdopen(theirs, "w") as out:
        show_paged(draw, out, {"PAGER": str(pager), "PATH": os.environ["PATH"]})
    seen = pager.with_name("seen").read_text() if rows == 3 else os.read(ours, 1000).decode().replace("\r", "")
    os.close(ours)
    assert (len(drawn), seen) == (1, "line\n" * 5)


def test_what_is_longer() -> None:
    """A text is longer than a terminal that has no row left for the prompt below it."""
    assert not is_longer("line\n" * 9, 10)
    assert is_longer("line\n" * 10, 10)


def test_a_pager_that_cannot_start(tmp_path: Path) -> None:
    """A pager that cannot be started is told by the answer, and is no failure."""
    assert not hand_over("text", [str(tmp_path / "none")], {})


@pytest.mark.slow
def test_what_is_long_is_paged(ctrack: Runner, pager: Path) -> None:
    """On a terminal the pager gets all that would be printed, in Arabic as the terminal needs it."""
    for language in ("en", "ar"):
        plain = in_terminal(ctrack, *LONG, "--lang", language, "--no-pager", PAGER=str(pager))
        assert plain[0] == 0
        code, screen = in_terminal(ctrack, *LONG, "--lang", language, PAGER=str(pager))
        seen = (pager.parent / "seen").read_text("utf-8")
        assert (code, seen + screen) == plain, language
        assert len(seen.splitlines()) > 10


@pytest.mark.slow
def test_what_is_not_paged(ctrack: Runner, pager: Path, tmp_path: Path) -> None:
    """What fits, a pipe, a file and --no-pager need no pager, and one that is missing is no failure."""
    target = str(tmp_path / "list.txt")
    in_terminal(ctrack, *LONG, rows=200, PAGER=str(pager))
    in_terminal(ctrack, *LONG, "--output", target, PAGER=str(pager))
    in_terminal(ctrack, *LONG, "--no-pager", PAGER=str(pager))
    ctrack.ok(*LONG, PAGER=str(pager))
    ctrack.ok(*LONG, terminal=True, PAGER=str(pager))
    assert not (tmp_path / "seen").exists()
    assert in_terminal(ctrack, *LONG, PAGER="no-such-pager") == in_terminal(ctrack, *LONG, "--no-pager")


def test_a_reader_who_leaves_early(ctrack: Runner) -> None:
    """Leaving the pager at once ends with 0 and without a word of trouble."""
    code, screen = in_terminal(ctrack, *LONG, "--quiet", PAGER="true")
    assert (code, screen) == (0, "")
