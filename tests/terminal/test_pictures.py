"""Real terminals on a virtual display, judged by their pixels; `pictures.py` takes the pictures that are looked at."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.runner import Runner
from tests.terminal.pictures import BACKGROUNDS, TERMINALS, Picture, Scene, open_display, take_picture
from tests.terminal.windows import missing_for

pytestmark = pytest.mark.slow
ARGUMENTS, ROWS = "list instrument:kuwait-2024 --quiet", 62
COLUMNS = 6
# Konsole shows its tools above the cells, and is looked at by people alone.
MEASURED = tuple(terminal for terminal in TERMINALS if terminal != "konsole")
LEAST_GAP = 15
"""Pixels of two blank cells of nine, less what letters lean out of theirs."""
MOST_STRAY = 1 / 10_000
"""The share of pixels at the edges of letters that depend on the order in which an xterm draws its cells."""


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """A virtual display; where there is none the tests are skipped, and fail in CI."""
    require("xterm")
    with open_display() as address:
        yield address


def require(terminal: str) -> None:
    """Skip what cannot be photographed here, and fail in CI."""
    lacking = missing_for(terminal)
    if lacking and os.environ.get("CI"):
        pytest.fail(f"{terminal} cannot be photographed without {lacking}")
    if lacking:
        pytest.skip(f"NO PICTURE is taken of {terminal}: {lacking} is not installed")


def photograph(ctrack: Runner, display: str, terminal: str, background: str = "dark") -> Picture:
    """The table on a terminal."""
    require(terminal)
    scene = Scene(terminal, ARGUMENTS, ROWS, background)
    return take_picture(scene, display, Path(ctrack.database), ctrack.home)


def ink_of(line: bytes, paper: bytes) -> list[bool]:
    """Where a row of pixels differs from the paper."""
    return [line[place : place + 3] != paper for place in range(0, len(line), 3)]


def runs(bits: list[bool], wanted: bool) -> list[int]:
    """The lengths of the stretches of that value."""
    text = "".join("x" if bit is wanted else " " for bit in bits)
    return [len(stretch) for stretch in text.split()]


@pytest.mark.parametrize("background", BACKGROUNDS)
@pytest.mark.parametrize("terminal", MEASURED)
def test_rules_and_columns_are_straight(ctrack: Runner, display: str, terminal: str, background: str) -> None:
    """One unbroken rule, and below it a blank band between every two columns, from the first row to the last."""
    picture = photograph(ctrack, display, terminal, background)
    paper = picture.pixels[:3]
    rows = [ink_of(line, paper) for line in picture.lines]
    ruled = [number for number, row in enumerate(rows) if max(runs(row, True), default=0) > 0.95 * picture.width]
    assert 1 <= len(ruled) <= 2
    columns = [any(column) for column in zip(*rows[ruled[-1] + 1 :], strict=True)]
    first, last = columns.index(True), len(columns) - columns[::-1].index(True)
    gaps = [length for length in runs(columns[first:last], False) if length >= LEAST_GAP]
    assert len(gaps) == COLUMNS - 1, gaps


def test_tmux_shows_what_xterm_shows(ctrack: Runner, display: str) -> None:
    """Inside tmux every letter stands where it stands without: what steers their order leaves no trace."""
    inside, alone = (photograph(ctrack, display, terminal) for terminal in ("tmux", "xterm"))
    assert (inside.width, inside.height) == (alone.width, alone.height)
    stray = sum(one != other for one, other in zip(inside.pixels[::3], alone.pixels[::3], strict=True))
    assert stray <= MOST_STRAY * inside.width * inside.height
