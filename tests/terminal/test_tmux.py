"""What tmux keeps in its cells of the program's output: the Arabic and the English screens, letter by letter."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ctrack.text.controls import DIRECTION_CONTROLS
from tests.support.golden import check_golden
from tests.support.runner import Runner

PROGRAM = str(Path(sys.executable).with_name("ctrack"))
PATIENCE = 60.0
SCREENS = {"list": "list instrument:kuwait-2024", "report": "report", "help": "--help"}


@pytest.fixture
def socket(tmp_path: Path) -> Iterator[Path]:
    """The socket of a tmux server of our own; where there is no tmux the test is skipped, and fails in CI."""
    if shutil.which("tmux") is None:
        if os.environ.get("CI"):
            pytest.fail("tmux is not installed")
        pytest.skip("tmux is not installed: what a terminal shows of Arabic is NOT tested here")
    path = tmp_path / "tmux"
    yield path
    subprocess.run(["tmux", "-S", str(path), "kill-server"], capture_output=True, check=False)


def capture(ctrack: Runner, socket: Path, line: str, columns: int, **environ: str) -> str:
    """The whole of what tmux keeps of a command's output in a window of that many columns, 40 lines high."""
    done = socket.with_name("done")
    command = f"{shlex.quote(PROGRAM)} {line}; touch {shlex.quote(str(done))}; sleep {PATIENCE:.0f}"
    settings = {**ctrack.base(), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "PYTHONPATH": os.getcwd(), **environ}
    settings["CTRACK_DB"] = Path(ctrack.database).name
    base = ["tmux", "-u", "-S", str(socket), "-f", "/dev/null"]
    size = ["-x", str(columns), "-y", "40"]
    subprocess.run(
        [*base, "start-server", ";", "set", "-g", "status", "off", ";", "set", "-g", "history-limit", "2000", ";",
         "new-session", "-d", *size, "sh", "-c", command],
        env=settings, cwd=ctrack.home, check=True,
    )  # fmt: skip
    deadline = time.monotonic() + PATIENCE
    while not done.exists():
        assert time.monotonic() < deadline, "the program did not end in time"
        time.sleep(0.1)
    time.sleep(0.3)
    shown = subprocess.run(
        [*base, "capture-pane", "-p", "-S", "-", "-E", "-"], env=settings, capture_output=True, check=True
    )
    # Which of the marks without width are kept differs from tmux to tmux.
    text = "".join(character for character in shown.stdout.decode() if character not in DIRECTION_CONTROLS)
    lines = (row.rstrip() for row in text.rstrip("\n").split("\n"))
    return "\n".join(lines) + "\n"


@pytest.mark.slow
@pytest.mark.parametrize("columns", [80, pytest.param(120, marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", ["list", "report", "help"])
def test_arabic(ctrack: Runner, socket: Path, name: str, columns: int) -> None:
    """Joined letters in the order of the eye, from the right, and no line beyond the window."""
    shown = capture(ctrack, socket, SCREENS[name], columns, CTRACK_LANG="ar")
    check_golden(f"terminal/ar-{name}-{columns}.txt", shown)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "columns"), [("list", 80), ("list", 120), ("help", 80), ("help", 120)])
def test_english(ctrack: Runner, socket: Path, name: str, columns: int) -> None:
    """The same screens in English, from the left."""
    shown = capture(ctrack, socket, SCREENS[name], columns, CTRACK_LANG="en")
    check_golden(f"terminal/en-{name}-{columns}.txt", shown)
